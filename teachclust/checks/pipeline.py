"""Split a pipeline into its last estimator and the data as that estimator sees them."""

from __future__ import annotations

from typing import Any

from teachclust.checks.data import check_data
from teachclust.checks.estimator_kind import check_single_estimator
from teachclust.checks.names import display_name
from teachclust.checks.space import data_to_fit
from teachclust.checks.table import is_pandas
from teachclust.errors import translate_sklearn_errors


def open_pipeline(estimator: Any, X: Any) -> tuple[Any, Any, tuple[str, ...]]:
    """Return a pipeline's last estimator, X as it sees them, and the classes of the earlier steps.

    The earlier steps are cloned and fitted on X. Of a pipeline within a pipeline the last step's
    last step is returned; any other estimator is returned as it is, with X. A DataFrame keeps its
    index, and has the columns that the steps name.
    """
    from sklearn.base import clone

    steps: tuple[str, ...] = ()
    while hasattr(estimator, "steps") and not isinstance(estimator, type):
        last = estimator.steps[-1][1] if estimator.steps else None
        if not hasattr(last, "fit_predict"):
            check_single_estimator(estimator)  # says what it ends in
        if len(estimator.steps) > 1:
            before = clone(estimator[:-1])
            names = [display_name(_name(step)) for _, step in before.steps]
            X = _prepared(before, X, " and ".join(names))
            steps += tuple(name for name in names if name != "passthrough")
        estimator = last
    return estimator, X, steps


def _name(step: Any) -> str:
    return "passthrough" if step is None or isinstance(step, str) else type(step).__name__


def _prepared(before: Any, X: Any, names: str) -> Any:
    """Return what some steps, which are fitted on it, make of X."""
    try:
        with translate_sklearn_errors("estimator = estimator[-1]", where=names):
            made = before.fit_transform(data_to_fit(before, X))
    except Exception:
        check_data(X)  # says more, if it is X that no estimator could take
        raise
    if not is_pandas(X) or not hasattr(X, "columns") or getattr(made, "ndim", 0) != 2:
        return made
    if is_pandas(made) or hasattr(made, "tocsr"):
        return made
    import pandas as pd  # loaded late: arrays need no pandas

    try:
        columns = before.get_feature_names_out()
    except (AttributeError, ValueError):  # a step that names nothing
        columns = None
    return pd.DataFrame(made, index=X.index, columns=columns)
