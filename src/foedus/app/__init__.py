"""The page: a local server, its sessions, and the views of a comparison.

Not built yet: whatever is asked of this package raises `foedus.errors.NotBuilt`.
"""

from foedus.errors import NotBuilt


def __getattr__(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    raise NotBuilt(f"foedus.app.{name}", "What works today: foedus compare -o RUN writes a page that opens from disk.")
