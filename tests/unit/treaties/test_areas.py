"""Areas drawn by treaties: the lines themselves, and the tags that places get from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import BadFile
from foedus.treaties.areas import Area, area_from, geometric_tags, in_ring, mercator, treaty_tags
from foedus.treaties.library import library
from foedus.treaties.load import PlaceRow
from foedus.treaties.reading import rows_of, with_geometry
from foedus.treaties.yaml_file import read_yaml

RIO = library().areas["rio_region"]


def test_the_lines_of_1947_pass_where_the_article_says():
    """Rio Art. 4: a rhumb line runs from 47 30 N, 50 W to 35 N, 60 W; half way up the map of Mercator it is at 55 W."""
    middle = (mercator(47.5) + mercator(35)) / 2
    lat = next(n / 1000 for n in range(35000, 47500) if mercator(n / 1000) >= middle)
    assert RIO.holds(lat, -55.01) and not RIO.holds(lat, -54.99)
    assert RIO.holds(74.01, -10.1) and not RIO.holds(74.01, -9.9)
    assert RIO.holds(20, -59.9 - 0.2) and not RIO.holds(20.1, -59.9)
    assert RIO.holds(-60, -60) and not RIO.holds(-60, -23.9) and not RIO.holds(-60, -90.1)
    assert RIO.holds(53, 170.1) and not RIO.holds(53, 169.9)  # across the date line


@pytest.mark.parametrize(
    ("lat", "lon", "inside"),
    [
        (21.3, -157.9, False),  # Hawaii
        (51.9, -176.7, True),  # the Aleutians
        (64.2, -51.7, True),  # Greenland
        (64.1, -21.9, False),  # Iceland
        (32.3, -64.8, True),  # Bermuda
        (-51.7, -57.9, True),  # Falkland Islands
        (-54.3, -36.5, True),  # South Georgia
        (37.8, -25.5, False),  # the Azores
        (-0.7, -90.3, True),  # Galapagos
        (-27.1, -109.4, False),  # Easter Island
        (47.0, -50.0, False),  # off Newfoundland, just outside the line
    ],
)
def test_who_lies_in_the_region_of_1947(lat, lon, inside):
    assert RIO.holds(lat, lon) is inside


@pytest.mark.parametrize(
    ("tag", "lat", "lon", "inside"),
    [
        ("spnfz", -8.5, 179.2, True),
        ("spnfz", -17.6, -149.5, True),
        ("spnfz", 5.0, -160.0, True),
        ("spnfz", 6.0, -160.0, False),
        ("spnfz", 2.0, 175.0, True),
        ("spnfz", 8.7, 167.7, False),
        ("spnfz", -20.0, -114.0, False),
        ("spnfz", -12.5, 130.8, True),
        ("seato_area", 21.4, 106.0, True),
        ("seato_area", 21.6, 106.0, False),
        ("south_of_tropic", 23.44, 0.0, True),
        ("south_of_tropic", 23.45, 0.0, False),
    ],
)
def test_other_lines(tag, lat, lon, inside):
    assert library().areas[tag].holds(lat, lon) is inside


@given(lat=st.floats(-70, 70), lon=st.floats(-180, 180), half=st.floats(0.5, 15), where=st.floats(-2, 2))
def test_a_box_holds_what_lies_between_its_sides_wherever_it_is(lat, lon, half, where):
    west, east = lon - half, lon + half
    wrapped = [(one + 540) % 360 - 180 for one in (west, east)]
    box = [(lat - half, wrapped[0]), (lat - half, wrapped[1]), (lat + half, wrapped[1]), (lat + half, wrapped[0])]
    if abs(abs(where) - 1) < 1e-6:
        return
    point = (lon + where * half + 540) % 360 - 180
    assert in_ring(box, lat, point) is (abs(where) < 1)
    assert in_ring(box[::-1], lat, point) is (abs(where) < 1)


def test_every_place_has_the_tags_that_geometry_gives(law):
    """For each area drawn by a treaty: a place has its tag if and only if its point lies inside, lists excepted."""
    drawn = {name for name, area in law.areas.items() if area.by_treaty}
    listed = {name for name in drawn if law.areas[name].members}
    for one in law.places.values():
        if one.lat is None or one.lon is None:
            continue
        inside = geometric_tags(law.areas, one.lat, one.lon, one.tags) & drawn
        assert inside <= one.tags, one.id
        assert (one.tags & drawn) - inside <= listed, one.id


def test_the_listed_part_of_the_manila_area_is_territory_of_its_asian_parties(law):
    area = law.areas["seato_area"]
    members = {one.state for one in area.members}
    beside = [one for one in law.places.values() if "seato_area" in one.tags and not area.holds(one.lat, one.lon)]
    assert {one.id for one in beside} == {"east_pakistan", "west_pakistan"}
    assert all({holder.state for holder in one.sov} & members for one in beside)


def test_places_without_a_point_are_few_and_known(law):
    assert {one.id for one in law.places.values() if one.lat is None} == {"nefa_aksai_chin", "kashmir", "orbit"}
    assert all(one.lon is not None for one in law.places.values() if one.lat is not None)


def test_forces_at_sea_lie_in_the_seas_their_tags_name(law):
    """The readings of places.yaml and the declared seas agree, but for the sea that is cut out of a larger one."""
    declared = {name for name, area in law.areas.items() if not area.by_treaty}
    for one in law.places.values():
        if "high_seas" in one.tags and one.lat is not None and one.lon is not None:
            inside = geometric_tags(law.areas, one.lat, one.lon, one.tags) & declared
            beside = {("sea_phl", "far_east")} & {(one.id, tag) for tag in inside}
            assert inside - {"philippine_sea"} - {tag for _, tag in beside} == one.tags & declared - {"philippine_sea"}


def test_a_place_on_the_wrong_side_is_a_mistake(tmp_path):
    path = tmp_path / "places.yaml"
    path.write_text("here: {sov: USA, adm: USA, tags: [rio_region], lat: 21.3, lon: -157.9}\n", encoding="utf-8")
    file = read_yaml(path)
    plain = rows_of(file, PlaceRow)["here"]
    with pytest.raises(BadFile, match=r"line 1, column \d+.*lies outside the area 'rio_region'"):
        with_geometry(plain, library().areas, file, ["here"])


def test_states_of_an_area_give_its_tag_now():
    plain = {"means": "x", "drawn_by": "treaty", "states": [{"s": "AAA"}, {"s": "BBB", "to": "1973-11-07"}]}
    areas = {"zone": area_from("zone", plain)}
    for sov, found in (("AAA", True), ("BBB", False), ([{"s": "AAA", "to": "1950-01-01"}], False)):
        tags, never = treaty_tags(areas, {"sov": sov, "lat": 1.0, "lon": 1.0, "tags": []})
        assert ("zone" in tags) is found and not never
    assert not Area("zone", "x", True).holds(1.0, 1.0)
