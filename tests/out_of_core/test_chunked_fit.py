"""A fit in chunks is that of partial_fit, interrupted or not, from any source."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn.cluster import DBSCAN, Birch, MiniBatchKMeans
from sklearn.linear_model import LinearRegression
from sklearn.neighbors import KNeighborsClassifier

from teachclust.errors import LearnerError
from teachclust.out_of_core import fit_in_chunks, predict_in_chunks

X = np.random.default_rng(1).normal(size=(3000, 4))


def _by_hand(n_passes: int = 1, rows: int = 400, seed: int = 0) -> MiniBatchKMeans:
    model = MiniBatchKMeans(6, random_state=seed)
    for _ in range(n_passes):
        for start in range(0, len(X), rows):
            model.partial_fit(X[start : start + rows])
    return model


class _Stop:
    """Stops at some chunk, as Ctrl-C does."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, done: int, total: int, text: str) -> None:
        self.left -= 1
        if not self.left:
            raise KeyboardInterrupt


@pytest.mark.parametrize("n_passes", [1, 3])
@pytest.mark.parametrize("seed", [0, 1])
def test_it_is_partial_fit(n_passes: int, seed: int) -> None:
    told: list[tuple[int, int]] = []
    done = fit_in_chunks(
        MiniBatchKMeans(6, random_state=seed), X, chunk_rows=400, n_passes=n_passes,
        progress=lambda now, total, text: told.append((now, total)),
    )  # fmt: skip
    wanted = _by_hand(n_passes, seed=seed)
    np.testing.assert_array_equal(done.estimator.cluster_centers_, wanted.cluster_centers_)
    assert done.finished
    assert done.n_rows == 3000 * n_passes
    assert told[-1] == (3000 * n_passes, 3000 * n_passes)


@pytest.mark.parametrize("at", [1, 5, 8, 9, 15])
def test_interrupted_and_resumed_it_is_the_same(at: int, tmp_path: Path) -> None:
    wanted = _by_hand(2).cluster_centers_
    model = MiniBatchKMeans(6, random_state=0)
    stopped = fit_in_chunks(model, X, chunk_rows=400, n_passes=2, progress=_Stop(at))
    assert not stopped.finished
    assert "resume()" in repr(stopped)
    resumed = stopped.resume()
    assert resumed.finished
    np.testing.assert_array_equal(resumed.estimator.cluster_centers_, wanted)
    kept = tmp_path / "fit.npz"
    again = {"chunk_rows": 400, "n_passes": 2, "checkpoint": kept}
    fit_in_chunks(model, X, progress=_Stop(at), **again)
    assert kept.is_file()
    finished = fit_in_chunks(model, X, **again)
    np.testing.assert_array_equal(finished.estimator.cluster_centers_, wanted)
    assert finished.n_rows == 6000
    assert not list(tmp_path.iterdir())


def test_an_interrupt_within_a_chunk_leaves_whole_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    learn = MiniBatchKMeans.partial_fit

    def broken(self: MiniBatchKMeans, block: np.ndarray, *args: object) -> object:
        nonlocal calls
        calls += 1
        learn(self, block)
        if calls == 3:
            raise KeyboardInterrupt
        return self

    monkeypatch.setattr(MiniBatchKMeans, "partial_fit", broken)
    stopped = fit_in_chunks(MiniBatchKMeans(6, random_state=0), X, chunk_rows=400)
    assert stopped.n_rows == 800
    monkeypatch.undo()
    np.testing.assert_array_equal(
        stopped.resume().estimator.cluster_centers_, _by_hand().cluster_centers_
    )


def test_without_a_seed_the_checkpoint_keeps_the_one_that_was_drawn(tmp_path: Path) -> None:
    kept = tmp_path / "fit.npz"
    model = MiniBatchKMeans(6)
    fit_in_chunks(model, X, chunk_rows=400, progress=_Stop(2), checkpoint=kept)
    done = fit_in_chunks(model, X, chunk_rows=400, checkpoint=kept)
    seed = done.estimator.random_state
    np.testing.assert_array_equal(
        done.estimator.cluster_centers_, _by_hand(seed=seed).cluster_centers_
    )


def test_a_broken_row_loses_nothing_that_was_learned(tmp_path: Path) -> None:
    kept, broken = tmp_path / "fit.npz", X.copy()
    broken[1300, 0] = np.inf
    how = {"chunk_rows": 400, "checkpoint": kept}
    with pytest.raises(LearnerError, match="missing or infinite"):
        fit_in_chunks(MiniBatchKMeans(6, random_state=0), broken, **how)
    done = fit_in_chunks(MiniBatchKMeans(6, random_state=0), X, **how)
    np.testing.assert_array_equal(done.estimator.cluster_centers_, _by_hand().cluster_centers_)


def test_a_checkpoint_of_another_fit_is_refused(tmp_path: Path) -> None:
    kept = tmp_path / "fit.npz"
    fit_in_chunks(
        MiniBatchKMeans(6, random_state=0), X, chunk_rows=400, progress=_Stop(2), checkpoint=kept
    )
    others = [
        (MiniBatchKMeans(5, random_state=0), X, 400),
        (MiniBatchKMeans(6, random_state=1), X, 400),
        (MiniBatchKMeans(6, random_state=0), X, 300),
        (MiniBatchKMeans(6, random_state=0), X[:, :3], 400),
        (MiniBatchKMeans(6, random_state=0), X[:2000], 400),
    ]
    for model, rows, chunk_rows in others:
        with pytest.raises(LearnerError, match="another fit"):
            fit_in_chunks(model, rows, chunk_rows=chunk_rows, checkpoint=kept)
    assert kept.is_file()  # nothing is lost


def test_what_cannot_be_fitted_in_chunks_is_told(tmp_path: Path) -> None:
    with pytest.raises(LearnerError, match="can't learn in parts"):
        fit_in_chunks(DBSCAN(), X)
    with pytest.raises(LearnerError, match="5 rows for 6 clusters"):
        fit_in_chunks(MiniBatchKMeans(6), X, chunk_rows=5)
    with pytest.raises(LearnerError, match="n_passes"):
        fit_in_chunks(MiniBatchKMeans(6), X, n_passes=0)
    assert fit_in_chunks(Birch(n_clusters=4), X, chunk_rows=1000).finished
    with pytest.raises(LearnerError, match="can't be kept in a checkpoint"):
        fit_in_chunks(
            Birch(), X, chunk_rows=1000, progress=_Stop(1), checkpoint=tmp_path / "fit.npz"
        )


def test_labels_are_written_chunk_by_chunk(tmp_path: Path) -> None:
    model = _by_hand()
    labels = predict_in_chunks(model, X, tmp_path / "labels.npy", chunk_rows=700)
    np.testing.assert_array_equal(labels, model.predict(X))
    assert [one.name for one in tmp_path.iterdir()] == ["labels.npy"]
    with pytest.raises(LearnerError, match=r"\.npy file"):
        predict_in_chunks(model, X, tmp_path / "labels.txt")
    with pytest.raises(LearnerError):
        predict_in_chunks(MiniBatchKMeans(3), X, tmp_path / "other.npy")


def test_neither_dask_nor_pandas_files_are_needed() -> None:
    script = (
        "import sys, numpy as np; from sklearn.cluster import MiniBatchKMeans; "
        "from teachclust.out_of_core import fit_in_chunks; "
        "fit_in_chunks(MiniBatchKMeans(2), np.eye(9)); "
        "print([m for m in ('dask', 'distributed', 'pyarrow.parquet') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_labels_are_never_written_over_the_rows(tmp_path: Path) -> None:
    np.save(tmp_path / "rows.npy", X)
    model, before = _by_hand(), (tmp_path / "rows.npy").read_bytes()
    mapped = np.load(tmp_path / "rows.npy", mmap_mode="r")
    for source in (tmp_path / "rows.npy", mapped):
        with pytest.raises(LearnerError, match="over the rows"):
            predict_in_chunks(model, source, tmp_path / "rows.npy")
    assert (tmp_path / "rows.npy").read_bytes() == before


def test_an_interrupt_leaves_the_older_labels(tmp_path: Path) -> None:
    target = tmp_path / "labels.npy"
    predict_in_chunks(_by_hand(), X, target, chunk_rows=400)
    before = target.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        predict_in_chunks(_by_hand(), X, target, chunk_rows=400, progress=_Stop(3))
    assert target.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["labels.npy"]


def test_what_predicts_no_clusters_is_told(tmp_path: Path) -> None:
    for model in (
        LinearRegression().fit(X, X[:, 0]),
        KNeighborsClassifier().fit(X, np.where(X[:, 0] > 0, "a", "b")),
    ):
        with pytest.raises(LearnerError, match="doesn't predict clusters"):
            predict_in_chunks(model, X, tmp_path / "labels.npy")
    for given in (5, None):
        with pytest.raises(LearnerError, match="must be a path"):
            predict_in_chunks(_by_hand(), X, given)
    with pytest.raises(LearnerError, match="must be a path"):
        fit_in_chunks(MiniBatchKMeans(3), X, checkpoint=5)


def test_a_generator_as_seed_is_resumed_and_other_rows_are_not(tmp_path: Path) -> None:
    kept = tmp_path / "fit.npz"

    def fit(rows: np.ndarray, seed: int = 0, **how: object) -> object:
        model = MiniBatchKMeans(6, random_state=np.random.RandomState(seed))
        return fit_in_chunks(model, rows, chunk_rows=400, checkpoint=kept, **how)

    fit(X, progress=_Stop(3))
    with pytest.raises(LearnerError, match="another fit") as caught:
        fit(X, seed=1)
    assert "random_state" in str(caught.value)
    with pytest.raises(LearnerError, match="first rows"):
        fit(3 * X[::-1] + 1)
    wanted = MiniBatchKMeans(6, random_state=np.random.RandomState(0))
    for start in range(0, len(X), 400):
        wanted.partial_fit(X[start : start + 400])
    np.testing.assert_array_equal(fit(X).estimator.cluster_centers_, wanted.cluster_centers_)
    starts = np.random.default_rng(0).normal(size=(400, 4))
    other = starts.copy()
    other[200] += 1
    how = {"chunk_rows": 1000, "checkpoint": kept}
    fit_in_chunks(MiniBatchKMeans(400, init=starts, n_init=1), X, progress=_Stop(1), **how)
    with pytest.raises(LearnerError, match="another fit") as caught:
        fit_in_chunks(MiniBatchKMeans(400, init=other, n_init=1), X, **how)
    assert "init is" in str(caught.value)
    assert "unlink" not in str(caught.value)
