"""The ladder c_kj at the end of 2023, and the rules by which a group becomes pairs."""

from collections import Counter

import numpy as np
import pytest

from foedus.world.cooperation import TIERS, group_pairs, standing_ties, tier_matrix
from foedus.world.world import GroupMember, Tie


def tie(rule: str) -> Tie:
    return Tie("t", "", "", "g", "exercises", "", "", rule, "drill", "", "made up", "data", "")


def roles(**by_state: str) -> list[GroupMember]:
    return [GroupMember("g", state, role, "", "", "made up", "data") for state, role in by_state.items()]


def test_the_end_of_2023(world):
    """The compiled tables give 921 of 1,953 pairs, 465 of them inside NATO, and these counts outside."""
    tiers = tier_matrix(world, "2023")
    nato = np.array([code in {m.state for m in world.group_members if m.group == "nato_int"} for code in world.codes])
    inside = nato[:, None] & nato[None, :]
    upper = np.triu(np.ones_like(inside), 1)
    assert (tiers[upper] > 0).sum() == 921
    assert (tiers[upper & inside] == 6).sum() == (upper & inside).sum() == 465
    outside = Counter(TIERS[level] for level in tiers[upper & ~inside])
    del outside["none"]
    assert outside == {
        "dialogue": 239, "information": 28, "exercises": 121, "access": 58, "basing": 8, "integrated": 2,
    }  # fmt: skip


def test_the_matrix_is_symmetric_and_small(world):
    tiers = tier_matrix(world, "2023")
    assert tiers.dtype == np.int8
    assert np.array_equal(tiers, tiers.T)
    assert (np.diag(tiers) == 0).all()


@pytest.mark.parametrize(
    ("a", "b", "tier"),
    [("USA", "JPN", "basing"), ("USA", "KOR", "integrated"), ("RUS", "BLR", "integrated"), ("USA", "CHN", "none"),
     ("USA", "RUS", "none"), ("CHN", "RUS", "exercises"), ("GRC", "TUR", "integrated"), ("MYS", "SGP", "exercises"),
     ("JPN", "AUS", "access"), ("IND", "PAK", "none")],
)  # fmt: skip
def test_some_pairs(world, a, b, tier):
    at = world.codes.index
    assert TIERS[tier_matrix(world, "2023")[at(a), at(b)]] == tier


def test_a_group_never_joins_rivals_unless_they_share_a_command(world):
    rivals = {frozenset((rivalry.a, rivalry.b)) for rivalry in world.rivalries}
    found = {frozenset((a, b)): tie for a, b, tie in standing_ties(world, "2023") if tie.group}
    assert {one.rule for pair, one in found.items() if pair in rivals} == {"C6"}


def test_later_lines_fall_in_by_date(world):
    before, after = tier_matrix(world, "2023"), tier_matrix(world, "2025")
    assert (after > before).any()
    assert not np.array_equal(tier_matrix(world, "2013"), before)


def test_each_with_each():
    found = list(group_pairs(tie("C3m"), roles(AAA="member", BBB="member", CCC="member")))
    assert found == [("AAA", "BBB"), ("AAA", "CCC"), ("BBB", "CCC")]


def test_a_partner_only_with_members():
    found = set(group_pairs(tie("C1"), roles(AAA="member", BBB="member", CCC="partner", DDD="partner")))
    assert found == {("CCC", "AAA"), ("CCC", "BBB"), ("DDD", "AAA"), ("DDD", "BBB")}


@pytest.mark.parametrize(("rule", "role"), [("C3h", "host"), ("C1p", "host"), ("C3t", "trainee")])
def test_large_drills_and_training_join_only_one_role_with_the_rest(rule, role):
    found = set(group_pairs(tie(rule), roles(AAA=role, BBB="participant", CCC="participant")))
    assert found == {("AAA", "BBB"), ("AAA", "CCC")}
