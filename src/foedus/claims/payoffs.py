"""Payoffs of candidates from simulated coalitions, and what luck adds to them (MODEL sections 13 and 26).

Payoff of k = -(loss from war, % of GDP + arms burden above that of the start, % of GDP) - its autonomy cost when it is
in, counted from the empty coalition of the same draw, which has 0. Means over streams are noisy. Of each
candidate the variance between draws of its gains is compared with what luck adds (within / streams); where beliefs
carry less than half, or one stream cannot tell, what rests on that candidate's single draws is withheld. Otherwise
draw values are shrunk toward their mean so that their spread is that of the beliefs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.claims.game import bits, gains
from foedus.outcomes.time import discounted, luck_factor
from foedus.outcomes.values import state_values
from foedus.simulate.result import Ensemble

ENOUGH_SHARE = 0.5


@dataclass(frozen=True, eq=False)
class Payoffs:
    """Payoffs under one theory or several stacked: (draws, 2**c, c) in % of GDP a year, counted from the status quo."""

    mean: np.ndarray  # over streams
    noise: np.ndarray  # (c,) variance that luck adds to a gain; nan when one stream cannot tell
    theories: int = 1  # stacked

    @property
    def share(self) -> np.ndarray:
        """(c,) share of the spread of a candidate's gains that beliefs carry; nan with one stream."""
        between = gains(self.mean).var(axis=0, ddof=1).mean(axis=0) if len(self.mean) > 1 else self.noise * np.nan
        parameter = np.maximum(between - self.noise, 0.0)
        with np.errstate(invalid="ignore"):
            found = parameter / (parameter + self.noise)
        return np.where((between == 0.0) & (self.noise == 0.0), 1.0, found)

    @property
    def told(self) -> np.ndarray:
        """(c,) bool: single draws of this candidate say more about beliefs than about luck."""
        return np.nan_to_num(self.share) >= ENOUGH_SHARE

    def shrunk(self) -> np.ndarray:
        """Draw values whose spread is that of the beliefs; those of candidates not told collapse to their mean."""
        kept = np.sqrt(np.nan_to_num(self.share))
        centre = self.mean.mean(axis=0)
        return centre + kept * (self.mean - centre)

    def expected(self) -> np.ndarray:
        """(2**c, c) mean over the draws."""
        return self.mean.mean(axis=0)

    def mcse(self) -> np.ndarray:
        """(2**c, c) Monte Carlo error of the mean gains; theories meet the same luck, so they are averaged first."""
        found = gains(self.mean)
        by_draw = found.reshape(self.theories, -1, *found.shape[1:]).mean(axis=0)
        if len(by_draw) < 2:
            return np.full(by_draw.shape[1:], np.nan)
        return by_draw.std(axis=0, ddof=1) / np.sqrt(len(by_draw))


def stacked(some: Sequence[Payoffs]) -> Payoffs:
    """Several theories with equal weight."""
    noise = np.mean([one.noise for one in some], axis=0)
    return Payoffs(np.concatenate([one.mean for one in some]), noise, len(some))


def payoffs(
    ensemble: Ensemble,
    theory: int,
    coalitions: Sequence[str],
    candidates: Sequence[str],
    costs: Mapping[str, float],
    rate: float = 0.0,
) -> Payoffs:
    """Payoffs of one theory. `coalitions[s]` names the architecture of coalition s in the ensemble."""
    horizon, at = ensemble.horizons[-1], [ensemble.codes.index(one) for one in candidates]
    order = [ensemble.architectures.index(name) for name in coalitions]
    by_architecture = {a: -_burdens(ensemble, theory, a, horizon)[:, :, at] for a in dict.fromkeys(order)}
    values = np.stack([by_architecture[a] for a in order], axis=2)  # (draws, streams, 2**c, c)
    noise = _noise(values) * luck_factor(horizon, rate)
    mean = values.mean(axis=1)
    if rate > 0.0:
        timed = {
            a: -sum(
                scale * discounted(ensemble, name, theory, a, horizon, rate)[:, at]
                for name, scale in (("loss", 100.0), ("arms-burden", 1.0))
            )
            for a in by_architecture
        }
        mean = np.stack([timed[a] for a in order], axis=1)
    mean = mean - mean[:, :1]
    mean = mean - bits(len(candidates)) * np.array([costs.get(one, 0.0) for one in candidates])
    return Payoffs(mean, noise)


def _burdens(ensemble: Ensemble, theory: int, architecture: int, horizon: int) -> np.ndarray:
    """(draws, streams, n) loss and arms burden, % of GDP a year."""
    loss = state_values(ensemble, "loss", theory, architecture, horizon)
    return 100.0 * loss + state_values(ensemble, "arms-burden", theory, architecture, horizon)


def _noise(values: np.ndarray) -> np.ndarray:
    """(c,) variance that luck adds to the mean over streams of a gain, averaged over coalitions."""
    draws, streams, sets, number = values.shape
    if streams == 1:
        return np.full(number, np.nan)
    found = gains(values.reshape(-1, sets, number)).reshape(draws, streams, sets, number)
    return found.var(axis=1, ddof=1).mean(axis=(0, 1)) / streams
