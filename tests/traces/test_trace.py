"""A Trace tells its end: labels, centers, clusters, a table, and one line that names it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import DBSCAN, HDBSCAN, OPTICS, AgglomerativeClustering, KMeans
from sklearn.mixture import GaussianMixture

from teachclust.datasets import load_blobs
from teachclust.errors import LearnerError
from teachclust.traces import Frame, Trace, trace
from teachclust.traces.registry import ALGORITHMS

X = np.array([[0.0, 0.0], [0.0, 1.0], [9.0, 0.0], [9.0, 1.0], [40.0, 40.0]])
NAMES = ["first", "second", "third", "fourth", "fifth"]


@pytest.fixture
def means() -> Trace:
    start = np.array([[0.0, 0.0], [9.0, 0.0], [40.0, 40.0]])
    return trace(KMeans(3, init=start, n_init=1), pd.DataFrame(X, index=NAMES, columns=["a", "b"]))


@pytest.fixture
def dense() -> Trace:
    return trace(DBSCAN(eps=2, min_samples=2), X)


def test_the_end_of_k_means_is_computed_by_hand(means: Trace) -> None:
    assert means.algorithm == "KMeans"
    assert means.painter == "kmeans"
    assert means.labels.tolist() == [0, 0, 1, 1, 2]
    assert means.centers is not None
    assert means.centers.tolist() == [[0.0, 0.5], [9.0, 0.5], [40.0, 40.0]]
    assert means.objective == pytest.approx(4 * 0.25)
    assert means.n_clusters == 3
    assert means.n_iter == 2
    assert (means.objective_name, means.rises) == ("Inertia", False)


def test_noise_is_no_cluster_and_density_has_neither_centers_nor_an_objective(dense: Trace) -> None:
    assert dense.labels.tolist() == [0, 0, 1, 1, -1]
    assert dense.n_clusters == 2
    assert dense.centers is None
    assert dense.objective is None


def test_frames_are_a_sequence(means: Trace) -> None:
    assert len(means) == len(means.frames) == len(list(means))
    assert [frame is other for frame, other in zip(means, means.frames, strict=True)]
    assert means[0].kind == "show"
    assert means[-1] is means.last
    assert means[1] is means.frames[1]
    with pytest.raises(IndexError):
        _ = means[len(means)]


def test_one_line_says_what_was_traced_and_where_it_ended(means: Trace, dense: Trace) -> None:
    n = len(means)
    assert repr(means) == f"Trace(KMeans, 5 points x 2 features, {n} frames, inertia 1.00)"
    n = len(dense)
    assert repr(dense) == f"Trace(DBSCAN, 5 points x 2 features, {n} frames, 2 clusters)"


def test_labels_have_the_index_of_the_callers_rows(means: Trace, dense: Trace) -> None:
    expected = pd.Series([0, 0, 1, 1, 2], index=NAMES, name="cluster", dtype=np.int32)
    pd.testing.assert_series_equal(means.labels_series(), expected)
    assert dense.labels_series().index.tolist() == [0, 1, 2, 3, 4]


def test_the_table_has_a_row_for_each_frame(means: Trace, dense: Trace) -> None:
    table = means.table()
    assert table.index.name == "step"
    assert table.columns.tolist() == ["kind", "iteration", "inertia", "caption"]
    assert table["kind"].tolist() == [frame.kind for frame in means]
    assert table["caption"].tolist() == [frame.caption for frame in means]
    assert table["iteration"].iloc[-1] == 2
    assert table["inertia"].iloc[-1] == pytest.approx(1.0)
    assert dense.table().iloc[:, 2].isna().all()


def test_a_trace_that_ends_without_labels_is_told_with_the_check_to_run(dense: Trace) -> None:
    last = dataclasses.replace(dense.last, labels=None)
    broken = dataclasses.replace(dense, frames=(*dense.frames[:-1], last))
    for read in (lambda: broken.labels, lambda: broken.n_clusters):
        with pytest.raises(LearnerError) as caught:
            read()
        assert caught.value.what == "This trace of a DBSCAN ends without labels."
        assert "'stop'" in caught.value.where
        assert "labels that fit gives" in caught.value.why
        assert "check_algorithm(spec)" in caught.value.fix


@pytest.mark.parametrize(
    "estimator",
    [
        KMeans(3, random_state=0),
        GaussianMixture(2, random_state=0),
        AgglomerativeClustering(2),
        HDBSCAN(min_cluster_size=2, copy=True),
        OPTICS(min_samples=2),
    ],
    ids=lambda estimator: type(estimator).__name__,
)
def test_no_array_of_a_trace_can_be_changed(estimator: Any) -> None:
    shown = trace(estimator, X)
    frames = [array for frame in shown for array in (frame.labels, *frame.values.values())]
    parts = [shown, *filter(None, (shown.tree, shown.edges, shown.curve, shown.condensed))]
    fields = [getattr(part, one.name) for part in parts for one in dataclasses.fields(part)]
    arrays = [array for array in (*frames, *fields) if isinstance(array, np.ndarray)]
    assert len(arrays) > len(shown)
    for array in arrays:
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_frozen_arrays_are_neither_copied_nor_taken_from_their_owner(means: Trace) -> None:
    labels, centers = np.zeros(5, dtype=np.int32), np.zeros((1, 2))
    frames = [Frame("show", "", 0, labels=labels, values={"centers": centers}) for _ in range(2)]
    first, second = dataclasses.replace(means, frames=frames)
    assert first.labels is second.labels
    assert first.values["centers"] is second.values["centers"]
    assert first.labels is not None
    assert np.shares_memory(first.labels, labels)
    assert np.shares_memory(first.values["centers"], centers)
    assert labels.flags.writeable
    assert centers.flags.writeable


def test_the_plane_is_made_once_and_whatever_numpy_is_told_to_raise() -> None:
    tiny = np.c_[X, 1e-170 * X[:, :1]]  # its squares round to zero
    traced = trace(KMeans(2, random_state=0), tiny)
    with np.errstate(all="raise"):
        view = traced.view
    assert view is traced.view
    assert np.isfinite(view.project(tiny)).all()
    by_name = trace(KMeans(2, random_state=0), tiny, columns=("x3", "x2")).view
    np.testing.assert_array_equal(by_name.project(tiny), tiny[:, [2, 1]])


def _unpickled(traced: Trace) -> Any:
    return pickle.loads(pickle.dumps(traced))  # noqa: S301, our own


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, _unpickled])
@pytest.mark.parametrize("name", sorted(ALGORITHMS))
def test_a_copy_is_the_same_trace_and_cannot_be_changed_either(name: str, copied: Any) -> None:
    spec = ALGORITHMS[name]
    model = spec.estimator_class(**spec.samples.params)
    traced = trace(model, spec.data_of(load_blobs().data[:60]))
    again = copied(traced)
    assert again.spec is traced.spec
    assert [one.caption for one in again] == [one.caption for one in traced]
    for frame, same in zip(traced, again, strict=True):
        assert frame.values.keys() == same.values.keys()
        np.testing.assert_array_equal(frame.labels, same.labels)
        np.testing.assert_equal(dict(same.values), dict(frame.values))
        with pytest.raises(TypeError):
            same.values["centers"] = None  # type: ignore[index]
    with pytest.raises(ValueError, match="read-only"):
        again.X[0] = 0
