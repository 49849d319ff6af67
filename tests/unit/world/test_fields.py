"""The one table of fields: complete, within its bounds, and the page that shows it."""

from pathlib import Path

import numpy as np

from foedus.world.fields import fields, figures
from foedus.world.reference import WHAT, reference_tables

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "world-files.md"


def test_every_table_says_what_it_is():
    assert set(WHAT) == set(fields())


def test_every_figure_has_unit_bounds_meaning_and_source():
    for field in figures().values():
        assert field.unit
        assert field.low < field.high
        assert np.isfinite([field.low, field.high]).all()
        assert field.meaning
        assert field.source


def test_every_figure_of_the_shipped_world_is_within_its_bounds(world):
    for cell in world.cells:
        if cell.value is not None:
            assert figures()[cell.field].low <= cell.value <= figures()[cell.field].high
            assert cell.unit == figures()[cell.field].unit


def test_the_reference_page_shows_the_table_as_it_is():
    assert PAGE.read_text(encoding="utf-8").endswith(reference_tables())
