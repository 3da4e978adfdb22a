"""The space in which an estimator clusters: what X holds, and the distance between two rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeVar

import numpy as np
import numpy.typing as npt

from teachclust.checks.columns import read_floats
from teachclust.checks.data import CheckedData, check_data, count_distinct
from teachclust.checks.memory import check_memory
from teachclust.checks.table import KNOWN_GOOD, is_sparse, read_table
from teachclust.errors import LearnerError

Holds = Literal["features", "distances", "affinities"]
Metric = str | Callable[..., Any]
T = TypeVar("T", bound=np.generic)

#: other names of a distance: scikit-learn's pairwise ones, those of its search trees
_SAME: Final = {
    "l2": "euclidean",
    "nan_euclidean": "euclidean",
    "l1": "manhattan",
    "cityblock": "manhattan",
    "infinity": "chebyshev",
    "p": "minkowski",
}
_POWERS: Final = {1: "manhattan", 2: "euclidean", np.inf: "chebyshev"}
#: affinities that fall as a distance grows, and that distance
_FALLING: Final = {
    "rbf": "euclidean",
    "nearest_neighbors": "euclidean",
    "laplacian": "manhattan",
    "cosine": "cosine",
    "euclidean": "euclidean",  # AffinityPropagation's: minus the squared distance
}


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """What an estimator takes for X, and how it measures the distance of two rows.

    Parameters
    ----------
    holds : {"features", "distances", "affinities"}, default="features"
        What the columns of X are. Distances and affinities (which are large where two points are
        alike) are tables with a row and a column for each point.
    metric : str, callable or None, default="euclidean"
        A metric of `sklearn.metrics.pairwise_distances`: "precomputed" where X holds distances.
        None where there is no distance, as with affinities.
    params : mapping, default={}
        Its parameters, such as ``{"p": 3}``.
    whole : bool, default=False
        Whether a callable takes all of X, and returns all distances at once.
    name : str, default='metric="euclidean"'
        The parameter that says so, as it's written.
    """

    holds: Holds = "features"
    metric: Metric | None = "euclidean"
    params: Mapping[str, Any] = field(default_factory=dict)
    whole: bool = False
    name: str = 'metric="euclidean"'

    @property
    def is_euclidean(self) -> bool:
        """Whether distances are straight lines, so that means and sums of squares make sense."""
        return not self.params and self.metric in ("euclidean", "sqeuclidean")

    def part(self, X: npt.NDArray[T], rows: npt.NDArray[np.intp]) -> npt.NDArray[T]:
        """Return some points: their rows, and of a table of pairs their columns too."""
        return X[rows] if self.holds == "features" else X[np.ix_(rows, rows)]


EUCLIDEAN: Final = Space()


def space_of(estimator: Any) -> Space:
    """Return the space in which an estimator clusters.

    Parameters
    ----------
    estimator : estimator
        A clusterer, a mixture, or a pipeline that ends in one (then of what the last step sees).

    Returns
    -------
    space : Space
        Euclidean for an estimator without ``metric`` and ``affinity``: k-means and its kin, trees
        by Ward, mixtures.

    Raises
    ------
    LearnerError
        If it clusters columns instead of rows.

    Notes
    -----
    The affinities "rbf", "nearest_neighbors", "laplacian" and "cosine" fall as a distance grows;
    that distance is the metric. For other affinities (polynomials, functions) the metric is None.

    Examples
    --------
    >>> from sklearn.cluster import DBSCAN
    >>> from teachclust.checks import space_of
    >>> space = space_of(DBSCAN(metric="minkowski", p=3))
    >>> space.metric, space.params
    ('minkowski', {'p': 3})
    """
    last = estimator.steps[-1][1] if hasattr(estimator, "steps") else estimator
    if isinstance(last, type) or not hasattr(last, "get_params"):
        return EUCLIDEAN  # no estimator: refused where it's fitted
    _refuse_columns(last)
    params = last.get_params(deep=False)
    if params.get("metric") is not None:
        own = dict(params.get("metric_params") or {})
        if params["metric"] in ("minkowski", "p") and params.get("p") is not None:
            own = {"p": params["p"], **own}
        return space_of_metric(params["metric"], own, whole=_takes_all(last))
    if params.get("affinity") is not None:
        return _space_of_affinity(params["affinity"])
    return EUCLIDEAN


def space_of_metric(
    metric: Any, params: Mapping[str, Any] | None = None, *, whole: bool = False
) -> Space:
    """Return the space that a metric makes; `whole` says that a callable takes all of X at once.

    Each distance has one name in it: "l2" is "euclidean". Whether there is a metric of that name is
    checked where it's used.
    """
    own, name = dict(params or {}), _written("metric", metric)
    if isinstance(metric, str) and metric == "pyfunc" and callable(own.get("func")):
        metric = own.pop("func")
    if callable(metric):
        return Space("features", metric, own, whole, name)
    if isinstance(metric, str) and metric == "precomputed":
        return Space("distances", metric, {}, False, name)
    metric = _SAME.get(metric, metric) if isinstance(metric, str) else metric
    if isinstance(metric, str) and metric == "minkowski" and own.get("w") is None:
        own.pop("w", None)
        power = own.pop("p", 2)
        metric = _POWERS.get(power, metric)
        own |= {"p": power} if metric == "minkowski" else {}
    return Space("features", metric, own, False, name)


def check_in_space(space: Space, X: Any, *, allow_1_row: bool = False) -> CheckedData:
    """Return X as numbers that can be clustered in a space: `check_data`, or a table of pairs.

    Parameters
    ----------
    space : Space
        What X is to hold.
    X : array-like of shape (n_samples, n_features) or (n_samples, n_samples)
        The data. They are never changed.
    allow_1_row : bool, default=False
        As for `check_data`.

    Returns
    -------
    checked : CheckedData
        A private copy.

    Raises
    ------
    LearnerError
        As by `check_data`; and where distances or affinities are no square of finite numbers.
    """
    if space.holds == "features":
        return check_data(X, allow_1_row=allow_1_row)
    if is_sparse(X):
        X = _all_pairs(space, X)
    table = read_table(X)
    values, _ = read_floats(table)
    n, columns = values.shape
    if n != columns:
        raise LearnerError(
            f"X must hold {space.holds}: a square, with a row and a column for each point",
            where=f"its shape is {(n, columns)}, with {space.name}",
            why="These look like features: the line computes what is asked for from them.",
            fix=_SQUARE[space.holds],
        )
    if not np.isfinite(values).all():
        row, column = (int(i) for i in np.argwhere(~np.isfinite(values))[0])
        raise LearnerError(
            f"X holds {space.holds} that are no finite numbers",
            where=f"row {row}, column {column}: {values[row, column]}, with {space.name}",
            why="Without it nobody knows which cluster these two points are nearer to.",
            fix="X = np.nan_to_num(X, nan=2 * np.nanmax(np.where(np.isinf(X), 0, X)))"
            if space.holds == "distances"
            else "X = np.nan_to_num(X, nan=0.0, posinf=0.0, neginf=0.0)",
        )
    n_distinct = count_distinct(values)
    if n_distinct == 1 and not allow_1_row:
        raise LearnerError(
            "X has only 1 distinct point",
            where=f"all {n} rows of the {space.holds} are the same",
            why="Clustering needs points that differ. This line gives a table that works.",
            fix=f"{KNOWN_GOOD}; {_SQUARE[space.holds]}",
        )
    return CheckedData(values, table.names, table.index, (), n_distinct)


def check_distances(distances: npt.NDArray[np.floating[Any]]) -> None:
    """Refuse what can't be distances: below 0, or not 0 from a point to itself."""
    own = np.abs(np.diagonal(distances))
    # as scikit-learn has it, for silhouettes
    if distances.min() >= 0 and own.max() <= 100 * np.finfo(distances.dtype).eps:
        return
    alike = bool(distances.min() >= 0 and distances.max() <= 1 and (own == 1).all())
    row, below = int(own.argmax()), float(distances.min())
    raise LearnerError(
        "These are no distances.",
        where=f"the smallest is {below:.3g}"
        if below < 0
        else f"from point {row} to itself it is {distances[row, row]:.3g}",
        why="They look like similarities, which are 1 from a point to itself."
        if alike
        else "A distance is 0 or more, and 0 from a point to itself.",
        fix="X = 1 - np.asarray(X)" if alike else "X = np.abs(X) * (1 - np.eye(len(X)))",
    )


def data_to_fit(estimator: Any, X: Any) -> Any:
    """Return X, or a copy of it where fitting or predicting may write into it.

    It is copied where a step has ``copy`` or ``copy_x`` other than True (HDBSCAN with precomputed
    distances has it by default), where X holds pairs, or where it's no estimator of scikit-learn.
    """
    params = estimator.get_params() if hasattr(estimator, "get_params") else {}
    steps = [estimator, *(value for value in params.values() if hasattr(value, "fit"))]
    known = all(type(step).__module__.startswith("sklearn.") for step in steps)
    copies = [
        value for name, value in params.items() if name.rpartition("__")[2] in ("copy", "copy_x")
    ]
    if known and all(value is True for value in copies) and space_of(estimator).holds == "features":
        return X
    return X.copy() if hasattr(X, "copy") else X


_SQUARE: Final[dict[str, str]] = {
    "distances": "from sklearn.metrics import pairwise_distances; X = pairwise_distances(X)",
    "affinities": "from sklearn.metrics.pairwise import rbf_kernel; X = rbf_kernel(X)",
}


def _all_pairs(space: Space, X: Any) -> Any:
    """Return a sparse table of affinities in full; refuse distances: a missing one is unknown."""
    if space.holds == "affinities":
        n = X.shape[0]
        check_memory(8.0 * n * X.shape[1], "The table of all affinities", n, 5000, all_pairs=True)
        return X.toarray()
    raise LearnerError(
        "X is a graph of some distances, and all of them are needed",
        where=f"{X.nnz} stored values of {X.shape[0]} x {X.shape[1]}, with {space.name}",
        why="Which cluster is nearer hangs on all distances: paths along the graph can stand for "
        "those that are missing.",
        fix="from scipy.sparse.csgraph import shortest_path; X = shortest_path(X, directed=False)",
    )


def _takes_all(estimator: Any) -> bool:
    """Tell whether a callable metric of an estimator takes all of X, as without connectivity."""
    from sklearn.cluster import AgglomerativeClustering

    return isinstance(estimator, AgglomerativeClustering) and estimator.connectivity is None


def _space_of_affinity(affinity: Any) -> Space:
    name = _written("affinity", affinity)
    if not isinstance(affinity, str):
        return Space("features", None, {}, False, name)
    if affinity == "precomputed":
        return Space("affinities", None, {}, False, name)
    if affinity == "precomputed_nearest_neighbors":
        return Space("distances", "precomputed", {}, False, name)
    return Space("features", _FALLING.get(affinity), {}, False, name)


def _refuse_columns(estimator: Any) -> None:
    from sklearn.cluster import FeatureAgglomeration

    if isinstance(estimator, FeatureAgglomeration):
        raise LearnerError(
            "FeatureAgglomeration clusters the columns of X, not its rows.",
            where="estimator",
            why="Here each row is a point; turned around, each column is one.",
            fix="estimator, X = AgglomerativeClustering(n_clusters=2), np.transpose(X)",
        )


def _written(parameter: str, value: Any) -> str:
    """Return a parameter as it's written in a call, a function by its name."""
    if callable(value):
        return f"{parameter}={getattr(value, '__name__', type(value).__name__)}"
    return f"{parameter}={value!r}".replace("'", '"')
