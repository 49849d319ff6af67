"""The pages that are written from tables show the tables as they are."""

from pathlib import Path

import pytest

from foedus.model.params import PARAMETERS
from foedus.outcomes.definitions import outcomes
from foedus.report.reference import LAWS, PAGES, UnknownPage, first_law, page

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_its_table_as_it_is(name):
    assert (REFERENCE / f"{name}.md").read_text(encoding="utf-8") == page(name)


def test_every_parameter_and_outcome_stands_once():
    assert {first_law(one) for one in PARAMETERS.values()} == set(LAWS)
    for name in PARAMETERS:
        assert page("parameters").count(f"| `{name}` |") == 1
    for name in outcomes():
        assert page("outcomes").count(f"| `{name}` |") == 1


def test_an_unknown_page_is_named():
    with pytest.raises(UnknownPage, match="parameters"):
        page("parametres")
