"""The card of a theory: words of priors, restrictions, marks, stored figures, what counts against it."""

from __future__ import annotations

import pytest

from foedus.model.params import PARAMETERS
from foedus.theories.card import card
from foedus.theories.figures import FIGURES
from foedus.theories.kept import kept, priors_hash
from foedus.theories.load import ORDER, parse_theory, theories, theory, variants
from foedus.theories.priors import parse_prior
from foedus.theories.words import in_words, restriction

MINE = """id: mine
name: Mine
summary: One row.
rows:
  - parameter: institution_calming
    prior: N+(0.1,0.03)
    mark: B
    source: [BoehmerEtAl2004]
    note: Institutions wear hostility down.
card:
  against:
    - parameters: [institution_calming]
      words: Members that stay as hostile as before.
      source: [Mearsheimer1994]
"""


@pytest.mark.parametrize(
    ("name", "prior", "words", "restricts"),
    [
        ("fear", "N(0,0.02)", "none (9 draws in 10 within .03 of 0)", "7.5 times narrower"),
        ("fear", "N+(0.35,0.1)", "about .35, 9 draws in 10 from .19 to .51",
         "higher by 2.3 sd, 1.5 times narrower, sign + by construction"),
        ("parity_danger", "N(-0.6,0.2)", "about -.60, 9 draws in 10 from -.93 to -.27",
         "lower by 1.2 sd, 2.5 times narrower, sign - by construction"),
        ("distinguishability", "U(0,1)", "about .50, 9 draws in 10 from .05 to .95", "as without theory"),
        ("duty_weight", "N(2.9,0)", "always 2.90", "one value where others vary"),
        ("fear", "N(0,0.3)", "about 0, 9 draws in 10 from -.49 to .49", "2.0 times wider"),
    ],
)  # fmt: skip
def test_a_prior_in_words(name, prior, words, restricts):
    assert in_words(parse_prior(prior), PARAMETERS[name]) == words
    assert restriction(parse_prior(prior), PARAMETERS[name]) == restricts


def test_b_is_unidentified_and_says_so_where_a_belief_cannot_fail():
    told = card(parse_theory(MINE, "mine.yaml"))
    assert [row["known"] for row in told["rows"]] == ["unidentified"]
    assert told["marks"]["unidentified"] == {"rows": 1, "share": 1.0}
    assert told["against"][0]["decidable"] is False
    assert told["predictive"] is None
    deterrence = card(theory("deterrence"))
    assert any(one["decidable"] for one in deterrence["against"])


def test_marks_are_counted_by_parameter():
    told = card(theory("power"))["marks"]
    counts = [told[name]["rows"] for name in ("data", "weak", "unidentified")]
    assert counts == [3, 7, 4]  # parity_danger stands in two readings and counts once
    assert sum(told[name]["share"] for name in ("data", "weak", "unidentified")) == pytest.approx(1.0)


def test_a_reading_has_its_own_card_and_that_of_its_school():
    told = card(theory("balance-of-power"))
    assert told["part_of"] == "power"
    assert told["held_by"][0]["source"] == "Waltz1979"
    assert {tuple(one["parameters"]) for one in told["against"]} >= {("parity_danger",), ("decisiveness",)}
    assert all(row["parameter"] != "parity_danger" or row["prior"] == "N(-0.6,0.2)" for row in told["rows"])


@pytest.mark.parametrize("name", [*ORDER, "power-transition", "balance-of-power"])
def test_stored_figures_are_whole(name):
    found = kept(theory(name))
    assert found is not None
    assert [entry.figure for entry in found.entries] == list(FIGURES)
    assert "foedus theories check" in found.made
    assert "seed" in found.made
    assert not [entry for entry in found.entries if entry.verdict == "absurd"]


def test_other_priors_have_another_hash():
    hashes = {priors_hash(one) for one in (*theories().values(), *variants().values())}
    assert len(hashes) == len(ORDER) + 2
    assert priors_hash(parse_theory(MINE, "a")) != priors_hash(parse_theory(MINE.replace("0.03", "0.04"), "a"))
