"""Roles reversed: twice is nothing done, an inclusive design is its own reverse, what is missing is named."""

from dataclasses import replace

import pytest

from foedus.architectures.architecture import Architecture, Step
from foedus.architectures.commitments import commitments
from foedus.architectures.edit import AddParty, SetArms, SetCooperation, SetPosture
from foedus.architectures.load import architecture, names, read_architecture
from foedus.architectures.mirror import base, mirrored, pacts_made
from foedus.architectures.roles.load import find, read_roles
from foedus.architectures.roles.load import names as role_names
from foedus.architectures.written import written
from foedus.errors import BadFile, NoCounterpart, UnknownRoles
from foedus.world import find as find_world


def with_edits(*edits) -> Architecture:
    return replace(architecture("bloc-extension"), steps=(Step(2024, 2024, None, tuple(edits)),))


@pytest.mark.parametrize("name", names())
def test_turning_twice_gives_the_same_design(name):
    one, roles = architecture(name), find("us-cn")
    assert mirrored(mirrored(one, roles), roles) == one


@pytest.mark.parametrize("name", names())
def test_the_second_role_file_turns_back_what_it_turns(name):
    one, roles = architecture(name), find("us-ru")
    try:
        turned = mirrored(one, roles)
    except NoCounterpart:
        return
    assert mirrored(turned, roles) == one


def test_the_second_role_file_turns_the_alliance_designs():
    roles = find("us-ru")
    for name in ("bloc-extension", "two-blocs", "enhanced-cooperation"):
        assert mirrored(architecture(name), roles).steps[0].edits != architecture(name).steps[0].edits


@pytest.mark.parametrize("name", [name for name in names() if name != "status-quo"])
def test_a_turned_design_is_lawful_and_reads_back(name, tmp_path):
    turned = mirrored(architecture(name), find("us-cn"))
    path = tmp_path / "turned.yaml"
    path.write_text(written(turned), encoding="utf-8")
    assert read_architecture(path) == turned


def test_an_inclusive_design_is_its_own_reverse_in_law():
    world, one = find_world("asia-pacific-2023"), architecture("shared-security")
    turned = mirrored(one, find("us-cn"))
    assert commitments(world, turned, 2025).law_hash == commitments(world, one, 2025).law_hash


def test_an_alliance_is_not_its_own_reverse_and_its_pact_stands_before():
    world, roles = find_world("asia-pacific-2023"), find("us-cn")
    turned = mirrored(architecture("bloc-extension"), roles)
    assert pacts_made(turned, roles) == ("eurasian_pact",)
    made, start = (commitments(world, one, 2025) for one in (turned, base(turned, roles)))
    at = world.codes.index
    assert [step.enter for step in turned.steps] == [2023, 2024]
    for law in (made, start):
        assert law.allied[law.period[1], at("CHN"), at("KAZ")]
        assert law.allied[law.period[1], at("CHN"), at("PAK")] == (law is made)


def test_every_kind_of_edit_is_turned():
    one = with_edits(
        SetCooperation(((("@nato_1949", "JPN"), ("KOR",)),), "access"),
        SetPosture(("USA",), pi=0.3),
        SetArms(("CHN",), 1.1),
    )
    first, posture, arms = mirrored(one, find("us-ru")).steps[0].edits
    assert isinstance(first, SetCooperation) and first.pairs == ((("@cst_csto_1992", "CHN"), ("PRK",)),)
    assert isinstance(posture, SetPosture) and posture.states == ("RUS",)
    assert isinstance(arms, SetArms) and arms.states == ("JPN",)


def test_what_has_no_counterpart_is_named_with_the_remedy():
    with pytest.raises(NoCounterpart, match=r"edit 1 \(AddParty\).*'us-cn'.*state 'DEU'.*under 'states:'"):
        mirrored(with_edits(AddParty("nato_1949", ("DEU",))), find("us-cn"))
    with pytest.raises(NoCounterpart, match="treaty 'rio_1947'.*'treaties:'"):
        mirrored(with_edits(AddParty("rio_1947", ("JPN",))), find("us-cn"))
    with pytest.raises(UnknownRoles, match="us-cm"):
        find("us-cm")


@pytest.mark.parametrize("name", role_names())
def test_every_role_file_says_why(name):
    roles = find(name)
    assert roles.hubs[0] != roles.hubs[1] and roles.states[roles.hubs[0]] == roles.hubs[1]
    assert all(len(why.split()) >= 3 for why in roles.reasons.values())
    assert all(roles.states[roles.states[one]] == one for one in roles.states)


ROLES = """name: mine
title: Two
note: A reading.
source: [made up]
states:
  - {one: USA, other: CHN, why: the two proposers}
"""


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("  - {one: JPN, other: CHN, why: a slip}\n", "the state 'CHN' has a role already"),
        ("  - {one: JPM, other: RUS, why: a slip}\n", "no state 'JPM' is known"),
        ("  - {one: JPN, other: RUS}\n", "'why' is missing"),
        ("treaties: [{one: nato_1949, other: my_pact, why: new}]\n", "no treaty 'my_pact' is known"),
        ("areas: [{one: [westpac], other: [asia], why: near}]\n", "no area .tag. 'westpac' is known"),
        ("same: {areas: [asia, asia]}\n", "the area 'asia' has a role already"),
        ("twins: []\n", "unknown key 'twins'"),
    ],
)
def test_a_mistake_in_a_role_file_is_named_by_line(more, said, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(ROLES + more, encoding="utf-8")
    with pytest.raises(BadFile, match=f"line [0-9]+.*{said}"):
        read_roles(path)
