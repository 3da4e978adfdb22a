"""How k-means chooses its first centers, draw by draw, with scikit-learn's own random numbers."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import numpy as np

# the function that a fit calls: the public one refuses data so wide that squares overflow
from sklearn.cluster._kmeans import _kmeans_plusplus
from sklearn.utils import check_array

from teachclust.checks import display_name
from teachclust.errors import LearnerError
from teachclust.starts import StartName, start_name
from teachclust.traces.frame import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """First centers (centered data) and where they came from.

    ``indices`` are the drawn points, in order (k-means++ only); ``tries`` is how many candidates
    were drawn for each center after the first, of which the best was kept. ``shared`` tells that a
    function gave rows of X in X's own memory, where scikit-learn writes its centers.
    """

    name: StartName
    centers: Floats
    indices: tuple[int, ...] = ()
    tries: int = 1
    function: str = ""
    shared: bool = False


def draw_start(
    init: str | Floats | Callable[..., Any],
    X: Floats,
    mean: Floats,
    n_clusters: int,
    random_state: np.random.RandomState,
) -> Start:
    """Choose first centers as ``KMeans.fit`` does, using up the same random numbers.

    Parameters
    ----------
    init : {"k-means++", "random"}, ndarray or callable
        The parameter of KMeans.
    X : ndarray of shape (n_samples, n_features)
        Centered data.
    mean : ndarray of shape (n_features,)
        What was taken off: an array start is given in the learner's coordinates.
    n_clusters : int
        How many.
    random_state : RandomState
        Moves on, as it does in a fit with several starts.

    Returns
    -------
    start : Start
        The centers and how they were drawn.

    References
    ----------
    D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.
    """
    name = start_name(init)
    if name == "k-means++":
        norms = np.einsum("ij,ij->i", X, X)
        centers, indices = _kmeans_plusplus(
            X,
            n_clusters,
            x_squared_norms=norms,
            sample_weight=np.ones(len(X), dtype=X.dtype),
            random_state=random_state,
        )
        drawn = tuple(int(i) for i in indices)
        return Start(name, centers, drawn, tries=2 + int(np.log(n_clusters)))
    if name == "random":
        # the call of KMeans, with its even weights: leaving them out would use other numbers
        even = np.ones(len(X), dtype=X.dtype)
        rows = random_state.choice(len(X), size=n_clusters, replace=False, p=even / even.sum())
        return Start(name, X[rows])
    if callable(init):
        function = getattr(init, "__name__", type(init).__name__)
        given = X.copy()
        centers = init(given, n_clusters, random_state=random_state)
        centers = check_array(centers, dtype=X.dtype, order="C")  # as the fit has it
        _check_shape(centers, (n_clusters, X.shape[1]), function)
        shared = np.may_share_memory(centers, given)
        return Start("callable", centers.copy(), function=function, shared=shared)
    return Start("array", np.ascontiguousarray(init, dtype=X.dtype) - mean)


def _check_shape(centers: Floats, wanted: tuple[int, int], function: str) -> None:
    """Refuse the wrong number of centers, or centers of another number of features."""
    if centers.shape != wanted:
        raise LearnerError(
            "The function for init gives the wrong number of centers.",
            where=f"{display_name(function)} gives shape {centers.shape}, not {wanted}",
            why="n_clusters centers are needed, each with one number for each column of X.",
            fix=f'KMeans(n_clusters={wanted[0]}, init="k-means++", random_state=0)',
        )


def squared_distance_weights(X: Floats, start: Start) -> list[Floats]:
    """Return, for each k-means++ draw, the weights of the draw after it.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        Centered data.
    start : Start
        A k-means++ start.

    Returns
    -------
    weights : list of ndarray of shape (n_samples,)
        After draw j, the squared distance of each point to the nearest of the first j + 1 centers:
        the chance of being drawn next grows with it.
    """
    weights: list[Floats] = []
    nearest = np.full(len(X), np.inf)
    for center in start.centers:
        gap = X - center
        nearest = np.minimum(nearest, np.einsum("ij,ij->i", gap, gap))
        weights.append(nearest)
    return weights


def numbers_from(random_state: Any) -> np.random.RandomState:
    """Return a RandomState of its own: the learner's generator stays where it is."""
    if isinstance(random_state, np.random.RandomState):
        return deepcopy(random_state)
    return np.random.RandomState(random_state)
