"""k-means on Dask: scikit-learn's result, for any chunks, workers and deaths of workers."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

from teachclust.errors import LearnerError
from teachclust.out_of_core import DaskKMeans, trace_run
from teachclust.scores import cost_curve

da = pytest.importorskip("dask.array")
dd = pytest.importorskip("dask.dataframe")
distributed = pytest.importorskip("distributed")

X, TRUTH = make_blobs(4000, 3, centers=8, random_state=3)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1",
        dashboard_address=None,
    ) as running:  # fmt: skip
        yield running


def _same(one: DaskKMeans, other: DaskKMeans) -> None:
    np.testing.assert_array_equal(one.cluster_centers_, other.cluster_centers_)
    assert (one.inertia_, one.n_iter_) == (other.inertia_, other.n_iter_)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("tol", [0, 1e-4])
def test_from_the_same_start_it_is_scikit_learns_fit(seed: int, tol: float) -> None:
    start = X[np.random.default_rng(seed).choice(len(X), 8, replace=False)]
    mine = DaskKMeans(8, init=start, tol=tol).fit(da.from_array(X, chunks=(900, 2)))
    theirs = KMeans(8, init=start, n_init=1, tol=tol).fit(X)
    np.testing.assert_allclose(mine.cluster_centers_, theirs.cluster_centers_, atol=1e-9)
    np.testing.assert_array_equal(mine.labels_.compute(), theirs.labels_)
    np.testing.assert_array_equal(mine.predict(X), theirs.labels_)
    assert mine.n_iter_ == theirs.n_iter_
    assert mine.inertia_ == pytest.approx(theirs.inertia_, rel=1e-9)


def test_empty_clusters_get_the_farthest_points_as_in_scikit_learn() -> None:
    start = X[:8].copy()
    start[4:] = 1e3 + np.arange(4)[:, None]
    mine = DaskKMeans(8, init=start).fit(da.from_array(X, chunks=700))
    theirs = KMeans(8, init=start, n_init=1).fit(X)
    np.testing.assert_allclose(mine.cluster_centers_, theirs.cluster_centers_, atol=1e-9)
    other = DaskKMeans(8, init=start).fit(da.from_array(X, chunks=333))
    _same(mine, other)


def test_its_start_finds_all_blobs() -> None:
    for seed in range(5):
        mine = DaskKMeans(8, random_state=seed).fit(da.from_array(X, chunks=1000))
        assert mine.inertia_ <= KMeans(8, n_init=10, random_state=0).fit(X).inertia_ * 1.001


def test_chunks_and_workers_change_no_bit(cluster: Any) -> None:
    # a grid of whole numbers: many rows are equally near to two centers
    grid = np.random.default_rng(0).integers(0, 12, (3000, 2)).astype(float)
    for rows in (X, grid):
        here = DaskKMeans(6, random_state=0).fit(rows)
        for chunks in (250, 999):
            _same(here, DaskKMeans(6, random_state=0).fit(da.from_array(rows, chunks=chunks)))
        address = cluster.scheduler_address
        there = DaskKMeans(6, random_state=0, client=address)
        _same(here, there.fit(da.from_array(rows, chunks=500)))
        with distributed.Client(cluster, set_as_default=False) as client:
            cloned = DaskKMeans(6, random_state=0, client=client)
            _same(here, cloned.fit(da.from_array(rows, chunks=(400, 1))))


def test_a_worker_that_dies_changes_nothing(cluster: Any) -> None:
    here = DaskKMeans(8, init=X[:8], tol=0, max_iter=12).fit(X)
    with distributed.Client(cluster) as client:
        slow = da.from_array(X, chunks=250).map_blocks(_slowly, dtype=float).persist()
        pids = client.run(os.getpid)
        there = DaskKMeans(8, init=X[:8], tol=0, max_iter=12, client=client)
        calls = 0

        def killing(tasks: list[Any]) -> Any:
            nonlocal calls
            calls += 1
            futures = compute(tasks)
            if calls == 4:
                time.sleep(0.05)
                os.kill(next(iter(pids.values())), signal.SIGKILL)
            return futures

        compute = client.compute
        client.compute = killing
        _same(here, there.fit(slow))
        assert calls > 4


def _slowly(block: np.ndarray) -> np.ndarray:
    time.sleep(0.01)
    return block


def test_frames_with_names_and_blocks_of_unknown_size() -> None:
    frame = pd.DataFrame(X, columns=["a", "b", "c"])
    mine = DaskKMeans(8, random_state=0).fit(dd.from_pandas(frame, npartitions=5))
    _same(mine, DaskKMeans(8, random_state=0).fit(X))
    assert mine.feature_names_in_.tolist() == ["a", "b", "c"]
    half = da.from_array(X, chunks=500)
    half = half[half[:, 0] > 0]
    assert np.isnan(half.shape[0])
    _same(
        DaskKMeans(4, random_state=0).fit(half), DaskKMeans(4, random_state=0).fit(X[X[:, 0] > 0])
    )
    sample = mine.sample(dd.from_pandas(frame, npartitions=5), 50)
    pd.testing.assert_frame_equal(sample, frame.loc[sample.index])
    pd.testing.assert_frame_equal(sample, mine.sample(frame, 50))


def test_labels_are_computed_when_asked_for() -> None:
    rows = da.from_array(X, chunks=500)
    mine = DaskKMeans(8, random_state=0).fit(rows)
    assert isinstance(mine.labels_, da.Array)
    np.testing.assert_array_equal(mine.predict(rows).compute(), mine.labels_.compute())
    assert clone(mine).get_params() == mine.get_params()


@pytest.mark.parametrize(
    ("model", "rows", "said"),
    [
        (DaskKMeans(0), X, "n_clusters"),
        (DaskKMeans(8, init="k-means||"), X, "init"),
        (DaskKMeans(8, init=X[:3]), X, "8 centers of 3 features"),
        (DaskKMeans(8, init=[["a"]]), X, "8 centers"),
        (DaskKMeans(8, tol=-1), X, "tol"),
        (DaskKMeans(8), X[:5], "5 rows for 8 clusters"),
        (DaskKMeans(8), da.from_array(X[:, 0]), "table of numbers"),
        (DaskKMeans(8), da.from_array(X.astype(str)), "table of numbers"),
        (DaskKMeans(8), da.from_array(np.empty((0, 3))), "no rows"),
        (DaskKMeans(8, client="tcp://127.0.0.1:1"), da.from_array(X), "No scheduler"),
    ],
)
def test_what_cannot_be_used_is_told(model: DaskKMeans, rows: Any, said: str) -> None:
    with pytest.raises(LearnerError, match=said):
        model.fit(rows)


def test_missing_values_and_text_are_told_by_their_place() -> None:
    broken = X.copy()
    broken[1234, 1] = np.nan
    with pytest.raises(LearnerError, match="missing or infinite") as caught:
        DaskKMeans(8).fit(da.from_array(broken, chunks=500))
    assert "block 2, row 1234" in str(caught.value)
    table = dd.from_pandas(pd.DataFrame({"a": [1.0, 2.0], "name": ["x", "y"]}), npartitions=1)
    with pytest.raises(LearnerError, match="aren't numbers") as caught:
        DaskKMeans(2).fit(table)
    assert "name" in str(caught.value)
    with pytest.raises(LearnerError, match="fitted to 3 features"):
        DaskKMeans(8, random_state=0).fit(X).predict(X[:, :2])


def test_the_cost_is_measured_on_dask_without_loading_the_rows() -> None:
    rows = da.from_array(X, chunks=500)
    curves = cost_curve(DaskKMeans(3, random_state=0), rows, n=(200, 1000, 4000), progress=False)
    assert curves["DaskKMeans"].n.tolist() == [200, 1000, 4000]


def test_columns_are_found_by_name() -> None:
    frame = pd.DataFrame(X, columns=["a", "b", "c"])
    mine = DaskKMeans(8, random_state=0).fit(frame)
    turned = frame[["c", "b", "a"]]
    wanted = mine.predict(frame)
    np.testing.assert_array_equal(mine.predict(turned), wanted)
    np.testing.assert_array_equal(mine.predict(dd.from_pandas(turned, npartitions=3)), wanted)
    with pytest.raises(LearnerError, match="columns are others") as caught:
        mine.predict(frame.rename(columns={"b": "z"}))
    assert "b" in str(caught.value)


def test_missing_values_get_no_cluster() -> None:
    mine = DaskKMeans(8, random_state=0).fit(X)
    broken = X.copy()
    broken[1234, 1] = np.nan
    with pytest.raises(LearnerError, match="missing or infinite"):
        mine.predict(da.from_array(broken, chunks=500)).compute(scheduler="sync")


@pytest.mark.parametrize("n_distinct", [1, 2])
def test_clusters_that_nothing_fills_stop_as_in_scikit_learn(n_distinct: int) -> None:
    rows = np.tile(X[:n_distinct], (30, 1))
    start = rows[[0, 1, 2]]
    mine = DaskKMeans(3, init=start).fit(da.from_array(rows, chunks=7))
    with pytest.warns(match="distinct clusters"):
        theirs = KMeans(3, init=start, n_init=1).fit(rows)
    assert mine.n_iter_ <= max(theirs.n_iter_, 2)
    assert mine.inertia_ == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("factor", [1e300, 1e-200])
def test_values_that_cannot_be_squared_are_told(factor: float) -> None:
    with pytest.raises(LearnerError, match="to square"):
        DaskKMeans(3).fit(da.from_array(X * factor, chunks=500))


def test_wrong_types_are_told() -> None:
    fitted = DaskKMeans(3, random_state=0).fit(X)
    rows = da.from_array(X, chunks=500)
    wrong = [
        lambda: DaskKMeans(3, random_state="a").fit(X),
        lambda: DaskKMeans(3, random_state=-1).fit(X),
        lambda: DaskKMeans(3, random_state=np.random.default_rng(0)).fit(X),
        lambda: DaskKMeans(3, client=5).fit(X),
        lambda: fitted.sample(rows, 0),
        lambda: fitted.sample(rows, 2.5),
        lambda: DaskKMeans(3).predict(X),
        lambda: trace_run(DaskKMeans(3), X),
        lambda: trace_run(KMeans(3).fit(X), X),
        lambda: DaskKMeans(3).fit(dd.from_pandas(pd.Series(X[:, 0]), npartitions=2)),
    ]
    for call in wrong:
        with pytest.raises(LearnerError):
            call()
    assert DaskKMeans(3, tol=np.float32(0.1), random_state=np.random.RandomState(0)).fit(X).n_iter_
