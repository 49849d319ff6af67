"""What a light question may load: ``import foedus`` and the help bring in none of the heavy libraries."""

import subprocess
import sys

import pytest

HEAVY = ("numba", "jax", "polars", "pandas", "matplotlib", "xarray", "scipy", "pydantic")

ASK = """
import sys
{code}
print(",".join(sorted(name for name in {heavy} if name in sys.modules)))
"""


def loaded(code: str) -> str:
    """Heavy libraries that stand in sys.modules after ``code`` ran in a fresh interpreter; the last line it prints."""
    program = ASK.format(code=code, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    "code",
    [
        "import foedus",
        "from foedus.cli import main; main(['--help'])",
        "from foedus.cli import main; main(['--version'])",
        "from foedus.cli import main; main(['obligatons'])",
        "from foedus.cli import main; main(['deposit', 'run'])",
        "import foedus.tables, foedus.sources, foedus.claims, foedus.calibrate, foedus.classics, foedus.app",
    ],
)
def test_light_things_load_nothing_heavy(code):
    assert loaded(code) == ""


def test_a_treaty_question_loads_no_numba_and_no_table_library():
    question = "['obligations', 'CHN', 'PHL', '--at', 'second_thomas_shoal', '--on', '2026-03-01']"
    found = loaded(f"from foedus.cli import main; assert main({question}) == 0").split(",")
    assert not {"numba", "jax", "polars", "pandas", "matplotlib"} & set(found)
