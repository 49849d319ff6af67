"""The gazetteer: homes and forces at sea of the embedded world, dated holders, claims."""

import csv
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from foedus.errors import UnknownState
from foedus.treaties.places import home_place, place_line, place_of_claim, sea_place
from foedus.treaties.plain import place_from
from foedus.world.dates import stands
from foedus.world.load import embedded


def test_every_home_is_metropolitan_and_held_by_its_state(law):
    homes = [one for one in law.places.values() if one.home_of]
    assert len(homes) == len({one.home_of for one in homes}) == 75
    for one in homes:
        assert "metropolitan" in one.tags
        assert one.sov_on(date(2023, 7, 1)) == one.adm_on(date(2023, 7, 1)) == one.home_of
        assert one.lat is not None
        assert one.lon is not None


def test_forces_at_sea_stand_where_nobody_is_sovereign(law):
    seas = [one for one in law.places.values() if one.sea_of]
    assert {one.sea_of for one in seas} == {one.home_of for one in law.places.values() if one.home_of}
    assert all(not one.sov and not one.adm and {"high_seas", "forces_at_sea"} <= one.tags for one in seas)


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


@pytest.mark.parametrize(
    ("name", "last", "before", "after"),
    [
        ("goa", date(1961, 12, 18), "PRT", "IND"),
        ("hong_kong", date(1997, 6, 30), "GBR", "CHN"),
        ("macau", date(1999, 12, 19), "PRT", "CHN"),
        ("west_irian", date(1962, 9, 30), "NLD", None),
        ("east_pakistan", date(1971, 12, 15), "PAK", "BGD"),
        ("alsace", date(1918, 11, 21), "DEU", "FRA"),
        ("memel", date(1939, 3, 21), "LTU", "DEU"),
        ("danzig", date(1939, 8, 31), None, "DEU"),
        ("sudetenland", date(1938, 9, 30), "CZS", "DEU"),
        ("canal_zone", date(1979, 9, 30), "USA", "PAN"),
        ("algeria_1955", date(1962, 7, 4), "FRA", "DZA"),
        ("south_vietnam", date(1975, 4, 29), "RVN", "DRV"),
        ("paracels", date(1974, 1, 19), None, "CHN"),
        ("mischief_reef", date(1995, 2, 7), None, "CHN"),
        ("scarborough", date(2012, 6, 14), None, "CHN"),
        ("kuwait", date(1990, 8, 3), "KWT", "IRQ"),
        ("golan", date(1967, 6, 9), "SYR", "ISR"),
        ("falklands", date(1982, 6, 13), "ARG", "GBR"),
        ("abkhazia", date(1993, 9, 26), "GEO", None),
        ("donetsk", date(2014, 4, 6), "UKR", None),
        ("donetsk", date(2022, 2, 23), None, "RUS"),
        ("northern_cyprus", date(1974, 8, 16), "CYP", None),
        ("kaliningrad", date(1945, 4, 8), "DEU", "SUN"),
        ("kaliningrad", date(1991, 12, 25), "SUN", "RUS"),
    ],
)
def test_control_changes_on_the_day(law, name, last, before, after):
    place = law.place(name)
    assert (place.adm_on(last), place.adm_on(last + timedelta(days=1))) == (before, after)


def test_dated_rows_follow_each_other_and_name_states_of_their_time(law):
    for one in law.places.values():
        for rows in (one.sov, one.adm):
            for first, second in pairwise(rows):
                assert first.end is not None and second.start is not None and first.end < second.start, one.id
        for row in one.adm:
            first, last = row.start or date.min, row.end or date(2026, 1, 1)
            span = law.states[row.state].span
            lived = any((start or date.min) <= last and first <= (end or date.max) for start, end in span)
            assert lived, (one.id, row)


def test_a_place_is_printed_with_who_administers_and_who_claims_it(law):
    line = place_line(law, law.place("senkaku"), date(2026, 11, 24))
    assert line == "Senkaku/Diaoyu/Tiaoyutai islands: administered by JPN, claimed by CHN, TWN"
    assert place_line(law, law.place("orbit"), date(2026, 1, 1)) == "orbit: administered by no state"


def test_the_two_sectors_of_1962_stand_apart(law):
    day = date(2026, 11, 24)
    east, west = law.place("arunachal_pradesh"), law.place("aksai_chin")
    assert (east.adm_on(day), east.claimants_on(day)) == ("IND", ("CHN",))
    assert (west.adm_on(day), west.claimants_on(day)) == ("CHN", ("IND",))
    assert east.part_of == west.part_of == "nefa_aksai_chin"


def test_every_claim_of_the_embedded_world_stands_in_the_gazetteer(law):
    """Each claim has a place where, on its days, the claimant claims and no third state administers."""
    world = embedded("asia-pacific-2023")
    day = date(2023, 12, 30)
    seen = set()
    for claim in world.claims:
        name = place_of_claim(law, claim.place, claim.administrator, day)
        assert name is not None, claim.place
        place, claimant = law.place(name), law.law_code(claim.claimant)
        if stands(claim.since, claim.until, day):
            assert claimant in place.claimants_on(day), (name, claimant)
            held = place.adm_on(day)
            assert held in (None, law.law_code(claim.administrator)), (name, held)
            seen.add((claim.claimant, claim.administrator))
        else:
            assert claimant in {one.state for one in place.claimed_by}, name
    assert len(seen) > 55


def test_a_claimant_is_a_code_or_a_dated_row():
    plain = {"sov": None, "adm": "JPN", "tags": [], "claimed_by": ["CHN", {"s": "ROC", "from": "1971-01-01"}]}
    place = place_from("islet", plain)
    assert place.claimants_on(date(1960, 1, 1)) == ("CHN",)
    assert place.claimants_on(date(1980, 1, 1)) == ("CHN", "ROC")
