"""``foedus doctor``: versions, folders and caches of this installation. Imports none of the libraries it reports on."""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Annotated, Any

import typer

NOT_INSTALLED = ""
NAME = re.compile(r"^[A-Za-z0-9._-]+")
EXTRA = re.compile(r"extra\s*==\s*['\"]([a-z]+)['\"]")


def command(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")] = False,
) -> None:
    """Versions, folders and caches of this installation; exit 1 when a core library is absent.

    Example: foedus doctor --json
    """
    told = examine()
    print(json.dumps(told, indent=2) if as_json else _page(told))
    if not told["complete"]:
        raise typer.Exit(1)


def examine() -> dict[str, Any]:
    """What `command` prints, as plain data: versions by library, caches with files and bytes; nothing is imported."""
    core, extras = _dependencies()
    core_versions = {name: installed(name) for name in core}
    return {
        "foedus": installed("foedus"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "complete": NOT_INSTALLED not in core_versions.values(),
        "core": core_versions,
        "extras": {extra: {name: installed(name) for name in names} for extra, names in sorted(extras.items())},
        "caches": caches(),
    }


def installed(name: str) -> str:
    """Version of a distribution, '' when it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return NOT_INSTALLED


def _dependencies() -> tuple[list[str], dict[str, list[str]]]:
    """Names that the core needs, and those of each extra, as the installed package declares them."""
    core: list[str] = []
    extras: dict[str, list[str]] = {}
    try:
        declared = requires("foedus") or []
    except PackageNotFoundError:
        declared = []
    for one in declared:
        name, extra = NAME.match(one), EXTRA.search(one)
        if name and extra:
            extras.setdefault(extra.group(1), []).append(name.group())
        elif name:
            core.append(name.group())
    return core, extras


def caches() -> dict[str, dict[str, Any]]:
    """Folders that foedus keeps on this computer, each with its number of files and bytes."""
    from platformdirs import user_cache_path

    root = user_cache_path("foedus", appauthor=False)
    return {
        "all": _folder(root, "**/*"),
        "compiled code": _folder(root, "**/*.nbc"),
        "index in the cache": _folder(root, "treaties-*.json"),
        "index in the package": _folder(Path(__file__).parents[1] / "treaties", "index.json"),
    }


def _folder(folder: Path, pattern: str) -> dict[str, Any]:
    files = [one for one in folder.glob(pattern) if one.is_file()] if folder.is_dir() else []
    return {"folder": str(folder), "files": len(files), "bytes": sum(one.stat().st_size for one in files)}


def _page(told: dict[str, Any]) -> str:
    lines = [f"foedus {told['foedus'] or 'not installed'}, Python {told['python']}, {told['system']},"]
    lines[0] += f" {told['processors']} processors"
    lines += ["", "Core libraries"]
    lines += [f"  {name:<14} {found or 'NOT INSTALLED'}" for name, found in told["core"].items()]
    lines += ["", "Extras (in a copy of the repository: pip install '.[NAME]')"]
    for extra, names in told["extras"].items():
        absent = [name for name, found in names.items() if not found]
        lines.append(f"  {extra:<14} " + ("complete" if not absent else "absent: " + ", ".join(absent)))
    every = told["caches"]["all"]
    lines += ["", f"Cache folder {every['folder']} ({every['files']} files, {every['bytes'] / 1e6:.1f} MB)"]
    warm = told["caches"]["compiled code"]["files"]
    lines.append(f"  compiled code  {warm} files" if warm else "  compiled code  none yet: the first run compiles it")
    shipped, made = (told["caches"][f"index in the {where}"]["files"] for where in ("package", "cache"))
    found = "in the package" if shipped else f"{made} files" if made else "none yet: the first question makes it"
    lines.append(f"  text index     {found}")
    if not told["complete"]:
        python = Path(sys.executable).name
        lines += ["", f"A core library is absent. In a copy of the repository: {python} -m pip install ."]
    return "\n".join(lines)
