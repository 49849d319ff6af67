"""Energy that a war cuts off (E16), and wars that a scenario declares."""

from __future__ import annotations

from foedus.model.economy import cut_off, energy_price
from foedus.model.law import loop
from foedus.model.situation import ENERGY_PRICE, INITIATOR, NEW, NOW, VICTIM, WARS, YEAR
from foedus.model.war import fight


@loop
def declared_wars(now, frame, tally):
    """Begin the wars that a scenario declares for this year, whatever the crisis game said.

    A war that already goes on between the two is left as it is. Who joins is left to the draw. A declared war is no
    dispute: it is counted among wars and parties only.
    """
    for e in range(frame.ground.declared.shape[0]):
        i, j = frame.ground.declared[e, 1], frame.ground.declared[e, 2]
        if frame.ground.declared[e, 0] == now.clock[YEAR] and now.fighting[i, j] + now.warred[i, j] == 0.0:
            fight((i, j), 1.0, now, frame, tally)


@loop
def supplies_of_the_year(now, frame, tally):
    """What each state newly loses of its energy imports, and what that does to the price of energy (E16).

    A supplier that becomes a principal of a war loses `supply_cut` of what it sells, once, in the first year of its
    war. What is lost does not come back, as the losses of E15 do not.
    """
    n = now.gdp.shape[0]
    for k in range(n):
        before = now.cut[NOW, k]
        now.cut[NOW, k] = 0.0
        for war in range(now.clock[WARS]):
            principal = now.route[war, k] == VICTIM or now.route[war, k] == INITIATOR
            if now.left[war] > 0 and now.side[war, k] != 0 and principal:
                now.cut[NOW, k] = 1.0
        now.cut[NEW, k] = max(0.0, now.cut[NOW, k] - before)
    supply = 0.0
    for k in range(n):
        supply = supply + frame.ground.supply[k] * now.cut[NEW, k]
        share = 0.0
        for j in range(n):
            share = share + frame.ground.energy[k, j] * now.cut[NEW, j]
        now.short[k] = cut_off(share, frame.p)
    tally.total[ENERGY_PRICE] += energy_price(cut_off(supply, frame.p), frame.p)
