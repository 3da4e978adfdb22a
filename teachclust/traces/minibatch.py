"""How MiniBatchKMeans fits: a few points are drawn, centers are pulled to them, and so on.

References
----------
D. Sculley, "Web-scale k-means clustering", WWW 2010.
"""

from __future__ import annotations

import warnings
from typing import Any

from sklearn import config_context
from sklearn.base import clone

from teachclust.checks import (
    CheckedData,
    check_centers,
    check_n_clusters,
    distinct_notice,
)
from teachclust.checks.memory import MOST_BYTES
from teachclust.starts import start_name
from teachclust.traces.frame import Floats, Frame
from teachclust.traces.minibatch_frames import batch_frames, first_frames, last_frames
from teachclust.traces.minibatch_steps import ReplayError, chosen_start
from teachclust.traces.minibatch_tape import (
    Recorder,
    Tape,
    bytes_of_batches,
    draws_like,
    too_long,
)
from teachclust.traces.seeding import numbers_from
from teachclust.traces.trace import CodeLine, Run, Trace
from teachclust.words import say


def trace_minibatch(estimator: Any, data: CheckedData, columns: Any = None) -> Trace:
    """Trace a MiniBatchKMeans.

    Parameters
    ----------
    estimator : MiniBatchKMeans
        Unfitted; it is cloned, never touched. Its ``random_state`` is an int, a RandomState or
        None, in which case a seed was already drawn by `teachclust.trace`. ``compute_labels=False``
        is traced as True: the last frame has labels.
    data : CheckedData
        The checked data.
    columns : pair of str or int, default=None
        Features to draw.

    Returns
    -------
    trace : Trace
        For each batch its points and the pull on the centers, then the assignment of all points.
        Until then `Frame.labels` are those that each point had when a batch last drew it (-2 where
        none did), and the objective is scikit-learn's smoothed inertia (exponentially weighted
        mean of the batches') times n_samples; the last two frames have the true inertia.

    Raises
    ------
    LearnerError
        If a parameter does not fit the data, or the batches would need more than 300 MB.

    Notes
    -----
    What is replayed: one fit of scikit-learn itself is made, with a generator that remembers what
    it draws. Its batches, the points that starved centers jump to, the smoothed inertia, the
    reason to stop, the final labels, centers and inertia are the fit's own. The centers between
    batches are computed again from these batches by the same sums in the same order; that each
    center took as many points as in the fit is checked after each batch, and that they end at the
    fit's centers. Where this fails (a scikit-learn that is built in another way) a notice says so,
    and only the start, the assignment and the end are shown.

    Of several starts scikit-learn runs only the best, so there is one run. Costs two to three fits,
    and 4 bytes for each point that a batch draws.
    """
    X = data.X
    model = _checked(estimator, X)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # about n_init and init_size
        fitted = _fit(model, X)
        followed, frames = _frames(fitted, X, model)
    few = distinct_notice(data.n_distinct, model.n_clusters)
    hidden = () if followed else (say("caption.minibatch.hidden"),)
    return Trace(
        algorithm=type(estimator).__name__,
        painter="kmeans",
        params=model.get_params(deep=False),
        X=X,
        feature_names=data.feature_names,
        index=data.index,
        frames=frames,
        runs=(Run(float(fitted.inertia_), int(fitted.n_steps_), True),),
        objective_name=say("objective.inertia"),
        code=_code(model, X),
        code_title=say("code.minibatch.title"),
        notices=(*data.notices, *([few] if few else ()), *hidden),
        n_distinct=data.n_distinct,
        columns=columns,
    )


def _fit(model: Any, X: Floats) -> Recorder:
    recorder = Recorder(**model.get_params(deep=False))
    draws = draws_like(numbers_from(model.random_state))
    recorder.set_params(random_state=draws, verbose=0, compute_labels=True)
    recorder.tape = Tape()
    fitted: Recorder = recorder.fit(X)
    return fitted


def _frames(fitted: Recorder, X: Floats, model: Any) -> tuple[bool, tuple[Frame, ...]]:
    """Return whether the batches could be followed, and the frames."""
    start = chosen_start(fitted, X) if fitted.tape.starts else None
    middle: list[Frame] = []
    followed = start is not None and len(fitted.tape.batches) == fitted.n_steps_
    if followed and start is not None:
        try:
            # X was checked once: checking each batch again costs more than assigning it
            with config_context(assume_finite=True, skip_parameter_validation=True):
                middle.extend(batch_frames(fitted, X, start))
        except ReplayError:
            followed, middle = False, []
    first, last = first_frames(fitted, X, start), last_frames(fitted, X, model)
    return followed, (*first, *middle, *last)


def _checked(estimator: Any, X: Floats) -> Any:
    """Return a clone with parameters that fit the data, or say which one does not."""
    model = clone(estimator)
    model.n_clusters = check_n_clusters(model.n_clusters, len(X))
    if start_name(model.init) == "array":
        model.init = check_centers(model.init, model.n_clusters, X.shape[1]).astype(X.dtype)
    _check_length(model, X)
    return model


def _check_length(model: Any, X: Floats) -> None:
    """Refuse what can't stop early and would draw more than memory holds."""
    if model.tol > 0 or model.max_no_improvement is not None:
        return
    batch_size = min(int(model.batch_size), len(X))
    n_batches = int(model.max_iter) * len(X) // batch_size
    needed = bytes_of_batches(n_batches, batch_size, model.n_clusters)
    if needed > MOST_BYTES:
        raise too_long(needed, model)


def _code(model: Any, X: Floats) -> tuple[CodeLine, ...]:
    batch_size = min(int(model.batch_size), len(X))
    return (
        CodeLine(say(f"code.minibatch.start.{start_name(model.init)}")),
        CodeLine(say("code.minibatch.repeat")),
        CodeLine(say("code.minibatch.draw", n=f"{batch_size:,}"), 1),
        CodeLine(say("code.minibatch.pull"), 1),
        CodeLine(say("code.minibatch.jump"), 1),
        CodeLine(say("code.minibatch.until")),
        CodeLine(say("code.minibatch.all")),
    )
