"""Progress for a log: plain lines on stderr, nothing on stdout."""

from __future__ import annotations

from foedus.cli.watch import Watch


def test_a_log_gets_a_line_a_stage_and_one_a_quarter(capsys):
    with Watch() as progress:
        progress.tell("law", 0, 0)
        for done in range(9):
            progress.tell("simulate", done, 8)
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.splitlines()
    assert [line.rsplit(": ")[-1] for line in lines[2:]] == ["2/8", "4/8", "6/8", "8/8"]
    assert len(lines) == 6


def test_an_unknown_total_gets_its_stage_only(capsys):
    with Watch() as progress:
        progress.tell("law", 3, 0)
        progress.tell("law", 9, 0)
    assert len(capsys.readouterr().err.splitlines()) == 1
