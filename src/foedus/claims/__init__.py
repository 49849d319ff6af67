"""Claims and their rivals: judged on a run, the region where they flip, sensitivity, the game, the article's sentences.

Not built yet: whatever is asked of this package raises `foedus.errors.NotBuilt`.
"""

from foedus.errors import NotBuilt


def __getattr__(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    raise NotBuilt(
        f"foedus.claims.{name}", "What works today: foedus compare shows each difference with its interval, by theory."
    )
