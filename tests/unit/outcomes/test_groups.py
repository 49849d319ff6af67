"""Groups are disjoint, cover the world and keep their order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from foedus.outcomes.groups import DISJOINT, Membership, group_masks, groups

CODES = ("AUS", "CHN", "JPN", "KOR", "PRK", "USA")
some = st.frozensets(st.sampled_from(CODES))


@given(some, some, some, some, st.lists(st.floats(0, 2), min_size=36, max_size=36))
def test_five_groups_are_disjoint_and_cover_the_world(insiders, before, region, rivals, hostility):
    matrix = np.array(hostility).reshape(6, 6)
    masks = group_masks(CODES, matrix, Membership(insiders, before, region, rivals))
    assert (np.sum([masks[name] for name in DISJOINT], axis=0) == 1).all()
    assert (masks["members"] ^ masks["non-members"]).all()
    sizes = {"population": np.ones(6), "gdp": np.ones(6)}
    made = groups(CODES, matrix, Membership(insiders, before, region, rivals), sizes)
    assert np.allclose(made.weights.sum(axis=1), 1.0)
    assert all(made.members(name, CODES) for name in made.names)


def test_a_rival_of_a_new_member_comes_first_even_inside():
    hostility = np.zeros((6, 6))
    hostility[CODES.index("CHN"), CODES.index("JPN")] = 0.5
    masks = group_masks(CODES, hostility, Membership(frozenset({"JPN", "CHN", "USA"}), frozenset({"USA"})))
    assert masks["rivals"].tolist() == [False, True, True, False, False, False]
    assert masks["old-members"].tolist() == [False] * 5 + [True]
    assert masks["members"].sum() == 3


def test_a_rivalry_with_an_old_member_makes_no_rival():
    hostility = np.zeros((6, 6))
    hostility[CODES.index("PRK"), CODES.index("USA")] = 1.0
    masks = group_masks(CODES, hostility, Membership(frozenset({"JPN", "USA"}), frozenset({"USA"})))
    assert not masks["rivals"].any()


def test_left_out_are_in_the_region_and_outside_are_not():
    masks = group_masks(CODES, np.zeros((6, 6)), Membership(frozenset({"JPN"}), region=frozenset({"JPN", "KOR"})))
    assert masks["left-out"].tolist() == [False, False, False, True, False, False]
    assert masks["outside"].sum() == 4
