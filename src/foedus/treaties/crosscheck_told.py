"""The comparison with ATOP as plain data, as a short answer, and as a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from math import isnan
from typing import Any

from foedus.treaties.atop import Atop
from foedus.treaties.atop_gaps import Coverage
from foedus.treaties.conditions import conditions
from foedus.treaties.crosscheck import Crosscheck, Instrument, Tally
from foedus.treaties.divergences import CAUSES, Divergence
from foedus.treaties.library import Library
from foedus.treaties.pledges import TYPES

EARLIER = (399, 430)  # the comparison of the treaty file before this command was written
KNOWN = {"records": "the two records", "table": "table of divergences", "": "not yet explained"}
LETTERS = dict(zip(TYPES, "DONAC", strict=True))
CONVENTIONS = (
    "Instruments are matched by the ATOP number in our record; several of ours may share one number.",
    "A pledge runs from the state that owes to the state protected. A clause counts whether its rows are clear or "
    "disputed; where, against whom and on what condition are left out, as in alliance data.",
    "ATOP's obligations are per member and not per pair: a member that defends one other counts as defending all.",
    "A year counts when one day of it does; years before the first of ATOP are left out. A pair is bound from the "
    "first to the last day in force of the instrument and of both memberships; a suspended pair owes nothing here.",
    "Correlates of War numbers are turned into our codes by one dated table (cow_codes.csv), never through "
    "Gleditsch-Ward numbers. Members without a code here are left out and listed.",
    "Only what runs between parties is compared: duties toward states outside a treaty have no place in ATOP.",
)


def counts(tally: Tally) -> dict[str, Any]:
    """A tally with its measures; None where a measure is not defined."""
    measures = {"agree": tally.agree, "kappa": tally.kappa, "f1": tally.f1}
    return {**asdict(tally), **{name: None if isnan(one) else round(one, 4) for name, one in measures.items()}}


def plain(library: Library, atop: Atop, check: Crosscheck, gaps: Coverage) -> dict[str, Any]:
    """The whole comparison as one JSON value."""
    return {
        "atop": {"version": atop.version, "last_year": atop.last_year, "sha256": dict(atop.hashes)},
        "conventions": list(CONVENTIONS),
        "instruments_matched": sum(len(one.treaties) for one in check.instruments),
        "type_cells": {
            "heading": {"agree": check.cells_heading[0], "all": check.cells_heading[1]},
            "clauses": {"agree": check.cells_clauses[0], "all": check.cells_clauses[1]},
        },
        "conditions_of_defence": {
            one.name: {**counts(one.tally), "differ": one.differ} for one in conditions(check.instruments)
        },
        "dyad_years": {kind: counts(one) for kind, one in check.total.items()},
        "dyad_years_bound_in_both": {kind: counts(one) for kind, one in check.strict.items()},
        "by_year": {str(y): {kind: counts(one) for kind, one in row.items()} for y, row in check.by_year.items()},
        "instruments": [_plain_instrument(library, one) for one in check.instruments],
        "divergences": [
            {**asdict(one), "states": [library.world_code(state) for state in one.states]} for one in check.divergences
        ],
        "unmatched": list(check.unmatched),
        "unknown_numbers": list(check.lost),
        "coverage": {
            **asdict(gaps),
            "by_type": {kind: counts(one) for kind, one in gaps.by_type.items()},
            "lacking": [{**asdict(one), "begin": str(one.begin)} for one in gaps.lacking],
        },
    }


def _plain_instrument(library: Library, one: Instrument) -> dict[str, Any]:
    starts = [str(treaty.force[0]) for treaty in one.treaties if treaty.force[0]]
    ends = [str(treaty.force[1]) if treaty.force[1] else None for treaty in one.treaties]
    return {
        "atop": one.alliance.id,
        "treaties": [treaty.id for treaty in one.treaties],
        "types_heading": letters({kind for treaty in one.treaties for kind in treaty.types}),
        "types_clauses": letters(one.clause_types),
        "types_atop": letters(one.alliance.types),
        "begin": {"ours": min(starts, default=None), "atop": str(one.alliance.begin)},
        "end": {
            "ours": None if None in ends else max(end for end in ends if end),
            "atop": str(one.alliance.end) if one.alliance.end else None,
        },
        "pairs": one.pairs,
        "states_ours_only": [library.world_code(state) for state in one.states_ours],
        "states_atop_only": [library.world_code(state) for state in one.states_theirs],
        "numbers_without_code": list(one.alliance.uncoded),
        "dyad_years_not_compared": one.skipped,
        "dyad_years": {kind: counts(tally) for kind, tally in one.by_type.items()},
    }


def letters(types: Iterable[str]) -> str:
    """D O N A C for the five types, '-' for each that is absent, as in our records."""
    held = set(types)
    return "".join(letter if kind in held else "-" for kind, letter in LETTERS.items())


def short(check: Crosscheck, gaps: Coverage) -> Iterator[str]:
    """The answer on the screen."""
    number = sum(len(one.treaties) for one in check.instruments)
    yield f"{number} instruments matched with {len(check.instruments)} ATOP records."
    for title, (agree, cells) in (("heading", check.cells_heading), ("clauses", check.cells_clauses)):
        share = f" ({100 * agree / cells:.0f} %)" if cells else ""
        yield f"Types, by {title}: {agree} of {cells} cells agree{share}."
    yield ""
    yield from _columns(tally_rows(check.total))
    yield ""
    yield "Divergences (cells: directed dyad, year, type)"
    yield from _columns(cause_rows(check.divergences))
    yield ""
    lacking = len(gaps.lacking)
    yield f"In effect in ATOP, with two members among the {gaps.states} states of the world: {gaps.with_two}; held here"
    yield f"{gaps.matched}, lacking {lacking} ({sum(bool(one.listed) for one in gaps.lacking)} named in missing.yaml)."
    yield "All of it: --json; as a page: --page FILE."


def _number(value: float) -> str:
    return "." if isnan(value) else f"{value:.3f}"


def tally_rows(total: Mapping[str, Tally]) -> list[list[str]]:
    rows = [["type", "both", "ours only", "ATOP only", "neither", "agree", "kappa", "F1"]]
    every = sum(total.values(), Tally())
    for name, one in (*total.items(), ("all", every)):
        figures = (one.both, one.ours, one.theirs, one.neither)
        rows.append([name, *map(str, figures), *(_number(value) for value in (one.agree, one.kappa, one.f1))])
    return rows


def cause_rows(divergences: Iterable[Divergence]) -> list[list[str]]:
    rows = [["cause", "side", "divergences", "cells", "explained by records", "by the table", "not yet explained"]]
    groups: dict[tuple[str, str], list[Divergence]] = {}
    for one in divergences:
        groups.setdefault((one.cause, one.side), []).append(one)
    for (cause, side), found in sorted(groups.items(), key=lambda pair: (list(CAUSES).index(pair[0][0]), pair[0][1])):
        by = [sum(one.cells for one in found if one.known == known) for known in ("records", "table", "")]
        rows.append([cause, "ATOP" if side == "theirs" else "ours", str(len(found)), str(sum(by)), *map(str, by)])
    return rows


def _columns(rows: list[list[str]]) -> Iterator[str]:
    """Aligned columns: the first to the left, the others to the right."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        yield "  ".join(cells).rstrip()
