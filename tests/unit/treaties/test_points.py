"""Places from coordinates: holders, claims, words of scope, and what is refused."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import BadInput, UnknownState
from foedus.treaties.boundaries import boundaries, distance_km
from foedus.treaties.event import Event
from foedus.treaties.library import library
from foedus.treaties.obligations import evaluate
from foedus.treaties.places import place_line
from foedus.treaties.points import place_at, units

NOW = date(2026, 11, 24)
# Places of the gazetteer whose administrator a bare point cannot tell: waters and strips that two states hold or claim,
# for which the gazetteer names nobody, and which the boundary file gives to one side.
WATERS = {"yellow_sea_nll", "sea_svn", "pedra_branca_waters", "piran_bay", "prevlaka", "ems_dollart"}
STRIPS = {"khm_vnm_border", "tha_lao_border", "sir_creek", "hans_island"}


def test_a_point_agrees_with_the_gazetteer_about_who_administers(law):
    others = set()
    for one in law.places.values():
        if one.lat is not None and one.lon is not None:
            found = place_at(law, one.lat, one.lon, NOW)
            if found.adm_on(NOW) != one.adm_on(NOW):
                others.add(one.id)
    assert others == WATERS | STRIPS
    assert all(law.places[name].adm_on(NOW) is None for name in others)


def test_a_home_keeps_the_words_that_clauses_read(law):
    """Taiwan is told as its island, which is not the metropolitan entry; waters near a coast are no high seas."""
    read = set(law.tokens.tags)
    for one in law.places.values():
        if one.home_of and one.lat is not None and one.lon is not None:
            found = place_at(law, one.lat, one.lon, NOW)
            lost = (one.tags & read) - found.tags
            assert lost <= ({"metropolitan"} if one.id == "home_twn" else set()), one.id


@pytest.mark.parametrize(
    ("lat", "lon", "adm", "claims"),
    [
        (25.75, 123.5, "JPN", ("CHN", "ROC")),  # Senkaku/Diaoyu/Tiaoyutai
        (24.0, 121.5, "ROC", ("CHN",)),
        (45.3, 34.5, "RUS", ("UKR",)),  # Crimea
        (34.1, 74.8, "IND", ("PAK",)),
        (35.3, 79.5, "CHN", ("IND",)),
        (44.0, 145.9, "RUS", ("JPN",)),
        (-51.8, -59.5, "GBR", ("ARG",)),
        (9.7, 115.85, "PHL", ("CHN", "ROC", "VNM")),
        (38.0, 125.5, "PRK", ("KOR",)),
        (48.86, 2.35, "FRA", ()),
        (35.25, 33.4, None, ()),  # northern Cyprus
        (42.65, 21.15, "XKX", ()),  # Kosovo: no state of the table of codes
        (9.1, 7.4, "STATE_X", ()),  # Nigeria: no code
    ],
)
def test_who_administers_and_who_claims_today(law, lat, lon, adm, claims):
    place = place_at(law, lat, lon, NOW)
    assert place.adm_on(NOW) == adm
    assert set(place.claimants_on(NOW)) == set(claims)


def test_the_territorial_sea_ends_at_twelve_miles(law):
    near, far = place_at(law, 40.7, 0.95, NOW), place_at(law, 40.0, 2.0, NOW)  # off the Ebro
    assert near.adm_on(NOW) == "ESP" and "high_seas" not in near.tags
    assert far.adm_on(NOW) is None and {"high_seas", "mediterranean"} <= far.tags
    assert place_at(law, 26.3, 123.9, NOW).adm_on(NOW) is None  # beyond the reach of the islets


def test_earlier_days_come_from_the_gazetteer_or_are_refused(law):
    assert place_at(law, 15.5, 73.9, date(1961, 12, 18)).adm_on(date(1961, 12, 18)) == "PRT"
    assert place_at(law, 15.5, 73.9, date(1961, 12, 19)).adm_on(date(1961, 12, 19)) == "IND"
    assert place_at(law, 35.6, 139.4, date(1936, 1, 1)).adm_on(date(1936, 1, 1)) == "JPN"  # near Tokyo
    with pytest.raises(BadInput, match=r"Who administered 5\.00 N, 9\.00 E .* on 1936-01-01 is not known.*--adm"):
        place_at(law, 5.0, 9.0, date(1936, 1, 1))
    told = place_at(law, 5.0, 9.0, date(1936, 1, 1), sov="none", adm="FRA")
    assert told.adm_on(date(1936, 1, 1)) == "FRA" and told.sov_on(date(1936, 1, 1)) is None


def test_the_caller_overrules(law):
    place = place_at(law, 18.5, 112.3, NOW, sov="TWN", adm="vnm")
    assert place.id == "18.50N_112.30E"
    assert (place.sov_on(NOW), place.adm_on(NOW)) == ("ROC", "VNM")
    with pytest.raises(UnknownState):
        place_at(law, 18.5, 112.3, NOW, adm="VNX")
    for lat, lon in ((91, 0), (0, 181), (float("nan"), 0)):
        with pytest.raises(BadInput, match="There is no point"):
            place_at(law, lat, lon, NOW)


def test_a_point_can_be_asked_of_the_law(law):
    """The same duty at the shoal by name and by its point; none from Article 6 on Hawaii by its point."""
    place = place_at(law, 9.72, 115.87, NOW)
    event = Event(("CHN",), "PHL", place.id, NOW, target=("vessel",))
    asked = evaluate(law.with_places({place.id: place}), event)
    assert ("USA", "us_philippines_1951") in {(row.state, row.treaty) for row in asked.called if row.type == "defence"}
    hawaii = place_at(law, 21.4, -157.9, NOW)
    asked = evaluate(law.with_places({hawaii.id: hawaii}), Event(("PRK",), "USA", hawaii.id, NOW))
    assert "nato_1949" not in {row.treaty for row in asked.called if row.type == "defence"}
    assert {"us_state", "island", "pacific", "south_of_tropic"} <= hawaii.tags


@pytest.mark.parametrize(
    ("lat", "lon", "has", "lacks"),
    [
        (4.9, -52.3, {"rio_region"}, {"europe", "metropolitan"}),  # French Guiana
        (28.1, -16.5, {"island", "natl_ntc"}, {"europe"}),  # Tenerife
        (58.0, 56.2, {"europe", "metropolitan"}, set()),  # Perm
        (56.0, 93.0, {"asia"}, {"europe"}),  # Krasnoyarsk
        (66.0, -172.0, {"asia"}, {"europe"}),  # Chukotka, beyond the date line
        (64.8, -147.7, {"north_america", "rio_region"}, {"island"}),
        (12.0, 105.0, {"se_asia", "seato_area", "seanwfz"}, set()),
        (7.0, 106.5, {"high_seas", "seanwfz"}, set()),
        (5.0, 118.3, {"se_asia", "seanwfz"}, set()),
        (18.0, 155.0, {"high_seas", "pacific"}, {"seanwfz", "far_east"}),
    ],
)
def test_words_of_scope_at_a_point(law, lat, lon, has, lacks):
    tags = place_at(law, lat, lon, NOW).tags
    assert has <= tags and not lacks & tags


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180))
def test_every_point_of_today_is_a_place(lat, lon):
    law = library()
    place = place_at(law, lat, lon, NOW)
    assert place.adm_on(NOW) is None or place.adm_on(NOW) in law.states
    assert ("high_seas" in place.tags) <= (place.adm_on(NOW) is None)
    assert place_line(law, place, NOW).startswith(place.name)
    assert place_at(law, lat, lon, NOW) == place


def test_the_files_are_small_and_fit_each_other(law):
    found = boundaries()
    assert {one.name for one in units()} == set(found.units)
    assert {one.place for one in units()} - {""} <= set(law.places)
    assert {one.inside for one in units()} - {""} <= set(law.areas)
    folder = Path(__file__).parents[3] / "src" / "foedus" / "treaties"
    assert (folder / "boundaries.json").stat().st_size < 400_000


def test_distances():
    assert distance_km((0, 0), (0, 90)) == pytest.approx(
        10007.5, abs=0.5
    )  # a quarter of the equator, sphere of 6371 km
    assert [one.unit for one in boundaries().coasts(51.0, 1.5, 40)] == ["France", "United Kingdom"]
    assert boundaries().unit_at(0.0, -30.0) is None
