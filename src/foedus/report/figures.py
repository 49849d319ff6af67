"""Figures for paper: the grid of groups by architecture, and the signs by theory. Matplotlib is imported when used."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import UnknownName
from foedus.outcomes.compare import Key
from foedus.outcomes.definitions import HEADLINE, outcome
from foedus.report.messages import named, say, year_word
from foedus.report.rows import LESS, MORE, SAME, Row, Rows, headline_theory, lead_groups, shown_groups
from foedus.report.spec import Spec
from foedus.report.tables import by_construction, group_label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FEWER, MORE_COLOUR, NEUTRAL = "#542788", "#b35806", "#8c8c8c"  # purple and orange: told apart by all eyes
COLOURS = {LESS: FEWER, MORE: MORE_COLOUR}
STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "svg.hashsalt": "foedus",
    "pdf.fonttype": 42,
}


class UnknownFigure(UnknownName):
    """A figure that is not drawn."""

    kind = "figure"


def write_figures(folder: Path, rows: Rows, spec: Spec) -> None:
    """Write grid and signs, each as PNG and PDF, the same bytes for the same results."""
    import matplotlib

    folder.mkdir()
    with matplotlib.rc_context(STYLE):
        for name, draw in FIGURES.items():
            made = draw(rows, spec)
            made.savefig(folder / f"{name}.png", dpi=200, metadata={"Software": "foedus"})
            made.savefig(folder / f"{name}.pdf", metadata={"CreationDate": None, "Producer": "foedus"})


def figure(kind: str, rows: Rows, spec: Spec) -> Figure:
    """One figure by its name."""
    import matplotlib

    if kind not in FIGURES:
        raise UnknownFigure(kind, FIGURES)
    with matplotlib.rc_context(STYLE):
        return FIGURES[kind](rows, spec)


def _figure(width: float, height: float) -> Figure:
    """A figure without a window, drawn by Agg."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def _title(made: Figure, text: str) -> None:
    """A title on the left, folded at the width of the figure."""
    made.suptitle(textwrap.fill(text, 96), fontsize=8.5, x=0.01, ha="left")


def grid(rows: Rows, spec: Spec, theory: str | None = None, horizon: int | None = None) -> Figure:
    """Median, 50 % and 90 % of the difference, targeted and at war side by side, for every architecture and group."""
    theory, horizon = theory or headline_theory(spec), horizon or spec.horizons[-1]
    places = [(architecture, group) for architecture in spec.edited for group in shown_groups(spec, architecture)]
    figure = _figure(7.2, 1.1 + 0.17 * (len(places) + len(spec.edited)))
    left, right = figure.subplots(1, 2, sharey=True)
    for axes, name in ((left, HEADLINE[0]), (right, HEADLINE[1])):
        what = outcome(name)
        axes.axvline(0, color="#333333", linewidth=0.8)
        at, ticks, heads = 0.0, [], []
        for architecture in spec.edited:
            heads.append((at, architecture))
            for group in shown_groups(spec, architecture):
                at += 1.0
                row = rows.shown(Key(theory, architecture, "group", group, name, horizon))
                ticks.append((at, group_label(spec, architecture, group)))
                if row is not None:
                    _interval(axes, at, row)
            at += 1.4
        _axis(axes, ticks, heads, f"{what.title} ({what.shown_unit})")
    left.invert_yaxis()
    words = {"outcome": named("theory", theory), "unit": say("figure.points")}
    _title(figure, say("figure.grid", **words, years=horizon, year_word=year_word(horizon)))
    return figure


def _interval(axes: Axes, at: float, row: Row) -> None:
    """Thin line 90 %, thick line 50 %, dot the mean; grey and open where the sign is withheld."""
    colour = COLOURS.get(row.mean_verdict, NEUTRAL)
    if row.p05 == row.p05:
        axes.plot([row.p05, row.p95], [at, at], color=colour, linewidth=0.9, solid_capstyle="butt")
        axes.plot([row.p25, row.p75], [at, at], color=colour, linewidth=2.6, solid_capstyle="butt")
    known = row.mean_verdict in (LESS, MORE, SAME)
    axes.plot(row.difference, at, "o", color=colour, markersize=3.6, markerfacecolor=colour if known else "white")


def _axis(axes: Axes, ticks: list[tuple[float, str]], heads: list[tuple[float, str]], title: str) -> None:
    """Group names as ticks, architecture names above them in bold."""
    axes.set_title(title, fontsize=8, loc="left")
    axes.set_yticks([at for at, _ in [*heads, *ticks]], [text for _, text in [*heads, *ticks]])
    for at, label in enumerate(axes.get_yticklabels()):
        label.set_fontweight("bold" if at < len(heads) else "normal")
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#e5e5e5", linewidth=0.6)
    axes.set_axisbelow(True)


def signs(rows: Rows, spec: Spec, horizon: int | None = None) -> Figure:
    """Theories by architectures: purple less often, orange more often, grey sign withheld; * by construction."""
    horizon = horizon or spec.horizons[-1]
    places = [(architecture, group) for architecture in spec.edited for group in lead_groups(spec, architecture)]
    figure = _figure(7.2, 1.3 + 0.2 * len(places))
    left, right = figure.subplots(1, 2, sharey=True)
    for axes, name in ((left, HEADLINE[0]), (right, HEADLINE[1])):
        for at, (architecture, group) in enumerate(places):
            for column, theory in enumerate(spec.theories):
                _square(axes, column, at, rows, Key(theory, architecture, "group", group, name, horizon))
        axes.set_title(outcome(name).title, fontsize=8, loc="left")
        axes.set_xlim(-0.5, len(spec.theories) - 0.5)
        axes.set_xticks(range(len(spec.theories)), [named("short", theory) for theory in spec.theories], rotation=45)
        axes.set_yticks(range(len(places)), [f"{arch}: {group_label(spec, arch, group)}" for arch, group in places])
        axes.tick_params(length=0)
    left.set_ylim(len(places) - 0.5, -0.5)
    _title(figure, say("figure.signs", years=horizon, year_word=year_word(horizon)))
    return figure


def _square(axes: Axes, column: int, at: int, rows: Rows, key: Key) -> None:
    """One coloured square with its mark."""
    from matplotlib.patches import Rectangle

    row = rows.row(key)
    if row is None:
        return
    colour = COLOURS.get(row.mean_verdict, "#efefef")
    axes.add_patch(Rectangle((column - 0.46, at - 0.44), 0.92, 0.88, color=colour, linewidth=0))
    dark = row.mean_verdict in COLOURS
    text = {LESS: "−", MORE: "+", SAME: "0"}.get(row.mean_verdict, "·") + ("*" if by_construction(row, key) else "")
    axes.text(column, at, text, ha="center", va="center", color="white" if dark else "#333333", fontsize=7)


FIGURES: dict[str, Callable[[Rows, Spec], Figure]] = {"grid": grid, "signs": signs}
