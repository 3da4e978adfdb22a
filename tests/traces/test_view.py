"""The plane in which given distances are drawn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA
from sklearn.metrics import pairwise_distances

from teachclust.traces import view as module
from teachclust.traces.view import in_the_box, make_view, view_of_distances


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
    assert "100 %" in view.projection_note
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
    assert "18 %" in view.projection_note  # 2 of 11 equal directions
    far = np.array([[0, 1, 9.0], [1, 0, 1], [9, 1, 0]])  # no triangle
    assert np.isfinite(view_of_distances(far).project(far)).all()


def test_one_and_two_features_are_drawn_as_they_are() -> None:
    X = np.array([[1.0, 5.0], [3.0, 2.0]])
    plane = make_view(X, ("a", "b"))
    assert (plane.names, plane.exact, plane.projection_note) == (("a", "b"), True, "")
    assert plane.project(X).tolist() == X.tolist()
    turned = make_view(X, ("a", "b"), ("b", 0))
    assert (turned.names, turned.exact, turned.projection_note) == (("b", "a"), True, "")
    assert turned.project(X).tolist() == X[:, ::-1].tolist()
    line = make_view(X[:, :1], ("a",))
    assert (line.names, line.exact) == (("a", ""), True)
    assert line.project(X[:, :1]).tolist() == [[1, 0], [3, 0]]


@pytest.mark.parametrize("seed", range(5))
def test_more_features_are_drawn_by_the_first_two_principal_components(seed: int) -> None:
    X = np.random.default_rng(seed).normal(size=(30, 4)) * [1, 5, 2, 3] + 7
    view = make_view(X, tuple("abcd"))
    oracle = PCA(2).fit(X)
    places, wanted = view.project(X), oracle.transform(X)
    signs = np.sign(places[0] * wanted[0])
    np.testing.assert_allclose(places, wanted * signs, atol=1e-9)
    assert f"{100 * oracle.explained_variance_ratio_.sum():.0f} %" in view.projection_note
    assert not view.exact
    # the largest part of each direction is positive, so that a picture is the same twice
    assert (view.axes[np.abs(view.axes).argmax(axis=0), [0, 1]] > 0).all()
    moved = view.inverse_transform(X[3], (1.5, -2.0))
    np.testing.assert_allclose(view.project(moved[np.newaxis])[0], [1.5, -2.0], atol=1e-9)
    # within the plane: what is not drawn stays
    rest = np.eye(4) - view.axes @ view.axes.T
    np.testing.assert_allclose(rest @ moved, rest @ X[3], atol=1e-9)


def test_two_of_many_features_are_drawn_as_they_are() -> None:
    X = np.arange(12.0).reshape(4, 3)
    view = make_view(X, tuple("abc"), ("c", "a"))
    assert view.names == ("c", "a")
    assert view.project(X).tolist() == X[:, [2, 0]].tolist()
    assert not view.exact
    assert "3" in view.projection_note


def test_a_single_place_is_drawn_whole() -> None:
    assert "100 %" in make_view(np.ones((3, 3)), tuple("abc")).projection_note
    assert "100 %" in view_of_distances(np.zeros((3, 3))).projection_note


def test_distances_that_are_not_symmetric_are_evened_out() -> None:
    D = np.array([[0, 3.0, 4], [3, 0, 5], [4, 5, 0]])
    uneven = np.sqrt(D**2 + np.array([[0, 1, 1], [-1, 0, 1], [-1, -1, 0]]))
    np.testing.assert_allclose(view_of_distances(uneven).axes, view_of_distances(D).axes)


def test_an_embedding_fills_the_box_of_the_points() -> None:
    points = np.array([[0.0, 10.0], [4.0, 30.0]])
    maps = np.array([[1.0, -1.0, 5.0], [1.0, 3.0, 5.5], [1.0, 1.0, 6.0]])
    # the constant column comes last
    np.testing.assert_allclose(in_the_box(maps, points), [[0, 10], [4, 20], [2, 30]])
    # a column that does not vary stays in the middle
    np.testing.assert_allclose(in_the_box(maps[:, :2], points), [[0, 20], [4, 20], [2, 20]])
    # one feature: the box is half as high as it is wide
    flat = np.array([[0.0, 5.0], [8.0, 5.0]])
    np.testing.assert_allclose(in_the_box(maps[:, 1:], flat), [[0, 3], [8, 5], [4, 7]])
