"""The 2-D view of data with any number of features, for drawing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from teachclust.checks import check_columns, image_shape_of
from teachclust.traces.frame import Floats
from teachclust.words import say

# Rows from which the principal directions are computed: enough for a picture, and it keeps the
# covariance of 60,000 images from costing more than the fit that is shown.
_PCA_ROWS = 5_000
# Points by which given distances are placed: the eigenvectors of more would take seconds.
_LANDMARKS = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A linear map to the plane: from feature space, or from the squares of given distances.

    Parameters
    ----------
    names : tuple of two str
        Names of the axes.
    origin : ndarray of shape (n_features,)
        The point that is drawn at (0, 0).
    axes : ndarray of shape (n_features, 2)
        Orthonormal columns: the directions drawn to the right and up.
    exact : bool
        True when the plane is the feature space itself, so that distances on it are true.
    projection_note : str
        How many features were projected, in plain words; empty when exact.
    squares : bool, default=False
        Whether points are given by their distances to all points, which are squared first.
    image_shape : pair of int, default=None
        Rows and columns of the picture that each row of the data is; None where it is none.
    """

    names: tuple[str, str]
    origin: Floats
    axes: Floats
    exact: bool
    projection_note: str
    squares: bool = False
    image_shape: tuple[int, int] | None = None

    def project(self, points: Floats) -> Floats:
        """Map points of shape (n, n_features) to shape (n, 2)."""
        known = points**2 if self.squares else points
        shifted: Floats = (known - self.origin) @ self.axes
        return shifted

    def inverse_transform(self, point: Floats, to: tuple[float, float]) -> Floats:
        """Move a point of feature space within the plane so that it is drawn at `to`."""
        here = self.project(point[np.newaxis])[0]
        moved: Floats = point + self.axes @ (np.asarray(to, dtype=float) - here)
        return moved


def make_view(
    X: Floats, feature_names: tuple[str, ...], columns: Any = None, image_shape: Any = None
) -> View:
    """Choose the plane in which X is drawn: `columns`, the two there are, or principal axes.

    Rows that are pictures (`image_shape`, by default what `image_shape_of` finds) are known as
    such by the view.
    """
    view = _plane_of(X, feature_names, columns)
    return replace(view, image_shape=image_shape_of(X, feature_names, image_shape))


def _plane_of(X: Floats, feature_names: tuple[str, ...], columns: Any) -> View:
    d = X.shape[1]
    drawn = check_columns(columns, feature_names)
    if drawn is not None:
        return _view_of_columns(d, feature_names, drawn)
    if d == 1:
        return View((feature_names[0], ""), np.zeros(1), np.array([[1.0, 0.0]]), True, "")
    if d == 2:
        return View((feature_names[0], feature_names[1]), np.zeros(2), np.eye(2), True, "")
    return _principal_view(X)


def view_of_distances(distances: Floats) -> View:
    """Return the plane that reproduces given distances as well as a plane can.

    The view takes rows of distances to the same points. Classical scaling (W. S. Torgerson,
    "Multidimensional scaling: I. Theory and method", Psychometrika 17, 1952): the two largest
    eigenvectors of the centered squared distances. Beyond 1,000 points it's computed from evenly
    spread ones, and the others are placed by their distances to these (V. de Silva and J. B.
    Tenenbaum, "Sparse multidimensional scaling using landmark points", 2004). Costs at most 1,000
    cubed multiplications.
    """
    n = len(distances)
    marks = np.unique(np.linspace(0, n - 1, min(n, _LANDMARKS)).astype(int))
    squares = distances[np.ix_(marks, marks)].astype(float) ** 2
    squares = (squares + squares.T) / 2
    means = squares.mean(axis=0)
    centered = -0.5 * (squares - means - means[:, np.newaxis] + means.mean())
    values, vectors = np.linalg.eigh(centered)
    first, vectors = values[[-1, -2]], vectors[:, [-1, -2]]
    vectors = vectors * np.sign(vectors[np.abs(vectors).argmax(axis=0), [0, 1]])
    # points on a line have no second direction, nor have distances that no plane can hold
    worth = first > 1e-9 * max(float(values[-1]), np.finfo(float).tiny)
    scales = np.where(worth, np.sqrt(np.where(worth, first, 1.0)), np.inf)
    origin, axes = np.zeros(n), np.zeros((n, 2))
    origin[marks], axes[marks] = means, -0.5 * vectors / scales
    share = 100 * first[worth].sum() / np.abs(values).sum() if worth.any() else 100.0
    names = (say("view.scaled.x"), say("view.scaled.y"))
    projection_note = say("view.distances", n=f"{n:,}", share=f"{share:.0f}")
    return View(names, origin, axes, False, projection_note, squares=True)


def _view_of_columns(d: int, names: tuple[str, ...], columns: tuple[int, int]) -> View:
    first, second = columns
    axes = np.zeros((d, 2))
    axes[first, 0] = axes[second, 1] = 1.0
    projection_note = say("view.columns", d=d) if d > 2 else ""
    return View((names[first], names[second]), np.zeros(d), axes, d == 2, projection_note)


def _principal_view(X: Floats) -> View:
    d = X.shape[1]
    rows = X[:: max(1, len(X) // _PCA_ROWS)].astype(float)
    origin = rows.mean(axis=0)
    variances, directions = np.linalg.eigh(np.atleast_2d(np.cov(rows, rowvar=False)))
    axes = directions[:, [-1, -2]]
    # the sign of a principal direction is arbitrary: fix it, so that a picture is the same twice
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), [0, 1]])
    total = float(variances.sum())
    share = 100 * float(variances[-2:].sum()) / total if total > 0 else 100.0
    return View(("PC 1", "PC 2"), origin, axes, False, say("view.pca", d=d, share=f"{share:.0f}"))


def in_the_box(maps: Floats, points: Floats) -> Floats:
    """Scale two columns of an embedding into the box that the points take on the plane.

    Columns that vary go before those that don't: the first eigenvector is constant when the graph
    is connected. A column that does not vary stays in the middle.
    """
    low, high = points.min(axis=0), points.max(axis=0)
    flat = high - low <= 0  # one feature only: the box has no height
    room = (high - low).max() / 4
    low, high = np.where(flat, low - room, low), np.where(flat, high + room, high)
    varies = np.ptp(maps, axis=0) > 1e-6 * np.abs(maps).max(axis=0)
    order = np.argsort(~varies, kind="stable")[:2]
    embedding = np.tile((low + high) / 2, (len(maps), 1))
    for axis, column in enumerate(order):
        if varies[column]:
            values = maps[:, column] - maps[:, column].min()
            embedding[:, axis] = low[axis] + values / values.max() * (high - low)[axis]
    return embedding
