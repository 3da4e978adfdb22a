"""blobs-build: a start from which k-means gets stuck."""

from __future__ import annotations

import numpy as np
import pytest
from build_samples import ask, seen
from sklearn.cluster import KMeans

from teachclust.datasets import load_blobs
from teachclust.lessons.building import build

X = load_blobs().data


def place(centers: object) -> object:
    w = build("blobs-build")
    w.step = w.last_step
    for cluster, to in enumerate(np.asarray(centers, dtype=float).tolist()):
        ask(w, "center_move", cluster=cluster, to=to)
        w.step = 0
    return w


@pytest.mark.parametrize("seed", range(40))
def test_it_is_solved_exactly_where_the_fit_from_these_centers_is_worse(seed: int) -> None:
    centers = X[np.random.default_rng(seed).choice(len(X), 4, replace=False)]
    best = KMeans(4, n_init=50, random_state=0).fit(X).inertia_
    ends = KMeans(4, init=centers, n_init=1).fit(X).inertia_
    w = place(centers)
    assert w.current.objective == pytest.approx(ends)
    assert seen(w) == [True, True, ends >= 1.2 * best]


def test_the_start_is_not_stuck_and_centers_are_the_learners_to_place() -> None:
    w = build("blobs-build")
    assert seen(w) == [False, True, False]
    assert w.trace["head"]["placing"]
    ask(w, "center_add", to=[0.0, 0.0])
    assert seen(w)[:2] == [True, False]
