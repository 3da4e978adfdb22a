"""blobs-place: centers placed by eye. blobs-build: a start from which k-means gets stuck."""

from __future__ import annotations

import numpy as np
import pytest
from build_samples import ask, seen
from sklearn.cluster import KMeans

from teachclust.datasets import load_blobs
from teachclust.lessons.building import build

X = load_blobs().data
BEST = KMeans(4, n_init=50, random_state=0).fit(X)


def place(key: str, centers: object) -> object:
    w = build(key)
    for cluster, to in enumerate(np.asarray(centers, dtype=float).tolist()):
        ask(w, "center_move", cluster=cluster, to=to)
    return w


@pytest.mark.parametrize("seed", range(40))
def test_it_is_solved_exactly_where_the_fit_from_these_centers_is_worse(seed: int) -> None:
    centers = X[np.random.default_rng(seed).choice(len(X), 4, replace=False)]
    ends = KMeans(4, init=centers, n_init=1).fit(X).inertia_
    w = place("blobs-build", centers)
    assert w.current.objective == pytest.approx(ends)
    assert seen(w) == [True, ends >= 1.2 * BEST.inertia_]


def test_the_start_is_not_stuck_and_its_centers_can_be_dragged_at_once() -> None:
    w = build("blobs-build")
    assert seen(w) == [True, False]
    assert w.trace["head"]["placing"]
    assert np.isfinite(w.current[w.step].values["centers"]).all()
    ask(w, "center_add", to=[0.0, 0.0])
    assert not seen(w)[0]


@pytest.mark.parametrize("off", [0.0, 0.15, 0.5, 1.0])
def test_centers_near_the_means_solve_placing_and_others_do_not(off: float) -> None:
    centers = BEST.cluster_centers_ + np.array([off, 0.0])
    total = ((X[:, None] - centers) ** 2).sum(axis=2).min(axis=1).sum()
    w = place("blobs-place", centers)
    assert w.current.objective == pytest.approx(total)
    assert seen(w) == [True, total <= 240]
    assert (total <= 240) == (off < 0.3)


def test_nothing_but_a_hand_moves_what_is_placed() -> None:
    w = build("blobs-place")
    assert [frame.kind for frame in w.current.frames] == ["show", "seed", "assign"]
    assert w.step == w.last_step
    assert not w.solved
    assert not any("mean" in line.text for line in w.current.code)
