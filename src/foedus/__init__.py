"""Who owes whom, under which article, and who becomes safer or less safe when that changes.

Five nouns: World, Treaty, Architecture, Theory, Claim. Names below are imported when they are first used, so that
``import foedus`` stays light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus import world
    from foedus.study import Comparison, architecture, compare, diff, obligations, open_run

__all__ = ["Comparison", "architecture", "compare", "diff", "obligations", "open_run", "world"]


def __getattr__(name: str) -> Any:
    """Import a public name on first use (PEP 562): `world` is the package of that name, the rest is in study."""
    if name not in __all__:
        raise AttributeError(f"module 'foedus' has no attribute '{name}'")
    from importlib import import_module

    if name == "world":
        return import_module("foedus.world")
    return getattr(import_module("foedus.study"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
