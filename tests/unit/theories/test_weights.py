"""A school gains no weight by being divided into its readings."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.theories.draws import draw_parameters, drawn_variant
from foedus.theories.load import ORDER, theory, variants
from foedus.theories.weights import PART_OF, equal_weights, family, repeats

PAIR = ("power-transition", "balance-of-power")


def test_seven_by_default():
    assert repeats(ORDER) == {name: int(name != "no-theory") for name in ORDER}
    assert equal_weights(ORDER)["power"] == pytest.approx(1 / 6)
    assert equal_weights(("no-theory",)) == {"no-theory": 0.0}


def test_two_readings_share_one_weight():
    weights = equal_weights(("deterrence", *PAIR, "no-theory"))
    assert weights == {"deterrence": 0.5, "power-transition": 0.25, "balance-of-power": 0.25, "no-theory": 0.0}


def test_a_reading_beside_the_whole_adds_nothing():
    weights = equal_weights(("deterrence", "power", *PAIR))
    assert weights == {"deterrence": 0.5, "power": 0.5, "power-transition": 0.0, "balance-of-power": 0.0}


def test_one_reading_alone_stands_for_the_school():
    assert equal_weights(("spiral", "power-transition")) == {"spiral": 0.5, "power-transition": 0.5}


def test_readings_are_theories_of_their_own():
    assert tuple(variants()) == PAIR
    assert {family(name) for name in PAIR} == {"power"}
    assert {name: one.part_of for name, one in variants().items()} == PART_OF
    assert not set(PAIR) & set(ORDER)
    assert str(theory("power-transition").beliefs["parity_danger"].prior) == "N+(0.6,0.2)"
    assert str(theory("balance-of-power").beliefs["parity_danger"].prior) == "N(-0.6,0.2)"
    assert set(theory("power-transition").beliefs) == set(theory("power").beliefs) | {"parity_danger"}


def test_the_mixture_is_made_of_its_readings():
    """Draw d of `power` is draw d of the reading that it takes, bit for bit."""
    whole, (first, second) = draw_parameters(theory("power"), 5, 64), (
        draw_parameters(theory(name), 5, 64) for name in PAIR
    )  # fmt: skip
    chosen = drawn_variant(theory("power"), 5, 64)
    assert 0 < chosen.sum() < 64
    assert (whole == np.where(chosen == 0, first, second)).all()


def test_the_pool_of_a_result_stacks_each_school_equally_often():
    """[MODEL section 12]: two variants for one school; a plain theory enters twice where they enter once each."""
    from foedus.outcomes.pooling import POOLED, pools

    assert pools(("deterrence", *PAIR, "no-theory"))[-1] == (POOLED, [0, 0, 1, 2])
    assert pools(ORDER)[-1] == (POOLED, [0, 1, 2, 3, 4, 5])
    assert pools(("no-theory",)) == [("no-theory", [0])]
