"""The catalogue: every message is used, none blames, none calls an outcome an attack."""

import re
from importlib.resources import files
from pathlib import Path

from foedus.outcomes.definitions import outcomes
from foedus.outcomes.groups import GROUPS, REGION, SYSTEM
from foedus.report.messages import catalogue
from foedus.simulate.result import NO_THEORY

BLAME = r"\b(aggressive|hostile|evil|rogue|regime|provocative|malign|revisionist|so-called|peace-loving|illegal)\b"
NAMED = {  # sections whose entries are looked up by a name that the data give
    "group", "theory", "short", "number", "words", "meaning", "not_modelled", "sources", "construction", "yardstick",
    "progress",
}  # fmt: skip


def texts() -> list[str]:
    return [text for part in catalogue().values() for text in part.values() if isinstance(text, str)]


def test_no_message_calls_an_outcome_an_attack_or_blames():
    for text in [*texts(), *(one.about for one in outcomes().values())]:
        assert "attack" not in text.lower(), text
        assert not re.search(BLAME, text.lower()), text


def test_every_message_is_used():
    package = Path(str(files("foedus.report"))).parent
    source = "".join(file.read_text(encoding="utf-8") for file in package.rglob("*.py"))
    built = re.findall(r"""say\(\s*f["'](\w+)\.((?:\{[^}]*\}|[^"'{])*)["']""", source)
    patterns = [re.compile(section + r"\." + re.sub(r"\{[^}]*\}", ".+", name)) for section, name in built]
    unused = [
        f"{section}.{name}"
        for section, part in catalogue().items()
        if section not in NAMED
        for name in part
        if f'"{section}.{name}"' not in source
        and f"'{section}.{name}'" not in source
        and not any(one.fullmatch(f"{section}.{name}") for one in patterns)
    ]
    assert unused == []


def test_names_of_groups_and_theories_are_complete():
    known = catalogue()
    assert set(known["group"]) == {*GROUPS, *REGION, SYSTEM}
    assert set(known["meaning"]) == set(GROUPS)
    assert set(known["theory"]) == {*known["short"], "equal-weighted"}
    assert NO_THEORY in known["theory"]


def test_yardsticks_are_ordered_and_end_at_certainty():
    for name, words in catalogue()["words"].items():
        bounds = [float(bound) for bound in words]
        assert bounds == sorted(bounds), name
        assert bounds[-1] == 1.0
        assert name in catalogue()["yardstick"]
