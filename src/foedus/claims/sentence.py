"""The answer to a claim in one or two plain sentences: the chance, where theories part, what cannot be decided."""

from __future__ import annotations

import math
from collections.abc import Mapping

from foedus.claims.chance import AT, CASES, LUCK, Chance, room
from foedus.claims.claim import Claim
from foedus.claims.shares import Shares

LITTLE = 0.1  # below this share traced to parameters nothing is said about which of them decide
LARGE = 0.5  # share of what is traced that makes the unidentified ones decide
QUARTER = 0.25
SETTINGS = {
    "plain": "taking all defensive arms and pacts to be told from offensive ones",
    "no_effect": "taking institutions and cooperation to move nothing",
}
NEAR = 0.05  # to 0 or 1: the beliefs agree
BY_LAW = "{name}: by the law alone this {holds}; nothing was simulated, and words count at their mean weights."
HOLDS = {1.0: "holds", 0.0: "does not hold", 0.5: "is exactly at the threshold"}
WITHHELD = {
    LUCK: "{name}: no chance is given, because luck hides what beliefs do; the mean value is {mean} (s.e. {error}).",
    CASES: "{name}: no chance is given, because too few beliefs have a case; the mean value is {mean} (s.e. {error}).",
}


def sentence(
    claim: Claim,
    chances: tuple[Chance, Mapping[str, Chance]],
    shares: Shares,
    moved: Mapping[str, Chance],
    by_law: bool = False,
) -> str:
    """One or two sentences. They never soften a result and never name a direction below two standard errors.

    chances : pooled and by theory; moved : what is set (`SETTINGS`) -> the pooled chance then
    """
    pooled, by_theory = chances
    if by_law:
        return BY_LAW.format(name=claim.name, holds=HOLDS[pooled.chance])
    if not pooled.known:
        return WITHHELD[pooled.withheld].format(
            name=claim.name, mean=f"{pooled.mean:+.3g}", error=f"{pooled.mean_mcse:.2g}"
        )
    return f"{_first(claim, pooled, by_theory)} {_second(pooled, shares, moved)}"


def _first(claim: Claim, pooled: Chance, by_theory: Mapping[str, Chance]) -> str:
    error = "" if math.isnan(pooled.mcse) else f" (s.e. {100 * pooled.mcse:.1f})"
    said = f"{claim.name}: holds in {in_100(pooled.chance)} of 100 admissible beliefs{error}"
    if not abs(pooled.chance - 0.5) > AT * pooled.mcse and pooled.mcse > 0:
        said += ", which is not told apart from even"
    if pooled.ties > 0.0:
        said += f", {in_100(pooled.ties)} of 100 of them exact ties counted one half"
    known = {name: one.chance for name, one in by_theory.items() if one.known}
    if len(known) > 1:
        low, high = min(known, key=known.__getitem__), max(known, key=known.__getitem__)
        if known[high] > known[low]:
            said += f"; by theory from {in_100(known[low])} ({low}) to {in_100(known[high])} ({high})"
    return said + "."


def _second(pooled: Chance, shares: Shares, moved: Mapping[str, Chance]) -> str:
    """What would turn it, and whether the record can decide."""
    if pooled.chance in (0.0, 1.0):
        missed = 100 * room(pooled)
        return f"It flips in none of the beliefs drawn; up to {missed:.2g} of 100 may have been missed."
    if pooled.ties == 1.0:
        return "Nothing changes at all: the two orders are the same in what is measured."
    flips = "It flips inside what you declared possible (where: foedus flip)"
    for name, one in moved.items():
        if decides(pooled, one):
            return (
                f"{flips}, and the record cannot decide it: {SETTINGS[name]} alone, which no data can settle, takes it "
                f"to {in_100(one.chance)} of 100."
            )
    if not shares.known:
        return f"{flips}; what it rests on was not worked out."
    traced = shares.data + shares.weak + shares.unidentified
    if traced < LITTLE:
        return f"{flips}; hardly any of it could be traced to parameters ({100 * traced:.0f} %)."
    part = 100 * shares.unidentified / traced
    if part >= 100 * LARGE and NEAR < pooled.chance < 1.0 - NEAR:
        return (
            f"{flips}, and the record cannot decide it: {part:.0f} % of what could be traced comes from parameters "
            "that no data can move."
        )
    return f"{flips}; {part:.0f} % of what could be traced comes from parameters that no data can move."


def decides(pooled: Chance, other: Chance) -> bool:
    """Whether a setting turns the answer round or moves it by a quarter of the beliefs, beyond Monte Carlo error."""
    if not other.known:
        return False
    error = AT * math.hypot(pooled.mcse, other.mcse)
    gap = abs(other.chance - pooled.chance)
    across = (pooled.chance - 0.5) * (other.chance - 0.5) < 0.0
    return gap > error and (across or gap >= QUARTER)


def in_100(share: float) -> str:
    """A share in whole hundredths; never rounded to none or all unless it is."""
    if 0.0 < share < 0.01:
        return "under 1"
    if 0.99 < share < 1.0:
        return "over 99"
    return f"{100 * share:.0f}"
