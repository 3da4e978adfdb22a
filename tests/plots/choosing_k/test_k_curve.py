"""The curve over k and its mark stand where the numbers are; only a scan is a scan."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from sklearn.cluster import KMeans

from teachclust.errors import LearnerError
from teachclust.plots.choosing_k.k_curve import KCurveDisplay, check_scan
from teachclust.plots.style import accent_color, text_color
from teachclust.scores import scan_k


def test_a_curve_has_a_dot_of_the_given_size_at_each_value() -> None:
    _, ax = plt.subplots()
    line = KCurveDisplay._draw_curve(ax, [1, 2, 4], [9.0, 3.0, 2.0], 5.5, None)
    np.testing.assert_array_equal(line.get_xydata(), [[1, 9], [2, 3], [4, 2]])
    assert (line.get_marker(), line.get_markersize()) == ("o", 5.5)
    assert to_hex(line.get_color()) == to_hex(text_color(ax))
    styled = KCurveDisplay._draw_curve(ax, [1], [9.0], 5.5, {"c": "red", "ms": 2})
    assert (styled.get_color(), styled.get_markersize(), styled.get_marker()) == ("red", 2, "o")
    plt.close("all")


def test_the_preferred_k_has_an_upright_line_and_a_dot_above_the_curve() -> None:
    _, ax = plt.subplots()
    curve = KCurveDisplay._draw_curve(ax, [1, 2, 3], [9.0, 3.0, 2.0], 4, None)
    mark = KCurveDisplay._mark_k(ax, 2, 3.0, 9)
    assert mark.get_xydata().tolist() == [[2.0, 3.0]]
    assert mark.get_markersize() == 9
    assert mark.get_zorder() > curve.get_zorder()
    assert not mark.get_clip_on(), "a dot at the edge is drawn whole"
    (upright,) = [line for line in ax.lines if line not in (curve, mark)]
    assert list(upright.get_xdata()) == [2, 2]
    assert upright.get_zorder() < curve.get_zorder()
    assert {to_hex(line.get_color()) for line in (mark, upright)} == {to_hex(accent_color(ax))}
    plt.close("all")


def test_a_scan_is_taken_as_it_is() -> None:
    scan = scan_k(KMeans(n_init=1, random_state=0), np.eye(6), (2, 3), criteria=("inertia",))
    assert check_scan(scan) is scan


@pytest.mark.parametrize(
    ("other", "kind"), [(None, "NoneType"), ([1.0], "list"), (KMeans(2), "KMeans")]
)
def test_what_is_no_scan_is_refused(other: Any, kind: str) -> None:
    with pytest.raises(LearnerError) as told:
        check_scan(other)
    assert told.value.what == "This is no scan."
    assert told.value.where == f"it is of type {kind}"
    assert "each k" in told.value.why
    scope: dict[str, Any] = {"scan_k": scan_k, "KMeans": KMeans, "X": np.random.rand(20, 2)}
    exec(told.value.fix, scope)
    assert check_scan(scope["scan"]) is scope["scan"]
