"""foedus diff and foedus architectures: what is said, in which width, with which exit code."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys

import numpy as np
import pytest

from foedus.architectures.diff import default_day, diff, order_on
from foedus.architectures.load import architecture, names
from foedus.cli import main
from foedus.treaties.index import LABEL_WEIGHTS

DAY = datetime.date(2024, 7, 1)


@pytest.fixture
def say(capsys):
    """Run a command line; (exit code, stdout, stderr)."""

    def run(*words: str):
        code = main(list(words))
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


def between(world, one: str, other: str):
    before, after = (order_on(world, architecture(name), DAY) for name in (one, other))
    return diff(world, before, after)


def gains(found, kind: str, treaty: str):
    return [one for one in found.changes if one.change == "gained" and one.type == kind and one.treaty == treaty]


def test_article_10_alone_gives_consultation_and_duties_abroad_but_no_cover_at_home(world):
    found = between(world, "status-quo", "bloc-extension-article-10")
    help = gains(found, "defence", "nato_1949")
    new = {"JPN", "KOR", "AUS", "NZL"}
    assert help and all(set(one.bearers) == new and not new & set(one.toward) for one in help)
    assert any(new <= set(one.toward) for one in gains(found, "consultation", "nato_1949"))
    n = found.inside.index("JPN")
    assert found.measures_after.coverage[n] == found.measures_before.coverage[n]


def test_article_6_adds_the_cover(world):
    found = between(world, "status-quo", "bloc-extension")
    widened = [
        one for one in gains(found, "defence", "nato_1949") if one.article == "5-6 (widened)" and one.place == "home"
    ]
    assert {(one.status, one.toward, len(one.bearers), one.pairs) for one in widened} == {
        ("clear", ("JPN", "KOR", "AUS", "NZL"), 36, 140),
        ("disputed", ("JPN", "KOR", "AUS", "NZL"), 36, 140),
    }
    for one in widened:
        assert ("CHN" in one.against) == (one.status == "clear")
        assert ("USA" in one.against) == (one.status == "disputed")
    n = found.inside.index("KOR")
    assert found.measures_after.coverage[n] > found.measures_before.coverage[n]


def test_there_and_back_mirror_each_other(world):
    there, back = between(world, "status-quo", "hub-withdrawal"), between(world, "hub-withdrawal", "status-quo")
    assert there.distance == back.distance > 0
    told = [{(o.treaty, o.type, o.toward, o.bearers, o.place) for o in d.changes if o.change == c}
            for d, c in ((there, "lost"), (back, "gained"))]  # fmt: skip
    assert told[0] == told[1] and told[0]


@pytest.mark.parametrize("name", names())
def test_an_order_does_not_differ_from_itself(world, name):
    found = between(world, name, name)
    assert found.changes == () and found.distance == 0.0
    assert found.measures_before.selectivity == found.measures_after.selectivity
    assert (found.cooperation_pairs, found.institution_pairs) == (0, 0)


def test_no_duty_changes_where_only_cooperation_does(world):
    found = between(world, "status-quo", "enhanced-cooperation")
    assert found.changes == () and found.distance == 0.0 and found.cooperation_pairs > 100


def test_a_general_pact_selects_less_and_its_duty_waits_for_a_finding(world):
    found = between(world, "status-quo", "collective-security")
    assert found.measures_after.selectivity < found.measures_before.selectivity
    help = gains(found, "defence", "collective_security")
    assert {(one.needs, one.place, one.pairs) for one in help} == {("council_finding", "home and sea", 29 * 28)}


def test_the_day_is_that_on_which_all_edits_act(world, written):
    late = written("steps: [{enter: 2031, edits: [{op: set_arms, states: [JPN], factor: 2}]}]")
    assert default_day(world, architecture("status-quo"), late) == datetime.date(2031, 7, 1)
    assert default_day(world, architecture("status-quo")) == DAY


@pytest.mark.parametrize("name", [name for name in names() if name != "status-quo"])
def test_diff_fits_100_columns(say, name):
    code, out, err = say("diff", "status-quo", name)
    assert (code, err) == (0, "")
    assert max(len(line) for line in out.splitlines()) <= 100


def test_diff_of_two_dates(say):
    code, out, _ = say("diff", "2013-07-01", "2024-07-01", "--state", "FIN")
    assert code == 0
    assert "nato_1949" in out and "us_japan_1960" not in out


@pytest.mark.parametrize("words", [("1949-12-31", "1955-12-31"), ("1955-12-31", "2023-06-30"),
                                   ("1991-06-30", "2023-06-30", "--full")])  # fmt: skip
def test_two_far_dates_say_what_is_compared(say, words):
    code, out, err = say("diff", *words)
    assert (code, err) == (0, "") and max(map(len, out.splitlines())) <= 100
    told = " ".join(out.split())
    assert "63 states of asia-pacific-2023" in told or "states of asia-pacific-2023" in told
    assert "RUS as SUN" in told and "owe nothing and are owed nothing" in told
    assert "Distance of the two orders" in told and "among the states that exist on both days" in told
    assert len(out.splitlines()) < 90 or "--full" in words


def test_a_state_goes_on_under_another_code(world):
    """Warsaw Pact of 1955: the Soviet Union is a party; the states of its later republics do not exist."""
    order = order_on(world, architecture("status-quo"), datetime.date(1955, 12, 31))
    assert order.earlier == {"RUS": "SUN", "VNM": "DRV"}
    here = {code for code, there in zip(world.codes, order.present, strict=True) if there}
    assert {"RUS", "VNM", "POL"} <= here and not {"EST", "UKR", "KAZ", "BGD"} & here
    today = order_on(world, architecture("status-quo"), DAY)
    assert today.earlier == {} and today.present.all()
    found = diff(world, order, today)
    lost = [one for one in found.changes if one.treaty == "warsaw_pact_1955" and one.type == "defence"]
    assert lost and any("RUS" in one.bearers for one in lost) and all(one.change == "lost" for one in lost)
    n = found.inside.index("BGD")
    assert np.isnan(found.measures_before.coverage[n]) and not np.isnan(found.measures_after.coverage[n])
    assert found.measures_before.possible == sum(code in here for code in found.inside) - 1
    assert 0 < found.distance_common < found.distance < 1


def test_a_group_compared_alone(world, say):
    some = ("JPN", "KOR", "PRK", "CHN", "USA")
    one, other = (order_on(world, architecture(name), DAY, None, some) for name in ("status-quo", "two-blocs"))
    found = diff(world, one, other, "")
    assert set(found.inside) == set(some) and found.measures_before.possible == 4
    assert all({*change.bearers, *change.against} <= set(some) for change in found.changes)
    assert found.distance == found.distance_common == found.distance_region > 0
    assert found.cooperation_pairs <= 10
    n = found.inside.index("KOR")  # the USA owes help against JPN, PRK, CHN at .70, not against itself
    assert found.measures_before.coverage[n] == pytest.approx(3 / 4 * LABEL_WEIGHTS[2])
    assert found.measures_before.helpers[n].tolist() == [3 * (code == "USA") for code in world.codes]
    code, out, _ = say("diff", "status-quo", "two-blocs", "--states", ",".join(some))
    assert code == 0 and "5 states of asia-pacific-2023" in out and "GBR" not in out


def test_who_is_covered_is_told_for_both_sides(say):
    code, out, _ = say("diff", "status-quo", "hub-withdrawal")
    told = " ".join(out.split())
    assert code == 0
    assert "JPN 0.676 -> 0.000 before USA (27); after nobody" in told
    assert "Before: owed help against every attacker" in told and "After: owed help against every attacker" in told
    for said in ("coverage, mean of the region", "selectivity, Gini", "conflicts: help owed to both sides"):
        assert said in told


def test_diff_json(say):
    code, out, err = say("diff", "status-quo", "two-blocs", "--json", "--state", "CHN")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert list(told) == [
        "before", "after", "day_before", "day_after", "world", "region", "absent", "earlier", "changes", "counts",
        "coverage", "mean_coverage", "selectivity", "distance", "distance_common", "distance_region", "conflicts",
        "cooperation_pairs", "institution_pairs",
    ]  # fmt: skip
    assert all("CHN" in (*one["toward"], *one["bearers"]) for one in told["changes"])
    (china,) = told["coverage"]
    assert china["state"] == "CHN" and china["before_by"]["PRK"] == china["before_attackers"]
    assert china["difference"] == pytest.approx(china["after"] - china["before"])
    assert told["absent"] == {"before": [], "after": []} and told["distance_common"] == told["distance"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("status-quo", "two-bloks"), "Did you mean 'two-blocs'"),
        (("status-quo", "two-blocs", "--state", "JPM"), "Did you mean 'JPN'"),
        (("status-quo", "two-blocs", "--region", "asia"), "No region 'asia'"),
        (("status-quo", "two-blocs", "--states", "JPN,KOP"), "Did you mean 'KOR'"),
        (("status-quo", "two-blocs", "--states", "JPN"), "Name two or more"),
        (("status-quo", "two-blocs", "--on", "2024-13-01"), "no usable date"),
        (("status-quo", "2024-02-30"), "no usable date"),
        (("status-quo", "absent.yaml"), "Cannot read 'absent.yaml'"),
    ],
)
def test_bad_input_of_diff_exits_2(say, words, said):
    code, out, err = say("diff", *words)
    assert (code, out) == (2, "")
    assert said in err


def test_list_and_show(say):
    code, out, _ = say("architectures", "list")
    assert code == 0 and all(name in out for name in names())
    assert max(len(line) for line in out.splitlines()) <= 100
    listed = json.loads(say("architectures", "list", "--json")[1])["architectures"]
    assert listed[0]["name"] == "status-quo"
    for name in names():
        out = say("architectures", "show", name)[1]
        assert "finding" in out and max(len(line) for line in out.splitlines()) <= 100
        assert json.loads(say("architectures", "show", name, "--json")[1])["name"] == name


def test_new_then_check_then_diff(say, tmp_path):
    path = str(tmp_path / "mine.yaml")
    words = ("architectures", "new", path, "--from", "status-quo", "--admit", "nato_1949:JPN,KOR@2026",
             "--widen", "nato_1949:6:west_pacific")  # fmt: skip
    assert say(*words)[0] == 0
    assert say(*words)[0] == 2  # nothing is overwritten
    code, out, _ = say("architectures", "check", path)
    assert code == 0 and "1 steps, 2 edits, first year 2026" in out
    code, out, _ = say("diff", "status-quo", path, "--state", "JPN")
    assert code == 0 and "nato_1949 6 (widened): defence, deemed_necessary, home" in out
    assert "2026-07-01" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Nothing to write"),
        (("--admit", "nato_1949:JPN"), "Write TREATY:STATE,STATE@YEAR"),
        (("--admit", "nato_1950:JPN@2026"), "Did you mean 'nato_1949'"),
        (("--admit", "nato_1949:JPM@2026"), "'JPM'"),
        (("--widen", "nato_1949:6:west_pacifik"), "Did you mean 'west_pacific'"),
        (("--widen", "quad:6:west_pacific"), "no clause of defence"),
    ],
)
def test_bad_input_of_new_exits_2_and_writes_nothing(say, tmp_path, words, said):
    path = tmp_path / "mine.yaml"
    code, out, err = say("architectures", "new", str(path), *words)
    assert (code, out) == (2, "") and said in err
    assert not path.exists()


def test_the_law_alone_needs_no_compiled_code_and_no_data_frames():
    code = (
        "import sys; from foedus.cli import main; main(['diff', 'status-quo', 'bloc-extension', '--json']); "
        "print(sorted({'numba', 'jax', 'polars', 'pandas', 'matplotlib'} & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr.strip() == "[]"
