"""What a user holds: a comparison and its verbs, and the questions that make one. Each verb is one step into a layer.

The heavy libraries are imported by the verbs that need them, not by this package.
"""

from __future__ import annotations

from foedus.study.ask import compare, is_world
from foedus.study.comparison import Comparison, open_run
from foedus.study.defaults import DEFAULTS, WORLD
from foedus.study.law import architecture, diff, obligations

__all__ = ["DEFAULTS", "WORLD", "Comparison", "architecture", "compare", "diff", "is_world", "obligations", "open_run"]
