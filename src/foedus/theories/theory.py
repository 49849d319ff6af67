"""A theory as we hold it: priors on parameters of the model, each row with its source."""

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


@dataclass(frozen=True)
class Variant:
    """One of several readings of a theory; each draw takes one, all with the same chance."""

    id: str
    name: str
    beliefs: Mapping[str, Belief]


@dataclass(frozen=True)
class Theory:
    """Priors of one school on the common parameters. A parameter without a row keeps the prior of params.csv."""

    id: str
    name: str
    summary: str
    beliefs: Mapping[str, Belief]
    variants: tuple[Variant, ...] = ()


def beliefs_of(theory: Theory) -> tuple[Mapping[str, Belief], ...]:
    """The rows of each variant together with the common rows; one mapping where there are no variants."""
    if not theory.variants:
        return (theory.beliefs,)
    return tuple({**theory.beliefs, **variant.beliefs} for variant in theory.variants)
