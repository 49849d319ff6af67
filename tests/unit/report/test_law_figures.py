"""Figures of the law: all states stand on them, nothing overlaps, the same bytes every time."""

from datetime import date

import pytest

from foedus.errors import BadInput
from foedus.report.law_figures import bands, called_figure, called_sheet, cascade_figure, cascade_sheet
from foedus.report.sheet import Sheet, figure_of
from foedus.treaties.cascade import cascade
from foedus.treaties.cascade_steps import steps
from foedus.treaties.event import Event
from foedus.treaties.library import library
from foedus.treaties.obligations import evaluate

LAW = library()
SHOAL = Event(("CHN",), "PHL", "second_thomas_shoal", date(2026, 3, 1), target=("vessel",))
BAKU = Event(("IRN",), "AZE", "baku", date(2023, 7, 1))
SEOUL = Event(("PRK",), "KOR", "yeonpyeong", date(2025, 1, 15))
TALLINN = Event(("RUS",), "EST", "home_est", date(2026, 3, 1))
COURSES = {
    "T1": (BAKU, ["TUR"], {"TUR": "izmir"}),
    "T2": (SEOUL, ["USA"], {"USA": "hawaii", "PRK": "pyongyang"}),
    "all": (SEOUL, "clear and disputed", {}),
    "choice": (TALLINN, {"USA": "", "BLR": "RUS"}, {}),
}


def words(sheet: Sheet) -> list[str]:
    return [one.get_text() for one in figure_of(sheet).axes[0].texts if one.get_text()]


def assert_nothing_overlaps(sheet: Sheet) -> None:
    figure = figure_of(sheet)
    figure.canvas.draw()
    boxes = [one.get_window_extent() for one in figure.axes[0].texts if one.get_text()]
    width, height = figure.get_size_inches() * figure.dpi
    for number, one in enumerate(boxes):
        assert one.x0 >= 0 and one.y0 >= 0 and one.x1 <= width and one.y1 <= height
        for other in boxes[number + 1 :]:
            across = min(one.x1, other.x1) - max(one.x0, other.x0)
            down = min(one.y1, other.y1) - max(one.y0, other.y0)
            assert across <= 0 or down <= 2.0, "words over words"


@pytest.mark.parametrize("event", [SHOAL, BAKU, SEOUL, TALLINN], ids=["shoal", "baku", "seoul", "tallinn"])
def test_who_is_called_stands_on_the_figure_without_overlap(event):
    answer = evaluate(LAW, event)
    sheet = called_sheet(LAW, answer)
    assert_nothing_overlaps(sheet)
    said = words(sheet)
    for row in answer.called:
        assert LAW.world_code(row.state) in said
    text = " ".join(said)
    assert (
        "inputs of the question, not findings" in text and event.date.isoformat() in text and "administered by" in text
    )


def test_a_band_holds_clear_and_disputed_bearers_of_one_duty():
    made = bands(LAW, [row for row in evaluate(LAW, SHOAL).called if row.type == "defence"])
    assert made[0].clear == ("USA",) and made[0].disputed == ()
    assert ("AUS", "FRA", "GBR", "NZL", "THA") in [one.disputed for one in made]


@pytest.mark.parametrize("name", COURSES)
def test_a_course_stands_on_the_figure_without_overlap(name):
    event, policy, places = COURSES[name]
    course = cascade(LAW, event, policy, places)
    sheet = cascade_sheet(LAW, course, "named")
    assert_nothing_overlaps(sheet)
    said = words(sheet)
    assert f"Round {max(one.round for one in course.joined) + 1}" in said
    for one in course.joined:
        assert LAW.world_code(one.state) in said
    text = " ".join(said)
    assert ("a choice without a duty" in " ".join(text.split())) == (name == "choice")


def test_a_step_of_several_states_names_all_that_call_the_same_help():
    root = steps(cascade(LAW, SEOUL, "clear and disputed"))
    (usa,) = root.below
    many = max(usa.below, key=lambda one: len(one.states))
    against = next(one for one in many.happenings if one.kind == "fight" and one.victims == ("CHN",))
    assert len(against.attackers) > 5 and {one.owing for one in against.helps} >= {("PRK",)}
    assert sum(len(one.states) for one in usa.below) > 30


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf"])
def test_the_same_bytes_every_time(tmp_path, suffix):
    one, other = tmp_path / f"one.{suffix}", tmp_path / f"other.{suffix}"
    course = cascade(LAW, SEOUL, ["USA"])
    for path in (one, other):
        cascade_figure(LAW, course, path)
    assert one.read_bytes() == other.read_bytes()
    called_figure(LAW, evaluate(LAW, SHOAL), one)
    assert one.stat().st_size > 5000


@pytest.mark.parametrize("name", ["x.gif", "absent/x.png", "x"])
def test_another_kind_of_file_or_a_bad_path_is_bad_input(tmp_path, name):
    with pytest.raises(BadInput):
        called_figure(LAW, evaluate(LAW, SHOAL), tmp_path / name)
