"""Architecture files: the library, and every mistake named by line, column and the nearest word."""

from __future__ import annotations

import pytest

from foedus.architectures.edit import NewTreaty, SetCooperation, SetInstitution
from foedus.architectures.load import OPS, architecture, find, names, read_architecture
from foedus.errors import BadFile, BadInput, UnknownArchitecture

from .conftest import HEAD

CLAUSE = (
    "{{op: add_clause, treaty: nato_1949, "
    "clause: {{id: x, art: '5', type: {}, acts: [{}], duty: others, strength: consult}}}}"
)
BASE = ("status-quo", "bloc-extension", "collective-security", "enhanced-cooperation", "hub-withdrawal",
        "manila-pact-revived", "neutrality", "shared-security", "two-blocs")  # fmt: skip


def test_nine_base_architectures_status_quo_first():
    assert names("base") == BASE
    assert set(names("variant")) >= {"bloc-extension-india", "bloc-extension-article-10"}


@pytest.mark.parametrize("name", names())
def test_every_file_is_whole(name):
    one = architecture(name)
    assert one.name == name and one.title and one.note and one.source
    assert bool(one.design.insiders) == (name != "status-quo")
    for part in ("region", "direction", "finding", "vote", "means", "restraint", "exit"):
        assert getattr(one.design, part)
    assert all(step.announce <= step.enter for step in one.steps)


def test_two_blocs_extends_the_extension_by_the_same_words():
    one, two = architecture("bloc-extension"), architecture("two-blocs")
    assert two.steps[0].edits[:3] == one.steps[0].edits
    tiers = [edit.tier for edit in two.steps[0].edits if isinstance(edit, SetCooperation)]
    assert tiers == ["access", "access"]  # both camps alike


def test_a_region_inside_is_the_region_of_the_world(world):
    region = set(world.regions["asia-pacific"])
    for name in ("shared-security", "collective-security"):
        assert set(architecture(name).design.insiders) == region
    inside = next(e for e in architecture("shared-security").steps[0].edits if isinstance(e, SetInstitution))
    assert set(inside.members) == region and inside.depth == 0.4


def wrong(tmp_path, text: str) -> str:
    path = tmp_path / "order.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_architecture(path, "order.yaml")
    assert isinstance(caught.value, BadFile)
    return str(caught.value)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ("{op: add_partie, treaty: nato_1949, states: [JPN]}", "field 'op': no operation 'add_partie' is known. Did"),
        ("{treaty: nato_1949, states: [JPN]}", "the key 'op' is missing"),
        ("{op: add_party, treaty: nato_1950, states: [JPN]}", "no treaty 'nato_1950' is known ("),
        ("{op: add_party, treaty: nato_1949, states: [JPM]}", "no state 'JPM' is known"),
        ("{op: add_party, treaty: nato_1949, state: [JPN]}", "unknown key 'state'. Did you mean 'states'?"),
        ("{op: add_party, treaty: nato_1949, states: []}", "does not fit"),
        ("{op: add_party, treaty: nato_1949, states: [JPN], from: 2024-02-31}", "is no date of the calendar"),
        ("{op: add_party, treaty: nato_1949, states: [JPN], from: soon}", "does not fit"),
        ("{op: add_party, treaty: nato_1949, states: ['@nato_1950']}", "no treaty 'nato_1950'"),
        ("{op: set_cooperation, pairs: [[JPN, KOR]], tier: exercise}", "Did you mean 'exercises'?"),
        ("{op: set_cooperation, pairs: [[JPN, KOR, USA]], tier: access}", "does not fit"),
        ("{op: set_institution, name: x, members: [JPN], depth: 1.5}", "depth"),
        ("{op: set_posture, states: [JPN], pi: -0.1}", "greater than or equal to 0"),
        ("{op: set_arms, states: [JPN], factor: 0}", "greater than 0"),
        ("{op: terminate, treaty: us_japan_1960, date: 2020-01-01}", "dated 2020-01-01, before its step"),
        ("{op: suspend_for_found_aggressor, treaties: [all]}", "no treaty 'all'"),
        (CLAUSE.format("defense", "armed_attack"), "Did you mean 'defence'?"),
        (CLAUSE.format("defence", "armed_atack"), "Did you mean 'armed_attack'"),
        ("{op: new_treaty, body: {id: y, binding: legal, name: x, types: [], parties: [{s: [X]}], clauses: []}}", "X"),
    ],
)  # fmt: skip
def test_a_wrong_edit_is_named_with_its_place(tmp_path, edit, said):
    told = wrong(tmp_path, f"{HEAD}steps:\n  - enter: 2025\n    edits:\n      - {edit}\n")
    assert said in told
    assert told.startswith("order.yaml, line 17")


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("{enter: 2027, exit: 2027, edits: []}", "the step ends in 2027 and begins in 2027"),
        ("{enter: 2027, exit: 2020, edits: []}", "the step ends in 2020 and begins in 2027"),
        ("{enter: 2027, announce: 2028, edits: []}", "announced in 2028, after it enters in 2027"),
        ("{enter: tomorrow, edits: []}", "does not fit"),
        ("{edits: []}", "the key 'enter' is missing"),
        ("{enter: 2027, edit: []}", "unknown key 'edit'. Did you mean 'edits'?"),
    ],
)
def test_a_schedule_out_of_order_is_refused(tmp_path, step, said):
    assert said in wrong(tmp_path, f"{HEAD}steps: [{step}]\n")


@pytest.mark.parametrize("part", ["region", "direction", "finding", "vote", "means", "restraint", "exit", "insiders"])
def test_the_design_record_may_not_lack_a_part(tmp_path, part):
    lines = [line for line in HEAD.splitlines() if not line.startswith(f"  {part}:")]
    assert f"the key '{part}' is missing" in wrong(tmp_path, "\n".join(lines) + "\n")


@pytest.mark.parametrize("part", ["region", "finding", "means", "restraint", "exit"])
@pytest.mark.parametrize("blank", ['""', '"  "', ""])
def test_the_design_record_may_not_be_blank(tmp_path, part, blank):
    lines = [f"  {part}: {blank}" if line.startswith(f"  {part}:") else line for line in HEAD.splitlines()]
    told = wrong(tmp_path, "\n".join(lines) + "\n")
    assert f"field '{part}'" in told and ("blank" in told or "does not fit" in told)


def test_edits_need_insiders(tmp_path):
    head = HEAD.replace("[JPN]", "[]")
    assert "no insiders are named" in wrong(tmp_path, head + "edits: [{op: set_arms, states: [JPN], factor: 2}]\n")


def test_edits_and_steps_do_not_stand_side_by_side(tmp_path):
    more = "edits: [{op: set_arms, states: [JPN], factor: 2}]\nsteps: [{enter: 2024, edits: []}]\n"
    assert "side by side" in wrong(tmp_path, HEAD + more)


@pytest.mark.parametrize("text", ["", "a: [", "- a", "1", "name: x", HEAD.replace("test-order", "Test Order")])
def test_what_is_no_architecture_is_refused(tmp_path, text):
    assert "order.yaml" in wrong(tmp_path, text)


def test_an_unknown_name_gets_the_nearest_one(tmp_path):
    with pytest.raises(UnknownArchitecture, match="Did you mean 'two-blocs'"):
        architecture("two-bloks")
    with pytest.raises(UnknownArchitecture):
        architecture("../library/two-blocs")
    with pytest.raises(BadInput, match="Cannot read"):
        find(str(tmp_path / "absent.yaml"))


def test_the_operations_are_those_of_the_treaty_language():
    assert set(OPS) == {
        "add_party", "add_clause", "terminate", "new_treaty", "remove_party", "set_institution", "set_cooperation",
        "set_posture", "set_arms", "suspend_for_found_aggressor",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("token", "said"),
    [("council_finding", "not for an architecture to set"), ("joint_findin", "Did you mean 'joint_finding'")],
)
def test_tokens_of_an_architecture_are_known_and_its_own(tmp_path, token, said):
    assert said in wrong(tmp_path, f"{HEAD}tokens: {{{token}: [2, 5]}}\n")


def test_variants_answer_each_question_of_the_article():
    """Art. 10 alone, Art. 6 too (base), a second treaty, the six, no finding, veto: all are of the library."""
    asked = {"bloc-extension-article-10", "north-atlantic-pacific-treaty", "pacific-treaty",
             "collective-security-no-finding", "collective-security-veto"}  # fmt: skip
    assert asked <= set(names("variant"))


def test_the_pact_without_a_finding_is_the_base_without_its_two_brakes():
    one, other = architecture("collective-security"), architecture("collective-security-no-finding")
    assert [type(edit).__name__ for edit in one.steps[0].edits] == ["NewTreaty", "SuspendForFoundAggressor"]
    assert [type(edit).__name__ for edit in other.steps[0].edits] == ["NewTreaty"]
    clauses = [
        [dict(clause) for edit in each.steps[0].edits if isinstance(edit, NewTreaty) for clause in edit.body["clauses"]]
        for each in (one, other)
    ]
    assert clauses[0][0].pop("needs") == ["council_finding"]
    assert clauses[0] == clauses[1]
