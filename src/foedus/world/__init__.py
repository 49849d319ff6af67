"""Worlds: the states of a region in one year, their figures, geography, claims, institutions and cooperation.

The package can be called: ``foedus.world("asia-pacific", 2023)`` is ``find("asia-pacific", 2023)``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.world.world import World


def find(name: str | Path, year: int | None = None) -> World:
    """An embedded world by its name ('asia-pacific-2023', or 'asia-pacific' and a year), or one from a folder.

    Raises UnknownWorld, BadInput or BadFile.
    """
    from foedus.world.load import embedded, read_world

    called = str(name) if year is None else f"{name}-{year}"
    return read_world(called) if "/" in called or Path(called).is_dir() else embedded(called)


class _Callable(ModuleType):
    """This package, with the one verb that users write on its name."""

    def __call__(self, name: str | Path, year: int | None = None) -> World:
        return find(name, year)


sys.modules[__name__].__class__ = _Callable
