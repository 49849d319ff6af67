"""Who owes whom, under which article, and who becomes safer or less safe when that changes.

Five nouns: World, Treaty, Architecture, Theory, Claim. Names below are imported when they are first used, so that
``import foedus`` stays light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus import world
    from foedus.report.claimed import claim
    from foedus.study import Comparison, architecture, compare, diff, obligations, open_run

__all__ = ["Comparison", "architecture", "claim", "compare", "diff", "obligations", "open_run", "world"]

PLACES = {"claim": "foedus.report.claimed"}


def __getattr__(name: str) -> Any:
    """Import a public name on first use (PEP 562): `world` is a package, most of the rest is in study."""
    if name not in __all__:
        raise AttributeError(f"module 'foedus' has no attribute '{name}'")
    from importlib import import_module

    if name == "world":
        return import_module("foedus.world")
    return getattr(import_module(PLACES.get(name, "foedus.study")), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
