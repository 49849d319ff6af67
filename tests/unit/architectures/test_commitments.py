"""Commitments: dates, schedules, and what an edit can and cannot change."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pytest

from foedus.architectures.commitments import Commitments, commitments
from foedus.architectures.load import architecture, names
from foedus.errors import BadNumber

LAST = 2030


@pytest.fixture(scope="session")
def of_library(world) -> Callable[[str], Commitments]:
    return lru_cache(lambda name: commitments(world, architecture(name), LAST))


@pytest.fixture(scope="session")
def status_quo(of_library) -> Commitments:
    return of_library("status-quo")


def arrays(one: Commitments) -> dict[str, np.ndarray]:
    return {f.name: v for f in dataclasses.fields(one) if isinstance(v := getattr(one, f.name), np.ndarray)}


def assert_equal(one: Commitments, other: Commitments) -> None:
    """Bit for bit, whatever the name."""
    for name, value in arrays(one).items():
        got = arrays(other)[name]
        assert value.dtype == got.dtype and value.tobytes() == got.tobytes(), name
    assert one.law_hash == other.law_hash


def law_of(one: Commitments, year: int) -> dict[str, np.ndarray]:
    """What holds in one year, free of the numbering of periods and kinds."""
    p = int(one.period[year - one.years[0]])
    inside = slice(one.start[p, 0], one.start[p, -1])
    per_period = (
        "allied",
        "restraint",
        "tier",
        "depth",
        "offensive_share",
        "distinguishability",
        "pledge",
        "arms_factor",
    )
    return {
        "start": one.start[p] - one.start[p, 0],
        "bearer": one.bearer[inside],
        "role": one.role[inside],
        "kinds": numbers(one)[one.kind[inside]],
        **{name: getattr(one, name)[p] for name in per_period},
    }


NUMBER: dict[str, int] = {}  # form of duty -> a number that does not depend on the table of kinds


def numbers(one: Commitments) -> np.ndarray:
    """(K + 1,) number of every kind; the last is that of no duty."""
    return np.array([NUMBER.setdefault(forms(one, q), len(NUMBER)) for q in [*range(len(one.kind_start) - 1), -1]])


def forms(one: Commitments, q: int) -> str:
    if q < 0:
        return ""
    parts = slice(one.kind_start[q], one.kind_start[q + 1])
    names = ("alt_label", "alt_disputed", "alt_tokens", "alt_blocked")
    return str([getattr(one, name)[parts].tolist() for name in names])


def same_law(one: Commitments, other: Commitments, year: int) -> bool:
    a, b = law_of(one, year), law_of(other, year)
    return all(
        np.array_equal(a[name], b[name], equal_nan=a[name].dtype == np.float64)
        if a[name].shape == b[name].shape
        else False
        for name in a
    )


def duty(one: Commitments, world, year: int, bearer: str, attacker: str, victim: str, role: int = 0) -> list[str]:
    """Forms of the duty at home, sea and claimed place."""
    p, n = int(one.period[year - one.years[0]]), one.n
    i, j, k = (world.codes.index(code) for code in (attacker, victim, bearer))
    at = slice(one.start[p, i * n + j], one.start[p, i * n + j + 1])
    hit = np.flatnonzero((one.bearer[at] == k) & (one.role[at] == role))
    return [forms(one, int(q)) for q in one.kind[at][hit[0]]] if len(hit) else ["", "", ""]


def test_shapes_and_order(status_quo, world):
    n, p = world.n, len(status_quo.start)
    assert status_quo.years.tolist() == list(range(2023, LAST + 1))
    assert status_quo.period[0] == 0 and status_quo.period.max() == p - 1
    assert (np.diff(status_quo.start, axis=1) >= 0).all()
    assert (status_quo.start[1:, 0] == status_quo.start[:-1, -1]).all()
    assert status_quo.start[0, 0] == 0 and status_quo.start[-1, -1] == len(status_quo.bearer)
    assert status_quo.kind.min() == -1 and (status_quo.kind.max(axis=1) >= 0).all()
    assert status_quo.kind.max() == len(status_quo.kind_start) - 2
    pair = np.repeat(np.tile(np.arange(n * n), p), np.diff(status_quo.start, axis=1).ravel())
    assert (status_quo.bearer != pair // n).all() and (status_quo.bearer != pair % n).all()
    assert (status_quo.allied == status_quo.allied.transpose(0, 2, 1)).all()
    assert not status_quo.allied[:, np.arange(n), np.arange(n)].any()


def test_known_duties(status_quo, world):
    clear_constitutional, clear_full = "[[2], [False], [0], [0]]", "[[0], [False], [0], [0]]"
    assert duty(status_quo, world, 2023, "USA", "PRK", "KOR")[:2] == [clear_constitutional, ""]  # no duty at sea
    assert duty(status_quo, world, 2023, "USA", "CHN", "JPN") == [clear_constitutional, "", clear_constitutional]
    assert duty(status_quo, world, 2023, "CHN", "USA", "PRK")[0] == clear_full
    assert duty(status_quo, world, 2023, "RUS", "USA", "PRK") == ["", "", ""]
    assert duty(status_quo, world, 2025, "RUS", "USA", "PRK")[0] == clear_full  # treaty of December 2024
    assert duty(status_quo, world, 2024, "RUS", "USA", "PRK") == ["", "", ""]  # not on 1 July 2024
    assert duty(status_quo, world, 2023, "USA", "CHN", "NZL")[0] == "[[2], [True], [0], [0]]"  # ANZUS limb suspended
    assert duty(status_quo, world, 2023, "USA", "RUS", "UKR") == ["", "", ""]


def test_at_dokdo_the_duty_is_as_disputed_as_the_place(status_quo, world):
    home, _, claimed = duty(status_quo, world, 2023, "USA", "JPN", "KOR")
    assert home == "[[2], [False], [0], [0]]" and claimed == "[[2], [True], [0], [0]]"


def test_without_edits_what_is_announced_is_the_law(status_quo):
    assert (status_quo.announced_period == status_quo.period).all()


def test_restraint_leaves_out_what_nearly_all_share(status_quo, world):
    chn, rus, jpn, usa = (world.codes.index(code) for code in ("CHN", "RUS", "JPN", "USA"))
    restraint = status_quo.restraint[0]
    assert restraint[chn, rus] and restraint[rus, chn]  # treaty of 2001
    assert restraint[chn, jpn] and restraint[jpn, chn]  # treaty of 1978
    assert not restraint[usa].any()  # the Charter and TAC are shared, the armistice of 1953 is disputed


@pytest.mark.parametrize(
    "edit",
    [
        "{op: add_party, treaty: nato_1949, states: [USA, NLD]}",
        "{op: set_cooperation, pairs: [[JPN, KOR]], tier: none, at_least: true}",
        "{op: terminate, treaty: triple_alliance_1882}",
        "{op: set_arms, states: [JPN], factor: 1.0}",
        "{op: suspend_for_found_aggressor, treaties: ['*']}",
        "{op: set_institution, name: club, members: [BEL, LUX], depth: inspection}",
    ],
)
def test_an_edit_that_changes_nothing_gives_the_same_bits(world, status_quo, written, edit):
    assert_equal(status_quo, commitments(world, written(f"edits: [{edit}]\n"), LAST))


EDITS = """
  - {op: add_party, treaty: nato_1949, states: [JPN]}
  - op: new_treaty
    body:
      {id: pact, name: pact, binding: legal, types: [defence], parties: [{s: [KOR, TWN, '@anzus_1951']}],
       clauses: [{id: a, art: '1', type: defence, acts: [armed_attack], duty: others, strength: aid_assist}]}
  - {op: terminate, treaty: us_japan_1960}
  - {op: remove_party, treaty: anzus_1951, states: [USA]}
  - {op: set_cooperation, pairs: [[JPN, [KOR, TWN]]], tier: basing}
  - {op: set_institution, name: forum, members: [CHN, JPN, KOR, PRK], depth: .3}
  - {op: set_posture, states: [JPN], pi: .8}
  - {op: set_posture, states: [CHN], sg: .2}
  - {op: set_arms, states: [JPN], factor: 1.5}
"""


def step(enter: int, more: str = "") -> str:
    body = EDITS.replace("\n  ", "\n      ")
    return f"steps:\n  - enter: {enter}\n{more}    edits:{body}"


def test_a_one_step_schedule_at_the_start_is_the_static_edit(world, status_quo, written):
    static = commitments(world, written("edits:" + EDITS), LAST)
    assert_equal(static, commitments(world, written(step(2024)), LAST))
    assert not same_law(static, status_quo, 2024)


def test_every_edit_acts(world, written, status_quo):
    one = commitments(world, written(step(2026)), LAST)
    at = world.codes.index
    jpn, kor, twn, chn, usa, aus = (at(code) for code in ("JPN", "KOR", "TWN", "CHN", "USA", "AUS"))
    law = law_of(one, 2026)
    assert "[2]" in duty(one, world, 2026, "JPN", "RUS", "EST")[0]
    assert duty(one, world, 2026, "AUS", "CHN", "TWN")[0] == "[[1], [False], [0], [0]]"
    assert duty(one, world, 2026, "USA", "CHN", "JPN") == ["", "", ""]
    assert duty(one, world, 2026, "USA", "CHN", "AUS")[0] == "[[1], [False], [0], [0]]"  # through the new pact alone
    assert law["tier"][jpn, kor] == law["tier"][twn, jpn] == 5
    assert law["depth"][chn, jpn] > law_of(status_quo, 2026)["depth"][chn, jpn]
    assert law["offensive_share"][jpn] == 0.8 and np.isnan(law["offensive_share"][chn])
    assert law["distinguishability"][chn] == 0.2
    assert law["allied"][usa, kor] and law["allied"][kor, aus]


def test_nothing_differs_before_the_announcement_and_only_the_window_before_the_entry(world, written, status_quo):
    one = commitments(world, written(step(2028, "    announce: 2026\n")), LAST)
    for year in range(2023, 2028):
        assert same_law(one, status_quo, year)
    differs = one.announced_period != one.period
    assert [int(year) for year in one.years[differs]] == [2026, 2027]
    ahead = int(one.announced_period[2026 - 2023])
    jpn = world.codes.index("JPN")
    assert one.offensive_share[ahead, jpn] == 0.8
    assert (one.arms_factor[ahead] == 1.0).all()


def test_arms_stay_at_their_factor_while_the_edit_stands_whatever_else_changes(world, written):
    for enters in (2024, 2026):  # texts in force change in 2024, 2025 and 2026 as well
        one = commitments(world, written(step(enters, "    exit: 2030\n")), LAST)
        factor = one.arms_factor[one.period, world.codes.index("JPN")]
        inside = (one.years >= enters) & (one.years < 2030)
        assert (factor[inside] == 1.5).all() and (factor[~inside] == 1.0).all()


def test_after_the_exit_the_old_law_is_back(world, written, status_quo):
    one = commitments(world, written(step(2025, "    exit: 2028\n")), LAST)
    assert not same_law(one, status_quo, 2027)
    assert same_law(one, status_quo, 2028) and same_law(one, status_quo, LAST)
    ends = int(one.announced_period[2025 - 2023])  # in 2025 it is known that the step is over in 2030
    assert np.isnan(one.offensive_share[ends]).all()


@pytest.mark.parametrize(("day", "first"), [("2026-07-01", 2026), ("2026-07-02", 2027), ("2026-01-01", 2026)])
def test_an_edit_acts_in_the_first_year_whose_first_of_july_is_not_before_it(world, written, status_quo, day, first):
    one = commitments(
        world,
        written(f"steps: [{{enter: 2026, edits: [{{op: add_party, treaty: nato_1949, states: [JPN], from: {day}}}]}}]"),
        LAST,
    )
    assert [same_law(one, status_quo, year) for year in range(2024, 2029)] == [
        year < first for year in range(2024, 2029)
    ]


def test_the_year_of_the_world_is_never_edited(world, written, status_quo):
    one = commitments(world, written(step(2020)), LAST)
    assert same_law(one, status_quo, 2023) and not same_law(one, status_quo, 2024)


def test_neutrality_and_offence_reach_their_roles(world, written, of_library):
    body = """
edits:
  - op: new_treaty
    body:
      {id: pact, name: pact, binding: legal, types: [offence], parties: [{s: [CHN, PRK]}],
       clauses: [{id: a, art: '1', type: offence, involvement: initiates, acts: [armed_attack], duty: others,
                  strength: aid_assist},
                 {id: b, art: '2', type: nonaggression, acts: [armed_attack], duty: attacker, strength: abstain}]}
  - {op: suspend_for_found_aggressor, treaties: [china_dprk_1961]}
"""
    one = commitments(world, written(body), LAST)
    assert duty(one, world, 2024, "PRK", "CHN", "JPN", role=1)[0] == "[[1], [False], [0], [0]]"
    chn, prk = world.codes.index("CHN"), world.codes.index("PRK")
    assert law_of(one, 2024)["restraint"][chn, prk]
    neutral = of_library("neutrality")
    for role, there in ((0, False), (1, False), (2, True), (3, True)):
        assert bool(duty(neutral, world, 2024, "JPN", "CHN", "USA", role=role)[0]) == there


def test_a_found_aggressor_is_left_alone_by_its_ally(world, written):
    body = """
edits:
  - op: add_clause
    treaty: china_dprk_1961
    clause: {id: x, art: x, type: offence, involvement: initiates, acts: [armed_attack], duty: others,
             strength: all_means}
  - {op: suspend_for_found_aggressor, treaties: ['*']}
"""
    one = commitments(world, written(body), LAST)
    bit = 1 << one.token_names.index("council_finding")
    assert duty(one, world, 2024, "PRK", "CHN", "JPN", role=1)[0] == f"[[0], [False], [0], [{bit}]]"
    assert duty(one, world, 2024, "CHN", "JPN", "PRK")[0] == "[[0], [False], [0], [0]]"


def test_collective_security_waits_for_its_finding_and_makes_nobody_allied(world, status_quo, of_library):
    one, veto = (
        commitments(world, architecture(name), LAST) for name in ("collective-security", "collective-security-veto")
    )
    for order, token in ((one, "council_finding"), (veto, "council_finding_veto")):
        bit = 1 << order.token_names.index(token)
        assert duty(order, world, 2024, "CHN", "PRK", "KOR")[0] == f"[[1], [False], [{bit}], [0]]"
    assert (law_of(one, 2024)["allied"] == law_of(status_quo, 2024)["allied"]).all()


def test_article_10_alone_gives_the_new_members_no_cover(world, of_library):
    alone, widened = (
        commitments(world, architecture(name), LAST) for name in ("bloc-extension-article-10", "bloc-extension")
    )
    assert duty(alone, world, 2024, "POL", "CHN", "JPN") == ["", "", ""]
    assert duty(widened, world, 2024, "POL", "CHN", "JPN") == ["[[2], [False], [0], [0]]"] * 3
    assert duty(alone, world, 2024, "JPN", "RUS", "POL")[0] == "[[2], [False], [0], [0]]"
    assert duty(widened, world, 2024, "POL", "KOR", "JPN")[0] == "[[2], [True], [0], [0]]"  # a member attacks


def test_who_is_under_a_spending_pledge(status_quo, of_library, world):
    jpn, swe, usa = (world.codes.index(code) for code in ("JPN", "SWE", "USA"))
    assert [law_of(status_quo, year)["pledge"][swe] for year in (2023, 2024)] == [0.0, 1.0]
    assert law_of(status_quo, 2024)["pledge"][[usa, jpn]].tolist() == [1.0, 0.0]
    assert law_of(of_library("bloc-extension"), 2024)["pledge"][jpn] == 1.0


@pytest.mark.parametrize("name", names())
def test_every_architecture_differs_from_the_status_quo_and_only_from_its_first_year(status_quo, of_library, name):
    one = of_library(name)
    assert same_law(one, status_quo, 2023)
    assert same_law(one, status_quo, 2024) == (name == "status-quo")
    assert architecture(name).first_year() in (None, 2024)


def test_it_ends_after_it_begins(world):
    with pytest.raises(BadNumber, match="last_year is 2022"):
        commitments(world, architecture("status-quo"), 2022)
