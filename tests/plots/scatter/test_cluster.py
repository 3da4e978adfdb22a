from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.path import Path
from scipy.spatial import Voronoi
from sklearn.cluster import DBSCAN, BisectingKMeans, KMeans, MiniBatchKMeans
from sklearn.datasets import load_iris, make_blobs, make_moons
from sklearn.decomposition import PCA
from sklearn.metrics import pairwise_distances, silhouette_samples
from sklearn.mixture import GaussianMixture
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust.datasets import load_blobs
from teachclust.errors import LearnerError
from teachclust.palette import COLORS, NOISE
from teachclust.plots.scatter.cluster import (
    ClusterDisplay,
    labels_are_nearest,
    nearest_regions,
)

X, _ = make_blobs(120, centers=4, random_state=3)
MODEL = KMeans(4, n_init=3, random_state=0)
LOW, HIGH = np.array([-1.0, -1.0]), np.array([2.0, 1.5])


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def letters(display: ClusterDisplay) -> dict[str, tuple[float, float]]:
    return {text.get_text(): text.xy for text in display.ax_.texts}


@pytest.mark.parametrize("seed", range(3))
def test_points_and_centers_are_drawn_where_they_are(seed: int) -> None:
    model = KMeans(4, n_init=1, random_state=seed).fit(X)
    display = ClusterDisplay.from_estimator(model, X)
    for cluster, dots in display.scatter_.items():
        np.testing.assert_array_equal(dots.get_offsets(), X[model.labels_ == cluster])
        assert to_hex(dots.get_facecolor()[0]) == COLORS[cluster]
    assert display.centers_ is not None
    np.testing.assert_allclose(display.centers_.get_offsets(), model.cluster_centers_)
    found = letters(display)
    for letter, center in zip("ABCD", model.cluster_centers_, strict=True):
        np.testing.assert_allclose(found[letter], center)
    sizes = np.bincount(model.labels_)
    assert ", ".join(f"{c} {n}" for c, n in zip("ABCD", sizes, strict=True)) in display.alt


def test_a_fit_is_not_needed_and_the_estimator_stays_as_it_was() -> None:
    unfitted = ClusterDisplay.from_estimator(MODEL, X)
    assert not hasattr(MODEL, "labels_")
    assert unfitted.alt == ClusterDisplay.from_estimator(KMeans(**MODEL.get_params()).fit(X), X).alt


def test_clusters_have_different_shapes() -> None:
    display = ClusterDisplay.from_estimator(MODEL, X)
    outlines = {dots.get_paths()[0].vertices.tobytes() for dots in display.scatter_.values()}
    assert len(outlines) == 4


def test_axes_are_equal_and_named() -> None:
    frame = pd.DataFrame(X, columns=["height (cm)", "weight (kg)"])
    display = ClusterDisplay.from_estimator(MODEL, frame)
    assert display.ax_.get_aspect() == 1
    assert display.ax_.get_xlabel() == "height (cm)"
    assert display.ax_.get_ylabel() == "weight (kg)"
    display.figure_.canvas.draw()
    box = display.ax_.get_window_extent()
    across, up = np.ptp(display.ax_.get_xlim()), np.ptp(display.ax_.get_ylim())
    assert box.width / across == pytest.approx(box.height / up, rel=0.01)


def test_shared_axes_are_equal_too() -> None:
    figure, axes = plt.subplots(1, 2, sharex=True, sharey=True)
    for ax in axes:
        ClusterDisplay.from_estimator(MODEL, X, ax=ax)
    figure.canvas.draw()
    for ax in axes:
        box, across, up = ax.get_window_extent(), np.ptp(ax.get_xlim()), np.ptp(ax.get_ylim())
        assert box.width / across == pytest.approx(box.height / up, rel=0.01)


@pytest.mark.parametrize("model", [MODEL, MiniBatchKMeans(4, n_init=3, random_state=0)])
def test_each_point_is_drawn_on_its_clusters_tint(model: Any) -> None:
    display = ClusterDisplay.from_estimator(model, X)
    assert display.regions_ is not None
    display.figure_.canvas.draw()
    for path, color in zip(
        display.regions_.get_paths(), display.regions_.get_facecolor(), strict=True
    ):
        cluster = COLORS.index(to_hex(color))
        assert path.contains_points(X[display.labels == cluster]).all()
        assert not path.contains_points(X[display.labels != cluster]).any()
        assert color[3] < 0.3
    corners = np.vstack([path.vertices for path in display.regions_.get_paths()])
    for limits, axis in ((display.ax_.get_xlim(), 0), (display.ax_.get_ylim(), 1)):
        assert corners[:, axis].min() < limits[0]
        assert corners[:, axis].max() > limits[1]


def test_regions_that_would_lie_are_left_out_unless_asked_for() -> None:
    moons, _ = make_moons(200, noise=0.05, random_state=0)
    rng = np.random.default_rng(0)
    unequal = np.vstack([rng.normal(0, 3, (150, 2)), rng.normal((7, 0), 0.4, (50, 2))])
    mixture = GaussianMixture(2, random_state=0)
    assert ClusterDisplay.from_estimator(mixture, unequal).regions_ is None
    assert ClusterDisplay.from_estimator(mixture, unequal, regions=True).regions_ is not None
    tree = BisectingKMeans(7, random_state=0).fit(moons)
    nearest = KMeans(7, init=tree.cluster_centers_, n_init=1, max_iter=1).fit(moons)
    assert not np.array_equal(tree.labels_, nearest.labels_), "or this shows nothing"
    assert ClusterDisplay.from_estimator(tree, moons).regions_ is None
    assert ClusterDisplay.from_estimator(MODEL, X, regions=False).regions_ is None


def test_a_pipeline_is_drawn_in_the_original_features() -> None:
    stretched = X * [1, 50] + 7
    model = make_pipeline(StandardScaler(), KMeans(4, n_init=3, random_state=0))
    display = ClusterDisplay.from_estimator(model, stretched)
    drawn = np.vstack([dots.get_offsets() for dots in display.scatter_.values()])
    assert {tuple(p) for p in drawn} == {tuple(p) for p in stretched}
    assert display.centers_ is not None
    labels = display.labels
    means = [stretched[labels == i].mean(axis=0) for i in range(4)]
    np.testing.assert_allclose(display.centers_.get_offsets(), means)
    assert display.regions_ is None, "nearest in other units"


def test_more_features_are_projected_and_said() -> None:
    iris = load_iris(as_frame=True).data
    model = KMeans(3, n_init=3, random_state=0).fit(iris)
    display = ClusterDisplay.from_estimator(model, iris)
    ours = np.vstack([display.scatter_[i].get_offsets() for i in range(3)])
    order = np.argsort(model.labels_, kind="stable")
    theirs = PCA(2).fit_transform(iris)[order]
    for column in range(2):
        np.testing.assert_allclose(np.abs(ours[:, column]), np.abs(theirs[:, column]), atol=1e-9)
    assert display.regions_ is None
    for text in (display.alt, display.ax_.get_xlabel().replace("\n", " ")):
        assert "4 features" in text
        assert "98 %" in text


def test_two_columns_by_name() -> None:
    iris = load_iris(as_frame=True).data
    columns = ("petal length (cm)", "petal width (cm)")
    display = ClusterDisplay.from_estimator(KMeans(3, random_state=0), iris, columns=columns)
    assert display.ax_.get_xlabel().startswith(columns[0])
    assert display.ax_.get_ylabel() == columns[1]
    drawn = np.vstack([dots.get_offsets() for dots in display.scatter_.values()])
    assert {tuple(p) for p in drawn} == {tuple(p) for p in iris[list(columns)].to_numpy()}


def test_noise_is_small_grey_crosses_and_counted() -> None:
    labels = MODEL.fit_predict(X)
    labels[::10] = -1
    display = ClusterDisplay.from_predictions(X, labels)
    noise = display.scatter_[-1]
    assert to_hex(noise.get_edgecolor()[0]) == NOISE
    np.testing.assert_array_equal(noise.get_offsets(), X[::10])
    assert "12 points" in display.ax_.get_xlabel()
    assert "12 points" in display.alt
    assert "120 points in 4 clusters" in display.alt
    only = ClusterDisplay.from_predictions(X, np.full(120, -1))
    assert "no cluster" in only.alt
    assert "in 1 cluster:" in ClusterDisplay.from_predictions(X, np.zeros(120, int)).alt


def test_without_centers_each_letter_stands_on_its_cluster() -> None:
    moons, truth = make_moons(200, noise=0.02, random_state=0)
    display = ClusterDisplay.from_predictions(moons, truth)
    assert display.centers_ is None
    for cluster, letter in enumerate("AB"):
        gaps = np.linalg.norm(moons - letters(display)[letter], axis=1)
        assert gaps.min() == 0
        assert truth[gaps.argmin()] == cluster


def test_names_of_classes_replace_the_letters() -> None:
    display = ClusterDisplay.from_predictions(X, MODEL.fit_predict(X), cluster_names=range(4))
    assert set(letters(display)) == {"0", "1", "2", "3"}
    with pytest.raises(LearnerError, match="2 names"):
        ClusterDisplay.from_predictions(X, [0, 2] * 60, cluster_names=["a", "b"])


def test_a_center_that_is_nan_is_left_out() -> None:
    centers = np.array([[0.0, 0.0], [np.nan, np.nan], [1.0, 1.0]])
    display = ClusterDisplay.from_predictions(X, np.zeros(120, int), centers=centers, regions=True)
    assert set(letters(display)) == {"A", "C"}
    assert display.regions_ is not None
    assert len(display.regions_.get_paths()) == 2


def test_points_with_a_low_silhouette_are_pale_have_an_edge_and_are_counted() -> None:
    X = load_blobs().data
    labels = KMeans(n_clusters=5, n_init=10, random_state=0).fit_predict(X)
    values = silhouette_samples(X, labels)
    display = ClusterDisplay.from_predictions(X, labels, silhouettes=values)
    for cluster, points in display.scatter_.items():
        own = values[labels == cluster]
        alpha = np.asarray(points.get_alpha())
        assert (np.argsort(alpha, kind="stable") == np.argsort(own, kind="stable")).all()
        assert ((np.asarray(points.get_linewidth()) > 1) == (own < 0.25)).all()
        assert f"{'ABCDE'[cluster]} {(own < 0.25).sum()}" in display.alt
    assert display.plot().figure_ is not None


@pytest.mark.parametrize("wrong", [[0.5] * 299, [2.0] * 300, [np.nan] * 300, [["a"]] * 300])
def test_silhouettes_that_are_none_are_refused(wrong: Any) -> None:
    X = load_blobs().data
    with pytest.raises(LearnerError):
        ClusterDisplay.from_predictions(X, np.zeros(300, dtype=int), silhouettes=wrong)


def test_one_feature_is_a_histogram_over_its_points() -> None:
    display = ClusterDisplay.from_estimator(KMeans(2, random_state=0), X[:, :1])
    drawn = np.vstack([dots.get_offsets() for dots in display.scatter_.values()])
    assert sorted(drawn[:, 0].tolist()) == sorted(X[:, 0].tolist())
    assert (drawn[:, 1] < 0).all()
    heights = [bar.get_height() for bar in display.ax_.patches]
    assert sum(heights) == len(X)
    assert "points per bin" in display.ax_.get_ylabel()
    assert min(display.ax_.get_yticks()) == 0
    assert display.regions_ is not None


def test_style_is_the_callers() -> None:
    display = ClusterDisplay.from_estimator(
        MODEL, X, points_kw={"s": 3, "ec": "black"}, centers_kw={"c": "white"}
    )
    assert display.scatter_[0].get_sizes() == [3]
    assert to_hex(display.scatter_[0].get_edgecolor()[0]) == "#000000"
    assert display.centers_ is not None
    assert to_hex(display.centers_.get_facecolor()[0]) == "#ffffff"
    assert {text.get_color() for text in display.ax_.texts} == {"black"}


@pytest.mark.parametrize(
    "changed",
    [{"labels": [0, 1]}, {"centers": [[1.0, 2.0, 3.0]]}, {"centers": [1.0, 2.0]},
     {"columns": ("x1", "x9")}, {"labels": np.full(120, 0.5)}, {"X": [["a", "b"]] * 120},
     {"labels": np.full(120, -2)}],
)  # fmt: skip
def test_what_does_not_fit_is_refused(changed: dict[str, Any]) -> None:
    given = {"X": X, "labels": np.zeros(120, int), **changed}
    with pytest.raises(LearnerError) as told:
        ClusterDisplay.from_predictions(**given)
    assert told.value.what
    assert told.value.fix
    assert plt.get_fignums() == []


def test_given_distances_place_the_points() -> None:
    distances = pairwise_distances(X)
    display = ClusterDisplay.from_estimator(DBSCAN(eps=1.5, metric="precomputed"), distances)
    assert pairwise_distances(display.points) == pytest.approx(distances, abs=1e-6)
    assert display.labels.tolist() == DBSCAN(eps=1.5).fit_predict(X).tolist()
    assert "placed by their distances" in display.alt
    assert "features" not in display.alt
    assert display.regions_ is None


def area(corners: np.ndarray) -> float:
    x, y = corners.T
    return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_regions_part_the_box_by_the_nearest_center(k: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    centers = rng.uniform(-1.5, 2.5, (k, 2))
    regions = nearest_regions(centers, LOW, HIGH)
    whole = float(np.prod(HIGH - LOW))
    assert sum(area(one) for one in regions if len(one)) == pytest.approx(whole)
    points = rng.uniform(LOW, HIGH, (50, 2))
    gaps = np.linalg.norm(points[:, None] - centers, axis=2)
    clear = np.sort(gaps, axis=1)[:, 1] - gaps.min(axis=1) > 1e-9 if k > 1 else np.ones(50, bool)
    for point, nearest in zip(points[clear], gaps[clear].argmin(axis=1), strict=True):
        assert Path(regions[nearest]).contains_point(point, radius=1e-9) or Path(
            regions[nearest]
        ).contains_point(point, radius=-1e-9)


def test_corners_are_those_of_scipys_voronoi() -> None:
    centers = np.random.default_rng(3).uniform(0, 1, (9, 2))
    found = np.vstack(nearest_regions(centers, np.array([-99.0, -99]), np.array([99.0, 99])))
    for corner in Voronoi(centers).vertices:
        assert np.linalg.norm(found - corner, axis=1).min() < 1e-9


def test_centers_without_a_region_have_no_corners() -> None:
    centers = np.array([[0.0, 0.0], [0.0, 0.0], [np.nan, 1.0], [1.0, 0.0], [500.0, 0.0]])
    sizes = [len(one) for one in nearest_regions(centers, LOW, HIGH)]
    assert sizes == [4, 0, 0, 4, 0]


def test_one_center_has_the_whole_box() -> None:
    (region,) = nearest_regions(np.array([[0.3, 0.2]]), LOW, HIGH)
    assert area(region) == pytest.approx(7.5)


def test_labels_of_the_nearest_center_are_told_from_others() -> None:
    centers = np.array([[0.0, 0.0], [2.0, 0.0], [np.nan, np.nan]])
    points = np.array([[0.1, 0.0], [1.9, 0.0], [1.0, 0.0], [9.0, 9.0]])
    assert labels_are_nearest(points, np.array([0, 1, 1, -1]), centers), "half way and noise"
    assert labels_are_nearest(points, np.array([0, 1, 0, 1]), centers)
    assert not labels_are_nearest(points, np.array([1, 1, 0, 1]), centers)
    assert not labels_are_nearest(points, np.array([0, 1, 2, 1]), centers), "center is nowhere"
    assert not labels_are_nearest(points, np.array([0, 1, 5, 1]), centers), "there is no center 5"
    assert labels_are_nearest(points, np.full(4, -1), centers)


def test_classes_look_unlike_clusters() -> None:
    X = np.random.default_rng(0).normal(size=(60, 2))
    digits = np.arange(60) % 10
    display = ClusterDisplay.from_classes(X, digits)
    assert display.ax_.get_title() == "60 points of 10 known classes"
    legend = display.ax_.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == [str(one) for one in range(10)]
    assert not display.ax_.texts  # no letters of clusters
    assert "A" not in display.alt


def test_classes_whose_names_begin_alike_are_hollow_marks() -> None:
    X = np.random.default_rng(0).normal(size=(6, 2))
    display = ClusterDisplay.from_classes(X, ["male", "many", "male", "many", "male", "male"])
    assert all(len(one.get_facecolor()) == 0 for one in display.scatter_.values())
    assert "male 4" in display.alt
    many = ClusterDisplay.from_classes(np.arange(80.0).reshape(40, 2), np.arange(40))
    legend = many.ax_.get_legend()
    assert legend is not None
    assert legend.get_texts()[-1].get_text() == "and 13 more"


def test_classes_are_as_many_as_points() -> None:
    with pytest.raises(LearnerError, match="3 classes for 4 points"):
        ClusterDisplay.from_classes(np.eye(4), [1, 2, 3])
