"""Labels as they are handed in: whole numbers, one for each point."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks.labels import missing_rows, read_column, told_values
from teachclust.errors import LearnerError

Ints = npt.NDArray[np.intp]

# largest label: infinity and its like are no number of a cluster
_LARGEST: Final = 2**31 - 1


def read_labels(labels: Any, n_samples: int | None = None) -> Ints:
    """Return cluster labels as integers, or say what is wrong with them.

    Parameters
    ----------
    labels : array-like of shape (n_samples,)
        Whole numbers from 0 on; -1 is noise. A list, an array, or a column of pandas, polars or
        Arrow; numbers kept as text or categories are read.
    n_samples : int, default=None
        How many there must be.

    Returns
    -------
    labels : ndarray of shape (n_samples,)
        A copy.

    Raises
    ------
    LearnerError
        If they are not whole numbers in one row, below -1, missing, or not as many as the points.
    """
    given = read_column(labels)
    if given is None or given.size == 0:
        array = isinstance(labels, np.ndarray)
        kind = f"shape {labels.shape}" if array else f"type {type(labels).__name__}"
        raise LearnerError(
            "Labels must be one row of numbers, one for each point.",
            where=f"labels of {kind}",
            why="Each point has one label, in the order of the rows of X.",
            fix="labels = estimator.fit_predict(X)",
        )
    if n_samples is not None and len(given) != n_samples:
        raise LearnerError(
            f"There are {len(given)} labels for {n_samples} points.",
            where="labels",
            why="Each point has one label, in the order of the rows of X.",
            fix="labels = estimator.fit_predict(X)",
        )
    missing = missing_rows(given)
    if len(missing):
        raise LearnerError(
            "Labels must be whole numbers, and some are missing.",
            where=f"{len(missing):,} of {len(given):,} labels, the first in row {missing[0]}",
            why="Each point is in a cluster, or it is noise, whose label is -1.",
            fix="labels = pd.Series(labels).fillna(-1)",
        )
    numbers = _as_numbers(given)
    if numbers is None:
        raise LearnerError(
            "Labels of clusters must be whole numbers from 0 on, or -1 for noise.",
            where=f"labels such as {told_values(given)}",
            why="They number the clusters; this line numbers any others.",
            fix="labels = np.unique(labels, return_inverse=True)[1]",
        )
    return numbers


def _as_numbers(given: npt.NDArray[Any]) -> Ints | None:
    """Return labels as integers; None where they are something else."""
    if given.dtype.kind in "OUS":
        try:
            given = given.astype(float)
        except (TypeError, ValueError, OverflowError):
            return None
    # i, u and f are numpy's letters for whole and decimal numbers
    whole = given.dtype.kind in "iuf" and bool(
        ((given == np.trunc(given)) & (given >= -1) & (given <= _LARGEST)).all()
    )
    return given.astype(np.intp) if whole else None
