"""Whole histories compiled and in plain Python: the same numbers (DESIGN section 6)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from tests.tiny import RESULTS, always, draws, edited, pact, run, some_law

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import json
from tests.contract.test_compiled_histories import small
print(json.dumps(small()))
"""


def small() -> dict[str, list]:
    """Six states, one draw, two streams, three years, two architectures."""
    quo = some_law()
    new = replace(quo, duties=quo.duties + pact(6, [0, 3]))
    made = {"status-quo": always(quo, 3), "new": edited(quo, new, 3, enters=2)}
    p = draws(1, disputes_per_year_target=8.0, war_share=0.5, join_base=-3.0)
    found = run(made, p, years=3, horizons=(1, 3))
    return {name: getattr(found, name).tolist() for name in RESULTS}


def test_without_compilation_the_numbers_are_the_same():
    plain = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ASK], capture_output=True, text=True, env=plain, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    uncompiled, compiled = json.loads(done.stdout), small()
    assert sum(np.ravel(compiled["war_years"])) > 0
    for name in RESULTS:
        np.testing.assert_allclose(uncompiled[name], compiled[name], rtol=1e-6, err_msg=name)
    for name in ("war_years",):
        np.testing.assert_array_equal(uncompiled[name], compiled[name])
