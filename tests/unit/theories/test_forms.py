"""Words of rival forms, and that they hold in every theory of a comparison and are told."""

from __future__ import annotations

import pytest

from foedus.cli.compare import command
from foedus.errors import NotInWorld, UnknownForm
from foedus.model.params import PARAMETERS
from foedus.report.inquiry import Question, command_line
from foedus.simulate.result import Plan
from foedus.study.ask import _asked, _question
from foedus.theories.draws import draw_parameters
from foedus.theories.forms import FORMS, checked_forms, switch, values_of, with_forms
from foedus.theories.load import ORDER, theory

ALL = "power=stock, contest=difference,distance=exponential"


def asked(form: str | list[str]) -> Question:
    forms = checked_forms(form)
    words = {"world": "asia-pacific-2023", "architectures": ["bloc-extension"], "theories": None, "form": forms or None}
    return _question({**words, "yardstick": "phia", "discount": 0.0}, Plan(1, 4, 1, 2, (2,)))


def test_words_become_levels():
    assert checked_forms(ALL) == ("contest=difference", "distance=exponential", "power=stock")
    assert checked_forms(["contest=ratio", "power=spending"]) == ("power=spending",)
    assert checked_forms(None) == ()
    assert values_of(checked_forms(ALL)) == {"contest_form": 1.0, "distance_form": 1.0, "power_form": 2.0}


def test_every_switch_has_a_word_for_every_level_and_is_never_drawn():
    for form, words in FORMS.items():
        row = PARAMETERS[switch(form)]
        assert (row.low, row.high, row.default, row.prior) == (0.0, len(words) - 1.0, 0.0, "fixed(0)")
        for name in ORDER:
            assert (draw_parameters(theory(name), 1, 8)[switch(form)] == 0.0).all()


@pytest.mark.parametrize(("words", "found"), [("contst=difference", "contst"), ("contest=diff", "diff"),
                                              ("power=stock,power=spending", "power=spending")])  # fmt: skip
def test_what_is_no_form_is_refused(words, found):
    with pytest.raises(UnknownForm, match=found):
        checked_forms(words)


def test_draws_change_in_the_switch_alone():
    drawn = draw_parameters(theory("spiral"), 1, 8)
    assert with_forms(drawn, ()) is drawn
    made = with_forms(drawn, checked_forms("power=stock"))
    assert [name for name in PARAMETERS if (made[name] != drawn[name]).any()] == ["power_form"]


def test_forms_hold_in_every_theory_and_the_command_repeats_them():
    question = asked(ALL)
    for drawn in question.beliefs().values():
        assert (drawn["contest_form"] == 1.0).all()
        assert (drawn["power_form"] == 2.0).all()
    assert question.forms == checked_forms(ALL)
    line = command_line(_asked({"world": "asia-pacific-2023", "form": question.forms}))
    assert line == "foedus compare --form contest=difference,distance=exponential,power=stock"


def test_cinc_is_refused_before_anything_runs():
    with pytest.raises(NotInWorld, match="CINC"):
        command(["bloc-extension"], form="power=cinc")
