"""The codes of the law: which entries exist, when, and what other files call them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foedus.treaties.treaty import holds


@dataclass(frozen=True)
class State:
    """One entry of the table of codes. `span`: closed intervals of existence. `kind`: state, non_state, placeholder.

    `continued_by`: the code under which the same state goes on, where a comparison of dates needs to know it.
    """

    code: str
    name: str
    kind: str
    span: tuple[tuple[date | None, date | None], ...]
    alias: tuple[str, ...] = ()
    continued_by: str | None = None

    def exists_on(self, day: date) -> bool:
        """Does the state exist on `day`?"""
        return any(holds(day, start, end) for start, end in self.span)
