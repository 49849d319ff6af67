"""The command line: lazy, exact in its exit codes, clear in its errors."""

import importlib
import subprocess
import sys
import types

import pytest
import typer

from foedus import cli
from foedus.errors import CheckFailed


@pytest.fixture
def command(monkeypatch):
    """Registers a function as the command ``probe`` and gives a caller of it."""

    def register(function, attribute="command"):
        module = types.ModuleType("probe_command")
        setattr(module, attribute, function)
        monkeypatch.setitem(sys.modules, "probe_command", module)
        monkeypatch.setitem(
            cli.COMMANDS["Data and house"], "probe", cli.Command("a probe", f"probe_command:{attribute}")
        )

    return register


def test_help_lists_every_command_and_marks_what_is_not_built(capsys):
    assert cli.main(["--help"]) == 0
    page = capsys.readouterr().out
    for name, one in cli.every_command().items():
        line = next(line for line in page.splitlines() if line.startswith(f"  {name} "))
        assert one.help in line and ("not built yet" in line) == (not one.target)
    assert max(len(line) for line in page.splitlines()) <= 100


def test_no_arguments_is_the_help_and_version_is_one_line(capsys):
    assert cli.main([]) == 0
    assert "Usage: foedus" in capsys.readouterr().out
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("foedus 0.")


def test_an_unknown_command_names_the_nearest_and_exits_2(capsys):
    assert cli.main(["obligatons", "CHN"]) == 2
    seen = capsys.readouterr()
    assert "No command 'obligatons'" in seen.err and "Did you mean 'obligations'?" in seen.err and seen.out == ""


@pytest.mark.parametrize("name", [name for name, one in cli.every_command().items() if not one.target])
def test_a_command_that_is_not_built_says_what_works_instead(name, capsys):
    assert cli.main([name, "--help"]) == 2
    assert f"'foedus {name}' is not built yet. What works today:" in capsys.readouterr().err


@pytest.mark.parametrize("name", [name for name, one in cli.every_command().items() if one.target])
def test_a_built_command_has_help(name, capsys):
    assert cli.main([name, "--help"]) == 0
    page = capsys.readouterr().out
    assert f"foedus {name}" in page and "Usage" in page


def test_a_typing_mistake_in_the_options_exits_2(command, capsys):
    def probe(count: int) -> None:
        """Count."""
        print(count)  # noqa: T201

    command(probe)
    assert cli.main(["probe", "3"]) == 0
    assert capsys.readouterr().out == "3\n"
    assert cli.main(["probe", "three"]) == 2
    seen = capsys.readouterr()
    assert "Usage: foedus probe" in seen.err and "count" in seen.err and seen.out == ""
    assert cli.main(["probe", "3", "--nothing"]) == 2
    assert cli.main(["probe"]) == 2


def test_errors_of_the_tree_go_to_stderr_with_their_exit_code(command, capsys):
    def probe() -> None:
        raise CheckFailed("The rows differ.")

    command(probe)
    assert cli.main(["probe"]) == 1
    seen = capsys.readouterr()
    assert seen.err == "foedus: The rows differ.\n" and seen.out == ""


def test_ctrl_c_is_one_line_and_130(command, capsys):
    def probe() -> None:
        raise KeyboardInterrupt

    command(probe)
    assert cli.main(["probe"]) == 130
    assert capsys.readouterr().err == "Stopped by Ctrl-C.\n"


def test_a_group_has_commands_of_its_own(command, capsys):
    group = typer.Typer()

    @group.command("list")
    def list_() -> None:
        print("one")  # noqa: T201

    @group.command("leave")
    def leave() -> None:
        raise typer.Exit(1)

    command(group, "app")
    assert cli.main(["probe", "list"]) == 0
    assert capsys.readouterr().out == "one\n"
    assert cli.main(["probe", "leave"]) == 1
    assert cli.main(["probe", "lst"]) == 2


def test_a_missing_library_inside_a_command_is_not_taken_for_not_built(command, monkeypatch):
    monkeypatch.setitem(cli.COMMANDS["Data and house"], "probe", cli.Command("a probe", "probe_absent:command"))
    assert cli.main(["probe"]) == 2
    real = importlib.import_module

    def absent(name, *rest):
        if name == "probe_absent":
            raise ModuleNotFoundError("No module named 'numba'", name="numba")
        return real(name, *rest)

    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(ModuleNotFoundError, match="numba"):
        cli.main(["probe"])


def test_a_closed_pipe_is_no_traceback():
    done = subprocess.run(
        f'"{sys.executable}" -m foedus --help | head -1', shell=True, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("Usage") and done.stderr == ""


def test_doctor_tells_the_state_of_the_installation(capsys):
    assert cli.main(["doctor"]) == 0
    page = capsys.readouterr().out
    assert "numpy" in page and "Python" in page and "cache" in page
    assert cli.main(["doctor", "--json"]) == 0
    import json

    told = json.loads(capsys.readouterr().out)
    assert told["foedus"] and told["core"]["numpy"] and set(told) >= {"python", "core", "extras", "caches"}
