"""Labels and centers of an estimator: as it is when fitted, else of a fitted clone.

X passes `teachclust.checks`, as data, or as distances or affinities where an estimator takes these.
A pipeline gets it as it is, because its first steps may read text or fill in what is missing; where
one may write into it, it gets a copy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import (
    check_data,
    check_estimator,
    check_in_space,
    check_single_estimator,
    data_to_fit,
    space_of,
)
from teachclust.checks.labels import read_labels
from teachclust.checks.pipeline import refuse_no_pairs
from teachclust.checks.table import is_sparse
from teachclust.errors import LearnerError, translate_sklearn_errors
from teachclust.float_errors import usual_float_errors
from teachclust.threads import threads_for

Ints = npt.NDArray[np.intp]

#: an estimator that takes any data
_GOOD: Final = "estimator = KMeans(n_clusters=2, random_state=0)"
#: words of scikit-learn for values that our own door refuses with the line that mends them
_VALUE_ERRORS: Final = ("NaN", "infinity", "too large", "convert string", "Expected 2D", "1D array")


def fitted(estimator: Any, X: Any) -> Any:
    """Return an estimator that is fitted; the caller's is never touched.

    Parameters
    ----------
    estimator : estimator
        A clusterer, a mixture, or a pipeline that ends in one.
    X : array-like of shape (n_samples, n_features)
        What a clone is fitted on; never changed. For "precomputed" distances or affinities of all
        points.

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
            why="Its clusters are those of its data.",
            fix="estimator.fit(X)",
        )
    if not is_pipeline(estimator):
        X = _as_accepted(estimator, X)
        estimator = check_estimator(estimator, X.shape[0])

    def fit(given: Any) -> Any:
        with np.errstate(divide="ignore"):  # repeated points reach each other at distance zero
            return clone(estimator).fit(given)

    return call_estimator(estimator, X, fit)


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
    n = n_rows(X)
    own = getattr(_last(model), "labels_", None)
    own = read_labels(own, n) if own is not None and len(own) == n else None
    # a table of pairs is of the points that were fitted: none of them is new
    if not hasattr(model, "predict") or (
        own is not None and not is_pipeline(model) and space_of(model).holds != "features"
    ):
        if own is not None:
            return own
        raise LearnerError(
            f"{type(_last(model)).__name__} was fitted on other data, and can't predict.",
            where=f"X has {n} rows",
            why="Only some estimators can find the cluster of a point they have not seen.",
            fix="estimator.fit(X)",
        )
    predicted = read_labels(call_estimator(model, X, model.predict), n)
    if own is None:
        return predicted
    # the same data, or as many rows of others? Noise, which can't be predicted, doesn't tell.
    kept = own >= 0
    return own if np.array_equal(own[kept], predicted[kept]) else predicted


def stored_labels(model: Any, X: Any, y: Any = None) -> Ints | None:
    """Return the clusters of X; without X those that a fitted estimator kept, or None.

    `y` holds classes to which they will be compared: a LearnerError if there are no labels then.
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
    if not hasattr(before, "inverse_transform"):
        return None
    with translate_sklearn_errors(_GOOD, where=f"inverse_transform of {type(before[-1]).__name__}"):
        return before.inverse_transform(centers)


def transformed_data(model: Any, X: Any) -> Any:
    """Return X as the clusterer at the end of a pipeline sees it; without a pipeline, X."""
    if not is_pipeline(model) or len(model) == 1:
        return X
    seen = call_estimator(model, X, model[:-1].transform)
    # what is missing in a graph of distances is not 0
    filled = space_of(model).holds != "distances"
    return seen.toarray() if filled and hasattr(seen, "toarray") else seen


def check_features(estimator: Any, X: Any, instead: str) -> None:
    """Refuse to draw the columns of X where they are distances or affinities, not features.

    `instead` is the call that draws features, with ``features`` and ``labels``. Of a pipeline, X is
    what the first step sees.
    """
    if is_pipeline(estimator) or space_of(estimator).holds == "features":
        return
    space = space_of(estimator)
    raise LearnerError(
        f"X holds {space.holds}: its columns are no features to draw.",
        where=f"{space.name}, X of shape {np.shape(X)}",
        why="Draw the features from which they were computed, with the labels.",
        fix=f"labels = estimator.fit_predict(X)  # then {instead}",
    )


def call_estimator(model: Any, X: Any, method: Callable[[Any], Any]) -> Any:
    """Call a method of an estimator with X as numbers; of a pipeline, with X as it came.

    Where a pipeline can't read X as it came (a sparse DataFrame, numbers kept as text) and
    `check_array` can, it gets the numbers. A LearnerError if X is refused there or by scikit-learn.
    """
    good = translate_sklearn_errors(_GOOD, where=estimator_name(model))
    if not is_pipeline(model):
        numbers = _as_accepted(model, X, allow_1_row=True)
        if space_of(model).holds == "features":
            numbers = _named(numbers, X, getattr(model, "feature_names_in_", None))
        with threads_for(_work(model, numbers)), good:
            return method(numbers)
    try:
        with threads_for(_work(model, X)), usual_float_errors():
            return method(data_to_fit(model, X))
    except Exception as error:
        try:
            values = check_data(X, allow_1_row=True).X
            numbers = _named(values, X, getattr(X, "columns", None))
        except LearnerError as refusal:
            if any(word in str(error) for word in _VALUE_ERRORS):
                raise refusal from error
            numbers = None
        with good:
            if numbers is None:
                raise
            return method(numbers)


def _as_accepted(estimator: Any, X: Any, *, allow_1_row: bool = False) -> Any:
    """Return a private copy of X as an estimator accepts it: floats, or a sparse table of pairs.

    scikit-learn 1.9 computes a mixture's probabilities in the type of X: whole numbers are cut off.
    """
    space = space_of(estimator)
    if space.holds != "features" and is_sparse(X):
        return X.copy()
    return check_in_space(space, X, allow_1_row=allow_1_row).X


def _named(values: Any, X: Any, names: Any) -> Any:
    """Return values in a DataFrame where an estimator knows its columns by name."""
    if names is None:
        return values
    import pandas as pd

    given = getattr(X, "columns", names)
    if len(given) != values.shape[1]:
        return values
    # as objects: pandas' own text can't hold every name that a column may have
    return pd.DataFrame(values, columns=pd.Index(list(given), dtype=object))


def n_rows(X: Any) -> int:
    """Return the number of rows of X, sparse or not; what has none is refused as no data."""
    shape = getattr(X, "shape", None)
    if isinstance(shape, tuple) and shape:
        return int(shape[0])
    return (
        len(X)
        if shape is None and hasattr(X, "__len__")
        else len(check_data(X, allow_1_row=True).X)
    )


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
    shape = getattr(X, "shape", None) or (n_rows(X),)  # rows of a list may be of any length
    return float(np.prod(shape)) * (float(k) if isinstance(k, int | float | np.number) else 1.0)


def refuse_search(estimator: Any) -> None:
    """Refuse a search over parameters, and say how to get the estimator that it found.

    A LearnerError for a search, such as a GridSearchCV, also at the end of a pipeline, and for what
    wraps an estimator in another way. So are steps that no pipeline can fit.
    """
    if is_pipeline(estimator):
        _check_steps(estimator.steps)
    last = _last(estimator)
    if not is_pipeline(estimator):
        if hasattr(last, "get_params") and not isinstance(last, type):
            check_single_estimator(last, "drawn")
    elif hasattr(last, "refit") and hasattr(last, "estimator"):  # what all searches have
        raise LearnerError(
            f"A {type(last).__name__} can't be drawn, but the estimator that it finds can.",
            where="the last step of the pipeline",
            why="A search fits many estimators; the best of them is one.",
            # the steps before it may not be fitted though the search is
            fix="from sklearn.pipeline import make_pipeline; estimator = estimator.fit(X); "
            "estimator = make_pipeline(estimator[:-1], estimator[-1].best_estimator_)",
        )


def _check_steps(steps: Any) -> None:
    """Refuse the steps of a pipeline that ends in no estimator, which it takes until it fits."""
    refuse_no_pairs(steps)
    last = steps[-1][1] if steps else None
    if steps and not isinstance(last, type):
        return
    raise LearnerError(
        "This pipeline ends in a class, not in an estimator."
        if steps
        else "This pipeline has no steps.",
        where=f"its last step is the class {last.__name__}"
        if isinstance(last, type)
        else "steps=[]",
        why="A pipeline ends in the estimator that clusters, made by calling its class.",
        fix="from sklearn.pipeline import make_pipeline; from sklearn.cluster import KMeans; "
        "estimator = make_pipeline(KMeans(n_clusters=2, random_state=0))",
    )


def _refuse_others(estimator: Any) -> None:
    from sklearn.base import BaseEstimator

    is_class = isinstance(estimator, type)
    name = estimator.__name__ if is_class else type(estimator).__name__
    if is_class or not isinstance(estimator, BaseEstimator):
        # a class is made an estimator by calling it, if it is one at all
        made = is_class and issubclass(estimator, BaseEstimator)
        raise LearnerError(
            "This needs a scikit-learn estimator.",
            where=f"it is {'the class' if is_class else 'of type'} {name}",
            why="A class is made an estimator by calling it."
            if made
            else "The estimator comes first, then the data.",
            fix=f"estimator = {name}()" if made else _GOOD,
        )
    refuse_search(estimator)
    space_of(estimator)  # what clusters columns is refused
    if not hasattr(_last(estimator), "fit_predict") and not hasattr(_last(estimator), "labels_"):
        raise LearnerError(
            f"{estimator_name(estimator)} does not cluster.",
            where="estimator",
            why="A clusterer has fit_predict: k-means and its kin, trees, mixtures, DBSCAN.",
            fix=_GOOD,
        )


def final_estimator(estimator: Any) -> Any:
    """Return the estimator in which a pipeline ends, else itself; a search is refused."""
    refuse_search(estimator)
    return estimator.steps[-1][1] if is_pipeline(estimator) else estimator


def describe_type(estimator: Any) -> str:
    """Say what it is that was handed in."""
    if isinstance(estimator, type):
        return f"it is the class {estimator.__name__}"
    return f"it is of type {type(estimator).__name__}"
