"""The row beside an axis: bars under their spans, marks that keep apart and give way."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.offsetbox import AnnotationBbox

from teachclust.palette import COLORS, NOISE
from teachclust.plots.cluster_axis import ROW_HEIGHT, ClusterSpan, draw_cluster_axis, spread


@pytest.fixture
def ax() -> Any:
    figure, ax = plt.subplots(figsize=(6, 4), dpi=100)
    ax.set(xlim=(0, 100), ylim=(0, 100))
    yield ax
    plt.close(figure)


def boxes(ax: Any) -> list[Any]:
    return [child for child in ax.get_children() if isinstance(child, AnnotationBbox)]


def words(ax: Any) -> list[list[str]]:
    """Return the letter and the size of each mark; the first part is its shape."""
    return [[part.get_text() for part in box.offsetbox.get_children()[1:]] for box in boxes(ax)]


def spans(*sizes: int) -> list[ClusterSpan]:
    step = 100 / len(sizes)
    return [ClusterSpan(i, i * step, (i + 0.8) * step, n) for i, n in enumerate(sizes)]


def test_nothing_is_drawn_for_no_clusters(ax: Any) -> None:
    before = len(ax.get_children())
    assert draw_cluster_axis(ax, []) == 0.0
    assert len(ax.get_children()) == before


@pytest.mark.parametrize("side", ["bottom", "right"])
def test_each_cluster_has_a_bar_a_shape_a_letter_and_its_size(ax: Any, side: Any) -> None:
    taken = draw_cluster_axis(ax, spans(12, 3456, 7), side)
    assert words(ax) == [["A", "12"], ["B", "3,456"], ["C", "7"]]
    shapes = [box.offsetbox.get_children()[0].get_children()[0] for box in boxes(ax)]
    assert [to_hex(shape.get_color()) for shape in shapes] == list(COLORS[:3])
    assert len({shape.get_marker() for shape in shapes}) == 3
    (bars,) = [one for one in ax.collections if isinstance(one, LineCollection)]
    assert [to_hex(color) for color in bars.get_colors()] == list(COLORS[:3])
    ax.figure.canvas.draw()
    frame, along = ax.get_window_extent(), 0 if side == "bottom" else 1
    for span, segment, box in zip(spans(12, 3456, 7), bars.get_segments(), boxes(ax), strict=True):
        assert segment[:, along] == pytest.approx([span.low, span.high])
        ends = bars.get_transform().transform(segment)
        found = ax.transData.inverted().transform(ends)[:, along]
        assert found == pytest.approx([span.low, span.high])
        middle = (span.low + span.high) / 2
        place = box.get_window_extent()
        center = ((place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2)
        assert ax.transData.inverted().transform(center)[along] == pytest.approx(middle, abs=1.5)
        if side == "bottom":
            assert place.y1 < ends[:, 1].min() < frame.y0
            assert frame.y0 - place.y0 <= (taken + 2) * 100 / 72
        else:
            assert frame.x1 < ends[:, 0].max() < place.x0
            assert place.x1 - frame.x1 <= (taken + 4) * 100 / 72
    assert (taken == ROW_HEIGHT) is (side == "bottom")


def test_noise_has_its_grey(ax: Any) -> None:
    draw_cluster_axis(ax, [ClusterSpan(-1, 0, 100, 5)])
    assert to_hex(ax.collections[0].get_colors()[0]) == to_hex(NOISE)


def test_where_there_is_no_room_sizes_go_first_and_then_letters(ax: Any) -> None:
    whole = draw_cluster_axis(ax, spans(*[100] * 6))
    assert words(ax) == [[letter, "100"] for letter in "ABCDEF"]
    for box in boxes(ax):
        box.remove()
    small = draw_cluster_axis(ax, spans(*[10_000] * 12))
    assert words(ax) == [[letter] for letter in "ABCDEFGHIJKL"]
    assert whole == small == ROW_HEIGHT
    for box in boxes(ax):
        box.remove()
    bars = len(ax.collections)
    assert draw_cluster_axis(ax, spans(*[10] * 49)) < ROW_HEIGHT
    assert words(ax) == []
    assert len(ax.collections) == bars + 1, "bars are drawn all the same"


def test_on_the_right_lines_and_not_widths_need_room(ax: Any) -> None:
    wide = draw_cluster_axis(ax, spans(*[1_000_000] * 10), "right")
    assert words(ax) == [[letter, "1,000,000"] for letter in "ABCDEFGHIJ"]
    narrow = draw_cluster_axis(ax, spans(*[1] * 10), "right")
    assert wide > narrow


def test_marks_of_turned_axes_stand_at_their_spans_too(ax: Any) -> None:
    ax.set(xlim=(100, 0))
    draw_cluster_axis(ax, spans(5, 6))
    ax.figure.canvas.draw()
    first, second = (box.get_window_extent() for box in boxes(ax))
    assert first.x0 > second.x1


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 8)), max_size=12))
def test_marks_keep_their_order_and_do_not_overlap(things: list[tuple[float, float]]) -> None:
    wanted, widths = np.array(sorted(t[0] for t in things)), np.array([t[1] for t in things])
    places = spread(wanted, widths, 0, 100)
    assert (np.diff(places) >= (widths[1:] + widths[:-1]) / 2 - 1e-9).all()
    assert (places >= widths / 2 - 1e-9).all()
    assert (places <= 100 - widths / 2 + 1e-9).all()


def test_places_with_room_stay_and_others_move_off_the_edges_only() -> None:
    far = np.arange(9) * 10.0 + 10
    np.testing.assert_array_equal(spread(far, np.full(9, 9.0), 0, 100), far)
    assert spread([1, 50, 99], [10, 10, 10], 0, 100).tolist() == [5.0, 50.0, 95.0]
    assert spread([50, 50], [10, 20], 0, 100).tolist() == [50.0, 65.0]
    assert spread([98, 99], [10, 20], 0, 100).tolist() == [75.0, 90.0]
    assert spread([], [], 0, 1).tolist() == []
