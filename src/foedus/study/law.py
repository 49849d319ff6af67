"""Questions of law alone: architectures, who owes whom what, what changes between two orders."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from foedus.architectures.architecture import Architecture
from foedus.architectures.load import find
from foedus.errors import BadDate
from foedus.study.defaults import WORLD
from foedus.world import find as find_world
from foedus.world.world import World

if TYPE_CHECKING:
    from foedus.architectures.diff import Diff
    from foedus.treaties.obligations import Answer


def architecture(name: str) -> Architecture:
    """An architecture of the library by its name, or one from a YAML file."""
    return find(name)


def obligations(
    attacker: str, victim: str, date: str | datetime.date, place: str | None = None, **words: Any
) -> Answer:
    """Who owes whom what when `attacker` attacks `victim` at `place` on `date`, and who does not and why.

    Without `place` the attack falls on the home of the victim. `words` are the other fields of
    foedus.treaties.event.Event (target, acts, facts, provoked ...), and `order`, an architecture whose law is asked
    instead of the law as it stands.
    """
    from foedus.architectures.law import edited_library
    from foedus.treaties.event import Event
    from foedus.treaties.library import library
    from foedus.treaties.obligations import evaluate
    from foedus.treaties.places import home_place

    day = date if isinstance(date, datetime.date) else _day(date)
    law = library()
    if (order := words.pop("order", None)) is not None:
        law = edited_library(law, order if isinstance(order, Architecture) else find(order), day)
    where = home_place(victim, law) if place is None else law.place(place).id
    return evaluate(law, Event((law.law_code(attacker),), law.law_code(victim), where, day, **words))


def diff(before: str | Architecture, after: str | Architecture, world: World | str = WORLD, on: str = "") -> Diff:
    """What changes in law between two architectures, without simulation, on day `on` (YYYY-MM-DD).

    By default 1 July of the first year in which all edits act.
    """
    from foedus.architectures.diff import default_day, order_on
    from foedus.architectures.diff import diff as differences

    here = world if isinstance(world, World) else find_world(world)
    plans = [one if isinstance(one, Architecture) else find(one) for one in (before, after)]
    day = _day(on) if on else default_day(here, *plans)
    region = next((one.design.region for one in reversed(plans) if one.design.region in here.regions), "")
    return differences(here, order_on(here, plans[0], day), order_on(here, plans[1], day), region)


def _day(text: str) -> datetime.date:
    """A date written YYYY-MM-DD."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise BadDate(text) from None
