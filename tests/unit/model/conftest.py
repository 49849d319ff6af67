"""Loops run here as plain Python, where keys of luck wrap around 2**64 with a warning unless it is switched off."""

from collections.abc import Iterator

import pytest

from foedus.simulate.compiled import quiet_overflow


@pytest.fixture(autouse=True)
def _keys_may_wrap() -> Iterator[None]:
    with quiet_overflow():
        yield
