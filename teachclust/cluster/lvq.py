"""LVQ: prototypes that are pulled by one point after the other, without labels.

Weka and Earth Engine call it so. It is competitive learning, online k-means with a constant rate;
Kohonen's supervised "learning vector quantization" is another algorithm. Written from the paper
below and from notes on how Weka's package behaves; it holds none of its code.

References
----------
T. Kohonen, "Self-Organizing Maps", Springer, 3rd ed. 2001, section 1.5: competitive learning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any, Final, Self

import numpy as np
from sklearn.utils import check_random_state
from sklearn.utils._param_validation import Interval, StrOptions
from sklearn.utils.validation import validate_data

from teachclust.cluster.lloyd import Floats, gaps_to
from teachclust.cluster.nearest_center import MinMax, NearestCenter

INITS: Final = ("middle", "random")
RATES: Final = ("constant", "linear")


@dataclass(frozen=True, slots=True, eq=False)
class Pull:
    """A point that pulled its nearest prototype; `prototypes` are all of them after it."""

    epoch: int  # counted from 1
    point: int
    winner: int
    rate: float
    prototypes: Floats


def first_prototypes(X: Floats, model: Any) -> Floats:
    """Return where the prototypes of an LVQ start; X is scaled as it is in the fit."""
    if model.init == "middle":
        middle = (X.min(axis=0) + X.max(axis=0)) / 2
        return np.tile(middle, (model.n_clusters, 1))
    numbers = check_random_state(model.random_state)
    rows = numbers.choice(len(X), model.n_clusters, replace=False)
    chosen: Floats = X[np.sort(rows)]
    return chosen


def rate_of(model: Any, epoch: int) -> float:
    """Return the share of the gap by which a prototype moves in an epoch, counted from 1."""
    fade = 1.0 if model.rate == "constant" else 1.0 - (epoch - 1) / model.epochs
    return float(model.learning_rate) * fade


def lvq_pulls(X: Floats, prototypes: Floats, epoch: int, rate: float) -> Iterator[Pull]:
    """Go through the points once and yield each pull; `prototypes` are moved in place.

    Of prototypes at equal distances the first wins.
    """
    for point, row in enumerate(X):
        gaps = row - prototypes
        winner = int(np.einsum("ij,ij->i", gaps, gaps).argmin())
        prototypes[winner] += rate * gaps[winner]
        yield Pull(epoch, point, winner, rate, prototypes)


def lvq_epochs(X: Floats, model: Any) -> Iterator[Floats]:
    """Yield the prototypes before the first epoch and after each, until an epoch changes nothing.

    Where the rate is constant and the prototypes are after an epoch what they were before it, all
    further epochs would be the same: they are left out. Where they are what they were after an
    earlier epoch, all that follows is known: it isn't computed again.
    """
    prototypes = first_prototypes(X, model)
    states = [prototypes.copy()]
    epoch_of = {prototypes.tobytes(): 0}
    yield states[0]
    for epoch in range(1, model.epochs + 1):
        for _ in lvq_pulls(X, prototypes, epoch, rate_of(model, epoch)):
            pass
        states.append(prototypes.copy())
        yield states[-1]
        if model.rate != "constant":
            continue
        earlier = epoch_of.setdefault(prototypes.tobytes(), epoch)
        if earlier == epoch:
            continue
        if earlier < epoch - 1:
            period = epoch - earlier
            for later in range(1, model.epochs - epoch + 1):
                yield states[earlier + later % period].copy()
        return


class LVQ(NearestCenter):
    """Vector quantization by one point after the other, as Weka's LVQ and ``wekaLVQ`` do it.

    Each point pulls the nearest prototype towards itself, by the same share of the gap from the
    first point to the last. Then all points are gone through again. Points come in the order of X,
    so another order gives another result.

    Parameters
    ----------
    n_clusters : int, default=7
        The number of prototypes. Some may win no point.
    learning_rate : float, default=1.0
        The share of the gap by which the nearest prototype moves, above 0 and up to 1. At 1.0, the
        default of Weka and Earth Engine, a prototype is the last point that it won.
    epochs : int, default=1000
        How often the points are gone through at most.
    init : {"middle", "random"}, default="middle"
        Where prototypes start: all in the middle of the ranges, as in Weka, or at different rows of
        X, which leaves fewer without points.
    rate : {"constant", "linear"}, default="constant"
        Whether `learning_rate` stays, as in Weka, or falls to 0 in equal steps over the epochs, so
        that prototypes settle.
    normalize : bool, default=True
        Whether features are scaled to the range from 0 to 1.
    random_state : int, RandomState or None, default=None
        Draws the rows of ``init="random"``.

    Attributes
    ----------
    cluster_centers_ : ndarray of shape (n_clusters, n_features)
        The prototypes, in the units of X.
    labels_ : ndarray of shape (n_samples,), dtype int
        The nearest prototype of each point.
    inertia_ : float
        Sum of the squared distances to the nearest prototypes, among scaled features.
    n_iter_ : int
        Epochs that were needed: after these nothing changes any more, or `epochs`.
    n_features_in_ : int
        Number of features.

    Raises
    ------
    ValueError
        If X has fewer rows than prototypes.

    Notes
    -----
    Weka ignores fewer than 1000 epochs; here they are taken as given. Earth Engine's
    ``normalizeInput`` is described as "skip normalizing the attributes"; here `normalize` does what
    it says. Costs n_samples x n_clusters distances an epoch, one after the other: about 5 seconds
    for a million points. With rate 1.0 the epochs soon go round in a circle, which is cut short.

    Examples
    --------
    >>> from teachclust.cluster import LVQ
    >>> X = [[0.0], [1.0], [9.0], [10.0]]
    >>> LVQ(n_clusters=2, normalize=False).fit(X).cluster_centers_.ravel().tolist()
    [1.0, 10.0]
    """

    _parameter_constraints: Final = {
        "n_clusters": [Interval(Integral, 1, None, closed="left")],
        "learning_rate": [Interval(Real, 0, 1, closed="right")],
        "epochs": [Interval(Integral, 1, None, closed="left")],
        "init": [StrOptions(set(INITS))],
        "rate": [StrOptions(set(RATES))],
        "normalize": ["boolean"],
        "random_state": ["random_state"],
    }

    def __init__(
        self,
        n_clusters: int = 7,
        *,
        learning_rate: float = 1.0,
        epochs: int = 1000,
        init: str = "middle",
        rate: str = "constant",
        normalize: bool = True,
        random_state: Any = None,
    ) -> None:
        self.n_clusters = n_clusters
        self.learning_rate = learning_rate
        self.epochs = epochs
        self.init = init
        self.rate = rate
        self.normalize = normalize
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None) -> Self:
        """Move prototypes.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            The points, in the order in which they pull.
        y : None
            Not used.

        Returns
        -------
        self : LVQ
            The fitted estimator.
        """
        self._validate_params()
        X = validate_data(self, X, dtype=np.float64)
        if len(X) < self.n_clusters:
            raise ValueError(f"n_samples={len(X)} should be >= n_clusters={self.n_clusters}.")
        self._scaling = MinMax(X, scaled=self.normalize)
        scaled = self._scaling.scale(X)
        self.n_iter_ = -1
        for prototypes in lvq_epochs(scaled, self):
            self._scaled_centers = prototypes
            self.n_iter_ += 1
        gaps = gaps_to(scaled, self._scaled_centers, "euclidean")
        self.cluster_centers_ = self._scaling.undo(self._scaled_centers)
        self.labels_ = gaps.argmin(axis=1)
        self.inertia_ = float(gaps.min(axis=1).sum())
        return self
