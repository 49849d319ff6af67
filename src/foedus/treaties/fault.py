"""Who began it, and what that does to a duty (section "Fault" of the treaty language)."""

from __future__ import annotations

from foedus.treaties.facts import Facts, Role
from foedus.treaties.treaty import HELP_TYPES, Clause

CLEAR, DISPUTED, NONE = "clear", "disputed", "none"


def fault(clause: Clause, facts: Facts, role: Role) -> str:
    """Does fault of the ally leave the duty clear, make it disputed, or lift it? Tested for `attacked` only."""
    if clause.involvement != "attacked":
        return CLEAR
    began = role.ally in facts.initiators
    provoked = facts.event.provoked
    if clause.unprovoked in ("any", "direct"):
        if began or provoked is True:
            return NONE
        return DISPUTED if provoked == "disputed" else CLEAR
    if clause.unprovoked == "aggressor_only":
        return NONE if began else CLEAR
    return DISPUTED if began and clause.type in HELP_TYPES else CLEAR
