"""start-build: three groups that k-means finds."""

from __future__ import annotations

from build_samples import blob, drawn, line, seen


def test_three_groups_solve_it() -> None:
    groups = [blob(at, 6, seed) for seed, at in enumerate([(2, 2), (7.7, 2.8), (5.2, 7.8)])]
    assert drawn("start-build", *groups).solved


def test_small_groups_and_a_cloud_do_not() -> None:
    assert seen(drawn("start-build")) == [False, True]
    assert seen(drawn("start-build", blob((5, 4), 60, spread=2.0))) == [True, False]
    assert seen(drawn("start-build", line((1, 1), (9, 9), 40))) == [True, False]
