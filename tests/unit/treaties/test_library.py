"""The embedded library and its index."""

import json
from datetime import date

import pytest

from foedus.errors import UnknownPlace, UnknownState, UnknownTreaty
from foedus.treaties import library as module
from foedus.treaties.library import build_index, library_from, text_files, texts_hash


def test_all_instruments_are_there(law):
    texts = [one for one in text_files() if one.parent.name == "texts"]
    assert len(texts) >= 118
    assert set(law.treaties) == {one.stem for one in texts}


def test_the_index_is_keyed_by_the_texts_and_gives_the_same_library(tmp_path, law):
    path = build_index(tmp_path)
    plain = json.loads(path.read_text(encoding="utf-8"))
    assert path.name == "index.json"
    assert plain["hash"] == texts_hash()
    again = library_from(plain)
    assert again.treaties == law.treaties
    assert again.places == law.places


def test_a_stale_or_broken_index_is_not_read(tmp_path):
    path = tmp_path / "index.json"
    assert module._read_index(path, "x") is None
    path.write_text("{")
    assert module._read_index(path, "x") is None
    path.write_text('{"hash": "y"}')
    assert module._read_index(path, "x") is None


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path):
    (tmp_path / "file").write_text("")
    plain = module._built(tmp_path / "file" / "below" / "index.json")
    assert {one["id"] for one in plain["treaties"]} == set(module.library().treaties)


def test_codes_of_world_and_law(law):
    assert law.law_code("TWN") == "ROC"
    assert law.world_code("ROC") == "TWN"
    assert law.world_code("JPN") == law.law_code("JPN") == "JPN"
    for ask, error in ((law.law_code, UnknownState), (law.place, UnknownPlace), (law.treaty, UnknownTreaty)):
        with pytest.raises(error):
            ask("nowhere")


def test_a_universal_treaty_binds_states_that_exist_on_the_day(law):
    charter = law.treaty("un_charter_1945")
    assert charter.universal
    assert "DEU" not in charter.parties_on(date(1973, 9, 17))
    assert "DEU" in charter.parties_on(date(1973, 9, 18))
    assert "ROC" in charter.parties_on(date(1971, 10, 24))
    assert "ROC" not in charter.parties_on(date(1971, 10, 25))
    assert "SUN" not in charter.parties_on(date(1992, 1, 1))
    assert "RUS" in charter.parties_on(date(1992, 1, 1))
    assert not {"RVN", "DRV", "STATE_X", "ISIL"} & charter.parties_on(date(1970, 1, 1))


def test_classes_are_read_on_the_day(law):
    nobody = frozenset()
    assert law.in_class("communist_state", "RUS", date(2023, 1, 1), nobody) is False
    assert law.in_class("communist_state", "CHN", date(2023, 1, 1), nobody)
    assert law.in_class("great_power_nonparty", "FRA", date(1900, 1, 1), nobody)
    assert not law.in_class("great_power_nonparty", "FRA", date(1900, 1, 1), frozenset({"FRA"}))
    assert law.in_class("not_belligerent_1940_09_27", "USA", date(1941, 1, 1), nobody)
    assert not law.in_class("not_belligerent_1940_09_27", "ISIL", date(1941, 1, 1), nobody)
    assert not law.in_class("not_belligerent_1940_09_27", "GBR", date(1941, 1, 1), nobody)


def test_acts_imply_others_and_nothing_else(law):
    closure = law.tokens.closure
    assert closure(["nuclear_attack"]) == {
        "nuclear_attack", "armed_attack", "nuclear_threat", "aggression", "armed_aggression", "threat",
        "threat_of_force",
    }  # fmt: skip
    assert closure(["mobilisation"]) == {"mobilisation"}
    assert closure(["declaration_of_war"]) == {"declaration_of_war", "threat", "threat_of_force"}
