"""The documents hold together: links lead somewhere, and no page or source names a folder of one machine."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|Users|work|tmp)/\w")
TEXTS = {".py", ".md", ".toml", ".yaml", ".csv", ".bib", ".cff", ".txt"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_of_a_page_leads_somewhere(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), target


def test_no_file_names_a_folder_of_one_machine():
    files = [
        *PAGES,
        *ROOT.glob("*.t*"),
        *(one for part in ("src", "tests", "benchmarks") for one in (ROOT / part).rglob("*")),
    ]
    for file in files:
        if file.suffix in TEXTS and file != Path(__file__):
            found = MACHINE.search(file.read_text(encoding="utf-8"))
            assert found is None, f"{named(file)}: {found.group() if found else ''}"


def test_every_folder_of_pages_is_listed_in_its_index():
    for index in (ROOT / "docs").rglob("index.md"):
        text = index.read_text(encoding="utf-8")
        for page in index.parent.glob("*.md"):
            assert page == index or page.name in text, f"{named(page)} is not in {named(index)}"


def test_the_readme_and_the_makefile_name_the_same_targets():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([a-z]+):.*##", makefile))
    assert targets == {"help", "demo", "test", "check", "bench", "validate", "clean"}
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert set(re.findall(r"`?make ([a-z]+)\b(?=[`\s]*(?:#|$|`))", pages)) <= targets
