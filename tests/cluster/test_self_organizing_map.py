"""SelfOrganizingMap: minisom's weights from the same start and order, and its measures by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import load_iris, make_blobs
from sklearn.utils.estimator_checks import check_estimator
from strategies import continuous, tied

from teachclust.cluster import SelfOrganizingMap
from teachclust.cluster.self_organizing_map import Grid, Training, clusters_of_units

SQUARE = np.random.RandomState(0).uniform(-1, 1, (400, 2))


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
def test_it_is_an_estimator_of_scikit_learn() -> None:
    check_estimator(SelfOrganizingMap(1, 3))
    batch = {"algorithm": "batch", "init": "random", "grid": "hexagonal", "n_clusters": 2}
    check_estimator(SelfOrganizingMap(3, 3, epochs=4, **batch))


@pytest.mark.parametrize("grid", ["rectangular", "hexagonal"])
@pytest.mark.parametrize("decay", ["linear", "inverse"])
def test_its_weights_are_those_of_minisom(grid: str, decay: str) -> None:
    """The same start, order of rows and schedules; minisom numbers columns before rows."""
    minisom = pytest.importorskip("minisom", reason="minisom is in the extra 'test'")
    for seed in range(3):
        X, _ = make_blobs(150, n_features=3, centers=5, random_state=seed)
        start = np.random.RandomState(seed).normal(size=(5 * 6, 3))
        model = SelfOrganizingMap(
            5,
            6,
            init=start,
            sigma=2.5,
            final_sigma=1.0,
            epochs=8,
            decay=decay,
            grid=grid,
            shuffle=False,
        ).fit(X)
        theirs = minisom.MiniSom(
            6, 5, 3, sigma=2.5, learning_rate=0.5, topology=grid,
            decay_function=f"{decay}_decay_to_zero", sigma_decay_function=f"{decay}_decay_to_one",
        )  # fmt: skip
        theirs._weights = start.reshape(5, 6, 3).transpose(1, 0, 2).copy()
        theirs.train(X, 8 * len(X))
        weights = theirs.get_weights().transpose(1, 0, 2)
        np.testing.assert_allclose(model.weights_, weights, rtol=1e-10, atol=1e-10)
        assert model.quantization_error_ == pytest.approx(theirs.quantization_error(X), rel=1e-10)
        assert model.topographic_error_ == pytest.approx(theirs.topographic_error(X), abs=1e-12)
        highest = model.u_matrix_ / model.u_matrix_.max()
        np.testing.assert_allclose(highest, theirs.distance_map("mean").T, rtol=1e-10)
        np.testing.assert_array_equal(model.counts_, theirs.activation_response(X).T)


def test_one_point_after_the_other_by_hand() -> None:
    X = np.array([[0.0], [10.0]])
    model = SelfOrganizingMap(
        1,
        3,
        init=[[1.0], [4.0], [9.0]],
        epochs=1,
        learning_rate=0.5,
        sigma=1.0,
        final_sigma=1.0,
        shuffle=False,
    ).fit(X)
    units = np.array([1.0, 4.0, 9.0])
    units += 0.5 * np.exp(-np.array([0, 1, 4]) / 2) * (0.0 - units)
    units += 0.25 * np.exp(-np.array([4, 1, 0]) / 2) * (10.0 - units)
    np.testing.assert_allclose(model.weights_.ravel(), units, rtol=1e-12)
    assert model.labels_.tolist() == [0, 2]


@given(X=st.one_of(continuous(), tied()), data=st.data())
def test_an_epoch_of_the_batch_map_is_a_weighted_mean(X: np.ndarray, data: st.DataObject) -> None:
    grid = data.draw(st.sampled_from(["rectangular", "hexagonal"]))
    model = SelfOrganizingMap(2, 3, algorithm="batch", grid=grid, epochs=1, sigma=1.5)
    units = Training(X, model).units
    winners = ((X[:, np.newaxis] - units) ** 2).sum(axis=2).argmin(axis=1)
    places = Grid(grid, 2, 3).places
    found = model.fit(X).weights_.reshape(6, -1)
    for unit in range(6):
        gaps = ((places[winners] - places[unit]) ** 2).sum(axis=1)
        wanted = np.average(X, axis=0, weights=np.exp(-gaps / (2 * 1.5**2)))
        size = float(np.abs(X).max())
        assert np.allclose(found[unit], wanted, rtol=1e-7, atol=1e-7 * size) or _ties(X, units)


def _ties(X: np.ndarray, units: np.ndarray) -> bool:
    """Whether two units are equally near to a point: rounding then decides."""
    ordered = np.sort(((X[:, np.newaxis] - units) ** 2).sum(axis=2), axis=1)
    return bool((ordered[:, 1] - ordered[:, 0] <= 1e-9 * max(1.0, ordered.max())).any())


@pytest.mark.parametrize("algorithm", ["online", "batch"])
@pytest.mark.parametrize("init", ["pca", "random"])
def test_the_map_unfolds(algorithm: str, init: str) -> None:
    """Of an even square the map becomes a square: neighbors stay neighbors."""
    model = SelfOrganizingMap(5, 5, algorithm=algorithm, init=init, sigma=3.0, random_state=0)
    model.fit(SQUARE)
    assert model.topographic_error_ < 0.05
    assert model.counts_.min() > 0
    one = SelfOrganizingMap(1, 1, algorithm=algorithm).fit(SQUARE)
    assert model.quantization_error_ < one.quantization_error_ / 3


def test_the_batch_map_does_not_depend_on_the_order_of_the_points() -> None:
    order = np.random.RandomState(1).permutation(len(SQUARE))
    one = SelfOrganizingMap(4, 4, algorithm="batch").fit(SQUARE)
    other = SelfOrganizingMap(4, 4, algorithm="batch").fit(SQUARE[order])
    np.testing.assert_allclose(one.weights_, other.weights_, atol=1e-9)
    np.testing.assert_array_equal(one.labels_[order], other.labels_)


def test_a_narrower_end_lies_closer_to_the_points() -> None:
    wide = SelfOrganizingMap(random_state=0, final_sigma=1.0).fit(SQUARE)
    narrow = SelfOrganizingMap(random_state=0, final_sigma=0.3).fit(SQUARE)
    assert narrow.quantization_error_ < wide.quantization_error_


def test_more_units_than_points_and_features_that_lack() -> None:
    for init in ("pca", "random"):
        model = SelfOrganizingMap(6, 7, init=init, epochs=2, random_state=0)
        assert model.fit(np.arange(5.0)[:, np.newaxis]).weights_.shape == (6, 7, 1)
        assert model.fit([[1.0, 2.0]]).quantization_error_ == pytest.approx(0, abs=1e-9)


def test_the_start_lies_along_the_principal_components() -> None:
    X = SQUARE * [1.0, 9.0] + [5.0, -3.0]
    for n_rows, n_columns in ((2, 5), (5, 2)):
        model = SelfOrganizingMap(n_rows, n_columns)
        units = Training(X, model).units.reshape(n_rows, n_columns, 2)
        np.testing.assert_allclose(units.mean(axis=(0, 1)), X.mean(axis=0))
        longer = units[:, 0] if n_rows > n_columns else units[0]
        assert np.ptp(longer[:, 1]) == pytest.approx(2 * X[:, 1].std(), rel=0.02)


def test_places_neighbors_and_links_of_the_grids() -> None:
    square, hexagons = Grid("rectangular", 3, 4), Grid("hexagonal", 3, 4)
    assert square.neighbors.sum(axis=1).reshape(3, 4).tolist() == [
        [3, 5, 5, 3],
        [5, 8, 8, 5],
        [3, 5, 5, 3],
    ]
    assert hexagons.neighbors.sum(axis=1).reshape(3, 4)[1].tolist() == [5, 6, 6, 3]
    assert len(square.links) == 3 * 3 + 2 * 4
    assert len(hexagons.links) == 3 * 3 + 2 * (2 * 4 - 1)


def test_units_are_joined_by_ward() -> None:
    X, y = make_blobs(300, centers=[[0, 0], [30, 0], [0, 30]], random_state=0)
    model = SelfOrganizingMap(6, 6, n_clusters=3, random_state=0).fit(X)
    assert len({*zip(model.labels_.tolist(), y.tolist(), strict=True)}) == 3
    assert model.unit_labels_.shape == (6, 6)
    assert model.unit_labels_.ravel()[0] == 0
    np.testing.assert_array_equal(model.predict(X), model.labels_)
    nearest = model.transform(X).argmin(axis=1)
    np.testing.assert_array_equal(model.unit_labels_.ravel()[nearest], model.labels_)


def test_a_unit_is_its_own_cluster_where_none_are_asked_for() -> None:
    units, counts = np.arange(4.0)[:, np.newaxis], np.ones(4, dtype=int)
    assert clusters_of_units(units, counts, None).tolist() == [0, 1, 2, 3]
    assert clusters_of_units(units, counts, 1).tolist() == [0, 0, 0, 0]


def test_units_without_points_make_no_cluster_of_their_own() -> None:
    units = np.array([[0.0], [1.0], [50.0], [90.0], [91.0]])
    counts = np.array([3, 2, 0, 4, 1])
    assert clusters_of_units(units, counts, 2).tolist() == [0, 0, 1, 1, 1]
    assert clusters_of_units(units, counts, 5).tolist() == [0, 1, 2, 2, 3]


def test_the_u_matrix_is_high_where_groups_end() -> None:
    X, _ = make_blobs(200, centers=[[0, 0], [50, 0]], random_state=0)
    model = SelfOrganizingMap(1, 8, random_state=0).fit(X)
    border = model.u_matrix_[0].argmax()
    assert model.u_matrix_[0, [0, -1]].max() < model.u_matrix_[0, border] / 3


def test_it_names_what_it_transforms_to() -> None:
    model = SelfOrganizingMap(2, 2, epochs=1).fit(load_iris().data)
    assert model.get_feature_names_out()[-1] == "selforganizingmap3"


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"n_clusters": 5}, "n_clusters=5 should be <= the 4 units"),
        ({"init": [[0.0, 0.0]]}, r"init must hold finite numbers of shape \(4, 2\)"),
        ({"init": np.full((4, 2), np.nan)}, "init must hold finite numbers"),
        ({"sigma": 0.0}, "sigma"),
    ],
)
def test_what_does_not_fit_is_refused(params: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        SelfOrganizingMap(2, 2, **params).fit(SQUARE)
