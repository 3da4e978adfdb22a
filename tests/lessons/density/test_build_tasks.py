"""density-build: shapes that DBSCAN follows and k-means cuts."""

from __future__ import annotations

import numpy as np
from build_samples import blob, drawn, line, seen


def test_two_lines_solve_it() -> None:
    rows = [line((4.0, 3.0), (9.0, 3.0), 20), line((2.0, 5.0), (9.0, 5.0), 26)]
    joined = [line((5.0, 5.4), (5.0, 7.7), 8)]
    w = drawn("density-build", *rows, *joined)
    assert w.solved, w.task["conditions"]


def test_a_ring_around_a_blob_solves_it() -> None:
    turn = np.linspace(0, 2 * np.pi, 50, endpoint=False)
    ring = np.column_stack([5 + 4 * np.cos(turn), 5 + 4 * np.sin(turn)])
    w = drawn("density-build", blob((5, 5), 12, 0, 0.2), ring)
    assert seen(w)[2] is False  # the first five points are a third cluster
    w = drawn("density-build", line((2.8, 3.4), (4.6, 4.8), 7), blob((5, 5), 12, 0, 0.2), ring)
    assert seen(w)[0]


def test_two_blobs_do_not() -> None:
    w = drawn("density-build", blob((2.8, 3.0), 15, 0, 0.2), blob((5.0, 8.0), 15, 1, 0.2))
    assert seen(w) == [True, True, False]
    assert seen(drawn("density-build")) == [False, False, False]
