"""A made-up instrument between real codes, so that each predicate can be tested alone."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from foedus.treaties.event import Event
from foedus.treaties.library import Library, library
from foedus.treaties.treaty import Clause
from tests.unit.treaties.made_up import DAY, pact

Make = Callable[..., Library]


@pytest.fixture(scope="session")
def law() -> Library:
    return library()


@pytest.fixture
def only(law: Library) -> Make:
    """A library that holds one made-up pact with the given clauses and nothing else."""

    def make(*clauses: Clause, **keys: Any) -> Library:
        made = pact(*clauses, **keys)
        return replace(law, treaties={made.id: made})

    return make


@pytest.fixture
def attack() -> Event:
    """Russia attacks Poland at Warsaw."""
    return Event(("RUS",), "POL", "warsaw", DAY)
