"""which-build: groups that k-means finds and single linkage doesn't."""

from __future__ import annotations

from build_samples import blob, drawn, line, seen


def test_two_blobs_with_a_bridge_and_a_stray_solve_it() -> None:
    rows = [blob((2.3, 5.0), 12, 0, 0.2), blob((8.0, 5.0), 12, 1, 0.2)]
    w = drawn("which-build", *rows, line((2.8, 5.0), (7.6, 5.0), 18), [[8.0, 9.5]])
    assert w.solved, w.task["conditions"]


def test_two_blobs_alone_do_not() -> None:
    w = drawn("which-build", blob((2.3, 5.0), 12, 0, 0.2), blob((8.0, 5.0), 12, 1, 0.2))
    assert seen(w) == [True, True, True, False]


def test_one_crowd_in_two_halves_is_not_two_groups() -> None:
    w = drawn("which-build", blob((5.0, 5.0), 30, 2, 1.0), [[9.5, 9.5]])
    assert seen(w)[2] is False


def test_a_long_group_that_k_means_cuts_does_not_count_as_one() -> None:
    w = drawn("which-build", blob((2.3, 5.0), 30, 0, 0.2))
    assert seen(w) == [True, False, False, False]
    assert seen(drawn("which-build")) == [False] * 4
