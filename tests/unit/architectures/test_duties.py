"""Forms of duty, kinds and their weights."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from foedus.architectures.duties import (
    GROUP_OF,
    LABEL_GROUPS,
    Alternative,
    Alternatives,
    Reading,
    alternative_of,
    duties_of,
    kinds_of,
    role_of,
)
from foedus.errors import BadInput
from foedus.treaties.arrays import ClauseRows, LawArrays
from foedus.treaties.grid import Grid
from foedus.treaties.index import LABEL_WEIGHTS, alternative_weights
from foedus.treaties.language.load import Strength

NAMES = ("request", "council_finding", "council_finding_veto", "all_guarantors_act")


def clause(**changed) -> ClauseRows:
    n = np.zeros((2, 2), dtype=np.uint8)
    usual = {
        "treaty": "pact", "article": "1", "clause": "a", "type": "defence", "strength": "aid_assist",
        "binding": "legal",
        "toward": "victim", "bearer": n, "adversary": n, "scope": np.zeros((3, 2, 2), dtype=bool), "apart": True,
        "by_attacker": False, "everyone": False, "needs": (), "blocked": (), "doubts": (), "disputed": False,
    }  # fmt: skip
    return ClauseRows(**(usual | changed))


def reading(**changed) -> Reading:
    usual = {"names": NAMES, "finding": {}, "halting": frozenset(), "halted_by": "council_finding", "sanctions": False}
    return Reading(**(usual | changed))


@pytest.mark.parametrize(
    ("changed", "role"),
    [
        ({}, 0),
        ({"toward": "attacker", "type": "offence"}, 1),
        ({"type": "neutrality", "strength": "strict_neutrality", "toward": "attacker"}, 2),
        ({"type": "neutrality", "strength": "no_aid_to_aggressor"}, 3),
        ({"type": "consultation", "strength": "consult"}, None),
        ({"binding": "political"}, None),
        ({"type": "sanctions", "strength": "economic_sanctions"}, None),
        ({"type": "nonaggression", "strength": "abstain", "by_attacker": True}, None),
        ({"toward": "parties"}, None),
    ],
)
def test_what_feeds_which_role(changed, role):
    assert role_of(clause(**changed)) == role


def test_sanctions_feed_the_victim_only_where_declared():
    assert role_of(clause(type="sanctions", strength="economic_sanctions"), sanctions=True) == 0


def test_labels_keep_the_order_of_the_treaty_language():
    words = [word for word in Strength.__args__ if word in GROUP_OF]
    groups = [GROUP_OF[word] for word in words]
    assert groups == sorted(groups)
    assert max(groups) == len(LABEL_GROUPS) - 1
    assert (np.diff(LABEL_WEIGHTS) < 0).all()
    assert LABEL_WEIGHTS[0] == 1.0


def test_a_joint_guarantee_is_aid_that_waits_for_all():
    one = alternative_of(clause(strength="guarantee_joint"), 0, reading(), False)
    assert one == Alternative(GROUP_OF["aid_assist"], False, 0b1000, 0)


def test_the_design_record_says_which_finding_is_meant():
    needs = clause(needs=("council_finding", "request"))
    assert alternative_of(needs, 0, reading(), False).tokens == 0b0011
    assert alternative_of(needs, 0, reading(finding={"pact": "council_finding_veto"}), False).tokens == 0b0101


def test_a_found_aggressor_may_not_invoke_an_alliance():
    halting = reading(halting=frozenset({"pact"}))
    assert alternative_of(clause(type="offence", toward="attacker"), 1, halting, False).blocked == 0b0010
    assert alternative_of(clause(), 0, halting, False).blocked == 0
    assert alternative_of(clause(treaty="other", type="offence", toward="attacker"), 1, halting, False).blocked == 0


def test_a_token_without_a_chance_is_named():
    with pytest.raises(BadInput, match="'victim_resists'.*pact.*tokens:"):
        alternative_of(clause(needs=("victim_resists",)), 0, reading(), False)


def test_a_token_with_chance_p_gives_p_times_the_weight():
    label, no = np.array([1, 1, 1, 1]), np.zeros(4, dtype=bool)
    got = alternative_weights(label, no, np.array([0, 1, 2, 0]), np.array([0, 0, 0, 1]), [0.9, 0.25])
    assert got == pytest.approx(LABEL_WEIGHTS[1] * np.array([1.0, 0.9, 0.25, 0.1]))


def test_kinds_drop_only_what_is_covered_and_weigh_the_same():
    seen = Alternatives()
    some = [
        Alternative(0, True, 0, 0),
        Alternative(1, False, 0, 0),
        Alternative(2, True, 1, 0),
        Alternative(1, True, 0, 0),
    ]
    bits = [int(seen.number(one, "t:c")) for one in some]
    sets = np.array([[0, bits[0], bits[1]], [bits[0] | bits[1], bits[1] | bits[2], sum(bits)]], dtype=np.uint64)
    kind, table = kinds_of(sets, seen)
    assert kind.tolist()[0][0] == -1
    chances = [0.9, 0.3, 0.1, 0.5]
    alone = alternative_weights(
        np.array([one.label for one in some]), np.array([one.disputed for one in some]),
        np.array([one.tokens for one in some]), np.array([one.blocked for one in some]), chances,
    )  # fmt: skip
    flat = alternative_weights(table.label, table.disputed, table.tokens, table.blocked, chances)
    for at, word in np.ndenumerate(sets):
        if word:
            inside = [w for w, bit in zip(alone, bits, strict=True) if int(word) & bit]
            q = kind[at]
            assert flat[table.start[q] : table.start[q + 1]].max() == max(inside)
    assert kind[1, 1] == kind[0, 2]  # the disputed weaker form that needs a token adds nothing


def test_restraint_holds_between_the_pairs_that_a_clause_names():
    """A promise of non-aggression with `dyads` binds these pairs, not everyone who is a party."""
    n = 3
    every = 1 - np.eye(n, dtype=np.uint8)
    pair = np.zeros((n, n), dtype=np.uint8)
    pair[0, 1] = pair[1, 0] = 1
    scope, place = np.ones((3, n, n), dtype=bool), np.zeros((3, n, n), dtype=np.int32)
    grid = Grid(("x",), place, (frozenset(),), (None,), (None,), np.zeros((n, n), dtype=bool))
    one = clause(type="nonaggression", strength="abstain", by_attacker=True, bearer=every, adversary=pair, scope=scope)
    law = LawArrays(datetime.date(2024, 7, 1), ("AAA", "BBB", "CCC"), grid, (one,))
    found = duties_of(law, reading(), Alternatives(), frozenset()).restraint
    np.testing.assert_array_equal(found, pair == 1)
