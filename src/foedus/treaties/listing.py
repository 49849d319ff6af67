"""Finding instruments: by parties, day, type of obligation, binding force and words; as rows for a screen or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foedus.treaties.library import Library, Missing
from foedus.treaties.lines import WIDTH
from foedus.treaties.treaty import Treaty

LETTER = {
    "defence": "D",
    "offence": "O",
    "neutrality": "N",
    "nonaggression": "A",
    "consultation": "C",
    "sanctions": "S",
    "enforcement": "E",
    "right": "r",
    "restriction": "x",
    "domestic_policy": "p",
}
LEGEND = (
    "D defence, O offence, N neutrality, A nonaggression, C consultation, S sanctions, E enforcement; "
    "no duties: r right, x restriction, p domestic policy; - no clause."
)
NAME = 46  # width of a name that another column follows
FORCE = {"legal": "legal", "political": "political", "none": "none", "domestic_law": "domestic"}


@dataclass(frozen=True)
class Wanted:
    """What is looked for; empty means any. `states`: all of them parties, on `day` if one is given."""

    states: tuple[str, ...] = ()
    day: date | None = None
    type: str = ""
    binding: str = ""
    words: tuple[str, ...] = ()  # lower case; all must be found


def matching(library: Library, wanted: Wanted) -> list[Treaty]:
    """The instruments that fit, in the order of their ids."""
    return [one for one in library.treaties.values() if _fits(library, one, wanted)]


def _fits(library: Library, treaty: Treaty, wanted: Wanted) -> bool:
    if wanted.day is not None and not treaty.in_force(wanted.day):
        return False
    if wanted.binding and treaty.binding != wanted.binding:
        return False
    if not set(wanted.states) <= members(treaty, wanted.day):
        return False
    if wanted.type and not any(
        one.type == wanted.type and (wanted.day is None or one.valid_on(wanted.day)) for one in treaty.clauses
    ):
        return False
    return not wanted.words or _holds(_text(treaty), wanted.words)


def members(treaty: Treaty, day: date | None) -> frozenset[str]:
    """Parties on `day`, or all that ever were."""
    return treaty.parties_on(day) if day is not None else frozenset(one.state for one in treaty.parties)


def missing(library: Library, wanted: Wanted) -> list[Missing]:
    """Instruments that are known to exist and are not encoded; type and binding are not known of them."""
    return [
        one
        for one in library.missing
        if set(wanted.states) <= set(one.states)
        and (wanted.day is None or one.since <= wanted.day)
        and _holds(f"{one.id} {one.name} {one.gist}".lower(), wanted.words)
    ]


def _holds(text: str, words: Iterable[str]) -> bool:
    return all(word in text for word in words)


def _text(treaty: Treaty) -> str:
    """All that is written of a treaty in words, in lower case."""
    said = [treaty.id, treaty.name, treaty.kind, treaty.articles, treaty.scope, treaty.strength, treaty.qualifications]
    said += [treaty.status, treaty.secret, treaty.cooperation, *treaty.source]
    for one in treaty.clauses:
        said += [one.art, one.note, one.limits or "", one.military or "", *(reading.says for reading in one.readings)]
    return " ".join(said).lower()


def letters(treaty: Treaty, day: date | None = None) -> str:
    """One letter a type of obligation of the clauses, on `day` if one is given; '-' for none."""
    held = {one.type for one in treaty.clauses if day is None or one.valid_on(day)}
    return "".join(letter for kind, letter in LETTER.items() if kind in held) or "-"


def lines(library: Library, found: Sequence[Treaty], day: date | None) -> Iterator[str]:
    """Aligned columns: id, years, force of law, obligations, name; then how many, and what the letters mean."""
    rows = [["id", "years", "force", "owes", "name"]]
    for one in found:
        start, end = one.force
        years = f"{start.year}-{end.year if end else ''}" if start else "never"
        rows.append([one.id, years, FORCE[one.binding], letters(one, day), one.name])
    yield from _columns(rows if found else [])
    if found:
        yield LEGEND[: LEGEND.index(";") + 1]
        yield LEGEND[LEGEND.index(";") + 2 :]
    yield f"{len(found)} of {len(library.treaties)} instruments. Show one with: foedus treaties show ID"


def missing_lines(library: Library, found: Sequence[Missing]) -> Iterator[str]:
    """The same for what is not encoded."""
    rows = [["id", "since", "name", "gist"]]
    rows += [[one.id, str(one.since.year), _cut(one.name, NAME), one.gist] for one in found]
    yield from _columns(rows if found else [])
    yield f"{len(found)} of {len(library.missing)} instruments that are known to exist and are not encoded here."


def _columns(rows: list[list[str]]) -> Iterator[str]:
    """Every column as wide as it needs, the last one cut at the edge of the page."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]) - 1)] if rows else []
    for row in rows:
        line = "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()
        yield _cut(line, WIDTH)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def plain(library: Library, treaty: Treaty, day: date | None) -> dict[str, Any]:
    """One instrument in short, for JSON."""
    start, end = treaty.force
    return {
        "id": treaty.id,
        "name": treaty.name,
        "kind": treaty.kind,
        "binding": treaty.binding,
        "from": str(start) if start else None,
        "to": str(end) if end else None,
        "parties": sorted(library.world_code(one) for one in members(treaty, day)),
        "clauses": [{"id": one.id, "article": one.art, "type": one.type} for one in treaty.clauses],
        "cooperation": treaty.cooperation or None,
        "atop": treaty.atop.id,
        "verified": treaty.verified,
    }


def plain_missing(library: Library, one: Missing) -> dict[str, Any]:
    """One instrument that is not encoded, for JSON."""
    states = [library.world_code(state) for state in one.states]
    return {
        "id": one.id,
        "name": one.name,
        "states": states,
        "since": str(one.since),
        "gist": one.gist,
        "known": one.known,
    }
