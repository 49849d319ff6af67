"""Architectures compared, as a user holds them: numbers, words, pictures, and where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import BadInput
from foedus.outcomes.compare import Results
from foedus.report.rows import Rows
from foedus.report.spec import Spec
from foedus.simulate.result import Ensemble

if TYPE_CHECKING:
    import polars as pl
    import xarray as xr
    from matplotlib.figure import Figure

    from foedus.report.cited import Citations


@dataclass(frozen=True, eq=False)
class Comparison:
    """Architectures compared under theories: numbers, words, pictures, and where they come from."""

    results: Results = field(repr=False)
    spec: Spec
    ensemble: Ensemble | None = field(default=None, repr=False)

    @cached_property
    def rows(self) -> Rows:
        """Rows by name, in the unit of files."""
        return Rows(self.results)

    @cached_property
    def ds(self) -> xr.Dataset:
        """All draws as an xarray.Dataset (see foedus.outcomes.dataset). A run opened from disk does not hold them."""
        from foedus.outcomes.dataset import dataset

        if self.ensemble is None:
            raise BadInput(
                "A run folder keeps the draws of groups (draws.parquet), not those of every state. "
                f"Make the run again: {self.spec.python}"
            )
        return dataset(self.ensemble, self.provenance())

    def frame(self, outcome: str, by: Sequence[str] = ("group",), pandas: bool = False) -> Any:
        """One outcome as a tidy frame of polars or pandas; `by`: theory, group or state, horizon (report.frames)."""
        from foedus.report.frames import frame

        made: pl.DataFrame = frame(self.results, outcome, by)
        if not pandas:
            return made
        import pandas as pd

        return pd.DataFrame({name: made[name].to_list() for name in made.columns})

    def measure(self, name: str) -> Any:
        """A table of its own as a polars frame: 'dilemma', 'gap' or 'crossing' (foedus.outcomes.measures)."""
        from foedus.report.frames import measure_frame

        return measure_frame(self.results, name)

    def claim(self, name: str) -> Any:
        """The chance that a claim holds here, beside its mirror, and what it rests on (foedus.claims.answer.Answer)."""
        from foedus.report.claimed import in_comparison

        return in_comparison(name, self.spec, self.ensemble)

    def sentence(self, architecture: str | None = None, horizon: int | None = None) -> str:
        """The answer in words, for one architecture (by default the first, or bloc-extension)."""
        from foedus.report.sentence import answer

        return answer(self.rows, self.spec, architecture, horizon)

    def table(self, theory: str | None = None, horizon: int | None = None) -> str:
        """Targeted and at war for every group, at most 100 columns wide."""
        from foedus.report.tables import group_table

        return group_table(self.rows, self.spec, theory, horizon)

    def plot(self, kind: str = "grid") -> Figure:
        """A figure for paper: 'grid' (groups by architecture) or 'signs' (theories by architecture)."""
        from foedus.report.figures import figure

        return figure(kind, self.rows, self.spec)

    def to_json(self) -> dict[str, Any]:
        """What `foedus compare --json` prints."""
        from foedus.report.frames import payload

        return payload(self.results, self.spec)

    def save(self, out: str | Path) -> Path:
        """Write a run folder and return the path of its page."""
        from foedus.report.run import write_run

        return write_run(Path(out), self.results, self.spec)

    def cite(self) -> Citations:
        """What this result used: theories' papers, treaties, figures, software; `.text()` and `.bibtex()`."""
        from foedus.report.cited import citations

        return citations(self.spec)

    def explain(self, state: str, year: int, architecture: str | None = None, **words: Any) -> str:
        """One state in one simulated calendar year, law by law; `words`: theory, draw, stream (foedus.report.again)."""
        from foedus.report.again import explained

        return explained(self.spec, state, year, architecture, **words)

    def provenance(self) -> dict[str, Any]:
        """Question, versions, hashes, seed, and the command and Python line that make this again."""
        return asdict(self.spec)

    def __repr__(self) -> str:
        return self.sentence()

    def _repr_html_(self) -> str:
        from foedus.report.html import fragment

        return fragment(self.rows, self.spec, self.results)


def open_run(folder: str | Path) -> Comparison:
    """The comparison that a run folder holds."""
    from foedus.report.run import read_run

    return Comparison(*read_run(Path(folder)))
