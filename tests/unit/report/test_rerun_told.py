"""A draw by year: columns of every order, totals, JSON with all histories."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from foedus.model.situation import SYSTEM
from foedus.report.again import Again
from foedus.report.rerun_told import payload, told
from foedus.simulate.result import PATH_NAMES


@pytest.fixture
def made(spec) -> Again:
    belief = np.rec.array([(1.5,)], dtype=[("precision", float)])[0]
    replay = SimpleNamespace(
        draw=3,
        world=SimpleNamespace(codes=tuple(spec.names), energy=np.zeros(0)),
        frames={"status-quo": SimpleNamespace(p=belief)},
        plan=SimpleNamespace(report_years=(1, 5)),
    )  # fmt: skip
    return Again(cast(Any, replay), "spiral", "bloc-extension", ())


@pytest.fixture
def found(spec) -> dict[str, dict[str, np.ndarray]]:
    n = len(spec.names)
    path = np.zeros((spec.years, n, len(PATH_NAMES)))
    path[4, 2, PATH_NAMES.index("at-war")] = 0.25
    one = {
        "path": path, "system": np.ones((2, 1, len(SYSTEM))), "expected": np.zeros((2, n, 3)),
        "war_years": np.zeros((2, 1, n, 4), np.uint8),
    }  # fmt: skip
    return {"status-quo": one, "bloc-extension": one}


def test_a_line_a_year_and_no_line_too_wide(spec, made, found):
    said = told(spec, made, found, None)
    assert max(len(line) for line in said.splitlines()) <= 100
    years = [line for line in said.splitlines() if line[:4].isdigit()]
    assert [int(line[:4]) for line in years] == list(range(2024, 2024 + spec.years))
    assert "Mean of 8 histories" in said


def test_one_state_has_its_own_years(spec, made, found):
    code = list(spec.names)[2]
    lines = {line[:4]: line.split() for line in told(spec, made, found, code).splitlines()}
    assert lines["2028"][1] == lines["2028"][4] == "25.000"
    assert lines["2027"][1] == "0.000"


def test_json_holds_beliefs_and_every_history(spec, made, found):
    kept = json.loads(json.dumps(payload(spec, made, found)))
    assert kept["beliefs"] == {"precision": 1.5}
    assert kept["orders"]["bloc-extension"]["path"][4][2][PATH_NAMES.index("at-war")] == 0.25
    assert kept["report_years"] == [2024, 2028]
