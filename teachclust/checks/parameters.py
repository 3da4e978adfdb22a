"""Checks of parameters: the number of clusters and the starting centers."""

from __future__ import annotations

from typing import Any, TypeGuard

import numpy as np
import numpy.typing as npt

from teachclust.checks.names import display_name
from teachclust.errors import LearnerError


def is_whole(value: object) -> TypeGuard[int]:
    """Tell whether a value is a whole number of Python or numpy; True and 2.0 are none."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def check_n_clusters(
    n_clusters: object, n_samples: int, name: str = "n_clusters", *, counted: str = "row"
) -> int:
    """Return the number of clusters as an int, or refuse it.

    Parameters
    ----------
    n_clusters : object
        What the caller gave.
    n_samples : int
        The number of rows in X, which it can't exceed.
    name : str, default="n_clusters"
        The parameter's name in the message ("n_components" for a mixture).
    counted : {"row", "column"}, default="row"
        What of X is clustered.

    Returns
    -------
    n_clusters : int
        From 1 to `n_samples`.

    Raises
    ------
    LearnerError
        If it is not a whole number from 1 to `n_samples`. 2.0, "3" and True are refused too.
    """
    if is_whole(n_clusters) and 1 <= n_clusters <= n_samples:
        return int(n_clusters)
    rows = counted if n_samples == 1 else f"{counted}s"
    raise LearnerError(
        f"{name} must be a whole number from 1 to {n_samples}",
        where=f"it is {display_name(repr(n_clusters))}"
        + ("" if is_whole(n_clusters) else f", of type {type(n_clusters).__name__}"),
        why=f"X has {n_samples} {rows}, and a cluster holds at least one of them.",
        fix=f"{name} = {_nearest(n_clusters, n_samples)}",
    )


def _nearest(n_clusters: object, n_samples: int) -> int:
    """Guess what was meant: the number itself, moved into the range; 3 when it can't be read."""
    wanted = 3
    if not isinstance(n_clusters, bool):
        try:
            wanted = round(float(n_clusters))  # type: ignore[arg-type]
        except (TypeError, ValueError, OverflowError):
            wanted = 3
    return max(1, min(wanted, n_samples))


def check_centers(centers: object, n_clusters: int, n_features: int) -> npt.NDArray[np.float64]:
    """Return starting centers as a float64 array of its own, or refuse them.

    They must be finite numbers of shape (n_clusters, n_features), in the units of X.
    """
    rows = f"centers = np.asarray(X)[:{n_clusters}]"
    try:
        found: npt.NDArray[np.float64] = np.array(centers, dtype=np.float64, order="C")
    except (TypeError, ValueError, OverflowError):
        raise LearnerError(
            "The starting centers are not a table of numbers",
            where=f"they are {display_name(repr(centers))}",
            why=f"Each of the {n_clusters} centers needs {n_features} numbers, as a row of X has.",
            fix=rows,
        ) from None
    if found.shape != (n_clusters, n_features):
        raise LearnerError(
            f"The starting centers have shape {found.shape}, not {(n_clusters, n_features)}",
            where="one row for each center, one column for each feature of X",
            why=f"n_clusters is {n_clusters} and X has {n_features} "
            + ("column." if n_features == 1 else "columns."),
            fix=_shape_fix(found, n_features, rows),
        )
    if not np.isfinite(found).all():
        bad = int(np.flatnonzero(~np.isfinite(found).all(axis=1))[0])
        raise LearnerError(
            "The starting centers hold a missing or infinite value",
            where=f"center {bad} is {display_name(found[bad].tolist())}",
            why="A distance to such a center is no number.",
            fix=rows,
        )
    return found


def _shape_fix(found: npt.NDArray[Any], n_features: int, rows: str) -> str:
    """Return the shortest line that makes the shapes agree."""
    if found.ndim == 2 and found.shape[1] == n_features and len(found):
        return f"n_clusters = {len(found)}"
    return rows
