"""What a result rests on: works behind the laws of the model and the theories, texts of treaties, figures, software."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from foedus.architectures.commitments import Commitments
from foedus.model.law import LAWS
from foedus.model.params import PARAMETERS
from foedus.report.spec import Spec
from foedus.report.tables import WIDTH
from foedus.sources import bibliography, bibtex, cite
from foedus.theories.theory import Theory
from foedus.treaties.library import library
from foedus.world.world import World

CITED = re.compile(r"\[(\w+)\]_")
TITLES = {"software": "Software", "theories": "Theories", "model": "Laws of the model and their parameters",
          "treaties": "Treaties", "world": "Figures of the world"}  # fmt: skip


@dataclass(frozen=True)
class Reference:
    """One thing that is cited: a line for people, an entry for a reference manager."""

    part: str
    key: str
    line: str
    bibtex: str


@dataclass(frozen=True)
class Citations:
    """All that a result used, each once. `text()` for people, `bibtex()` for a reference manager."""

    references: tuple[Reference, ...]

    def text(self) -> str:
        """Lists by part, at most 100 columns wide."""
        found = []
        for part, title in TITLES.items():
            lines = [one.line for one in self.references if one.part == part]
            if lines:
                found.append("\n".join([title, *(_wrapped(line) for line in lines)]))
        return "\n\n".join(found)

    def bibtex(self) -> str:
        """One entry for each."""
        return "\n".join(one.bibtex for one in self.references) + "\n"

    def of(self, part: str) -> list[str]:
        """Lines of one part: software, model, theories, treaties or world."""
        return [one.line for one in self.references if one.part == part]

    def __repr__(self) -> str:
        return self.text()


def used(world: World, theories: Iterable[Theory], laws: Mapping[str, Commitments]) -> dict[str, Any]:
    """Names of all that a run uses, for its record: keys of the bibliography, treaties, sources of figures."""
    named = {one: None for law in laws.values() for kind in law.treaty_of_kind for one in kind}
    return {
        "model": model_keys(),
        "theories": {one.id: theory_keys(one) for one in theories},
        "treaties": sorted({name.split(":")[0] for name in named}),
        "world": sorted({cell.source for cell in world.cells if cell.source}),
    }


def model_keys() -> list[str]:
    """Keys of the works that the laws and the rows of the parameter table name."""
    found = [key for law in LAWS for key in CITED.findall(law.__doc__ or "")]
    found += [key for one in PARAMETERS.values() for key in one.sources]
    return sorted({key for key in found if key in bibliography()})


def theory_keys(theory: Theory) -> list[str]:
    """Keys of the works behind the rows of a theory, its readings and its card."""
    rows = [*theory.beliefs.values(), *(row for one in theory.variants for row in one.beliefs.values())]
    keys = [*theory.card.held_by, *(key for one in theory.card.against for key in one.source)]
    keys += [key for row in rows for key in row.source]
    return sorted({key for key in keys if key in bibliography()})


def citations(spec: Spec) -> Citations:
    """What a result used, from its record."""
    kept = spec.provenance.get("cited", {})
    found = [_software(name, number, spec) for name, number in spec.versions.items()]
    seen: set[str] = set()
    theories = [key for keys in kept.get("theories", {}).values() for key in keys]
    for part, keys in (("theories", theories), ("model", kept.get("model", model_keys()))):
        for key in dict.fromkeys(keys):
            if key not in seen and key in bibliography():
                found.append(Reference(part, key, cite(key).full(), bibtex(key)))
                seen.add(key)
    found += [_treaty(name) for name in kept.get("treaties", []) if name in library().treaties]
    found += [_figures(at, source, spec) for at, source in enumerate(kept.get("world", []), start=1)]
    return Citations(tuple(found))


def _software(name: str, number: str, spec: Spec) -> Reference:
    if name != "foedus":
        return Reference("software", name, f"{name} {number}", _entry("misc", name, title=name, version=number))
    line = f"The foedus contributors: foedus {number}, seed {spec.seed}, world {spec.world}"
    more = {"author": "{The foedus contributors}", "title": "foedus", "version": number, "note": f"seed {spec.seed}"}
    return Reference("software", name, line, _entry("misc", name, **more))


def _treaty(name: str) -> Reference:
    treaty = library().treaties[name]
    signed = str(treaty.signed or "")[:4]
    line = f"{treaty.name}" + (f" ({signed})" if signed else "") + f": {'; '.join(treaty.source)}"
    more = {"title": treaty.name, "year": signed, "howpublished": "; ".join(treaty.source)}
    return Reference("treaties", name, line, _entry("misc", name, **more))


def _figures(at: int, source: str, spec: Spec) -> Reference:
    key = f"{spec.world}-{at}"
    return Reference("world", key, source, _entry("misc", key, title=source, note=f"figures of {spec.world}"))


def _entry(kind: str, key: str, **fields: str) -> str:
    """One BibTeX entry; signs that BibTeX reads are escaped but for braces of our own."""
    said = ", ".join(f"{name} = {{{_escaped(value)}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{key}, {said}}}"


def _escaped(value: str) -> str:
    return re.sub(r"([&%$#_])", r"\\\1", value)


def _wrapped(line: str) -> str:
    return textwrap.fill(line, WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False)
