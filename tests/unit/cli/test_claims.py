"""``foedus claims`` and ``foedus claim``: what they print, and what they say of what cannot be asked."""

import json

import pytest

import foedus
from foedus.claims.load import claims
from foedus.cli import main

SMALL = ["--draws", "4", "--theories", "deterrence,spiral,no-theory"]
KEYS = {"name", "chance", "by_theory", "mcse", "mirror", "data", "weak", "unidentified", "support"}


def run(capsys, *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    seen = capsys.readouterr()
    return code, seen.out, seen.err


def test_the_list_as_json_names_every_pair(capsys):
    code, out, err = run(capsys, "claims", "list", "--json")
    found = json.loads(out)["claims"]
    assert code == 0 and err == "" and len(found) == len(claims()) >= 72
    by_name = {one["name"]: one for one in found}
    assert all(by_name[one["mirror"]]["mirror"] == one["name"] for one in found)
    assert all(set(one) == {"name", "mirror", "text", "source"} and one["source"] for one in found)


def test_show_says_who_made_a_claim_and_what_is_tested(capsys):
    code, out, _ = run(capsys, "claims", "show", "entrapment")
    assert code == 0 and "entrapment-is-rare (mirror)" in out and "made by: Snyder" in out and "tested: " in out
    code, out, _ = run(capsys, "claims", "show", "entrapment", "--json")
    assert json.loads(out)["mirror_claim"]["name"] == "entrapment-is-rare"


def test_a_claim_is_answered_with_its_mirror_and_clean_json(capsys):
    code, out, err = run(capsys, "claim", "selective-security", *SMALL, "--json")
    found = json.loads(out)
    assert code == 0 and set(found) >= KEYS
    assert found["chance"] + found["mirror"]["chance"] == pytest.approx(1.0)
    assert set(found["by_theory"]) == {"deterrence", "spiral", "no-theory"}
    assert found["mirror"]["name"] == "security-not-at-the-cost-of-others"
    assert found["sceptic"] == found["by_theory"]["no-theory"]
    assert found["no_effect"] is not None and found["plain_to_see"] is not None
    assert any("SEATO" in one["name"] for one in found["analogues"]) and 0.0 < found["support"] < 1.0
    assert found["command"].startswith("foedus claim selective-security") and found["versions"]["foedus"]
    assert "simulating" in err and "simulating" not in out


def test_the_answer_in_words_holds_table_mirror_command_and_versions(capsys):
    code, out, _ = run(capsys, "claim", "pacts-deter", *SMALL, "--quick")
    assert code == 0
    for part in ("of 100 admissible beliefs", "mirror", "deterrence", "made by Leeds", "versions: python", "command: "):
        assert part in out
    assert "attack" not in out.lower()


def test_a_claim_of_the_law_simulates_nothing(capsys):
    code, out, err = run(capsys, "claim", "extension-splits-the-region", "--json")
    found = json.loads(out)
    assert code == 0 and found["chance"] in (0.0, 0.5, 1.0) and found["mcse"] == 0.0 and "simulating" not in err
    assert "by the law alone" in found["sentence"]


def test_with_nothing_to_institutions_and_cooperation_closer_cooperation_is_an_exact_tie():
    """MODEL section 21: all weights at zero, a cooperation edit changes nothing, exactly."""
    answer = foedus.claim("cooperation-exposes-partners", draws=4, theories=["spiral"])
    assert answer.no_effect is not None and answer.no_effect.chance == 0.5 and answer.no_effect.ties == 1.0


def test_a_run_answers_from_its_draws_as_a_simulation_does(tmp_path, capsys):
    words = {"theories": ["deterrence", "spiral"], "draws": 4}
    made = foedus.compare(architectures=["bloc-extension"], streams=1, out=tmp_path / "run", **words)
    fresh = foedus.claim("selective-security", quick=True, **words)
    stored = foedus.claim("selective-security", run=tmp_path / "run")
    held = made.claim("selective-security")
    for name, one in fresh.chances.items():
        assert stored.chances[name].chance == pytest.approx(one.chance) == held.chances[name].chance
        assert stored.chances[name].mean == pytest.approx(one.mean, rel=1e-4)
        assert stored.chances[name].mean_mcse == pytest.approx(one.mean_mcse, rel=1e-3)
    code, out, _ = run(capsys, "claim", "selective-security", str(tmp_path / "run"), "--json")
    assert code == 0 and json.loads(out)["run"].startswith("foedus compare")
    for name, said in (
        ("withdrawal-invites-force", "foedus compare asia-pacific-2023 hub-withdrawal --horizon 20"),
        ("extension-pays-in-the-short-run", "it has the horizons 20"),
        ("entrapment", "foedus claim entrapment"),
    ):
        code, out, err = run(capsys, "claim", name, str(tmp_path / "run"))
        assert code == 2 and out == "" and said in err
    code, _, err = run(capsys, "claim", "selective-security", str(tmp_path / "run"), "--draws", "9")
    assert code == 2 and "A run has its own draws" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["selectiv-security"], "Did you mean 'selective-security'"),
        (["selective-security", "--theories", "spirall"], "Did you mean 'spiral'"),
        (["selective-security", "--draws", "0"], "draws is 0"),
        (["selective-security", "--world", "asia-2023"], "asia-pacific-2023"),
        (["selective-security", "no-such-run"], "is no run folder"),
        (["own.yaml"], "Cannot read 'own.yaml'"),
    ],
)
def test_bad_input_ends_with_2_and_the_fix(capsys, words, said):
    code, out, err = run(capsys, "claim", *words)
    assert code == 2 and out == "" and said in err


def test_a_claim_on_an_empty_group_says_which_groups_there_are(tmp_path, capsys):
    text = (
        "name: mine\ntext: Something.\nsource: [Jervis1978]\ngroup: old-members\noutcome: targeted\ndirection: less\n"
        "architecture: shared-security\nmirror:\n  name: other\n  text: Its reverse.\n  source: [Jervis1978]\n"
    )
    (tmp_path / "mine.yaml").write_text(text)
    code, _, err = run(capsys, "claim", str(tmp_path / "mine.yaml"), *SMALL)
    assert code == 2 and "No states are in group 'old-members' of 'shared-security'" in err and "members" in err
