"""The answer in words. All words come from the catalogue; this file only decides which."""

from __future__ import annotations

from foedus.outcomes.compare import Key
from foedus.outcomes.definitions import HEADLINE, outcome
from foedus.report.messages import chance_word, named, say, year_word
from foedus.report.numbers import digits_of, in_100, signed
from foedus.report.rows import LESS, MORE, SAME, UNCLEAR, Row, Rows, headline_theory, lead_architecture, lead_groups
from foedus.report.spec import Spec

WORDS = {"targeted": "targeted", "at-war": "war"}
FEW = 6  # a group of at most so many states is named state by state


def answer(rows: Rows, spec: Spec, architecture: str | None = None, horizon: int | None = None) -> str:
    """What changes for whom under one architecture, where the theories stand, and what the record cannot decide."""
    architecture = architecture or lead_architecture(spec)
    if architecture is None:
        return say("answer.nothing")
    horizon = horizon or spec.horizons[-1]
    parts = [change(rows, spec, architecture, horizon), pooling(spec)]
    if len(spec.carried) > 1:
        parts += agreements(rows, spec, architecture, horizon)
    return " ".join([*parts, say("answer.record")])


def change(rows: Rows, spec: Spec, architecture: str, horizon: int) -> str:
    """The first sentence: the groups an architecture is about, targeted and at war side by side."""
    opening = say("answer.opening", years=horizon, year_word=year_word(horizon), architecture=architecture)
    clauses = [
        say(
            "answer.group",
            group=group_phrase(spec, architecture, group),
            targeted=_direction(
                rows, spec, Key(headline_theory(spec), architecture, "group", group, HEADLINE[0], horizon)
            ),
            at_war=_direction(
                rows, spec, Key(headline_theory(spec), architecture, "group", group, HEADLINE[1], horizon)
            ),
        )
        for group in lead_groups(spec, architecture)
    ]
    return f"{opening} " + "; ".join(clauses) + "."


def pooling(spec: Spec) -> str:
    """Whose chances the first sentence gives."""
    if len(spec.carried) > 1:
        return say("answer.pooled", theories=named("number", str(len(spec.carried))))
    if spec.carried:
        return say("answer.pooled_one", theory=named("theory", spec.carried[0]))
    return say("answer.reference")


def group_phrase(spec: Spec, architecture: str, group: str) -> str:
    """'new members (AUS, JPN, KOR, NZL)' or 'states left out (23 states)'."""
    states = spec.groups.get(architecture, {}).get(group, ())
    if 0 < len(states) <= FEW:
        return say("answer.in_codes", group=named("group", group), states=", ".join(states))
    if not states:
        return named("group", group)
    return say("answer.in_count", group=named("group", group), count=len(states))


def agreements(rows: Rows, spec: Spec, architecture: str, horizon: int) -> list[str]:
    """Where the theories stand on the groups of the first sentence: disagreements first, silence last."""
    said: dict[str, list[str]] = {"disagree": [], "partly": [], "agree": [], "silent": []}
    for name in HEADLINE:
        for group in lead_groups(spec, architecture):
            found = verdicts(rows, spec, architecture, group, name, horizon)
            if set(found.values()) == {SAME}:  # the first sentence has said it
                continue
            kind = agreement_kind(list(found.values()))
            about = say(f"answer.about_{WORDS[name]}", group=named("group", group))
            said[kind].append(about if kind == "silent" else _stand(kind, about, found))
    texts = [*said["disagree"], *said["partly"], *said["agree"]]
    if said["silent"]:
        texts.append(say("answer.silent", about=", ".join(said["silent"])))
    return texts


def _stand(kind: str, about: str, found: dict[str, str]) -> str:
    """Which theories say less, more, or show no direction on one group and outcome."""
    if kind == "agree":
        return say("answer.agree", about=about, direction=say(f"answer.all_{next(iter(found.values()))}"))
    directions = [
        say(f"answer.{one}_under", theories=_listed([theory for theory, verdict in found.items() if verdict in which]))
        for one, which in (("less", {LESS}), ("more", {MORE}), ("none", {SAME, UNCLEAR}))
        if which & set(found.values())
    ]
    return say(f"answer.{kind}", about=about, directions="; ".join(directions))


def agreement_kind(verdicts_said: list[str]) -> str:
    """agree (all one sign) | disagree (both signs) | partly (one sign, some silent) | silent."""
    signs = set(verdicts_said) & {LESS, MORE}
    if len(signs) == 2:
        return "disagree"
    if not signs:
        return "silent"
    return "agree" if len(set(verdicts_said)) == 1 else "partly"


def verdicts(rows: Rows, spec: Spec, architecture: str, group: str, name: str, horizon: int) -> dict[str, str]:
    """Theory -> sign of its mean difference (less, more, same, unclear), of the theories that are pooled."""
    found = {theory: rows.row(Key(theory, architecture, "group", group, name, horizon)) for theory in spec.carried}
    return {theory: row.mean_verdict for theory, row in found.items() if row is not None}


def _direction(rows: Rows, spec: Spec, key: Key) -> str:
    """'being targeted less often is likely (71 in 100)'."""
    row = rows.row(key)
    what = WORDS[key.outcome]
    kind = UNCLEAR if row is None else row.mean_verdict
    if row is None or (row.verdict not in (LESS, MORE) and kind not in (LESS, MORE)):
        return say(f"answer.{what}_{kind}")
    seen = row.shown(outcome(key.outcome).factor)
    change = signed(seen.difference, digits_of(seen, key.outcome))
    if row.verdict not in (LESS, MORE):
        return say(f"answer.{what}_{kind}_mean", change=change)
    chance = chance_of(row)
    word = chance_word(chance, spec.yardstick)
    return say(f"answer.{what}_{row.verdict}", word=word, chance=in_100(chance), change=change)


def chance_of(row: Row) -> float:
    """Chance of the direction that the verdict names."""
    return row.p_sign if row.verdict == MORE else 1.0 - row.p_sign


def _listed(theories: list[str]) -> str:
    return ", ".join(named("theory", theory) for theory in theories)
