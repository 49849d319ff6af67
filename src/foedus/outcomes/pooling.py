"""Which theories are pooled, and with what weight."""

from __future__ import annotations

from foedus.theories.weights import equal_weights, repeats

POOLED = "equal-weighted"


def pool_weights(theories: tuple[str, ...]) -> dict[str, float]:
    """Equal weights of the theories; readings of one theory share its weight, the reference without theory weighs 0."""
    return equal_weights(theories)


def pooled(theories: tuple[str, ...]) -> list[int]:
    """Numbers of the theories in the pool, one as often as its weight asks for."""
    times = repeats(theories)
    return [at for at, name in enumerate(theories) for _ in range(times[name])]


def pools(theories: tuple[str, ...]) -> list[tuple[str, list[int]]]:
    """Every theory by name with its number, and last the pool, if any, with the numbers of its theories."""
    carried = pooled(theories)
    return [(name, [at]) for at, name in enumerate(theories)] + ([(POOLED, carried)] if carried else [])
