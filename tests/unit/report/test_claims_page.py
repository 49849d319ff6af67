"""The page of all claims: a row and words for each, numbers as given, what is withheld said."""

from __future__ import annotations

import math

from foedus.claims.answer import Answer
from foedus.claims.chance import Chance
from foedus.claims.load import pair
from foedus.claims.shares import Shares
from foedus.outcomes.pooling import POOLED
from foedus.report.claims_page import claims_page


def answer(name: str, chance: float, withheld: str = "") -> Answer:
    one = Chance(chance, math.nan if withheld else 0.02, 0.1, 0.01, 0.0, 1.0, 64, withheld)
    made = {"world": "asia-pacific-2023", "seed": 3, "draws": 64, "streams": 2, "years": 20}
    made |= {"versions": {"foedus": "9"}}
    chances = {"spiral": one, POOLED: one}
    return Answer(*pair(name), chances, one, {}, shares=Shares(unidentified=0.5), made=made)


def test_every_claim_has_a_row_words_and_its_source():
    found = [answer("selective-security", 0.25), answer("entrapment", math.nan, "luck")]
    page = claims_page(found, "foedus claims answer")
    assert "| [selective-security](#selective-security) | 25 (2.0) | 25 | 25 |" in page
    assert "| [entrapment](#entrapment) | withheld | withheld | withheld |" in page
    assert "seed 3, 64 draws a theory, 2 histories a draw, 20 years. foedus 9." in page
    for name in ("selective-security", "entrapment"):
        claim, mirror = pair(name)
        assert claim.text in page and mirror.text in page
