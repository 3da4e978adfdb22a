"""mixtures-build: long groups that a mixture describes and k-means cuts."""

from __future__ import annotations

import numpy as np
from build_samples import blob, drawn, seen


def long(y: float, seed: int) -> object:
    rng = np.random.default_rng(seed)
    return np.column_stack([rng.uniform(0.5, 9.5, 25), rng.normal(y, 0.2, 25)])


def test_two_long_groups_solve_it() -> None:
    w = drawn("mixtures-build", long(3.5, 0), long(6.5, 1))
    assert w.solved, w.task["conditions"]


def test_two_round_groups_do_not() -> None:
    w = drawn("mixtures-build", blob((5.0, 3.5), 15, 0, 0.25), blob((5.0, 6.5), 15, 1, 0.25))
    assert seen(w)[3] is False
    assert not w.solved
