"""Compiled clauses give what the plain evaluator gives, event by event."""

from __future__ import annotations

import datetime
import os
from dataclasses import replace

import numpy as np
import pytest

from foedus.architectures.law import edited_library
from foedus.architectures.load import architecture, names
from foedus.architectures.periods import claimed_places
from foedus.errors import BadInput, NotBuilt
from foedus.treaties import edits
from foedus.treaties.arrays import ACTS, DISPUTED, LawArrays, law_arrays
from foedus.treaties.event import Event
from foedus.treaties.grid import TARGETS
from foedus.treaties.library import Library
from foedus.treaties.obligations import rows_only
from foedus.treaties.plain import clause_from, treaty_from
from foedus.world.world import World

EVENTS = int(os.environ.get("FOEDUS_EVENTS", "2000"))  # 10000 before a release
DAY = datetime.date(2024, 7, 1)


def compiled(world: World, law: Library, day: datetime.date) -> LawArrays:
    return law_arrays(law, day, world.codes, claimed_places(world, law))


def plain_rows(
    law: Library, arrays: LawArrays, i: int, j: int, c: int, tokens: frozenset[str]
) -> list[tuple[str, ...]]:
    """Rows of the evaluator, for bearers that the world knows."""
    event = Event(
        (law.law_code(arrays.codes[i]),),
        law.law_code(arrays.codes[j]),
        arrays.grid.names[arrays.grid.place[c, i, j]],
        arrays.date,
        target=tuple(sorted(TARGETS[c])),
        facts=tokens,
    )
    rows = {
        (law.world_code(r.state), r.type, law.world_code(r.toward), r.strength, r.treaty, r.clause, r.status)
        for r in rows_only(law, event)
    }
    return sorted(row for row in rows if row[0] in arrays.codes)


def compare(law: Library, arrays: LawArrays, rng: np.random.Generator, events: int) -> int:
    """Random events, each with a random set of the tokens that matter; the number of rows seen."""
    tokens = sorted({one for row in arrays.rows for one in (*row.needs, *row.blocked, *row.doubts)})
    claims, seen = np.argwhere(arrays.grid.claimed), 0
    for _ in range(events):
        i, j = rng.choice(len(arrays.codes), 2, replace=False)
        c = int(rng.integers(0, 3))
        if c == 2 and rng.random() < 0.7:
            i, j = claims[rng.integers(len(claims))]
        given = frozenset(one for one in tokens if rng.random() < 0.4)
        wanted = plain_rows(law, arrays, int(i), int(j), c, given)
        assert sorted(set(arrays.event(int(i), int(j), c, given))) == wanted
        seen += len(wanted)
    return seen


def test_it_equals_the_evaluator_on_random_events(world: World, law: Library) -> None:
    rng, seen = np.random.default_rng(7), 0
    for _ in range(EVENTS // 50):
        day = datetime.date(2023, 1, 1) + datetime.timedelta(days=int(rng.integers(0, 23 * 365)))
        edited = edited_library(law, architecture(names()[int(rng.integers(0, len(names())))]), day)
        seen += compare(edited, compiled(world, edited, day), rng, 50)
    assert seen > 20 * EVENTS


ODD = """
a: {type: defence, involvement: at_war, duty: others, strength: full_force}
b: {type: offence, involvement: initiates, initiator: [CHN, RUS], duty: others, strength: aid_assist, by: nonparty}
c: {type: neutrality, involvement: at_war, duty: [RUS, PRK], strength: no_aid_to_aggressor, by_not: [USA]}
d: {type: defence, duty: others, strength: guarantee_joint, needs: [all_guarantors_act], blocked_by: [victim_resists]}
e: {type: consultation, duty: parties, strength: consult, intra: excluded}
f: {type: defence, duty: parties, strength: limited_aid, intra: disputed, by: party}
g: {type: defence, victim: [JPN, MNG], duty: [CHN, RUS], strength: facilities}
h: {type: defence, victim: [JPN, MNG], victim_party: true, duty: [CHN, JPN], strength: facilities, by: [USA]}
k: {type: nonaggression, duty: attacker, duty_in: [CHN], victim: [JPN, RUS], strength: abstain, needs: [joint_finding]}
l: {type: nonaggression, duty: attacker, dyads: [[CHN, RUS]], strength: abstain, hub: RUS}
m: {type: defence, duty: others, strength: constitutional, hub: CHN, by: communist_state, disputed_if: [cyber_only]}
n: {type: defence, duty: others, strength: constitutional, dyad: [USA, CHN], duty_not: [PRK]}
o: {type: consultation, victim: any, duty: parties, where: [{tags: [west_pacific]}], strength: consult, hub: RUS}
p: {type: consultation, victim: any, duty: parties, where: [{adm: victim}], strength: consult, duty_not: [RUS]}
q: {type: defence, duty: others, strength: assurance, min_enemies: 2}
r: {type: defence, duty: others, strength: assurance, supported_by: [USA]}
s: {type: defence, duty: others, strength: mobilise, max_enemies: 1, ends_for: {PRK: 2023-01-01},
    not_supported_by: [USA]}
t: {type: offence, involvement: at_war, duty: [CHN, PRK, RUS], strength: full_force,
    excluded_if: [{initiator: CHN, opponent: USA}]}
u: {type: sanctions, duty: others, strength: economic_sanctions, where: [{sov: [JPN, IND]}, {sov_in_parties: true}]}
v: {type: defence, duty: others, strength: aid_assist, trigger: mobilisation, status: disputed}
"""


@pytest.mark.parametrize("frozen", [(), ("CHN",), ("RUS", "MNG")])
def test_it_equals_the_evaluator_on_clauses_of_every_form(world: World, law: Library, frozen: tuple[str, ...]) -> None:
    from ruamel.yaml import YAML

    clauses = [
        {"id": name, "art": name, "acts": ["armed_attack", "threat"], **rest}
        for name, rest in YAML(typ="safe").load(ODD).items()
    ]
    body = {
        "id": "odd", "name": "odd", "kind": "treaty", "binding": "legal", "types": [], "signed": DAY, "articles": "",
        "force": [datetime.date(2023, 1, 1), None], "verified": "memory", "source": [], "clauses": clauses,
        "parties": [{"s": ["CHN", "RUS", "PRK", "MNG", "USA"], "from": datetime.date(2023, 1, 1)}],
        "suspended": [{"s": list(frozen), "from": "2024-01-01"}, {"pair": ["USA", "MNG"], "from": "2024-01-01"}],
    }  # fmt: skip
    odd = edits.new_treaty(law, treaty_from(body, law.states))
    arrays = law_arrays(odd, DAY, world.codes, claimed_places(world, odd), treaties=["odd"])
    inside = [world.codes.index(code) for code in ("CHN", "RUS", "PRK", "MNG", "USA", "JPN", "IND")]
    tokens = sorted({one for row in arrays.rows for one in (*row.needs, *row.blocked, *row.doubts)})
    rng = np.random.default_rng(1)
    for i in inside:
        for j in inside:
            for c in range(3):
                given = frozenset(one for one in tokens if rng.random() < 0.6)
                if i != j:
                    wanted = [row for row in plain_rows(odd, arrays, i, j, c, given) if row[4] == "odd"]
                    assert sorted(set(arrays.event(i, j, c, given))) == wanted
    assert {row.toward for row in arrays.rows} == {"victim", "attacker", "parties"}


def test_one_event_is_a_slice_of_the_whole(world: World, law: Library) -> None:
    arrays = compiled(world, law, DAY)
    rng = np.random.default_rng(3)
    for row in arrays.rows:
        for c in range(3):
            whole = row.status(c)
            for _ in range(20):
                i, j = rng.integers(0, world.n, 2)
                assert (whole[i, j] == row.bearers(i, j, c)).all()


def test_many_events_are_the_events_one_by_one(world: World, law: Library) -> None:
    arrays = compiled(world, law, DAY)
    rng = np.random.default_rng(4)
    i, j, c = rng.integers(0, world.n, 200), rng.integers(0, world.n, 200), rng.integers(0, 3, 200)
    for row in arrays.rows:
        alone = [row.bearers(int(a), int(b), int(d)) for a, b, d in zip(i, j, c, strict=True)]
        assert (row.of_events(i, j, c) == np.array(alone)).all()


def test_a_state_that_has_suspended_makes_its_rows_disputed(world: World, law: Library) -> None:
    nato = law.treaty("nato_1949")
    clause = {"id": "a", "art": "1", "type": "defence", "acts": ["armed_attack"], "duty": "others"}
    clause |= {"strength": "aid_assist"}
    plain = {
        "id": "frozen",
        "name": "",
        "kind": "",
        "binding": "legal",
        "types": [],
        "articles": "",
        "verified": "memory",
    }
    body = {
        **plain, "source": [], "signed": None, "force": [DAY, None],
        "parties": [{"s": ["JPN", "KOR", "IND"], "from": DAY}],
        "clauses": [clause],
        "suspended": [{"s": ["IND"], "from": DAY}],
    }  # fmt: skip
    changed = edits.new_treaty(law, treaty_from(body, law.states))
    row = law_arrays(changed, DAY, world.codes, treaties=["frozen"]).rows[0]
    chn, jpn, kor, ind = (world.codes.index(code) for code in ("CHN", "JPN", "KOR", "IND"))
    assert row.bearers(chn, jpn, 0)[ind] == DISPUTED
    assert row.bearers(chn, ind, 0)[kor] == DISPUTED
    assert row.bearers(chn, jpn, 0)[kor] == 1
    assert nato.in_force(DAY)


def test_what_cannot_be_compiled_says_so(world: World, law: Library) -> None:
    clause = {
        "id": "x",
        "art": "1",
        "type": "consultation",
        "acts": ["armed_attack"],
        "duty": "initiator",
        "strength": "consult",
    }
    changed = edits.add_clause(law, "nato_1949", clause_from(clause))
    with pytest.raises(NotBuilt, match="'x'"):
        compiled(world, changed, DAY)


def test_a_state_without_a_home_place_is_named(law: Library) -> None:
    with pytest.raises(BadInput, match="'AFG'"):
        law_arrays(law, DAY, ("USA", "AFG"))


def test_where_a_claim_is_read(world: World, law: Library) -> None:
    at = world.codes.index
    places = claimed_places(world, law)
    assert places[at("CHN"), at("JPN")] == "senkaku"
    claimed = {claim.place for claim in world.claims}
    lacking = replace(law, places={name: one for name, one in law.places.items() if name not in claimed})
    assert claimed_places(world, lacking)[at("CHN"), at("KOR")] == "sea_kor"  # waters whose place the gazetteer lacks
    assert (at("USA"), at("CHN")) not in places  # no claim
    arrays = compiled(world, law, DAY)
    assert arrays.grid.names[arrays.grid.place[2, at("USA"), at("CHN")]] == "home_chn"
    assert all(world.claim[pair] > 0 for pair in places)


def test_no_clause_that_cannot_be_compiled_is_in_force_in_the_years_of_a_world(law: Library) -> None:
    for treaty in law.treaties.values():
        for clause in treaty.clauses:
            if clause.duty == "initiator" or (clause.trigger in ACTS and clause.trigger):
                last = clause.end or treaty.force[1]
                assert last is not None and last < datetime.date(1945, 1, 1), (treaty.id, clause.id)
