"""Figure of a flip: how often a claim holds along the parameters that matter most, and over the first two as tiles."""

from __future__ import annotations

import math
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.claims.assumptions import MARK_WORDS, number, phrases
from foedus.claims.curves import Curve
from foedus.claims.flip_answer import FlipAnswer
from foedus.errors import BadInput
from foedus.model.params import PARAMETERS
from foedus.report.flip_told import sentence
from foedus.report.sheet import METADATA, STYLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SHOWN = 4  # curves
LINE, BAND, HALF = "#1f4e79", "#c9d9ea", "#8c8c8c"


def flip_figure(answer: FlipAnswer, title: str, path: Path | str) -> None:
    """Write the figure; the same bytes for the same answer. SVG, PNG or PDF by the suffix of `path`."""
    import matplotlib

    target = check_path(path)
    with matplotlib.rc_context({**STYLE, "font.size": 8.0}):
        try:
            drawn(answer, title).savefig(target, dpi=200, metadata=METADATA[target.suffix.lower()])
        except OSError as wrong:
            raise BadInput(f"Cannot write '{path}': {wrong.strerror or wrong}. Choose another file.") from None


def check_path(path: Path | str) -> Path:
    """The path, if a picture of that kind is written; raises BadInput before anything runs."""
    target = Path(path)
    if target.suffix.lower() not in METADATA:
        raise BadInput(f"'{target.name}' is no kind of picture that is written here. End it in {', '.join(METADATA)}.")
    return target


def drawn(answer: FlipAnswer, title: str) -> Figure:
    """The figure, without a window."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    made = Figure(figsize=(7.4, 5.0), layout="constrained")
    FigureCanvasAgg(made)
    halves: Any = made.subfigures(1, 2, width_ratios=(1.0, 1.06))
    left, right = halves
    names = list(answer.curves)[:SHOWN]
    cells: Any = left.subplots(2, 2, sharey=True, squeeze=False)
    for axes, name in zip(cells.ravel(), [*names, *[""] * SHOWN], strict=False):
        if name:
            _curve(axes, name, answer.curves[name])
        else:
            axes.set_axis_off()
    for row in cells:
        row[0].set_ylabel("holds, % of draws")
    if answer.tiles is not None:
        _tiles(right.subplots(), answer)
    said = f"{title}. {sentence(answer.pooled, answer.rows.names)}"
    made.suptitle(textwrap.fill(said, 112), fontsize=8, x=0.01, ha="left")
    return made


def _curve(axes: Axes, name: str, one: Curve) -> None:
    """Chance with two standard errors to each side; a broken line at one half; a mark where it crosses."""
    chance, error = 100 * one.chance, 200 * one.error
    axes.axhline(50, color=HALF, linewidth=0.8, linestyle=(0, (4, 2)))
    low, high = (chance - error).clip(0, 100), (chance + error).clip(0, 100)
    axes.fill_between(one.centre, low, high, color=BAND, linewidth=0)
    axes.plot(one.centre, chance, color=LINE, linewidth=1.4, marker="o", markersize=2.6)
    for at in one.crossings:
        axes.plot(at, 50, marker="D", color="white", markeredgecolor="#333333", markersize=5)
        axes.annotate(number(at), (at, 50), xytext=(4, 5), textcoords="offset points", fontsize=7)
    axes.set_ylim(-3, 103)
    luck = ", may be luck" if one.luck > 0.05 else ""
    axes.set_title(f"{name}\n({MARK_WORDS[PARAMETERS[name].mark]}{luck})", fontsize=7.5, loc="left")
    low, high = (textwrap.fill(words, 15) for words in phrases()[name])
    axes.text(0.0, -0.2, low, transform=axes.transAxes, fontsize=5.5, va="top", ha="left", color="#444444")
    axes.text(1.0, -0.2, high, transform=axes.transAxes, fontsize=5.5, va="top", ha="right", color="#444444")
    axes.set_xlabel("\n".join(" " * 5), fontsize=5.5)
    axes.spines[["top", "right"]].set_visible(False)


def _tiles(axes: Axes, answer: FlipAnswer) -> None:
    """Tiles of equal shares, coloured from one half: purple seldom, orange often; the number in each."""
    from matplotlib import colormaps
    from matplotlib.patches import Rectangle

    assert answer.tiles is not None and answer.pair is not None
    colours = colormaps["PuOr_r"]
    chance = answer.tiles.chance
    for at, column in enumerate(chance):
        for up, value in enumerate(column):
            face = "#f4f4f4" if math.isnan(value) else colours(0.08 + 0.84 * float(value))
            axes.add_patch(Rectangle((at, up), 1, 1, facecolor=face, edgecolor="white", linewidth=1.5))
            dark = not math.isnan(value) and abs(value - 0.5) > 0.36
            said = "few" if math.isnan(value) else f"{100 * value:.0f}"
            axes.text(at + 0.5, up + 0.5, said, ha="center", va="center", color="white" if dark else "#222222")
    side = len(chance)
    axes.set_xlim(0, side)
    axes.set_ylim(0, side)
    axes.set_aspect("equal")
    for edges, ticks, labels in zip(
        answer.tiles.edges, (axes.set_xticks, axes.set_yticks), (axes.set_xlabel, axes.set_ylabel), strict=True
    ):
        name = answer.pair[0] if labels == axes.set_xlabel else answer.pair[1]
        ticks(range(side + 1), [number(float(edge)) for edge in edges])
        labels(f"{name} ({MARK_WORDS[PARAMETERS[name].mark]})")
    axes.set_title("The two that matter most: it holds in % of draws", fontsize=7.5, loc="left")
    axes.spines[["top", "right", "left", "bottom"]].set_visible(False)
    axes.tick_params(length=0)
