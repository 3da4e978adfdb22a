"""What was handed in as an estimator, for Displays that need one of a certain kind."""

from __future__ import annotations

from typing import Any

from teachclust.plots.fitted import is_pipeline, refuse_search


def final_estimator(estimator: Any) -> Any:
    """Return the estimator in which a pipeline ends, else itself; a search is refused."""
    refuse_search(estimator)
    return estimator.steps[-1][1] if is_pipeline(estimator) else estimator


def describe_type(estimator: Any) -> str:
    """Say what it is that was handed in."""
    if isinstance(estimator, type):
        return f"it is the class {estimator.__name__}"
    return f"it is of type {type(estimator).__name__}"
