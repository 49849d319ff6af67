"""A game of who would join in words: the game at expected payoffs, the draws, by theory; no figure asserts a choice."""

from __future__ import annotations

import textwrap
from typing import Any

WIDTH = 100
POOLED = "equal-weighted"
MOST_ROWS = 16  # coalitions told; the rest stand in the JSON
Plain = dict[str, Any]


def headline(found: Plain) -> str:
    """The theory that is told whole: the pool, or the only one."""
    return POOLED if POOLED in found["theories"] else next(iter(found["theories"]))


def lines(found: Plain) -> list[str]:
    """The whole answer."""
    whole = headline(found)
    one = found["theories"][whole]
    plan = found["plan"]
    head = f"Who would join {found['architecture']}: {', '.join(found['candidates'])}; {plan['years']} years, "
    head += f"{plan['draws']} draws, {plan['streams']} histories each"
    told = [*_filled(head)]
    if found["others_that_join"]:
        told += _filled(f"In every coalition: {', '.join(found['others_that_join'])}, and all edits that name nobody.")
    told += ["", _theory(whole), *_table(found, one), "", *_answers(found, one)]
    if len(found["theories"]) > 1:
        told += ["", *_by_theory(found)]
    return [*told, "", *_filled(LEGEND)]


LEGEND = (
    "Payoffs: minus loss from war and arms burden, % of GDP a year, counted from the coalition of nobody; less the "
    "autonomy cost. gain: what a candidate has more inside than outside that coalition, with its Monte Carlo error "
    "(mcse). stable: no single move pays, each beyond two errors; undecided: a move that matters lies within. support: "
    "share of resampled draws in which no move pays at mean payoffs. Withheld: luck moves single draws more than "
    "beliefs do; ask for more --streams. Paths: any one candidate that gains may move next, in any order. Hypotheses "
    "about beliefs, not forecasts of choices."
)


def _table(found: Plain, one: Plain) -> list[str]:
    """Coalitions, the best supported first when there are many."""
    names, verdicts, support = found["coalitions"], one["expected"]["verdict"], one["expected"]["support"]
    order = sorted(range(len(names)), key=lambda s: (-support[s], s)) if len(names) > MOST_ROWS else range(len(names))
    rows = [f"{'coalition':<32}{'stable':<12}{'support':>8}   gain of each candidate (mcse)"]
    for s in list(order)[:MOST_ROWS]:
        cells = []
        for k, candidate in enumerate(found["candidates"]):
            error = f" ({one['mcse'][s][k]:.3f})" if one["mcse"] else ""
            cells.append(f"{candidate} {one['gain'][s][k]:+.3f}{error}")
        first = f"{names[s]:<32}{verdicts[s]:<12}{support[s]:>8.2f}   "
        rows += textwrap.wrap("  ".join(cells), WIDTH, initial_indent=first, subsequent_indent=" " * len(first))
    if len(names) > MOST_ROWS:
        rows.append(f"... {len(names) - MOST_ROWS} more coalitions in the JSON")
    return rows


def _answers(found: Plain, one: Plain) -> list[str]:
    """Ends, trap, thresholds, exit costs and slices."""
    game, draws, names = one["expected"], one["draws"], found["coalitions"]
    ends = " or ".join(names[s] for s in game["ends"]) or "no end (a cycle)"
    told = [f"At mean payoffs paths from nobody end in: {ends}; a trap: {'yes' if game['trap'] else 'no'}."]
    if draws["p_trap"] is None:
        told.append("P(trap) and the shares of equilibria over the draws are withheld: luck outweighs beliefs.")
    else:
        best = max(range(len(names)), key=lambda s: draws["equilibrium"][s])
        grand, often = draws["grand_coalition_stable"], draws["equilibrium"][best]
        told.append(
            f"Over the draws: P(trap) {draws['p_trap']:.2f}; everyone in is stable in {grand:.2f}; most often stable: "
            f"{names[best]} ({often:.2f}); no end in {draws['no_end']:.2f}."
        )
    for name in found["candidates"]:
        told.append(f"{name}: {_threshold(draws['threshold'][name])}; {_exit(draws['exit_cost'][name])}.")
    for mean in game["slices"]:
        pair = " and ".join(found["candidates"][k] for k in mean["pair"])
        others = f", the others {mean['others']}" if len(found["candidates"]) > 2 else ""
        told.append(f"{pair}{others}: {mean['name']} at mean payoffs.")
    return [line for text in told for line in _filled(text)]


def _threshold(shares: list[float] | None) -> str:
    if shares is None:
        return "threshold withheld"
    never = shares[-1]
    parts = [
        f"with {size} other{'' if size == 1 else 's'} {share:.2f}" for size, share in enumerate(shares[:-1]) if share
    ]
    return f"first joins ({', '.join([*parts, f'never {never:.2f}'])} of draws)"


def _exit(cost: Plain) -> str:
    spread = cost["interval_90"]
    interval = f" [{spread[0]:+.3f}, {spread[1]:+.3f}]" if spread else " (interval withheld)"
    return f"leaving alone when all are in costs {cost['mean']:+.3f}{interval}"


def _by_theory(found: Plain) -> list[str]:
    rows = [f"{'theory':<28}{'most supported coalition':<34}{'support':>8}{'trap at mean':>14}{'P(trap)':>10}"]
    for name, one in found["theories"].items():
        support = one["expected"]["support"]
        best = max(range(len(support)), key=lambda s: support[s])
        chance = one["draws"]["p_trap"]
        shown = "withheld" if chance is None else f"{chance:.2f}"
        trap = "yes" if one["expected"]["trap"] else "no"
        rows.append(f"{_theory(name):<28}{found['coalitions'][best]:<34}{support[best]:>8.2f}{trap:>14}{shown:>10}")
    return rows


def _theory(name: str) -> str:
    return "all theories, equal weight" if name == POOLED else name


def _filled(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ")
