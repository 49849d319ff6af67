"""Plain words for the codes of the law: reasons, strengths, types, statuses."""

from __future__ import annotations

from collections.abc import Iterable

# In the order in which reasons are given (membership, ally, adversary, facts, instrument).
SENTENCE: dict[str, str] = {
    "no_treaty": "No instrument of this collection gives such a duty.",
    "not_party": "This state, or the one in the ally's place, is no party on that day.",
    "not_in_force": "The instrument, the clause or a membership has not begun on that day.",
    "expired": "The instrument, the clause or a membership has ended by that day.",
    "terminated": "It has ended; the data do not tell expiry from termination.",
    "suspended": "The duty between the two states is suspended.",
    "victim_not_protected": "The clause does not protect the state attacked.",
    "one_sided": "The duty runs one way, and this state does not bear it here.",
    "no_reciprocity": "The text does not ask the same in return.",
    "not_attacked": "No ally of this state is the one attacked.",
    "ally_is_aggressor": "Another party attacks, helps the attacker or began the war.",
    "provoked": "The ally began or provoked it, and the clause asks for an unprovoked attack.",
    "wrong_adversary": "The clause does not work against this adversary.",
    "excluded_party": "The adversary is excluded by the clause, or this state stands on the attacking side.",
    "reservation": "A reservation takes this state, or this adversary, out.",
    "no_state_attacker": "The clause asks for an attack by a state.",
    "below_threshold": "What happened does not reach the threshold of the clause.",
    "out_of_scope": "The place, or what was hit there, lies outside the clause.",
    "request_missing": "The clause asks for a request, and none is given.",
    "condition_unmet": "A condition of the clause is not met.",
    "collective_only": "The guarantee binds only if all guarantors act together.",
    "no_clause": "The instrument has no clause of this kind.",
    "consult_only": "The instrument asks this state only to consult.",
    "right_not_duty": "The instrument gives this state a right, not a duty.",
    "power_not_duty": "The instrument gives an organ a power; by itself it obliges nobody to help.",
    "not_binding": "The instrument is not legally binding.",
    "domestic_law_only": "The instrument is domestic law of one state.",
}
ORDER = {code: number for number, code in enumerate(SENTENCE)}

STRENGTH: dict[str, str] = {
    "full_force": "fight with all forces",
    "all_means": "help with all means in its power",
    "as_own_territory": "defend as if it were its own territory",
    "aid_assist": "give aid and assistance",
    "guarantee": "make good its guarantee",
    "guarantee_several": "make good its guarantee, each guarantor alone",
    "guarantee_joint": "make good its guarantee, all together only",
    "constitutional": "act to meet the danger by its constitutional processes",
    "deemed_necessary": "take such action as it deems necessary",
    "limited_aid": "give a stated, limited aid",
    "facilities": "grant facilities",
    "mobilise": "mobilise",
    "economic_sanctions": "break off trade and finance",
    "unsc_measures": "carry out the measures the Security Council decided",
    "binding_measures_except_force": "carry out the organ's measures, force excepted",
    "assurance": "keep a political promise of support",
    "seek_unsc_action": "seek action by the Security Council",
    "right_to_act": "may act",
    "prior_agreement": "agree with its ally first",
    "consult": "consult",
    "political_consult": "consult (political promise)",
    "domestic_consultation": "its organs determine a response (domestic law)",
    "cooperate": "cooperate closely",
    "benevolent_neutrality": "stay benevolently neutral",
    "strict_neutrality": "stay strictly neutral",
    "no_aid_to_aggressor": "give the adversary no aid",
    "abstain": "not attack",
    "demilitarised": "keep the territory demilitarised",
}
STRENGTHS = tuple(STRENGTH)  # from more to less, as the treaty language lists them

TYPE: dict[str, str] = {
    "defence": "help in defence",
    "offence": "join the attack",
    "sanctions": "sanctions",
    "enforcement": "enforcement",
    "consultation": "consultation",
    "neutrality": "neutrality",
    "nonaggression": "restraint",
    "right": "right",
    "restriction": "restriction",
    "domestic_policy": "domestic policy",
}

VERIFIED: dict[str, str] = {
    "text_seen": "operative words seen",
    "summary_seen": "quoted or summarised by someone else",
    "coded_seen": "only a coded record seen; the wording is from memory",
    "memory": "from memory; check before use",
}

BINDING: dict[str, str] = {
    "legal": "legally binding",
    "political": "political, not legally binding",
    "none": "no commitment",
    "domestic_law": "domestic law of one state",
}


def in_order(codes: Iterable[str]) -> tuple[str, ...]:
    """Reason codes without repeats, in the order of the table."""
    return tuple(sorted(set(codes), key=ORDER.__getitem__))


def sentences(codes: Iterable[str]) -> str:
    """One plain sentence per code."""
    return " ".join(SENTENCE[code] for code in codes)
