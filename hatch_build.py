"""Build hook: checks every embedded treaty text and puts the plain index of them into the wheel.

An editable install needs no index: it is made once in the user's cache (`foedus.treaties.library`).
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TextIndex(BuildHookInterface):
    """Adds ``foedus/treaties/index.json`` to a wheel that is not editable."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it writes the wheel."""
        if version == "editable":
            return
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        try:
            from foedus.treaties.library import INDEX, build_index
        finally:
            sys.path.remove(str(source))
        self.folder = tempfile.TemporaryDirectory()
        index = build_index(Path(self.folder.name) / INDEX)
        build_data["force_include"][str(index)] = f"foedus/treaties/{INDEX}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes the temporary folder once the wheel is written."""
        if version != "editable":
            self.folder.cleanup()
