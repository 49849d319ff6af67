"""How many predicates the case files exercise: deleting the predicate changes a row of some case that uses no edit.

Run: python -m tests.predicates_exercised [FILES]. Prints the figure and every predicate that no case exercises.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from foedus.treaties.cases.reading import read_cases
from foedus.treaties.event import Event
from foedus.treaties.library import Library, library
from tests.event_search import rows
from tests.predicate_pairs import Predicate, predicates

CASES = Path(__file__).parent / "cases"


Asked = tuple[Library, Event]


def events(law: Library, files: Iterable[Path]) -> list[Asked]:
    """Events of the cases that are asked of the library as it stands, with the places of their file."""
    read = [read_cases(path, law) for path in files]
    return [(file.libraries[case.id], case.event) for file in read for case in file.cases if not case.given]


def exercised(law: Library, asked: list[Asked], limbs: bool = False) -> tuple[list[Predicate], list[Predicate]]:
    """(exercised, untouched) predicates of the library."""
    yes: list[Predicate] = []
    no: list[Predicate] = []
    for one in predicates(law, limbs):
        found = any(_moves(one, *each) for each in asked if one.treaty.in_force(each[1].date))
        (yes if found else no).append(one)
    return yes, no


def _moves(one: Predicate, law: Library, event: Event) -> bool:
    return rows(law, one.treaty, one.clause, event) != rows(law, one.treaty, one.without, event)


def main(files: list[str]) -> None:
    """One line per untouched predicate, then the figure."""
    law = library()
    paths = [Path(one) for one in files] or sorted(CASES.glob("*.yaml"))
    yes, no = exercised(law, events(law, paths))
    for one in no:
        sys.stdout.write(f"{one.label:<60} {getattr(one.clause, one.name)}"[:150] + "\n")
    asked = len(events(law, paths))
    sys.stdout.write(f"{len(yes)} of {len(yes) + len(no)} predicates are exercised by {asked} cases\n")


if __name__ == "__main__":
    main(sys.argv[1:])
