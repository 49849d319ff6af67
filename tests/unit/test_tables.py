"""The one reader of CSV tables: typed values, and every mistake with its file, line and column."""

import datetime
import math

import numpy as np
import pytest

from foedus.errors import BadFile
from foedus.tables import Column, parse_table, read_table

COLUMNS = (
    Column("code"),
    Column("gdp", "float", low=0),
    Column("year", "int", required=False, low=1816, high=2100),
    Column("nuclear", "bool", required=False),
    Column("since", "date", required=False),
    Column("tier", required=False, valid=("none", "access", "basing")),
)


def test_a_table_is_typed_and_an_empty_cell_is_missing_not_zero():
    text = "# a comment\ncode,gdp,year,nuclear,since,tier\nJPN,4210.5,2023,no,1952-04-28,basing\nUSA,27000,,true,,\n"
    table = parse_table(text, COLUMNS, "own.csv")
    japan, usa = table
    assert japan["gdp"] == 4210.5 and japan["year"] == 2023 and japan["nuclear"] is False
    assert japan["since"] == datetime.date(1952, 4, 28) and japan["tier"] == "basing"
    assert usa["year"] is None and usa["since"] is None and usa["tier"] == "" and math.isnan(usa.number("year"))
    assert table["gdp"].dtype == np.float64 and table["nuclear"].dtype == bool
    assert table["gdp"].shape == (2,) and np.isnan(table["year"][1])
    assert len(table) == 2 and usa.line == 4 and usa.place("gdp").column == 2


def test_lines_are_counted_through_quoted_line_breaks_and_blank_lines():
    table = parse_table('code,gdp\n"two\nlines",1\n\nJPN,2\n', COLUMNS, "own.csv")
    assert [row.line for row in table] == [2, 5]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,gdp\nJPN,much\n", "own.csv, line 2, column 2, field 'gdp': 'much' is no number. It needs a number of 0"),
        ("code,gdp\nJPN,-1\n", "-1 is out of bounds"),
        ("code,gdp\nJPN,nan\n", "'nan' is not a finite number"),
        ("code,gdp\nJPN,\n", "the cell is empty"),
        ("code,gdp,year\nJPN,1,20.5\n", "line 2, column 3, field 'year': '20.5' is no number. It needs a whole number"),
        ("code,gdp,nuclear\nJPN,1,maybe\n", "neither true nor false"),
        ("code,gdp,since\nJPN,1,2023-02-30\n", "'2023-02-30' is no date. It needs a date YYYY-MM-DD"),
        ("code,gdp,tier\nJPN,1,acess\n", "Did you mean 'access'? It needs one of: none, access, basing"),
        ("code\nJPN\n", "line 1: missing column 'gdp'"),
        ("code,gpd\nJPN,1\n", "line 1, column 2: unknown column 'gpd'. Did you mean 'gdp'?"),
        ("code,gdp,gdp\nJPN,1,1\n", "column 'gdp' stands twice"),
        ("code,gdp\nJPN,1,2\n", "line 2: 3 cells where the header has 2"),
        ('code,gdp\n"JPN,1\n', "is no CSV"),
        ("code;gdp\nJPN;1\n", "the columns are not separated by commas"),
        ("code,gdp\nJPN,1_000\n", "'1_000' is no number"),
        ("code,gdp,year\nJPN,1," + "9" * 400 + "\n", "is no number"),
        ("code,gdp,since\nJPN,1,20230101\n", "'20230101' is no date"),
        ("", "the file is empty. Its first line must be: code,gdp"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_to_do(text, said):
    with pytest.raises(BadFile) as caught:
        parse_table(text, COLUMNS, "own.csv")
    assert said in str(caught.value)


def test_a_repeated_key_names_both_lines():
    table = parse_table("code,gdp\nJPN,1\nUSA,2\nJPN,3\n", COLUMNS, "own.csv")
    assert table.unique("code", "gdp") is table
    with pytest.raises(BadFile, match="line 4, column 1, field 'code': 'JPN' stands already in line 2"):
        table.unique("code")


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(BadFile, match="no such file"):
        read_table(tmp_path / "absent.csv", COLUMNS)
    with pytest.raises(BadFile, match="this is a folder"):
        read_table(tmp_path, COLUMNS)
    latin = tmp_path / "latin.csv"
    latin.write_bytes("code,gdp\nCôte,1\n".encode("latin-1"))
    with pytest.raises(BadFile, match="no UTF-8"):
        read_table(latin, COLUMNS)
    good = tmp_path / "good.csv"
    good.write_bytes(b"\xef\xbb\xbfcode,gdp\r\nJPN,1\r\n")
    assert read_table(good, COLUMNS).rows[0]["code"] == "JPN"
