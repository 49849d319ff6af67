"""Claims as a matrix: the most salient one that stands on the day."""

from dataclasses import replace

import numpy as np

from foedus.world.claims import SALIENCE, claim_matrix


def test_weights_of_the_embedded_world(world):
    at = world.codes.index
    assert world.claim[at("CHN"), at("PHL")] == 1.0
    assert world.claim[at("JPN"), at("KOR")] == 0.6
    assert world.claim[at("KOR"), at("JPN")] == 0.3
    assert world.claim[at("FRA"), at("DEU")] == 0.0
    assert set(np.unique(world.claim)) == {0.0, *SALIENCE.values()}
    assert (world.claim > 0).sum() == 61


def test_a_settled_claim_counts_until_its_day(world):
    """The border on Hans Island was agreed on 14 June 2022."""
    at = world.codes.index
    pair = at("CAN"), at("DNK")
    assert claim_matrix(world.codes, world.claims, "2022-06-13")[pair] > 0
    assert claim_matrix(world.codes, world.claims, "2023")[pair] == 0


def test_the_largest_of_several_counts_in_any_order(world):
    low = next(claim for claim in world.claims if claim.salience == "low" and not claim.until)
    high = replace(low, salience="high")
    pair = world.codes.index(low.claimant), world.codes.index(low.administrator)
    for claims in ((low, high), (high, low)):
        assert claim_matrix(world.codes, claims, "2023")[pair] == 1.0
