"""The embedded world and law, and architectures written in a line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from foedus.architectures.architecture import Architecture
from foedus.architectures.load import read_architecture
from foedus.treaties.library import Library, library
from foedus.world.load import embedded
from foedus.world.world import World

HEAD = """\
name: test-order
title: a test
note: a test
source: [a test]
design:
  insiders: [JPN]
  region: asia-pacific
  direction: outward
  finding: nobody
  vote: none
  means: none
  restraint: none
  exit: none
"""


@pytest.fixture(scope="session")
def world() -> World:
    return embedded("asia-pacific-2023")


@pytest.fixture(scope="session")
def law() -> Library:
    return library()


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Architecture]:
    """An architecture from the YAML of its steps or edits."""

    def write(body: str = "", head: str = HEAD) -> Architecture:
        path = tmp_path / "order.yaml"
        path.write_text(head + body, encoding="utf-8")
        return read_architecture(path)

    return write
