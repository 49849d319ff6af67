"""What stops a run, and that it says where."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from foedus.errors import BadInput, BadNumber, NotBuilt, SimulationFailed, UnknownToken
from foedus.model.inputs import ground, law
from foedus.model.params import NAMES, PARAMETERS
from foedus.simulate.ensemble import UNREAD, simulate
from foedus.simulate.frames import borders, cooperation_values, quarrels, token_chances
from foedus.simulate.result import Plan
from tests.tiny import Order, always, draws, edited, pact, run, some_law
from tests.tiny_world import world

QUO = some_law()


def made(years: int = 3) -> dict[str, Any]:
    tier = QUO.of_pairs("tier", int).copy()
    tier[1, 4] = tier[4, 1] = 5
    new = replace(QUO, duties=QUO.duties + pact(6, [0, 3]), tier=tier, pledge=np.ones(6), depth=np.full((6, 6), 0.3))
    return {"status-quo": always(QUO, years), "new": edited(QUO, new, years)}


def test_ctrl_c_stops_the_run_and_is_raised():
    seen = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(world(), made(), {"no-theory": draws(50)}, Plan(draws=50, streams=1, years=3, horizons=(3,)), stop)
    assert seen == [(0, 50), (1, 50), (2, 50)]


def test_progress_counts_every_draw():
    seen = []
    plan = Plan(draws=5, streams=1, years=2, horizons=(2,), threads=2)
    simulate(world(), made(), {"no-theory": draws(5)}, plan, lambda done, total: seen.append((done, total)))
    assert seen == [(d, 5) for d in range(6)]


def test_a_number_that_is_not_one_says_where():
    """Spending that doubles its exponent every year leaves what a number can hold."""
    p = draws(3)
    p["arms_noise"][2] = 1e308
    where = r"theory no-theory, architecture status-quo, draw 2, year 202[4-6]: a number that is not one"
    with np.errstate(all="ignore"), pytest.raises(SimulationFailed, match=where):
        run(made(), p, years=3, horizons=(3,))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("arms_noise", 1e308, r"law arms_next \(E18\), [A-F]{3}: inf from arms_usd_bn .*, in simulated year \d of"),
        ("distance_loss", -2000.0, r"law reach \(E1c\), [A-F]{3} towards [A-F]{3}, before the first year"),
        ("stock_decay", -1.0, r"law strength \(E1b\), [A-F]{3}: nan from stock_usd_bn -.*, before the first year"),
    ],
)
def test_a_failure_names_the_law_and_the_states(name, value, said):
    p = draws(2)
    p[name][1] = value
    with np.errstate(all="ignore"), pytest.raises(SimulationFailed, match=rf"draw 1, year 20\d\d: .* First: {said}"):
        run(made(), p, years=3, horizons=(3,))


def test_a_chance_that_is_not_a_number_is_a_failure_of_its_year():
    """The game alone goes wrong: nothing that is carried to the next year shows it."""
    p = draws(1, preventive_motive=1e308, hostility_stakes=1000.0)
    with (
        np.errstate(all="ignore"),
        pytest.raises(
            SimulationFailed, match=r"draw 0, year 2024: .* First: law \w+ \(E1[01]\), [A-F]{3} towards [A-F]{3}: "
        ),
    ):
        run(made(), p, years=3, horizons=(3,))


def test_more_wars_than_a_history_holds_is_a_failure():
    wild = {"disputes_per_year_target": 28.0, "war_share": 1.0, "audience_cost": 3.0, "concession_loss": 2.0}
    with pytest.raises(SimulationFailed, match="more wars than a history can hold"):
        run({"status-quo": always(Order(6), 200)}, draws(1, **wild), years=200, horizons=(200,))


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_parameter_that_is_no_number_is_refused(value):
    """Some would be swallowed: a duty of weight nan is less than none, and luck is never below nan."""
    for name in NAMES:
        p = draws(3)
        p[name][2] = value
        with pytest.raises(BadNumber, match=rf"draw 2 of theory 'no-theory': {name} is"):
            run(made(2), p, years=2, horizons=(2,))
    run(made(2), p[:2], years=2, horizons=(2,))


@pytest.mark.parametrize("name", UNREAD)
def test_a_term_that_no_run_reads_may_not_be_set(name):
    """MODEL sections 6, 8 and 10: 0 unless fitted or declared; a value that changes nothing would mislead."""
    p = draws(1)
    assert p[name][0] == 0.0
    p[name][0] = 0.5
    with pytest.raises(NotBuilt, match=name):
        run({"status-quo": always(some_law(), 2)}, p, years=2, horizons=(2,))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda m: m.pop("status-quo"), "status-quo"),
        (lambda m: m.update(new=replace(m["new"], codes=("XXX", *m["new"].codes[1:]))), "other states"),
        (lambda m: m.update(new=edited(QUO, QUO, 2)), "covers 2 years, the run needs 3"),
    ],
)
def test_law_that_does_not_fit_is_refused(change, message):
    given = made(3)
    change(given)
    with pytest.raises(BadInput, match=message):
        run(given, draws(1), years=3, horizons=(3,))


def test_too_few_draws_are_refused():
    with pytest.raises(BadInput, match="has 2 draws, the run needs 5"):
        run(made(), draws(2), draws=5, years=3, horizons=(3,))


@pytest.mark.parametrize("value", [np.nan, -1.0, 0.0, np.inf])
def test_the_doorway_refuses_an_economy_that_is_none(value):
    bad = world()
    bad.gdp_usd_bn[2] = value
    with pytest.raises(BadNumber, match="gdp_usd_bn of CCC"):
        ground(bad)


def test_the_doorway_floors_arms():
    idle = world()
    idle.arms_usd_bn[3] = 0.0
    assert ground(idle).arms[3] == pytest.approx(0.0005 * idle.gdp_usd_bn[3])


def test_the_doorway_refuses_law_of_another_size():
    with pytest.raises(BadInput, match="6 states"):
        law(replace(always(QUO, 1), tier=np.zeros((1, 5, 5), np.int8)), np.zeros((6, 6)))


def test_a_token_without_a_chance_is_refused():
    p = draws(1)[0]
    with pytest.raises(UnknownToken, match="requets"):
        token_chances(("requets",), {}, p)
    p.token_finding = 2.0 / 7.0
    assert token_chances(("mine",), {"mine": (3.0, 1.0)}, p) == pytest.approx([0.75])
    assert token_chances(("request", "council_finding_veto"), {}, p).tolist() == [p.token_request, p.token_finding_veto]


def test_tiers_of_cooperation_rise():
    for p in draws(5):
        assert (np.diff(cooperation_values(p)) >= 0).all()
        assert cooperation_values(p)[0] == 0.0


def test_lists_of_quarrels_and_borders():
    land = ground(world())
    assert quarrels(land).tolist() == [[0, 1], [0, 3], [1, 0], [2, 3], [3, 2]]
    assert borders(land.land).tolist() == [[1, 1, 0], [2, 0, 2], [2, 1, 3], [1, 2, 0], [0, 0, 0], [0, 0, 0]]


def test_defaults_run():
    """The middle of every prior is an ordinary history."""
    p = draws(1)
    for name in NAMES:
        p[name] = PARAMETERS[name].default
    found = run(made(), p, years=3, horizons=(3,))
    assert np.isfinite(found.expected).all()
