"""The classics of the field as small exact functions: Richardson, Olson and Zeckhauser, Axelrod and Bennett, Signorino.

Not built yet: whatever is asked of this package raises `foedus.errors.NotBuilt`.
"""

from foedus.errors import NotBuilt


def __getattr__(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    raise NotBuilt(f"foedus.classics.{name}", "What works today: the laws of foedus.model, each with its paper.")
