"""Crossing years in words; a discounted comparison says so wherever it is read."""

from dataclasses import replace

import numpy as np

from foedus.outcomes.groups import Groups
from foedus.outcomes.measures import Crossed, columns, crossings
from foedus.report.html import page
from foedus.report.tables import notes
from foedus.report.time_lines import time_lines


def told(results, spec, rate):
    found, made = results
    groups: dict[str, Groups] = made.groups
    rows = crossings(made.ensemble, groups, rate)
    return time_lines(replace(found, measures={"crossing": columns(Crossed, rows)}), replace(spec, discount=rate))


def test_crossing_years_are_told_for_the_groups_of_the_sentence(results, spec):
    said = told(results, spec, 0.03).splitlines()
    assert said[0] == "Time, at 3 % a year: when the cumulative difference changes its sign for good"
    assert said[1] == "bloc-extension"
    assert said[2].startswith("  targeted, new members 3: no crossing in 20 years; no crossing in >99 of 100 draws")
    assert any(("at war" in line and "spread over draws" in line) or "of 100 draws" in line for line in said)


def test_a_crossing_of_the_mean_has_its_year(results, spec):
    found, _ = results
    row = Crossed("equal-weighted", "bloc-extension", "new-members", "targeted", 0.1, 20, 7.0, *[np.nan] * 4)
    made = replace(found, measures={"crossing": columns(Crossed, [row])})
    assert "targeted, new members 3: the mean crosses in year 7; spread over draws withheld" in time_lines(made, spec)


def test_a_run_without_the_table_says_nothing(results, spec):
    assert time_lines(results[0], spec) == ""


def test_a_discounted_comparison_says_so(rows, spec):
    later = replace(spec, discount=0.03)
    assert notes(later)[0].startswith("Discounted at 3 % a year")
    assert "Discounted at 3 % a year" in page(rows, later)
    assert "Discounted at" not in page(rows, spec)
