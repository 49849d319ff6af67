"""What a result used: every entry once, readable by people and by a reference manager."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from foedus.report.cited import CITED, citations, model_keys, theory_keys
from foedus.report.html import fragment
from foedus.report.notebook import bar, below
from foedus.sources import bibliography, bibtex, parse
from foedus.theories.load import theory

KEPT = {"model": ["Bremer1992"], "theories": {"spiral": ["Jervis1978", "Jervis1976"], "power": ["Jervis1976"]},
        "treaties": ["nato_1949"], "world": ["A table & its 50 % of cells"]}  # fmt: skip


@pytest.fixture
def cited(spec):
    return citations(replace(spec, provenance={"cited": KEPT}))


def test_everything_used_is_there_once(cited):
    assert [one.key for one in cited.references] == [
        "foedus", "numpy", "Jervis1978", "Jervis1976", "Bremer1992", "nato_1949", "made-up-1",
    ]  # fmt: skip


def test_the_text_names_works_treaties_figures_and_software(cited):
    said = cited.text()
    for words in ("Jervis, Robert (1978)", "Washington" if "Washington" in said else "North Atlantic Treaty",
                  "A table & its 50 % of cells", "seed 1"):  # fmt: skip
        assert words in said, words
    assert max(len(line) for line in said.splitlines()) <= 100


def test_bibtex_can_be_read_back(cited):
    made = cited.bibtex()
    assert r"A table \& its 50 \% of cells" in made
    works = [one for one in cited.references if one.key in bibliography()]
    read = parse("\n".join(one.bibtex for one in works), "back.bib")
    assert {key: bibliography()[key] for key in read} == read
    assert made.count("@") == len(cited.references)


def test_an_entry_is_the_one_of_the_file():
    for key, source in bibliography().items():
        assert parse(bibtex(key), "one.bib") == {key: source}


def test_laws_cite_only_known_works_and_theories_their_own():
    assert {"Jervis1978", "Signorino1999", "Boulding1962"} <= set(model_keys())
    assert theory_keys(theory("spiral"))
    assert CITED.findall("after [Jervis1978]_ and [Smith1995]_") == ["Jervis1978", "Smith1995"]


def test_the_notebook_form_holds_grid_theories_time_and_fold_outs(rows, spec, results):
    said = fragment(rows, spec, results[0])
    for words in ("by construction", "At war", "Targeted", "What the spread rests on", "Not modelled", "Support in the",
                  "Cite", spec.command, "Where the theories agree"):  # fmt: skip
        assert words in said, words
    assert not re.search(r"<script|https?://|<input", said)
    assert said.count("<details") == said.count("</details>")


def test_the_form_of_a_run_from_disk_has_no_bar(rows, spec, results):
    said = "".join(below(spec, rows, replace(results[0], draws={})))
    assert "keeps no beliefs" in said
    assert 'class="bar"' not in said


def test_the_bar_is_as_long_as_its_parts():
    drawn = bar({"data": 0.1, "weak": 0.2, "unidentified": 0.5, "unexplained": 0.2})
    widths = [float(one) for one in re.findall(r'width="([\d.]+)"', drawn)]
    assert widths == [10.0, 20.0, 50.0, 20.0]
    assert "unidentified 50 %" in drawn
    assert "no shares" in bar(dict.fromkeys(("data", "weak", "unidentified", "unexplained"), float("nan")))
