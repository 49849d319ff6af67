"""A sheet laid out in inches from the top: text that folds, chips that wrap, frames and arrows."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import BadInput

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LINE = 0.145  # inches a line of 8 points takes
CHIP, HIGH = 0.36, 0.155  # inches of one chip
BLUE, ORANGE, GREY, DARK = "#0b5394", "#b35806", "#5f5f5f", "#222222"  # dark and light differ too: legible without hue
METADATA: dict[str, dict[str, Any]] = {
    ".svg": {"Date": None, "Creator": "foedus"},
    ".png": {"Software": "foedus"},
    ".pdf": {"CreationDate": None, "Producer": "foedus"},
}
STYLE: dict[Any, Any] = {"font.family": "DejaVu Sans", "svg.hashsalt": "foedus", "pdf.fonttype": 42}
LETTER = 0.0080  # inches a letter takes per point of size, on the wide side


class Sheet:
    """Marks are remembered as they are placed; the sheet is drawn when its height is known. `y` is where it stands."""

    def __init__(self, width: float) -> None:
        self.width, self.y = width, 0.12
        self.marks: list[Callable[[Axes], object]] = []

    def text(
        self, said: str, left: float, right: float, size: float = 8.0, bold: bool = False, colour: str = DARK
    ) -> None:
        """Words folded between `left` and `right`; moves down by the lines they take."""
        letters = max(8, int((right - left) / (LETTER * size * (1.09 if bold else 1.0))))
        for line in textwrap.wrap(said, letters, break_on_hyphens=False) or [""]:
            self.put(left, self.y, line, size, bold, colour)
            self.y += LINE * size / 8.0
        self.y += 0.015

    def put(self, x: float, y: float, line: str, size: float, bold: bool, colour: str) -> None:
        """One line with its upper left corner at (x, y)."""
        weight = "bold" if bold else "normal"
        self.marks.append(
            lambda axes: axes.text(x, y, line, fontsize=size, fontweight=weight, color=colour, va="top", ha="left")
        )

    def chips(self, marks: Sequence[tuple[str, str]], left: float, right: float) -> None:
        """(code, clear | disputed | quiet) as small boxes, wrapped between `left` and `right`."""
        each = max(1, int((right - left) / (CHIP + 0.03)))
        for number, (code, status) in enumerate(marks):
            row, column = divmod(number, each)
            self._chip(left + column * (CHIP + 0.03), self.y + row * (HIGH + 0.04), code, status)
        self.y += -(-len(marks) // each) * (HIGH + 0.04)

    def _chip(self, x: float, y: float, code: str, status: str) -> None:
        from matplotlib.patches import Rectangle

        face, edge, ink = {
            "clear": (BLUE, BLUE, "white"),
            "disputed": ("white", ORANGE, ORANGE),
            "quiet": ("#ececec", "#ececec", GREY),
        }[status]
        line = (0, (2, 1.2)) if status == "disputed" else "solid"

        def draw(axes: Axes) -> None:
            axes.add_patch(Rectangle((x, y), CHIP, HIGH, facecolor=face, edgecolor=edge, linewidth=0.9, linestyle=line))
            axes.text(x + CHIP / 2, y + HIGH / 2, code, fontsize=6.5, color=ink, ha="center", va="center_baseline")

        self.marks.append(draw)

    def dot(self, x: float, y: float, filled: bool) -> None:
        """A round mark: filled clear, open disputed."""
        colour = BLUE if filled else ORANGE
        face = BLUE if filled else "white"
        self.marks.append(lambda axes: axes.plot(x, y, "o", markersize=4, markerfacecolor=face, markeredgecolor=colour))

    def rule(self) -> None:
        """A thin line from margin to margin."""
        y, right = self.y, self.width - 0.15
        self.marks.append(lambda axes: axes.plot([0.15, right], [y, y], color="#cccccc", linewidth=0.7))
        self.y += 0.05

    def frame(self, left: float, top: float, right: float, low: float, broken: bool) -> None:
        """A frame; its edge is broken if what stands in it is disputed."""
        from matplotlib.patches import Rectangle

        line, edge = ((0, (3, 2)), ORANGE) if broken else ("solid", BLUE)

        def draw(axes: Axes) -> None:
            shape = Rectangle((left, top), right - left, low - top, fill=False, edgecolor=edge, linewidth=1.0)
            shape.set_linestyle(line)
            axes.add_patch(shape)

        self.marks.append(draw)

    def arrow(self, start: tuple[float, float], end: tuple[float, float], broken: bool) -> None:
        """From one box to the next."""
        how: dict[str, Any] = {"arrowstyle": "-|>", "color": ORANGE if broken else BLUE, "linewidth": 0.9}
        how |= {"shrinkA": 0, "shrinkB": 0, "linestyle": "dashed" if broken else "solid"}
        self.marks.append(lambda axes: axes.annotate("", xy=end, xytext=start, arrowprops=how))


def figure_of(sheet: Sheet) -> Figure:
    """The sheet drawn at its height, without a window."""
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    height = sheet.y + 0.1
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(sheet.width, height))
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, sheet.width)
        axes.set_ylim(height, 0)
        axes.axis("off")
        for draw in sheet.marks:
            draw(axes)
    return figure


def save(sheet: Sheet, path: Path | str) -> None:
    """Write the sheet; the same bytes for the same content. Raises BadInput for another suffix or a bad path."""
    target = Path(path)
    suffix = target.suffix.lower()
    if suffix not in METADATA:
        raise BadInput(f"'{target.name}' is no kind of picture that is written here. End it in {', '.join(METADATA)}.")
    import matplotlib

    with matplotlib.rc_context(STYLE):
        try:
            figure_of(sheet).savefig(target, dpi=200, metadata=METADATA[suffix])
        except OSError as error:
            raise BadInput(f"Cannot write '{path}': {error.strerror or error}. Choose another file.") from None
