"""The same questions to every theory, and the table of MODEL section 12 row by row."""

from __future__ import annotations

import pytest

from foedus.model.params import PARAMETERS
from foedus.sources import bibliography
from foedus.theories.draws import SECTION_PRIORS
from foedus.theories.load import theories
from foedus.theories.priors import moments, parse_prior
from foedus.theories.theory import beliefs_of

ZERO = "N(0,0.02)"
COLUMNS = ("deterrence", "spiral", "institutions", "bargaining", "power", "steps-to-war")
TABLE = {
    "hidden_commitment_sd": ("N+(2.5,0.5)", "", "", "", "", ""),
    "signal_sharpness": ("Beta(6,3)", "", "", "", "", ""),
    "join_fight": ("N(-3,0.3)", "", "", "", "", ""),
    "duty_weight": ("N(5.5,0.6)", "N(2.6,0.5)", "N(2.6,0.5)", "N(2.9,0.5)", "N(2.9,0.5)", "N(2.9,0.5)"),
    "decisiveness": ("LN(1.2,0.3)", "LN(0.45,0.3)", "LN(0.5,0.3)", "LN(0.7,0.4)", "LN(1.6,0.3)", "LN(0.5,0.3)"),
    "distinguishability": ("Beta(9,2)", "Beta(2,7)", "Beta(5,5)", "Beta(6,4)", "Beta(5,5)", "Beta(3,6)"),
    "fear": (ZERO, "N+(0.35,0.1)", "N(0.1,0.1)", ZERO, "N(0.05,0.1)", "N+(0.15,0.1)"),
    "arms_reaction": ("N+(0.1,0.1)", "N+(0.8,0.3)", "N+(0.3,0.2)", "N+(0.2,0.2)", "N+(0.5,0.2)", "N+(0.6,0.2)"),
    "encirclement_hostility": (ZERO, "N+(0.3,0.1)", "N(0.1,0.1)", ZERO, "N(0.1,0.1)", "N+(0.3,0.1)"),
    "institution_calming": (ZERO, "N(0.02,0.02)", "N+(0.1,0.03)", ZERO, ZERO, "N(0.01,0.02)"),
    "institution_peace_value": (ZERO, "N(0.05,0.1)", "N+(0.4,0.15)", ZERO, ZERO, ZERO),
    "doubt_institution": ("", "", "", "N+(0.8,0.3)", "", ""),
    "doubt_duty": ("N+(0.5,0.2)", "N(0,0.2)", "N(0.3,0.2)", "N+(0.8,0.3)", ZERO, "N(-0.2,0.2)"),
    "preventive_motive": (ZERO, "N(0.3,0.3)", ZERO, "N+(2,0.7)", "N+(1,0.5)", "N(0.3,0.3)"),
    "parity_danger": (ZERO, ZERO, ZERO, ZERO, "variants", ZERO),
    "trade_peace": (ZERO, ZERO, "N+(0.5,0.15)", "N(0.2,0.2)", ZERO, "N(0.1,0.2)"),
    "moral_hazard": (ZERO, "N(0.1,0.1)", ZERO, "N(0.1,0.1)", ZERO, "N+(0.3,0.1)"),
    "join_chain": ("N(0.2,0.2)", "", "", "", "N(0.5,0.3)", "N+(0.6,0.2)"),
    "dispute_hostility": ("", "N+(0.08,0.02)", "", "", "", "N+(0.09,0.02)"),
    "claim_rate": ("", "", "", "N(0.8,0.3)", "", "N+(1,0.2)"),
    "claim_stakes": ("", "", "", "", "", "N+(0.6,0.2)"),
}


def test_table_of_section_12():
    for number, id in enumerate(COLUMNS):
        expected = {name: row[number] for name, row in TABLE.items() if row[number] not in ("", "variants")}
        assert {name: str(one.prior) for name, one in theories()[id].beliefs.items()} == expected, id
    power = {one.id: str(one.beliefs["parity_danger"].prior) for one in theories()["power"].variants}
    assert power == {"power-transition": "N+(0.6,0.2)", "balance-of-power": "N(-0.6,0.2)"}
    assert not theories()["no-theory"].beliefs


@pytest.mark.parametrize("one", theories().values(), ids=lambda one: one.id)
class TestEveryTheory:
    def test_every_row_has_a_source_a_mark_and_words(self, one):
        for reading in beliefs_of(one):
            for belief in reading.values():
                assert belief.source
                assert set(belief.source) <= set(bibliography())
                assert belief.mark == PARAMETERS[belief.parameter].mark
                assert len(belief.note) > 20

    def test_a_zero_is_a_tight_prior(self, one):
        """A restriction is a prior of spread at most .05, never a deleted term."""
        for reading in beliefs_of(one):
            for belief in reading.values():
                if belief.prior.a == 0.0 and belief.prior.family == "N" and belief.parameter != "doubt_duty":
                    assert 0.0 < belief.prior.b <= 0.05

    def test_its_card_says_who_argues_it_and_what_counts_against_it(self, one):
        """A view without a possible failure is no theory; the reference holds nothing and has none."""
        for card in (one.card, *(variant.card for variant in one.variants)):
            assert card.silent
            if one.id != "no-theory":
                assert card.held_by
                assert card.against
        found = [against for card in (one.card, *(v.card for v in one.variants)) for against in card.against]
        marks = {PARAMETERS[name].mark for against in found for name in against.parameters}
        assert one.id == "no-theory" or marks & {"D", "W"}, "something that a record can show"
        assert all(len(against.words) > 40 and against.source for against in found)

    def test_no_theory_moves_what_is_not_drawn(self, one):
        for reading in beliefs_of(one):
            assert not [name for name in reading if PARAMETERS[name].mark == "fixed"]


@pytest.mark.parametrize("row", PARAMETERS.values(), ids=lambda row: row.name)
class TestEveryParameter:
    def test_its_row_is_whole(self, row):
        assert row.low < row.high
        assert row.low <= row.default <= row.high
        assert set(row.sources) <= set(bibliography()) | {"own estimate", "declared belief"}
        assert len(row.meaning) > 8
        assert (row.mark == "fixed") == (parse_prior(row.prior).family == "fixed")

    def test_its_default_is_where_its_prior_is(self, row):
        mean, spread = moments(SECTION_PRIORS[row.name], row.low, row.high)
        assert abs(row.default - mean) <= 0.5 * spread + 1e-9 or row.name.startswith("tier_u")

    def test_its_bounds_leave_the_prior_its_shape(self, row):
        """Bounds are for the impossible; except where MODEL itself cuts the prior."""
        mean, spread = moments(SECTION_PRIORS[row.name], row.low, row.high)
        free = moments(SECTION_PRIORS[row.name])
        cut = {"stock_decay", "decisiveness", "supply_elasticity"}
        assert row.name in cut or (mean, spread) == pytest.approx(free, rel=0.05, abs=0.01 * free[1] + 1e-12)
