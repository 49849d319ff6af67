"""A claim as we hold it: a hypothesis about one outcome, with the source that made it and its mirror."""

from __future__ import annotations

from dataclasses import dataclass, replace

from foedus.simulate.result import STATUS_QUO

DIRECTIONS = ("more", "less")
QUANTIFIERS = ("", "all", "most", "some")  # '': the plain chance
MEASURES = ("difference", "gap", "dilemma", "crossing")
TURNED = ("direction", "roles")


@dataclass(frozen=True)
class Claim:
    """Of `group`, under `architecture` against `against`, `outcome` is more (or less) by `size` over `horizon` years.

    The claim holds in a draw where the value of `measure` lies above `size` (direction more) or below it (less); at
    exactly `size` it counts one half. So a claim and the claim with its direction turned add up to one.
    """

    name: str
    mirror: str  # name of the claim that runs beside it
    text: str  # neutral words
    source: tuple[str, ...]  # keys of sources.bib: who made it
    group: str  # name of a group, or ISO 3166 alpha-3 of a state; 'system' for the whole world
    outcome: str
    direction: str  # more | less
    architecture: str
    against: str = STATUS_QUO
    horizon: int = 20  # years
    size: float = 0.0  # threshold of the value, in the shown unit of the outcome, with its sign
    quantifier: str = ""  # all | most | some admissible beliefs
    than: str = ""  # measure gap: the group whose change is taken off
    discount: float = 0.0  # yearly rate
    measure: str = "difference"
    turned: str = "direction"  # what differs between the claim and its mirror: direction | roles
    world: str = ""  # '' for the usual world

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups the claim speaks of."""
        return (self.group, self.than) if self.than else (self.group,)


def opposite(direction: str) -> str:
    """The other direction."""
    return DIRECTIONS[1 - DIRECTIONS.index(direction)]


def turned(claim: Claim, name: str, text: str, source: tuple[str, ...]) -> Claim:
    """The same claim with its direction turned: what a rival of the claim says."""
    return replace(
        claim, name=name, mirror=claim.name, text=text, source=source, direction=opposite(claim.direction),
        turned="direction",
    )  # fmt: skip


def told(claim: Claim) -> str:
    """What is tested, in one line of plain words."""
    from foedus.outcomes.definitions import outcome

    what = outcome(claim.outcome)
    amount = f" than {claim.size:+g} {what.shown_unit}" if claim.size else ""
    years = f"over {claim.horizon} years" + (f", discounted at {claim.discount:g}" if claim.discount else "")
    orders = f"under {claim.architecture} against {claim.against}"
    if claim.measure == "crossing":
        verb = "changes its sign for good" if claim.direction == "more" else "keeps the sign it begins with"
        return f"{claim.group}: the cumulative change of '{what.title}' {verb} {years}, {orders}"
    if claim.measure == "gap":
        change = f"the change of '{what.title}' is {claim.direction} for {claim.group} than for {claim.than}"
        return f"{change}{f' by{amount[5:]}' if amount else ''}, {years}, {orders}"
    change = f"{claim.group}: '{what.title}' is {claim.direction}{amount or ' than without'} {years}, {orders}"
    return change + (" where the effort for security rises" if claim.measure == "dilemma" else "")
