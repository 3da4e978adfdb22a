"""The line of eps stands at its height, its words where they cover nothing; eps is a distance."""

from __future__ import annotations

import re
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from sklearn.cluster import DBSCAN

from teachclust.errors import LearnerError
from teachclust.plots.density.eps import check_eps, check_number, draw_eps_line
from teachclust.plots.style import accent_color, text_color

WORDS = ["eps = 1", "7 above", "3 below"]


@pytest.fixture
def ax() -> Any:
    figure, ax = plt.subplots()
    ax.set(xlim=(0, 9), ylim=(0, 10))
    yield ax
    plt.close(figure)


def placed(ax: Any) -> dict[str, Any]:
    ax.figure.canvas.draw()
    return {text.get_text(): text.get_window_extent() for text in ax.texts}


@pytest.mark.parametrize(("eps", "clear"), [(1.0, 0.0), (1.0, 3.0), (6.9, 2.0)])
def test_low_words_stand_over_the_line_from_the_top_down(ax: Any, eps: float, clear: float) -> None:
    line = draw_eps_line(ax, eps, WORDS, clear)
    assert list(line.get_ydata()) == [eps, eps]
    found = placed(ax)
    assert found[WORDS[0]].y0 > found[WORDS[1]].y0 > found[WORDS[2]].y0
    level = ax.transData.transform((0, max(eps, clear)))[1]
    assert 0 < found[WORDS[2]].y0 - level < 10
    right = ax.get_window_extent().x1
    assert all(right - 5 < box.x1 <= right for box in found.values())


@pytest.mark.parametrize(("eps", "clear"), [(7.0, 0.0), (9.5, 0.0), (5.0, 9.0)])
def test_high_words_hang_under_the_line(ax: Any, eps: float, clear: float) -> None:
    draw_eps_line(ax, eps, WORDS, clear)
    found = placed(ax)
    assert found[WORDS[0]].y0 > found[WORDS[1]].y0 > found[WORDS[2]].y0
    level = ax.transData.transform((0, eps))[1]
    assert 0 < level - found[WORDS[0]].y1 < 10


def test_the_first_word_is_bold_and_in_the_color_of_the_line(ax: Any) -> None:
    line = draw_eps_line(ax, 1.0, WORDS, 0.0)
    looks = {text.get_text(): text for text in ax.texts}
    accent = to_hex(accent_color(ax))
    assert to_hex(line.get_color()) == to_hex(looks[WORDS[0]].get_color()) == accent
    assert looks[WORDS[0]].get_fontweight() == "bold"
    for text in WORDS[1:]:
        assert to_hex(looks[text].get_color()) == to_hex(text_color(ax))
        assert looks[text].get_fontweight() == "normal"
    assert all(text.get_path_effects() for text in ax.texts), "they are read over a curve"


def test_where_it_is_never_clear_words_stand_outside(ax: Any) -> None:
    draw_eps_line(ax, 4.0, WORDS, None)
    ((text, box),) = placed(ax).items()
    assert text == "\n".join(WORDS)
    frame = ax.get_window_extent()
    assert 0 < box.x0 - frame.x1 < 20
    assert (box.y0 + box.y1) / 2 == pytest.approx(ax.transData.transform((0, 4))[1], abs=3)


@pytest.mark.parametrize("eps", [None, 1, 0.5, np.float32(0.1), np.int64(3), 1e300, 5e-324])
def test_distances_pass(eps: Any) -> None:
    check_eps(eps)


@pytest.mark.parametrize(
    "eps",
    [0, 0.0, -1.0, True, "1", np.nan, np.inf, 2e300, 10**400, [1.0], np.array([1.0]), 1j, object()],
)
def test_what_is_no_distance_is_refused(eps: Any) -> None:
    with pytest.raises(LearnerError) as told:
        check_eps(eps)
    assert told.value.what == "eps must be a number above 0 to 1e+300."
    assert told.value.where.startswith("eps=")
    assert told.value.why
    scope: dict[str, Any] = {"DBSCAN": DBSCAN}
    exec(f"mended = {told.value.fix}", scope)
    check_eps(scope["mended"].eps)


@pytest.mark.parametrize(
    ("limits", "right", "wrong", "words"),
    [
        ({"least": 1, "whole": True}, [1, 7, np.int32(2), 10**400], [0, 1.0, 2.5, True, "2"],
         "a whole number from 1."),
        ({"least": 0, "most": 1}, [0, 1, 0.5], [-0.1, 1.1, np.nan], "a number from 0 to 1."),
        ({"least": 0, "above": True}, [1e-9, np.inf], [0, -1], "a number above 0."),
    ],
)  # fmt: skip
def test_limits_are_held_and_told(
    limits: dict[str, Any], right: list[Any], wrong: list[Any], words: str
) -> None:
    for value in right:
        check_number("min_samples", value, **limits)
    for value in wrong:
        with pytest.raises(LearnerError, match=re.escape(f"min_samples must be {words}")) as told:
            check_number("min_samples", value, **limits)
        assert told.value.where == f"min_samples={value!r}"
