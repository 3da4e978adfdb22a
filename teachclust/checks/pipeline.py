"""Split a pipeline into its last estimator and the data as that estimator sees them."""

from __future__ import annotations

import re
from copy import copy
from typing import Any

from teachclust.checks.data import check_data
from teachclust.checks.estimator_kind import check_single_estimator
from teachclust.checks.names import display_name
from teachclust.checks.space import data_to_fit
from teachclust.checks.table import is_pandas
from teachclust.errors import LearnerError, translate_sklearn_errors


def open_pipeline(estimator: Any, X: Any) -> tuple[Any, Any, tuple[str, ...]]:
    """Return a pipeline's last estimator, X as it sees them, and the classes of the earlier steps.

    The earlier steps are cloned and fitted on X. Of a pipeline within a pipeline the last step's
    last step is returned; any other estimator is returned as it is, with X. A DataFrame keeps its
    index, and has the columns that the steps name. What the steps make is checked like any data.
    """
    steps: tuple[str, ...] = ()
    made: Any = None
    lines: list[str] = []  # what opens the pipeline, for the caller
    while hasattr(estimator, "steps") and not isinstance(estimator, type):
        refuse_no_pairs(estimator.steps)
        last = estimator.steps[-1][1] if estimator.steps else None
        if not hasattr(last, "fit_predict") and not _of_a_learner(last):
            check_single_estimator(estimator)  # says what it ends in
        names = [display_name(_name(step)) for _, step in estimator.steps[:-1]]
        before, made = _made(estimator, X, " and ".join(names))
        if names:
            X = _as_frame(before, made, X)
            lines.append("X, estimator = estimator[:-1].fit_transform(X), estimator[-1]")
        else:
            lines.append("estimator = estimator[-1]")
        steps += tuple(name for name in names if name != "passthrough")
        estimator = last
    if steps:
        _check_made(made, steps[-1], "; ".join(lines))
    return estimator, X, steps


def _of_a_learner(last: Any) -> bool:
    """Tell whether an estimator may have labels_ after its fit, for all that is known of it."""
    packaged = type(last).__module__.partition(".")[0] in ("sklearn", "builtins")
    return not packaged and hasattr(last, "fit") and not hasattr(last, "estimator")


def refuse_no_pairs(steps: Any) -> None:
    """Refuse steps that are not a list of pairs, which scikit-learn takes until it fits."""
    if isinstance(steps, list | tuple) and all(
        isinstance(step, list | tuple) and len(step) == 2 for step in steps
    ):
        return
    raise LearnerError(
        "The steps of this pipeline are not pairs of a name and an estimator.",
        where=f"steps={display_name(repr(steps))}",
        why="make_pipeline names them by itself.",
        fix="from sklearn.pipeline import make_pipeline; from sklearn.cluster import KMeans; "
        "estimator = make_pipeline(KMeans(n_clusters=4, random_state=0))",
    )


def _name(step: Any) -> str:
    return "passthrough" if step is None or isinstance(step, str) else type(step).__name__


def _made(pipe: Any, X: Any, names: str) -> tuple[Any, Any]:
    """Return a pipeline's earlier steps, fitted on X, and what they make of it.

    The last step stands among them as one that passes through, so that scikit-learn checks the
    names of all.
    """
    from sklearn.base import clone

    try:
        with translate_sklearn_errors("estimator = estimator[-1]", where=names):
            before = copy(pipe)
            before.steps = [*pipe.steps[:-1], (pipe.steps[-1][0], "passthrough")]
            before = clone(before)
            return before, before.fit_transform(data_to_fit(before, X))
    except Exception:
        check_data(X)  # says more, if it is X that no estimator could take
        raise


def _as_frame(before: Any, made: Any, X: Any) -> Any:
    """Return what steps made of a DataFrame as one; of anything else as it is."""
    if not is_pandas(X) or not hasattr(X, "columns") or getattr(made, "ndim", 0) != 2:
        return made
    if is_pandas(made) or hasattr(made, "tocsr"):
        return made
    import pandas as pd  # loaded late: arrays need no pandas

    try:
        columns = before.get_feature_names_out()
    except Exception:  # a step that names nothing, or whose naming is a learner's own code
        columns = None
    if columns is not None and len(columns) != made.shape[1]:
        columns = None
    index = X.index if len(X) == len(made) else None  # a step may drop rows
    return pd.DataFrame(made, index=index, columns=columns)


def _check_made(made: Any, step: str, opened: str) -> None:
    """Refuse what the earlier steps made if it can't be clustered, by the name of the last."""
    try:
        check_data(made)
    except LearnerError as error:
        what = re.sub(r"\bX\b", f"the output of {step}", error.what)
        where, why = (re.sub(r"\bX\b", "the output", text) for text in (error.where, error.why))
        raise LearnerError(
            what[0].upper() + what[1:],
            where=where,
            why=why[:1].upper() + why[1:],
            fix=f"{opened}; {error.fix}",
        ) from None
