"""Progress of a run on stderr, for people at a terminal and for logs."""

from __future__ import annotations

import typer

from foedus.report.messages import say


class Watch:
    """Progress on stderr: a bar where the total is known; plain lines, one a quarter, when stderr is no terminal."""

    def __enter__(self) -> Watch:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        from foedus.simulate.compiled import is_warm

        self._cold = not is_warm()
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        console = Console(stderr=True)
        self._bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._bar.start()
        self._plain, self._quarter = not console.is_terminal, 0
        self._stage, self._task = "", None
        return self

    def __exit__(self, *stopped: object) -> None:
        self._bar.stop()

    def tell(self, stage: str, done: int, in_all: int) -> None:
        """Show one stage; `in_all` 0 is unknown."""
        if stage != self._stage:
            if self._task is not None:
                self._bar.remove_task(self._task)
            cold = stage == "simulate" and self._cold
            said = say("progress.compile") if cold else say(f"progress.{stage}")
            self._quarter = 0
            self._line(said)
            self._stage, self._task = stage, self._bar.add_task(said, total=in_all or None)
        if self._task is not None:
            self._bar.update(self._task, completed=done)
            if done:
                self._bar.update(self._task, description=say(f"progress.{stage}"))
        if in_all and 4 * done // in_all > self._quarter:
            self._quarter = 4 * done // in_all
            self._line(f"{say(f'progress.{stage}')}: {done}/{in_all}")

    def _line(self, said: str) -> None:
        """A line for a log; a terminal has the bar instead."""
        if self._plain:
            typer.echo(said, err=True)
