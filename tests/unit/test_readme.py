"""What the first screen says in words beside the output, held by the code."""

from datetime import date

import pytest

from foedus.architectures.law import edited_library
from foedus.architectures.load import find
from foedus.treaties.event import Event
from foedus.treaties.library import Library, library
from foedus.treaties.obligations import rows_only
from foedus.treaties.places import home_place
from foedus.world import find as find_world

DAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def accession() -> Library:
    """The law with four accessions by Article 10 alone."""
    return edited_library(library(), find("bloc-extension-article-10"), DAY)


def helpers(law: Library, attacker: str, victim: str, place: str) -> set[str]:
    """States called to help."""
    event = Event((law.law_code(attacker),), victim, place, DAY)
    return {row.state for row in rows_only(law, event) if row.type == "defence"}


def test_whoever_attacks_hokkaido_only_the_united_states_is_called_to_help(accession):
    for attacker in find_world("asia-pacific-2023").codes:
        if attacker not in ("JPN", "USA"):
            assert helpers(accession, attacker, "JPN", "hokkaido") == {"USA"}


def test_japan_would_owe_help_to_members_in_europe(accession):
    assert "JPN" in helpers(accession, "RUS", "EST", home_place("EST"))
    assert "JPN" not in helpers(library(), "RUS", "EST", home_place("EST"))
