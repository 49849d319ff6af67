"""PRIM on the cases of [BryantLempert2010]_: the path, the box and the quasi-p-values that are published for them.

Reference: the scenario discovery example in the documentation of ema_workbench (Kwakkel), which runs these cases with
alpha 0.1; the whole path was made with ema_workbench 2.5.3 on 2026-11-24. On twelve made-up tables (300 to 800 rows, 4
to 8 columns, alpha 0.05 and 0.1, with ties) the two gave the same path and quasi-p-values on the same day.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from foedus.claims.prim import inside, path, quasi_p, simplified

ROWS = [882, 792, 710, 638, 573, 513, 458, 412, 368, 329, 296, 264, 237, 213]
ROWS += [191, 170, 152, 136, 121, 108, 97, 87, 78, 70, 63, 56, 50, 45]
INTEREST = [89] * 11 + [88, 87, 86, 85, 82, 81, 78, 75, 74, 71, 67, 65, 61, 57, 52, 48, 45]
LIMITED = [0, 1, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 6, 6]


@pytest.fixture(scope="module")
def cases():
    text = Path(__file__).with_name("bryant_lempert_2010.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(line for line in text.splitlines() if not line.startswith("#")))
    numbers = np.array(rows[1:], dtype=np.float64)
    return rows[0][:-1], numbers[:, :-1], numbers[:, -1]


def test_every_box_of_the_path_is_that_of_the_peer(cases):
    _, table, interest = cases
    boxes = path(table, interest, alpha=0.1, least_rows=1)
    assert [one.rows for one in boxes] == ROWS
    assert [one.interest for one in boxes] == INTEREST
    assert [len(one.restricted) for one in boxes] == LIMITED


def test_box_21_has_the_published_figures_limits_and_quasi_p_values(cases):
    names, table, interest = cases
    box = path(table, interest, alpha=0.1, least_rows=1)[21]
    assert (box.coverage, box.density, box.mass) == pytest.approx((0.752809, 0.770115, 0.0986395), abs=5e-7)
    weak = quasi_p(box, table, interest)
    published = {
        "total_biomass": (1, 755.799988, 4.716968553178765e-06),
        "demand_elasticity": (0, -0.422, 1.1849299115762218e-16),
        "biomass_backstop_price": (0, 150.049995, 3.515112530263049e-11),
        "cellulosic_cost": (0, 72.650002, 0.15741333528927348),
    }
    assert {names[at] for at in box.restricted} == set(published)
    for name, (side, limit, chance) in published.items():
        at = names.index(name)
        assert (box.low, box.high)[side][at] == pytest.approx(limit, rel=1e-6)
        assert weak[at, side] == pytest.approx(chance, rel=1e-6)
        assert np.isnan(weak[at, 1 - side])


def test_the_limit_that_tells_little_is_lifted_and_the_three_that_every_resample_finds_stay(cases):
    names, table, interest = cases
    box = simplified(path(table, interest, alpha=0.1, least_rows=1)[21], table, interest)
    assert {names[at] for at in box.restricted} == {"total_biomass", "demand_elasticity", "biomass_backstop_price"}
    assert interest[inside(box, table)].mean() == pytest.approx(box.density)
