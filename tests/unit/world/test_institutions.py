"""Depth of joint membership, g_ij = 1 - PROD (1 - depth_m), MODEL section 0."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.world.institutions import DEPTHS, counts_on, depth_matrix, members_on
from foedus.world.load import embedded
from foedus.world.world import Institution, Member

WORLD = embedded("asia-pacific-2023")
AT = WORLD.codes.index


def body(*states: str, depth: str = "inspection", **changes: bool) -> Institution:
    made = Institution("new", "New", "made up", depth, False, True, True, "", tuple(Member(one) for one in states))
    return replace(made, **changes)


def test_india_and_china_share_five_bodies():
    """ADMM-Plus, EAS, ARF, CICA, SCO and WPNS are forums (.2); the agreements on the line notify (.4)."""
    shared = [one.id for one in WORLD.institutions if counts_on(WORLD, one, "2023")
              and {"IND", "CHN"} <= set(members_on(one, "2023"))]  # fmt: skip
    forums = [one for one in shared if one != "lac_cbm"]
    expected = 1 - 0.8 ** len(forums) * 0.6
    assert "lac_cbm" in shared
    assert {"arf", "eas", "admm_plus", "cica", "sco"} <= set(forums)
    assert depth_matrix(WORLD, "2023")[AT("IND"), AT("CHN")] == pytest.approx(expected, abs=1e-12)


def test_outward_duties_economic_bodies_and_restraint_texts_add_nothing():
    for one in WORLD.institutions:
        if one.id in ("nato", "eu", "csto", "apec", "tac", "doc_2002", "six_party", "new_start"):
            assert not counts_on(WORLD, one, "2023")
    assert depth_matrix(WORLD, "2023")[AT("JPN"), AT("TWN")] == 0.0


def test_who_left_is_not_inside():
    open_skies = next(one for one in WORLD.institutions if one.id == "open_skies")
    assert not {"USA", "RUS"} & set(members_on(open_skies, "2023"))
    sco = next(one for one in WORLD.institutions if one.id == "sco")
    assert "BLR" not in members_on(sco, "2023")
    assert "BLR" in members_on(sco, "2024")
    assert "IRN" not in members_on(sco, "2022")


def test_a_body_without_adversaries_inside_adds_nothing():
    before = depth_matrix(WORLD, "2023")
    assert np.array_equal(depth_matrix(WORLD, "2023", (body("JPN", "AUS", "NZL"),)), before)
    after = depth_matrix(WORLD, "2023", (body("JPN", "AUS", "CHN"),))
    assert after[AT("JPN"), AT("AUS")] == pytest.approx(1 - (1 - before[AT("JPN"), AT("AUS")]) * 0.4)


@pytest.mark.parametrize("change", [{"inclusive": False}, {"counts": False}])
def test_a_body_that_is_not_to_count_does_not(change):
    before = depth_matrix(WORLD, "2023")
    assert np.array_equal(depth_matrix(WORLD, "2023", (body("JPN", "CHN", **change),)), before)


@given(st.lists(st.sampled_from(WORLD.codes), unique=True, max_size=12), st.sampled_from(sorted(DEPTHS)))
def test_one_more_body_never_lowers_depth(states, depth):
    before = depth_matrix(WORLD, "2023")
    after = depth_matrix(WORLD, "2023", (body(*states, depth=depth),))
    assert (after >= before).all()
    assert (after < 1).all()
    assert np.array_equal(after, after.T)
    assert (np.diag(after) == 0).all()
