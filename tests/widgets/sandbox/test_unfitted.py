"""Points without a fit: one frame, the reason in its caption, and the controls stay."""

from __future__ import annotations

import numpy as np
from sklearn.cluster import KMeans

from teachclust.errors import LearnerError
from teachclust.traces import trace
from teachclust.traces.registry import ALGORITHMS
from teachclust.widgets.controls import controls_of
from teachclust.widgets.sandbox.unfitted import is_unfitted, unfitted

SPEC = ALGORITHMS["KMeans"]
MODEL = KMeans(3, random_state=0)


def test_it_says_why_there_is_no_fit() -> None:
    error = LearnerError("Too few." * 40, where="X", why="Because.", fix="more")
    shown = unfitted(SPEC, MODEL, np.ones((2, 2)), error)
    assert is_unfitted(shown)
    assert len(shown) == 1
    assert shown.last.caption.startswith("Not fitted: Too few.")
    assert len(shown.last.caption) < 120
    assert shown.notices == ("X", "Because.")
    assert controls_of(MODEL, shown)[0]["name"] == "n_clusters"
    assert not shown.spec.places_centers


def test_no_points_are_no_error() -> None:
    shown = unfitted(SPEC, MODEL, np.empty((0, 2)), None)
    assert shown.last.caption.startswith("No points yet")
    assert shown.notices == ()


def test_a_fit_is_one() -> None:
    assert not is_unfitted(trace(MODEL, np.arange(10.0).reshape(5, 2)))
