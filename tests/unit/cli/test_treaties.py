"""``foedus treaties`` as a reader sees it: the page of an instrument, lists by what is wanted, files checked."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from foedus.cli import main
from foedus.treaties.clause_words import ACT, HIT, LEFT, details, sentence
from foedus.treaties.library import library
from foedus.treaties.listing import LETTER
from foedus.treaties.page import TIER, exit_words, treaty_page
from foedus.treaties.words import BINDING, STRENGTH, TYPE
from foedus.world.cooperation import TIERS
from tests.unit.treaties.made_up import clause, pact

ROOT = Path(__file__).parents[3]
TEXTS = ROOT / "src" / "foedus" / "treaties"


def told(capsys, *arguments):
    assert main(["treaties", *arguments]) == 0
    return capsys.readouterr().out


def flat(text):
    return " ".join(text.split())


def test_the_page_of_1949_says_who_owes_what_to_whom_where_and_on_what_ground(capsys):
    page = told(capsys, "show", "nato_1949")
    said = flat(page)
    for words in (
        "treaty, legally binding",
        "Signed 1949-04-04",
        "Term and exit 13 exit on one year's notice",
        "1955-05-06 . joined Germany (DEU)",
        "When a party meets with an armed attack, each other party must take such action as it deems necessary.",
        "North Atlantic area north of the Tropic of Cancer [natl_ntc]",
        "Attack by a party: disputed",
        "Each party must not attack any state.",
        "operative words seen [text_seen]",
        "record 3180, D--AC (defence, nonaggression, consultation)",
    ):
        assert words in said, words
    heads = [line for line in page.splitlines() if line.isupper() or (line.split(",")[0].isupper() and line[0] != " ")]
    assert [one.split(",")[0].split(" ")[0] for one in heads] == [
        "PARTIES", "ARTICLES", "CLAUSES", "RESERVATIONS", "SCOPE", "SOURCES", "BESIDE",
    ]  # fmt: skip


def test_a_reservation_a_class_and_one_side_are_told_in_words(capsys):
    manila = flat(told(capsys, "show", "manila_pact_1954"))
    assert "each other party except the United States (USA) must act to meet the danger" in manila
    assert "- Art. IV(1): the United States (USA) stands outside it" in manila
    assert "by a state ruled by a single communist (Marxist-Leninist) party, the United States (USA) must" in manila
    assert "Against a state ruled by a single communist" in manila and "DISPUTED" in manila
    cofa = flat(told(capsys, "show", "cofa"))
    assert "or Palau (PLW) meets with an armed attack or a threat of force, the United States (USA) must defend" in cofa
    assert "each other party promises to consult" in flat(told(capsys, "show", "fpda"))


def test_an_instrument_without_a_clause_says_so_and_names_its_tier(capsys):
    page = flat(told(capsys, "show", "aukus"))
    assert (
        "obliges nobody to help" in page and "no commitment" in page and "Cooperation: sharing of information" in page
    )
    assert set(TIER) == set(TIERS)


def test_a_day_shows_who_is_bound_and_which_clauses_apply(capsys):
    page = flat(told(capsys, "show", "nato_1949", "--on", "1990-01-01"))
    assert "On 1990-01-01 in force; 16 parties; 4 of 4 clauses apply" in page and "PARTIES ON 1990-01-01" in page
    assert "Not yet bound: CZE HUN POL" in page
    late = flat(told(capsys, "show", "manila_pact_1954", "--on", "1990-01-01"))
    assert "No longer bound: PAK" in late and late.count("NOT ON THIS DAY") == 3
    before = flat(told(capsys, "show", "nato_1949", "--on", "1900-01-01"))
    assert "not in force; 0 parties" in before and "nobody" in before
    data = json.loads(told(capsys, "show", "manila_pact_1954", "--on", "1990-01-01", "--json"))
    assert data["on"]["parties"] == ["AUS", "FRA", "GBR", "NZL", "PHL", "THA", "USA"]
    assert "a4_1" not in data["on"]["clauses"] and "a4_1_late" in data["on"]["clauses"]


def test_a_state_that_goes_on_under_another_code_is_said_to_continue(capsys):
    said = flat(told(capsys, "show", "ussr_dprk_1961"))
    assert "1991-12-25 1996-09-10 continued Russia (RUS)" in said and "original, left Soviet Union (SUN)" in said


def test_the_json_of_a_page_is_complete(capsys):
    data = json.loads(told(capsys, "show", "us_japan_1960", "--json"))
    assert data["id"] == "us_japan_1960" and data["force"] == ["1960-06-23", None] and data["atop"]["id"] == 3375
    assert data["clauses"][0]["in_words"]["limits"][0] == ["Where", "under the administration of Japan (JPN)"]
    assert data["term_and_exit"] == ["X one-year notice"]


@pytest.mark.parametrize("day", [None, date(1914, 8, 1), date(2023, 6, 30)])
def test_every_page_can_be_told_and_fits(law, day):
    for treaty in law.treaties.values():
        page = list(treaty_page(law, treaty, day))
        assert max(map(len, page)) <= 100, treaty.id
        assert all(line == line.rstrip() for line in page), treaty.id
        assert not [line for line in page if "None" in line.split() or "()" in line or "{" in line], treaty.id


def test_the_words_of_a_clause_cover_the_language(law):
    assert set(ACT) == set(law.tokens.acts) and set(HIT) == set(law.tokens.targets)
    assert set(LEFT) == set(STRENGTH) and set(LETTER) == set(TYPE)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"involvement": "at_war"}, "When a party is at war, whoever began it, each other party must give aid"),
        ({"involvement": "initiates", "initiator": ("ITA",)}, "When Italy (ITA) begins a war, each other party must"),
        (
            {"duty": ("GBR", "FRA"), "victim": ("POL",)},
            "When Poland (POL) meets with an armed attack, the United Kingdom (GBR) and",
        ),
        (
            {"trigger": "mobilisation", "by": ("DEU",), "duty": "parties"},
            "On mobilisation by Germany (DEU), all parties must",
        ),
        ({"victim": "any", "duty": "parties", "strength": "consult"}, "all parties must consult, with one another."),
        ({"by": "nonparty"}, "meets with an armed attack by a state that is no party, each other party must"),
        ({"type": "right", "strength": "right_to_act"}, "each other party may act."),
        ({"binding": "political"}, "each other party promises to give aid"),
        (
            {"type": "nonaggression", "duty": "attacker", "strength": "abstain"},
            "Each party must not attack another party.",
        ),
        ({"duty_in": ("ITA",)}, "each other party, of them only Italy (ITA), must"),
        (
            {"duty": ("GBR", "FRA"), "strength": "all_means"},
            "and France (FRA) must help with all means in their power.",
        ),
        (
            {"duty": ("GBR", "FRA"), "strength": "assurance", "binding": "political"},
            "promise to give political support.",
        ),
        (
            {"duty": ("USA",), "binding": "domestic_law", "strength": "domestic_consultation"},
            "is by domestic law to have",
        ),
        ({"acts": ("war_elsewhere",), "type": "neutrality"}, "On a war between others, each other party must"),
        ({"victim": ("GBR", "FRA", "ITA", "POL", "ROU")}, "When one of GBR FRA ITA POL ROU meets with an armed attack"),
        ({"duty": ("GBR", "FRA", "ITA", "POL", "ROU")}, "each of GBR FRA ITA POL ROU must give aid"),
        (
            {"victim": ("KOR", "PRK"), "by_state": True},
            "the Republic of Korea (KOR) or the Democratic People's Republic",
        ),
    ],
)
def test_a_clause_in_one_sentence(law, keys, said):
    assert said in sentence(law, clause(**keys), "legal")


@pytest.mark.parametrize(
    ("keys", "title", "said"),
    [
        ({"min_enemies": 2}, "Enemies", "2 or more"),
        ({"max_enemies": 1}, "Enemies", "1 at most"),
        ({"request": True}, "Only if", "the state attacked asks for it [request]"),
        ({"hub": "FRA"}, "Between", "only to or from France (FRA)"),
        ({"ends_for": {"ITA": date(2004, 1, 1)}}, "Ends", "for Italy (ITA) on 2004-01-01"),
        ({"carve_out": ("AUT",)}, "Own form", "Austria (AUT): the form of help is theirs to choose"),
        ({"victim": ("BEL",)}, "Protected", "whether a party or not"),
        ({"dyads": (("FRA", "DEU"),)}, "Only between", "France (FRA) and Germany (DEU)"),
        ({"by_not": ("PAK",), "involvement": "at_war"}, "Against", "anyone but not Pakistan (PAK)"),
        (
            {"excluded_if": ({"initiator": "DEU", "opponent": "FRA"},)},
            "Not if",
            "Germany (DEU) began the war and France",
        ),
        ({"start": date(2001, 1, 1)}, "Days", "from 2001-01-01"),
        ({"intra": "excluded"}, "Attack by a party", "not covered"),
        ({"unprovoked": "direct"}, "Fault", "directly provoked"),
    ],
)
def test_what_limits_a_clause(law, keys, title, said):
    found = dict(details(law, clause(**keys)))
    assert said in found[title]


def test_term_and_exit_are_what_the_articles_say():
    assert exit_words(pact(articles="1 help; 3 exit on one year's notice; 4 consult.")) == [
        "3 exit on one year's notice"
    ]
    assert exit_words(pact(articles="ten years, renewed by five")) == ["ten years, renewed by five"]
    assert exit_words(pact(articles="1 help at short notice")) == []


@pytest.mark.parametrize(
    ("arguments", "there", "absent"),
    [
        (["--state", "JPN", "--state", "USA", "--type", "defence"], {"us_japan_1960"}, {"nato_1949", "anzus_1951"}),
        (["--state", "jpn,usa", "--in-force", "1955-01-01"], {"us_japan_1951"}, {"us_japan_1960"}),
        (["--state", "TWN", "--type", "defence"], {"us_roc_1954"}, {"us_rok_1953"}),
        (["--binding", "political", "--type", "consultation"], {"fpda_1971"}, {"nato_1949"}),
        (["--text", "Tropic of CANCER"], {"nato_1949"}, {"anzus_1951"}),
        (["--type", "defence", "--in-force", "1980-01-01"], {"manila_pact_1954"}, {"weu_1948"}),
    ],
)
def test_the_list_finds_what_is_wanted(capsys, arguments, there, absent):
    data = json.loads(told(capsys, "list", *arguments, "--json"))["treaties"]
    found = {one["id"] for one in data}
    assert there <= found and not absent & found
    lines = told(capsys, "list", *arguments).splitlines()
    assert len(lines) == len(found) + 4 and max(map(len, lines)) <= 100
    column = lines[0].index("years")
    assert all(line[column - 2 : column] == "  " for line in lines[: len(found) + 1])


def test_nothing_found_is_said(capsys):
    assert told(capsys, "list", "--text", "zebra").startswith("0 of ")


def test_what_is_not_encoded_is_listed(capsys, law):
    text = told(capsys, "list", "--missing")
    assert text.splitlines()[-1].startswith(f"{len(law.missing)} of {len(law.missing)} instruments")
    for one in law.missing:
        assert one.id in text
        data = json.loads(told(capsys, "list", "--missing", "--state", one.states[0], "--json"))["missing"]
        assert one.id in {row["id"] for row in data}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "--state", "JPM"], "Did you mean 'JPN'"),
        (["list", "--binding", "legl"], "--binding"),
        (["list", "--type", "defense"], "Did you mean 'defence'"),
        (["list", "--in-force", "2023-06-31"], "--in-force: '2023-06-31'"),
        (["show", "nato_1949", "--on", "yesterday"], "--on: 'yesterday'"),
        (["show", "soviet"], "soviet_afghan_1978"),
        (["show", "nato_1948"], "Did you mean 'nato_1949'"),
        (["check", "."], "is a folder"),
        (["check", "nowhere.yaml"], "Cannot read"),
        (["schema", "--kind", "recipe"], "No token 'recipe' in kinds of file"),
    ],
)
def test_bad_input_is_answered_with_words(capsys, arguments, said):
    assert main(["treaties", *arguments]) == 2
    shown = capsys.readouterr()
    assert said in shown.err and shown.err.startswith("foedus: ") and not shown.out


def test_treaties_cases_and_places_are_checked_alike(capsys, tmp_path):
    files = [str(TEXTS / "texts" / "nato_1949.yaml"), str(ROOT / "tests" / "cases" / "open.yaml")]
    files.append(str(TEXTS / "places.yaml"))
    lines = told(capsys, "check", *files).splitlines()
    assert "'nato_1949' is sound" in lines[0] and "95 cases, all sound" in lines[1] and "places, all sound" in lines[2]
    kinds = [one["kind"] for one in json.loads(told(capsys, "check", *files, "--json"))["checked"]]
    assert kinds == ["treaty", "cases", "places"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("base:\n  sov: USA\n  adm: USB\n  tags: []\n", "line 3, column 8, field 'adm': no state 'USB' is known"),
        ("base:\n  sov: USA\n  amd: USA\n  tags: []\n", "line 3, column 3, field 'amd': unknown key 'amd'"),
        ("b: {sov: USA, adm: USA, tags: [natl_ntc], lat: 1, lon: -30}\n", "lies outside the area 'natl_ntc'"),
        ("cases:\n  - {id: a, date: 2020-01-01, event: {attacker: [RUS]}}\n", "the key 'victim' is missing"),
        ("id: mine\nnmae: x\n", "line 2, column 1, field 'nmae': unknown key 'nmae'"),
        ("- 1\n", "a treaty record is needed here"),
    ],
)
def test_a_mistake_is_pointed_at(capsys, tmp_path, text, said):
    file = tmp_path / "mine.yaml"
    file.write_text(text, "utf-8")
    assert main(["treaties", "check", str(file)]) == 2
    shown = capsys.readouterr()
    assert said in shown.err and "mine.yaml" in shown.err and not shown.out


@pytest.mark.parametrize("words", [["list"], ["show", "nato_1949"], ["check", str(TEXTS / "texts" / "cofa.yaml")]])
def test_nothing_heavy_is_imported(words):
    code = (
        "import sys; from foedus.cli import main; main(['treaties', *sys.argv[1:]]);"
        "heavy = {'numba', 'polars', 'pandas', 'matplotlib', 'scipy'} & set(sys.modules);"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    made = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr


@pytest.fixture(scope="module")
def law():
    return library()


def test_every_force_of_law_has_a_word():
    from foedus.treaties.listing import FORCE

    assert set(FORCE) == set(BINDING)
