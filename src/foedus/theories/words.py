"""A prior in words, and what it restricts against the prior without theory."""

from __future__ import annotations

import numpy as np

from foedus.model.params import Parameter
from foedus.theories.priors import Prior, cdf, moments, parse_prior, quantile

KNOWN = {"D": "data", "W": "weak", "B": "unidentified", "fixed": "fixed"}
MEANING = {
    "D": "data: the record moves it",
    "W": "weak: the record nudges it, the prior matters",
    "B": "unidentified: a declared belief; no record rewards or punishes the theory for it",
}
NOTHING = 0.05  # spread up to which a prior around 0 is a denial (MODEL section 12, rule 2)
SURE = 0.975


def in_words(prior: Prior, row: Parameter) -> str:
    """Where nine draws in ten lie, as a clause."""
    low, middle, high = quantile(prior, np.array([0.05, 0.5, 0.95]), row.low, row.high)
    if low == high:
        return f"always {_short(middle)}"
    if prior.family == "N" and prior.a == 0.0 and prior.b <= NOTHING and row.low < 0.0:
        return f"none (9 draws in 10 within {_short(high)} of 0)"
    return f"about {_short(middle)}, 9 draws in 10 from {_short(low)} to {_short(high)}"


def restriction(prior: Prior, row: Parameter) -> str:
    """How a prior differs from the prior without theory of the same parameter."""
    section = parse_prior(row.prior, row.name)
    if str(prior) == str(section):
        return "as without theory"
    (here, width), (there, usual) = (moments(one, row.low, row.high) for one in (prior, section))
    if not usual > 0.0:
        return f"against the one value {_short(there)}"
    parts = []
    moved = (here - there) / usual
    if abs(moved) >= 0.25:
        parts.append(f"{'higher' if moved > 0 else 'lower'} by {abs(moved):.1f} sd")
    ratio = width / usual
    if ratio < 0.8:
        parts.append(f"{usual / width:.1f} times narrower" if ratio > 1e-9 else "one value where others vary")
    elif ratio > 1.25:
        parts.append(f"{ratio:.1f} times wider")
    if sign := _sign(prior, section, row):
        parts.append(f"sign {sign} by construction")
    return ", ".join(parts) if parts else "near the prior without theory"


def _sign(prior: Prior, section: Prior, row: Parameter) -> str:
    """'+' or '-' where the theory fixes a sign that is open without it."""
    if not row.low < 0.0 < row.high or section.b <= 0.0 or prior.b <= 0.0:
        return ""
    here, there = (float(cdf(one, np.array([0.0]), row.low, row.high)[0]) for one in (prior, section))
    if not 1.0 - SURE < there < SURE:
        return ""
    return "+" if here < 1.0 - SURE else "-" if here > SURE else ""


def _short(value: float) -> str:
    """'.12' for 0.12, three digits at most."""
    text = f"{value:.2f}" if abs(value) < 10 else f"{value:.3g}"
    text = "0" if float(text) == 0.0 else text
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
