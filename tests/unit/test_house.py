"""House rules that a machine can hold: short files, short functions, telling names, strict skips."""

import ast
import importlib
import tomllib
from pathlib import Path

import pytest

from foedus.errors import NotBuilt

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "foedus").rglob("*.py"))
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "core", "manager", "managers"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT / "src" / "foedus"))


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_a_file_is_short_and_its_name_tells(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert path.stem not in FORBIDDEN
    assert ast.get_docstring(ast.parse(text)), "every module says in its first line what it holds"


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_a_function_has_at_most_40_lines(path):
    """Lines of code: the docstring, the decorators and the signature do not count."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            lines = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
            assert lines <= 40, f"{node.name} has {lines} lines"


@pytest.mark.parametrize("package", ["calibrate", "classics", "app"])
def test_what_is_not_built_says_so_by_name(package):
    module = importlib.import_module(f"foedus.{package}")
    if hasattr(module, "__path__") and len(list(Path(module.__path__[0]).glob("*.py"))) > 1:
        pytest.fail(f"foedus.{package} has files now: remove it from this test")
    with pytest.raises(NotBuilt, match=rf"foedus\.{package}\.anything is not built yet"):
        module.anything  # noqa: B018


def test_constraints_pin_every_dependency_exactly_and_name_no_address():
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in text and " @ " not in text and "index-url" not in text
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert all("==" in line.split(";")[0] for line in lines)
    pinned = {line.split("==")[0].lower().replace("_", "-").replace(".", "-") for line in lines}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["dependencies"] + [one for extra in project["optional-dependencies"].values() for one in extra]
    names = {one.split(">")[0].split("[")[0].lower().replace("_", "-").replace(".", "-") for one in asked}
    assert names <= pinned


@pytest.mark.parametrize(
    ("reason", "marks", "fine"),
    [
        ("the folder ../shared is absent", {"data"}, True),
        ("R is not installed", {"r"}, True),
        ("could not import 'rpy2': No module named 'rpy2'", {"r"}, True),
        ("slow", {"r"}, False),
        ("unconditional skip", set(), False),
    ],
)
def test_a_skip_names_what_is_absent(reason, marks, fine, monkeypatch, tmp_path, request):
    conftest = next(one for one in request.config.pluginmanager.get_plugins() if hasattr(one, "broken_skip"))
    monkeypatch.setattr(conftest, "STRICT", False)
    assert (conftest.broken_skip(reason, marks) == "") is fine
    monkeypatch.setattr(conftest, "STRICT", True)
    monkeypatch.setattr(conftest, "SHARED", tmp_path / "absent")
    assert (conftest.broken_skip(reason, marks) == "") is fine
    assert conftest.broken_skip("Chromium is not installed", {"browser"})
    monkeypatch.setattr(conftest, "SHARED", tmp_path)
    assert conftest.broken_skip("the folder ../shared is absent", {"data"})
