"""The same questions to every law: its words, its parameters, its sources, and that it is elementwise."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import foedus
import foedus.model
from foedus.model.law import LAWS
from foedus.model.params import NAMES, PARAMETERS, defaults
from foedus.sources import bibliography

for found in pkgutil.iter_modules(foedus.model.__path__):
    importlib.import_module(f"foedus.model.{found.name}")

WORDS = {"exp", "expm1", "log", "log1p", "sqrt", "where", "minimum", "maximum"}
BY_NAME = {one.__name__: one for one in LAWS}
NODES = (
    ast.Module, ast.FunctionDef, ast.arguments, ast.arg, ast.Expr, ast.Assign, ast.Return, ast.BinOp, ast.UnaryOp,
    ast.Compare, ast.Call, ast.Attribute, ast.Constant, ast.Name, ast.Load, ast.Store, ast.Tuple, ast.Add, ast.Sub,
    ast.Mult, ast.Div, ast.Pow, ast.USub, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq,
)  # fmt: skip
# Read by the loops, by name, and by no law: what an architecture may set, chances of tokens, tiers, targets.
BY_LOOPS = {
    "distinguishability", "offensive_share", "growth", "disputes_per_year_target", "token_request", "token_finding",
    "token_finding_veto", "token_all_guarantors", "accession_lag", "accessions_per_state", "accession_consent",
    "pacts_per_state", *(f"tier_u{tier}" for tier in range(1, 7)),
}  # fmt: skip
BY_OUTCOMES = {"neighbour_inflation"}  # moves no law; turns a loss into prices


def tree(law: Callable[..., Any]) -> ast.FunctionDef:
    body = ast.parse(textwrap.dedent(inspect.getsource(law))).body[0]
    assert isinstance(body, ast.FunctionDef)
    return body


def parameters_of(law: Callable[..., Any]) -> set[str]:
    """Parameters that a law reads itself."""
    attributes = [node for node in ast.walk(tree(law)) if isinstance(node, ast.Attribute)]
    return {one.attr for one in attributes if isinstance(one.value, ast.Name) and one.value.id == "p"}


def read_through(law: Callable[..., Any]) -> set[str]:
    """Parameters that a law reads itself or through the laws it calls."""
    found = parameters_of(law)
    for node in ast.walk(tree(law)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BY_NAME:
            found |= read_through(BY_NAME[node.func.id])
    return found


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
class TestEveryLaw:
    def test_uses_only_the_words_of_a_law(self, law):
        function = tree(law)
        in_where = set()
        for node in ast.walk(function):
            assert isinstance(node, NODES), f"{law.__name__}: {type(node).__name__}"
            if isinstance(node, ast.Call):
                assert isinstance(node.func, ast.Name), "a law calls words and laws only"
                assert node.func.id in WORDS | set(BY_NAME), f"{law.__name__} calls {node.func.id}"
                assert not node.keywords
                if node.func.id == "where":
                    in_where.add(id(node.args[0]))
            if isinstance(node, ast.Attribute):
                assert isinstance(node.value, ast.Name)
                assert node.value.id == "p"
        for node in ast.walk(function):
            if isinstance(node, ast.Compare):
                assert len(node.ops) == 1
                assert id(node) in in_where, f"{law.__name__}: a comparison outside where"

    def test_has_no_one_minus_exp(self, law):
        assert not re.search(r"1(\.0)? - exp\(", inspect.getsource(law)), "write -expm1(-x)"

    def test_is_short(self, law):
        assert len(inspect.signature(law).parameters) <= 7
        assert len(inspect.getsource(law).splitlines()) <= 40

    def test_takes_its_parameters_last(self, law):
        names = list(inspect.signature(law).parameters)
        assert ("p" in names) == bool(read_through(law) or "p" in names)
        if "p" in names:
            assert names[-1] == "p"

    def test_names_its_parameters(self, law):
        text = law.__doc__ or ""
        named = set(re.findall(r"\bp\.([a-z]\w*)", text))
        assert named <= set(PARAMETERS), f"{law.__name__} names {named - set(PARAMETERS)}"
        assert named <= read_through(law) | parameters_of(law), "a parameter is named that the law does not read"
        assert parameters_of(law) <= set(PARAMETERS)
        assert parameters_of(law) <= named, f"{law.__name__} does not name {parameters_of(law) - named}"

    def test_says_its_equation(self, law):
        assert re.search(r"\bE\d+|MODEL section|logit", law.__doc__ or "") or law.__module__.endswith("duty")

    def test_cites_what_exists(self, law):
        assert set(re.findall(r"\[([A-Z][A-Za-z]+\d{4})\]_", law.__doc__ or "")) <= set(bibliography())

    def test_is_elementwise(self, law):
        names = list(inspect.signature(law).parameters)
        rng = np.random.default_rng(len(names))
        arrays = [rng.uniform(0.05, 0.95, 5) for name in names if name != "p"]
        last = [defaults()] if "p" in names else []
        if not arrays:
            return
        given = law(*arrays, *last)
        parts = given if isinstance(given, tuple) else (given,)
        together = np.array(np.broadcast_arrays(*parts, arrays[0])[:-1])
        for k in range(5):
            alone = np.atleast_1d(np.asarray(law(*(float(array[k]) for array in arrays), *last)))
            np.testing.assert_allclose(together[:, k], alone, rtol=1e-13)


def test_compiled_laws_equal_plain_ones():
    """Every law through Numba on the same numbers, relative difference below 1e-12."""
    import numba

    from foedus.model.params import draw_dtype
    from foedus.simulate.compiled import kernels

    kernels()
    lines, plain, at = [], [], 0
    rng = np.random.default_rng(7)
    numbers = rng.uniform(0.05, 0.95, 600)
    for law in LAWS:
        names = list(inspect.signature(law).parameters)
        count = len(names) - ("p" in names)
        last = [defaults()] if "p" in names else []
        expected = np.atleast_1d(law(*numbers[at : at + count], *last))
        given = ", ".join([f"x[{at + k}]" for k in range(count)] + (["p"] if last else []))
        targets = ", ".join(f"out[{len(plain) + k}]" for k in range(len(expected)))
        lines.append(f"    {targets} = {law.__name__}({given})")
        plain.extend(expected)
        at += count
    space: dict[str, Any] = dict(BY_NAME)
    exec("def every(x, p, out):\n" + "\n".join(lines), space)
    out = np.zeros(len(plain))
    record = np.array([tuple(defaults())], draw_dtype).view(np.recarray)
    compiled: Any = numba.njit(space["every"])
    compiled(numbers, record[0], out)
    np.testing.assert_allclose(out, plain, rtol=1e-12)


def test_every_parameter_is_read():
    by_laws = {name for law in LAWS for name in parameters_of(law)}
    elsewhere = BY_LOOPS | BY_OUTCOMES
    assert by_laws & elsewhere == set()
    assert by_laws | elsewhere == set(NAMES), set(NAMES) ^ (by_laws | elsewhere)


@pytest.mark.parametrize("name", sorted(BY_LOOPS - {"exit_rate"}))  # E20 is not built into a run
def test_what_no_law_reads_is_read_by_name(name):
    root = Path(foedus.__file__).parent
    files = [*sorted((root / "model").glob("*.py")), *sorted((root / "simulate").glob("*.py"))]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    wanted = "tier_u{" if name.startswith("tier_u") else name
    assert re.search(rf"p\.{re.escape(wanted)}\b|[\"']{re.escape(wanted)}", text)


def test_a_law_file_is_short():
    for file in sorted((Path(foedus.__file__).parent / "model").glob("*.py")):
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 300, file.name
