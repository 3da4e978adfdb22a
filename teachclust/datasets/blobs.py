"""Four round groups: the data of the course's first pictures."""

from __future__ import annotations

from typing import Any, Final

from teachclust.datasets.card import Card, hand_over

CARD: Final = Card(
    title="Four blobs",
    shows="Groups that k-means finds: round, equally wide, equally large and well apart.",
    design=(
        "All that k-means takes for granted is true here. With k=4 and 10 starts it finds the "
        "four groups without a mistake (adjusted Rand index 1)."
    ),
    groups=("group 1", "group 2", "group 3", "group 4"),
    source=(
        "scikit-learn's make_blobs(n_samples=300, centers=4, cluster_std=0.60, random_state=0), "
        "the call used in J. VanderPlas, Python Data Science Handbook, chapter on k-means"
    ),
    licence="CC0-1.0, for the numbers; scikit-learn's generator is BSD-3-Clause",
)


def load_blobs(*, return_X_y: bool = False, as_frame: bool = False) -> Any:
    """Load the 300 blobs of the well-known k-means tutorial, to the digit.

    Parameters
    ----------
    return_X_y : bool, default=False
        Return ``(data, target)`` in place of a Bunch.
    as_frame : bool, default=False
        Give data as a DataFrame and the target as a Series.

    Returns
    -------
    bunch : sklearn.utils.Bunch
        data : ndarray of shape (300, 2), in arbitrary units; target : ndarray of shape (300,), the
        group each point was drawn from; feature_names, units, target_names, frame, DESCR.

    Examples
    --------
    >>> from teachclust.datasets import load_blobs
    >>> load_blobs().data.shape
    (300, 2)
    """
    from sklearn.datasets import make_blobs

    data, target = make_blobs(n_samples=300, centers=4, cluster_std=0.60, random_state=0)
    return hand_over(CARD, data, target, return_X_y=return_X_y, as_frame=as_frame)
