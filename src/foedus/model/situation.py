"""The records that the loops carry: what is fixed for one draw, what a year hands to the next, what the reader gets.

They are named tuples of arrays, so that plain Python and compiled code read the same thing. The arrays of a
`Situation` and of a `Tally` are written in place; those of a `Frame` are written once, before the first year.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from foedus.model.inputs import Ground, Law
from foedus.model.luck import EVENTS

TIERS = 7  # none, dialogue, information, exercises, access, basing, integrated
LOSS_YEARS = 5  # E15: losses run for five years from the onset of a war
MOST_WARS = 256  # wars of one history; more is reported as a failure, never dropped
ROUTES = 4
VICTIM, INITIATOR, OBLIGATION, OTHER = 0, 1, 2, 3
BONDS = 4  # wars joined by a duty; of these, at a greater loss than staying out; clear duties owed it in wars; not kept
JOINED, ENTRAPPED, OWED_IT, ABANDONED = 0, 1, 2, 3
LOSS, ARMS, GDP, SPILL, EFFORT = 0, 1, 2, 3, 4  # rows of Tally.money
PATH = 3  # what is kept of every year: loss, at war, arms burden
NOW, NEW = 0, 1  # rows of Situation.cut
YEAR, PERIOD, WARS, QUARRELS, STATUS, MET = 0, 1, 2, 3, 4, 5  # entries of Situation.clock
FINE, TOO_MANY_WARS, NOT_A_NUMBER, TOO_MANY_ROWS = 0, 1, 2, 3  # values of STATUS
SYSTEM = (
    "disputes",  # militarised disputes begun
    "reciprocated",  # of these, resisted
    "fights",  # of these, fought (hostility level 4 or more)
    "wars",  # of these, 1000 battle deaths or more
    "parties_fight",  # belligerents summed over fights that are not wars
    "parties_war",  # belligerents summed over wars
    "duties_called_war",  # states called by a duty of aid in a war, summed
    "duties_honoured_war",  # of these, joined on the side owed
    "major_duties_called_war",
    "major_duties_honoured_war",
    "allied_disputes",  # disputes between states bound by a duty of aid in either direction
    "battle_deaths",  # of wars begun
    "great_wars",  # wars with four or more great or nuclear powers among the belligerents
    "hostility",  # sum of H at the end of the horizon (not a total)
    "race",  # growth factor of an arms race a year at the end of the horizon (spectral radius of E18)
    "arms_multiple",  # M/Y of the region at the end over M/Y in year 0
    "explosive",  # 1 when the run is flagged as an explosive race (section 9)
    "accessions",  # states that join a treaty of their own accord (E20); 0 when alignment is frozen
    "exits",  # ties of defence that states leave of their own accord: a treaty left, or a pact of this list ended
    "counter_pacts",  # bilateral pacts made between states that share an adversary
    "energy_price",  # rise of the log price of energy, summed over years; the last, kept only where a world has energy
)
# fmt: off
(DISPUTES, RECIPROCATED, FIGHTS, WARS_BEGUN, PARTIES_FIGHT, PARTIES_WAR, CALLED, HONOURED, MAJOR_CALLED, MAJOR_HONOURED,
 ALLIED_DISPUTES, DEATHS, GREAT_WARS, SUM_HOSTILITY, RACE, ARMS_MULTIPLE, EXPLOSIVE, ACCESSIONS, EXITS,
 COUNTER_PACTS, ENERGY_PRICE) = range(len(SYSTEM))
# fmt: on


class Shelf(NamedTuple):
    """Tables of the status quo that serve other architectures where the law is equal; as in `Frame`."""

    partner: np.ndarray
    helper: np.ndarray
    circle: np.ndarray
    tail: np.ndarray
    depth: np.ndarray  # (P, n, n) what the law of the status quo says of pairs
    restraint: np.ndarray
    allied: np.ndarray


class Frame(NamedTuple):
    """What is fixed for one draw under one architecture. n states, P bodies of law, R duty rows, m quarrels."""

    p: Any  # one record of parameters
    ground: Ground
    law: Law
    label: np.ndarray  # (6,) weight of each strength group
    token: np.ndarray  # (tokens,) chance that a token is given
    cooperation: np.ndarray  # (7,) value of each tier, 0 to 1
    mean: np.ndarray  # (R,) weight of a duty row over place classes
    home: np.ndarray  # (R,) weight of a duty row at home
    owed: np.ndarray  # (P, n, n) what k owes i at home, at most over attackers: [p, i, k]
    reach: np.ndarray  # (P, n, n) share of k's strength that arrives at x: [p, x, k]
    plain: np.ndarray  # (n, n) the same without access
    reliability: np.ndarray  # (n,) rel_k, 1 = average of the era
    offensive: np.ndarray  # (P, n) pi, offensive share of effort
    clarity: np.ndarray  # (P, n) sg, how well effort can be told from offence
    borders: np.ndarray  # (n, most + 1) int64: how many land neighbours a state has, then which
    factor: np.ndarray  # (4,) of joining odds: land border less 1; bias of belief; a fight, no war; initiator's side
    alone: np.ndarray  # (n,) odds of joining a target, of a state without ties
    tiers: np.ndarray  # (3, 7) factor of each tier of cooperation: on joining odds; on reach; on doubt
    pull: np.ndarray  # (P, n, n) factor of cooperation on joining x's side: [p, x, k]
    static: np.ndarray  # (n, n) log rate of issues, without power, hostility and shock
    base: np.ndarray  # (n,) intercept of arming
    pairs: np.ndarray  # (m, 2) int64, pairs with hostility in year 0
    partner: np.ndarray  # (P, n, m) reach of j's partners at i, times the chance that they come
    helper: np.ndarray  # (P, n, m) reach of i's helpers, times the chance that they come against j
    circle: np.ndarray  # (P, n, m) how far k's ties to j count as encirclement of i, times its plain reach
    anyone: np.ndarray  # (P, n, n) help against an attacker without a quarrel: [p, i, k]
    close: np.ndarray  # (1,) log rate above which a pair plays the whole game of a report year
    far: np.ndarray  # (n,) log rate below which an initiator hardly counts for a target
    twin: np.ndarray  # (P, n, n) int64: period of equal law for this pair; -1 - q: period q of the status quo
    kin: np.ndarray  # (P, n, n) int64: the same where only coalitions are compared, whatever the two owe each other
    shelf: Any  # a Shelf: the tables of the status quo, which twins are taken from
    tail: np.ndarray  # (P, 3, n, n) PC, PR, PF of year 0 under each body of law, without noise


class Situation(NamedTuple):
    """What a simulated year hands to the next (written in place)."""

    clock: np.ndarray  # (6,) int64: year, period, wars so far, quarrels listed, status, pairs that met
    key: np.ndarray  # (EVENTS,) uint64, the luck of this year by event
    shock: np.ndarray  # (1,) common shock nu_t
    gdp: np.ndarray  # (n,)
    arms: np.ndarray  # (n,)
    stock: np.ndarray  # (n,) military stock
    strength: np.ndarray  # (n,)
    share: np.ndarray  # (n,) of the world's strength
    gaining: np.ndarray  # (n,) log growth of the share since last year
    rising: np.ndarray  # (n,) growth of strength that all expect, log a year
    own: np.ndarray  # (n,) moving part of the log rate that belongs to the initiator
    hostility: np.ndarray  # (n, n)
    hot: np.ndarray  # (n, n) factor of k's hostility to x on joining x's foes: [x, k]
    cool: np.ndarray  # (n, n) the same on joining x's side, times the odds of k alone
    known: np.ndarray  # (n, n) log rate without the initiator's own part
    threat: np.ndarray  # (n, n) TH_ij
    help: np.ndarray  # (n,) expected help, in units of own strength
    quarrel: np.ndarray  # (n * (n - 1), 2) int64, pairs with hostility, in the order they appeared
    listed: np.ndarray  # (n, n) int64, 1 where a pair is in the list
    partner: np.ndarray  # (n * (n - 1), n) rows of quarrels that are not in Frame.pairs, under the year's law
    helper: np.ndarray  # (n * (n - 1), n)
    circled: np.ndarray  # (n * (n - 1),) encirclement of this year, log units
    met: np.ndarray  # (n * (n - 1), 2) int64, pairs between which something happened this year
    disputed: np.ndarray  # (n, n) a dispute between the two this year
    warred: np.ndarray  # (n, n) a war between the two began this year
    fighting: np.ndarray  # (n, n) 1 where the two are on opposite sides of a war that goes on
    side: np.ndarray  # (MOST_WARS, n) int64: 0 out, 1 with the target, 2 with the initiator
    route: np.ndarray  # (MOST_WARS, n) int64
    left: np.ndarray  # (MOST_WARS,) int64, years still to run
    route_now: np.ndarray  # (n,) int64, -1 at peace
    due: np.ndarray  # (years + LOSS_YEARS + 1, n) loss that falls due in each year, share of GDP
    aside: np.ndarray  # the same from wars of others only
    cut: np.ndarray  # (2, n) 1 where a state is a principal of a war that goes on; 1 where it was none last year
    short: np.ndarray  # (n,) share of energy imports newly lost this year
    duty: np.ndarray  # (5, 5, n + 1) gathered duties: mean, home, home the other way, mean as announced, realised
    odds: np.ndarray  # (4, n) workspace for joining odds
    memo: np.ndarray  # (10, n) what was last worked out for each third state, and from what (`sides`)
    heard: np.ndarray  # (3, n, n) hidden commitment of k to j: the year it was drawn for; as seen; as it is
    sums: np.ndarray  # (4, n) workspace of totals by state
    drawn: np.ndarray  # (2, n * (n - 1)) workspace of totals by quarrel
    row: np.ndarray  # (3, n) workspace of one quarrel


class Tally(NamedTuple):
    """What only the reader needs, of one draw under one architecture: S streams, H horizons, Y report years."""

    horizons: np.ndarray  # (H,) int64
    report_years: np.ndarray  # (Y,) int64
    expected: np.ndarray  # (Y, n, 3) float32
    war_years: np.ndarray  # (S, H, n, 4) uint8
    loss: np.ndarray  # (S, H, n) float32
    arms: np.ndarray  # (S, H, n) float32
    gdp: np.ndarray  # (S, H, n) float32
    spill: np.ndarray  # (S, H, n) float32
    effort: np.ndarray  # (S, H, n) float32
    bonds: np.ndarray  # (S, H, n, BONDS) uint16
    path: np.ndarray  # (years, n, PATH) float32, mean over streams
    system: np.ndarray  # (S, H, len(SYSTEM)) float32
    war_sum: np.ndarray  # (n, 4) running totals of the stream
    bond_sum: np.ndarray  # (n, BONDS) running totals
    money: np.ndarray  # (5, n) running totals: loss, arms, GDP, loss from wars of others, log effort
    total: np.ndarray  # (len(SYSTEM),) running totals


def situation(n: int, years: int) -> Situation:
    """An empty situation for n states and a number of years; `start.year_zero` fills it."""
    pairs = n * (n - 1)
    shapes: dict[str, tuple[int, ...]] = {
        "shock": (1,),
        **dict.fromkeys(("gdp", "arms", "stock", "strength", "share", "gaining", "rising", "own", "help"), (n,)),
        **dict.fromkeys(("hostility", "hot", "cool", "known", "threat"), (n, n)),
        **dict.fromkeys(("disputed", "warred", "fighting"), (n, n)),
        **dict.fromkeys(("partner", "helper"), (pairs, n)),
        "circled": (pairs,),
        **dict.fromkeys(("due", "aside"), (years + LOSS_YEARS + 1, n)),
        "cut": (2, n),
        "short": (n,),
        "duty": (5, 5, n + 1),
        "odds": (4, n),
        "memo": (10, n),
        "heard": (3, n, n),
        "sums": (4, n),
        "row": (3, n),
        "drawn": (2, pairs),
    }
    whole: dict[str, tuple[int, ...]] = {
        "clock": (6,), "quarrel": (pairs, 2), "listed": (n, n), "met": (pairs, 2),
        "side": (MOST_WARS, n), "route": (MOST_WARS, n), "left": (MOST_WARS,), "route_now": (n,),
    }  # fmt: skip
    arrays: dict[str, np.ndarray] = {name: np.zeros(shape) for name, shape in shapes.items()}
    arrays |= {name: np.zeros(shape, np.int64) for name, shape in whole.items()}
    return Situation(key=np.zeros(EVENTS, np.uint64), **arrays)
