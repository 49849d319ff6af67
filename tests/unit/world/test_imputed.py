"""Missing figures filled by the rules of MODEL section 1, flagged, and nothing else touched."""

from dataclasses import replace

import numpy as np
import pytest

from foedus.errors import BadInput
from foedus.world.imputed import complete


def test_six_figures_are_filled_and_flagged(world):
    done, filled = complete(world)
    assert {(one.state, one.field) for one in filled} == {
        ("PRK", "gdp_usd_bn"), ("PRK", "arms_usd_bn"), ("LAO", "arms_usd_bn"), ("VNM", "arms_usd_bn"),
        ("BRN", "democracy"), ("TWN", "ideal_point"),
    }  # fmt: skip
    for name in ("gdp_usd_bn", "arms_usd_bn", "democracy", "ideal_point"):
        assert np.isfinite(getattr(done, name)).all()
        known = np.isfinite(getattr(world, name))
        assert np.array_equal(getattr(done, name)[known], getattr(world, name)[known])
    flagged = {(cell.state, cell.field): cell for cell in done.cells if cell.flag == "imputed"}
    assert {key: cell.value for key, cell in flagged.items()} == {(f.state, f.field): f.value for f in filled}
    assert len(done.cells) == len(world.cells)


def test_the_rules_by_hand(world):
    done, _ = complete(world)
    at = world.codes.index
    east = [at(code) for code in ("JPN", "KOR", "CHN", "TWN", "MNG")]
    ratio = np.median(world.gdp_usd_bn[east] / world.gdp_ppp_bn[east])
    assert done.gdp_usd_bn[at("PRK")] == pytest.approx(50.1 * ratio)
    assert done.arms_usd_bn[at("VNM")] == 5.805
    share = np.median(world.arms_usd_bn[east] / world.gdp_usd_bn[east])
    assert done.arms_usd_bn[at("PRK")] == pytest.approx(50.1 * ratio * share)


def test_the_world_itself_keeps_them_missing(world):
    complete(world)
    assert np.isnan(world.gdp_usd_bn[world.codes.index("PRK")])


def test_a_complete_world_comes_back_as_it_is(world):
    done, _ = complete(world)
    again, filled = complete(done)
    assert again is done
    assert filled == []


def test_too_few_neighbours_give_way_to_the_whole_world(world):
    value = world.democracy.copy()
    value[world.codes.index("KAZ")] = np.nan
    _, filled = complete(replace(world, democracy=value))
    rule = next(one.rule for one in filled if one.state == "KAZ")
    assert "states of the world (too few in Central Asia)" in rule


def test_nothing_to_start_from_is_an_error(world):
    nothing = np.full(world.n, np.nan)
    with pytest.raises(BadInput, match="No economy for PRK"):
        complete(replace(world, gdp_ppp_bn=nothing))
    with pytest.raises(BadInput, match="no other state to take a median from"):
        complete(replace(world, democracy=nothing))
