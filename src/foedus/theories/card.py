"""The card of a theory: what it believes, who holds it, what it predicts, what would count against it."""

from __future__ import annotations

from typing import Any

from foedus.model.params import PARAMETERS, Parameter
from foedus.sources import cite
from foedus.theories.check import Predictive
from foedus.theories.check_text import as_rows
from foedus.theories.kept import kept
from foedus.theories.priors import parse_prior
from foedus.theories.theory import Against, Belief, Theory
from foedus.theories.words import KNOWN, in_words, restriction

SHARE_NOTE = "by count of rows; shares of an answer come from the marks until a posterior is shipped"


def card(theory: Theory, every: bool = False) -> dict[str, Any]:
    """Everything a reader should know of a theory, as plain values.

    Parameters
    ----------
    theory : Theory
    every : bool
        Also the parameters on which it says nothing of its own.
    """
    rows = _rows(theory, every)
    return {
        "id": theory.id,
        "name": theory.name,
        "summary": theory.summary,
        "part_of": theory.part_of,
        "variants": [one.id for one in theory.variants],
        "held_by": [{"source": key, "cited": cite(key).short(), "work": cite(key).full()} for key in _held_by(theory)],
        "rows": rows,
        "marks": marks([row for row in rows if row["own"]]),
        "against": _against(theory),
        "silent": [*theory.card.silent, *(line for one in theory.variants for line in one.card.silent)],
        "predictive": _predictive(theory),
    }


def marks(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """How many parameters of the rows are data, weak and unidentified, and their shares."""
    held = {row["parameter"]: row["mark"] for row in rows}
    counts = {mark: sum(one == mark for one in held.values()) for mark in ("D", "W", "B")}
    whole = max(1, sum(counts.values()))
    return {KNOWN[mark]: {"rows": count, "share": count / whole} for mark, count in counts.items()} | {
        "note": SHARE_NOTE
    }


def _held_by(theory: Theory) -> dict[str, None]:
    keys = [*theory.card.held_by, *(key for one in theory.variants for key in one.card.held_by)]
    return dict.fromkeys(keys)


def _rows(theory: Theory, every: bool) -> list[dict[str, Any]]:
    """Beliefs as plain rows: common ones, those of each variant, and on wish all others."""
    held = [("", belief) for belief in theory.beliefs.values()]
    held += [(one.id, belief) for one in theory.variants for belief in one.beliefs.values()]
    rows = [_row(belief, variant) for variant, belief in held]
    named = {belief.parameter for _, belief in held}
    return rows + [_usual(row) for row in PARAMETERS.values() if every and row.name not in named]


def _row(belief: Belief, variant: str) -> dict[str, Any]:
    row = PARAMETERS[belief.parameter]
    says = "; ".join(cite(key).short() for key in belief.source) + ": " + belief.note
    return _plain(row) | {
        "variant": variant, "own": True, "prior": str(belief.prior), "words": in_words(belief.prior, row),
        "restricts": restriction(belief.prior, row), "elicited": belief.elicited, "source": list(belief.source),
        "says": says,
    }  # fmt: skip


def _usual(row: Parameter) -> dict[str, Any]:
    return _plain(row) | {
        "variant": "", "own": False, "prior": row.prior, "words": in_words(parse_prior(row.prior, row.name), row),
        "restricts": "as without theory", "elicited": "", "source": list(row.sources), "says": row.meaning,
    }  # fmt: skip


def _plain(row: Parameter) -> dict[str, Any]:
    return {"parameter": row.name, "symbol": row.symbol, "law": row.law, "unit": row.unit, "meaning": row.meaning,
            "section_prior": row.prior, "mark": row.mark, "known": KNOWN[row.mark]}  # fmt: skip


def _against(theory: Theory) -> list[dict[str, Any]]:
    """What would count against it; `decidable` says whether any record could show it."""
    found = [("", one) for one in theory.card.against]
    found += [(variant.id, one) for variant in theory.variants for one in variant.card.against]
    return [{"variant": variant, **_judged(one)} for variant, one in found]


def _judged(one: Against) -> dict[str, Any]:
    known = {name: KNOWN[PARAMETERS[name].mark] for name in one.parameters}
    return {"words": one.words, "parameters": known, "source": list(one.source),
            "cited": "; ".join(cite(key).short() for key in one.source),
            "decidable": any(mark != "unidentified" for mark in known.values())}  # fmt: skip


def _predictive(theory: Theory) -> dict[str, Any] | None:
    """The stored prior predictive, or None for a theory that is not in the library."""
    found = kept(theory)
    if found is None:
        return None
    table = Predictive(found.entries, (theory.id,), found.made)
    return {"made": found.made, "current": found.current, "rows": as_rows(table)}
