"""The page of a class: what is on it, and that nothing of a learner is markup there."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import hand_ins
import pytest

from teachclust.classroom.class_page import class_page
from teachclust.classroom.collected import collect
from teachclust.classroom.hand_in_file import encode


class Read(HTMLParser):
    """The text and the elements of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("class")
    for number, made in enumerate(
        (hand_ins.right(), hand_ins.half(), hand_ins.blank(), hand_ins.forged(hand_ins.EVIL))
    ):
        (folder / f"{number}.json").write_bytes(encode(made))
    (folder / "<b>cut.json").write_bytes(encode(hand_ins.right())[:900])
    return class_page(collect(folder))


def test_it_says_who_is_where_and_what_is_wrong(page: str) -> None:
    text = Read(page).text
    for said in (
        "How does k-means find groups",
        "Files: 5. In order, and counted below: 3.",
        "These are plain distances added up.",
        "2 of 3",
        "border 0.31, so",
        "1 point: quotes a number of the cells correctly",
        "No reason was handed in.",
        "<b>cut.json",
        "It can't show who made it",
    ):
        assert said in text, said


def test_nothing_of_a_learner_is_markup(page: str) -> None:
    read = Read(page)
    assert "img" not in read.tags
    assert "b" not in read.tags
    assert "\u202e" not in page
    assert "default-src 'none'" in page


def test_an_empty_class_of_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(encode(hand_ins.blank("Ada")))
    text = Read(class_page(collect(tmp_path))).text
    assert "No wrong answer was handed in." in text
