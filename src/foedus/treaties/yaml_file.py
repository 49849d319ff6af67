"""A YAML 1.2 file read with its mistakes: what is wrong, in which line and column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from foedus.errors import BadFile, BadInput, Place

DEEPEST = 60  # nesting; our files stay under ten


@dataclass(frozen=True, eq=False)
class YamlFile:
    """What a file holds, with the text it came from, so that a mistake can be pointed at."""

    name: str
    text: str
    data: Any

    def spot(self, path: Sequence[Any], on_key: bool = False) -> Place:
        """Where `path` (keys and numbers from the top) stands; parts that are not there are passed over."""
        node, field = _compose(self.text), ""
        mark = node.start_mark if node is not None else None
        for part in path:
            step = _step(node, part)
            if step is None:
                continue
            key, node = step
            field = str(part) if isinstance(part, str) else field
            mark = (key if key is not None and (on_key or node is None) else node).start_mark
        if mark is None:
            return Place(self.name)
        return Place(self.name, mark.line + 1, mark.column + 1, field)

    def wrong(self, path: Sequence[Any], found: str, todo: str, on_key: bool = False) -> BadFile:
        """The error for a mistake at `path`."""
        return BadFile(self.spot(path, on_key), found, todo)


def _compose(text: str) -> Any:
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).compose(text)


def _step(node: Any, part: Any) -> tuple[Any, Any] | None:
    """(key node or None, value node) below `node`."""
    kind = getattr(node, "id", "")
    if kind == "mapping":
        return next(((key, value) for key, value in node.value if key.value == str(part)), None)
    if kind == "sequence" and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    return None


def read_yaml(path: Path | str, name: str = "") -> YamlFile:
    """Read a file; `name` is what messages call it (default: the path as given)."""
    called = name or str(path)
    try:
        text = Path(path).read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadFile(Place(called), f"byte {error.start} is no UTF-8", "Save the file as UTF-8.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"Cannot read '{called}': {reason}. Give the path of a YAML file.") from None
    return parse_yaml(text, called)


def parse_yaml(text: str, name: str) -> YamlFile:
    """Parse YAML text; every way it can fail becomes a BadFile with line and column."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        _no_aliases(text, name)
        data = YAML(typ="safe").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        raise BadFile(place, _words(error.problem or error.context), "Correct the YAML there.") from None
    except YAMLError as error:
        raise BadFile(Place(name), _words(str(error)), "Correct the YAML there.") from None
    except RecursionError:
        raise BadFile(Place(name), "the nesting is too deep", f"Use at most {DEEPEST} levels.") from None
    except (ValueError, OverflowError, TypeError) as error:
        raise _bad_scalar(text, name, error) from None
    return YamlFile(name, text, data)


def _words(problem: object) -> str:
    return " ".join(str(problem).split())[:160].rstrip(".")


def _no_aliases(text: str, name: str) -> None:
    """Refuse anchors' aliases (a page of them can stand for a terabyte) and nesting no file of ours has."""
    from ruamel.yaml import YAML
    from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

    depth = 0
    for event in YAML(typ="safe").parse(text):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if isinstance(event, AliasEvent) or depth > DEEPEST:
            place = Place(name, event.start_mark.line + 1, event.start_mark.column + 1)
            found = "an alias (*name)" if isinstance(event, AliasEvent) else f"more than {DEEPEST} levels of nesting"
            raise BadFile(place, f"{found} is not used in these files", "Write the value out.")


def _bad_scalar(text: str, name: str, error: Exception) -> BadFile:
    """Point at the scalar that looks like a date or number and is none."""
    waiting = [_compose(text)]
    while waiting:
        node = waiting.pop()
        if getattr(node, "id", "") == "scalar" and "timestamp" in str(node.tag):
            try:
                date.fromisoformat(node.value[:10])
            except ValueError:
                place = Place(name, node.start_mark.line + 1, node.start_mark.column + 1)
                return BadFile(place, f"'{node.value}' is no date of the calendar", "Write it as YYYY-MM-DD.")
        elif getattr(node, "id", "") == "mapping":
            waiting.extend(part for pair in node.value for part in pair)
        elif getattr(node, "id", "") == "sequence":
            waiting.extend(node.value)
    return BadFile(Place(name), _words(error), "Correct the YAML there.")
