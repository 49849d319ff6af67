"""Lawyers' cases: each case of the file is one test, exact in rows, status and reasons."""

from functools import lru_cache
from pathlib import Path

import pytest

from foedus.treaties.cases.answers import answer_case, differences
from foedus.treaties.cases.case import Case, CaseFile
from foedus.treaties.cases.reading import read_cases
from foedus.treaties.library import library

HERE = Path(__file__).parent
FILES = tuple(sorted(one.name for one in HERE.glob("*.yaml")))


@lru_cache
def cases(name: str) -> CaseFile:
    return read_cases(HERE / name, library())


ALL = [pytest.param(name, case, id=f"{case.id}: {case.title}") for name in FILES for case in cases(name).cases]


@pytest.mark.parametrize(("name", "case"), ALL)
def test_the_law_answers_as_the_case_expects(name: str, case: Case):
    law = cases(name).libraries[case.id]
    assert differences(answer_case(case, law), law) == []


@pytest.mark.parametrize(("name", "case"), ALL)
def test_every_absence_asked_about_has_a_reason(name: str, case: Case):
    answer = answer_case(case, cases(name).libraries[case.id])
    assert all(one.reasons and one.text for one in answer.not_called)
