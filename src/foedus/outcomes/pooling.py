"""Which theories are pooled, and with what weight."""

from __future__ import annotations

from foedus.simulate.result import NO_THEORY

POOLED = "equal-weighted"


def pool_weights(theories: tuple[str, ...]) -> dict[str, float]:
    """Equal weights of the theories that carry a theory; the reference without theory weighs 0."""
    carried = [name for name in theories if name != NO_THEORY]
    return {name: (1.0 / len(carried) if name in carried else 0.0) for name in theories}


def pools(theories: tuple[str, ...]) -> list[tuple[str, list[int]]]:
    """Every theory by name with its number, and last the pool, if any, with the numbers of its theories."""
    weights = pool_weights(theories)
    carried = [at for at, name in enumerate(theories) if weights[name] > 0]
    return [(name, [at]) for at, name in enumerate(theories)] + ([(POOLED, carried)] if carried else [])
