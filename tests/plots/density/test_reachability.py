from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.offsetbox import AnnotationBbox
from sklearn.cluster import DBSCAN, OPTICS, cluster_optics_dbscan
from sklearn.datasets import make_blobs
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust.errors import LearnerError
from teachclust.palette import COLORS, NOISE
from teachclust.plots.density.reachability import ReachabilityDisplay, _runs, _steps

X, _ = make_blobs(150, centers=3, cluster_std=0.7, random_state=1)
MODEL = OPTICS(min_samples=8, cluster_method="dbscan", eps=0.8)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def heights(display: ReachabilityDisplay) -> dict[int, tuple[int, float]]:
    """Cluster and height of the bar at each place, read off the shapes."""
    found = {}
    for cluster, bars in display.bars_.items():
        for path in bars.get_paths():
            corners = path.vertices
            for place in range(int(corners[:, 0].min()), int(corners[:, 0].max())):
                left = corners[corners[:, 0] == place, 1]
                right = corners[corners[:, 0] == place + 1, 1]
                (top,) = (set(left) & set(right)) - {0.0} or {0.0}
                found[place] = (cluster, top)
    return found


@pytest.mark.parametrize("method", ["xi", "dbscan"])
def test_bars_are_scikit_learns_reachability_in_order(method: str) -> None:
    model = OPTICS(min_samples=8, cluster_method=method, eps=0.8 if method == "dbscan" else None)
    display = ReachabilityDisplay.from_estimator(model, X)
    assert not hasattr(model, "labels_")
    model.fit(X)
    drawn = heights(display)
    assert len(drawn) == 150
    top = display.ax_.get_ylim()[1]
    for place, point in enumerate(model.ordering_.tolist()):
        cluster, height = drawn[place]
        assert cluster == model.labels_[point]
        assert height == pytest.approx(min(model.reachability_[point], top))
    for cluster, bars in display.bars_.items():
        color = NOISE if cluster < 0 else COLORS[cluster]
        assert to_hex(bars.get_facecolor()[0]) == color


def test_the_line_is_where_scikit_learn_cuts() -> None:
    display = ReachabilityDisplay.from_estimator(MODEL, X)
    assert display.eps_line_ is not None
    assert display.eps_line_.get_ydata()[0] == 0.8
    assert "eps = 0.8" in " ".join(text.get_text() for text in display.ax_.texts)
    assert "eps = 0.8" in display.alt
    xi = ReachabilityDisplay.from_estimator(OPTICS(min_samples=8), X)
    assert xi.eps_line_ is None
    other = ReachabilityDisplay.from_estimator(OPTICS(min_samples=8), X, eps=1.5)
    assert other.eps_line_ is not None
    assert other.eps_line_.get_ydata()[0] == 1.5


def test_estimator_and_arrays_give_one_picture() -> None:
    fitted = OPTICS(min_samples=8).fit(X)
    arrays = {"reachability": fitted.reachability_, "ordering": fitted.ordering_}
    labels = cluster_optics_dbscan(**arrays, core_distances=fitted.core_distances_, eps=0.8)
    one = ReachabilityDisplay.from_estimator(MODEL, X)
    two = ReachabilityDisplay.from_predictions(**arrays, labels=labels, eps=0.8)
    assert one.alt == two.alt
    bare = ReachabilityDisplay.from_predictions(**arrays)
    assert set(bare.bars_) == {-1}
    assert "cluster" not in bare.alt
    assert "noise" not in bare.note


def test_letters_and_sizes_stand_under_the_valleys() -> None:
    display = ReachabilityDisplay.from_estimator(MODEL, X)
    labels = np.asarray(display.labels)
    boxes = [box for box in display.ax_.get_children() if isinstance(box, AnnotationBbox)]
    found = {}
    for box in boxes:
        letter, size = (area.get_text() for area in box.offsetbox.get_children()[1:])
        found[letter] = (box.xy[0], int(size))
    assert set(found) == set("ABC")
    for cluster in range(3):
        places = np.flatnonzero(labels[display.ordering] == cluster)
        place, size = found["ABC"[cluster]]
        assert size == len(places)
        assert places.min() <= place <= places.max() + 1
        assert f"{'ABC'[cluster]} {size}" in display.alt


def test_infinite_bars_reach_the_top_and_are_told() -> None:
    display = ReachabilityDisplay.from_estimator(OPTICS(min_samples=8, max_eps=0.9), X)
    infinite = int(np.isinf(display.reachability).sum())
    assert infinite > 1
    assert f"{infinite} bars to the top are infinite" in display.note
    assert display.note in display.alt
    top = display.ax_.get_ylim()[1]
    at_top = sum(height == pytest.approx(top) for _, height in heights(display).values())
    assert at_top == infinite
    assert "1 bar to the top" in ReachabilityDisplay.from_estimator(MODEL, X).note


def test_noise_is_grey_and_counted() -> None:
    display = ReachabilityDisplay.from_estimator(MODEL, X)
    noise = int((np.asarray(display.labels) == -1).sum())
    assert noise > 0
    assert f"noise: {noise} points" in display.note


def test_a_pipeline_walks_in_the_space_its_clusterer_sees() -> None:
    stretched = X * [1, 1000]
    pipe = make_pipeline(StandardScaler(), OPTICS(min_samples=8))
    display = ReachabilityDisplay.from_estimator(pipe, stretched)
    np.testing.assert_array_equal(display.reachability, pipe.fit(stretched)[-1].reachability_)
    again = ReachabilityDisplay.from_estimator(pipe)
    assert again.alt == display.alt


@settings(max_examples=25)
@given(st.lists(st.tuples(st.floats(0, 1e6) | st.just(np.inf), st.integers(-1, 4)), min_size=1,
                max_size=30), st.randoms())  # fmt: skip
def test_any_walk_is_drawn(points: list[tuple[float, int]], random: Any) -> None:
    reached, labels = zip(*points, strict=True)
    order = list(range(len(points)))
    random.shuffle(order)
    display = ReachabilityDisplay.from_predictions(
        reachability=reached, ordering=order, labels=labels
    )
    assert sum(len(_runs(np.asarray(labels)[order])) for _ in [0]) == sum(
        len(bars.get_paths()) for bars in display.bars_.values()
    )
    assert len(display.alt) < 700
    plt.close("all")


def test_runs_and_steps_cover_all() -> None:
    assert _runs(np.array([1, 1, -1, 0, 0])) == [(0, 2, 1), (2, 3, -1), (3, 5, 0)]
    corners = _steps(2, np.array([5.0, 7.0]))
    expected = [[2, 0], [2, 5], [3, 5], [3, 7], [4, 7], [4, 0]]
    assert corners.tolist() == expected


GOOD: dict[str, Any] = {"reachability": [np.inf, 1.0, 2.0], "ordering": [2, 0, 1]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"reachability": [1.0]}, {"reachability": [1.0, np.nan, 2.0]}, {"ordering": [0, 1, 1]},
        {"ordering": [1, 2, 3]}, {"ordering": [0.5, 1, 2]}, {"reachability": [1.0, -1.0, 2.0]},
        {"reachability": "abc"}, {"labels": [0, 1]}, {"labels": [0, 1, 0.5]}, {"eps": 0},
        {"reachability": [], "ordering": []},
    ],
)  # fmt: skip
def test_what_is_no_walk_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(LearnerError) as told:
        ReachabilityDisplay.from_predictions(**(GOOD | wrong))
    assert told.value.parts["fix"]
    assert plt.get_fignums() == []


@pytest.mark.parametrize("estimator", [DBSCAN(), OPTICS, None])
def test_what_is_no_optics_is_refused(estimator: Any) -> None:
    with pytest.raises(LearnerError, match="needs an OPTICS"):
        ReachabilityDisplay.from_estimator(estimator, X)
    with pytest.raises(LearnerError):
        ReachabilityDisplay.from_estimator(OPTICS(min_samples=500), X)


def test_style_is_the_callers() -> None:
    display = ReachabilityDisplay.from_estimator(MODEL, X, bar_kw={"facecolor": "red"})
    assert {to_hex(bars.get_facecolor()[0]) for bars in display.bars_.values()} == {"#ff0000"}


@pytest.mark.parametrize("params", [{}, {"xi": 0.3}, {"cluster_method": "dbscan", "eps": 0.5}])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_repeated_points_raise_no_warning(params: dict[str, Any], dtype: type) -> None:
    repeated = np.repeat(np.random.default_rng(0).normal(size=(10, 2)), 6, axis=0).astype(dtype)
    model = OPTICS(min_samples=5, **params)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        display = ReachabilityDisplay.from_estimator(model, repeated)
        display.figure_.canvas.draw()
    with np.errstate(divide="ignore"):
        np.testing.assert_array_equal(display.labels, model.fit_predict(repeated))


def test_points_that_no_point_reaches_raise_no_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        display = ReachabilityDisplay.from_estimator(OPTICS(max_eps=1e-3), np.arange(20.0)[:, None])
    assert "20 bars to the top are infinite" in display.alt
