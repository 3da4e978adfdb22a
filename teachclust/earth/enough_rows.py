"""Whether a table has as many rows as a clusterer makes clusters."""

from __future__ import annotations

from typing import Any, Final

from teachclust.checks.estimator_parameters import call_text
from teachclust.errors import LearnerError

#: for each parameter of an estimator: the name that the guide has for it
_GUIDE: Final = {
    "SimpleKMeans": ("wekaKMeans", {"n_clusters": "nClusters"}),
    "CascadeKMeans": (
        "wekaCascadeKMeans",
        {"min_clusters": "minClusters", "max_clusters": "maxClusters"},
    ),
    "XMeans": ("wekaXMeans", {"min_clusters": "minClusters", "max_clusters": "maxClusters"}),
    "Cobweb": ("wekaCobweb", {"n_clusters": "nClusters"}),
    "LVQ": ("wekaLVQ", {"n_clusters": "numClusters"}),
}
_COUNTS: Final = ("min_clusters", "max_clusters", "n_clusters", "n_components")


def check_enough_rows(model: Any, n_rows: int) -> None:
    """Refuse an estimator that makes more clusters than there are rows.

    Parameters
    ----------
    model : estimator
        Of `teachclust.cluster` or of scikit-learn.
    n_rows : int
        How many rows there are.

    Raises
    ------
    LearnerError
        Its fix asks the same clusterer for as many clusters as there are rows.
    """
    given = model.get_params(deep=False)
    kind = type(model).__name__
    function, own = _GUIDE.get(kind, ("", {}))
    many = {
        name: given[name]
        for name in (own or _COUNTS)
        if isinstance(given.get(name), int) and given[name] > n_rows
    }
    if not many:
        return
    if function:
        asked = ", ".join(f"{own[name]}={n_rows}" for name in many)
        made = f"ee.Clusterer.{function}({asked})"
    else:
        made = f"ee.Clusterer({call_text(model, **dict.fromkeys(many, n_rows))})"
    raise LearnerError(
        f"There are {n_rows} rows for {max(many.values())} clusters",
        where=", ".join(f"{own.get(name, name)}={value}" for name, value in many.items()),
        why="A cluster holds at least one row.",
        fix=f"clusterer = {made}.train(training)",
    )
