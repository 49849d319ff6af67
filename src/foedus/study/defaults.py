"""What a question takes where nothing is said."""

from __future__ import annotations

from typing import Any

from foedus.report.messages import DEFAULT_YARDSTICK

WORLD = "asia-pacific-2023"
DEFAULTS: dict[str, Any] = {"world": WORLD, "draws": 256, "streams": 8, "years": 20, "seed": 1, "discount": 0.0}
DEFAULTS["yardstick"] = DEFAULT_YARDSTICK
