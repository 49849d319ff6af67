"""Draws of all parameters under a theory, from random numbers named by (seed, draw, parameter).

Draw d is the same whether 10 or 10,000 are drawn, and the same luck serves every theory: where two theories hold the
same prior their draws are equal, so that a difference between theories comes from their beliefs alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import numpy as np

from foedus.errors import BadNumber
from foedus.model.luck import chain, uniform
from foedus.model.params import NAMES, PARAMETERS, draw_dtype
from foedus.theories.priors import Prior, parse_prior, quantile
from foedus.theories.theory import Belief, Theory, beliefs_of

TIERS = tuple(f"tier_u{tier}" for tier in range(1, 7))
ROOT = np.uint64(0x666F656475735F70)  # "foedus_p": keys of parameters never meet keys of events
SECTION_PRIORS: dict[str, Prior] = {name: parse_prior(row.prior, name) for name, row in PARAMETERS.items()}


def name_key(name: str) -> np.uint64:
    """A number that belongs to a name for good, whatever stands around it in a table."""
    return np.uint64(int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little"))


_KEYS = np.array([name_key(name) for name in NAMES], dtype=np.uint64)


def uniforms(seed: int, draws: int, first: int = 0, keys: np.ndarray = _KEYS) -> np.ndarray:
    """Random numbers named by (seed, draw, key), strictly between 0 and 1.

    Parameters
    ----------
    seed, draws, first : int, >= 0
        Draws first, ..., first + draws - 1.
    keys : (m,) uint64

    Returns
    -------
    (draws, m) float64
    """
    for name, value in (("seed", seed), ("draws", draws), ("first", first)):
        if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 0:
            raise BadNumber(name, value, "a whole number from 0")
    number = np.arange(first, first + draws, dtype=np.uint64)[:, None]
    start = np.full((1, 1), ROOT)
    chained = chain(chain(chain(start, np.full((1, 1), seed, np.uint64)), number), keys[None, :])
    return np.asarray(uniform(chained))


def draw_parameters(theory: Theory, seed: int, draws: int, first: int = 0) -> np.recarray:
    """Parameters of the model under a theory.

    Parameters
    ----------
    theory : Theory
    seed : int, >= 0
    draws : int, >= 0
        How many.
    first : int, >= 0
        Number of the first draw.

    Returns
    -------
    (draws,) recarray with one float64 field per row of params.csv, in its order. The six tier values are sorted.

    Raises
    ------
    BadNumber
        `seed`, `draws` or `first` is no whole number from 0, or a prior has no mass inside the parameter's bounds.
    """
    luck = uniforms(seed, draws, first)
    found = np.zeros(draws, draw_dtype)
    readings = beliefs_of(theory)
    chosen = drawn_variant(theory, seed, draws, first)
    for column, name in enumerate(NAMES):
        found[name] = _values(name, luck[:, column], readings, chosen)
    ladder = np.sort(np.stack([found[tier] for tier in TIERS]), axis=0)
    for value, tier in zip(ladder, TIERS, strict=True):
        found[tier] = value
    return found.view(np.recarray)


def drawn_variant(theory: Theory, seed: int, draws: int, first: int = 0) -> np.ndarray:
    """Number of the variant that each draw takes, (draws,) int64; all 0 where a theory has none."""
    if not theory.variants:
        return np.zeros(draws, np.int64)
    luck = uniforms(seed, draws, first, np.array([name_key("variant of a theory")]))[:, 0]
    return np.minimum((luck * len(theory.variants)).astype(np.int64), len(theory.variants) - 1)


def _values(name: str, luck: np.ndarray, readings: tuple[Mapping[str, Belief], ...], chosen: np.ndarray) -> np.ndarray:
    """Draws of one parameter; where readings differ, each draw follows the one it took."""
    row = PARAMETERS[name]
    priors = [reading[name].prior if name in reading else SECTION_PRIORS[name] for reading in readings]
    values = quantile(priors[0], luck, row.low, row.high)
    for number, prior in enumerate(priors[1:], start=1):
        if prior != priors[0]:
            values = np.where(chosen == number, quantile(prior, luck, row.low, row.high), values)
    return values
