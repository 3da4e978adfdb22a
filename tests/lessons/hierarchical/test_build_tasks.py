"""Where k-means fails and single linkage doesn't, and the other way round."""

from __future__ import annotations

import numpy as np
from build_samples import ask, blob, drawn, line, seen


def test_two_long_groups_solve_it() -> None:
    rows = [line((2.5, y), (9.5, y), 15) for y in (2, 6)]
    w = drawn("hierarchical-build", *rows)
    assert w.solved, w.task["conditions"]


def test_round_groups_do_not_and_neither_does_a_cloud() -> None:
    w = drawn("hierarchical-build", blob((1.5, 2), 6), blob((1.5, 6), 6, 1))
    assert seen(w) == [True, True, False]
    assert seen(drawn("hierarchical-build", blob((5, 5), 60, 2, 3.0)))[1] is False
    assert seen(drawn("hierarchical-build")) == [False, False, False]


def test_a_bridge_joins_them() -> None:
    w = drawn("hierarchical-bridge", line((2.7, 5.0), (7.4, 5.0), 12))
    assert w.solved, w.task["conditions"]


def test_a_cloud_is_too_much_and_changed_points_do_not_count() -> None:
    w = drawn("hierarchical-bridge", line((2.7, 5.0), (7.4, 5.0), 30))
    assert seen(w)[:2] == [False, True]
    w = drawn("hierarchical-bridge", line((2.7, 5.0), (7.4, 5.0), 12))
    ask(w, "point_move", index=3, to=[9.0, 9.0])
    assert seen(w)[0] is False
    ask(w, "points_delete", index=list(range(20)))
    assert seen(w) == [False, False, False]
    assert np.isfinite(w.current.X).all()
