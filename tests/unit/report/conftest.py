"""A finished comparison of made-up histories."""

import numpy as np
import pytest

from foedus.outcomes.compare import compare
from foedus.report.rows import Row, Rows
from foedus.report.spec import Spec

NEW = np.array([code in "CDE" for code in "ABCDEFGHIJKL"]) * 1.0
THEORIES = ("deterrence", "spiral", "institutions", "bargaining", "power", "steps-to-war", "no-theory")
LOWER = ("deterrence", "bargaining")
ARCHITECTURES = ("status-quo", "bloc-extension", "shared-security", "no-change")


@pytest.fixture(scope="session")
def results(make):
    shifts, wars = {}, {}
    for theory in THEORIES:
        shifts[theory, "bloc-extension"] = (-0.3 if theory in LOWER else 0.4) * NEW
        shifts[theory, "shared-security"] = -0.2 * np.ones(12)
        wars[theory, "bloc-extension"] = 1.2 * NEW
    made = make(theories=THEORIES, architectures=ARCHITECTURES, targeted=shifts, war=wars)
    return compare(made.ensemble, made.groups), made


@pytest.fixture(scope="session")
def spec(results):
    found, made = results
    groups = {
        name: {group: part.members(group, made.ensemble.codes) for group in part.names}
        for name, part in made.groups.items()
    }
    return Spec(
        world="made-up",
        title="Made-up world",
        year=2023,
        seed=1,
        draws=64,
        streams=8,
        years=20,
        horizons=(5, 20),
        theories=THEORIES,
        architectures={"status-quo": "The law as it stands", "bloc-extension": "A duty to help for four more states",
                       "shared-security": "Rivals inside, restraint, no duty to fight", "no-change": ""},
        names={code: f"State {code}" for code in made.ensemble.codes},
        groups=groups,
        weights=found.weights,
        versions={"foedus": "0.1.0", "numpy": np.__version__},
        provenance={"law": {"status-quo": "0" * 64}},
        command="foedus compare made-up bloc-extension -o run",
        python='foedus.compare("made-up", ["bloc-extension"])',
    )  # fmt: skip


@pytest.fixture(scope="session")
def rows(results):
    return Rows(results[0])


@pytest.fixture
def row():
    """Makes a Row with one value everywhere but in the fields named."""

    def made(value: float = 0.0, **numbers: float) -> Row:
        return Row(*[numbers.get(name, value) for name in Row._fields])

    return made
