"""The same estimator with one k after the other, scored against known classes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from sklearn.base import clone

from teachclust.checks import check_estimator, check_n_clusters, check_single_estimator, data_to_fit
from teachclust.errors import LearnerError, translate_sklearn_errors
from teachclust.scores.fits_by_k import FitsByK
from teachclust.scores.matching import match_labels
from teachclust.threads import limit_threads

if TYPE_CHECKING:
    import pandas as pd

#: the k of many published tables on MNIST
PUBLISHED_K: Final = (10, 16, 36, 64, 144, 256)
_CALL: Final = "score_by_k(KMeans(n_init=1, random_state=0), X, y, k=(2, 3))"
_COLUMNS: Final = ("inertia", "homogeneity", "accuracy", "test_accuracy", "classes")


@dataclass(frozen=True, slots=True, eq=False)
class LabeledFit:
    """One fit whose clusters were named by majority.

    Parameters
    ----------
    k : int
        Number of clusters.
    model : estimator
        Fitted.
    names : dict of int to object
        The class that most rows of each cluster have; a cluster without rows has no name.
    inertia : float
        Sum of squared distances of the rows to their centers, in squared units of X.
    homogeneity : float
        Scikit-learn's, from 0 to 1.
    accuracy : float
        Share of rows that have the name of their cluster.
    test_accuracy : float or None
        The same share of rows that were not fitted, under the same names; None without such rows.
    seconds : float
        Of the fit. They differ from run to run.
    """

    k: int
    model: Any
    names: dict[int, Any]
    inertia: float
    homogeneity: float
    accuracy: float
    test_accuracy: float | None
    seconds: float

    @property
    def classes(self) -> int:
        """How many different classes the clusters are named after."""
        return len(set(self.names.values()))


@dataclass(frozen=True, slots=True, eq=False)
class LabeledFits(FitsByK[LabeledFit]):
    """Fits with several k. Made by `score_by_k`.

    Parameters
    ----------
    fits : tuple of LabeledFit
        In the order of k that was asked for.
    """

    fits: tuple[LabeledFit, ...]

    def table(self, *, seconds: bool = False) -> pd.DataFrame:
        """Return one row for each k.

        Parameters
        ----------
        seconds : bool, default=False
            Add the seconds of each fit. They differ from run to run, and so would a saved table.

        Returns
        -------
        table : DataFrame indexed by k
            inertia, homogeneity, accuracy, test_accuracy (where there are such rows) and classes,
            the number of different names.
        """
        import pandas as pd  # loaded late: the fits need no pandas

        columns = [
            c for c in _COLUMNS if c != "test_accuracy" or self.fits[0].test_accuracy is not None
        ]
        columns += ["seconds"] * seconds
        rows = {column: [getattr(fit, column) for fit in self.fits] for column in columns}
        return pd.DataFrame(rows, index=pd.Index([fit.k for fit in self.fits], name="k"))

    def __repr__(self) -> str:
        """Say which k were fitted."""
        name = type(self.fits[0].model).__name__
        return f"LabeledFits({name}, k = {', '.join(str(fit.k) for fit in self.fits)})"


def score_by_k(
    estimator: Any,
    X: Any,
    y: Any,
    k: Iterable[int] = PUBLISHED_K,
    *,
    X_test: Any = None,
    y_test: Any = None,
    threads: int | None = 1,
) -> LabeledFits:
    """Fit an estimator with each k and score its clusters by known classes.

    Parameters
    ----------
    estimator : estimator
        With ``n_clusters``, ``labels_`` and ``inertia_``, such as MiniBatchKMeans; cloned.
    X : array-like of shape (n_samples, n_features)
        The rows to fit.
    y : array-like of shape (n_samples,)
        Their classes. They name the clusters and are hidden from the fits.
    k : iterable of int, default=(10, 16, 36, 64, 144, 256)
        Numbers of clusters.
    X_test, y_test : array-like, default=None
        Rows that are not fitted, and their classes. Their clusters come from ``predict``, the
        names of these from X and y.
    threads : int or None, default=1
        How many threads a fit may use, None for as many as there are. Mini-batches are small work:
        more threads mostly wait for each other.

    Returns
    -------
    fits : LabeledFits
        Each fit with its scores; ``fits.table()``, ``fits[64].model``.

    Raises
    ------
    LearnerError
        If it's no k-means, a k does not fit the data, classes and rows are not as many, or only
        one of X_test and y_test is given.

    Notes
    -----
    *Accuracy* names each cluster by majority, which knows the classes: it rises with k whatever the
    clusters are worth, up to 1 at one row a cluster.

    Examples
    --------
    >>> from sklearn.cluster import MiniBatchKMeans
    >>> from teachclust.datasets import make_mnist_like
    >>> from teachclust.scores import score_by_k
    >>> X, y = make_mnist_like(500, 0, scaled=True, return_X_y=True)
    >>> fits = score_by_k(MiniBatchKMeans(n_init=1, random_state=0), X, y, k=(10, 50))
    >>> fits[10].accuracy < fits[50].accuracy
    True
    """
    model = _checked(estimator)
    ks = [check_n_clusters(one, len(X)) for one in k]
    if not ks:
        raise LearnerError("There is no k to fit.", where="k", fix="score_by_k(model, X, y)")
    if (X_test is None) != (y_test is None):
        raise LearnerError(
            "Test rows and their classes come together.",
            where="y_test" if y_test is None else "X_test",
            why="Accuracy compares the two.",
            fix="score_by_k(model, X, y, X_test=X_test, y_test=y_test)",
        )
    test = None if X_test is None else (X_test, y_test)
    return LabeledFits(tuple(_score(model, X, y, one, test, threads) for one in ks))


def _checked(estimator: Any) -> Any:
    """Return a clone of an estimator that has an inertia, with parameters that can be fitted."""
    check_single_estimator(estimator, "scored")
    model = check_estimator(estimator, skip=("n_clusters",))
    # what has an inertia starts from centers
    if {"n_clusters", "init"} <= set(model.get_params(deep=False)):
        return model
    raise LearnerError(
        f"{type(model).__name__} has no inertia to compare.",
        where="estimator",
        why="k-means and its kin have n_clusters, and an inertia once they are fitted.",
        fix=_CALL,
    )


def _score(
    estimator: Any, X: Any, y: Any, k: int, test: tuple[Any, Any] | None, threads: int | None
) -> LabeledFit:
    from sklearn.metrics import homogeneity_score

    model = clone(estimator).set_params(n_clusters=k)
    X = data_to_fit(model, X)
    with limit_threads(threads), translate_sklearn_errors(_CALL, where=f"n_clusters={k}"):
        start = time.perf_counter()
        model.fit(X)
        seconds = time.perf_counter() - start
        new = None if test is None else model.predict(test[0])
    found = match_labels(model.labels_, y, method="majority")
    tested = None if new is None or test is None else majority_accuracy(new, found.mapping, test[1])
    return LabeledFit(
        k=k,
        model=model,
        names=found.mapping,
        inertia=float(model.inertia_),
        homogeneity=float(homogeneity_score(y, model.labels_)),
        accuracy=found.accuracy,
        test_accuracy=tested,
        seconds=seconds,
    )


def majority_accuracy(labels: Sequence[int], names: dict[int, Any], y: Any) -> float:
    """Return the share of rows whose cluster has the name of their class.

    Parameters
    ----------
    labels : sequence of int
        The cluster of each row.
    names : dict of int to object
        The name of each cluster. A row of a cluster that has none counts as wrong.
    y : array-like of shape (n_samples,)
        The classes.

    Returns
    -------
    share : float
        From 0 to 1.
    """
    nothing = object()
    pairs = zip(np.asarray(labels).tolist(), np.asarray(y).tolist(), strict=True)
    return float(np.mean([names.get(cluster, nothing) == known for cluster, known in pairs]))
