"""A theory as we hold it: priors on parameters of the model, each row with its source, and its card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from foedus.theories.priors import Prior


@dataclass(frozen=True)
class Belief:
    """One row: what a theory expects of one parameter, and who says so."""

    parameter: str  # a name of params.csv
    prior: Prior
    mark: str  # D, W or B as in params.csv: what the record can say about it
    source: tuple[str, ...]  # keys of sources.bib
    note: str  # what the source says that leads to the prior
    elicited: str = ""  # how the prior was made from judgements of experts, in words; '' where it was written down


@dataclass(frozen=True)
class Against:
    """What would count against a theory, and on which of its rows it bears."""

    parameters: tuple[str, ...]  # rows of the theory
    words: str
    source: tuple[str, ...]  # keys of sources.bib


@dataclass(frozen=True)
class Card:
    """What a reader should know beside the rows."""

    held_by: tuple[str, ...] = ()  # keys of sources.bib
    against: tuple[Against, ...] = ()
    silent: tuple[str, ...] = ()  # what the theory does not say here


@dataclass(frozen=True)
class Variant:
    """One of several readings of a theory; each draw takes one, all with the same chance."""

    id: str
    name: str
    beliefs: Mapping[str, Belief]
    card: Card = Card()


@dataclass(frozen=True)
class Theory:
    """Priors of one school on the common parameters. A parameter without a row keeps the prior of params.csv."""

    id: str
    name: str
    summary: str
    beliefs: Mapping[str, Belief]
    variants: tuple[Variant, ...] = ()
    card: Card = Card()
    part_of: str = ""  # id of the theory of which this is one reading; it shares that theory's weight


def beliefs_of(theory: Theory) -> tuple[Mapping[str, Belief], ...]:
    """The rows of each variant together with the common rows; one mapping where there are no variants."""
    if not theory.variants:
        return (theory.beliefs,)
    return tuple({**theory.beliefs, **variant.beliefs} for variant in theory.variants)


def readings(theory: Theory) -> dict[str, Theory]:
    """Each variant as a theory of its own, by id: the common rows and its own."""
    return {
        one.id: Theory(
            id=one.id,
            name=one.name,
            summary=f"One of the {len(theory.variants)} readings of '{theory.id}'. {theory.summary}",
            beliefs={**theory.beliefs, **one.beliefs},
            card=Card(
                one.card.held_by + tuple(key for key in theory.card.held_by if key not in one.card.held_by),
                one.card.against + theory.card.against,
                one.card.silent + theory.card.silent,
            ),
            part_of=theory.id,
        )
        for one in theory.variants
    }
