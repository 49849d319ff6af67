"""Changes of duty of one instrument, told in groups a reader can take in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

CLEAR, DISPUTED = 1, 2
WORDS = {CLEAR: "clear", DISPUTED: "disputed"}
Key = tuple[str, str, str, str, str, str, str]  # treaty, article, type, strength, binding, needs, toward


@dataclass(frozen=True)
class Change:
    """One change of duty, put together over attackers: every one of `bearers` toward every one of `toward`."""

    change: str  # gained | lost | clear now | disputed now
    type: str
    strength: str
    status: str  # clear | disputed; of the duty lost, if it is lost
    treaty: str
    article: str
    toward: tuple[str, ...]
    bearers: tuple[str, ...]
    pairs: int  # (bearer, toward) pairs
    against: tuple[str, ...]  # attackers for whom some of these pairs change
    binding: str  # legal | political
    needs: str  # tokens that must be given first, one space between; '' if none
    place: str = ""  # home | sea | home and sea


def group_changes(
    key: Key, before: np.ndarray | None, after: np.ndarray | None, codes: tuple[str, ...]
) -> Iterator[Change]:
    """Changes between two tables of status [i, j, k] (None: no duty), grouped by who owes the same to whom."""
    empty = np.zeros(1, dtype=np.uint8)
    one, other = (empty if table is None else table for table in (before, after))
    for status in (CLEAR, DISPUTED):
        yield from _grouped(key, "gained", status, (one == 0) & (other == status), codes)
        yield from _grouped(key, "lost", status, (one == status) & (other == 0), codes)
    yield from _grouped(key, "clear now", CLEAR, (one == DISPUTED) & (other == CLEAR), codes)
    yield from _grouped(key, "disputed now", DISPUTED, (one == CLEAR) & (other == DISPUTED), codes)


def _grouped(key: Key, change: str, status: int, mask: np.ndarray, codes: tuple[str, ...]) -> Iterator[Change]:
    if not mask.any():
        return
    treaty, article, kind, strength, binding, needs, direction = key
    pairs = np.asarray(mask.any(axis=1 if direction == "attacker" else 0))  # [toward, bearer]
    if direction == "parties":
        groups = [(np.array([-1]), np.flatnonzero(pairs.any(axis=0)))]
    else:
        groups = _bundles(pairs)
    for toward, bearers in groups:
        if direction == "parties":
            names, count, part = ("*parties",), len(bearers), mask[:, :, bearers]
        else:
            names = tuple(codes[t] for t in toward.tolist())
            count = int(pairs[np.ix_(toward, bearers)].sum())
            part = mask[toward][:, :, bearers] if direction == "attacker" else mask[:, toward][:, :, bearers]
        attackers = toward if direction == "attacker" else np.flatnonzero(part.any(axis=(1, 2)))
        yield Change(
            change=change,
            type=kind,
            strength=strength,
            status=WORDS[status],
            treaty=treaty,
            article=article,
            toward=names,
            bearers=tuple(codes[k] for k in bearers.tolist()),
            pairs=count,
            against=tuple(codes[i] for i in attackers.tolist()),
            binding=binding,
            needs=needs,
        )


def _bundles(pairs: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Groups (toward, bearers) of [toward, bearer] pairs: same bearers, or all of one circle but themselves."""
    same: dict[bytes, list[int]] = {}
    for toward in np.flatnonzero(pairs.any(axis=1)):
        same.setdefault(pairs[toward].tobytes(), []).append(int(toward))
    circles: dict[bytes, list[int]] = {}
    for members in same.values():
        circle = pairs[members[0]].copy()
        circle[members] |= len(members) == 1
        circles.setdefault(circle.tobytes() if len(members) == 1 else repr(members).encode(), []).extend(members)
    groups = [np.array(members) for members in circles.values()]
    return [(group, np.flatnonzero(pairs[group].any(axis=0))) for group in groups]
