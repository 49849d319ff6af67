"""Dates as sources give them: a year, a month or a day."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import BadDate
from foedus.world.dates import as_date, check_date, stands


def test_a_part_of_a_date_means_all_its_days():
    assert check_date("2024-02") == (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    assert as_date("2023") == datetime.date(2023, 12, 31)


@given(st.dates(datetime.date(1000, 1, 1)))
def test_a_day_means_itself(day):
    assert check_date(day.isoformat()) == (day, day)
    assert as_date(day) is day


@pytest.mark.parametrize(
    "text", ["", "23", "2023-13", "2023-02-30", "2023-2-3", "soon", "2023-01-01-01", "0000", "٢٠٢٣"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(BadDate):
        check_date(text)


def test_open_ends():
    day = datetime.date(2023, 7, 1)
    assert stands("", "", day)
    assert stands("2023-07", "2023-07", day)
    assert not stands("2023-07-02", "", day)
    assert not stands("", "2023-06", day)
