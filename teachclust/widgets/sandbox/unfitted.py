"""Points that an estimator can't be fitted to, as a trace of one frame that says why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from teachclust.errors import LearnerError
from teachclust.traces import Frame, Trace
from teachclust.traces.frame import Floats
from teachclust.traces.spec import AlgorithmSpec
from teachclust.widgets.sandbox.choices import params_of
from teachclust.words import say

NAMES: Final = ("x1", "x2")
_LONGEST: Final = 119


def unfitted(
    spec: AlgorithmSpec, estimator: Any, points: Floats, error: LearnerError | None
) -> Trace:
    """Return a trace that shows the points alone, and in its caption why there is no fit.

    Parameters
    ----------
    spec : AlgorithmSpec
        The estimator's algorithm: its controls stay.
    estimator : estimator
        What is not fitted.
    points : ndarray of shape (n_samples, 2)
        As many as there are, none included.
    error : LearnerError or None
        What the fit was refused with; None where there are no points.
    """
    caption = say("caption.sandbox.empty")
    if error is not None and len(points):
        caption = say("caption.sandbox.unfitted", what=error.parts["what"])
    return Trace(
        spec=replace(spec, places_centers=False, switches=(), card=()),
        params=params_of(estimator),
        X=points,
        feature_names=NAMES,
        index=None,
        frames=(Frame("show", caption[:_LONGEST], 0),),
        runs=(),
        code=(),
        notices=_reasons(error) if len(points) else (),
        n_distinct=len(points),
    )


def _reasons(error: LearnerError | None) -> tuple[str, ...]:
    """Return where and why a fit was refused, in words."""
    if error is None:
        return ()
    return tuple(filter(None, (error.parts["where"], error.parts["why"])))


def is_unfitted(shown: Trace) -> bool:
    """Tell whether a trace shows points that nothing was fitted to."""
    return not shown.is_fitted
