"""The gazetteer: homes and forces at sea of the embedded world, dated holders, claims."""

import csv
from datetime import date
from pathlib import Path

import pytest

from foedus.errors import UnknownState
from foedus.treaties.places import home_place, sea_place


def test_every_home_is_metropolitan_and_held_by_its_state(law):
    homes = [one for one in law.places.values() if one.home_of]
    assert len(homes) == len({one.home_of for one in homes}) == 63
    for one in homes:
        assert "metropolitan" in one.tags
        assert one.sov_on(date(2023, 7, 1)) == one.adm_on(date(2023, 7, 1)) == one.home_of
        assert one.lat is not None
        assert one.lon is not None


def test_forces_at_sea_stand_where_nobody_is_sovereign(law):
    seas = [one for one in law.places.values() if one.sea_of]
    assert {one.sea_of for one in seas} == {one.home_of for one in law.places.values() if one.home_of}
    assert all(not one.sov and not one.adm and {"high_seas", "forces_at_sea"} <= one.tags for one in seas)


def test_the_area_of_the_manila_pact_lies_south_of_its_line(law):
    for one in law.places.values():
        if one.lat is not None and "seato_area" in one.tags and (one.home_of or one.sea_of):
            assert one.lat < 21.5


def test_names_of_homes_and_seas(law):
    assert home_place("JPN") == "tokyo"
    assert home_place("TWN", law) == home_place("ROC", law) == "home_twn"
    assert sea_place("NPL") == "sea_npl"
    with pytest.raises(UnknownState):
        home_place("ROU2")
    with pytest.raises(UnknownState):
        sea_place("TUV")


def test_administration_changes_hands(law):
    assert law.place("senkaku").adm_on(date(1972, 5, 14)) == "USA"
    assert law.place("senkaku").adm_on(date(1972, 5, 15)) == "JPN"
    assert law.place("crimea_2014").sov_on(date(2020, 1, 1)) == "UKR"
    assert law.place("karabakh").adm_on(date(2020, 1, 1)) is None


@pytest.mark.data
def test_every_state_of_the_shared_snapshot_has_both(shared: Path, law):
    with (shared / "data" / "snapshot_2023.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["iso3"] for row in csv.DictReader(file)]
    assert len(codes) == 63
    for code in codes:
        assert home_place(code, law) in law.places
        assert sea_place(code, law) in law.places
