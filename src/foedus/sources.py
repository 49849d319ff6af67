"""The bibliography: ``cite("Jervis1978")`` gives the work behind a number, a law or a treaty's reading.

The works stand in ``sources.bib``, a plain subset of BibTeX: entries ``@kind{Key, field = {value}, ...}`` with balanced
braces, comments with ``%``. No strings, no macros; a few accents are turned into letters. Standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from foedus.errors import BadFile, Place, UnknownSource

NEEDED = ("author", "year", "title")
FIELDS = (*NEEDED, "journal", "booktitle", "publisher", "institution", "volume", "number", "pages", "doi", "note")
ENTRY = re.compile(r"@(\w+)\s*\{\s*([^\s,{}]+)\s*,")
FIELD = re.compile(r"\s*(\w+)\s*=\s*\{")
ACCENTS = {"'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "c": "\u0327", "v": "\u030c"}
ACCENT = re.compile(r"\\(['`\"^~]|[cv](?=[\s{]))\s*\{?(\w)\}?")


@dataclass(frozen=True)
class Source:
    """One cited work. ``from_memory``: the entry was written without the printed work at hand."""

    key: str
    kind: str
    authors: tuple[str, ...]  # "Family, Given"
    year: int
    title: str
    where: str  # journal, book or publisher, with volume and pages
    note: str

    @property
    def from_memory(self) -> bool:
        """True when the entry still has to be checked against the printed work."""
        return self.note.startswith("from memory")

    def short(self) -> str:
        """Authors and year as in a running text: 'Olson and Zeckhauser 1966'."""
        families = [author.split(",")[0] for author in self.authors]
        if len(families) > 3:
            return f"{families[0]} and others {self.year}"
        return f"{' and '.join(filter(None, [', '.join(families[:-1]), families[-1]]))} {self.year}"

    def full(self) -> str:
        """One line for a list of references."""
        line = f"{'; '.join(self.authors)} ({self.year}): {self.title.rstrip('.')}"
        return line + ("" if line.endswith("?") else ".") + (f" {self.where}." if self.where else "")


def cite(key: str) -> Source:
    """The work with this key; `UnknownSource` names the nearest key when there is none."""
    known = bibliography()
    if key not in known:
        raise UnknownSource(key, known, "the bibliography", "Add it to sources.bib or correct the key.")
    return known[key]


@cache
def bibliography() -> Mapping[str, Source]:
    """All cited works by key, in the order of the file."""
    text = files("foedus").joinpath("sources.bib").read_text(encoding="utf-8")
    return MappingProxyType(parse(text, "sources.bib"))


def bibtex(key: str) -> str:
    """The entry of this key as it stands in the file; `UnknownSource` when there is none."""
    cite(key)
    return _entries()[key]


@cache
def _entries() -> Mapping[str, str]:
    """Entries of the file as they are written, by key."""
    text = files("foedus").joinpath("sources.bib").read_text(encoding="utf-8")
    text, found, at = re.sub(r"(?m)^[ \t]*%.*$", "", text), {}, 0
    while (start := text.find("@", at)) >= 0:
        opening = text.index("{", start)
        at = _closing(text, opening, Place("sources.bib")) + 1
        found[text[opening + 1 : text.index(",", opening)].strip()] = text[start:at]
    return MappingProxyType(found)


def parse(text: str, file: str) -> dict[str, Source]:
    """Works of a bibliography; `BadFile` with the line of the first entry that cannot be read."""
    text = re.sub(r"(?m)^[ \t]*%.*$", "", text)
    found: dict[str, Source] = {}
    at = 0
    while (start := text.find("@", at)) >= 0:
        place = Place(file, text.count("\n", 0, start) + 1)
        head = ENTRY.match(text, start)
        if head is None:
            raise BadFile(place, "an entry has no kind or key", "Write it as @article{Key2020, author = {...}, ...}.")
        kind, key = head.groups()
        end = _closing(text, text.index("{", start), place)
        if key in found:
            raise BadFile(place, f"the key '{key}' stands twice", "Keep one of the two entries.")
        found[key] = _source(key, kind, dict(_fields(text[head.end() : end], place)), place)
        at = end + 1
    return found


def _closing(text: str, opening: int, place: Place) -> int:
    """Position of the brace that closes the one at ``opening``."""
    depth = 0
    for at in range(opening, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return at
    raise BadFile(place, "a brace is never closed", "Every { needs its }.")


def _fields(body: str, place: Place) -> Iterator[tuple[str, str]]:
    at = 0
    while body[at:].strip(" \t\r\n,"):
        at += len(body[at:]) - len(body[at:].lstrip(" \t\r\n,"))
        head = FIELD.match(body, at)
        if head is None:
            raise BadFile(place, f"this is no field: '{body[at : at + 30].strip()}'", "Write it as name = {value}.")
        end = _closing(body, head.end() - 1, place)
        yield head.group(1).lower(), _plain(body[head.end() : end])
        at = end + 1


def _plain(value: str) -> str:
    value = ACCENT.sub(lambda hit: unicodedata.normalize("NFC", hit.group(2) + ACCENTS[hit.group(1)]), value)
    value = re.sub(r"\\([&%$#_])", r"\1", value).replace("--", "-")
    return re.sub(r"[{}]", "", " ".join(value.split()))


def _source(key: str, kind: str, fields: dict[str, str], place: Place) -> Source:
    for name in fields:
        if name not in FIELDS:
            raise BadFile(place, f"'{key}' has an unknown field '{name}'", "Valid fields: " + ", ".join(FIELDS) + ".")
    absent = [name for name in NEEDED if not fields.get(name)]
    if absent:
        raise BadFile(place, f"'{key}' has no {' and no '.join(absent)}", "Every work needs them.")
    if not re.fullmatch(r"\d{4}", fields["year"]):
        raise BadFile(place, f"'{key}' has the year '{fields['year']}'", "Write it with four digits.")
    where = next((fields[name] for name in ("journal", "booktitle", "publisher", "institution") if name in fields), "")
    if "volume" in fields:
        where += f" {fields['volume']}" + (f"({fields['number']})" if "number" in fields else "")
    if "pages" in fields:
        where += f": {fields['pages']}"
    authors = tuple(one.strip() for one in fields["author"].split(" and "))
    return Source(key, kind.lower(), authors, int(fields["year"]), fields["title"], where, fields.get("note", ""))
