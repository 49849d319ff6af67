"""The commands that the documents show: they run and print what the page says.

A block marked `console` is run in an empty folder and compared: `...` alone in a line stands for any lines, at the end
of a line for the rest of it. A block whose first line names a file (```yaml my-order.yaml) is written there first.
Blocks marked `bash` hold commands that take longer: their commands and options must exist.
"""

import re
import shlex
from pathlib import Path

import pytest

from foedus.cli import every_command, find, main

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path) -> list[tuple[str, str, str]]:
    """(language, file name or '', text) of every fenced block."""
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def runs(text: str) -> list[tuple[str, str]]:
    """(command, expected output) of a console block."""
    parts = re.split(r"^\$ ", text, flags=re.MULTILINE)
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts[1:]]


def pattern(expected: str) -> str:
    """Expected output as a regular expression."""
    lines = []
    for line in expected.strip("\n").split("\n"):
        if line.strip() == "...":
            lines.append(r"(?:.*\n)*?")
        elif line.endswith("..."):
            lines.append(re.escape(line.removesuffix("...")) + r".*\n")
        else:
            lines.append(re.escape(line.rstrip()) + r" *\n")
    return "".join(lines)


WITH_CONSOLE = [page for page in PAGES if any(kind == "console" for kind, _, _ in blocks(page))]


@pytest.mark.parametrize("page", WITH_CONSOLE, ids=named)
def test_a_shown_command_prints_what_the_page_says(page, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for kind, file, text in blocks(page):
        if file:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            Path(file).write_text(text, encoding="utf-8")
        for command, expected in runs(text) if kind == "console" else ():
            words = shlex.split(command.split(" | ")[0])
            assert words[0] == "foedus", command
            code = main(words[1:])
            told = capsys.readouterr()
            printed = re.sub(r" +\n", "\n", told.out + told.err).strip("\n") + "\n"
            assert code in ((1, 2) if "foedus: " in expected else (0,)), f"{command}: {told.err}"
            assert re.fullmatch(pattern(expected), printed), f"{command}\n{printed}"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_named_command_exists_with_its_options(page):
    shown = [text for kind, _, text in blocks(page) if kind in ("bash", "console")]
    for line in re.findall(r"^(?:\$ )?(foedus .*)$", "\n".join(shown).replace("\\\n", " "), re.MULTILINE):
        words = shlex.split(line, comments=True)[1:]
        if words[0] in every_command():
            asked = {word.split("=")[0] for word in words if word.startswith("-")}
            assert asked <= options(words) | {"--help"}, line


def options(words: list[str]) -> set[str]:
    """Options of a command, or of a command in a group; raises NotBuilt for what is not built."""
    command = find(words[0])
    inner = getattr(command, "commands", {})
    if inner:
        assert words[1] in inner, words
        command = inner[words[1]]
    return {name for parameter in command.params for name in parameter.opts}
