"""The bibliography can be read whole, and a wrong key names the right one."""

import pytest

from foedus.errors import BadFile, UnknownSource
from foedus.sources import bibliography, cite, parse


def test_every_work_of_the_bibliography_is_complete_and_in_order():
    works = bibliography()
    assert len(works) >= 70
    assert list(works) == sorted(works, key=str.lower)
    for key, work in works.items():
        assert key.endswith(str(work.year)), key
        assert work.title and work.authors and 1800 < work.year <= 2026
        assert all(", " in author for author in work.authors), "authors are written Family, Given"
        assert "\\" not in work.full() and "{" not in work.full()
        assert work.where or work.kind == "techreport", key
        assert work.note, "say how the entry is known"


def test_a_work_reads_as_a_scholar_writes_it():
    assert cite("Jervis1978").short() == "Jervis 1978"
    assert cite("OlsonZeckhauser1966").short() == "Olson and Zeckhauser 1966"
    assert cite("LeedsLongMitchell2000").short() == "Leeds, Long and Mitchell 2000"
    assert cite("FederleEtAl2024").short() == "Federle and others 2024"
    assert cite("FederleEtAl2024").authors[1:3] == ("Meier, André", "Müller, Gernot J.")
    full = cite("Fearon1995").full()
    assert (
        full == "Fearon, James D. (1995): Rationalist explanations for war. International Organization 49(3): 379-414."
    )
    assert cite("Fearon1995").from_memory and not cite("BerkemeierFuhrmann2018").from_memory


def test_an_unknown_key_names_the_nearest():
    with pytest.raises(UnknownSource, match="No source 'Jervis1987'.*Did you mean 'Jervis197"):
        cite("Jervis1987")


def test_braces_commas_and_comments_inside_values():
    text = "% @article{No}\n@Book{A2000,\n author = {Abe, A. and {de} Bo, B.}, year={2000},\n title = {One, {Two}}, }\n"
    work = parse(text, "own.bib")["A2000"]
    assert work.title == "One, Two" and work.authors == ("Abe, A.", "de Bo, B.") and work.kind == "book"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n@article{A2000, author = {A, B}, year = {2000}}", "own.bib, line 2: 'A2000' has no title"),
        ("@article{A2000, author = {A, B}, year = {MM}, title = {T}}", "has the year 'MM'"),
        ("@article{A2000, auther = {A, B}}", "unknown field 'auther'"),
        ("@article{A2000, author = {A, B}", "a brace is never closed"),
        ("@article{A2000, author = 'A'}", "this is no field"),
        ("@article{}", "has no kind or key"),
        (
            "@a{A1, author={A, B}, year={2000}, title={T}}\n@a{A1, author={A, B}, year={2000}, title={T}}",
            "line 2: the key",
        ),
    ],
)
def test_a_broken_entry_is_named_with_its_line(text, said):
    with pytest.raises(BadFile) as caught:
        parse(text, "own.bib")
    assert said in str(caught.value)
