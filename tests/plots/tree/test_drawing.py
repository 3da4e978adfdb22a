"""A tree is drawn where its heights are, upright or on its side, in the colors of its clusters."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from teachclust.errors import LearnerError
from teachclust.palette import COLORS, NOISE
from teachclust.plots.style import accent_color
from teachclust.plots.tree.cut import TreeCut
from teachclust.plots.tree.drawing import TreeDrawing
from teachclust.plots.tree.layout import TreeLayout
from teachclust.plots.tree.merges import tree_of_merges

PAIRS, HEIGHTS = [[0, 1], [2, 3], [4, 5]], [1.0, 4.0, 9.0]
SIDES: Any = pytest.mark.parametrize("orientation", ["top", "left"])


@pytest.fixture
def ax() -> Any:
    figure, ax = plt.subplots()
    yield ax
    plt.close(figure)


def drawing(
    ax: Any, labels: list[int] | None = None, line: float | None = None, *, shown: int = 4,
    orientation: Any = "top", scale: Any = "linear", heights: Any = HEIGHTS, pairs: Any = PAIRS,
) -> TreeDrawing:  # fmt: skip
    tree = tree_of_merges(np.array(pairs), np.array(heights))
    cut = None if labels is None else TreeCut(tree, np.array(labels))
    return TreeDrawing(ax, TreeLayout(tree, shown), cut, line, orientation, scale)


@SIDES
def test_links_join_their_parts_at_their_heights(ax: Any, orientation: str) -> None:
    one = drawing(ax, orientation=orientation)
    links = one.draw_links(None)
    turned = slice(None) if one.upright else slice(None, None, -1)
    segments = [segment[:, turned] for segment in links.get_segments()]
    assert segments[0].tolist() == [[0, 0], [0, 1], [1, 1], [1, 0]]
    assert segments[1].tolist() == [[2, 0], [2, 4], [3, 4], [3, 0]]
    assert segments[2].tolist() == [[0.5, 1], [0.5, 9], [2.5, 9], [2.5, 4]]
    assert {to_hex(color) for color in links.get_colors()} == {to_hex(NOISE)}
    across, heights = (ax.get_xlim(), ax.get_ylim()) if one.upright else (
        ax.get_ylim()[::-1], ax.get_xlim()[::-1]
    )  # fmt: skip
    assert across == (-0.5, 3.5)
    assert heights == pytest.approx((0.0, 9 * 1.06))


def test_links_within_a_cluster_have_its_color_and_stems_up_to_the_cut(ax: Any) -> None:
    links = drawing(ax, [1, 1, 0, 0], 6.0).draw_links({"linewidth": 3})
    colors = [to_hex(color) for color in links.get_colors()]
    assert colors[:3] == [COLORS[1], COLORS[0], to_hex(NOISE)]
    assert sorted(colors[3:]) == sorted(COLORS[:2]), "a stem for each cluster"
    tops = sorted(float(segment[:, 1].max()) for segment in links.get_segments()[3:])
    assert tops == [6.0, 6.0]
    assert links.get_linewidth()[0] == 3


def test_limits_hold_the_line_and_heights_below_zero(ax: Any) -> None:
    drawing(ax, [0, 0, 0, 0], 20.0).draw_links(None)
    assert ax.get_ylim()[1] == pytest.approx(21.2)
    drawing(ax, heights=[-2.0, 4.0, 9.0]).draw_links(None)
    assert ax.get_ylim()[0] == -2.0
    drawing(ax, heights=[0.0, 0.0, 0.0]).draw_links(None)
    assert ax.get_ylim() == pytest.approx((0.0, 1.06))


@SIDES
def test_folded_branches_are_wedges_up_to_their_merge(ax: Any, orientation: str) -> None:
    one = drawing(ax, [1, 1, 0, 0], 6.0, shown=2, orientation=orientation)
    wedges = one.draw_wedges()
    assert wedges is not None
    order = slice(None) if one.upright else slice(None, None, -1)
    corners = [path.vertices[:3, order] for path in wedges.get_paths()]
    tops = sorted((float(c[1, 0]), float(c[1, 1])) for c in corners)
    assert tops == [(0.0, 1.0), (1.0, 4.0)]
    for corner in corners:
        assert corner[0, 0] < corner[1, 0] < corner[2, 0]
        assert corner[1, 0] - corner[0, 0] == pytest.approx(corner[2, 0] - corner[1, 0])
        assert corner[[0, 2], 1].tolist() == [0.0, 0.0]
        assert corner[2, 0] - corner[0, 0] < 1, "wedges side by side don't touch"
    found = {
        float(c[1, 1]): to_hex(f) for c, f in zip(corners, wedges.get_facecolor(), strict=True)
    }
    assert found == {1.0: COLORS[1], 4.0: COLORS[0]}
    assert drawing(ax, shown=4).draw_wedges() is None
    grey = drawing(ax, shown=2).draw_wedges()
    assert grey is not None
    assert {to_hex(color) for color in grey.get_facecolor()} == {to_hex(NOISE)}


@SIDES
def test_the_line_of_the_cut_has_a_dot_on_each_cluster_and_its_words(
    ax: Any, orientation: str
) -> None:
    one = drawing(ax, [0, 0, 1, 2], 2.5, orientation=orientation)
    one.draw_links(None)
    line = one.draw_cut()
    assert line is not None
    heights = line.get_ydata() if one.upright else line.get_xdata()
    assert list(heights) == [2.5, 2.5]
    assert to_hex(line.get_color()) == to_hex(accent_color(ax))
    (dots,) = [drawn for drawn in ax.lines if drawn is not line]
    places = dots.get_xydata() if one.upright else dots.get_xydata()[:, ::-1]
    assert sorted(places.tolist()) == [[0.5, 2.5], [2.0, 2.5], [3.0, 2.5]]
    (words,) = ax.texts
    assert words.get_text().replace("\n", " ") == "cut at 2.5: 3 clusters"
    assert ("\n" in words.get_text()) is one.upright


def test_one_cluster_is_told_as_one_and_many_have_no_dots(ax: Any) -> None:
    drawing(ax, [0, 0, 0, 0], 12.0).draw_cut()
    assert ax.texts[0].get_text() == "cut at 12:\n1 cluster"
    for n, has_dots in ((30, True), (31, False)):
        ax.clear()
        pairs = [[0, 1], *([n + i, i + 2] for i in range(n - 2))]
        one = drawing(ax, list(range(n)), 0.5, pairs=pairs, heights=np.arange(1.0, n), shown=n)
        one.draw_cut()
        assert len(ax.lines) == 1 + has_dots


def test_without_a_line_or_a_cut_nothing_is_drawn(ax: Any) -> None:
    assert drawing(ax, [0, 0, 1, 1], None).draw_cut() is None
    assert drawing(ax, None, 3.0).draw_cut() is None
    assert not ax.lines
    assert not ax.texts


def test_axes_are_named_by_what_they_show(ax: Any) -> None:
    drawing(ax).write("a title", None, None, "")
    assert ax.get_title() == "a title"
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("points, side by side", "merge distance")
    drawing(ax, shown=2).write("", "ward distance", ["(2)", "(2)"], "a note")
    assert ax.get_xlabel() == "branches; a wedge folds several points\na note"
    assert ax.get_ylabel() == "ward distance"
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["(2)", "(2)"]
    drawing(ax, scale="sqrt", orientation="left").write("", None, list("abcd"), "a note")
    assert ax.get_xlabel() == "merge distance (square root)\na note"
    assert ax.get_ylabel() == "points, side by side"
    assert [tick.get_text() for tick in ax.get_yticklabels()] == list("abcd")


def test_long_names_stand_upright_and_shrink(ax: Any) -> None:
    def ticks(*names: str) -> Any:
        drawing(ax).write("", None, list(names), "")
        return ax.get_xticklabels()

    assert {tick.get_rotation() for tick in ticks("a", "b", "c", "d" * 12)} == {0.0}
    assert {tick.get_rotation() for tick in ticks("a", "b", "c", "d" * 13)} == {90.0}
    assert {tick.get_fontsize() for tick in ticks("a", "b", "c", "d")} == {10.0}
    n = 60
    pairs = [[0, 1], *([n + i, i + 2] for i in range(n - 2))]
    drawing(ax, pairs=pairs, heights=np.arange(1.0, n), shown=n).write("", None, ["x"] * n, "")
    assert all(4 <= tick.get_fontsize() < 10 for tick in ax.get_xticklabels())


@SIDES
def test_the_square_root_gives_low_merges_room_and_a_second_drawing_takes_it_back(
    ax: Any, orientation: str
) -> None:
    along = 1 if orientation == "top" else 0
    drawing(ax, scale="sqrt", orientation=orientation).draw_links(None)
    places = ax.transData.transform(np.array([[0, 0], [1, 1], [4, 4], [9, 9]]))[:, along]
    steps = np.abs(np.diff(places))
    assert steps == pytest.approx([steps[0]] * 3)
    drawing(ax, orientation=orientation).draw_links(None)
    assert (ax.get_xscale(), ax.get_yscale()) == ("linear", "linear")


def test_a_square_root_of_less_than_zero_keeps_its_sign(ax: Any) -> None:
    drawing(ax, scale="sqrt", heights=[-4.0, 4.0, 9.0]).draw_links(None)
    places = ax.transData.transform(np.array([[0, -4], [0, 0], [0, 4]]))[:, 1]
    assert places[1] - places[0] == pytest.approx(places[2] - places[1])
    back = ax.transData.inverted().transform((0, places[0]))[1]
    assert back == pytest.approx(-4.0)


@pytest.mark.parametrize(
    ("wrong", "what", "fix"),
    [
        ({"scale": "log"}, 'scale must be "linear" or "sqrt".', 'scale="sqrt"'),
        ({"scale": None}, 'scale must be "linear" or "sqrt".', 'scale="sqrt"'),
        ({"orientation": "up"}, 'orientation must be "top" or "left".', 'orientation="left"'),
        ({"orientation": ["top"]}, 'orientation must be "top" or "left".', 'orientation="left"'),
    ],
)
def test_other_ways_to_draw_are_refused(
    ax: Any, wrong: dict[str, Any], what: str, fix: str
) -> None:
    with pytest.raises(LearnerError) as told:
        drawing(ax, **wrong)
    assert (told.value.what, told.value.fix) == (what, fix)
    ((name, value),) = wrong.items()
    assert told.value.where == f"{name}={value!r}"
    assert told.value.why
