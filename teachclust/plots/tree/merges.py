"""Merge trees as they come in: arrays, a linkage matrix of SciPy, an estimator."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import check_estimator, check_memory, check_n_clusters, display_name
from teachclust.checks.labels import as_numbers, check_names
from teachclust.errors import LearnerError
from teachclust.plots.fitted import fitted, is_fitted, n_rows
from teachclust.plots.handed_in import describe_type, final_estimator
from teachclust.plots.tree.cut import labels_of_cut
from teachclust.plots.tree.layout import Ints
from teachclust.scores.labels import read_labels
from teachclust.traces.tree import Tree

Floats = npt.NDArray[np.floating[Any]]

#: points of which a tree takes less than the memory that is allowed
_ENOUGH: Final = 5_000
#: "auto" draws all leaves up to the first number, and the second number of branches above it
_ALL: Final = 500
_FOLDED: Final = 300


def read_tree(children: Any, heights: Any) -> tuple[Ints, Floats]:
    """Return merges and their heights as arrays, or say what is wrong with them.

    Parameters
    ----------
    children : array-like of shape (n_samples - 1, 2)
        The two nodes that each merge joins, as in scikit-learn's ``children_``.
    heights : array-like of shape (n_samples - 1,)
        The distance of each merge.

    Returns
    -------
    children : ndarray of shape (n_samples - 1, 2), dtype int
        A copy.
    heights : ndarray of shape (n_samples - 1,)
        A copy.

    Raises
    ------
    LearnerError
        If they are no tree: of another shape, not finite, a node joined twice or before it is
        there.
    """
    pairs, tops = as_numbers(children), as_numbers(heights)
    where = ""
    if pairs.ndim != 2 or pairs.shape[1:] != (2,) or tops.shape != pairs.shape[:1] or not len(tops):
        where = f"children of shape {pairs.shape}, heights of shape {tops.shape}"
    elif not np.isfinite(tops).all():
        where = f"merge {int(np.flatnonzero(~np.isfinite(tops))[0])} has no finite height"
    elif (pairs != np.trunc(pairs)).any() or (pairs < 0).any():
        where = "children that are no whole numbers from 0 on"
    else:
        where = _wrong_merge(pairs)
    if where:
        raise LearnerError(
            "This is no tree of merges.",
            where=where,
            why="n points need n - 1 merges; merge i joins two nodes that are there, and makes "
            "node n + i.",
            fix="DendrogramDisplay.from_linkage(scipy.cluster.hierarchy.linkage(X))",
        )
    return pairs.astype(np.intp), tops.astype(float)


def read_linkage(Z: Any) -> tuple[Ints, Floats]:
    """Return merges and their heights of a linkage matrix of SciPy, or say what is wrong with it.

    Parameters
    ----------
    Z : array-like of shape (n_samples - 1, 4)
        From ``scipy.cluster.hierarchy.linkage``: two nodes, height and size of each merge.

    Returns
    -------
    children : ndarray of shape (n_samples - 1, 2), dtype int
        A copy.
    heights : ndarray of shape (n_samples - 1,)
        A copy.

    Raises
    ------
    LearnerError
        If it is none.
    """
    matrix = as_numbers(Z)
    if matrix.ndim != 2 or matrix.shape[1] != 4:
        raise LearnerError(
            "Z must be a linkage matrix of SciPy, with four columns.",
            where=f"Z of shape {matrix.shape}",
            why="Each row is a merge: two nodes, their distance, and how many points they hold.",
            fix='Z = scipy.cluster.hierarchy.linkage(X, "centroid")',
        )
    return read_tree(matrix[:, :2], matrix[:, 2])


def tree_of_merges(children: Ints, heights: Floats) -> Tree:
    """Return a tree whose own numbers of clusters are not asked for."""
    return Tree(children, heights, np.zeros(len(children) + 1, dtype=np.int32), "")


def read_cut(tree: Tree, labels: Any, n_clusters: Any) -> Ints | None:
    """Return the labels of the leaves: as given, of a cut into n_clusters, or none.

    Parameters
    ----------
    tree : Tree
        The merges.
    labels : array-like of shape (n_samples,) or None
        Clusters, -1 is noise.
    n_clusters : int or None
        Instead of labels.

    Returns
    -------
    labels : ndarray of shape (n_samples,) or None
        Clusters; None where neither is given.

    Raises
    ------
    LearnerError
        If both are given, or they don't fit the tree.
    """
    if labels is not None and n_clusters is not None:
        raise LearnerError(
            "The clusters come from labels or from n_clusters, not from both.",
            where=f"labels and n_clusters={n_clusters!r}",
            why="They could say two different things.",
            fix="n_clusters=None",
        )
    if labels is not None:
        return read_labels(labels, tree.n_leaves)
    if n_clusters is None:
        return None
    return labels_of_cut(tree, check_n_clusters(n_clusters, tree.n_leaves))


def fit_full_tree(estimator: Any, X: Any) -> tuple[Any, Ints]:
    """Return an AgglomerativeClustering with its whole tree, and its labels.

    Parameters
    ----------
    estimator : AgglomerativeClustering
        Or a pipeline that ends in one. Where it has no distances, a clone is fitted with them.
    X : array-like of shape (n_samples, n_features)
        The data; not read when the tree is there.

    Returns
    -------
    model : AgglomerativeClustering
        With ``children_`` and ``distances_``; the caller's own is never touched.
    labels : ndarray of shape (n_samples,)
        Its clusters.

    Raises
    ------
    LearnerError
        If it grows no tree, or the tree would take too much memory.
    """
    from sklearn.base import clone

    last = final_estimator(estimator)
    _refuse_others(last)
    fitted_before = is_fitted(estimator)
    if fitted_before and _has_tree(last):
        return last, read_labels(last.labels_)
    if fitted_before and X is None:
        raise LearnerError(
            "This AgglomerativeClustering was fitted without the distances of its merges.",
            where="it has no distances_",
            why="The height of each link is a distance; X is needed to compute them.",
            fix="AgglomerativeClustering(n_clusters=4, compute_distances=True).fit(X)",
        )
    if X is not None and last.connectivity is None:
        n = n_rows(X)
        check_memory(8.0 * n * n, "The tree of all merges", n, _ENOUGH)
    check_estimator(last)
    copy = clone(estimator)
    final_estimator(copy).set_params(compute_distances=True, compute_full_tree=True)
    model = final_estimator(fitted(copy, X))
    labels = read_labels(model.labels_)
    if fitted_before or last.connectivity is not None:
        # a tree that stops early numbers its clusters in another way
        own = read_labels(final_estimator(fitted(estimator, X)).labels_)
        _refuse_other_data(own, labels)
        labels = own
    return model, labels


def count_branches(max_leaves: object, n_samples: int) -> int:
    """Return how many branches are drawn, or refuse what is no number of them.

    Parameters
    ----------
    max_leaves : int, "auto" or None
        At most so many; None draws all.
    n_samples : int
        Number of points.

    Returns
    -------
    n_branches : int
        From 1 to `n_samples`.

    Raises
    ------
    LearnerError
        If it is none of these.
    """
    if max_leaves is None:
        return n_samples
    if isinstance(max_leaves, str) and max_leaves == "auto":
        return n_samples if n_samples <= _ALL else _FOLDED
    whole = isinstance(max_leaves, int | np.integer) and not isinstance(max_leaves, bool)
    if whole and max_leaves >= 1:  # type: ignore[operator]
        return min(n_samples, int(max_leaves))  # type: ignore[call-overload,no-any-return]
    raise LearnerError(
        'max_leaves must be a whole number from 1 on, "auto" or None.',
        where=f"max_leaves={display_name(repr(max_leaves))}",
        why="It says how many branches stand side by side.",
        fix="max_leaves=30",
    )


def read_leaf_names(names: Any, n_samples: int) -> list[Any] | None:
    """Return a name for each leaf as a list, or refuse names that are not as many; None stays."""
    return None if names is None else check_names(names, n_samples, "leaf_names")


def row_names(X: Any) -> list[str] | None:
    """Return the index of a DataFrame as names; None where it only counts rows."""
    index = getattr(X, "index", None)
    if index is None or callable(index) or type(index).__name__ == "RangeIndex":
        return None
    return [str(name) for name in index]


def _has_tree(last: Any) -> bool:
    return hasattr(last, "distances_") and len(last.children_) == len(last.labels_) - 1


def _refuse_other_data(own: Ints, found: Ints) -> None:
    """Refuse labels that group other points than those that were found."""
    pairs = len(np.unique(np.stack([own, found]), axis=1).T) if len(own) == len(found) else 0
    if pairs == len(np.unique(own)) == len(np.unique(found)):
        return
    raise LearnerError(
        "The estimator was fitted on other data than X.",
        where=f"its {len(own):,} labels are not those of a fit on X",
        why="It kept no distances, so that its tree has to be grown again from X.",
        fix="estimator.fit(X)",
    )


def _refuse_others(last: Any) -> None:
    from sklearn.cluster import AgglomerativeClustering

    if isinstance(last, AgglomerativeClustering):
        return
    raise LearnerError(
        "A dendrogram needs an AgglomerativeClustering.",
        where=describe_type(last),
        why="A tree of merges is what it keeps; SciPy's linkage gives one too (from_linkage).",
        fix="DendrogramDisplay.from_estimator(AgglomerativeClustering(n_clusters=4), X)",
    )


def _wrong_merge(pairs: npt.NDArray[Any]) -> str:
    """Return which merge is impossible; empty where all are possible."""
    n = len(pairs) + 1
    early = pairs.max(axis=1) >= n + np.arange(n - 1)
    if early.any():
        i = int(np.flatnonzero(early)[0])
        return f"merge {i} joins node {int(pairs[i].max())}, and {n + i} nodes are there"
    times = np.bincount(pairs.astype(np.intp).ravel(), minlength=2 * n - 2)
    if (times > 1).any():
        return f"node {int(times.argmax())} is joined {int(times.max())} times"
    return ""
