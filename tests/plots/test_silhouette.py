from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from sklearn.base import clone
from sklearn.cluster import (
    DBSCAN,
    HDBSCAN,
    OPTICS,
    AgglomerativeClustering,
    KMeans,
    SpectralClustering,
)
from sklearn.datasets import make_blobs
from sklearn.metrics import pairwise_distances, silhouette_samples, silhouette_score
from sklearn.metrics.pairwise import rbf_kernel
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from stable_ids import stable_id

from teachclust.errors import LearnerError
from teachclust.palette import COLORS
from teachclust.plots.silhouette import SilhouetteDisplay, _outline, _spread
from teachclust.scores.silhouettes import Silhouettes, silhouettes

X, _ = make_blobs(150, centers=4, cluster_std=1.5, random_state=2)
LABELS = KMeans(4, n_init=3, random_state=0).fit_predict(X)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def bar(display: SilhouetteDisplay, i: int) -> np.ndarray:
    """Where the polygon of a bar has corners, away from its base line."""
    return display.bars_[i].get_paths()[0].vertices


@pytest.mark.parametrize("seed", range(3))
def test_each_bar_is_scikit_learns_silhouettes_sorted(seed: int) -> None:
    labels = KMeans(4, n_init=1, random_state=seed).fit_predict(X)
    display = SilhouetteDisplay.from_predictions(X, labels)
    expected = silhouette_samples(X, labels)
    assert len(display.bars_) == 4
    lowest = -1.0
    for cluster in range(4):
        values = np.sort(expected[labels == cluster])[::-1]
        corners = bar(display, cluster)
        np.testing.assert_allclose(np.ptp(corners[:, 1]), len(values))
        assert corners[:, 1].min() > lowest, "the next stands below, as the axis is turned round"
        lowest = corners[:, 1].max()
        # at the middle of each point's step the bar reaches its silhouette
        for i, value in enumerate(values):
            y = corners[:, 1].min() + i
            at = corners[np.abs(corners[:, 1] - y) < 1e-9, 0]
            assert np.abs(at - value).min() < 1e-9
    assert display.ax_.yaxis_inverted()


def test_the_mean_is_drawn_and_written() -> None:
    display = SilhouetteDisplay.from_predictions(X, LABELS)
    mean = silhouette_score(X, LABELS)
    assert display.mean_line_ is not None
    assert display.mean_line_.get_xdata()[0] == pytest.approx(mean)
    assert display.mean_line_.get_linestyle() == "--"
    assert f"mean {mean:.3f}" in [text.get_text() for text in display.ax_.texts]
    assert f"{mean:.2f}" in display.alt


def test_letter_size_and_points_below_zero_stand_at_each_bar() -> None:
    wrong = [np.flatnonzero(c == LABELS)[:3] for c in range(4)]
    labels = LABELS.copy()
    for cluster, rows in enumerate(wrong):
        labels[rows] = (cluster + 1) % 4
    display = SilhouetteDisplay.from_predictions(X, labels)
    expected = silhouette_samples(X, labels)
    names = [tick.get_text() for tick in display.ax_.get_yticklabels()]
    for cluster, letter in enumerate("ABCD"):
        below = (expected[labels == cluster] < 0).sum()
        assert below > 0
        assert names[cluster] == f"{letter}  {(labels == cluster).sum()} ({below})"
    assert f"{(expected < 0).sum()} below zero" in display.alt
    colors = [to_hex(one.get_facecolor()[0]) for one in display.bars_]
    assert colors == list(COLORS[:4])
    shapes = [line.get_marker() for line in display.ax_.lines if line.get_marker() != "None"]
    assert shapes == ["o", "s", "^", "D"]


def test_clusters_keep_color_and_letter_when_numbers_have_gaps() -> None:
    display = SilhouetteDisplay.from_predictions(X, np.where(LABELS == 1, 5, LABELS))
    names = [tick.get_text()[0] for tick in display.ax_.get_yticklabels()]
    assert names == ["A", "C", "D", "F"]
    assert to_hex(display.bars_[3].get_facecolor()[0]) == COLORS[5]


def test_noise_is_left_out_and_said() -> None:
    model = DBSCAN(eps=0.9).fit(X)
    noise = (model.labels_ == -1).sum()
    assert noise > 0
    display = SilhouetteDisplay.from_estimator(model, X)
    assert display.silhouettes.n_noise == noise
    for text in (display.ax_.get_xlabel(), display.alt):
        assert str(noise) in text
        assert "noise" in text.lower()


def test_a_sample_is_said() -> None:
    display = SilhouetteDisplay.from_predictions(X, LABELS, sample_size=50)
    assert "50" in display.ax_.get_xlabel()
    assert len(display.silhouettes.values) == 50


@pytest.mark.parametrize("labels", [np.zeros(150, int), np.arange(150), np.full(150, -1)])
def test_where_there_is_no_score_it_says_why(labels: np.ndarray) -> None:
    display = SilhouetteDisplay.from_predictions(X, labels)
    assert display.bars_ == []
    assert display.mean_line_ is None
    (text,) = display.ax_.texts
    assert text.get_text().replace("\n", " ") == display.silhouettes.note
    assert "150" in display.alt
    assert "No silhouettes" in display.ax_.get_title()


def test_a_pipeline_is_scored_in_the_space_its_clusterer_sees() -> None:
    stretched = X * [1, 1000]
    model = make_pipeline(StandardScaler(), KMeans(4, n_init=2, random_state=0)).fit(stretched)
    display = SilhouetteDisplay.from_estimator(model, stretched)
    scaled = StandardScaler().fit_transform(stretched)
    assert display.silhouettes.mean == pytest.approx(silhouette_score(scaled, model[-1].labels_))


def many(n: int, k: int) -> Silhouettes:
    values = np.random.default_rng(0).uniform(-0.3, 0.9, n)
    labels = np.arange(n) % k
    return Silhouettes(
        values=values, rows=np.arange(n), labels=labels, clusters=np.arange(k),
        cluster_means=np.zeros(k), sizes=np.bincount(labels), mean=float(values.mean()),
        n_samples=n, n_noise=0, note="",
    )  # fmt: skip


def test_100_000_points_are_drawn_in_a_moment() -> None:
    display = SilhouetteDisplay(silhouettes=many(100_000, 8))
    plt.subplots()  # pyplot's own start is not ours
    start = time.process_time()
    display.plot()
    display.figure_.canvas.draw()
    assert time.process_time() - start < 3
    assert max(len(bar(display, i)) for i in range(8)) < 10_000
    for i in range(8):
        assert np.ptp(bar(display, i)[:, 1]) == pytest.approx(12_500)


def test_labels_of_many_clusters_do_not_overlap() -> None:
    sizes = [1, 1, 1, 1, 60, 1, 1, 84]
    display = SilhouetteDisplay.from_predictions(X, np.repeat(np.arange(8), sizes))
    display.figure_.canvas.draw()
    boxes = [tick.get_window_extent() for tick in display.ax_.get_yticklabels()]
    for above, below in itertools.pairwise(boxes):
        assert below.y1 <= above.y0 + 3


@given(st.lists(st.floats(0, 100), min_size=1, max_size=9), st.floats(0.1, 10))
def test_spread_keeps_order_and_distance(wanted: list[float], apart: float) -> None:
    places = _spread(sorted(wanted), apart, 0, 100)
    assert (np.diff(places) >= apart - 1e-9).all()
    assert places.min() >= -1e-9
    assert places.max() <= 100 + 1e-9
    far = [10.0 * i + 5 for i in range(9)]
    np.testing.assert_array_equal(_spread(far, min(apart, 9), 0, 100), far)


@given(st.integers(1, 30_000))
def test_a_thinned_bar_begins_and_ends_where_the_whole_does(n: int) -> None:
    values = np.linspace(1, -1, n)
    edges, steps = _outline(values)
    assert (edges[0], edges[-1]) == (0, n)
    assert (steps[0], steps[-1]) == (values[0], values[-1])
    assert len(edges) == len(steps) == min(n, 2_000) + 1
    assert (np.diff(edges) >= 1).all()


@pytest.mark.parametrize(
    ("model", "metric", "params"),
    [
        (DBSCAN(eps=2, metric="chebyshev"), "chebyshev", {}),
        (DBSCAN(eps=2, metric="minkowski", p=3), "minkowski", {"p": 3}),
        (OPTICS(min_samples=4, metric="manhattan"), "manhattan", {}),
        (HDBSCAN(metric="minkowski", metric_params={"p": 3}), "minkowski", {"p": 3}),
        (HDBSCAN(metric="canberra", min_cluster_size=8), "canberra", {}),
        (AgglomerativeClustering(3, metric="cosine", linkage="average"), "cosine", {}),
        (AgglomerativeClustering(3, linkage="ward"), "euclidean", {}),
        (SpectralClustering(3, affinity="laplacian", random_state=0), "manhattan", {}),
    ],
    ids=stable_id,
)
@pytest.mark.parametrize("given_distances", [False, True])
@pytest.mark.parametrize("fitted_before", [False, True])
def test_silhouettes_are_by_the_distance_of_the_estimator(
    model: Any, metric: str, params: dict[str, Any], given_distances: bool, fitted_before: bool
) -> None:
    points = make_blobs(60, n_features=3, centers=3, cluster_std=0.9, random_state=3)[0] + 20
    D = pairwise_distances(points, metric=metric, **params)
    model = clone(model)
    if given_distances:
        if isinstance(model, SpectralClustering) or metric == "euclidean":
            pytest.skip("takes no distances")
        model.set_params(metric="precomputed", **({"metric_params": None} if params else {}))
    X = D if given_distances else points
    if fitted_before:
        model.fit(X.copy())
    labels = model.labels_ if fitted_before else clone(model).fit(X.copy()).labels_
    used = labels >= 0
    theirs = silhouette_samples(D[np.ix_(used, used)], labels[used], metric="precomputed")
    found = SilhouetteDisplay.from_estimator(model, X).silhouettes
    assert len(set(labels[used].tolist())) > 1
    assert found.values == pytest.approx(theirs, abs=1e-9)
    if not fitted_before:
        parts = (points, labels, D)
        by_hand = SilhouetteDisplay.from_predictions(
            parts[2 * given_distances],
            labels,
            metric="precomputed" if given_distances else metric,
            metric_params=None if given_distances else params,
        )
        assert by_hand.silhouettes.values.tolist() == found.values.tolist()


def test_affinities_have_no_silhouettes_and_the_line_to_try_works() -> None:
    K = rbf_kernel(make_blobs(40, random_state=0)[0])
    model = SpectralClustering(3, affinity="precomputed", random_state=0)
    with pytest.raises(LearnerError, match="An affinity is no distance") as caught:
        SilhouetteDisplay.from_estimator(model, K)
    scope = {"np": np, "X": K, "silhouettes": silhouettes}
    exec(caught.value.fix, scope | {"labelings": [clone(model).fit_predict(K)]})
