"""What a user holds: a comparison and its verbs, and the questions that make one. Each verb is one step into a layer.

The heavy libraries are imported by the verbs that need them, not by this module.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.architectures.architecture import Architecture
from foedus.architectures.load import find
from foedus.architectures.load import names as library_names
from foedus.errors import BadDate, BadInput
from foedus.outcomes.compare import Results
from foedus.outcomes.time import checked_rate
from foedus.report.inquiry import Progress, Question, answered
from foedus.report.messages import DEFAULT_YARDSTICK, checked_yardstick
from foedus.report.rows import Rows
from foedus.report.spec import Spec
from foedus.simulate.result import Ensemble, Plan, checked_alignment
from foedus.theories.load import ORDER
from foedus.theories.load import theory as find_theory
from foedus.world import find as find_world
from foedus.world.load import names as world_names
from foedus.world.world import World

if TYPE_CHECKING:
    import polars as pl
    import xarray as xr
    from matplotlib.figure import Figure

    from foedus.architectures.diff import Diff
    from foedus.treaties.obligations import Answer

WORLD = "asia-pacific-2023"
DEFAULTS: dict[str, Any] = {"world": WORLD, "draws": 256, "streams": 8, "years": 20, "seed": 1, "discount": 0.0}
DEFAULTS["yardstick"] = DEFAULT_YARDSTICK


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
            raise BadInput(f"A run folder keeps draws of groups, not of every state. Make it again: {self.spec.python}")
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

    def provenance(self) -> dict[str, Any]:
        """Question, versions, hashes, seed, and the command and Python line that make this again."""
        return asdict(self.spec)

    def __repr__(self) -> str:
        return self.sentence()

    def _repr_html_(self) -> str:
        from foedus.report.html import fragment

        return fragment(self.rows, self.spec)


def architecture(name: str) -> Architecture:
    """An architecture of the library by its name, or one from a YAML file."""
    return find(name)


def obligations(
    attacker: str, victim: str, date: str | datetime.date, place: str | None = None, **words: Any
) -> Answer:
    """Who owes whom what when `attacker` attacks `victim` at `place` on `date`, and who does not and why.

    Without `place` the attack falls on the home of the victim. `words` are the other fields of
    foedus.treaties.event.Event (target, acts, facts, provoked ...), and `order`, an architecture whose law is asked
    instead of the law as it stands.
    """
    from foedus.architectures.law import edited_library
    from foedus.treaties.event import Event
    from foedus.treaties.library import library
    from foedus.treaties.obligations import evaluate
    from foedus.treaties.places import home_place

    day = date if isinstance(date, datetime.date) else _day(date)
    law = library()
    if (order := words.pop("order", None)) is not None:
        law = edited_library(law, order if isinstance(order, Architecture) else find(order), day)
    where = home_place(victim, law) if place is None else law.place(place).id
    return evaluate(law, Event((law.law_code(attacker),), law.law_code(victim), where, day, **words))


def diff(before: str | Architecture, after: str | Architecture, world: World | str = WORLD, on: str = "") -> Diff:
    """What changes in law between two architectures, without simulation, on day `on` (YYYY-MM-DD).

    By default 1 July of the first year in which all edits act.
    """
    from foedus.architectures.diff import default_day, order_on
    from foedus.architectures.diff import diff as differences

    here = world if isinstance(world, World) else find_world(world)
    plans = [one if isinstance(one, Architecture) else find(one) for one in (before, after)]
    day = _day(on) if on else default_day(here, *plans)
    region = next((one.design.region for one in reversed(plans) if one.design.region in here.regions), "")
    return differences(here, order_on(here, plans[0], day), order_on(here, plans[1], day), region)


def is_world(name: str) -> bool:
    """Whether `name` names a world rather than an architecture."""
    return name in world_names() or (Path(name).is_dir() and (Path(name) / "states.csv").is_file())


def open_run(folder: str | Path) -> Comparison:
    """The comparison that a run folder holds."""
    from foedus.report.run import read_run

    return Comparison(*read_run(Path(folder)))


def compare(  # noqa: PLR0913  (the one call that takes the whole question)
    world: World | str = WORLD,
    architectures: Sequence[str | Architecture] | None = None,
    theories: Sequence[str] | None = None,
    draws: int = 256,
    streams: int = 8,
    years: int = 20,
    seed: int = 1,
    horizon: int | Sequence[int] | None = None,
    out: str | Path | None = None,
    threads: int | None = None,
    yardstick: str = DEFAULT_YARDSTICK,
    discount: float = 0.0,
    alignment: str = "frozen",
    progress: Progress | None = None,
) -> Comparison:
    """Simulate futures under each architecture and theory and compare them with the status quo.

    Parameters
    ----------
    world : World or name of one
    architectures : names, paths of YAML files, or records; by default the base architectures of the library
    theories : ids, or paths of YAML files; by default all six and `no-theory`
    draws, streams, years, seed : whole numbers
        Parameter vectors per theory, histories per draw, simulated years, and the name of the luck.
    horizon : years, one or several, up to `years` (the default)
    out : folder for the run; by default nothing is written
    threads : int, by default all cores
    yardstick : phia, icd203 or ipcc: where the probability words come from
    alignment : frozen, or free: states join, leave and found treaties of their own accord
    discount : yearly rate, 0 to 1; outcomes that are kept by year count year t (1 + discount)**(1 - t)
    progress : called with (stage, done, in all)

    Raises
    ------
    UnknownWorld, UnknownArchitecture, UnknownTheory, BadNumber, BadFile : for what cannot be used
    """
    words = {"world": world, "architectures": architectures, "theories": theories, "draws": draws, "streams": streams}
    words |= {"years": years, "seed": seed, "horizon": horizon, "out": out, "yardstick": yardstick}
    words |= {"discount": checked_rate(discount), "alignment": checked_alignment(alignment) or None}
    plan = Plan(seed, draws, streams, years, _horizons(horizon, years), threads, realign=bool(words["alignment"]))
    return _made(_question(words, plan), out, progress or (lambda *_: None))


def _question(words: Mapping[str, Any], plan: Plan) -> Question:
    """Names looked up; what is unknown raises before anything runs."""
    world, orders = words["world"], words["architectures"]
    return Question(
        world=world if isinstance(world, World) else find_world(world),
        architectures=tuple(_architectures(library_names("base") if orders is None else _several(orders))),
        theories=tuple(find_theory(name) for name in _several(words["theories"] or ORDER)),
        plan=plan,
        asked=_asked(words),
        yardstick=checked_yardstick(words["yardstick"]),
        discount=words["discount"],
    )


def _made(question: Question, out: str | Path | None, tell: Progress) -> Comparison:
    """The comparison, saved if a folder is named; a folder that cannot be used raises before anything runs."""
    if out is not None:
        from foedus.report.run import check_folder

        check_folder(Path(out))
    made = Comparison(*answered(question, tell))
    if out is not None:
        tell("write", 0, 0)
        made.save(out)
    return made


def _day(text: str) -> datetime.date:
    """A date written YYYY-MM-DD."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise BadDate(text) from None


def _architectures(orders: Sequence[str | Architecture]) -> Iterator[Architecture]:
    """Records of architectures that may be named."""
    for one in orders:
        yield one if isinstance(one, Architecture) else find(str(one))


def _several(names: Any) -> Sequence[Any]:
    """One name is a list of one."""
    return [names] if isinstance(names, (str, Architecture)) else names


def _asked(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a question that are no default, as plain values."""
    found: dict[str, Any] = {}
    for key, value in words.items():
        if value is None or value == DEFAULTS.get(key):
            continue
        if key in ("world", "out", "yardstick", "alignment"):
            found[key] = value.name if isinstance(value, World) else str(value)
        elif isinstance(value, (int, float)):
            found[key] = value
        else:
            found[key] = tuple(one.name if isinstance(one, Architecture) else one for one in _several(value))
    return found


def _horizons(horizon: int | Sequence[int] | None, years: int) -> tuple[int, ...]:
    """Increasing, each once; by default all years."""
    if horizon is None:
        return (years,)
    return (horizon,) if isinstance(horizon, int) else tuple(sorted(set(horizon)))
