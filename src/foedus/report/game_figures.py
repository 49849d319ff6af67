"""The lattice of coalitions: who moves where at mean payoffs, and how well each coalition is supported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.report.figures import STYLE
from foedus.report.game_text import headline

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LOW, FULL = "#f2f0f7", "#54278f"
SURE, UNSURE = "#333333", "#bbbbbb"


def write_figures(folder: Path, found: dict[str, Any]) -> None:
    """Write lattice.png and lattice.pdf, the same bytes for the same game."""
    import matplotlib

    with matplotlib.rc_context(STYLE):
        made = lattice(found)
        made.savefig(folder / "lattice.png", dpi=200, metadata={"Software": "foedus"})
        made.savefig(folder / "lattice.pdf", metadata={"CreationDate": None, "Producer": "foedus"})


def places(candidates: int) -> list[tuple[float, float]]:
    """Where each coalition stands: one row for each size, nobody at the bottom."""
    rows: dict[int, list[int]] = {}
    for s in range(2**candidates):
        rows.setdefault(s.bit_count(), []).append(s)
    return [
        (rows[s.bit_count()].index(s) - (len(rows[s.bit_count()]) - 1) / 2, float(s.bit_count()))
        for s in range(2**candidates)
    ]


def arrows(gain: list[list[float]], mcse: list[list[float]] | None) -> list[tuple[int, int, bool]]:
    """(from, to, beyond two errors) of every single move that pays at mean payoffs."""
    found = []
    for s, row in enumerate(gain):
        for k, value in enumerate(row):
            joins = not s >> k & 1
            if value > 0 if joins else value < 0:
                found.append((s, s ^ 1 << k, bool(mcse) and abs(value) >= 2 * mcse[s][k]))
    return found


def lattice(found: dict[str, Any], theory: str | None = None) -> Figure:
    """One theory (by default the pool): arrows are moves that pay, grey within two errors; shade is support."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.figure import Figure

    name = theory or headline(found)
    one, number = found["theories"][name], len(found["candidates"])
    spots, support = places(number), one["expected"]["support"]
    widest = max(abs(x) for x, _ in spots) + 0.7
    made = Figure(figsize=(max(4.0, 1.5 * widest), 1.2 + 1.1 * (number + 1)), layout="constrained")
    FigureCanvasAgg(made)
    axes = made.subplots()
    shade = LinearSegmentedColormap.from_list("support", [LOW, FULL])
    for start, end, sure in arrows(one["gain"], one["mcse"]):
        style = {"arrowstyle": "-|>", "color": SURE if sure else UNSURE, "shrinkA": 16, "shrinkB": 16}
        axes.annotate("", spots[end], spots[start], arrowprops=style)
    for s, (x, y) in enumerate(spots):
        box = {"boxstyle": "round,pad=0.4", "facecolor": shade(support[s]), "edgecolor": SURE, "linewidth": 0.6}
        text = found["coalitions"][s].replace(" ", "\n") if number > 3 else found["coalitions"][s]
        colour = "white" if support[s] > 0.5 else "black"
        axes.text(x, y, f"{text}\n{support[s]:.2f}", ha="center", va="center", fontsize=7, bbox=box, color=colour)
    axes.set(xlim=(-widest, widest), ylim=(-0.6, number + 0.6), xticks=[], yticks=range(number + 1), ylabel="states in")
    title = f"{found['architecture']}, {name}"
    axes.set_title(
        f"{title}\narrow: a move that pays at mean payoffs\n(grey: within two errors); shade: support",
        fontsize=8,
        loc="left",
    )
    return made
