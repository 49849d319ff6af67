"""The comparison with alliance data: on a made-up table of two alliances, and on ATOP itself where it is at hand."""

import json
import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from foedus.cli import main
from foedus.errors import BadInput
from foedus.tables import read_table
from foedus.treaties.atop import ALLIANCES, CONDITIONS, DYADS, MEMBERS, WORDS, read_atop
from foedus.treaties.atop_gaps import coverage
from foedus.treaties.conditions import conditions, set_in
from foedus.treaties.crosscheck import Tally, crosscheck
from foedus.treaties.divergences import CAUSES, COLUMNS, FILE
from foedus.treaties.treaty import Atop, Where
from tests.unit.treaties.made_up import clause, pact

FRA, GBR, ITA, POL, USA = 220, 200, 325, 290, 2
PAGE = Path(__file__).parents[3] / "docs" / "reference" / "atop-agreement.md"


def member(number, state, start=(2000, 1, 1), end=(0, 0, 0), types=("defense",), phase=0, sets=()):
    begins = dict(zip(("yrent", "moent", "dayent"), start, strict=True))
    ends = dict(zip(("yrexit", "moexit", "dayexit"), end, strict=True))
    held = {word: int(word in types) for word in WORDS}
    held |= {column: int(name in sets) for name, column in CONDITIONS.items()}
    return {"atopid": number, "member": state, **begins, **ends, "phase": phase, "version": 9.5, **held}


def alliance(number, types=("defense",), start=(2000, 1, 1), end=(0, 0, 0)):
    begins = dict(zip(("begyr", "begmo", "begday"), start, strict=True))
    ends = dict(zip(("endyr", "endmo", "endday"), end, strict=True))
    return {"atopid": number, **begins, **ends, "ineffect": int(not end[0]), **{w: int(w in types) for w in WORDS}}


def write(folder, members, alliances, dyads=((FRA, POL),)):
    pl.DataFrame(members).write_parquet(folder / MEMBERS)
    pl.DataFrame(alliances).write_parquet(folder / ALLIANCES)
    held = {f"atop_{word}": int(word == "defense") for word in WORDS}
    pl.DataFrame([{"ccode1": a, "ccode2": b, "year": 2010, **held} for a, b in dyads]).write_parquet(folder / DYADS)
    return folder


@pytest.fixture
def tiny(tmp_path):
    """Alliance 7: France, Britain, Italy and, later, the USA; Italy leaves in 2004. Coding ends in 2010."""
    members = [
        member(7, FRA), member(7, GBR, types=("defense", "consul")), member(7, ITA, end=(2004, 6, None)),
        member(7, USA, start=(2010, 5, 5)), member(8, FRA), member(8, POL), member(8, 999),
    ]  # fmt: skip
    return write(tmp_path, members, [alliance(7, ("defense", "consul")), alliance(8)], ((FRA, POL), (POL, FRA), (5, 7)))


def test_cells_causes_and_states_of_a_made_up_alliance(law, tiny):
    atop = read_atop(tiny)
    assert (atop.version, atop.first_year, atop.last_year, atop.last_dyad_year) == ("9.50", 2000, 2010, 2010)
    ours = pact(clause(), atop=Atop(7), signed=date(2000, 1, 1))
    check = crosscheck(replace(law, treaties={"pact": ours}), atop)
    one = check.instruments[0]
    assert one.pairs == 3 and one.states_ours == ("POL",) and one.states_theirs == ("USA",)
    assert check.cells_clauses == (4, 5)
    # FRA-GBR 11 years both ways; the two pairs with ITA agree for 2000-2004 and are ours alone for 2005-2010
    assert check.total["defence"] == Tally(both=2 * (11 + 5 + 5), ours=2 * (6 + 6))
    assert check.strict["defence"] == Tally(both=42)
    assert check.total["consultation"].theirs == 11 + 5  # only Britain's record has it
    assert check.by_year[2004]["defence"] == Tally(both=6) and check.by_year[2005]["defence"] == Tally(both=2, ours=4)
    causes = {(found.cause, found.type, found.side): found for found in check.divergences}
    assert causes["end", "", "ours"].cells == 24 and causes["end", "", "ours"].known == ""
    assert causes["type", "consultation", "theirs"].cells == 16
    assert causes["members", "", "ours"].states == ("POL",) and causes["members", "", "theirs"].states == ("USA",)
    assert {found.atop for found in check.divergences} == {7}


def test_what_the_records_show_counts_as_a_reason(law, tiny):
    later = date(2002, 3, 1)
    ours = pact(clause(), atop=Atop(7), signed=date(2000, 1, 1), force=(later, None), types=("defence", "consultation"))
    check = crosscheck(replace(law, treaties={"pact": ours}), read_atop(tiny), 2000, 2003)
    by = {found.cause: found for found in check.divergences if found.side == "theirs" and found.cause != "members"}
    assert by["begin"].known == "records" and "2000-01-01" in by["begin"].reason and "2002-03-01" in by["begin"].reason
    assert by["type"].known == "records" and "heading" in by["type"].reason
    assert set(check.by_year) == {2000, 2001, 2002, 2003}


def test_direction_phase_and_gap_are_told_apart(law, tmp_path):
    members = [
        member(7, FRA, types=()), member(7, GBR), member(7, ITA, end=(2002, 1, 1)),
        member(7, ITA, start=(2005, 1, 1), types=(), phase=2), member(7, POL, types=()),
    ]  # fmt: skip
    atop = read_atop(write(tmp_path, members, [alliance(7)]))
    check = crosscheck(replace(law, treaties={"pact": pact(clause(), atop=Atop(7))}), atop, 2000, 2005)
    causes = {found.cause: found for found in check.divergences}
    assert set(causes) == {"direction", "who", "phase", "gap"} and {found.side for found in causes.values()} == {"ours"}
    assert causes["phase"].states == ("FRA", "GBR", "ITA", "POL") and causes["phase"].cells == 3  # Italy in 2005
    assert causes["who"].states == ("FRA", "POL")


def test_conditions_of_defence_are_compared_where_both_see_defence(law, tmp_path):
    atop = read_atop(write(tmp_path, [member(7, FRA, sets=("location", "number")), member(7, GBR)], [alliance(7)]))
    ours = pact(
        clause(by=("RUS",), where=(Where(tags=("europe",)),)), clause(id="c", type="consultation"), atop=Atop(7)
    )
    check = crosscheck(replace(law, treaties={"pact": ours}), atop)
    found = {one.name: one for one in conditions(check.instruments)}
    assert found["location"].tally == Tally(both=1) and found["provocation"].tally == Tally(neither=1)
    assert found["adversary"].differ == ((7, "pact", "ours"),) and found["number"].differ == ((7, "pact", "theirs"),)
    assert set_in(pact(clause(unprovoked="direct", max_enemies=1))) == {"provocation", "number"}
    assert set_in(pact(clause(unprovoked="implied", by="nonparty"))) == set()


def test_what_we_lack_among_the_states_of_a_world(law, tiny):
    library = replace(law, treaties={"pact": pact(clause(victim=("FRA",)), atop=Atop(7))})
    gaps = coverage(library, read_atop(tiny), ["FRA", "POL", "GBR"])
    assert gaps.by_type["defence"] == Tally(both=1, ours=1, theirs=1, neither=3)
    assert (gaps.in_effect, gaps.with_two, gaps.matched) == (2, 2, 1)
    assert [(one.id, one.states, one.only_here) for one in gaps.lacking] == [(8, ("FRA", "POL"), 1)]
    assert gaps.orphans == 0 and read_atop(tiny).alliances[8].uncoded == (999,)


def test_measures_of_a_tally():
    assert Tally(4, 1, 1, 4).kappa == pytest.approx(0.6) and Tally(4, 1, 1, 4).f1 == pytest.approx(0.8)
    assert math.isnan(Tally().agree) and math.isnan(Tally(3).kappa) and math.isnan(Tally(0, 0, 0, 2).f1)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / DYADS).unlink(), f"No file '{DYADS}'"),
        (lambda folder: (folder / MEMBERS).write_bytes(b"PAR1 no"), "as Parquet"),
        (lambda folder: pl.DataFrame({"atopid": [1]}).write_parquet(folder / ALLIANCES), "no column 'begyr'"),
        (lambda folder: change(folder / MEMBERS, pl.col("member").cast(pl.String)), "column 'member' holds String"),
        (lambda folder: change(folder / MEMBERS, pl.lit(None).cast(pl.Int16).alias("yrent")), "7 empty cells"),
        (lambda folder: change(folder / MEMBERS, pl.lit(-9).alias("yrent")), "column 'yrent' holds -9"),
        (lambda folder: pl.read_parquet(folder / DYADS).clear().write_parquet(folder / DYADS), "has no row"),
    ],
)
def test_a_spoiled_table_is_named_with_what_is_wrong(tiny, spoil, said):
    spoil(tiny)
    with pytest.raises(BadInput, match=said):
        read_atop(tiny)


def change(path, expression):
    pl.read_parquet(path).with_columns(expression).write_parquet(path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--data", "nowhere"], "No folder 'nowhere'"),
        (["--data", ".", "--from-year", "1950", "--to-year", "1940"], "--to-year 1940 is before"),
        (["--data", ".", "--from-year", "-4"], "--from-year is -4"),
        (["--data", "tiny"], "No ATOP number of our records is in the tables"),
        (["--data", "tiny", "--world", "mars"], "No world 'mars'"),
    ],
)
def test_bad_input_is_an_error_with_words(tiny, arguments, said, capsys):
    words = [str(tiny) if one == "tiny" else one for one in arguments]
    assert main(["treaties", "crosscheck", *words]) == 2
    told = capsys.readouterr()
    assert said in told.err and not told.out


def test_every_reason_has_a_source_and_stands_once():
    rows = [(row["atop"], row.text("cause"), row.text("type"), row.text("side")) for row in read_table(FILE, COLUMNS)]
    assert len(rows) == len(set(rows)) and {cause for _, cause, _, _ in rows} <= set(CAUSES)


@pytest.mark.data
def test_headline_counts_on_atop_itself(shared, law, capsys, tmp_path):
    page = tmp_path / PAGE.name
    assert main(["treaties", "crosscheck", "--data", str(shared / "data"), "--page", str(page), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["atop"]["version"] == "4.01" and told["atop"]["last_year"] == 2016
    assert told["type_cells"]["heading"]["agree"] / told["type_cells"]["heading"]["all"] > 0.92
    by = {one["atop"]: one for one in told["instruments"]}
    assert by[3180]["types_clauses"] == by[3180]["types_atop"] == "D--AC"
    nato = by[3180]["dyad_years"]["defence"]
    assert (nato["both"], nato["ours"], nato["theirs"]) == (21700, 0, 726)
    japan = by[3375]["dyad_years"]["defence"]
    assert (japan["both"], japan["ours"], japan["theirs"]) == (57, 57, 0)  # Art. V obliges both; ATOP codes the USA
    assert by[2525]["end"] == {"ours": "1946-04-25", "atop": "1945-04-05"}
    assert not told["unknown_numbers"] and told["coverage"]["states"] == 63
    renewed = "foedus treaties crosscheck --data ../shared/data --page docs/reference/atop-agreement.md"
    lines = [text.read_text("utf-8").splitlines()[4:] for text in (page, PAGE)]
    assert lines[0] == lines[1], f"the texts have changed: run {renewed}"
