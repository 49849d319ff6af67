"""One clause in words: who owes what to whom, when, against whom, where, on what condition, and what is disputed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foedus.treaties.library import Library
from foedus.treaties.told import short_name
from foedus.treaties.treaty import Clause, Where
from foedus.treaties.words import BINDING, STRENGTH

FAULT = {
    "any": "nothing is owed if the ally began or provoked it",
    "direct": "nothing is owed if the ally began or directly provoked it",
    "aggressor_only": "nothing is owed if the ally began it",
    "implied": 'the word "attack" implies it: disputed if the ally began it',
}
INTRA = {
    "covered": "covered: the duty holds against a party that attacks another",
    "excluded": "not covered: nothing is owed against a party",
    "disputed": "disputed: the text does not say whether the duty holds against a party",
}
HAPPENS = {"at_war": "is at war, whoever began it", "initiates": "begins a war"}
OUTSIDE = {"war_elsewhere", "basing"}  # acts that do not befall a party
WHAT = {  # strengths whose words in a sentence differ from those that stand alone
    "assurance": "give political support",
    "political_consult": "consult",
    "domestic_consultation": "have its organs determine a response",
}
THEIRS = (
    ("in its power", "in their power"),
    ("as it deems", "as each deems"),
    ("by its constitutional", "by their constitutional"),
    ("its guarantee", "their guarantee"),
    ("its own", "their own"),
    ("its ally", "their ally"),
)
ARTICLE = re.compile(
    r"^(United|Ottoman|Soviet|Republic|Democratic|German Dem)|(Islands|Netherlands|Philippines|Bahamas)$"
)
TURNED = re.compile(r"^(.+), (.+ of)$")
ACT = {
    "armed_attack": "an armed attack",
    "declaration_of_war": "a declaration of war",
    "nuclear_attack": "an attack with nuclear weapons",
    "nuclear_threat": "a threat to use nuclear weapons",
    "threat": "a threat of force",
    "threat_of_force": "a threat of force",
    "aggression": "an act of aggression",
    "armed_aggression": "armed aggression",
    "mobilisation": "mobilisation",
    "remilitarisation": "forces or works in a demilitarised zone",
    "coercion": "force short of an attack",
    "internal_unrest": "armed unrest",
    "extra_continental_intervention": "intervention from outside the hemisphere",
    "aggression_below": "aggression that is not an armed attack",
    "breach_of_order": "a breach of the guaranteed constitutional order",
    "war_in_progress": "a war already going on",
    "war_elsewhere": "a war between others",
    "basing": "bases, works or foreign forces where the treaty limits them",
    "terrorist_attack": "a terrorist attack",
}
HIT = {
    "territory": "territory",
    "forces": "armed forces",
    "vessel": "public vessels",
    "aircraft": "public aircraft",
    "coast_guard": "coast guard vessels or crew",
    "satellite": "space objects",
    "none": "nothing",
}
LEFT = {  # strength -> what the text leaves to the one who owes
    **dict.fromkeys(("full_force", "all_means", "as_own_territory"), "nothing is left to choose in principle"),
    **dict.fromkeys(("aid_assist", "guarantee", "guarantee_several"), "help is owed, its kind is open"),
    "guarantee_joint": "owed only if all guarantors act",
    "constitutional": "domestic organs decide",
    "deemed_necessary": "each state decides for itself",
    **dict.fromkeys(("limited_aid", "facilities", "mobilise"), "a stated act, no more and no less"),
    **dict.fromkeys(("economic_sanctions", "unsc_measures", "binding_measures_except_force"), "an organ decides"),
    **dict.fromkeys(("assurance", "seek_unsc_action"), "a promise to seek or to support, no help in law"),
    **dict.fromkeys(("right_to_act", "prior_agreement"), "a permission, or consent that is needed"),
    **dict.fromkeys(
        ("consult", "political_consult", "domestic_consultation", "cooperate"), "talk; what follows is open"
    ),
    **dict.fromkeys(
        ("benevolent_neutrality", "strict_neutrality", "no_aid_to_aggressor"), "something is to be left undone"
    ),
    **dict.fromkeys(("abstain", "demilitarised"), "something is to be left undone"),
}
NAMED = 4  # more states than this are given by their codes alone


def named(library: Library, states: Sequence[str], word: str = "and") -> str:
    """States by name and code, or by code alone when they are many."""
    names = [_name(library, one) for one in states]
    if len(names) > NAMED:
        codes = " ".join(library.world_code(one) for one in states)
        return f"one of {codes}" if word == "or" else codes
    return f" {word} ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _name(library: Library, state: str) -> str:
    known = library.states.get(state)
    if known is None:
        return state
    name = TURNED.sub(r"the \2 \1", short_name(known.name))
    article = "the " if ARTICLE.search(name) and not name.startswith("the ") else ""
    return f"{article}{name} ({library.world_code(state)})"


def sentence(library: Library, clause: Clause, binding: str) -> str:
    """The clause as one sentence: when, who, must or may, what. `binding`: that of the instrument."""
    force = clause.binding or binding
    if clause.duty == "attacker":
        return _restraint(library, clause, force)
    who = f"{_bearers(library, clause)} {_duty(clause, force)}"
    by = _adversary(library, clause).partition("; ")[0]
    if clause.trigger:
        return f"On {ACT[clause.trigger]} by {by or 'anyone'}, {who}."
    if clause.victim == "any":
        return f"On {_acts(clause)}, {who}{', with one another' if clause.duty == 'parties' else ''}."
    ally = named(library, clause.victim, "or") if isinstance(clause.victim, tuple) else "a party"
    if clause.initiator:
        ally = named(library, clause.initiator, "or")
    if clause.involvement != "attacked":
        return f"When {ally} {HAPPENS[clause.involvement]}, {who}."
    if set(clause.acts) <= OUTSIDE:
        return f"On {_acts(clause)}, {who}."
    return f"When {ally} meets with {_acts(clause)}{f' by {by}' if by else ''}, {who}."


def _duty(clause: Clause, force: str) -> str:
    """Must, may or promises to, and what."""
    plural = clause.duty == "parties" or (isinstance(clause.duty, tuple) and 1 < len(clause.duty) <= NAMED)
    what = WHAT.get(clause.strength, STRENGTH[clause.strength]).removeprefix("may ")
    for one, many in THEIRS if plural else ():
        what = what.replace(one, many)
    if clause.type == "right" or clause.strength.startswith("right"):
        return f"may {what}"
    if force == "domestic_law":
        return f"{'are' if plural else 'is'} by domestic law to {what}"
    return f"promise{'' if plural else 's'} to {what}" if force == "political" else f"must {what}"


def details(library: Library, clause: Clause) -> Iterator[tuple[str, str]]:
    """(title, words) of everything that the sentence leaves out."""
    yield from _span(clause)
    if clause.binding:
        yield "Force of law", BINDING[clause.binding]
    by = _adversary(library, clause)
    if by and clause.duty != "attacker" and (clause.involvement != "attacked" or "; " in by or clause.victim == "any"):
        yield "Against", by
    yield from _numbers(clause)
    attacked = clause.involvement == "attacked" and clause.duty != "attacker"
    if isinstance(clause.victim, tuple) and not clause.victim_party and attacked:
        yield "Protected", "whether a party or not"
    pairs = (*((clause.dyad,) if clause.dyad else ()), *clause.dyads)
    if pairs:
        yield "Only between", "; ".join(named(library, pair) for pair in pairs)
    for n, limb in enumerate(clause.where):
        yield ("Where" if n == 0 else "or where"), limb_words(library, limb)
    if clause.victim == "any" and not clause.where and not clause.needs:
        yield "Where", "anywhere; the event need not touch a party"
    if clause.unprovoked:
        yield "Fault", FAULT[clause.unprovoked]
    if clause.intra:
        yield "Attack by a party", INTRA[clause.intra]
    yield from _conditions(library, clause)
    yield from _exceptions(library, clause)
    for title, text in (
        ("Military form", clause.military), ("Limits", clause.limits), ("Date", clause.date_slack),
        ("Note", clause.note),
    ):  # fmt: skip
        if text:
            yield title, text
    for one in clause.readings:
        yield "Reading", f"{one.who}: {one.says}" + (f" ({one.source})" if one.source else "")


def discretion(clause: Clause) -> str:
    """The label of strength and what it leaves open."""
    return f"{LEFT[clause.strength]} [{clause.strength}]"


def limb_words(library: Library, limb: Where) -> str:
    """One limb of a scope: what is hit, in which area, whose territory."""
    parts = ["hit: " + _or([HIT[one] for one in limb.target])] if limb.target else []
    parts += [_area(library, limb.tags, " and ")] if limb.tags else []
    parts += [_area(library, limb.any_tags, ", or ")] if limb.any_tags else []
    parts += ["not " + _area(library, limb.not_tags, ", or ")] if limb.not_tags else []
    for value, word in ((limb.sov, "territory of"), (limb.adm, "under the administration of")):
        if value:
            parts.append(f"{word} {'the state attacked' if value == 'victim' else named(library, value, 'or')}")
    parts += ["in the territory of a party"] if limb.sov_in_parties else []
    parts += [f"until {limb.until}"] if limb.until else []
    return "; ".join(parts) or "a place is given"


def _area(library: Library, tags: Sequence[str], word: str) -> str:
    return "in " + word.join(f"{library.tokens.tags[one].means} [{one}]" for one in tags)


def _or(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _acts(clause: Clause) -> str:
    return _or(list(dict.fromkeys(ACT[one] for one in clause.acts)))


def _restraint(library: Library, clause: Clause, force: str) -> str:
    who = named(library, clause.duty_in) if clause.duty_in else "each party"
    many = len(clause.duty_in) > 1
    toward = named(library, clause.victim, "or") if isinstance(clause.victim, tuple) else "another party"
    toward = "any state" if clause.duty_any else toward.replace("one of ", "any of ")
    promise = f"promise{'' if many else 's'} not to" if force == "political" else "must not"
    what = "attack or threaten" if {"threat", "threat_of_force"} & set(clause.acts) else "attack"
    return f"{who[0].upper()}{who[1:]} {promise} {what} {toward}. To resist the one who began the war is no breach."


def _bearers(library: Library, clause: Clause) -> str:
    words = {"others": "each other party", "parties": "all parties", "initiator": "the party that begins"}
    text = words[clause.duty] if isinstance(clause.duty, str) else named(library, clause.duty)
    text = f"each of {text}" if isinstance(clause.duty, tuple) and len(clause.duty) > NAMED else text
    text += f", of them only {named(library, clause.duty_in)}," if clause.duty_in else ""
    text += f" except {named(library, clause.duty_not)}" if clause.duty_not else ""
    return text


def _adversary(library: Library, clause: Clause) -> str:
    """Who must be the adversary, or '' for anyone."""
    if isinstance(clause.by, str):
        words = {"any": "", "party": "a party", "nonparty": "a state that is no party"}
        by = words.get(clause.by)
        by = f"{library.classes[clause.by].means} [{clause.by}]" if by is None else by
    else:
        by = named(library, clause.by, "or")
    by += f"{' ' if by else 'anyone '}but not {named(library, clause.by_not, 'or')}" if clause.by_not else ""
    by = by or ("a state" if clause.by_state else "")
    by += f", supported by {named(library, clause.supported_by, 'or')}" if clause.supported_by else ""
    by += f", not supported by {named(library, clause.not_supported_by, 'or')}" if clause.not_supported_by else ""
    return by


def _span(clause: Clause) -> Iterator[tuple[str, str]]:
    if clause.start or clause.end:
        start = f"from {clause.start}" if clause.start else "from the start"
        yield "Days", start + (f" to {clause.end}" if clause.end else "")


def _numbers(clause: Clause) -> Iterator[tuple[str, str]]:
    least, most = clause.min_enemies, clause.max_enemies
    if least is not None and most is not None:
        yield "Enemies", f"{least} to {most}" if least != most else f"{least} exactly"
    elif least is not None or most is not None:
        yield "Enemies", f"{least} or more" if most is None else f"{most} at most"


def _conditions(library: Library, clause: Clause) -> Iterator[tuple[str, str]]:
    facts = library.tokens.facts
    for title, words in (("Only if", clause.needs), ("Not if", clause.blocked_by), ("Disputed if", clause.disputed_if)):
        if words:
            yield title, "; ".join(f"{facts[word].means} [{word}]" for word in words)
    if clause.request:
        yield "Only if", "the state attacked asks for it [request]"
    for one in clause.excluded_if:
        began, against = named(library, [one["initiator"]]), named(library, [one["opponent"]])
        yield "Not if", f"{began} began the war and {against} is among the enemies"


def _exceptions(library: Library, clause: Clause) -> Iterator[tuple[str, str]]:
    hub = clause.hub or clause.bilateral_hub
    if hub:
        yield "Between", f"only to or from {named(library, [hub])}"
    if clause.duty_not:
        yield "Reservation", f"{named(library, clause.duty_not)} stands outside this clause"
    for state, last in clause.ends_for.items():
        yield "Ends", f"for {named(library, [state])} on {last}"
    if clause.carve_out:
        yield "Own form", f"{named(library, clause.carve_out)}: the form of help is theirs to choose"
