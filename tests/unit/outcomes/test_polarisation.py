"""Orders of the embedded world by law alone, and their outcomes beside simulated ones."""

import datetime

import numpy as np
import pytest

from foedus.architectures.architecture import Architecture
from foedus.architectures.commitments import Commitments, commitments
from foedus.architectures.load import architecture
from foedus.architectures.weights import order_on, weighed
from foedus.errors import NotBuilt, UnknownRegion
from foedus.outcomes.compare import compare
from foedus.outcomes.polarisation import exit_hazard, honoured_share, law_outcomes, of_law, of_order
from foedus.outcomes.ties import mean_weights, obligations, signed_ties
from foedus.world import find
from foedus.world.world import World

LAW = ("polarisation", "blocs", "modularity", "frustration", "cohesion", "pact-dyads")


@pytest.fixture(scope="module")
def world() -> World:
    return find("asia-pacific-2023")


@pytest.fixture(scope="module")
def orders(world) -> dict[str, Commitments]:
    def made(one: Architecture) -> Commitments:
        return commitments(world, one, world.year + 2)

    return {name: made(architecture(name)) for name in ("status-quo", "bloc-extension", "shared-security")}


def test_obligations_are_those_of_the_law_only_measures(world, orders):
    """The same duties by the other way: the dense arrays behind `foedus diff`."""
    made = orders["status-quo"]
    found = obligations(made, int(made.period[1]))
    order = order_on(world, architecture("status-quo"), datetime.date(world.year + 1, 7, 1))
    wanted = weighed(order).duty[0].max(axis=0).T  # [k, j]
    assert found == pytest.approx(wanted)
    jpn, usa = world.codes.index("JPN"), world.codes.index("USA")
    assert found[usa, jpn] > 0.5


def test_weights_of_a_draw_may_be_given(orders):
    made = orders["status-quo"]
    weights = mean_weights(made)
    assert ((weights >= 0) & (weights <= 1)).all()
    assert obligations(made, 0, weights * 0.0).max() == 0.0
    assert obligations(made, 0, weights * 0.5) == pytest.approx(obligations(made, 0) * 0.5)


def test_ties_are_symmetric_and_weigh_duty_against_hostility():
    duty, depth, hostility = np.zeros((2, 2)), np.zeros((2, 2)), np.zeros((2, 2))
    duty[0, 1], depth[1, 0], hostility[1, 0] = 0.9, 0.3, 1.5
    assert signed_ties(duty, depth, hostility)[0, 1] == pytest.approx((0.9 + 0.3 - 0.5) / 2)


def test_an_order_is_described(world, orders):
    made = orders["bloc-extension"]
    found = of_order(world, made, int(made.period[-1]), "asia-pacific")
    assert found.states == world.regions["asia-pacific"] and found.region == "asia-pacific"
    assert sorted(code for bloc in found.blocs for code in bloc.states) == sorted(found.states)
    assert sum(bloc.share for bloc in found.blocs) == pytest.approx(1.0)
    assert [bloc.share for bloc in found.blocs] == sorted((bloc.share for bloc in found.blocs), reverse=True)
    assert 0.0 <= found.polarisation <= 1.0 and 0.0 <= found.frustration <= 0.5 and 0.0 <= found.cohesion <= 1.0
    assert 1.0 <= found.effective_blocs <= len(found.blocs)
    assert set(found.outcomes()) == set(LAW)


def test_the_law_of_a_day_gives_the_same(world, orders):
    day = datetime.date(world.year + 1, 7, 1)
    one = of_law(world, order_on(world, architecture("shared-security"), day), "asia-pacific")
    made = orders["shared-security"]
    other = of_order(world, made, int(made.period[1]), "asia-pacific")
    assert one.polarisation == pytest.approx(other.polarisation)
    assert one.frustration == pytest.approx(other.frustration)
    assert [bloc.states for bloc in one.blocs] == [bloc.states for bloc in other.blocs]
    assert np.isnan(one.pact_dyads)


def test_an_inclusive_order_ties_the_blocs_together(world, orders):
    """What the article and its opponents dispute is what follows; that the ties are there is the design itself."""
    across = {
        name: np.average([bloc.across for bloc in found.blocs], weights=[len(bloc.states) for bloc in found.blocs])
        for name, made in orders.items()
        for found in [of_order(world, made, int(made.period[-1]), "asia-pacific")]
    }
    assert across["shared-security"] > across["status-quo"]


def test_hostility_of_another_year_may_be_given(world, orders):
    made = orders["status-quo"]
    calm = of_order(world, made, 0, hostility=np.zeros((world.n, world.n)))
    assert calm.frustration == 0.0


def test_diversity_is_the_same_under_every_order(world, orders):
    found = {of_order(world, made, int(made.period[-1]), "asia-pacific").diversity for made in orders.values()}
    assert len(found) == 1 and found.pop() > 0.0


def test_an_unknown_region_is_named(world, orders):
    with pytest.raises(UnknownRegion, match="asia-pacific"):
        of_order(world, orders["status-quo"], 0, "asia-pacifc")


def test_law_outcomes_stand_beside_simulated_ones(make, world, orders):
    made = make(architectures=("status-quo", "bloc-extension"))
    chosen = {name: (orders[name], "asia-pacific") for name in ("status-quo", "bloc-extension")}
    law = {(name, year): part for year in (5, 20) for (name, _), part in law_outcomes(world, chosen, [2]).items()}
    found = compare(made.ensemble, made.groups, law=law).columns
    here = (found["outcome"] == "polarisation") & (found["architecture"] == "bloc-extension")
    assert set(found["theory"][here]) == {"deterrence", "spiral", "no-theory", "equal-weighted"}
    values = law["bloc-extension", 5]["polarisation"]
    assert found["level"][here] == pytest.approx(values[0])
    assert found["difference"][here] == pytest.approx(values[0] - values[1])
    assert (found["mcse"][here] == 0.0).all() and np.isin(found["p_sign"][here], (0.0, 0.5, 1.0)).all()
    base = (found["outcome"] == "polarisation") & (found["architecture"] == "status-quo")
    assert (found["difference"][base] == 0.0).all() and (found["p_sign"][base] == 0.5).all()


def test_law_outcomes_are_none_of_the_simulation(make):
    made = make()
    assert not np.isin(compare(made.ensemble, made.groups).columns["outcome"], LAW).any()
    with pytest.raises(NotBuilt, match="polarisation"):
        compare(made.ensemble, made.groups, ("polarisation",))


def test_honoured_share_of_a_bloc_and_what_is_not_built(make):
    ensemble = make().ensemble
    assert honoured_share(ensemble, 0, 0, 20, ("A", "B")) == pytest.approx(0.75)
    assert np.isnan(honoured_share(ensemble, 0, 0, 20, ()))
    with pytest.raises(NotBuilt, match="exit hazard"):
        exit_hazard(ensemble)
