from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from sklearn.cluster import DBSCAN, KMeans
from sklearn.datasets import load_digits
from sklearn.mixture import GaussianMixture
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler

from teachclust.errors import LearnerError
from teachclust.palette import COLORS
from teachclust.plots.images.center_images import CenterImagesDisplay

X, y = load_digits(return_X_y=True)
X, y = X[:500], y[:500]
MODEL = KMeans(10, n_init=2, random_state=0).fit(X)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def over(display: CenterImagesDisplay) -> list[str]:
    return [ax.get_title().strip() for ax in display.axes_]


def test_pictures_are_the_centers_on_one_scale_of_greys() -> None:
    display = CenterImagesDisplay.from_estimator(MODEL, X, y)
    assert len(display.images_) == 10
    for picture, center in zip(display.images_, MODEL.cluster_centers_, strict=True):
        np.testing.assert_array_equal(picture.get_array(), center.reshape(8, 8))
        assert picture.get_clim() == (MODEL.cluster_centers_.min(), MODEL.cluster_centers_.max())
        assert picture.get_cmap().name == "gray_r"
    frames = [to_hex(ax.spines["top"].get_edgecolor()) for ax in display.axes_]
    assert frames == list(COLORS[: len(frames)])


@pytest.mark.parametrize("seed", range(3))
def test_over_each_stand_letter_class_and_size(seed: int) -> None:
    model = KMeans(12, n_init=1, random_state=seed).fit(X)
    display = CenterImagesDisplay.from_estimator(model, X, y)
    majority = [np.bincount(y[model.labels_ == i]).argmax() for i in range(12)]
    for i, told in enumerate(over(display)):
        name = f"{chr(ord('A') + i)} → {majority[i]}"
        name += " (shared)" if majority.count(majority[i]) > 1 else ""
        assert told == f"{name}\n{(model.labels_ == i).sum()} images"
        assert told.replace("\n", ", ") in display.alt
    assert "(shared)" in display.alt, "12 clusters of 10 digits"


def test_hungarian_leaves_some_without_a_class() -> None:
    model = KMeans(12, n_init=1, random_state=0).fit(X)
    display = CenterImagesDisplay.from_estimator(model, X, y, method="hungarian")
    assert sum("no class" in told for told in over(display)) == 2
    assert "(shared)" not in display.alt


def test_without_classes_there_are_letters_and_sizes_and_one_image_is_one() -> None:
    assert over(CenterImagesDisplay.from_estimator(MODEL, X))[1].startswith("B\n")
    display = CenterImagesDisplay.from_predictions(X[:2], sizes=[1, 1_234])
    assert over(display) == ["A\n1 image", "B\n1,234 images"]


def test_rows_that_are_no_centers_stand_alone() -> None:
    display = CenterImagesDisplay.from_predictions(X[:20], title="Twenty digits")
    assert over(display) == [""] * 20
    assert display.ax_.get_title() == "Twenty digits"
    assert display.alt == "Twenty digits: 20 pictures."


def test_a_fitted_estimator_needs_no_data() -> None:
    drawn = CenterImagesDisplay.from_estimator(MODEL, X, y)
    assert CenterImagesDisplay.from_estimator(MODEL, y=y).alt == drawn.alt
    mixture = GaussianMixture(3, covariance_type="diag", random_state=0).fit(X)
    assert over(CenterImagesDisplay.from_estimator(mixture)) == [""] * 3
    with pytest.raises(LearnerError, match="not fitted"):
        CenterImagesDisplay.from_estimator(KMeans(3))


def test_centers_of_a_pipeline_are_images_again() -> None:
    model = make_pipeline(MinMaxScaler(), KMeans(4, n_init=1, random_state=0)).fit(X)
    display = CenterImagesDisplay.from_estimator(model, X, y)
    labels = model[-1].labels_
    for i, picture in enumerate(display.images_):
        mean = X[labels == i].mean(axis=0)
        np.testing.assert_allclose(picture.get_array().ravel(), mean, atol=1e-9)


def test_pictures_need_not_be_square() -> None:
    display = CenterImagesDisplay.from_predictions(np.arange(24.0).reshape(2, 12),
                                                   image_shape=(3, 4))  # fmt: skip
    assert display.images_[0].get_array().shape == (3, 4)
    np.testing.assert_array_equal(display.images_[1].get_array()[0], [12, 13, 14, 15])


@pytest.mark.parametrize("n", [1, 2, 5, 6, 11, 30])
def test_any_number_of_pictures_finds_room(n: int) -> None:
    display = CenterImagesDisplay.from_predictions(X[:n], sizes=[5] * n)
    display.figure_.canvas.draw()
    boxes = [ax.get_window_extent() for ax in display.axes_]
    titles = [ax.title.get_window_extent() for ax in display.axes_]
    for i, one in enumerate(boxes):
        assert one.width > 30
        assert not any(one.overlaps(other) for other in boxes[i + 1 :])
        assert not any(one.overlaps(title) for title in titles[i + 1 :])


@pytest.mark.parametrize(
    "changed",
    [{"centers": np.zeros((3, 10))}, {"centers": np.zeros(16)}, {"centers": np.zeros((0, 16))},
     {"image_shape": (3, 5)}, {"image_shape": (4,)}, {"classes": [1]}, {"sizes": [1, 2, 3]},
     {"image_shape": (-4, -4)}, {"centers": np.full((2, 16), np.nan)}],
)  # fmt: skip
def test_what_makes_no_picture_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(LearnerError) as told:
        CenterImagesDisplay.from_predictions(**{"centers": np.zeros((2, 16)), **changed})
    assert all(told.value.parts.values())
    assert plt.get_fignums() == []


def test_an_estimator_without_centers_is_refused() -> None:
    with pytest.raises(LearnerError, match="no centers") as told:
        CenterImagesDisplay.from_estimator(DBSCAN(eps=20), X)
    assert all(told.value.parts.values())
