"""Centers as pictures: shades from the data's lowest number to its highest."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.cluster import BisectingKMeans, KMeans, MiniBatchKMeans
from sklearn.datasets import load_digits
from sklearn.mixture import GaussianMixture

from teachclust import KLab, trace, watch
from teachclust.errors import LearnerError
from teachclust.traces.view import make_view
from teachclust.widgets.center_pictures import MOST_PICTURES, pictures_block
from teachclust.widgets.wire import to_wire

X = load_digits().data[:200]


def _pictures(wire: Any, step: int) -> Any:
    about = wire["head"]["blocks"]["pictures"]
    table = np.frombuffer(wire["pictures"], "<u1").reshape(-1, about["size"])
    return table[about["rows"][step]].reshape(-1, *about["shape"])


@pytest.mark.parametrize("estimator", [
    KMeans(4, n_init=1, random_state=0),
    MiniBatchKMeans(4, n_init=1, batch_size=60, random_state=0),
    BisectingKMeans(4, random_state=0),
    GaussianMixture(3, covariance_type="diag", reg_covar=1.0, random_state=0),
])  # fmt: skip
def test_each_frame_has_its_centers_as_pictures(estimator: Any) -> None:
    traced = trace(estimator, X)
    wire = to_wire(traced)
    for step, frame in enumerate(traced.frames):
        if "centers" not in frame.values:
            continue
        centers = frame.values["centers"]
        shown = _pictures(wire, step)[: len(centers)].reshape(len(centers), 64)
        known = np.isfinite(centers).all(axis=1)
        np.testing.assert_allclose(shown[known] / 255 * X.max(), centers[known], atol=0.04)


def test_data_that_is_no_picture_has_none() -> None:
    assert "pictures" not in to_wire(trace(KMeans(3, random_state=0), X[:, :60]))["head"]["blocks"]
    view = make_view(X, tuple(f"x{j + 1}" for j in range(64)))
    assert pictures_block(X, view, [None]) is None
    assert pictures_block(X, view, [X[: MOST_PICTURES + 1]]) is None


def test_too_many_pictures_are_halved() -> None:
    big = np.random.default_rng(0).random((40, 784))
    view = make_view(big, tuple(f"x{j + 1}" for j in range(784)))
    block = pictures_block(big, view, [big + i for i in range(60)])
    assert block is not None
    assert block[0]["shape"] == [14, 14]
    assert pictures_block(big, view, [big + i for i in range(400)])[0]["shape"] == [7, 7]  # type: ignore[index]
    assert pictures_block(big, view, [big + i for i in range(6000)]) is None


def test_a_shape_can_be_given_and_is_checked() -> None:
    w = watch(KMeans(3, n_init=1, random_state=0), X[:, :60], image_shape=(6, 10))
    assert w.trace["head"]["blocks"]["pictures"]["shape"] == [6, 10]
    assert w.rows["shape"] == [6, 10]
    with pytest.raises(LearnerError, match="don't make pictures"):
        watch(KMeans(3), X[:, :60], image_shape=(6, 6))


def test_a_scan_has_the_pictures_of_each_k_by_cluster() -> None:
    lab = KLab(KMeans(n_init=1, random_state=0), X, k=(2, 5, 45), scaled=False,
               criteria=("inertia",), progress=False)  # fmt: skip
    for step, fit in enumerate(lab.scan.fits[:2]):
        shown = _pictures(lab.trace, step)
        assert fit.centers is not None
        for number, center in zip(fit.numbers, fit.centers, strict=True):
            np.testing.assert_allclose(shown[number].ravel() / 255 * X.max(), center, atol=0.04)
    assert lab.trace["head"]["blocks"]["pictures"]["rows"][2] == -1
