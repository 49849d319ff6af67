"""A made-up instrument between real codes: a clause and a pact to change key by key."""

from datetime import date
from typing import Any

from foedus.treaties.treaty import Clause, Party, Treaty

DAY = date(2020, 5, 5)


def clause(**keys: Any) -> Clause:
    """A defence clause of all for one, changed by `keys`."""
    given = {
        "id": "a1",
        "art": "1",
        "type": "defence",
        "acts": ("armed_attack",),
        "duty": "others",
        "strength": "aid_assist",
    }
    return Clause(**{**given, **keys})


def pact(*clauses: Clause, **keys: Any) -> Treaty:
    """A pact of FRA, GBR, ITA and POL, in force 2000-01-01 to 2040-12-31."""
    start, end = date(2000, 1, 1), date(2040, 12, 31)
    given = {
        "id": "pact",
        "name": "made-up pact",
        "kind": "treaty",
        "binding": "legal",
        "types": ("defence",),
        "signed": start,
        "force": (start, end),
        "parties": tuple(Party(one, start, end) for one in ("FRA", "GBR", "ITA", "POL")),
        "articles": "one for all",
        "clauses": clauses,
        "verified": "memory",
        "source": ("made up",),
    }
    return Treaty(**{**given, **keys})
