"""The page `docs/explain/europe-2021-against-2022.md`: prices and output of those not at war, given one war.

    python -m foedus.report.war_prices > docs/explain/europe-2021-against-2022.md

The war is declared, not predicted: it begins in every history, and only histories count in which nobody else is at war
in its first year, because that is the course the published estimates speak of. Nothing is fitted to them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.architectures.commitments import commitments
from foedus.architectures.load import architecture
from foedus.outcomes.values import inflation_scale
from foedus.report.inquiry import versions
from foedus.simulate.ensemble import War, simulate
from foedus.simulate.result import NO_THEORY, STATUS_QUO, Ensemble, Plan
from foedus.theories.draws import draw_parameters
from foedus.theories.load import theory
from foedus.world import find
from foedus.world.published import Published, published
from foedus.world.world import World

NAME, WAR = "europe-2021", (2022, "RUS", "UKR")
PLAN = Plan(seed=1, draws=256, streams=4, years=1, horizons=(1,))
EURO = [
    "AUT",
    "BEL",
    "CYP",
    "EST",
    "FIN",
    "FRA",
    "DEU",
    "GRC",
    "IRL",
    "ITA",
    "LVA",
    "LTU",
    "LUX",
    "MLT",
    "NLD",
    "PRT",
    "SVK",
    "SVN",
    "ESP",
]
AREAS = {  # states behind the name of a group, and how their values become one
    "EUR5": (["DEU", "GBR", "FRA", "ITA", "CHE"], "each"),
    "EA": (EURO, "by GDP"),
}
PARTS = {"inflation-part": "inflation, pp", "output-part": "output, % of GDP"}
BAND = (5.0, 50.0, 95.0)


@dataclass(frozen=True, eq=False)
class Given:
    """What a war does in its first year to states that are not in it: rows are histories, columns states.

    inflation in percentage points, output in percent of GDP (below 0: lost), energy price in percent; `kept` of `all`
    histories had nobody else at war.
    """

    inflation: np.ndarray
    output: np.ndarray
    energy_price: np.ndarray
    kept: int
    all: int


def given_war(world: World, war: War, plan: Plan = PLAN, belief: str = NO_THEORY) -> Given:
    """First year of a war that is declared to begin, over draws and streams in which it stays between the two.

    Raises
    ------
    BadNumber, UnknownState
        The war begins outside the run, or names a state that the world lacks.
    """
    law = commitments(world, architecture(STATUS_QUO), world.year + plan.years)
    draws = draw_parameters(theory(belief), plan.seed, plan.draws)
    return first_year(simulate(world, {STATUS_QUO: law}, {belief: draws}, plan, wars=(war,)), war)


def first_year(ensemble: Ensemble, war: War) -> Given:
    """Values of histories in which only the two of `war` are at war in the first year."""
    inside = np.array([code in war[1:] for code in ensemble.codes])
    at_war = ensemble.war_years[0, 0, :, :, 0].sum(axis=-1) > 0
    quiet = (at_war == inside).all(axis=-1)
    scale = inflation_scale(ensemble, 0)[:, None, None]
    inflation = scale * ensemble.spill[0, 0, :, :, 0]
    output = -100.0 * ensemble.loss[0, 0, :, :, 0].astype(np.float64)
    price = ensemble.system[0, 0, :, :, 0, ensemble.system_names.index("energy_price")].astype(np.float64)
    return Given(inflation[quiet], output[quiet], 100.0 * np.expm1(price[quiet]), int(quiet.sum()), quiet.size)


def of_area(world: World, values: np.ndarray, area: str) -> np.ndarray | None:
    """Values of one state, of each state of a group, or of a group by GDP; None for what this world does not hold.

    For the world economy stand the states of this world that are not in the war, by GDP: about half of it.
    """
    if area in world.codes:
        return values[:, world.codes.index(area)]
    bystanders = [code for code in world.codes if code not in WAR[1:]]
    states, how = AREAS.get(area, (bystanders if area == "WORLD" else [], "by GDP"))
    if not states:
        return None
    at = [world.codes.index(code) for code in states]
    if how == "each":
        return values[:, at].ravel()
    weights = world.gdp_usd_bn[at]
    return values[:, at] @ weights / weights.sum()


def verdict(band: Sequence[float] | np.ndarray, one: Published) -> str:
    """'hit' if all that is published lies in the band, else 'MISS' and how."""
    low, high = one.ends
    if band[0] <= low and high <= band[-1]:
        return "hit"
    if high < band[0] or low > band[-1]:
        return "MISS: outside"
    return "MISS: in part inside"


def compared(world: World, given: Given) -> list[tuple[Published, np.ndarray | None, str]]:
    """Each published part of the war in 2022, with the model's band (None: not in this world) and the verdict."""
    found = []
    for one in published(world.name):
        if one.figure not in PARTS or one.year != WAR[0] or one.area in WAR[1:]:
            continue
        values = of_area(world, given.inflation if one.figure == "inflation-part" else given.output, one.area)
        band = None if values is None else np.percentile(values, BAND)
        if one.known == "memory" or band is None:
            found.append((one, band, "not compared: " + ("not in this world" if band is None else "no citable source")))
        else:
            found.append((one, band, verdict(band, one)))
    return found


def main() -> None:
    """Write the page to standard output."""
    from foedus.report.war_page import page

    world = find(NAME)
    sys.stdout.write(page(world, given_war(world, WAR), PLAN, versions()))


if __name__ == "__main__":
    main()
