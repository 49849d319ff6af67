"""The words and tables of the page that `war_prices` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from foedus.model.params import PARAMETERS
from foedus.report.war_prices import BAND, NAME, PARTS, WAR, Given, compared
from foedus.simulate.result import Plan
from foedus.world.published import Published, published
from foedus.world.world import World

HEAD = """# The world of 2021 against the prices of 2022

What does the model say a war between Russia and Ukraine from 2022 does to prices and output of states that are not in
it, and does what others published of the war's part lie in its band? The war is declared, not predicted, and counted
are only histories in which nobody else is at war in 2022. Nothing is fitted to these figures: a MISS stays a MISS.
"""
BELIEFS = ("neighbour_loss", "neighbour_inflation", "loss_years", "spread_km", "energy_loss", "supply_cut",
           "supply_elasticity")  # fmt: skip
READING = """## How to read it

- `hit`: the published value, or the whole published range, lies in the 90 % band of the model (5 to 95 % over draws).
- The model knows two channels: what a neighbour loses by distance from the war (Federle and others 2024: the loss and
  the inflation of five years, here one fifth in the first year), and output lost with energy imports. Its inflation has
  no energy price in it, and it has no sanctions, no policy and no rationing of gas.
- The energy price is a rise on the world market from supply lost; the gas price of Europe rose by more, and began to
  before the war. No estimate of the war's part of it was found, so its cell is empty and gets no verdict.
- Only Russia's shares have a source. Other suppliers stay missing and count as 0, so a war between others moves no
  price here. In a world that carries no energy at all, the outcome `energy-price` raises its error.
- What is published was made with other models by other hands, some of it in the first weeks of the war. The world
  economy is held against the states of this world alone. Levels by 2023 are left out, and so is what is known from
  memory only.
"""


AREA_NAMES = {
    "EA": "euro area",
    "EUR5": "DEU, GBR, FRA, ITA, CHE",
    "WORLD": "world (model: the states of this world that are not in the war, by GDP, about half of it)",
}


def page(world: World, given: Given, plan: Plan, made_with: Mapping[str, str]) -> str:
    """The whole page."""
    rows = compared(world, given)
    judged = [row for row in rows if not row[2].startswith("not compared")]
    hits = sum(row[2] == "hit" for row in judged)
    told = f"**{hits} of {len(judged)} published figures lie in the band, {len(judged) - hits} do not.**\n"
    return "\n".join(
        (
            HEAD,
            _made(given, plan, made_with),
            told,
            _verdicts(rows),
            _prices(world, given),
            _rivals(),
            _beliefs(),
            READING,
        )
    )


def _made(given: Given, plan: Plan, made_with: Mapping[str, str]) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in made_with.items())
    return (
        f"Printed by `python -m foedus.report.war_prices`: world `{NAME}`, law as it stands, no theory, "
        f"seed {plan.seed}, {plan.draws} draws of {plan.streams} histories; {given.kept} of {given.all} had no third "
        "state at war in "
        f"{WAR[0]}. {versions}.\n"
    )


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(one)} |" for one in lines) + "\n"


def _ends(one: Published) -> str:
    low, high = one.ends
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _verdicts(rows: list) -> str:
    told = []
    for one, band, said in rows:
        shown = "not in this world" if band is None else f"{band[1]:.2f} [{band[0]:.2f}, {band[2]:.2f}]"
        source = f"{one.source} ({one.basis}; {one.known}{'; earlier or second source' if one.role == 'alt' else ''})"
        told.append((AREA_NAMES.get(one.area, one.area), PARTS[one.figure], _ends(one), shown, said, source))
    head = ("where", "part of the war in 2022", "published", "model: median [90 % band]", "verdict", "source")
    return "## Published estimates of the war's part\n\n" + _table(head, told)


def _prices(world: World, given: Given) -> str:
    low, middle, high = np.percentile(given.energy_price, BAND)
    gas = {one.year: one.value for one in published(NAME) if one.figure == "gas-price"}
    observed = 100.0 * ((gas[2022] or 0.0) / (gas[2021] or 1.0) - 1.0)
    before = 100.0 * ((gas[2021] or 0.0) / (gas[2020] or 1.0) - 1.0)
    rows = [
        ("energy price, model, from supply lost", f"{middle:.0f} % [{low:.0f}, {high:.0f}]", "no verdict"),
        ("gas price in Europe (TTF), 2021 to 2022, all causes", f"{observed:+.0f} %", "observed"),
        ("gas price in Europe (TTF), 2020 to 2021, before the war", f"{before:+.0f} %", "observed"),
    ]
    share = world.supply[world.codes.index(WAR[1])]
    text = f"Supply at stake: {100 * share:.1f} % of the world's oil and gas, weighted as in `fuels.csv`.\n"
    return "## Energy\n\n" + text + "\n" + _table(("what", "change", ""), rows)


def _rivals() -> str:
    """Other explanations of the same prices, side by side: what had built up before, and what came after."""
    found = {(one.area, one.figure, one.year, one.role): one for one in published(NAME)}

    def cell(area: str, figure: str, year: int = 2022) -> str:
        one = found.get((area, figure, year, "main"))
        return "missing" if one is None else _ends(one)

    rows = [
        (area, cell(area, "inflation"), cell(area, "forecast-october-2021-inflation"),
         cell(area, "forecast-february-2022-inflation"), cell(area, "surprise-after-october-2021"),
         cell(area, "surprise-after-february-2022"), cell(area, "growth", 2021))
        for area in ("EA", "DEU", "FRA", "ITA", "GBR", "POL", "USA")
    ]  # fmt: skip
    head = ("where", "inflation 2022", "forecast of October 2021", "forecast of 10 February 2022", "came after October",
            "came after 10 February", "growth 2021")  # fmt: skip
    share = cell("EA", "energy-share-of-inflation")
    said = (
        "- **The war**: at most what came after 10 February 2022, all causes in it.\n"
        "- **Supply held back in 2021**: the price of gas rose most before the invasion, and the gap between the two"
        " forecasts had built up by then. Whether that belongs to the war is a choice; here it does not.\n"
        "- **Recovery of demand**: growth of 2021 after the pandemic, and strong prices in the USA, which bought little"
        " energy from Russia.\n"
        f"- Energy, direct and indirect, is put at {share} % of euro-area inflation of January to September 2022,"
        " whatever moved it (Banca d'Italia, Occasional Paper 745).\n"
    )
    source = (
        "Sources: IMF World Economic Outlook (October 2021, October 2025), European Commission (10 February 2022); "
    )
    return (
        "## Rival explanations\n\n"
        + said
        + "\n"
        + _table(head, rows)
        + "\n"
        + source
        + "line by line in `published.csv`.\n"
    )


def _beliefs() -> str:
    rows = [(f"`{name}`", PARAMETERS[name].prior, PARAMETERS[name].mark, ", ".join(PARAMETERS[name].sources),
             PARAMETERS[name].meaning) for name in BELIEFS]  # fmt: skip
    return "## What the band rests on\n\n" + _table(("parameter", "prior", "mark", "source", "what it is"), rows)
