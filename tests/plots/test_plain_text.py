"""What a Display writes is drawn letter by letter; what stood there before stays as it was."""

from __future__ import annotations

import unicodedata
from typing import Any

import matplotlib.pyplot as plt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.ticker import FuncFormatter

from teachclust.plots.plain_text import TextSnapshot, title_text


@pytest.fixture
def ax() -> Any:
    figure, ax = plt.subplots()
    yield ax
    plt.close(figure)


def test_a_title_is_the_callers_or_ours() -> None:
    assert title_text(None, "Ours") == "Ours"
    assert title_text("", "Ours") == "Ours"
    assert title_text("Theirs", "Ours") == "Theirs"
    assert title_text(0, "Ours") == "0"
    assert "\n" not in title_text("one\ntwo", "Ours")
    assert len(title_text("x" * 500, "Ours")) <= 160
    assert title_text("x" * 160, "Ours") == "x" * 160


@given(st.text(max_size=40))
def test_a_title_has_nothing_that_can_not_be_drawn(text: str) -> None:
    shown = title_text(text, "Ours")
    assert not {unicodedata.category(sign) for sign in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert shown == "Ours" or text


def test_new_text_is_taken_letter_by_letter_and_old_text_stays(ax: Any) -> None:
    old = ax.text(0, 0, "$x^2$")
    changed = ax.text(0, 0, "before")
    snapshot = TextSnapshot.of([ax])
    new = ax.text(0, 0, "$y_3$")
    new.set_usetex(True)
    changed.set_text("$z$")
    ax.set_title("$title$")
    ax.set_xlabel("a_b")
    snapshot.make_new_text_plain([ax])
    assert old.get_parse_math()
    for text in (new, changed, ax.title, ax.xaxis.label):
        assert not text.get_parse_math()
        assert not text.get_usetex()
    assert (new.get_text(), ax.get_title()) == ("$y_3$", "$title$")


def test_signs_that_no_font_has_become_spaces_and_lines_stay(ax: Any) -> None:
    snapshot = TextSnapshot.of([ax])
    for bad in "\x00\t\x1f\x7f\x9f\ud800\udfff\u200e\u200f\u2028\u202e\u2066\u2069":
        text = ax.text(0, 0, f"a{bad}b\nc")
        snapshot.make_new_text_plain([ax])
        assert text.get_text() == "a b\nc", hex(ord(bad))
    for good in "\n\x20\x7e\xa0\u200d\u2027\u202f\u2065\u206aé漢":
        text = ax.text(0, 0, f"a{good}b")
        snapshot.make_new_text_plain([ax])
        assert text.get_text() == f"a{good}b", hex(ord(good))


def test_numbers_on_their_scales_keep_their_formulas(ax: Any) -> None:
    snapshot = TextSnapshot.of([ax])
    ax.set_yscale("log")
    ax.set_ylim(1, 1000)
    ax.set_xticks([0, 1], ["$a$", "b"])
    snapshot.make_new_text_plain([ax])
    numbers = [tick.label1 for tick in ax.yaxis.get_major_ticks()]
    assert numbers
    assert all(text.get_parse_math() and not text.get_usetex() for text in numbers)
    assert ax.yaxis.get_offset_text().get_parse_math()
    names = [tick.label1 for tick in ax.xaxis.get_major_ticks()]
    assert [text.get_text() for text in names] == ["$a$", "b"]
    assert not any(text.get_parse_math() for text in names)


def test_the_callers_own_names_at_ticks_keep_theirs(ax: Any) -> None:
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, place: f"${value:g}$"))
    ax.set_xticks([0, 1])
    ax.figure.canvas.draw()
    mine = TextSnapshot.of([ax])
    mine.make_new_text_plain([ax])
    assert all(tick.label1.get_parse_math() for tick in ax.xaxis.get_major_ticks())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, place: f"$_{value:g}$"))
    ax.figure.canvas.draw()
    mine.make_new_text_plain([ax])
    assert not any(tick.label1.get_parse_math() for tick in ax.xaxis.get_major_ticks())


def test_all_axes_are_looked_at_and_a_generator_will_do(ax: Any) -> None:
    other = ax.figure.add_subplot(1, 2, 2)
    both = (ax, other)
    kept = other.text(0, 0, "$kept$")
    snapshot = TextSnapshot.of(one for one in both)
    assert snapshot.texts[id(kept)] == "$kept$"
    new = [one.text(0, 0, "$new$") for one in both]
    snapshot.make_new_text_plain(one for one in both)
    assert kept.get_parse_math()
    assert not any(text.get_parse_math() for text in new)
