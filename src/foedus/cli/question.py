"""The question as typed: day, place, states, tokens. A mistake is answered with what is valid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from foedus.errors import BadDate, BadInput, UnknownToken
from foedus.treaties.event import ACTS, TARGET, Event
from foedus.treaties.library import Library

PROVOKED: dict[str, bool | str] = {"": False, "false": False, "true": True, "disputed": "disputed"}


@dataclass(frozen=True)
class Typed:
    """What was typed, as it stands on the command line; "" and None are not given."""

    attacker: str
    victim: str
    on: str = ""
    at: str = ""
    lat: float | None = None
    lon: float | None = None
    sov: str = ""
    adm: str = ""
    beside: str = ""
    beside_victim: str = ""
    initiator: str = ""
    provoked: str = ""
    target: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    fact: tuple[str, ...] = ()

    @property
    def stated(self) -> frozenset[str]:
        """Which facts the question states, so that nothing supposes them otherwise."""
        given: Mapping[str, object] = {
            "act": self.act,
            "target": self.target,
            "place": self.at or self.lat is not None,
            "initiator": self.initiator,
            "provoked": self.provoked,
        }
        return frozenset(name for name, value in given.items() if value)


def question(law: Library, typed: Typed) -> tuple[Library, Event]:
    """The event, and the law with the place of a pair of coordinates beside those of the gazetteer."""
    day = day_from(typed.on)
    attackers, victims = states_from(law, typed.attacker), states_from(law, typed.victim)
    if not attackers or len(victims) != 1:
        raise BadInput("Two states are needed: who attacks and who is attacked. Example: foedus obligations CHN PHL")
    law, place = _where(law, typed, victims[0], day)
    event = Event(
        attacker=attackers,
        victim=victims[0],
        place=place,
        date=day,
        target=typed.target or TARGET,
        acts=typed.act or ACTS,
        with_attacker=states_from(law, typed.beside),
        with_victim=states_from(law, typed.beside_victim),
        initiator=states_from(law, typed.initiator) or None,
        provoked=_provoked(typed.provoked),
        facts=frozenset(typed.fact),
    )
    _existing(law, event)
    return law, event


def _where(law: Library, typed: Typed, victim: str, day: date) -> tuple[Library, str]:
    """The place by name, by coordinates, or the victim's home."""
    if typed.lat is None and typed.lon is None:
        if typed.sov or typed.adm:
            raise BadInput("--sov and --adm go with --lat and --lon; a named place has its own holders.")
        return law, _place(law, typed.at, victim)
    if typed.lat is None or typed.lon is None:
        raise BadInput("A point needs both --lat and --lon, in degrees: --lat 18.5 --lon 112.3")
    if typed.at:
        raise BadInput("Give the place once: --at NAME, or --lat and --lon.")
    from foedus.treaties.points import place_at

    holders = (typed.sov.strip() or None, typed.adm.strip() or None)
    made = place_at(law, typed.lat, typed.lon, day, *holders)
    return law.with_places({made.id: made}), made.id


def day_from(text: str) -> date:
    """The day of --on; today if none is given."""
    if not text:
        return date.today()
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise BadDate(text, "--on") from None


def states_from(law: Library, text: str) -> tuple[str, ...]:
    """Codes of the law from codes with commas."""
    return tuple(dict.fromkeys(law.law_code(one.strip().upper()) for one in text.split(",") if one.strip()))


def _place(law: Library, at: str, victim: str) -> str:
    from foedus.errors import UnknownState
    from foedus.treaties.places import home_place

    if at:
        return law.place(at).id
    try:
        return home_place(victim.strip().upper(), law)
    except UnknownState:
        raise BadInput(
            f"The gazetteer has no home place for '{victim}'. Say where with --at, for example --at kuwait."
        ) from None


def _provoked(text: str) -> bool | str:
    if text not in PROVOKED:
        raise UnknownToken(text, [one for one in PROVOKED if one], "--provoked")
    return PROVOKED[text]


def _existing(law: Library, event: Event) -> None:
    """A state that does not exist on the day is a mistake in the question."""
    for code in (*event.attacker, event.victim, *event.with_attacker, *event.with_victim, *event.initiators):
        state = law.states[code]
        if not state.exists_on(event.date):
            spans = "; ".join(f"{start or 'before 1815'} to {end or 'today'}" for start, end in state.span)
            raise BadInput(
                f"'{code}' ({state.name}) does not exist on {event.date}; here it exists {spans}. "
                "Choose another day, or the code of the state of that time."
            )
    both = {*event.attacker, *event.with_attacker} & {event.victim, *event.with_victim}
    if both:
        raise BadInput(f"'{min(both)}' cannot stand on both sides at once. Name it once.")
