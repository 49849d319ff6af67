"""From a played year to the story of one state in it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from foedus.model.power import expected_growth
from foedus.model.situation import PERIOD
from foedus.model.yearend import growth_of
from foedus.simulate.compiled import quiet_overflow
from foedus.simulate.replay import Replay
from foedus.simulate.replay_pairs import chances, pair_story
from foedus.simulate.replay_terms import (
    arms_sum,
    growth_sum,
    help_sum,
    hostility_sum,
    loss_sum,
    power_sums,
    quarrels_of,
    rivals,
    threat_sum,
)  # fmt: skip
from foedus.simulate.replay_year import Event, Played, played
from foedus.simulate.result import EXPECTED, ROUTES
from foedus.simulate.story import Happened, Story, Sum

CLOSE = 3  # pairs told in full on each side


def told(
    replay: Replay,
    when: tuple[int, int],
    state: str,
    architecture: str,
    theory: str = "",
    pairs: int | Iterable[str] = CLOSE,
) -> Story:
    """The story of one state in one year under one architecture.

    when : (stream, year), the first year is 1
    pairs : how many pairs are taken apart on each side, those most likely to have a dispute; or which, as 'PRK KOR'
    """
    stream, year = when
    moment = replay.moment(architecture, stream, year)
    _, tally = replay.tally()
    with quiet_overflow():
        return _story(replay, played(moment, tally), state, theory, pairs)


def _story(replay: Replay, year: Played, state: str, theory: str, pairs: int | Iterable[str]) -> Story:
    codes, moment = tuple(replay.world.codes), year.moment
    i = codes.index(state)
    against = {j: chances((j, i), year) for j in range(len(codes)) if j != i}
    begun = {j: chances((i, j), year) for j in range(len(codes)) if j != i}
    if isinstance(pairs, int):
        near = [(j, i) for j in ranked(against, pairs)] + [(i, j) for j in ranked(begun, pairs)]
    else:
        near = [tuple(codes.index(code) for code in pair.split()) for pair in pairs]
    happened = tuple(_happened(event, year, codes) for event in year.events if concerns(i, event))
    route = int(year.fought.route_now[i])
    return Story(
        state=state,
        name=replay.world.names[i],
        year=replay.world.year + moment.year,
        architecture=moment.architecture,
        theory=theory,
        draw=replay.draw,
        stream=moment.stream,
        gap=year.gap,
        facts=_facts(i, year),
        expected={name: float(moment.expected[i, at]) for at, name in enumerate(EXPECTED)},
        sums=_sums(i, year, codes),
        rivals=rivals(i, year, codes),
        targeted_by={codes[j]: one["dispute"] for j, one in against.items()},
        initiates={codes[j]: one["dispute"] for j, one in begun.items()},
        pairs={f"{codes[a]} {codes[b]}": pair_story((a, b), year, codes) for a, b in near},
        happened=happened,
        at_war=ROUTES[route] if route >= 0 else "",
    )


def ranked(found: dict[int, dict[str, float]], count: int) -> list[int]:
    """The states with the largest chance of a dispute."""
    return sorted(found, key=lambda j: -found[j]["dispute"])[:count]


def concerns(i: int, event: Event) -> bool:
    """Whether a state is part of an event or called to it."""
    return i in (event.initiator, event.target, *event.with_target, *event.with_initiator) or any(
        one.state == i for one in event.called
    )


def _facts(i: int, year: Played) -> dict[str, float]:
    """Single numbers of the year, in the units of the world."""
    now, frame, p = year.seen, year.moment.frame, year.moment.frame.p
    return {
        "gdp": float(now.gdp[i]),
        "arms": float(now.arms[i]),
        "stock": float(now.stock[i]),
        "burden": float(100.0 * now.arms[i] / now.gdp[i]),
        "share": float(100.0 * now.share[i]),
        "growth_expected": float(expected_growth(now.arms[i], now.stock[i], growth_of(i, frame), p)),
        "gdp_next": float(year.done.gdp[i]),
        "arms_next": float(year.done.arms[i]),
        "shock": float(now.shock[0]),
        "law_changes": float(year.previous != now.clock[PERIOD]),
        "allies": float((frame.law.allied[now.clock[PERIOD], i] > 0.0).sum()),
        "disputes": float(len(year.events)),
    }


def _sums(i: int, year: Played, codes: tuple[str, ...]) -> dict[str, Sum]:
    found = power_sums(i, year)
    found["threat"] = threat_sum(i, year, codes)
    found["help"] = help_sum(i, year, codes)
    found["loss"] = loss_sum(i, year, codes)
    found["growth"] = growth_sum(i, year)
    found["arms"] = arms_sum(i, year)
    toward = {j for _, j in quarrels_of(i, year.done)}
    from_them = {int(j) for j in np.flatnonzero(year.done.listed[:, i])}
    for j in sorted(toward | from_them):
        found[f"hostility {codes[i]} {codes[j]}"] = hostility_sum(i, j, year)
        found[f"hostility {codes[j]} {codes[i]}"] = hostility_sum(j, i, year)
    return found


def _happened(event: Event, year: Played, codes: tuple[str, ...]) -> Happened:
    pair = (event.initiator, event.target)
    called = tuple(
        {"state": codes[one.state], "toward": codes[one.toward], "weight": one.weight, "clear": one.clear,
         "kept": one.kept}
        for one in event.called
    )  # fmt: skip
    return Happened(
        codes[pair[0]], codes[pair[1]], event.kind, chances(pair, year)["dispute"], event.luck, event.place,
        event.tokens, tuple(codes[k] for k in event.with_target), tuple(codes[k] for k in event.with_initiator), called,
    )  # fmt: skip
