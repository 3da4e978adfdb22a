"""The run on all points, watched on a sample of them."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import make_blobs

from teachclust import trace, watch
from teachclust.errors import LearnerError
from teachclust.out_of_core import DaskKMeans, trace_run

da = pytest.importorskip("dask.array")

X, _ = make_blobs(3000, 2, centers=5, cluster_std=2, random_state=0)


def _inertia(centers: np.ndarray) -> float:
    return float(((X[:, None] - centers) ** 2).sum(axis=2).min(axis=1).sum())


@pytest.mark.parametrize("how", [{"tol": 0}, {}, {"max_iter": 2}])
def test_centers_and_inertia_are_those_of_all_points(how: dict[str, float]) -> None:
    model = DaskKMeans(5, init=X[:5], **how).fit(da.from_array(X, chunks=500))
    sample = model.sample(X, 200)
    traced = trace_run(model, sample)
    assert traced.n_iter == model.n_iter_
    np.testing.assert_array_equal(traced.centers, model.cluster_centers_)
    np.testing.assert_array_equal(traced.labels, model.predict(sample))
    assert traced.objective == pytest.approx(model.inertia_)
    assert traced.index.equals(sample.index)
    labels = None
    for frame in traced.frames:
        centers = frame.values.get("centers")
        if frame.kind == "assign":
            assert frame.objective == pytest.approx(_inertia(centers), rel=1e-8)
            labels = ((X[:, None] - centers) ** 2).sum(axis=2).argmin(axis=1)
        if frame.kind == "update":
            assert frame.objective == pytest.approx(((X - centers[labels]) ** 2).sum(), rel=1e-8)
    end = traced.last.caption
    assert ("limit" in end) == ("max_iter" in how)
    assert ("less than tol" in end) == (not how)
    assert "200 of 3,000" in traced.notices[-1]


def test_it_is_watched_with_nothing_to_change() -> None:
    model = DaskKMeans(5, random_state=0).fit(da.from_array(X, chunks=500))
    widget = watch(trace_run(model, model.sample(X, 100)))
    assert widget.trace["head"]["controls"] == []
    assert widget.controls == "steps"
    assert "100 points" in widget.summary()


def test_other_samples_and_other_ways_are_told() -> None:
    model = DaskKMeans(5, random_state=0).fit(X)
    with pytest.raises(LearnerError, match="fitted to 2 features"):
        trace_run(model, np.random.default_rng(0).normal(size=(20, 3)))
    with pytest.raises(LearnerError):
        trace(DaskKMeans(5), X)
