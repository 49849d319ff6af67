"""Equal weights of theories in which the readings of one theory share its weight.

Power transition and balance of power are two readings of one school. Asked for by name they are two columns of a
result; in the pool they count once, so that a school does not gain weight by being divided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import lcm

NO_THEORY = "no-theory"
PART_OF = {"power-transition": "power", "balance-of-power": "power"}  # readings of the library; no file is read here


def family(name: str) -> str:
    """Id of the theory whose weight this one shares: its own, or that of the theory it is a reading of."""
    return PART_OF.get(name, name)


def repeats(names: Sequence[str]) -> dict[str, int]:
    """How often each theory enters a pool that stacks draws, so that each school enters equally often.

    The reference without theory enters 0 times, and so does a reading whose whole theory is among `names` too.

    Parameters
    ----------
    names : ids of theories, each once

    Returns
    -------
    id -> times, in the order of `names`; 1 for every theory where no readings stand apart
    """
    schools = {name: family(name) for name in names}
    counted = [name for name in names if name != NO_THEORY and (schools[name] == name or schools[name] not in names)]
    sizes = Counter(schools[name] for name in counted)
    whole = lcm(*sizes.values()) if sizes else 1
    return {name: whole // sizes[schools[name]] if name in counted else 0 for name in names}


def equal_weights(names: Sequence[str]) -> dict[str, float]:
    """Share of each theory in the pool; the shares add to 1 unless nothing is pooled."""
    times = repeats(names)
    return {name: count / max(1, sum(times.values())) for name, count in times.items()}
