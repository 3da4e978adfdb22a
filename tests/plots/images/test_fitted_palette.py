"""Colors that an estimator finds: those of a fit on all pixels, one by one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.cluster import AgglomerativeClustering, KMeans, MeanShift, MiniBatchKMeans
from sklearn.datasets import load_sample_image
from sklearn.decomposition import PCA

from teachclust.errors import LearnerError
from teachclust.images.palettes import color_table
from teachclust.plots.images.fitted_palette import estimator_palette

CHINA = load_sample_image("china.jpg")[::16, ::16]
RED, BLUE = (200, 10, 10), (10, 10, 200)
#: three red pixels and one that differs from them by 4, four blue ones
FLAG = np.array([[RED, RED, RED, (204, 10, 10)], [BLUE, BLUE, BLUE, BLUE]], dtype=np.uint8)


def colors(fit: Any) -> list[list[int]]:
    return sorted(np.asarray(fit.palette).tolist())


def test_colors_are_weighted_by_their_pixels() -> None:
    fit = estimator_palette(KMeans(2, n_init=3, random_state=0), FLAG)
    assert colors(fit) == sorted([[201, 10, 10], list(BLUE)]), "(3 x 200 + 204) / 4"
    np.testing.assert_array_equal(fit.image(FLAG.shape)[1], [BLUE] * 4)


def test_units_are_those_of_the_picture() -> None:
    model = KMeans(2, n_init=3, random_state=0)
    floats = estimator_palette(model, FLAG / 255)
    assert colors(floats) == colors(estimator_palette(model, FLAG))
    fitted = KMeans(2, n_init=3, random_state=0).fit(FLAG.reshape(-1, 3) / 255)
    assert colors(estimator_palette(fitted, FLAG / 255)) == colors(floats)
    # centers from 0 to 1 are nearly black beside pixels from 0 to 255
    assert np.max(colors(estimator_palette(fitted, FLAG))) <= 1


def test_a_fitted_estimator_is_taken_as_it_is_and_no_other_is_touched() -> None:
    model = KMeans(3, n_init=2, random_state=0)
    estimator_palette(model, CHINA)
    assert not hasattr(model, "cluster_centers_")
    fitted = KMeans(3, n_init=2, random_state=1).fit(CHINA.reshape(-1, 3))
    before = fitted.cluster_centers_.copy()
    fit = estimator_palette(fitted, CHINA)
    assert colors(fit) == sorted(np.rint(before).astype(int).tolist())
    labels = fitted.predict(CHINA.reshape(-1, 3).astype(float))
    expected = np.rint(before[labels]).reshape(CHINA.shape)
    np.testing.assert_array_equal(fit.image(CHINA.shape), expected)
    np.testing.assert_array_equal(fitted.cluster_centers_, before)


def test_a_table_counted_before_gives_the_same() -> None:
    model = KMeans(4, n_init=2, random_state=0)
    given, own = (
        estimator_palette(model, CHINA, color_table(CHINA)),
        estimator_palette(model, CHINA),
    )
    np.testing.assert_array_equal(given.image(CHINA.shape), own.image(CHINA.shape))


@pytest.mark.parametrize(
    "estimator", [MiniBatchKMeans(3, random_state=0), MeanShift(bandwidth=60, max_iter=20)]
)
def test_kin_of_k_means_gives_colors_with_weights_or_without(estimator: Any) -> None:
    fit = estimator_palette(estimator, CHINA)
    found = np.unique(fit.image(CHINA.shape).reshape(-1, 3), axis=0)
    assert {tuple(color) for color in found.tolist()} <= {tuple(color) for color in colors(fit)}
    assert len(found) > 1


@pytest.mark.parametrize(
    "estimator",
    [
        AgglomerativeClustering(2), PCA(2), "k-means", KMeans,
        KMeans(3, random_state=0).fit(np.eye(4)),
        KMeans(99, random_state=0),
    ],
)  # fmt: skip
def test_what_gives_no_colors_is_refused(estimator: Any) -> None:
    with pytest.raises(LearnerError) as told:
        estimator_palette(estimator, FLAG)
    assert told.value.what
    assert told.value.fix


def test_centers_of_other_columns_are_told() -> None:
    with pytest.raises(LearnerError) as told:
        estimator_palette(KMeans(3, random_state=0).fit(np.eye(4)), FLAG)
    assert "gives no colors" in told.value.what
    assert told.value.where == "estimator"
    scope: dict[str, Any] = {"KMeans": KMeans}
    exec(told.value.fix, scope)
    assert len(estimator_palette(scope["estimator"], CHINA).palette) == 16
