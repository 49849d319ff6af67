"""The page opens from disk without a network and reads without pictures or scripts."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from foedus.report.dotplot import nice, picture, scale
from foedus.report.html import fragment, page
from foedus.report.markup import element, text

VOID = {"input", "meta", "br"}


class Checked(HTMLParser):
    """Collects attributes and checks that every element is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def checked(rows, spec):
    found = Checked()
    found.feed(page(rows, spec))
    assert found.open == []
    return found


def test_nothing_is_fetched_and_nothing_runs(checked, rows, spec):
    for tag, attributes in checked.seen:
        assert tag not in ("script", "link", "img", "iframe", "object", "embed")
        assert not any(name.startswith("on") for name in attributes)
        assert "src" not in attributes
        assert attributes.get("href", "#").startswith("#")
    assert not re.search(r"https?://|url\(|@import", page(rows, spec))


def test_ids_are_unique_and_labels_point_somewhere(checked):
    ids = [attributes["id"] for _, attributes in checked.seen if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in checked.seen:
        for name in ("for", "href"):
            if name in attributes:
                assert attributes[name].lstrip("#") in ids


def test_every_picture_is_told_in_words(checked):
    pictures = [attributes for tag, attributes in checked.seen if tag == "svg"]
    assert pictures
    assert all(attributes["role"] == "img" and len(attributes["aria-label"]) > 20 for attributes in pictures)


def test_there_is_one_grid_a_theory_and_horizon(checked, spec):
    views = [attributes for _, attributes in checked.seen if attributes.get("class") == "view"]
    assert len(views) == (len(spec.theories) + 1) * len(spec.horizons)


def test_the_page_says_what_it_rests_on(rows, spec):
    said = page(rows, spec)
    for words in ("conditional on declared beliefs", "Not modelled", "How this was made", "Sources", spec.command,
                  "Each dot is 1 chance in 20", "by construction", "seed", spec.versions["numpy"]):  # fmt: skip
        assert words in said, words


def test_the_page_is_the_same_for_the_same_results(rows, spec):
    assert page(rows, spec) == page(rows, spec)


def test_the_notebook_form_has_no_switches(rows, spec):
    said = fragment(rows, spec)
    assert "<input" not in said
    assert "Compared with the status quo" in said


def test_text_is_escaped():
    assert element("p", text("<a & b>"), title='"x"') == '<p title="&quot;x&quot;">&lt;a &amp; b&gt;</p>'


@pytest.mark.parametrize(("largest", "rounded"), [(0.0, 1.0), (0.9, 1.0), (1.2, 1.5), (34.0, 50.0), (0.021, 0.03)])
def test_axes_end_at_round_numbers(largest, rounded):
    assert nice(largest) == pytest.approx(rounded)


def test_pictures_without_change_do_not_set_the_axis():
    values = np.zeros((50, 20))
    values[0] = np.linspace(-3, 4, 20)
    assert scale(values) == 5.0


def test_a_picture_where_the_spread_is_luck_shows_only_mean_and_error(row):
    drawn = picture(row(np.nan, difference=0.2, mcse=0.05), np.full(20, np.nan), 1.0, "label")
    assert "hollow more" in drawn
    assert "ninety" not in drawn
