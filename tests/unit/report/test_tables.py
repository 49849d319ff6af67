"""Text tables fit 100 columns and keep targeted beside at war."""

from dataclasses import replace

import numpy as np
import pytest

from foedus.outcomes.compare import Key
from foedus.report.construction import forced
from foedus.report.tables import WIDTH, by_construction, cell, group_table, notes, sign_table


def test_every_line_fits(rows, spec):
    long = replace(spec, architectures=dict.fromkeys(spec.architectures, "a title that goes on and on " * 8))
    for text in (group_table(rows, long), sign_table(rows, long)):
        assert max(len(line) for line in text.splitlines()) <= WIDTH


@pytest.mark.parametrize("size", [0.001, 0.3, 20.0, 99.0])
@pytest.mark.parametrize("withheld", [False, True])
def test_a_cell_fits_whatever_it_holds(row, size, withheld):
    held = np.nan if withheld else -size
    text = cell(row(held, level=99.99, difference=-size, mcse=size, p_sign=np.nan if withheld else 0.4), "targeted")
    assert len(text) <= 38
    assert ("withheld" in text) == withheld


def test_targeted_and_at_war_stand_side_by_side(rows, spec):
    text = group_table(rows, spec, "spiral", 5)
    assert "over 5 years, spiral" in text
    head = next(line for line in text.splitlines() if "targeted, %" in line)
    assert "at war, %" in head
    line = next(line for line in text.splitlines() if line.startswith("  new members 3"))
    assert len(line) > 60


def test_a_group_without_states_has_no_line(rows, spec):
    empty = replace(spec, groups=spec.groups | {"no-change": {}})
    block = group_table(rows, empty).split("no-change\n")[1].splitlines()
    assert block[0].startswith("  region")


def test_a_sign_that_the_theory_gives_is_marked(row, rows, spec):
    text = sign_table(rows, spec).split("shared-security")[1]
    assert "-*" in text
    key = Key("deterrence", "shared-security", "group", "members", "at-war", 20)
    none = row(p_sign=0.5)
    assert by_construction(none, key)
    assert not by_construction(none._replace(difference=1.0, p_sign=0.9, mcse=0.1), key)
    assert forced("shared-security-without-usa", "power", "targeted") is not None
    assert forced("bloc-extension", "deterrence", "targeted") is None


def test_notes_say_what_is_not_modelled_and_what_numbers_rest_on(spec):
    text = " ".join(notes(spec))
    for words in ("Not modelled", "conditional on declared beliefs", "Monte Carlo", "does not forecast", "sovereignty"):
        assert words in text
