"""Who is in an architecture, who was bound before, and its region: read from the design record and the law."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.architectures.architecture import STATUS_QUO, Architecture, started
from foedus.architectures.edit import AddClause, AddParty, NewTreaty, SetInstitution
from foedus.architectures.law import edited_library, law_day, named_states
from foedus.outcomes.groups import Groups, Membership, groups
from foedus.treaties.library import Library, library
from foedus.world.world import World

CREATES = (AddClause, AddParty, NewTreaty, SetInstitution)


def membership(world: World, architecture: Architecture, law: Library | None = None) -> Membership:
    """Insiders once the last step has entered; those of them bound in the year before the first edit; the region.

    Bound before are the parties of the design's core treaty in that year, and those that join it without any edit
    (Sweden in 2024). An architecture that only ends what was there has no new members: all insiders were bound before.
    """
    law = law or library()
    if architecture.name == STATUS_QUO:
        return Membership(insiders=frozenset())
    architecture = started(architecture, world.year + 1)
    design, first = architecture.design, architecture.first_year() or world.year + 1
    last = max([first, *(step.enter for step in architecture.steps)])
    after = edited_library(law, architecture, law_day(last))
    insiders = _codes(world, after, named_states(after, design.insiders, law_day(last)))
    if design.core:
        known = design.core in law.treaties  # a core that the design makes itself: its founders were bound before
        then = law if known else edited_library(law, architecture, law_day(first))
        core, days = then.treaty(design.core), (first - 1, last) if known else (first,)
        before = insiders & _codes(world, law, {one for year in days for one in then.parties_on(core, law_day(year))})
    else:
        creates = any(isinstance(edit, CREATES) for step in architecture.steps for edit in step.edits)
        before = frozenset() if creates else insiders
    region = frozenset(world.regions.get(design.region, ()))
    return Membership(insiders, before, region, _codes(world, law, named_states(law, design.rivals, None)))


def world_groups(world: World, architecture: Architecture, law: Library | None = None) -> Groups:
    """Groups of `architecture` in `world`, for comparing; population and GDP of the year of the world."""
    sizes = {"population": world.population_m, "gdp": world.gdp_usd_bn}
    return groups(world.codes, world.hostility_0, membership(world, architecture, law), sizes)


def _codes(world: World, law: Library, names: Iterable[str]) -> frozenset[str]:
    """World codes of law codes, of the states that the world has."""
    return frozenset({law.world_code(name) for name in names} & set(world.codes))
