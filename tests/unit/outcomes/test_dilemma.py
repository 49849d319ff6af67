"""The dilemma index and the gap: planted dilemmas and deterrence are found, nothing is withheld or one half."""

from dataclasses import replace

import numpy as np
import pytest

from foedus.outcomes.dilemma import dilemma, index_of, main_adversary, standard_error
from foedus.outcomes.gap import gaps, two_sides
from foedus.outcomes.groups import Groups
from foedus.outcomes.measures import NAMES, measures
from foedus.outcomes.pooling import POOLED
from foedus.simulate.result import Ensemble, Plan

NEW = np.array([code in "CDE" for code in "ABCDEFGHIJKL"]) * 1.0
LEFT = np.array([code in "FG" for code in "ABCDEFGHIJKL"]) * 1.0
PLAN = Plan(draws=64, streams=2, years=4, horizons=(4,))
GDP = np.arange(1.0, 13.0) ** 2


@pytest.fixture(scope="module")
def planted(make) -> tuple[Ensemble, dict[str, Groups], np.ndarray]:
    """New members make 10 % more effort; targeting of them falls under deterrence and rises under spiral."""
    shift = {("deterrence", "pact"): -0.3 * NEW, ("spiral", "pact"): 0.5 * NEW + 0.2 * LEFT}
    made = make(plan=PLAN, targeted=shift, spread=0.2)
    effort = made.ensemble.effort.copy()
    effort[:, 1] += np.float32(0.1) * NEW.astype(np.float32)
    hostility = np.zeros((12, 12))
    hostility[2, 7], hostility[7, 2], hostility[3, 8] = 1.0, 0.5, 0.3
    return replace(made.ensemble, effort=effort), made.groups, hostility


def indices(planted):
    ensemble, groups, hostility = planted
    return dilemma(ensemble, groups, hostility, GDP, 4)


def rows_of(found, **wanted):
    return [row for row in found if all(getattr(row, name) == value for name, value in wanted.items())]


def test_a_planted_dilemma_and_planted_deterrence_are_found(planted):
    found = indices(planted)
    for theory, sdi, eps in (("deterrence", 0.0, -3.0), ("spiral", 1.0, 5.0)):
        for kind, name in (("state", "D"), ("group", "new-members")):
            (row,) = rows_of(found, theory=theory, architecture="pact", kind=kind, name=name)
            assert row.sdi == pytest.approx(sdi, abs=0.02)
            assert row.share == 1.0
            assert row.eps == pytest.approx(eps, rel=0.15)
            assert row.eps_p05 <= row.eps <= row.eps_p95
    (row,) = rows_of(found, theory=POOLED, architecture="pact", kind="state", name="D")
    assert row.sdi == pytest.approx(0.5, abs=0.02)


def test_without_more_effort_there_is_no_index(planted):
    found = indices(planted)
    same = [row for row in rows_of(found, architecture="same") if row.kind != "pair"]
    assert same and all(np.isnan([row.sdi, row.se, row.eps]).all() for row in same)
    (row,) = rows_of(found, theory="spiral", architecture="pact", kind="state", name="K")
    assert np.isnan(row.sdi) and row.share == 0.0


def test_the_region_is_the_mean_of_its_states_by_gdp_where_these_cover_half_of_it(planted):
    ensemble, groups, hostility = planted
    inside = groups["pact"].inside[groups["pact"].names.index("region")]
    covered = GDP[NEW > 0].sum() / GDP[inside].sum()
    (row,) = rows_of(indices(planted), theory="spiral", architecture="pact", name="region-by-gdp")
    assert row.share == pytest.approx(covered) and np.isnan(row.sdi)
    large = np.where(NEW > 0, 1000.0, 1.0)
    (row,) = rows_of(
        dilemma(ensemble, groups, hostility, large, 4), theory="spiral", architecture="pact", name="region-by-gdp"
    )
    assert row.sdi == pytest.approx(1.0, abs=0.02)


def test_the_mutual_index_names_the_main_adversary(planted):
    pairs = rows_of(indices(planted), theory="spiral", architecture="pact", kind="pair")
    assert [row.name for row in pairs] == ["C-H", "D-I"]  # E has none
    assert all(row.sdi == pytest.approx(0.5, abs=0.02) for row in pairs)  # nothing changes for H and I: a tie


def test_main_adversary_counts_both_directions_and_breaks_ties_by_their_sum():
    hostility = np.zeros((4, 4))
    assert main_adversary(hostility, 0) is None
    hostility[0, 1] = hostility[2, 0] = hostility[0, 2] = 1.0
    assert main_adversary(hostility, 0) == 2
    hostility[3, 0] = 1.5
    assert main_adversary(hostility, 0) == 3
    assert main_adversary(hostility, 1) == 0


def test_the_standard_error_is_that_of_a_share():
    rng = np.random.default_rng(1)
    effort, targeted = rng.normal(size=(1, 4000, 1)), rng.normal(size=(1, 4000, 1)) + 0.3
    sdi, part, share = index_of(effort, targeted)
    wanted = np.sqrt(sdi[0] * (1 - sdi[0]) / (4000 * share[0]))
    assert standard_error(part)[0] == pytest.approx(wanted, rel=0.02)
    few, _, _ = index_of(effort - 2.0, targeted)
    assert np.isnan(few).all()  # 2 % of the draws make more effort


def test_selective_security_is_found_in_both_directions(planted):
    ensemble, groups, _ = planted
    found = gaps(ensemble, groups, 4)
    parts = rows_of(found, theory="spiral", architecture="pact", outcome="targeted")
    assert [row.part for row in parts] == ["members", "non-members", "gap"]
    members, others, gap = parts
    assert members.difference > 0 and others.difference > 0
    assert gap.difference == pytest.approx(members.difference - others.difference)
    assert gap.selective == pytest.approx(0.0, abs=0.02) and gap.reverse == pytest.approx(0.0, abs=0.02)
    (gap,) = rows_of(found, theory="deterrence", architecture="pact", outcome="targeted", part="gap")
    assert gap.selective == pytest.approx(0.5, abs=0.02)  # nothing changes for those left out: a tie
    (gap,) = rows_of(found, theory="deterrence", architecture="same", outcome="loss", part="gap")
    assert gap.difference == 0.0 and gap.selective == gap.reverse == 0.25


def test_the_two_sides_are_members_and_the_rest_of_the_region(planted):
    sides = two_sides(planted[1]["pact"])
    assert sides is not None
    assert (sides[0] > 0).tolist() == [code in "ABCDE" for code in "ABCDEFGHIJKL"]
    assert (sides[1] > 0).tolist() == [code in "FGH" for code in "ABCDEFGHIJKL"]
    assert two_sides(planted[1]["status-quo"]) is None


def test_selective_security_where_it_was_planted(make):
    made = make(plan=PLAN, targeted={("spiral", "pact"): 0.3 * LEFT - 0.3 * NEW}, spread=0.2)
    (gap,) = rows_of(gaps(made.ensemble, made.groups, 4), theory="spiral", architecture="pact", outcome="targeted",
                     part="gap")  # fmt: skip
    assert gap.selective > 0.95 and gap.reverse < 0.05
    other = make(plan=PLAN, targeted={("spiral", "pact"): 0.3 * NEW - 0.3 * LEFT}, spread=0.2)
    (gap,) = rows_of(gaps(other.ensemble, other.groups, 4), theory="spiral", architecture="pact", outcome="targeted",
                     part="gap")  # fmt: skip
    assert gap.reverse > 0.95 and gap.selective < 0.05


def test_all_measures_are_columns_of_one_length(planted):
    ensemble, groups, hostility = planted
    made = measures(ensemble, groups, hostility, GDP, 0.03)
    assert tuple(made) == NAMES
    for table in made.values():
        assert len({len(column) for column in table.values()}) == 1 and len(table["theory"]) > 0
    crossed = made["crossing"]
    assert (crossed["discount"] == 0.03).all()
    assert (crossed["none"][(crossed["architecture"] == "same")] == 1.0).all()


def test_a_planted_crossing_stands_in_the_table(make):
    """Losses of all fall for five years and rise as much after: the sum turns in the eleventh year in every draw."""
    made = make(plan=Plan(draws=32, streams=2, years=20, horizons=(20,)))
    size = np.linspace(0.5, 1.5, 32, dtype=np.float32)[:, None, None]
    path, loss = made.ensemble.path.copy(), made.ensemble.loss.copy()
    step = np.repeat([-1.0, 1.0], [5, 15])[:, None].astype(np.float32)
    path[:, 1, :, :, :, 0] = path[:, 0, :, :, :, 0] + size * step
    loss[:, 1] = loss[:, 0] + 0.5 * size[..., None]
    crossed = measures(replace(made.ensemble, path=path, loss=loss), made.groups, np.zeros((12, 12)), GDP)["crossing"]
    here = (crossed["architecture"] == "pact") & (crossed["outcome"] == "loss")
    assert here.sum() > 20
    for name in ("of_mean", "p05", "p50", "p95"):
        assert (crossed[name][here] == 11).all(), name
    assert (crossed["none"][here] == 0.0).all()
