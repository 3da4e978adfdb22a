"""The initialization of k-means: its kinds, and the distances that it computes.

References
----------
D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from sklearn.base import clone

# the function that a fit calls: the public one refuses data so wide that squares overflow
from sklearn.cluster._kmeans import _kmeans_plusplus
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils import check_array

from teachclust.checks import check_centers, display_name
from teachclust.errors import LearnerError
from teachclust.threads import threads_for

Floats = npt.NDArray[np.floating[Any]]

StartName = Literal["k-means++", "random", "array", "callable"]


def start_name(init: Any) -> StartName:
    """Return the kind of initialization that the ``init`` parameter of a KMeans asks for."""
    if isinstance(init, str) and init in ("k-means++", "random"):
        return "random" if init == "random" else "k-means++"
    return "callable" if callable(init) else "array"


def k_means_starts(model: Any) -> int:
    """Return how many starts a KMeans draws, by scikit-learn's rules for ``n_init="auto"``."""
    return _start_count(model.init, model.n_init, if_random=10)


def _start_count(init: Any, n_init: Any, *, if_random: int) -> int:
    name = start_name(init)
    if name == "array":
        return 1
    if n_init == "auto":
        return 1 if name == "k-means++" else if_random
    return int(n_init)


def candidate_count(n_clusters: int) -> int:
    """Return how many points k-means++ draws for each center after the first, to keep the best."""
    return 2 + int(np.log(n_clusters))


def init_distance_count(
    init: Any, n_points: int, n_clusters: int, chosen: int | None = None
) -> int:
    """Count the distances that choosing the first centers takes: 0 but for k-means++.

    With `chosen` it counts only up to the point where this many are chosen.
    """
    if start_name(init) != "k-means++":
        return 0
    return n_points * (1 + ((chosen or n_clusters) - 1) * candidate_count(n_clusters))


def minibatch_starts(params: dict[str, Any], n_samples: int) -> tuple[int, int]:
    """Return how many starts a MiniBatchKMeans draws, and among how many points.

    By scikit-learn's rules for ``n_init="auto"`` and ``init_size=None``.
    """
    n_starts = _start_count(params["init"], params["n_init"], if_random=3)
    k, size = int(params["n_clusters"]), params["init_size"]
    if size is None:
        size = 3 * min(int(params["batch_size"]), n_samples)
    if size < k:
        size = 3 * k
    return n_starts, min(int(size), n_samples)


def minibatch_start_distances(params: dict[str, Any], n_samples: int) -> int:
    """Count the distances by which a MiniBatchKMeans draws its starts and judges them."""
    n_starts, size = minibatch_starts(params, n_samples)
    k = int(params["n_clusters"])
    return n_starts * (init_distance_count(params["init"], size, k) + size * k)


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """First centers (centered data) and where they came from.

    ``indices`` are the drawn points, in order (k-means++ only); ``tries`` is how many candidates
    were drawn for each center after the first, of which the best was kept. ``shared`` says that
    ``init`` was a function that returned a view of X: scikit-learn then writes its centers into X.
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

    X is centered, and `mean` what was taken off: an array start is given in the learner's
    coordinates. `random_state` moves on, as it does in a fit with several starts.
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
        return Start(name, centers, drawn, tries=candidate_count(n_clusters))
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


def use_given_centers(model: Any, X: Floats) -> None:
    """Give starting centers that were placed the type of X, or say what is wrong with them."""
    if start_name(model.init) == "array":
        model.init = check_centers(model.init, model.n_clusters, X.shape[1]).astype(X.dtype)


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
    """Return, for each draw of a k-means++ start, the weights of the draw after it.

    After draw j these are the squared distances of the points to the nearest of the first j + 1
    centers: the chance of being drawn next grows with it.
    """
    weights: list[Floats] = []
    nearest = np.full(len(X), np.inf)
    for center in start.centers:
        gap = X - center
        nearest = np.minimum(nearest, np.einsum("ij,ij->i", gap, gap))
        weights.append(nearest)
    return weights


def numbers_from(random_state: Any) -> np.random.RandomState:
    """Return a copy of a random state, so that the learner's generator does not advance."""
    if isinstance(random_state, np.random.RandomState):
        return deepcopy(random_state)
    return np.random.RandomState(random_state)


def final_inertias(estimator: Any, X: Floats, count: int = 100) -> dict[str, Any]:
    """Fit from seeds 0, 1, 2, ... with one start each, and return the final inertia of each seed.

    The dictionary has ``init``, ``seeds`` and ``objective``. Given centers would lead to the same
    result each time, so starts are then drawn with ``init="random"``. Costs `count` fits.
    """
    init = estimator.init if isinstance(estimator.init, str) else "random"
    seeds = list(range(count))
    ends: list[float] = []
    with threads_for(X.size * estimator.n_clusters), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        for seed in seeds:
            model = clone(estimator).set_params(init=init, n_init=1, random_state=seed)
            ends.append(float(model.fit(X).inertia_))
    return {"init": init, "seeds": seeds, "objective": ends}
