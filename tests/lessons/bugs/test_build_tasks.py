"""bugs-build: groups that are clearly apart, and one start that doesn't find them."""

from __future__ import annotations

import numpy as np
from build_samples import blob, drawn, seen
from sklearn.cluster import KMeans

CORNERS = ((2, 2), (8, 2), (2, 8), (8, 8))


def test_four_corners_refute_the_sentence_within_a_few_strokes() -> None:
    strokes = [blob(center, 7, seed) for seed, center in enumerate(CORNERS)]
    for more in range(8):
        w = drawn("bugs-build", *strokes)
        assert seen(w)[:2] == [True, True]
        if w.solved:
            break
        strokes.append(blob(CORNERS[more % 4], 3, 10 + more))
    assert w.solved
    X = w.current.X
    one = KMeans(4, init="random", n_init=1, random_state=0).fit(X).inertia_
    assert one >= 1.5 * KMeans(4, n_init=30, random_state=1).fit(X).inertia_


def test_points_without_groups_do_not() -> None:
    assert seen(drawn("bugs-build")) == [False, False, False]
    spread = np.random.default_rng(0).uniform(0, 10, (60, 2))
    assert seen(drawn("bugs-build", spread))[:2] == [True, False]
