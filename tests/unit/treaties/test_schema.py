"""The published schema holds for every file of law that foedus ships, and names what it does not allow."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from foedus.cli import main
from foedus.errors import UnknownToken
from foedus.treaties.library import HERE
from foedus.treaties.schema import KINDS, TABLES, json_schema

jsonschema = pytest.importorskip("jsonschema")
ROOT = Path(__file__).parents[3]
SHOWN = ROOT / "docs" / "reference" / "treaty.schema.json"
CASES = sorted((ROOT / "tests" / "cases").glob("*.yaml"))


def plain(value: Any) -> Any:
    """YAML as JSON has it: dates are texts, keys are texts."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def read(path: Path) -> Any:
    return plain(YAML(typ="safe").load(path.read_text(encoding="utf-8")))


def wrong(kind: str, data: Any) -> list[str]:
    checker = jsonschema.Draft202012Validator(json_schema(kind))
    return [f"{list(one.absolute_path)}: {one.message[:200]}" for one in checker.iter_errors(data)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_one(kind):
    jsonschema.Draft202012Validator.check_schema(json_schema(kind))


def test_every_text_fits():
    checker = jsonschema.Draft202012Validator(json_schema("treaty"))
    for path in sorted((HERE / "texts").glob("*.yaml")):
        assert [one.message[:200] for one in checker.iter_errors(read(path))] == [], path.name


@pytest.mark.parametrize("kind", [*TABLES, "tokens"])
def test_every_table_fits(kind):
    assert wrong(kind, read(HERE / f"{kind}.yaml") or {}) == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_every_case_file_fits(path):
    assert wrong("case", read(path)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("acts: [armed_attack]", "acts: [armed_attak]"),
        ("by: any", "by: anyone"),
        ("GRC, TUR", "GRC, TRU"),
        ("europe, north_america", "europ, north_america"),
        ("cyber_only", "cyber_alone"),
        ("intra: disputed", "intro: disputed"),
        ("type: defence", "type: defense"),
        ("binding: legal\n", ""),
        ("from: 1952-02-18", "from: soon"),
    ],
)
def test_what_the_check_refuses_the_schema_marks(old, new):
    text = (HERE / "texts" / "nato_1949.yaml").read_text(encoding="utf-8")
    assert old in text
    assert wrong("treaty", plain(YAML(typ="safe").load(text.replace(old, new, 1))))


def test_the_published_schema_is_current():
    said = "renew it: foedus treaties schema > docs/reference/treaty.schema.json"
    assert json.loads(SHOWN.read_text(encoding="utf-8")) == json_schema("treaty"), said


def test_it_is_printed(capsys):
    assert main(["treaties", "schema", "--kind", "places"]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema("places")


def test_an_unknown_kind_is_named():
    with pytest.raises(UnknownToken, match="treaty"):
        json_schema("treatise")
