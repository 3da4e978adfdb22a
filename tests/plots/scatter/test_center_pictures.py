"""Centers as pictures in a ClusterDisplay: one for each, none over another."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits

from teachclust.plots import ClusterDisplay
from teachclust.plots.scatter.center_pictures import MOST_PICTURES, apart

X = load_digits().data[:300]


@pytest.mark.parametrize("seed", range(8))
def test_no_two_rectangles_overlap(seed: int) -> None:
    room = np.array([2.0, 3.0])
    places = np.random.default_rng(seed).normal(size=(12, 2)) * 4
    moved = apart(places, room)
    gaps = np.abs(moved[:, np.newaxis] - moved)
    gaps[np.arange(12), np.arange(12)] = 99
    assert ((gaps >= 0.98 * room).any(axis=2)).all()


def test_digits_have_pictures_at_their_centers() -> None:
    model = KMeans(10, n_init=1, random_state=0).fit(X)
    display = ClusterDisplay.from_estimator(model, X)
    assert sorted(display.images_) == list(range(10))
    image = display.images_[3].offsetbox.get_data()
    np.testing.assert_array_equal(image, model.cluster_centers_[3].reshape(8, 8))
    letters = {text.get_text() for text in display.ax_.texts}
    assert set("ABCDEFGHIJ") <= letters


def test_other_data_and_many_centers_have_none() -> None:
    few = ClusterDisplay.from_predictions(X[:, :60], np.arange(300) % 2, centers=X[:2, :60])
    assert few.images_ == {}
    many = ClusterDisplay.from_predictions(X, np.arange(300) % 50, centers=X[: MOST_PICTURES + 1])
    assert many.images_ == {}
    given = ClusterDisplay.from_predictions(
        X[:, :60], np.arange(300) % 2, centers=X[:2, :60], image_shape=(6, 10)
    )
    assert given.center_images is not None
    assert given.center_images.shape == (2, 6, 10)
