"""Our instruments against ATOP: types and dates per instrument, directed dyads by year and type, and each divergence.

An instrument is matched by the ATOP number of its record (`atop.id`); several of ours may share one number (the three
Anglo-Japanese alliances are phases of one record there). Cells are (bearer, protected, year, type) for pairs that both
sources bind together in some year, in the years in which at least one of the two does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from foedus.treaties.atop import Alliance, Atop
from foedus.treaties.divergences import Divergence, explained
from foedus.treaties.library import Library
from foedus.treaties.pledges import TYPES, Pair, bits, bound, pledges
from foedus.treaties.treaty import Treaty

Progress = Callable[[int, int, str], None]  # how many instruments are done, of how many, which is next


@dataclass(frozen=True)
class Tally:
    """Counts of cells in which both sources, one, or none sees the obligation."""

    both: int = 0
    ours: int = 0
    theirs: int = 0
    neither: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.both + other.both, self.ours + other.ours, self.theirs + other.theirs, self.neither + other.neither
        )

    @property
    def cells(self) -> int:
        """All cells."""
        return self.both + self.ours + self.theirs + self.neither

    @property
    def agree(self) -> float:
        """Share of cells on which the two agree; nan for no cell."""
        return (self.both + self.neither) / self.cells if self.cells else float("nan")

    @property
    def f1(self) -> float:
        """2 both / (2 both + ours + theirs); nan when neither source sees one."""
        seen = 2 * self.both + self.ours + self.theirs
        return 2 * self.both / seen if seen else float("nan")

    @property
    def kappa(self) -> float:
        """Cohen's kappa: agreement beyond what the two margins give by chance; nan where a margin leaves no room."""
        if not self.cells:
            return float("nan")
        mine, theirs = (self.both + self.ours) / self.cells, (self.both + self.theirs) / self.cells
        chance = mine * theirs + (1 - mine) * (1 - theirs)
        return (self.agree - chance) / (1 - chance) if chance < 1 else float("nan")


@dataclass(frozen=True)
class Instrument:
    """One ATOP number beside the instruments of ours that carry it."""

    alliance: Alliance
    treaties: tuple[Treaty, ...]
    pairs: int  # unordered pairs that both bind
    states_ours: tuple[str, ...]  # bound here only, at any time
    states_theirs: tuple[str, ...]
    skipped: int  # dyad-years of pairs that only one source binds
    by_type: Mapping[str, Tally]

    @property
    def clause_types(self) -> frozenset[str]:
        """Types of the clauses, of the five that ATOP has."""
        return frozenset(clause.type for one in self.treaties for clause in one.clauses) & set(TYPES)


@dataclass(frozen=True, eq=False)
class Crosscheck:
    """The whole comparison. `cells_*`: instrument of ours by type; `strict`: years in which both bind."""

    instruments: tuple[Instrument, ...]
    cells_heading: tuple[int, int]  # agreeing, all: types of the record's heading
    cells_clauses: tuple[int, int]  # the same for the types of the clauses
    total: Mapping[str, Tally]
    strict: Mapping[str, Tally]
    by_year: Mapping[int, Mapping[str, Tally]]
    divergences: tuple[Divergence, ...]
    unmatched: tuple[str, ...] = field(default=())  # ours without a number there
    lost: tuple[str, ...] = field(default=())  # ours whose number the tables do not hold


@dataclass(frozen=True)
class _Both:
    """The masks of one matched instrument: years bound, and years pledged by type, in each source."""

    ours_bound: dict[Pair, int]
    theirs_bound: dict[Pair, int]
    ours: dict[str, dict[Pair, int]]
    theirs: dict[str, dict[Pair, int]]


def crosscheck(
    library: Library, atop: Atop, first: int = 0, last: int = 9999, progress: Progress | None = None
) -> Crosscheck:
    """Compare every instrument that carries an ATOP number, in the years `first` to `last`."""
    groups: dict[int, list[Treaty]] = {}
    for one in library.treaties.values():
        if one.atop.id is not None:
            groups.setdefault(one.atop.id, []).append(one)
    window = bits(date(max(first, atop.first_year), 1, 1), date.max, min(last, atop.last_year))
    made: list[Instrument] = []
    found: list[Divergence] = []
    strict: dict[str, Tally] = dict.fromkeys(TYPES, Tally())
    by_year: dict[int, dict[str, Tally]] = {}
    known = sorted(number for number in groups if number in atop.alliances)
    for n, number in enumerate(known):
        alliance, ours = atop.alliances[number], tuple(groups[number])
        if progress:
            progress(n + 1, len(known), f"ATOP {number}, {', '.join(one.id for one in ours)}")
        both = _masks(ours, alliance, atop.last_year, window)
        made.append(_instrument(ours, alliance, both))
        found += _divergences(ours, alliance, both)
        strict = {kind: strict[kind] + _tally(both, kind, int.__and__) for kind in TYPES}
        _count_years(both, by_year)
    total = {kind: sum((one.by_type[kind] for one in made), Tally()) for kind in TYPES}
    return Crosscheck(
        instruments=tuple(made),
        cells_heading=_type_cells(made, lambda one: frozenset(one.types)),
        cells_clauses=_type_cells(made, lambda one: frozenset(clause.type for clause in one.clauses)),
        total=total,
        strict=strict,
        by_year={year: by_year[year] for year in sorted(by_year)},
        divergences=tuple(sorted(found, key=lambda one: (-one.cells, one.atop, one.cause, one.type))),
        unmatched=tuple(one.id for one in library.treaties.values() if one.atop.id is None),
        lost=tuple(one.id for number in groups if number not in atop.alliances for one in groups[number]),
    )


def _masks(ours: Sequence[Treaty], alliance: Alliance, last_year: int, window: int) -> _Both:
    mine: dict[Pair, int] = {}
    owed: dict[str, dict[Pair, int]] = {kind: {} for kind in TYPES}
    for one in ours:
        _join(mine, bound(one, last_year))
        for kind, pairs in pledges(one, last_year).items():
            _join(owed[kind], pairs)
    cut = lambda pairs: {pair: mask & window for pair, mask in pairs.items() if mask & window}  # noqa: E731
    theirs = alliance.pledges(last_year)
    return _Both(
        cut(mine),
        cut(alliance.bound(last_year)),
        {kind: cut(owed[kind]) for kind in TYPES},
        {kind: cut(theirs[kind]) for kind in TYPES},
    )


def _join(into: dict[Pair, int], more: Mapping[Pair, int]) -> None:
    for pair, mask in more.items():
        into[pair] = into.get(pair, 0) | mask


def _shared(both: _Both) -> list[Pair]:
    return sorted(both.ours_bound.keys() & both.theirs_bound.keys())


def _tally(both: _Both, kind: str, universe: Callable[[int, int], int]) -> Tally:
    """Cells of one type over the shared pairs; `universe` joins (or) or meets (and) the years of the two sources."""
    counts = Counter[str]()
    for pair in _shared(both):
        inside = universe(both.ours_bound[pair], both.theirs_bound[pair])
        mine, theirs = both.ours[kind].get(pair, 0) & inside, both.theirs[kind].get(pair, 0) & inside
        counts["both"] += (mine & theirs).bit_count()
        counts["ours"] += (mine & ~theirs).bit_count()
        counts["theirs"] += (theirs & ~mine).bit_count()
        counts["neither"] += (inside & ~(mine | theirs)).bit_count()
    return Tally(**counts)


def _count_years(both: _Both, by_year: dict[int, dict[str, Tally]]) -> None:
    """Add the cells of one instrument to the table of years."""
    shared = _shared(both)
    everywhere = 0
    for pair in shared:
        everywhere |= both.ours_bound[pair] | both.theirs_bound[pair]
    for year in range(everywhere.bit_length()):
        if not everywhere >> year & 1:
            continue
        row = by_year.setdefault(year, dict.fromkeys(TYPES, Tally()))
        for kind in TYPES:
            counts = Counter[str]()
            for pair in shared:
                if (both.ours_bound[pair] | both.theirs_bound[pair]) >> year & 1:
                    mine, theirs = both.ours[kind].get(pair, 0) >> year & 1, both.theirs[kind].get(pair, 0) >> year & 1
                    counts[("neither", "theirs", "ours", "both")[2 * mine + theirs]] += 1
            row[kind] = row[kind] + Tally(**counts)


def _type_cells(made: Sequence[Instrument], types: Callable[[Treaty], frozenset[str]]) -> tuple[int, int]:
    """Instruments of ours x five types: how many cells agree with the alliance, of how many."""
    pairs = [(types(one), group.alliance.types) for group in made for one in group.treaties]
    agree = sum((kind in mine) == (kind in theirs) for mine, theirs in pairs for kind in TYPES)
    return agree, len(TYPES) * len(pairs)


def _instrument(ours: tuple[Treaty, ...], alliance: Alliance, both: _Both) -> Instrument:
    mine, theirs = ({state for pair in one for state in pair} for one in (both.ours_bound, both.theirs_bound))
    alone = both.ours_bound.keys() ^ both.theirs_bound.keys()
    skipped = sum((both.ours_bound.get(pair, 0) | both.theirs_bound.get(pair, 0)).bit_count() for pair in alone)
    return Instrument(
        alliance=alliance,
        treaties=ours,
        pairs=len(_shared(both)) // 2,
        states_ours=tuple(sorted(mine - theirs)),
        states_theirs=tuple(sorted(theirs - mine)),
        skipped=skipped // 2,
        by_type={kind: _tally(both, kind, int.__or__) for kind in TYPES},
    )


def _divergences(ours: tuple[Treaty, ...], alliance: Alliance, both: _Both) -> Iterator[Divergence]:
    """Every cell on which the two differ, by cause, type and side; then the pairs that only one of them binds."""
    cells: Counter[tuple[str, str, str]] = Counter()
    shown: dict[tuple[str, str, str], dict[Pair, int]] = {}
    for kind in TYPES:
        for pair in _shared(both):
            mine, theirs = both.ours[kind].get(pair, 0), both.theirs[kind].get(pair, 0)
            for side, here, there in (("ours", mine & ~theirs, both.theirs), ("theirs", theirs & ~mine, both.ours)):
                other = both.theirs_bound[pair] if side == "ours" else both.ours_bound[pair]
                for cause, mask in _causes(here, pair, kind, there, other):
                    key = (cause, "" if cause in ("begin", "end", "gap") else kind, side)
                    cells[key] += mask.bit_count()
                    shown.setdefault(key, {})[pair] = shown.get(key, {}).get(pair, 0) | mask
    for (cause, kind, side), count in cells.items():
        yield explained(ours, alliance, (cause, kind, side), count, shown[cause, kind, side])
    for side, only, rest in (
        ("ours", both.ours_bound, both.theirs_bound), ("theirs", both.theirs_bound, both.ours_bound)
    ):  # fmt: skip
        alone = {pair: only[pair] for pair in only.keys() - rest.keys()}
        if alone:
            yield explained(ours, alliance, ("members", "", side), sum(map(int.bit_count, alone.values())), alone)


def _causes(
    here: int, pair: Pair, kind: str, there: Mapping[str, Mapping[Pair, int]], bound_there: int
) -> Iterator[tuple[str, int]]:
    """Why the other source does not see the type in the years `here`: begin, end, gap, type, direction or phase."""
    first, last = (bound_there & -bound_there).bit_length() - 1, bound_there.bit_length() - 1
    outside = here & ~bound_there
    before, after = outside & ((1 << first) - 1), outside >> (last + 1) << (last + 1)
    inside = here & bound_there
    if not there[kind]:
        cause = "type"
    elif pair in there[kind]:
        cause = "phase"
    else:
        cause = "direction" if (pair[1], pair[0]) in there[kind] else "who"
    for name, mask in (("begin", before), ("end", after), ("gap", outside & ~before & ~after), (cause, inside)):
        if mask:
            yield name, mask
