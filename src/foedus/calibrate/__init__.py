"""Evidence: the panel of 1816 to 2010, the likelihood that calls the laws of the simulator, fit, weights, backtest.

Not built yet: whatever is asked of this package raises `foedus.errors.NotBuilt`.
"""

from foedus.errors import NotBuilt


def __getattr__(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    raise NotBuilt(
        f"foedus.calibrate.{name}",
        "What works today: every theory with its declared priors, and the theories weighted equally.",
    )
