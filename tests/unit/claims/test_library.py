"""The library of claims: pairs, sources, files with mistakes."""

from dataclasses import replace

import numpy as np
import pytest

from foedus.architectures.load import architecture
from foedus.claims.claim import DIRECTIONS, Claim, told
from foedus.claims.load import claim, claims, names, pair, parse_claims
from foedus.claims.run import check_claims, plan_for
from foedus.errors import BadFile, BadNumber, EmptyGroup, UnknownClaim, UnknownState
from foedus.outcomes.membership import world_groups
from foedus.sources import cite
from foedus.world import find

GOOD = """\
name: my-claim
text: A group is better off.
source: [Jervis1978]
group: new-members
outcome: targeted
direction: less
architecture: bloc-extension
horizon: 20
mirror:
  name: my-mirror
  text: A group is worse off.
  source: [Schelling1966]
"""


@pytest.fixture(scope="module")
def world():
    return find("asia-pacific-2023")


def test_the_library_holds_at_least_36_pairs_and_each_mirror_has_its_own_words():
    every = claims()
    assert len(every) >= 72 and len(every) % 2 == 0
    assert names() == tuple(every)
    for one in every.values():
        other = every[one.mirror]
        assert other.mirror == one.name and other.text != one.text
        assert one.turned == other.turned
        assert all(cite(key) for key in one.source), one.name
        assert one.name == one.name.lower() and "attack" not in one.text.lower()
        assert told(one)


@pytest.mark.parametrize("name", sorted(claims()))
def test_a_mirror_differs_in_direction_alone_or_in_roles_alone(name):
    one, other = pair(name)
    same = replace(one, name="", mirror="", text="", source=())
    turned = replace(other, name="", mirror="", text="", source=())
    if one.turned == "direction":
        assert {one.direction, other.direction} == set(DIRECTIONS)
        assert replace(turned, direction=one.direction) == same
    else:
        roles = {key: getattr(one, key) for key in ("group", "than", "architecture", "against")}
        assert replace(turned, **roles) == same and turned != same


def test_every_claim_of_the_library_can_be_asked_of_its_world(world):
    groups = {}
    for one in claims().values():
        for name in (one.architecture, one.against):
            groups.setdefault(name, world_groups(world, architecture(name)))
    for one in claims().values():
        check_claims([one], world, groups, plan_for([one], 4))


@pytest.mark.parametrize("article", ["GlobalTimes2023", "NATO2023", "ASEAN2019", "MEA2018"])
def test_each_side_has_claims_of_its_own(article):
    assert any(article in one.source for one in claims().values())


def test_a_good_file_reads_as_a_pair():
    one, other = parse_claims(GOOD, "own.yaml")
    assert isinstance(one, Claim) and one.horizon == 20 and one.against == "status-quo" and one.size == 0.0
    assert (other.name, other.mirror, other.direction) == ("my-mirror", "my-claim", "more")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("outcome: targeted", "outcome: targetted", "line 5, column 10, field 'outcome': no outcome 'targetted'"),
        ("outcome: targeted", "outcome: targetted", "Did you mean 'targeted'"),
        ("group: new-members", "group: new-member", "Did you mean 'new-members'"),
        ("architecture: bloc-extension", "architecture: bloc-extention", "Did you mean 'bloc-extension'"),
        ("source: [Jervis1978]", "source: [Jervis1987]", "line 3, column 10"),
        ("direction: less", "direction: fewer", "line 6"),
        ("direction: less", "directoin: less", "Did you mean 'direction'"),
        ("horizon: 20", "horizon: 0", "line 8"),
        ("horizon: 20", "size: .nan", "line 8"),
        ("horizon: 20", "measure: gap", "without the group it is taken to"),
        ("horizon: 20", "than: left-out", "'than' without 'measure: gap'"),
        ("horizon: 20", "measure: crossing\nsize: 1", "a crossing with a size"),
        ("horizon: 20", "against: bloc-extension", "against itself"),
        ("horizon: 20", "quantifier: every", "line 8"),
        ("outcome: targeted", "outcome: wars", "Write 'group: system'"),
        ("outcome: targeted", "outcome: entrapped\ndiscount: 0.03", "not kept by year"),
        ("outcome: targeted", "outcome: loss\nmeasure: dilemma", "The dilemma is of the outcome 'targeted'"),
        ("group: new-members", "group: system", "name a group"),
        ("  name: my-mirror", "  name: my-claim", "a name of its own"),
        ("  name: my-mirror", "  name: my-mirror\n  direction: less", "is always 'more'"),
        ("name: my-claim", "name: My Claim", "line 1"),
        ("text: A group is better off.\n", "", "the key 'text' is missing"),
        ("mirror:", "mirror: 3 #", "own.yaml, line"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_the_fix(old, new, said):
    with pytest.raises(BadFile) as caught:
        parse_claims(GOOD.replace(old, new, 1), "own.yaml")
    assert said in str(caught.value) and "own.yaml" in str(caught.value)


def test_a_roles_mirror_keeps_its_direction():
    one, other = parse_claims(GOOD + "  group: rivals\n", "own.yaml")
    assert (one.group, other.group) == ("new-members", "rivals")
    assert one.direction == other.direction and one.turned == other.turned == "roles"


def test_an_unknown_claim_names_the_nearest():
    with pytest.raises(UnknownClaim, match="Did you mean 'selective-security'"):
        claim("selectiv-security")


def test_an_empty_group_an_unknown_state_and_a_horizon_beyond_the_run_are_refused_before_anything_runs(world):
    one = claim("pacts-deter")
    groups = {name: world_groups(world, architecture(name)) for name in ("status-quo", "neutrality", "bloc-extension")}
    empty = replace(one, architecture="neutrality", group="old-members")
    with pytest.raises(EmptyGroup, match="No states are in group 'old-members' of 'neutrality'"):
        check_claims([empty], world, groups, plan_for([empty], 4))
    with pytest.raises(UnknownState, match="JPM"):
        check_claims([replace(one, group="JPM")], world, groups, plan_for([one], 4))
    with pytest.raises(BadNumber, match="horizon"):
        check_claims([replace(one, horizon=30)], world, groups, plan_for([one], 4))


def test_streams_are_one_for_expected_and_eight_for_counted_claims():
    assert plan_for([claim("pacts-deter")], 16).streams == 1
    assert plan_for([claim("entrapment")], 16).streams == 8
    assert plan_for([claim("dilemma-for-those-inside")], 16).streams == 8
    both = plan_for([claim("pacts-deter"), claim("extension-pays-in-the-short-run")], 16)
    assert both.horizons == (5, 20) and np.ndim(both.years) == 0
