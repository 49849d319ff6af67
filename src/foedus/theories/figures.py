"""The figures by which priors are judged before any treaty changes, with two ranges each, both declared.

The *admissible* range lies around the record, as wide as the record's own sources and its sampling ask for. A figure
outside it does not fit the record; that is said, and is no reason to refuse a theory: a record of one world history
cannot forbid a belief. The *possible* range is where a base rate can still be that of this world. Outside it a figure
is absurd, and a theory whose priors give it has nothing to say about architectures.

One rule makes the possible range, so that none is set for the sake of a theory: three times (`THREEFOLD`) beyond the
nearer end of the record, in the rate, or in the odds for a share. The published sources of the same quantity differ by
less than that for every figure but one (duties honoured, where they span .22 to .75, [LeedsLongMitchell2000]_ and
[BerkemeierFuhrmann2018]_, and both ends count as the record). A prior that is wrong by more than threefold about what
happens when nothing changes cannot be trusted on what a treaty changes by a tenth. Figures without a record have their
own reason in `why`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

THREEFOLD = 3.0
WORLD = "asia-pacific-2023"  # the record column counts events among the states of this world


@dataclass(frozen=True)
class Figure:
    """One row of the table. `low` and `high` are the declared admissible range of the value shown."""

    id: str
    title: str
    record: str  # what history says, as text; '' where it says nothing
    low: float
    high: float
    digits: int
    possible: tuple[float, float]  # outside is absurd
    why: str  # why that is absurd
    local: bool = False  # an amount of one region: judged in `WORLD` only


def beyond(low: float, high: float, share: bool = False) -> tuple[float, float]:
    """Three times beyond a record that spans low to high: in the rate, or in the odds for a share."""
    if not share:
        return low / THREEFOLD, high * THREEFOLD
    odds = (low / (1.0 - low) / THREEFOLD, high / (1.0 - high) * THREEFOLD)
    return odds[0] / (1.0 + odds[0]), odds[1] / (1.0 + odds[1])


_RATE = "more than threefold off the record's rate"
_ODDS = "more than threefold off the record's odds"
_STAY = "nothing changes in the law, so a threefold rise or fall in 20 years is the priors' own doing"
HONOURED = beyond(0.22, 0.75, share=True)

FIGURES = (
    Figure("disputes", "disputes a year, median", "11.6", 9.0, 15.0, 1, beyond(11.6, 11.6), _RATE, True),
    Figure("disputes-low", "  5 % of histories", "", 6.0, 15.0, 1, (11.6 / 9, 11.6 * 3),
           "one history in twenty lies ninefold below the record", True),
    Figure("disputes-high", "  95 % of histories", "", 9.0, 25.0, 1, (11.6 / 3, 11.6 * 9),
           "one history in twenty lies ninefold above the record", True),
    Figure("drift", "disputes, end / year 0", "", 0.75, 1.50, 2, beyond(1.0, 1.0), _STAY),
    Figure("reciprocated", "share reciprocated", ".44-.52", 0.41, 0.55, 2, beyond(0.44, 0.52, True), _ODDS),
    Figure("fights", "share of these fought", ".78-.83", 0.74, 0.86, 2, beyond(0.78, 0.83, True), _ODDS),
    Figure("wars-median", "wars a year, median", ".05-.13", 0.04, 0.15, 3, beyond(0.05, 0.13), _RATE, True),
    Figure("wars", "wars a year, mean", ".05-.13", 0.04, 0.16, 3, beyond(0.05, 0.13), _RATE, True),
    Figure("parties-fight", "parties in a fight", "2.4", 2.0, 3.2, 2, (2.0, 2.0 + THREEFOLD * 0.4),
           "a fight has two parties; more than three times as many join as in the record"),
    Figure("parties-war", "parties in a war", "3.8", 2.6, 5.2, 2, (2.0 + 1.8 / THREEFOLD, 2.0 + THREEFOLD * 1.8),
           "a war has two parties; those who join are threefold off the record"),
    Figure("honoured", "duties honoured in wars", ".22-.75", 0.12, 0.80, 2, HONOURED, _ODDS),
    Figure("honoured-majors", "  by major powers", ".22-.75", 0.12, 0.90, 2, HONOURED, _ODDS),
    Figure("burden", "arms, % of GDP, last year", "2.4 now", 1.5, 3.5, 1, beyond(2.4, 2.4), _RATE, True),
    Figure("hostility", "sum of hostility, end / start", "1", 0.8, 1.8, 2, beyond(1.0, 1.0), _STAY),
    Figure("allies", "disputes between allies", ".12", 0.05, 0.25, 3, beyond(0.12, 0.12, True), _ODDS, True),
    Figure("explosive", "explosive races", "", 0.0, 0.02, 3, (-math.inf, 0.10),
           "arms grow without bound in more than one history in ten: arithmetic, not politics"),
)  # fmt: skip


def figure(name: str) -> Figure:
    """The figure with this id."""
    return next(one for one in FIGURES if one.id == name)


def written(value: float, digits: int) -> str:
    """'.12' for 0.12; '-' where there is nothing to count."""
    if math.isnan(value):
        return "-"
    text = f"{value:.{digits}f}"
    return text[1:] if text.startswith("0.") else text


def spread(low: float, high: float, digits: int) -> str:
    """'.22-.75'; an open end is left out."""
    if math.isinf(low):
        return f"to {written(high, digits)}"
    return f"{written(low, digits)}-{written(high, digits)}"
