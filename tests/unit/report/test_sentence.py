"""The answer in words: directions, chances, agreement, what cannot be told."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.report.messages import UnknownYardstick, chance_word
from foedus.report.numbers import digits_of, in_100, signed
from foedus.report.rows import LESS, MORE, SAME, UNCLEAR
from foedus.report.sentence import agreement_kind, agreements, answer, chance_of


def test_the_sentence_names_groups_side_by_side(rows, spec):
    text = answer(rows, spec)
    assert text.startswith(
        "Compared with the status quo, over 20 years under bloc-extension: for new members (C, D, E)"
    )
    assert "being at war more often is almost certain (>99 in 100" in text
    assert "states left out (F, G)" in text
    assert "The record cannot decide this" in text


def test_the_theories_that_differ_are_named(rows, spec):
    first = agreements(rows, spec, "bloc-extension", 20)[0]
    assert "disagree on new members being targeted: less often under deterrence, bargaining; more often" in first
    assert "steps to war" in first


def test_an_order_that_changes_nothing_says_so(rows, spec):
    text = answer(rows, spec, "no-change")
    assert "the risk of being targeted does not change and the time spent at war does not change" in text
    assert agreements(rows, spec, "no-change", 20) == []


def test_without_architectures_nothing_is_claimed(rows, spec):
    alone = replace(spec, architectures={"status-quo": ""})
    assert "Nothing is compared" in answer(rows, alone)


@pytest.mark.parametrize(
    ("numbers", "verdict", "mean"),
    [
        ({"difference": 0.0, "mcse": 0.0, "p_sign": 0.5}, SAME, SAME),
        ({"difference": 0.1, "mcse": 0.01, "p_sign": 0.9}, MORE, MORE),
        ({"difference": -0.1, "mcse": 0.01, "p_sign": 0.1}, LESS, LESS),
        ({"difference": 0.1, "mcse": 0.01, "p_sign": np.nan}, UNCLEAR, MORE),
        ({"difference": 0.1, "mcse": 0.09, "p_sign": np.nan}, UNCLEAR, UNCLEAR),
        ({"difference": 0.1, "mcse": np.nan, "p_sign": np.nan}, UNCLEAR, UNCLEAR),
    ],
)
def test_a_mean_can_have_a_sign_where_a_chance_is_withheld(row, numbers, verdict, mean):
    assert (row(**numbers).verdict, row(**numbers).mean_verdict) == (verdict, mean)


def test_the_direction_is_that_of_the_mean_and_the_chance_that_of_the_direction(row):
    skewed = row(difference=0.3, mcse=0.05, p_sign=0.48)
    assert skewed.verdict == MORE
    assert chance_of(skewed) == 0.48
    assert chance_of(row(difference=-0.3, mcse=0.05, p_sign=0.2)) == 0.8


def test_agreement_needs_one_sign_of_all():
    assert agreement_kind([LESS, LESS]) == "agree"
    assert agreement_kind([LESS, MORE, UNCLEAR]) == "disagree"
    assert agreement_kind([LESS, UNCLEAR]) == "partly"
    assert agreement_kind([UNCLEAR, SAME]) == "silent"


@given(st.sampled_from(["phia", "icd203", "ipcc"]), st.floats(0, 1))
def test_every_chance_has_a_word_of_the_declared_yardstick(yardstick, chance):
    assert re.fullmatch(r"[a-z ]+", chance_word(chance, yardstick))


@pytest.mark.parametrize(
    ("yardstick", "chance", "word"),
    [("phia", 0.6, "likely"), ("phia", 0.85, "highly likely"), ("ipcc", 0.5, "about as likely as not"),
     ("icd203", 0.5, "a roughly even chance"), ("phia", 0.97, "almost certain")],
)  # fmt: skip
def test_words_are_those_of_the_published_yardsticks(yardstick, chance, word):
    assert chance_word(chance, yardstick) == word


def test_an_unknown_yardstick_names_the_nearest():
    with pytest.raises(UnknownYardstick, match="ipcc"):
        chance_word(0.5, "ipc")


def test_numbers_never_claim_certainty_or_a_sign_they_lack():
    assert [in_100(chance) for chance in (0.0, 0.5, 1.0)] == ["<1", "50", ">99"]
    assert signed(0.001, 2) == "0.00"
    assert signed(-0.25, 2) == "−0.25"


def test_small_differences_get_one_more_digit(row):
    assert digits_of(row(difference=0.01, p05=-0.02, p95=0.04), "targeted") == 3
    assert digits_of(row(difference=0.01, p05=-0.02, p95=0.06), "targeted") == 2
    assert digits_of(row(np.nan, difference=0.01, mcse=0.01), "at-war") == 3
    assert digits_of(row(0.0), "at-war") == 2
