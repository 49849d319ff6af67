"""Thousands of futures: every draw of every theory under every architecture, in a thread pool.

The luck of a draw is named, not ordered (`foedus.model.luck`), so the result is the same at any number of threads.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any

import numpy as np

from foedus.errors import BadInput, BadNumber, NotBuilt, SimulationFailed
from foedus.model.inputs import ground, law
from foedus.model.luck import stream_key
from foedus.model.situation import FINE, NOT_A_NUMBER, TOO_MANY_ROWS, TOO_MANY_WARS
from foedus.simulate.compiled import kernels, quiet_overflow
from foedus.simulate.failure import first_fault
from foedus.simulate.frames import Room, cooperation_values, empty_arrays, token_chances, totals_of
from foedus.simulate.moves import in_kinds_of
from foedus.simulate.result import STATUS_QUO, Ensemble, Plan
from foedus.simulate.twins import both_twins
from foedus.theories.forms import check_switches
from foedus.world.imputed import complete
from foedus.world.world import position

# Terms of MODEL E13, E16 and E19 that are 0 unless fitted or declared: no run reads them yet, so none may set them.
UNREAD = ("join_alignment", "join_balance", "join_cost", "surprise_hostility", "decoupling")
FAILURES = {
    TOO_MANY_WARS: "more wars than a history can hold",
    NOT_A_NUMBER: "a number that is not one",
    TOO_MANY_ROWS: "more duties than the law of a history can hold",
}
Progress = Callable[[int, int], None]  # (draws done, draws in all)
War = tuple[int, str, str]  # calendar year, initiator, target


def simulate(
    world: Any,
    architectures: Mapping[str, Any],
    theories: Mapping[str, np.recarray],
    plan: Plan,
    progress: Progress | None = None,
    wars: Iterable[War] = (),
    options: Mapping[str, Any] | None = None,
) -> Ensemble:
    """Run an ensemble.

    Parameters
    ----------
    world : World
        Missing cells are imputed by the declared rules, and listed in the provenance.
    architectures : name -> Commitments
        All for the states of the world and for `plan.years` simulated years; `status-quo` is among them.
    theories : name -> (draws,) recarray of parameters, from `foedus.theories.draws`
    plan : Plan
    progress : called with (draws done, draws in all)
    wars : (calendar year, initiator, target) of wars that begin in every history, as in `given_war`
    options : name -> Options, from `foedus.architectures.options`
        Of every architecture; needed with `plan.realign`, else not looked at.

    Returns
    -------
    Ensemble, with the status quo first.

    Raises
    ------
    BadInput
        The status quo is missing, or a body of law covers other states or years.
    BadNumber
        A parameter of a draw is not finite.
    SimulationFailed
        A history gave a number that is not one; says theory, architecture, draw, year, law and states.
    """
    names, wars = _in_order(architectures), tuple(wars)
    filled, imputed = complete(world)
    _check(filled, architectures, theories, plan)
    land = ground(filled)._replace(declared=_declared(wars, filled, plan))
    totals = totals_of(filled)
    laws = tuple(law(architectures[name], land.claim) for name in names)
    runs = (len(theories), len(names), plan.draws)
    used: dict[str, Any] = {name: draws[: plan.draws] for name, draws in theories.items()}
    arrays: dict[str, Any] = dict(empty_arrays(runs, len(filled.codes), plan, len(totals)))
    out = Ensemble(
        theories=tuple(theories),
        architectures=names,
        codes=filled.codes,
        first_year=filled.year + 1,
        years=plan.years,
        report_years=plan.report_years,
        horizons=plan.horizons,
        seed=plan.seed,
        draws=plan.draws,
        streams=plan.streams,
        system_names=totals,
        provenance={},
        parameters=used,
        **arrays,
    )
    parts = _options_of(names, options) if plan.realign else ()
    laws = tuple(in_kinds_of(one, part) for one, part in zip(laws, parts, strict=True)) if plan.realign else laws
    job = _Job(out, land, laws, tuple(architectures[name] for name in names), theories, plan, parts)
    began = time.perf_counter()
    _run(job, progress)
    made = dict(out.provenance)
    made["seconds"] = round(time.perf_counter() - began, 3)
    made["imputed"] = [f"{one.state} {one.field}: {one.rule}" for one in imputed]
    made["wars declared"] = [f"{year}: {one} against {other}" for year, one, other in wars]
    made["alignment"] = "free" if plan.realign else "frozen"
    made["law"] = {name: architectures[name].law_hash for name in names}
    object.__setattr__(out, "provenance", made)
    return out


class _Job:
    """One ensemble under way: inputs, the arrays to fill, and a room for each thread."""

    def __init__(
        self, out: Ensemble, land: Any, laws: Any, commitments: Any, theories: Any, plan: Plan, options: Any = ()
    ) -> None:
        self.options = options
        self.out, self.laws, self.commitments, self.theories, self.plan = out, laws, commitments, theories, plan
        self.ground = land
        self.twins = [both_twins(one, laws[0] if one is not laws[0] else None) for one in laws]
        self.stop = threading.Event()
        self.local = threading.local()

    def draw(self, d: int) -> int:
        """Run draw `d` of all theories under all architectures."""
        if not hasattr(self.local, "room"):
            self.local.room = Room(self.ground, self.laws, self.twins, self.plan, self.options)
        room, steps = self.local.room, kernels()
        key = np.array([self.plan.seed, d], np.uint64)
        with quiet_overflow():
            steps["luck_table"](key, room.luck)
            first = stream_key(key[0], key[1], np.uint64(0))
        for t, name in enumerate(self.theories):
            for a in range(len(self.laws)):
                if self.stop.is_set():
                    return d
                with quiet_overflow():
                    self.one(room, steps, key, first, (t, a, d), self.theories[name][d])
        return d

    def one(self, room: Room, steps: Any, key: np.ndarray, first: Any, at: tuple[int, int, int], p: Any) -> None:
        """Run one draw of one theory under one architecture and write its results."""
        t, a, d = at
        made = self.commitments[a]
        chances = token_chances(tuple(made.token_names), made.declared_token, p)
        frame = room.frames[a]._replace(p=p, token=chances, cooperation=cooperation_values(p))
        steps["prepare"](first, room.kinds[a], room.now, frame)
        if a == 0:
            steps["settle"](room.rates, room.now, frame)
        steps["fill_tail"](1 if a == 0 else 0, 1 if self.out.report_years else 0, room.now, frame)
        tally = room.tally(self.out, at)
        if self.plan.realign:
            moves = room.moves[a]
            if a == 0:
                steps["settle_moves"](room.now, moves, frame)
            status, year = steps["free_histories"](key, room.luck, room.now, moves, frame, tally)
        else:
            status, year = steps["histories"](key, room.luck, room.now, frame, tally)
        if status != FINE:
            why = FAILURES[status]
            where = f"theory {self.out.theories[t]}, architecture {self.out.architectures[a]}, draw {d}"
            told = status == NOT_A_NUMBER and not self.plan.realign
            found = first_fault(key, frame, room, tally, self.out.codes) if told else ""
            raise SimulationFailed(f"{where}, year {self.out.first_year - 1 + year}: {why}.{found}")


def _run(job: _Job, progress: Progress | None) -> None:
    """Spread the draws over threads; stop all of them at the first failure or at Ctrl-C."""
    threads = job.plan.threads or os.cpu_count() or 1
    draws = job.plan.draws
    job_done = 0
    if progress:
        progress(0, draws)
    with ThreadPoolExecutor(threads) as pool:
        waiting = [pool.submit(job.draw, d) for d in range(draws)]
        try:
            for done in as_completed(waiting):
                done.result()
                job_done += 1
                if progress:
                    progress(job_done, draws)
        except BaseException:
            job.stop.set()
            for future in waiting:
                future.cancel()
            raise


def _declared(wars: Iterable[War], world: Any, plan: Plan) -> np.ndarray:
    """(E, 3) int64: year of the run from 1, initiator, target. Raises BadNumber, BadInput or UnknownState."""
    rows = []
    for year, one, other in wars:
        if not world.year < year <= world.year + plan.years:
            raise BadNumber("year of a war", year, f"from {world.year + 1} to {world.year + plan.years}")
        if one == other:
            raise BadInput(f"A war needs two states, found '{one}' twice.")
        rows.append((year - world.year, position(world, one), position(world, other)))
    return np.array(rows, np.int64).reshape(-1, 3)


def _in_order(architectures: Mapping[str, Any]) -> tuple[str, ...]:
    """Names with the status quo first; differences are taken against it."""
    if STATUS_QUO not in architectures:
        raise BadInput(f"A comparison needs the architecture '{STATUS_QUO}'. Add it.")
    return (STATUS_QUO, *(name for name in architectures if name != STATUS_QUO))


def _options_of(names: tuple[str, ...], options: Mapping[str, Any] | None) -> tuple[Any, ...]:
    """The options of every architecture, in order."""
    missing = [name for name in names if name not in (options or {})]
    if missing:
        raise BadInput(
            f"Free re-alignment needs the options of '{missing[0]}'. Make them: architectures.options.options."
        )
    return tuple((options or {})[name] for name in names)


def _check(world: Any, architectures: Mapping[str, Any], theories: Mapping[str, np.recarray], plan: Plan) -> None:
    """Raise BadInput unless bodies of law and draws fit the world and the plan."""
    for name, made in architectures.items():
        if tuple(made.codes) != tuple(world.codes):
            raise BadInput(f"Architecture '{name}' was compiled for other states than those of world '{world.name}'.")
        if made.period.shape[0] < plan.years + 1:
            found = made.period.shape[0] - 1
            raise BadInput(f"Architecture '{name}' covers {found} years, the run needs {plan.years}.")
    for name, draws in theories.items():
        if len(draws) < plan.draws:
            raise BadInput(f"Theory '{name}' has {len(draws)} draws, the run needs {plan.draws}.")
        for parameter in draws.dtype.names or ():
            bad = np.flatnonzero(~np.isfinite(draws[parameter][: plan.draws]))
            if bad.size:
                where = f"draw {bad[0]} of theory '{name}'"
                raise BadNumber(parameter, draws[parameter][bad[0]], "a finite number", where)
        names = draws.dtype.names or ()
        switches = {one: draws[one][: plan.draws] for one in names if one.endswith("_form")}
        check_switches(world, switches, f"theory '{name}'")
        for parameter in set(UNREAD) & set(draws.dtype.names or ()):
            if (draws[parameter][: plan.draws] != 0.0).any():
                raise NotBuilt(f"The term of '{parameter}', which theory '{name}' sets,", "Leave it at 0.")
