"""Luck that two architectures share: random numbers named by what they decide, not by their order.

A number is a pure function of (seed, draw, stream, year, event, i, j[, k]). Two futures that differ in a treaty
meet the same luck in every decision they both face, and the order of evaluation, the number of threads and the
number of draws change nothing. The mixer is the finaliser of SplitMix64 [Steele2014]_; the normal quantile is
algorithm AS 241 [Wichura1988]_, relative error about 1e-16.
"""

from __future__ import annotations

import numpy as np

from foedus.model.law import loop, minimum

# What a number decides. One entry each, so that no two decisions ever share a number.
CRISIS, RESIST, FIGHT, WAR, PLACE, TOKEN, WINNER, LENGTH = (np.uint64(e) for e in range(1, 9))
JOIN, DOUBT, COMMITMENT, SIGNAL, CAPABILITY, COUNTER_CAPABILITY = (np.uint64(e) for e in range(9, 15))
HOSTILITY, ARMS, SHOCK, RELIABILITY, SEVERITY = (np.uint64(e) for e in range(15, 20))
ACCESSION, EXIT, PACT = (np.uint64(e) for e in range(20, 23))
EVENTS = 23  # one more than the last

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_S27, _S30, _S31, _S11, _ONE = (np.uint64(s) for s in (27, 30, 31, 11, 1))


@loop
def chain(key, part):
    """The key that follows `key` when `part` is added to the name. Both uint64."""
    x = np.uint64(key) + (np.uint64(part) + _ONE) * _STEP  # a signed part would make Numba mix signed numbers
    x = (x ^ (x >> _S30)) * _FIRST
    x = (x ^ (x >> _S27)) * _SECOND
    return x ^ (x >> _S31)


@loop
def stream_key(seed, draw, stream):
    """Key of one stream of luck of one draw. Three uint64."""
    return chain(chain(chain(_STEP, seed), draw), stream)


@loop
def event_key(key, year, event):
    """Key of one kind of decision in one simulated year (1 is the first; 0 the year before it)."""
    return chain(chain(key, np.uint64(year)), event)


@loop
def uniform(key):
    """A number strictly between 0 and 1 that belongs to this key; the last of them would round to 1."""
    return minimum(0.9999999999999999, (np.float64(key >> _S11) + 0.5) * 1.1102230246251565e-16)


@loop
def pair_uniform(key, i, j):
    """Luck of the ordered pair (i, j) under an event key."""
    return uniform(chain(chain(key, np.uint64(i)), np.uint64(j)))


@loop
def third_uniform(key, i, j, k):
    """Luck of the third state k in what happens between i and j."""
    return uniform(chain(chain(chain(key, np.uint64(i)), np.uint64(j)), np.uint64(k)))


@loop
def normal_quantile(u):
    """Standard normal quantile of u in (0, 1); AS 241, function PPND16 of [Wichura1988]_."""
    q = u - 0.5
    if abs(q) <= 0.425:
        return q * _central(0.180625 - q * q)
    r = u if q < 0.0 else 1.0 - u
    r = np.sqrt(-np.log(r))
    z = _shoulder(r - 1.6) if r <= 5.0 else _tail(r - 5.0)
    return -z if q < 0.0 else z


@loop
def _central(r):
    top = r * 2509.0809287301226727 + 33430.575583588128105
    top = ((top * r + 67265.770927008700853) * r + 45921.953931549871457) * r + 13731.693765509461125
    top = ((top * r + 1971.5909503065514427) * r + 133.14166789178437745) * r + 3.387132872796366608
    low = r * 5226.495278852545925 + 28729.085735721942674
    low = ((low * r + 39307.89580009271061) * r + 21213.794301586595867) * r + 5394.1960214247511077
    low = ((low * r + 687.1870074920579083) * r + 42.313330701600911252) * r + 1.0
    return top / low


@loop
def _shoulder(r):
    top = r * 7.7454501427834140764e-4 + 0.0227238449892691845833
    top = ((top * r + 0.24178072517745061177) * r + 1.27045825245236838258) * r + 3.64784832476320460504
    top = ((top * r + 5.7694972214606914055) * r + 4.6303378461565452959) * r + 1.42343711074968357734
    low = r * 1.05075007164441684324e-9 + 5.475938084995344946e-4
    low = ((low * r + 0.0151986665636164571966) * r + 0.14810397642748007459) * r + 0.68976733498510000455
    low = ((low * r + 1.6763848301838038494) * r + 2.05319162663775882187) * r + 1.0
    return top / low


@loop
def _tail(r):
    top = r * 2.01033439929228813265e-7 + 2.71155556874348757815e-5
    top = ((top * r + 0.0012426609473880784386) * r + 0.026532189526576123093) * r + 0.29656057182850489123
    top = ((top * r + 1.7848265399172913358) * r + 5.4637849111641143699) * r + 6.6579046435011037772
    low = r * 2.04426310338993978564e-15 + 1.4215117583164458887e-7
    low = ((low * r + 1.8463183175100546818e-5) * r + 7.868691311456132591e-4) * r + 0.0148753612908506148525
    low = ((low * r + 0.13692988092273580531) * r + 0.59983220655588793769) * r + 1.0
    return top / low


@loop
def pair_normal(key, i, j):
    """A standard normal number that belongs to the ordered pair (i, j) under an event key."""
    return normal_quantile(pair_uniform(key, i, j))


@loop
def third_normal(key, i, j, k):
    """A standard normal number that belongs to (i, j, k) under an event key."""
    return normal_quantile(third_uniform(key, i, j, k))
