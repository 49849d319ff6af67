"""An article as we hold it: a public position, sentence by sentence, each with its kind, what answers it, its mirror.

A sentence has one part per kind. law: answered by treaty texts; record: by counted facts; simulated: by claims;
normative: an ought, of which only the premises are examined; not computable: motives, intentions, rhetoric.
The articles are sources of hypotheses. None is asserted here, and each stands beside its mirror.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LAW, RECORD, SIMULATED, NORMATIVE, OPEN = "law", "record", "simulated", "normative", "not computable"
KINDS = (LAW, RECORD, SIMULATED, NORMATIVE, OPEN)
# Words that take a side; a paraphrase says the same without them.
LOADED = (
    "aggression", "aggressive", "authoritarian", "autocratic", "brutal", "bully", "bullying", "clique", "coercive",
    "encirclement", "evil", "expansionist", "hegemon", "hegemonic", "hegemony", "illegal", "imperialist", "malign",
    "puppet", "reckless", "regime", "rogue", "so-called", "tyranny", "unjustified", "unprovoked", "vassal",
    "warmonger", "warmongering",
)  # fmt: skip


@dataclass(frozen=True)
class Check:
    """A command that runs without simulation, and what of its output the answer rests on."""

    command: str  # begins with 'foedus'
    shows: tuple[str, ...]  # each must stand in the output, line breaks aside


@dataclass(frozen=True)
class Part:
    """What one kind of answer says of a sentence."""

    kind: str
    says: str  # the answer; of a simulated part: what the claims test
    checks: tuple[Check, ...] = ()
    facts: tuple[str, ...] = ()  # ids of facts.csv that `says` quotes
    claims: tuple[str, ...] = ()
    architectures: tuple[str, ...] = ()  # those of the claims

    @property
    def commands(self) -> tuple[str, ...]:
        """The commands that answer it."""
        return tuple(one.command for one in self.checks) + tuple(f"foedus claim {name}" for name in self.claims)


@dataclass(frozen=True)
class Sentence:
    """One sentence, in our own words."""

    n: int
    text: str
    source: tuple[str, ...]  # keys of sources.bib
    parts: tuple[Part, ...]
    mirror: str  # the same sentence with roles reversed or direction turned
    change: str  # what would change the answer

    @property
    def kind(self) -> str:
        """'law + not computable'."""
        return " + ".join(part.kind for part in self.parts)

    @property
    def commands(self) -> tuple[str, ...]:
        """All commands that answer it, each once."""
        return tuple(dict.fromkeys(one for part in self.parts for one in part.commands))

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims it names, each once."""
        return tuple(dict.fromkeys(name for part in self.parts for name in part.claims))


@dataclass(frozen=True)
class Article:
    """A public position. `voice`: whose it is."""

    name: str
    title: str
    voice: str
    published: str
    source: tuple[str, ...]
    note: str
    sentences: tuple[Sentence, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """All claims it names, each once, in the order of the sentences."""
        return tuple(dict.fromkeys(name for one in self.sentences for name in one.claims))


@dataclass(frozen=True)
class Fact:
    """One figure of the record, with its source and how it was found."""

    id: str
    value: str
    about: str
    source: str  # key of sources.bib
    how: str


def loaded(text: str) -> str:
    """The first word of `text` that takes a side; '' if there is none."""
    found = re.search(r"\b(" + "|".join(LOADED) + r")\b", text, re.IGNORECASE)
    return found.group(0) if found else ""
