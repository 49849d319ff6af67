"""Find one row of a comparison by its names; the verdict that a row allows."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from foedus.outcomes.compare import POOLED, Key, Results
from foedus.outcomes.contrast import SIGN_AT
from foedus.outcomes.definitions import outcome
from foedus.report.spec import Spec

LESS, MORE, SAME, UNCLEAR = "less", "more", "same", "unclear"


class Row(NamedTuple):
    """Numbers of one row in the unit of files; withheld numbers are nan."""

    level: float
    difference: float
    p05: float
    p25: float
    p50: float
    p75: float
    p95: float
    p_sign: float
    mcse: float

    @property
    def verdict(self) -> str:
        """Direction of the mean with a chance behind it: less | more | same (exactly no difference) | unclear.

        The chance of that direction can be below one half where few beliefs move the mean far.
        """
        if self.difference == 0.0 and not self.mcse > 0.0:
            return SAME
        if math.isnan(self.p_sign):
            return UNCLEAR
        return MORE if self.difference > 0 else LESS

    @property
    def mean_verdict(self) -> str:
        """Sign of the mean: less | more | same | unclear (below two Monte Carlo standard errors).

        Where luck hides the spread of beliefs a mean can have a sign and no chance.
        """
        if self.verdict == SAME:
            return SAME
        if not abs(self.difference) >= SIGN_AT * self.mcse:
            return UNCLEAR
        return MORE if self.difference > 0 else LESS

    def shown(self, factor: float) -> Row:
        """The same row in the unit that people see; p_sign stays."""
        return Row(*(value if name == "p_sign" else value * factor for name, value in self._asdict().items()))


class Rows:
    """Rows of a comparison by name. Made once per report; nothing changes it."""

    def __init__(self, results: Results) -> None:
        columns = results.columns
        labels = (columns[name].tolist() for name in ("theory", "architecture", "kind", "name", "outcome", "horizon"))
        self._at = {Key(*key): at for at, key in enumerate(zip(*labels, strict=True))}
        self._numbers = np.column_stack([columns[name] for name in Row._fields])
        self._dots = results.dots

    def row(self, key: Key) -> Row | None:
        """The row with these names in the unit of files, None if there is none."""
        at = self._at.get(key)
        return None if at is None else Row(*self._numbers[at].tolist())

    def shown(self, key: Key) -> Row | None:
        """As `row`, in the unit that people see."""
        found = self.row(key)
        return None if found is None else found.shown(outcome(key.outcome).factor)

    def dots(self, key: Key) -> np.ndarray:
        """20 equally likely differences in the unit that people see; nan where withheld."""
        return self._dots[self._at[key]] * outcome(key.outcome).factor


def headline_theory(spec: Spec) -> str:
    """The theory of the headline: the pool, or the reference when nothing is pooled."""
    return POOLED if spec.carried else spec.theories[0]


def rivals_inside(spec: Spec, architecture: str) -> bool:
    """Whether a rival of a new member is itself a member, as in shared security."""
    present = spec.groups.get(architecture, {})
    return bool(set(present.get("rivals", ())) & set(present.get("members", ())))


def lead_groups(spec: Spec, architecture: str) -> tuple[str, ...]:
    """The two groups a sentence speaks of: who the edit is for, and who stays out.

    Where rivals sit inside, all members are spoken of together.
    """
    present = spec.groups.get(architecture, {})
    one = ("members",) if rivals_inside(spec, architecture) else ("new-members", "old-members", "members")
    inside = [name for name in one if name in present][:1]
    out = [name for name in ("left-out", "non-members") if name in present][:1]
    return tuple(inside + out) or ("region",)


def shown_groups(spec: Spec, architecture: str) -> tuple[str, ...]:
    """The disjoint groups that the architecture has, in the order of the table; the region when it has none.

    Where rivals sit inside, all members stand in front.
    """
    names = ("new-members", "old-members", "rivals", "left-out", "outside")
    found = tuple(name for name in names if name in spec.groups.get(architecture, {})) or ("region",)
    return ("members", *found) if rivals_inside(spec, architecture) else found


def lead_architecture(spec: Spec) -> str | None:
    """The architecture of the first sentence: `bloc-extension` if it is there, else the first given."""
    if not spec.edited:
        return None
    return "bloc-extension" if "bloc-extension" in spec.edited else spec.edited[0]
