"""Articles: every sentence has a kind, an answer that a command gives or a reason why none can, and a mirror."""

import json
import re
import shlex

import numpy as np
import pytest

from foedus.architectures.load import names as architecture_names
from foedus.claims.answer import answered
from foedus.claims.article import KINDS, LAW, LOADED, NORMATIVE, OPEN, RECORD, SIMULATED, loaded
from foedus.claims.articles.load import articles, facts, parse_article
from foedus.claims.ask import ask
from foedus.claims.evaluate import Judged
from foedus.claims.load import claims, pair
from foedus.claims.many import answers, together
from foedus.cli import every_command, main
from foedus.errors import BadFile, BadInput, NotInRun
from foedus.outcomes.pooling import POOLED
from foedus.report.article_answers import read_answers
from foedus.report.article_told import as_page, as_text, payload
from foedus.sources import bibliography

EVERY = [(one.name, sentence) for one in articles().values() for sentence in one.sentences]
CHECKED = [(name, one.n, part) for name, one in EVERY for part in one.parts if part.checks]
FOUND = {1: "record", 2: "law", 3: "law + not computable", 4: "record", 5: "record + simulated", 6: "law", 7: "record",
         8: "simulated", 9: "simulated", 10: "law + simulated", 11: "law + simulated", 12: "simulated",
         13: "simulated + not computable", 14: "simulated", 15: "normative", 16: "record", 17: "record + simulated",
         18: "simulated", 19: "simulated + normative", 20: "simulated", 21: "simulated + not computable",
         22: "normative + not computable"}  # fmt: skip
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
DAY = re.compile(r"\b\d{1,2} (?=[JFMASOND][a-z]+ \d{4})|\bArticles? \d+(?:\(\d+\))?")
WORKING = """
name: own
title: own
voice: somebody
published: today
source: [GlobalTimes2023]
note: a note
sentences:
  - n: 1
    text: One says so.
    parts:
      - kind: simulated
        says: Whether it is so.
        claims: [selective-security]
    mirror: Another says no.
    change: Beliefs.
"""
printed: dict[str, str] = {}


def label(value):
    return value if isinstance(value, str | int) else ""


def run(command, capsys):
    """The output of a command, once a session, in one line."""
    if command not in printed:
        capsys.readouterr()
        assert main(shlex.split(command)[1:]) == 0, command
        printed[command] = " ".join(capsys.readouterr().out.split())
    return printed[command]


def test_the_library_holds_the_article_its_opponent_and_a_voice_that_chooses_no_side():
    found = articles()
    assert list(found) == ["global-times-2023", "alliance-view-2023", "non-aligned-2019"]
    assert len(found["global-times-2023"].sentences) == 22
    assert all(len(one.sentences) >= 12 for one in found.values())
    assert {one.n: one.kind for one in found["global-times-2023"].sentences} == FOUND


@pytest.mark.parametrize(("name", "one"), EVERY, ids=label)
def test_no_sentence_is_unclassified_or_without_mirror_answer_and_source(name, one):
    assert one.parts and all(part.kind in KINDS and part.says for part in one.parts)
    assert one.mirror and one.mirror != one.text and one.change
    assert one.source and all(key in bibliography() for key in one.source)
    for part in one.parts:
        computable = part.kind in (LAW, RECORD, SIMULATED)
        assert not computable or part.commands or part.facts, "a computable part says what computes it"
        assert part.kind != OPEN or not (part.commands or part.facts)
    assert one.kind in (NORMATIVE, f"{NORMATIVE} + {OPEN}") or any(
        p.kind in (LAW, RECORD, SIMULATED) for p in one.parts
    )


@pytest.mark.parametrize(("name", "n", "part"), CHECKED, ids=label)
def test_the_commands_of_law_and_record_run_and_show_what_the_answer_says(name, n, part, capsys):
    seen = ""
    for check in part.checks:
        out = run(check.command, capsys)
        for shown in check.shows:
            assert shown in out, f"{check.command}: {shown}"
        seen += f" {check.command} {out}"
    quoted = " ".join(facts()[key].value for key in part.facts)
    for number in NUMBER.findall(DAY.sub("", part.says)):
        year = part.kind == RECORD and re.fullmatch(r"(?:1[89]|20)\d\d", number)
        assert year or number in NUMBER.findall(seen) or number in NUMBER.findall(quoted), number


@pytest.mark.parametrize(("name", "one"), EVERY, ids=label)
def test_numbers_of_the_record_are_facts_with_a_source(name, one):
    for part in one.parts:
        if part.kind == RECORD and not part.checks:
            quoted = NUMBER.findall(" ".join(facts()[key].value for key in part.facts))
            for number in NUMBER.findall(DAY.sub("", part.says)):
                assert number in quoted or re.fullmatch(r"(?:1[89]|20)\d\d", number), number
        assert part.kind not in (NORMATIVE, OPEN) or not NUMBER.search(part.says)


def test_every_fact_has_a_source_and_is_quoted():
    quoted = {key for _, one in EVERY for part in one.parts for key in part.facts}
    assert quoted == set(facts())
    for fact in facts().values():
        assert fact.source in bibliography() and fact.how and fact.about


@pytest.mark.parametrize(("name", "one"), EVERY, ids=label)
def test_simulated_parts_name_claims_with_mirrors_and_architectures_that_exist(name, one):
    assert "claim" in every_command()
    for part in one.parts:
        assert all(command.split()[1] in every_command() for command in part.commands)
        for claim in part.claims:
            found = claims()[claim]
            assert claims()[found.mirror].mirror == claim
        assert set(part.architectures) <= set(architecture_names())


def test_the_three_articles_ask_mirrors_of_one_another():
    """The alliance's view names the mirrors of claims that the article of 2023 names, and no claim is asked alone."""
    first, second = (set(articles()[name].claims) for name in ("global-times-2023", "alliance-view-2023"))
    assert {claims()[name].mirror for name in first} & second


@pytest.mark.parametrize(("name", "one"), EVERY, ids=label)
def test_words_are_neutral(name, one):
    for text in (one.text, one.mirror, one.change, *(part.says for part in one.parts)):
        assert not loaded(text)


def test_loaded_words_are_found_whole_and_in_any_case():
    assert loaded("A Regime fell") == "Regime" and loaded("the regimen") == "" and loaded("none") == ""
    assert all(loaded(f"so {word} it is") for word in LOADED)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("One says so.", "A regime says so.", "line 10.*'regime' takes a side"),
        ("selective-security", "selective-securty", "no claim 'selective-securty'.*Did you mean 'selective-security'"),
        ("[GlobalTimes2023]", "[GlobalTime2023]", "no source 'GlobalTime2023'"),
        ("kind: simulated", "kind: simulate", "does not fit"),
        ("kind: simulated", "kind: law", "without a command under 'checks'"),
        ("kind: simulated", "kind: not computable", "names what computes it"),
        ("Whether it is so.", "It is {no-fact}.", "no fact 'no-fact'"),
        ("    mirror: Another says no.\n", "", "'mirror' is missing"),
        ("n: 1", "n: 2", "sentence 2 stands at place 1"),
        ("change:", "chance:", "unknown key 'chance'. Did you mean 'change'"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_line(old, new, said):
    assert parse_article(WORKING, "own.yaml").sentences[0].claims == ("selective-security",)
    with pytest.raises(BadFile, match=f"own.yaml, line .*{said}" if "line" not in said else said):
        parse_article(WORKING.replace(old, new), "own.yaml")


def test_json_has_the_keys_that_programs_rely_on(capsys):
    assert main(["article", "show", "global-times-2023", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["sentences"]
    assert [one["n"] for one in found] == list(range(1, 23))
    assert all({"n", "kind", "text", "answer", "command", "mirror"} <= set(one) for one in found)
    assert found[6]["command"] == "foedus obligations DEU FRA --on 1930-06-01"
    assert found[7]["command"] == "foedus claim transplant-threatens-the-region" and found[21]["command"] is None


def test_mistakes_on_the_command_line(capsys, tmp_path):
    assert main(["article", "show", "global-times-203"]) == 2
    assert "Did you mean 'global-times-2023'?" in capsys.readouterr().err
    assert main(["article", "show", "global-times-2023", "--answers", str(tmp_path)]) == 2
    assert "holds no answer" in capsys.readouterr().err
    assert main(["article", "show", "global-times-2023", "--answers", str(tmp_path / "none")]) == 2
    assert "foedus article answer -o" in capsys.readouterr().err
    assert main(["article", "show", "global-times-2023", "--page", str(tmp_path / "no" / "page.md")]) == 2


def answer_file(folder, name="selective-security", **changed):
    told = {
        "name": name,
        "chance": 0.6,
        "mcse": 0.01,
        "mirror": {"name": "m", "chance": 0.4},
        "sentence": f"{name}: so.",
    }
    (folder / f"{name}.json").write_text(json.dumps(told | {"seed": 7, "draws": 1024} | changed), encoding="utf-8")


def test_answers_of_a_folder_are_shown_and_the_others_say_which_command_answers(tmp_path):
    answer_file(tmp_path)
    one = articles()["global-times-2023"]
    found = read_answers(tmp_path, one.claims)
    assert list(found) == ["selective-security"] and found["selective-security"].chance == 0.6
    told = {row["n"]: row["answer"] for row in payload(one, found)["sentences"]}
    assert "selective-security: so. Mirror security-not-at-the-cost-of-others: 40 of 100." in told[11]
    assert "The folder of answers does not hold it; simulate it with: foedus claim two-blocs-escalate." in told[8]
    page = as_page(one, found, "foedus article show global-times-2023 --page page.md")
    assert "selective-security: so." in page and "seed 7, draws 1024" in page
    assert all(f"## {sentence.n}. {sentence.text}" in page for sentence in one.sentences)


def test_a_withheld_chance_stays_withheld_and_a_wrong_file_is_named(tmp_path):
    answer_file(tmp_path, chance=None, mirror={"name": "m", "chance": None}, sentence="no chance is given.")
    found = read_answers(tmp_path, ["selective-security"])["selective-security"]
    assert np.isnan(found.chance) and "Mirror" not in as_text(articles()["global-times-2023"], {found.name: found})
    answer_file(tmp_path, name="pacts-deter", chance="many")
    with pytest.raises(BadFile, match=r"pacts-deter.json: this is no answer to a claim"):
        read_answers(tmp_path, ["pacts-deter"])
    (tmp_path / "pacts-deter.json").write_text('{"name": "other"}', encoding="utf-8")
    with pytest.raises(BadFile, match="the answer is to 'other'"):
        read_answers(tmp_path, ["pacts-deter"])
    with pytest.raises(BadInput, match="is no folder"):
        read_answers(tmp_path / "pacts-deter.json", ["pacts-deter"])


def planted(name, folder):
    """What a run says of a claim: in 3 of 8 draws, or nothing."""
    if name != "selective-security":
        raise NotInRun("targeted", "the draws do not keep it", "Simulate it.")
    truth = np.array([[1.0, 0.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0]])
    found = {POOLED: Judged(truth, truth, 0.0, 0.1, 1.0, False)}
    turned = {POOLED: Judged(1.0 - truth, truth, 0.0, 0.1, 1.0, False)}
    made = {"command": "foedus claim selective-security RUN", "seed": 3, "draws": 4}
    return answered(pair(name), found, turned, made=made)


def test_a_run_answers_what_its_draws_hold(tmp_path, monkeypatch):
    monkeypatch.setattr("foedus.report.article_answers.in_run", planted)
    for name in ("spec.json", "draws.parquet"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    found = read_answers(tmp_path, ["selective-security", "two-blocs-escalate"])
    assert set(found) == {"selective-security"}, "what the draws do not keep is left out"
    one = found["selective-security"]
    assert (one.chance, one.mirror, one.made) == (3 / 8, 5 / 8, {"seed": 3, "draws": 4})
    assert "holds in 38 of 100" in one.text
    answer_file(tmp_path)
    assert read_answers(tmp_path, ["selective-security"])["selective-security"].chance == 0.6, (
        "its own file comes first"
    )


def test_claims_on_the_same_orders_and_years_share_their_histories():
    found = together(["pacts-deter", "two-blocs-escalate", "enlargement-protects-members", "pacts-deter",
                      "extension-pays-in-the-short-run"])  # fmt: skip
    assert found == [
        ("pacts-deter", "enlargement-protects-members"), ("two-blocs-escalate",), ("extension-pays-in-the-short-run",)
    ]  # fmt: skip


def test_an_answer_of_many_is_the_answer_of_one():
    """The command that the answer names gives the same numbers."""
    group = ("cooperation-protects-partners", "cooperation-weighs-on-rivals")
    found = dict(answers(group, 2, quick=True))
    alone = ask(group[0], draws=2, streams=8, quick=True)
    assert found[group[0]].made["command"] == "foedus claim cooperation-protects-partners --draws 2 --streams 8"
    assert {key: one.mean for key, one in found[group[0]].chances.items()} == {
        key: one.mean for key, one in alone.chances.items()
    }


def test_the_command_that_answers_skips_what_stands_there(tmp_path, capsys):
    own = tmp_path / "own.yaml"
    own.write_text(WORKING.replace("selective-security", "two-blocs-split-the-region"), encoding="utf-8")
    folder = tmp_path / "answers"
    command = ["article", "answer", str(own), "--draws", "2", "--quick", "-o", str(folder)]
    assert main(command) == 0
    assert "1/1 two-blocs-split-the-region" in capsys.readouterr().err
    assert main(command) == 0
    assert capsys.readouterr().err == "", "nothing is simulated twice"
    assert main(["article", "show", str(own), "--answers", str(folder), "--page", str(tmp_path / "page.md")]) == 0
    text = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert "by the law alone this holds" in text and str(tmp_path) not in text.replace(str(own), "")
