"""The whole merge tree of an AgglomerativeClustering, with the height of each merge."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.checks import check_estimator, check_memory
from teachclust.checks.labels import read_labels
from teachclust.errors import LearnerError
from teachclust.plots.fitted import describe_type, final_estimator, fitted, is_fitted, n_rows
from teachclust.plots.tree.layout import Ints

#: points of which a tree takes less than the memory that is allowed
_ENOUGH: Final = 5_000


def fit_full_tree(estimator: Any, X: Any) -> tuple[Any, Ints]:
    """Return an AgglomerativeClustering with its whole tree (a clone if need be), and labels."""
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
