"""The documentation page that compares the collection with ATOP, written by ``foedus treaties crosscheck --page``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isnan
from statistics import fmean, median
from textwrap import wrap

from foedus.treaties.atop import Atop
from foedus.treaties.atop_gaps import Coverage
from foedus.treaties.conditions import conditions
from foedus.treaties.crosscheck import Crosscheck, Instrument, Tally
from foedus.treaties.crosscheck_told import CONVENTIONS, EARLIER, KNOWN, cause_rows, letters, tally_rows
from foedus.treaties.divergences import CAUSES
from foedus.treaties.library import Library
from foedus.treaties.pledges import TYPES

BEFORE = {"adversary": "49 of 54", "location": "44 of 54", "provocation": "52 of 54", "number": "53 of 54"}
SMALL = 45  # pairs: ten states
STEP = 20  # years in a row of the table by year


def page(library: Library, atop: Atop, check: Crosscheck, gaps: Coverage, made: tuple[str, str]) -> Iterator[str]:
    """The page in Markdown, line by line; `made`: the command and the version of foedus that wrote it."""
    yield from ("# Agreement with ATOP", "")
    yield from (f"Written by `{made[0]}`, foedus {made[1]}.", "")
    yield from _text(
        f"From ATOP {atop.version} (members and alliances, {atop.first_year} to {atop.last_year}) and the directed "
        f"dyad-years of ATOP 5.1 (to {atop.last_dyad_year}); source: [LeedsRitterMitchellLong2002]. The tables are not "
        "part of foedus. Letters: D defence, O offence, N neutrality, A nonaggression, C consultation."
    )
    yield from _table([["file", "sha256"], *([name, f"`{one}`"] for name, one in atop.hashes.items())], "--")
    yield from ("", "## How it is compared", "")
    yield from (f"- {one}" for one in CONVENTIONS)
    yield from ("", "## Types by instrument", "")
    matched = sum(len(one.treaties) for one in check.instruments)
    yield from _text(
        f"{matched} instruments of ours carry the number of one of {len(check.instruments)} ATOP records, "
        f"{len(check.unmatched)} carry none. Of {check.cells_clauses[1]} cells (instrument by type) "
        f"{check.cells_heading[0]} agree when the heading of our record is read, and {check.cells_clauses[0]} "
        "when only its "
        "clauses are, which is what the engine evaluates: a heading may name an obligation (as a rule the "
        "restraint of an "
        "opening article) that no clause states. An earlier comparison of the first 86 records, by heading, found "
        f"{EARLIER[0]} of {EARLIER[1]}."
    )
    yield from _condition_part(check)
    yield from _dyad_part(check)
    yield from _divergence_part(library, check)
    yield from ("", "## Instrument by instrument", "")
    yield from _text(
        "Pairs: unordered, bound by both. Cells: both, ours only, ATOP only. Apart: dyad-years of pairs that "
        "only one binds."
    )
    yield from _table(_instrument_rows(library, check.instruments), "---------...--")
    yield from _gap_part(gaps)


def _condition_part(check: Crosscheck) -> Iterator[str]:
    yield from ("## Conditions of defence", "")
    yield from _text(
        "Where both sources see defence, does each set a condition on it? ATOP: of any member; here: in some clause. "
        "*Ours only* means as a rule that an article of the text sets it (Art. V of 1960 names territories under the "
        "administration of Japan). The earlier comparison: "
        + ", ".join(f"{name} {one}" for name, one in BEFORE.items())
        + "."
    )
    rows = [["condition", "both", "ours only", "ATOP only", "neither", "agree", "ours only in", "ATOP only in"]]
    for one in conditions(check.instruments):
        tally = one.tally
        named = [", ".join(id_ for _, id_, side in one.differ if side == wanted) for wanted in ("ours", "theirs")]
        figures = (tally.both, tally.ours, tally.theirs, tally.neither)
        rows.append([one.name, *map(str, figures), f"{tally.both + tally.neither} of {tally.cells}", *named])
    yield from _table(rows, "-.....--")
    yield ""


def _dyad_part(check: Crosscheck) -> Iterator[str]:
    yield from ("## Dyad-years", "")
    yield from _text(
        "Pairs that both sources bind by a matched instrument, directed, in the years in which at least one binds them:"
    )
    yield from _table(tally_rows(check.total))
    yield from ("", "The same in the years in which both bind the pair, so that dates play no part:", "")
    yield from _table(tally_rows(check.strict))
    yield from ("", *_text(_mean(check)))
    yield from (f"By {STEP} years (both, ours only, ATOP only):", "")
    yield from _table(_periods(check))


def _mean(check: Crosscheck) -> str:
    """The agreement with every instrument counted once: large organisations make most of the cells."""
    every = [sum(one.by_type.values(), Tally()) for one in check.instruments]
    shares = [one.agree for one in every if one.cells]
    if not shares:
        return "No cell lies in these years."
    full = sum(share == 1.0 for share in shares)
    small = [sum(one.by_type.values(), Tally()) for one in check.instruments if one.pairs <= SMALL]
    apart = sum(small, Tally())
    return (
        "Large organisations make most of these cells. With each ATOP record counted once, the mean share of agreeing "
        f"cells is {fmean(shares):.3f}, the median {median(shares):.3f}; {full} of {len(shares)} records "
        f"agree in every cell. The {len(small)} records that bind at most {SMALL} pairs (ten states) together: "
        f"{apart.cells} cells, agree {apart.agree:.3f}, kappa {apart.kappa:.3f}, F1 {apart.f1:.3f}."
    )


def _text(text: str) -> Iterator[str]:
    """A paragraph and the empty line after it."""
    yield from wrap(text, 118, break_long_words=False, break_on_hyphens=False)
    yield ""


def _divergence_part(library: Library, check: Crosscheck) -> Iterator[str]:
    compared = [one for one in check.divergences if one.cause != "members"]
    open_ = [one for one in check.divergences if not one.known]
    cells = sum(one.cells for one in compared)
    left = sum(one.cells for one in compared if not one.known)
    yield from ("", "## Divergences", "")
    yield from _text(
        f"{len(check.divergences)} divergences, {len(open_)} of them not yet explained; of {cells} diverging "
        f"cells {left} "
        "are not yet explained. *Records*: shown by the dates or the heading of the two records themselves. *Table*: a "
        "line of `divergences.csv`, with its source. Our records keep to the text; where the reason is a "
        "reading, it is "
        "ours. The pairs that only one source binds (*members*) stand apart from the cells above."
    )
    yield from _table(cause_rows(check.divergences), "--")
    yield ""
    yield from (f"- *{cause}*: {words}." for cause, words in CAUSES.items())
    yield ""
    rows = [["ATOP", "ours", "cause", "type", "side", "cells", "years", "states", "reason", "known from"]]
    for one in check.divergences:
        states = [library.world_code(state) for state in one.states]
        rows.append([
            str(one.atop), ", ".join(one.treaties), one.cause, one.type, "ATOP" if one.side == "theirs" else "ours",
            str(one.cells), f"{one.first_year}-{one.last_year}", _few(states), one.reason or "**not yet explained**",
            one.source if one.known == "table" else KNOWN[one.known],
        ])  # fmt: skip
    yield from _table(rows, "-----.---")


def _few(states: list[str]) -> str:
    return " ".join(states) if len(states) <= 6 else f"{len(states)} states"


def _instrument_rows(library: Library, instruments: Iterable[Instrument]) -> list[list[str]]:
    rows = [["ATOP", "ours", "types: clauses", "heading", "ATOP", "begin: ours", "ATOP", "end: ours", "ATOP", "pairs",
             "cells", "apart", "ours only", "ATOP only"]]  # fmt: skip
    for one in instruments:
        starts = [treaty.force[0] for treaty in one.treaties if treaty.force[0]]
        ends = [treaty.force[1] for treaty in one.treaties]
        last = None if None in ends else max(end for end in ends if end)
        every = sum(one.by_type.values(), Tally())
        theirs = [library.world_code(state) for state in one.states_theirs] + [str(n) for n in one.alliance.uncoded]
        rows.append([
            str(one.alliance.id), ", ".join(treaty.id for treaty in one.treaties), letters(one.clause_types),
            letters(kind for treaty in one.treaties for kind in treaty.types), letters(one.alliance.types),
            str(min(starts, default="never")), str(one.alliance.begin), str(last or ""), str(one.alliance.end or ""),
            str(one.pairs), f"{every.both}, {every.ours}, {every.theirs}", str(one.skipped),
            " ".join(library.world_code(state) for state in one.states_ours), " ".join(theirs),
        ])  # fmt: skip
    return rows


def _periods(check: Crosscheck) -> list[list[str]]:
    rows = [["years", *TYPES, "all: F1"]]
    spans: dict[int, dict[str, Tally]] = {}
    for year, row in check.by_year.items():
        into = spans.setdefault(year // STEP * STEP, dict.fromkeys(TYPES, Tally()))
        for kind in TYPES:
            into[kind] = into[kind] + row[kind]
    for start, row in spans.items():
        every = sum(row.values(), Tally())
        cells = [f"{one.both}, {one.ours}, {one.theirs}" for one in row.values()]
        rows.append([f"{start}-{start + STEP - 1}", *cells, "." if isnan(every.f1) else f"{every.f1:.3f}"])
    return rows


def _gap_part(gaps: Coverage) -> Iterator[str]:
    yield from ("", f"## What ATOP has among the {gaps.states} states of the world and this collection lacks", "")
    yield from _text(
        f"Directed pledges in {gaps.year} among the {gaps.states} states. Ours: every instrument that binds in "
        "law or is a "
        "political promise, matched or not, without the universal ones:"
    )
    yield from _table(tally_rows(gaps.by_type))
    yield ""
    listed = sum(bool(one.listed) for one in gaps.lacking)
    yield from _text(
        f"{gaps.in_effect} alliances were in effect when coding ended; {gaps.with_two} have two members or more "
        "among these "
        f"states; {gaps.matched} of them are held here, {len(gaps.lacking)} are not ({listed} of these are named in "
        f"`missing.yaml`). *Only here*: pledges of {gaps.year} that neither this collection nor another "
        "alliance of the "
        f"list gives. {gaps.orphans} pledges of {gaps.year} are in no such alliance: coded since, or revised."
    )
    rows = [["ATOP", "since", "types", "members in the world", "others", "only here", "named in missing.yaml"]]
    for one in sorted(gaps.lacking, key=lambda one: (-one.only_here, one.id)):
        rows.append([
            str(one.id), str(one.begin.year), letters(one.types), _few(list(one.states)), str(one.others),
            str(one.only_here), one.listed,
        ])  # fmt: skip
    yield from _table(rows, "----..-")


def _table(rows: list[list[str]], sides: str = "-") -> Iterator[str]:
    """A Markdown table; a column with '-' in `sides` stands to the left, every other one to the right."""
    left = [sides[n : n + 1] == "-" for n in range(len(rows[0]))]
    yield "| " + " | ".join(rows[0]) + " |"
    yield "|" + "|".join("---" if one else "---:" for one in left) + "|"
    yield from ("| " + " | ".join(row) + " |" for row in rows[1:])
