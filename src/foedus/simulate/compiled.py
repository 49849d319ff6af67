"""The one door to Numba: the same laws and loops that read as plain Python, compiled.

Compiled code is kept on disk in a folder named by a hash of all our sources, because the disk cache of Numba does not
see an edit in a called file. With ``NUMBA_DISABLE_JIT=1`` nothing is compiled and the numbers are the same.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from platformdirs import user_cache_path

LAYERS = ("model", "simulate")  # whose sources are compiled
MODULES = (
    "alignment", "arming", "ceiling", "coalition", "contest", "count", "crisis", "duties", "duty", "economy",
    "escalation", "foresight", "hostility", "joining", "law", "laying", "luck", "moving", "onset", "perception",
    "power", "realign", "replay", "rows", "sides", "start", "step", "supply", "tail", "threat", "war",
    "yearend",
)  # fmt: skip


def source_hash() -> str:
    """Hash of every source file that compiled code depends on, 16 hex digits."""
    root = Path(__file__).resolve().parent.parent
    seen = hashlib.sha256()
    for layer in LAYERS:
        for file in sorted((root / layer).glob("*.py")):
            seen.update(file.name.encode() + file.read_bytes())
    return seen.hexdigest()[:16]


def cache_folder() -> Path:
    """Where compiled code of these sources lies, in the user's cache."""
    return user_cache_path("foedus", appauthor=False) / "compiled" / source_hash()


def is_warm() -> bool:
    """Whether compiled code of these sources is already on disk."""
    folder = cache_folder()
    return folder.is_dir() and any(folder.rglob("*.nbc"))


@cache
def kernels() -> dict[str, Callable[..., Any]]:
    """The compiled entry points by name: prepare, settle, fill_tail, histories, luck_table; of realign and replay.

    The first call on new sources compiles on first use (seconds); later ones read the disk.
    """
    import numba
    from numba.extending import overload, register_jitable

    from foedus.model import law as words
    from foedus.simulate.lucktable import luck_table

    for module in MODULES:
        importlib.import_module(f"foedus.model.{module}")
    from foedus.model.inputs import Ground, Law
    from foedus.model.moving import Moves, Parts
    from foedus.model.realign import free_histories, settle_moves
    from foedus.model.replay import advanced
    from foedus.model.situation import Frame, Shelf, Situation, Tally
    from foedus.model.start import prepare, settle
    from foedus.model.step import histories, open_history
    from foedus.model.tail import fill_tail

    settings: Any = importlib.import_module("numba.core.config")  # its names are made when it is loaded
    settings.CACHE_DIR = str(cache_folder())
    if not settings.DISABLE_JIT:
        from foedus.simulate.bundles import bundled

        bundled(Ground, Law, Shelf, Frame, Situation, Tally, Parts, Moves)

        @overload(words.where)
        def _where(condition, yes, no):  # np.where on scalars would give an array of no dimension
            return lambda condition, yes, no: yes if condition else no

        for formula in (*words.LAWS, *words.LOOPS):
            register_jitable(formula)
    make: Any = numba.njit(cache=True, nogil=True, error_model="numpy")
    entries = (prepare, settle, fill_tail, histories, luck_table, open_history, advanced, settle_moves, free_histories)
    return {entry.__name__: make(entry) for entry in entries}


def quiet_overflow() -> Any:
    """Context in which keys may wrap around 2**64 when nothing is compiled."""
    return np.errstate(over="ignore")
