"""The law taken apart for re-alignment and put together again (E20)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from foedus.architectures.accession import openings
from foedus.architectures.commitments import commitments
from foedus.architectures.load import architecture
from foedus.architectures.options import Options, options
from foedus.model.inputs import ground, law
from foedus.model.laying import lay_ties
from foedus.model.moving import look_up_members, open_moves
from foedus.model.rows import write_rows
from foedus.simulate.frames import Room
from foedus.simulate.moves import in_kinds_of
from foedus.simulate.result import Plan
from foedus.simulate.twins import both_twins
from foedus.world import find
from foedus.world.imputed import complete

LAST = 2040


@pytest.fixture(scope="module")
def place() -> Any:
    return complete(find("asia-pacific-2023"))[0]


@pytest.fixture(scope="module", params=["status-quo", "two-blocs"])
def parted(request, place) -> tuple[Any, Options]:
    one = architecture(request.param)
    return commitments(place, one, LAST), options(place, one, LAST)


def laid(place: Any, parted: tuple[Any, Options]) -> tuple[Any, Any]:
    """A frame and moves at the membership that the law says."""
    made, chosen = parted
    land = ground(place)
    body = in_kinds_of(law(made, land.claim), chosen)
    room = Room(
        land,
        (body,),
        [both_twins(body, None)],
        Plan(draws=1, streams=1, years=5, horizons=(5,), realign=True),
        (chosen,),
    )
    open_moves(room.moves[0], room.frames[0])
    return room.frames[0], room.moves[0]


def rows(body: Any, first: int, last: int) -> list[tuple]:
    part = slice(first, last)
    return list(zip(body.role[part], body.bearer[part], map(tuple, body.kind[part]), strict=True))


def test_put_together_at_the_membership_of_the_law_it_is_the_law(place, parted, monkeypatch):
    monkeypatch.setattr("foedus.model.rows.weigh_row", lambda *_: None)  # rows are compared, not their weights
    frame, moves = laid(place, parted)
    body, n = frame.law, place.n
    some = np.random.default_rng(2).permutation(n * n)[:150]
    claimed = np.flatnonzero(parted[0].claimed.ravel())
    for period in range(body.periods):
        assert not look_up_members(period, 0, moves)
        for pair in {*some.tolist(), *claimed.tolist()}:
            i, j = divmod(pair, n)
            if i != j:
                end = write_rows(i, j, period, moves.room[0], moves, frame)
                old = rows(body, body.first[period, pair], body.last[period, pair])
                assert rows(body, moves.room[0], end) == old, (period, place.codes[i], place.codes[j])
        lay_ties(period, body.periods, moves, frame)
        for name in ("allied", "restraint", "pledge"):
            table = getattr(body, name)
            np.testing.assert_array_equal(table[body.periods], table[period], err_msg=name)


def test_a_joined_state_has_what_the_text_gives_it(place, parted, monkeypatch):
    """UKR in NATO of its own accord: its members owe it help at home; nobody owes CHN more."""
    monkeypatch.setattr("foedus.model.rows.weigh_row", lambda *_: None)
    frame, moves = laid(place, parted)
    slot, at = parted[1].slots.index("nato_1949"), place.codes.index
    look_up_members(0, 1, moves)
    moves.inside[slot, at("UKR")] = 1
    body, n, start = frame.law, place.n, moves.room[0]
    end = write_rows(at("RUS"), at("UKR"), 0, start, moves, frame)
    bearers = {place.codes[k] for role, k, kind in rows(body, start, end) if role == 0 and kind[0] >= 0}
    assert {"USA", "POL", "TUR"} <= bearers
    assert "CHN" not in bearers
    pair = at("USA") * n + at("CHN")
    end = write_rows(at("USA"), at("CHN"), 0, start, moves, frame)
    assert rows(body, start, end) == rows(body, body.first[0, pair], body.last[0, pair])


def test_bilateral_treaties_are_closed_and_europe_alone_may_enter_nato(place, parted):
    chosen = parted[1]
    may = {name: chosen.open[0, s] for s, name in enumerate(chosen.slots)}
    assert not may["us_japan_1960"].any()
    assert not may["anzus_1951"].any()
    if "counter_alliance" not in may:  # an architecture that admits states opens the treaty to all
        assert not may["nato_1949"][place.codes.index("JPN")]
    assert may["nato_1949"][place.codes.index("UKR")]
    assert set(openings()) <= set(chosen.slots)


def test_slots_are_what_owes_aid_clearly(parted):
    slots = set(parted[1].slots)
    assert {"nato_1949", "us_japan_1960", "china_dprk_1961"} <= slots
    assert not slots & {"un_charter_1945", "tac_1976", "anglo_portuguese"}
