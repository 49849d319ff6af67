"""What a game says: equilibria, paths, thresholds, exit costs, trap and slices, with what is withheld."""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.claims.game import bits, ends, equilibria, exit_costs, gains, thresholds
from foedus.claims.payoffs import Payoffs
from foedus.claims.play import Game
from foedus.claims.slices import KINDS, slices
from foedus.claims.trap import trap

RESAMPLED = 400  # draws of draws behind `support`
SIGN_AT = 2.0  # mcse


def answer(game: Game) -> dict[str, Any]:
    """The whole game as plain data; None is withheld."""
    return {
        "architecture": game.architecture,
        "candidates": list(game.candidates),
        "others_that_join": list(game.staying),
        "autonomy": dict(game.costs),
        "discount": game.rate,
        "unit": "% of GDP a year, counted from the coalition of nobody",
        "plan": {name: getattr(game.plan, name) for name in ("seed", "draws", "streams", "years")},
        "coalitions": [game.coalition(s) for s in range(2 ** len(game.candidates))],
        "theories": {name: theory_answer(game, one) for name, one in game.payoffs.items()},
    }


def theory_answer(game: Game, one: Payoffs) -> dict[str, Any]:
    """One theory, or the pool: the game at expected payoffs, and over the draws."""
    gain, error = gains(one.mean).mean(axis=0), one.mcse()
    return {
        "payoff": one.expected().tolist(),
        "gain": gain.tolist(),
        "mcse": np.where(np.isnan(error), 0.0, error).tolist() if len(one.mean) > 1 else None,
        "share_of_beliefs": [None if np.isnan(value) else float(value) for value in one.share],
        "expected": expected_game(one, game.plan.seed),
        "draws": draw_game(game, one),
    }


def expected_game(one: Payoffs, seed: int) -> dict[str, Any]:
    """The game that states play who know no more than the beliefs: mean payoffs.

    verdict : per coalition 'stable', 'not stable', or 'undecided' where a move that matters lies within two errors
    support : share of resamplings of the draws in which the coalition is an equilibrium at mean payoffs
    """
    mean, error = one.expected()[None], one.mcse()
    inside = bits(mean.shape[2])
    away = np.where(inside, -1.0, 1.0) * gains(mean)[0]  # what each gains by changing its mind
    still = (away == 0.0) & (np.nan_to_num(error) == 0.0)
    sure = np.abs(away) >= SIGN_AT * error
    leaves, stays = (sure & (away > 0.0)).any(axis=1), ((sure & (away < 0.0)) | still).all(axis=1)
    return {
        "verdict": np.where(leaves, "not stable", np.where(stays, "stable", "undecided")).tolist(),
        "support": _support(one, seed).tolist(),
        "ends": np.flatnonzero(ends(mean)[0]).tolist(),
        "trap": bool(trap(mean)[0]),
        "slices": [
            {"pair": [s.one, s.two], "others": "in" if s.others_in else "out", "name": KINDS[int(s.kind[0])]}
            for s in slices(mean)
        ],
    }


def _support(one: Payoffs, seed: int) -> np.ndarray:
    """(2**c,) share of resamplings in which no move gains at mean payoffs; theories are resampled together."""
    by_draw = one.mean.reshape(one.theories, -1, *one.mean.shape[1:]).mean(axis=0)
    picked = np.random.default_rng(seed).multinomial(len(by_draw), np.full(len(by_draw), 1 / len(by_draw)), RESAMPLED)
    means = np.tensordot(picked / len(by_draw), by_draw, axes=1)
    return equilibria(means).mean(axis=0)


def draw_game(game: Game, one: Payoffs) -> dict[str, Any]:
    """Shares of the draws. What rests on all candidates is withheld unless all are told; else None."""
    payoff, told = one.shrunk(), one.told
    every = bool(told.all())
    costs, needed = exit_costs(payoff), thresholds(payoff)
    number = payoff.shape[2]

    def share(values: np.ndarray) -> Any:
        return values.mean(axis=0).tolist() if every else None

    return {
        "told": dict(zip(game.candidates, told.tolist(), strict=True)),
        "equilibrium": share(equilibria(payoff)),
        "end": share(ends(payoff)),
        "no_end": share(np.asarray(~ends(payoff).any(axis=1))),
        "p_trap": share(trap(payoff)),
        "grand_coalition_stable": share(equilibria(payoff)[:, -1]),
        "threshold": {
            name: [float((needed[:, k] == size).mean()) for size in range(number + 1)] if told[k] else None
            for k, name in enumerate(game.candidates)
        },
        "exit_cost": {
            name: {
                "mean": float(costs[:, k].mean()),
                "interval_90": np.quantile(costs[:, k], (0.05, 0.95)).tolist() if told[k] else None,
            }
            for k, name in enumerate(game.candidates)
        },
        "slices": [_slice_shares(s, bool(told[[s.one, s.two]].all())) for s in slices(payoff)],
    }


def _slice_shares(one: Any, shown: bool) -> dict[str, Any]:
    counted = {KINDS[at]: float((one.kind == at).mean()) for at in np.unique(one.kind)} if shown else None
    return {"pair": [one.one, one.two], "others": "in" if one.others_in else "out", "shares": counted}
