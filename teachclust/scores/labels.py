"""Labels as they are handed in: whole numbers, one for each point."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.errors import LearnerError

Ints = npt.NDArray[np.intp]

# largest label: infinity and its like are no number of a cluster
_LARGEST: Final = 2**31 - 1


def read_labels(labels: Any, n_samples: int | None = None) -> Ints:
    """Return cluster labels as integers, or say what is wrong with them.

    Parameters
    ----------
    labels : array-like of shape (n_samples,)
        Whole numbers from 0 on; -1 is noise.
    n_samples : int, default=None
        How many there must be.

    Returns
    -------
    labels : ndarray of shape (n_samples,)
        A copy.

    Raises
    ------
    LearnerError
        If they are not whole numbers in one row, below -1, or not as many as the points.
    """
    try:
        given = np.asarray(labels)
    except ValueError:  # rows of different lengths
        given = np.empty((0, 0))
    if given.ndim != 1 or given.size == 0:
        raise LearnerError(
            "Labels must be one row of numbers, one for each point.",
            where=f"labels of shape {given.shape}" if given.size else "labels",
            fix="labels = estimator.fit_predict(X)",
        )
    if n_samples is not None and len(given) != n_samples:
        raise LearnerError(
            f"There are {len(given)} labels for {n_samples} points.",
            where="labels",
            why="Each point has one label, in the order of the rows of X.",
            fix="labels = estimator.fit_predict(X)",
        )
    # i, u and f are numpy's letters for whole and decimal numbers
    whole = given.dtype.kind in "iuf" and bool(
        ((given == np.trunc(given)) & (given >= -1) & (given <= _LARGEST)).all()
    )
    if not whole:
        raise LearnerError(
            "Labels of clusters must be whole numbers from 0 on, or -1 for noise.",
            where=f"labels such as {given[:3].tolist()}",
            fix="labels = np.unique(labels, return_inverse=True)[1]",
        )
    return given.astype(np.intp)
