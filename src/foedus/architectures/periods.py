"""Which law holds in which year: periods of equal law, cooperation, institutions and posture."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from foedus.architectures.architecture import BASE_TOKENS, Architecture, adds_treaties, dated_edits, started
from foedus.architectures.duties import Alternatives, Duties, Reading, duties_of
from foedus.architectures.edit import LAW_EDITS, AddClause, Edit, NewTreaty, SuspendForFoundAggressor
from foedus.architectures.law import acting, announced_edits, apply_edits, change_days, late, law_day
from foedus.architectures.settings import arms_factors, settings_on
from foedus.treaties.arrays import law_arrays
from foedus.treaties.library import Library
from foedus.treaties.places import place_of_claim
from foedus.world.claims import SALIENCE
from foedus.world.dates import stands
from foedus.world.world import World

DECLARED = {"joint_finding": (2.0, 5.0)}  # a finding by the parties, taken as likely as that of an organ
REPEATS = frozenset({"un_charter_1945", "kellogg_briand_1928", "tac_1976"})  # restraint that nearly all share


class Source(NamedTuple):
    """What the duties of a period were compiled from."""

    library: Library
    day: datetime.date
    halting: frozenset[str]


@dataclass(frozen=True, eq=False)
class Period:
    """All that holds in the years of one period."""

    duties: Duties
    tier: np.ndarray
    depth: np.ndarray
    offensive_share: np.ndarray
    distinguishability: np.ndarray
    pledge: np.ndarray
    arms_factor: np.ndarray
    key: bytes  # equal for equal content, arms apart
    source: Source  # the law it was compiled from


@dataclass(eq=False)
class Timetable:
    """Periods in order of first use, and the period of every year."""

    reading: Reading
    declared: Mapping[str, tuple[float, float]]
    claimed: np.ndarray
    alternatives: Alternatives = field(default_factory=Alternatives)
    periods: list[Period] = field(default_factory=list)
    period: list[int] = field(default_factory=list)
    announced: list[int] = field(default_factory=list)

    def number(self, one: Period) -> int:
        """The index of the period with this content and these arms; a new one if there is none."""
        for at, other in enumerate(self.periods):
            if other.key == one.key and (other.arms_factor == one.arms_factor).all():
                return at
        self.periods.append(one)
        return len(self.periods) - 1


def timetable(world: World, architecture: Architecture, last_year: int, library: Library) -> Timetable:
    """Compile each distinct law once and say which one holds, and which one is announced, in every year."""
    architecture = started(architecture, world.year + 1)
    claims = claimed_places(world, library)
    claimed = np.zeros((world.n, world.n), dtype=bool)
    for pair in claims:
        claimed[pair] = True
    table = Timetable(reading_of(architecture), declared_tokens(architecture), claimed)
    laws = _Laws(world, architecture, library, claims, table, last_year)
    for year in range(world.year, last_year + 1):
        steps = () if year == world.year else acting(architecture, year)
        here = laws.period(law_day(year), tuple(dated_edits(steps)))
        table.period.append(table.number(here))
        if architecture.steps:
            ahead = laws.period(law_day(year), announced_edits(architecture, year), ahead=True)
            same = ahead.key == table.periods[table.period[-1]].key
            table.announced.append(table.period[-1] if same else table.number(ahead))
        else:
            table.announced.append(table.period[-1])
    return table


def _findings(architecture: Architecture) -> dict[str, str]:
    """Treaties in which a council's finding is the one that the design record describes."""
    edits = [edit for step in architecture.steps for edit in step.edits]
    named = [str(one.body["id"]) for one in edits if isinstance(one, NewTreaty)]
    named += [one.treaty for one in edits if isinstance(one, AddClause)]
    return dict.fromkeys(named, architecture.design.finding_token)


@dataclass(eq=False)
class _Laws:
    """Compiles laws of one architecture, each distinct one once."""

    world: World
    architecture: Architecture
    library: Library
    claims: Mapping[tuple[int, int], str]
    table: Timetable
    last_year: int
    edited: dict[str, tuple[Library, list[datetime.date]]] = field(default_factory=dict)
    compiled: dict[tuple, Duties] = field(default_factory=dict)

    def period(self, day: datetime.date, edits: tuple[Edit, ...], ahead: bool = False) -> Period:
        """The period of the law of `day` with dated `edits`; `ahead`: what is announced, read as of `day`."""
        duties, source = self._duties(day, edits, ahead)
        library = source.library
        settings = settings_on(self.world, library, edits, day, ahead)
        arms = np.ones(self.world.n)
        if not ahead:
            arms = arms_factors(self.world, library, edits, day)
        return Period(duties, *settings, arms, duties.key() + settings.key(), source)

    def _duties(self, day: datetime.date, edits: tuple[Edit, ...], ahead: bool) -> tuple[Duties, Source]:
        law = tuple(one for one in edits if isinstance(one, (*LAW_EDITS, SuspendForFoundAggressor)))
        latest = day if ahead and late(law, day) else None
        name = repr((law, latest))
        if name not in self.edited:
            library = apply_edits(self.library, law, latest)
            self.edited[name] = (library, change_days(library, law_day(self.world.year), law_day(self.last_year)))
        library, days = self.edited[name]
        stopped = halting(self.architecture, library, law, day, ahead)
        key = (name, bisect_right(days, day), stopped)
        if key not in self.compiled:
            arrays = law_arrays(library, day, self.world.codes, self.claims)
            reading = replace(self.table.reading, halting=stopped)
            self.compiled[key] = duties_of(arrays, reading, self.table.alternatives, REPEATS)
        return self.compiled[key], Source(library, day, stopped)


def halting(
    architecture: Architecture, library: Library, edits: Iterable[Edit], day: datetime.date, ahead: bool = False
) -> frozenset[str]:
    """Treaties that may not be invoked for a found aggressor on `day`."""
    halted: set[str] = set()
    for edit in edits:
        if isinstance(edit, SuspendForFoundAggressor) and (ahead or edit.start is None or edit.start <= day):
            named = library.treaties if "*" in edit.treaties else {library.treaty(one).id for one in edit.treaties}
            halted |= set(named) - set(adds_treaties(architecture))
    return frozenset(halted)


def declared_tokens(architecture: Architecture) -> dict[str, tuple[float, float]]:
    """Beta priors of tokens that MODEL section 22 does not name."""
    return {**DECLARED, **architecture.tokens}


def reading_of(architecture: Architecture) -> Reading:
    """How tokens of clauses are read under an architecture; nothing is halted yet."""
    names = (*BASE_TOKENS, *sorted(set(declared_tokens(architecture)) - set(BASE_TOKENS)))
    token = architecture.design.finding_token
    return Reading(names, _findings(architecture), frozenset(), token, architecture.sanctions)


def claimed_places(world: World, library: Library) -> dict[tuple[int, int], str]:
    """(i, j) -> the place of i's strongest standing claim on what j administers, of those the gazetteer knows.

    Where a place has parts it is the part that j administers. Where the gazetteer knows none and the strongest is
    maritime, the place of j's forces at sea stands for it (waters are not territory); a claim on unknown land leaves
    the pair out, so that it falls back to j's home.
    """
    at = {code: index for index, code in enumerate(world.codes)}
    seas = {one.sea_of: one.id for one in library.places.values() if one.sea_of}
    best: dict[tuple[int, int], tuple[tuple[bool, float], str]] = {}
    day = datetime.date(world.year, 12, 31)  # as the claims of the world
    for claim in world.claims:
        if not stands(claim.since, claim.until, day):
            continue
        found = place_of_claim(library, claim.place, claim.administrator, day)
        known = found is not None
        sea = seas.get(library.law_code(claim.administrator), "") if claim.kind == "maritime" else ""
        pair = at[claim.claimant], at[claim.administrator]
        rank = (known, SALIENCE[claim.salience])
        if pair not in best or rank > best[pair][0]:
            best[pair] = (rank, found or sea)
    return {pair: place for pair, (_, place) in best.items() if place}
