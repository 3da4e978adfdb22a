"""The plane in which given distances are drawn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import pairwise_distances

from teachclust.traces import view as module
from teachclust.traces.view import view_of_distances


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 40), st.booleans())
def test_distances_of_a_plane_are_kept(seed: int, n: int, landmarks: bool) -> None:
    X = np.random.default_rng(seed).normal(size=(n, 2)) * [5, 1]
    D = pairwise_distances(X)
    with pytest.MonkeyPatch.context() as patch:
        if landmarks:
            patch.setattr(module, "_LANDMARKS", max(4, n // 2))
        view = view_of_distances(D)
    assert pairwise_distances(view.project(D)) == pytest.approx(D, abs=1e-6)
    assert "100 %" in view.sentence
    assert not view.exact


def test_points_on_a_line_have_one_direction() -> None:
    x = np.array([0.0, 1.0, 4.0, 9.0])
    places = view_of_distances(np.abs(x - x[:, np.newaxis])).project(np.abs(x - x[:, np.newaxis]))
    assert np.ptp(places[:, 0]) == pytest.approx(9)
    assert (places[:, 1] == 0).all()


def test_distances_that_no_plane_holds_are_finite_and_say_how_much_is_kept() -> None:
    D = 1.0 - np.eye(12)
    view = view_of_distances(D)
    assert np.isfinite(view.project(D)).all()
    assert "18 %" in view.sentence  # 2 of 11 equal directions
    far = np.array([[0, 1, 9.0], [1, 0, 1], [9, 1, 0]])  # no triangle
    assert np.isfinite(view_of_distances(far).project(far)).all()
