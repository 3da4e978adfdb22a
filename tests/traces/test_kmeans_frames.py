"""What a k-means trace tells: seeding draw by draw, runs, captions, names."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.cluster import KMeans, kmeans_plusplus
from sklearn.datasets import make_blobs
from strategies import continuous

from teachclust.errors import LearnerError
from teachclust.traces import trace


@pytest.fixture(scope="module")
def blobs() -> np.ndarray:
    return make_blobs(300, centers=4, random_state=0, cluster_std=0.60)[0]


def test_seeding_is_shown_draw_by_draw(blobs: np.ndarray) -> None:
    seeds = [f for f in trace(KMeans(4, random_state=0), blobs) if f.kind == "seed"]
    _, indices = kmeans_plusplus(blobs - blobs.mean(axis=0), 4, random_state=0)
    assert [f.values["points"][0] for f in seeds] == indices.tolist()
    for j, frame in enumerate(seeds):
        centers = frame.values["centers"]
        assert np.isfinite(centers[: j + 1]).all()
        assert np.isnan(centers[j + 1 :]).all()
        nearest = ((blobs[:, None] - centers[None, : j + 1]) ** 2).sum(axis=2).min(axis=1)
        np.testing.assert_allclose(frame.values["weights"], nearest, atol=1e-12)


def test_half_steps_alternate(blobs: np.ndarray) -> None:
    kinds = [f.kind for f in trace(KMeans(4, init="random", n_init=1, random_state=2), blobs)]
    assert kinds[:2] == ["show", "seed"]
    assert kinds[-1] == "stop"
    middle = kinds[2:-1]
    assert all(kind == ("assign" if i % 2 == 0 else "update") for i, kind in enumerate(middle))


def test_all_runs_are_kept_and_the_best_is_shown(blobs: np.ndarray) -> None:
    traced = trace(KMeans(4, init="random", n_init=10, random_state=1), blobs)
    assert len(traced.runs) == 10
    best = [run for run in traced.runs if run.best]
    assert len(best) == 1
    assert best[0].objective == traced.objective
    assert best[0].objective <= min(run.objective for run in traced.runs) * (1 + 1e-12)
    assert max(run.objective for run in traced.runs) > traced.objective * 1.1


@given(continuous(), st.integers(0, 99))
def test_captions_are_sentences(X: np.ndarray, seed: int) -> None:
    for frame in trace(KMeans(min(5, len(X)), random_state=seed), X):
        assert frame.caption.endswith(".")
        assert len(frame.caption) < 120
        assert frame.caption.split(":")[0].lower() == frame.kind


def test_names_and_index_of_a_frame_are_kept(blobs: np.ndarray) -> None:
    table = pd.DataFrame(blobs, columns=["width", "height"], index=[f"r{i}" for i in range(300)])
    traced = trace(KMeans(4, random_state=0), table.sample(frac=1, random_state=0))
    assert traced.feature_names == ("width", "height")
    labels = traced.labels_series()
    fitted = KMeans(4, random_state=0).fit(table.sample(frac=1, random_state=0))
    assert labels.index[0] == table.sample(frac=1, random_state=0).index[0]
    np.testing.assert_array_equal(labels.to_numpy(), fitted.labels_)
    assert list(traced.table().columns) == ["kind", "iteration", "inertia", "caption"]


def test_a_seed_is_drawn_shown_and_kept(blobs: np.ndarray) -> None:
    first = trace(KMeans(4), blobs)
    seed = first.params["random_state"]
    assert isinstance(seed, int)
    again = trace(KMeans(4, random_state=seed), blobs)
    np.testing.assert_array_equal(first.labels, again.labels)
    assert [f.caption for f in first] == [f.caption for f in again]


def test_many_features_are_seen_from_two_directions() -> None:
    X = np.random.default_rng(0).normal(size=(60, 5)) * [9, 5, 1, 1, 1]
    traced = trace(KMeans(3, random_state=0), X)
    view = traced.view
    assert not view.exact
    assert "5 features" in view.sentence
    moved = view.inverse_transform(X[0], (1.0, 2.0))
    np.testing.assert_allclose(view.project(moved[None])[0], [1.0, 2.0])
    picked = trace(KMeans(3, random_state=0), X, columns=("x1", "x3"))
    np.testing.assert_array_equal(picked.view.project(X), X[:, [0, 2]])


@pytest.mark.parametrize(
    ("params", "word"),
    [
        ({"n_clusters": 0}, "n_clusters"),
        ({"n_clusters": 301}, "n_clusters"),
        ({"n_clusters": "3"}, "n_clusters"),
        ({"n_clusters": 2.0}, "n_clusters"),
        ({"init": "kmeans"}, "'kmeans'"),
        ({"n_init": 0}, "n_init"),
        ({"max_iter": 0}, "max_iter"),
        ({"tol": -1}, "tol"),
    ],
)
def test_bad_parameters_are_named_with_a_line_that_mends(
    blobs: np.ndarray, params: dict[str, object], word: str
) -> None:
    with pytest.raises(LearnerError, match=word) as caught:
        trace(KMeans(**{"n_clusters": 4, "random_state": 0, **params}), blobs)
    assert len(str(caught.value).splitlines()) <= 3
    scope = {"KMeans": KMeans}
    exec(f"mended = {caught.value.fix}", scope)
    mended = scope["mended"]
    estimator = mended if isinstance(mended, KMeans) else KMeans(mended)
    assert len(trace(estimator, blobs)) > 3


def test_wrong_estimators_are_refused(blobs: np.ndarray) -> None:
    from sklearn.decomposition import PCA

    with pytest.raises(LearnerError, match="can't be watched"):
        trace(PCA(), blobs)
    with pytest.raises(LearnerError, match="is a class"):
        trace(KMeans, blobs)
    with pytest.raises(LearnerError, match="can't be watched"):
        trace("KMeans", blobs)
