"""Labels and centers of an estimator: as it is when fitted, else of a fitted clone."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from teachclust.checks import check_data
from teachclust.errors import LearnerError
from teachclust.scores.labels import read_labels
from teachclust.threads import threads_for

Ints = npt.NDArray[np.intp]


def fitted(estimator: Any, X: Any) -> Any:
    """Return an estimator that is fitted; the caller's is never touched.

    Parameters
    ----------
    estimator : estimator
        A clusterer, a mixture, or a pipeline that ends in one.
    X : array-like of shape (n_samples, n_features)
        What a clone is fitted on.

    Returns
    -------
    fitted : estimator
        The caller's own when it is fitted, else a clone.

    Raises
    ------
    LearnerError
        If it does not cluster, or X can't be clustered.
    """
    from sklearn.base import clone

    _refuse_others(estimator)
    if is_fitted(estimator):
        return estimator
    if X is None:
        raise LearnerError(
            f"{type(estimator).__name__} is not fitted, and there are no data to fit it on.",
            where="X=None",
            fix="estimator.fit(X)",
        )
    if not is_pipeline(estimator):  # the first steps of a pipeline may read text, or fill in
        check_data(X)
    with threads_for(_work(estimator, X)):
        return clone(estimator).fit(X)


def fitted_labels(model: Any, X: Any) -> Ints:
    """Return the clusters of X that a fitted estimator finds.

    Parameters
    ----------
    model : estimator
        From `fitted`.
    X : array-like of shape (n_samples, n_features)
        The data.

    Returns
    -------
    labels : ndarray of shape (n_samples,)
        The labels of its own fit if X is what it was fitted on, else predicted ones.

    Raises
    ------
    LearnerError
        If it was fitted on other data and can't predict.
    """
    n = len(X)
    own = getattr(_last(model), "labels_", None)
    own = read_labels(own, n) if own is not None and len(own) == n else None
    if not hasattr(model, "predict"):
        if own is not None:
            return own
        raise LearnerError(
            f"{type(_last(model)).__name__} was fitted on other data, and can't predict.",
            where=f"X has {n} rows",
            why="Only some estimators can find the cluster of a point they have not seen.",
            fix="estimator.fit(X)",
        )
    with threads_for(_work(model, X)):
        predicted = read_labels(model.predict(as_floats(X)), n)
    if own is None:
        return predicted
    # the same data, or as many rows of others? Noise, which can't be predicted, doesn't tell.
    kept = own >= 0
    return own if np.array_equal(own[kept], predicted[kept]) else predicted


def kept_labels(model: Any, X: Any, y: Any = None) -> Ints | None:
    """Return the clusters of X; without X those that a fitted estimator kept, or None.

    Parameters
    ----------
    model : estimator
        From `fitted`.
    X : array-like of shape (n_samples, n_features) or None
        The data.
    y : array-like of shape (n_samples,), default=None
        Classes to which they will be compared.

    Returns
    -------
    labels : ndarray of shape (n_samples,) or None
        Whole numbers.

    Raises
    ------
    LearnerError
        If there are classes, and no labels to compare them with.
    """
    if X is not None:
        return fitted_labels(model, X)
    kept = getattr(_last(model), "labels_", None)
    if kept is not None and (y is None or len(y) == len(kept)):
        return read_labels(kept)
    if y is None:
        return None
    raise LearnerError(
        "Classes need the data that they belong to.",
        where="X=None",
        why=f"{estimator_name(model)} kept no labels of {len(y)} points.",
        fix="CenterImagesDisplay.from_estimator(model, X, y)",
    )


def fitted_centers(model: Any) -> Any | None:
    """Return the centers of a fitted estimator in the units of X, or None where it has none."""
    last = _last(model)
    centers = getattr(last, "cluster_centers_", getattr(last, "means_", None))
    if centers is None or not is_pipeline(model) or len(model) == 1:
        return centers
    before = model[:-1]
    return before.inverse_transform(centers) if hasattr(before, "inverse_transform") else None


def clustered_space(model: Any, X: Any) -> Any:
    """Return X as the clusterer at the end of a pipeline sees it; without a pipeline, X."""
    if not is_pipeline(model) or len(model) == 1:
        return X
    seen = model[:-1].transform(X)
    return seen.toarray() if hasattr(seen, "toarray") else seen


def as_floats(X: Any) -> Any:
    """Return X with whole numbers made floats, and a DataFrame's names kept.

    scikit-learn 1.9 computes a mixture's probabilities in the type of X: whole numbers are cut off.
    """
    kinds = {np.dtype(t).kind for t in getattr(X, "dtypes", [])} if hasattr(X, "columns") else set()
    if kinds <= set("fiub") and kinds & set("iub"):
        return X.astype(float)
    if hasattr(X, "columns"):
        return X
    array = np.asarray(X)
    return array.astype(float) if array.dtype.kind in "iub" else array


def is_pipeline(estimator: Any) -> bool:
    """Return whether it is made of steps."""
    return hasattr(estimator, "steps")


def is_fitted(estimator: Any) -> bool:
    """Return whether it is fitted."""
    from sklearn.exceptions import NotFittedError
    from sklearn.utils.validation import check_is_fitted

    try:
        check_is_fitted(_last(estimator))
    except NotFittedError:
        return False
    return True


def estimator_name(estimator: Any) -> str:
    """Return the name of its class; of a pipeline, of what it ends in."""
    return type(_last(estimator)).__name__


def _last(model: Any) -> Any:
    return model.steps[-1][1] if is_pipeline(model) else model


def _work(estimator: Any, X: Any) -> float:
    last = _last(estimator)
    k = getattr(last, "n_clusters", None) or getattr(last, "n_components", None) or 1
    return float(np.prod(np.shape(X))) * float(k)


def _refuse_others(estimator: Any) -> None:
    from sklearn.base import BaseEstimator

    is_class = isinstance(estimator, type)
    name = estimator.__name__ if is_class else type(estimator).__name__
    if is_class or not isinstance(estimator, BaseEstimator):
        raise LearnerError(
            "This needs a scikit-learn estimator.",
            where=f"it is {'the class' if is_class else 'of type'} {name}",
            why="A class is made an estimator by calling it." if is_class else "",
            fix=f"{name}()" if is_class else "KMeans(n_clusters=4, random_state=0)",
        )
    if not hasattr(_last(estimator), "fit_predict") and not hasattr(_last(estimator), "labels_"):
        raise LearnerError(
            f"{estimator_name(estimator)} does not cluster.",
            where="estimator",
            why="A clusterer has fit_predict: k-means and its kin, trees, mixtures, DBSCAN.",
            fix="KMeans(n_clusters=4, random_state=0)",
        )
