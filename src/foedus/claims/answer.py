"""The answer to a claim: chances by theory and pooled, at no effect and in plain sight, its mirror, its grounds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from foedus.claims.chance import Chance, chance, quantified
from foedus.claims.claim import Claim, told
from foedus.claims.evaluate import Judged
from foedus.claims.prior_sensitivity import Sensitivity, prior_sensitivity
from foedus.claims.sentence import sentence
from foedus.claims.shares import Shares, shares
from foedus.claims.support import Support
from foedus.outcomes.definitions import outcome
from foedus.outcomes.pooling import POOLED, pool_weights
from foedus.simulate.result import NO_THEORY
from foedus.theories.theory import Theory

SENSITIVITIES = 6  # parameters shown


@dataclass(frozen=True)
class Answer:
    """All that is said of one claim. What was not asked for, or cannot be given, is None or empty."""

    claim: Claim
    mirror: Claim
    chances: Mapping[str, Chance]  # theory, and the pool last
    mirrored: Chance  # of the mirror, pooled
    quantifiers: Mapping[str, str]  # all, most, some -> yes, no, not decided
    no_effect: Chance | None = None  # institutions and cooperation move nothing
    plain: Chance | None = None  # defensive arms and pacts are told from offensive ones
    shares: Shares = field(default_factory=Shares)
    sensitivity: tuple[Sensitivity, ...] = ()
    support: Support | None = None
    made: Mapping[str, Any] = field(default_factory=dict)  # command, python, versions, seed, draws, streams, years
    notes: tuple[str, ...] = ()

    @property
    def headline(self) -> Chance:
        """The pooled chance; of the first theory where nothing is pooled."""
        return self.chances.get(POOLED) or next(iter(self.chances.values()))

    @property
    def sceptic(self) -> Chance | None:
        """At the priors of the parameter table, centred on no effect."""
        return self.chances.get(NO_THEORY)

    @property
    def by_law(self) -> bool:
        """Whether the law alone gives the answer."""
        return outcome(self.claim.outcome).level == "law"

    def sentence(self) -> str:
        """The answer in one or two plain sentences."""
        by_theory = {name: one for name, one in self.chances.items() if name not in (POOLED, NO_THEORY)}
        moved = {name: one for name, one in (("plain", self.plain), ("no_effect", self.no_effect)) if one is not None}
        return sentence(self.claim, (self.headline, by_theory), self.shares, moved, self.by_law)

    def to_json(self) -> dict[str, Any]:
        """What `foedus claim --json` prints; withheld numbers are None."""
        return {
            "name": self.claim.name,
            "text": self.claim.text,
            "tested": told(self.claim),
            "source": list(self.claim.source),
            "chance": _number(self.headline.chance),
            "by_theory": {name: _number(one.chance) for name, one in self.chances.items() if name != POOLED},
            "mcse": _number(self.headline.mcse),
            "mirror": {"name": self.mirror.name, "chance": _number(self.mirrored.chance)},
            "ties": _number(self.headline.ties),
            "data": _number(self.shares.data),
            "weak": _number(self.shares.weak),
            "unidentified": _number(self.shares.unidentified),
            "unexplained": _number(self.shares.unexplained),
            "between_theories": _number(self.shares.between_theories),
            "support": None if self.support is None else _number(self.support.score),
            "analogues": [] if self.support is None else _analogues(self.support),
            "beyond": None if self.support is None else self.support.beyond,
            "sceptic": None if self.sceptic is None else _number(self.sceptic.chance),
            "no_effect": None if self.no_effect is None else _number(self.no_effect.chance),
            "plain_to_see": None if self.plain is None else _number(self.plain.chance),
            "quantifiers": dict(self.quantifiers),
            "theories": {name: _whole(one) for name, one in self.chances.items()},
            "prior_sensitivity": [
                {"name": one.name, "mark": one.mark, "change": _number(one.change), "mcse": _number(one.mcse)}
                for one in self.sensitivity
            ],
            "withheld": self.headline.withheld,
            "sentence": self.sentence(),
            "notes": list(self.notes),
            **self.made,
        }

    def __repr__(self) -> str:
        return self.sentence()


def answered(
    pair: tuple[Claim, Claim], found: Mapping[str, Judged], mirrored: Mapping[str, Judged], **more: Any
) -> Answer:
    """The answer without what it rests on; `more` are fields of `Answer`."""
    chances = {name: chance(one) for name, one in found.items()}
    lead = POOLED if POOLED in found else next(iter(found))
    other = chance(mirrored[lead])
    return Answer(pair[0], pair[1], chances, other, quantified(found[lead], chances[lead]), **more)


def rests_on(
    found: Mapping[str, Judged], theories: Sequence[Theory], beliefs: Mapping[str, Any], seed: int
) -> dict[str, Any]:
    """Fields `shares` and `sensitivity` of the theories that are pooled."""
    weights = pool_weights(tuple(one.id for one in theories))
    used = [one for one in theories if weights[one.id] > 0] or list(theories)
    truth = np.vstack([found[one.id].truth for one in used])
    if np.isnan(truth).all(axis=1).any():
        return {}
    draws = [beliefs[one.id][: truth.shape[1]] for one in used]
    moved = prior_sensitivity(truth, used, draws, seed)
    return {"shares": shares(truth, draws), "sensitivity": tuple(moved[: 3 + SENSITIVITIES])}


def _whole(one: Chance) -> dict[str, Any]:
    found: dict[str, Any] = {"chance": _number(one.chance), "mcse": _number(one.mcse)}
    found |= {"mean": _number(one.mean), "mean_mcse": _number(one.mean_mcse), "ties": _number(one.ties)}
    return found | {"cases": _number(one.cases), "draws": one.draws, "withheld": one.withheld}


def _analogues(support: Support) -> list[dict[str, Any]]:
    return [
        {"name": one.title, "year": one.year, "distance": _number(distance), "fate": one.fate, "source": one.source}
        for one, distance in support.nearest
    ]


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(f"{value:.6g}")
