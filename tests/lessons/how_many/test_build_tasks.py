"""how-build: three groups of which the silhouette sees two."""

from __future__ import annotations

from build_samples import ask, blob, drawn, line, seen


def test_two_near_groups_and_a_far_one_solve_it() -> None:
    w = drawn("how-build", [(1.2, 1.0), (1.5, 0.8), (8.2, 8.2), (8.4, 8.0), (8.1, 7.6)])
    assert seen(w) == [False, False]
    ask(w, "point_move", index=2, to=[1.6, 3.1])
    ask(w, "point_move", index=3, to=[2.1, 3.4])
    ask(w, "points_add", to=[[1.6, 3.3], [2.0, 3.5]])
    assert w.solved, w.task["conditions"]


def test_three_groups_far_apart_and_one_line_do_not() -> None:
    far = [[(1.2, 1.0), (1.5, 0.8)], [(8.2, 8.2), (8.0, 7.6)], blob((9, 1), 8, 2, 0.2)]
    assert seen(drawn("how-build", *far))[1] is False
    assert seen(drawn("how-build", line((1, 1), (9, 9), 20)))[0] is False
