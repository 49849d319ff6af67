"""House rules of the tests.

- Property tests are deterministic: the same examples on every machine. ``HYPOTHESIS_PROFILE=explore``
  looks for new ones.
- A skip names what is absent ("../shared is absent", "R is not installed"); any other skip is an error.
- With ``FOEDUS_STRICT_SKIPS=1`` (set by .ci/run) a skip is an error too, except for tests marked ``r`` and, when the
  shared folder is absent, ``data``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

NAMES_WHAT_IS_ABSENT = re.compile(r"\b(is|are) (absent|not installed)\b|could not import '")
STRICT = os.environ.get("FOEDUS_STRICT_SKIPS", "") == "1"
SHARED = Path(os.environ.get("FOEDUS_SHARED") or Path(__file__).resolve().parents[2] / "shared")

settings.register_profile("steady", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def broken_skip(reason: str, marks: set[str]) -> str:
    """Why a skip is not allowed; '' when it is."""
    if not NAMES_WHAT_IS_ABSENT.search(reason):
        return f"A skip must name what is absent ('X is absent', 'X is not installed'); this one says: {reason!r}"
    allowed = "r" in marks or ("data" in marks and not SHARED.is_dir())
    if STRICT and not allowed:
        return f"No test may be skipped here: {reason}"
    return ""


def _turn_broken_skip_into_failure(report: Any, marks: set[str]) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        wrong = broken_skip(reason.removeprefix("Skipped: "), marks)
        if wrong:
            report.outcome = "failed"
            report.longrepr = wrong


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    report = yield
    _turn_broken_skip_into_failure(report, {mark.name for mark in item.iter_markers()})
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    report = yield
    module = getattr(collector, "_obj", None)
    marks = getattr(module, "pytestmark", [])
    marks = marks if isinstance(marks, list) else [marks]
    _turn_broken_skip_into_failure(report, {mark.name for mark in marks})
    return report


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared tables (mark the test ``data``); skips when it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared is absent")
    return SHARED
