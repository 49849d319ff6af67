"""One small picture: twenty dots, a zero line, and the 50 and 90 % interval below. SVG written by hand.

All pictures of an outcome share one axis, stretched near zero, so that small and large changes can be seen together.
"""

from __future__ import annotations

import math
from collections import Counter

import numpy as np

from foedus.report.markup import Html, element
from foedus.report.rows import LESS, MORE, SAME, Row

WIDTH, HEIGHT = 96.0, 60.0
MIDDLE, HALF = WIDTH / 2, 44.0
FLOOR, BAR = 46.0, 54.0
STEP = 4.0
BINS = 10  # to each side
TICKS = (-1.0, -0.1, 0.1, 1.0)  # shares of the half-width


def nice(largest: float) -> float:
    """The half-width of an axis: `largest` rounded up to 1, 1.5, 2, 3, 5 or 8 times a power of ten."""
    if not largest > 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(largest))
    return next(step * power for step in (1.0, 1.5, 2.0, 3.0, 5.0, 8.0, 10.0) if step * power >= largest * 0.999)


def scale(values: np.ndarray) -> float:
    """Half-width for many pictures, `values` (pictures, dots): nine pictures in ten show all dots but the outermost.

    Dots beyond sit at the edge. Pictures without any change do not count.
    """
    reach = np.sort(np.abs(np.nan_to_num(values)), axis=1)[:, -2]
    moved = reach[reach > 0]
    return nice(float(np.quantile(moved, 0.9))) if moved.size else 1.0


def stretched(values: np.ndarray, half_width: float) -> np.ndarray:
    """Place on the axis from -1 to 1, stretched near zero by a square root that keeps the sign."""
    return np.sign(values) * np.sqrt(np.minimum(np.abs(values) / half_width, 1.0))


def picture(row: Row, dots: np.ndarray, half_width: float, label: str) -> Html:
    """The picture of one row, all numbers in the unit of the axis; grey and hollow where the sign is withheld."""
    parts = [
        element("line", class_="axis", x1=MIDDLE - HALF, x2=MIDDLE + HALF, y1=FLOOR + 2.5, y2=FLOOR + 2.5),
        *(element("line", class_="axis", x1=_x(at, 1), x2=_x(at, 1), y1=FLOOR + 1, y2=FLOOR + 4) for at in TICKS),
        element("line", class_="zero", x1=MIDDLE, x2=MIDDLE, y1=4, y2=BAR + 4),
    ]
    if row.verdict == SAME:
        parts.append(element("circle", class_="mean", cx=MIDDLE, cy=_n(BAR), r=2.2))
    elif np.isfinite(dots).all():
        parts += _dots(dots, half_width, grey=row.verdict not in (LESS, MORE))
        parts += _bars(row, half_width)
    else:
        parts += _whisker(row, half_width)
    return element("svg", *parts, viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}", role="img", aria_label=label, class_="dots")


def _dots(dots: np.ndarray, half_width: float, grey: bool) -> list[Html]:
    """Stacked dots as one path a colour: a zero-length stroke with a round cap is a dot."""
    bins = np.round(stretched(dots, half_width) * BINS).astype(int)
    height = max(Counter(bins.tolist()).values())
    step = min(STEP, (FLOOR - 4) / height)
    stacked: Counter[int] = Counter()
    paths: dict[str, list[str]] = {}
    for where, value in zip(bins.tolist(), dots.tolist(), strict=True):
        kind = "grey" if grey or value == 0 else (MORE if value > 0 else LESS)
        x, y = MIDDLE + where * HALF / BINS, FLOOR - stacked[where] * step
        stacked[where] += 1
        paths.setdefault(kind, []).append(f"M{_n(x)} {_n(y)}h0")
    return [element("path", class_=f"dot {kind}", d="".join(path)) for kind, path in paths.items()]


def _bars(row: Row, half_width: float) -> list[Html]:
    """90 % thin, 50 % thick, the mean as a dot."""
    low, p25, p75, high = (_x(value, half_width) for value in (row.p05, row.p25, row.p75, row.p95))
    return [
        element("line", class_="ninety", x1=low, x2=high, y1=BAR, y2=BAR),
        element("line", class_="fifty", x1=p25, x2=p75, y1=BAR, y2=BAR),
        element("circle", class_="mean", cx=_x(row.difference, half_width), cy=_n(BAR), r=2.2),
    ]


def _whisker(row: Row, half_width: float) -> list[Html]:
    """Only the mean and its Monte Carlo error (two standard errors to each side), hollow."""
    at = _x(row.difference, half_width)
    parts = [element("circle", class_=f"hollow {row.mean_verdict}", cx=at, cy=_n(BAR), r=2.4)]
    if math.isnan(row.mcse):
        return parts
    ends = (_x(row.difference + side * 2 * row.mcse, half_width) for side in (-1, 1))
    return [element("line", class_="error", **dict(zip(("x1", "x2"), ends, strict=True)), y1=BAR, y2=BAR), *parts]


def _x(value: float, half_width: float) -> str:
    return _n(MIDDLE + float(stretched(np.array(value), half_width)) * HALF)


def _n(value: float) -> str:
    """At most one digit after the point."""
    return f"{value:.1f}".removesuffix(".0")
