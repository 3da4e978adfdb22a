"""How GaussianMixture fits, frame by frame: a start, then E steps and M steps by turns.

References
----------
A. P. Dempster, N. M. Laird and D. B. Rubin, "Maximum likelihood from incomplete data via the EM
algorithm", Journal of the Royal Statistical Society B 39(1), 1977.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

from teachclust.checks import CheckedData, check_centers, check_n_clusters, distinct_notice
from teachclust.errors import LearnerError
from teachclust.threads import tiny_blas
from teachclust.traces.frame import Floats
from teachclust.traces.mixture_frames import (
    State,
    frames_of_states,
    given_parameters,
    log_likelihood,
    start_name,
)
from teachclust.traces.trace import CodeLine, Run, Trace
from teachclust.words import say

# What the parameters of all steps of one run may take together, and the covariances of one step.
_MOST_BYTES: Final = 60_000_000
_MOST_COVARIANCE_BYTES: Final = 20_000_000
# The first steps move most: they are kept in any case.
_FIRST: Final = 4


def trace_mixture(estimator: Any, data: CheckedData, columns: Any = None) -> Trace:
    """Trace a GaussianMixture.

    Parameters
    ----------
    estimator : GaussianMixture
        It is cloned, never touched, so that ``warm_start`` has nothing to start from.
    data : CheckedData
        The checked data.
    columns : pair of str or int, default=None
        Features to draw.

    Returns
    -------
    trace : Trace
        All ``n_init`` runs with their log-likelihood; the frames of the best. The objective is the
        log-likelihood of the parameters that a frame has, summed over points: their ``score(X)``
        times n_samples. So it changes at the M steps, and that of the last frame belongs to the
        fit's last parameters. The fit's ``lower_bound_`` is kept beside it, as `Run.lower_bound`
        and in the values of the last frame: it is a mean over points, found by the last E step of
        the loop, so that of the parameters *before* the last M step. scikit-learn stops, and
        chooses between runs, by it. With ``max_iter=0`` it is minus infinity.

    Raises
    ------
    LearnerError
        If a parameter does not fit the data, a component has no covariance (``reg_covar=0``), or
        there are too many features to keep covariances of.

    Notes
    -----
    scikit-learn's own fit runs, and its parameters are written down after each step; shares are
    computed again by its own E step for the steps that are shown. Costs about 1.5 fits and at most
    60 MB for shares. Of very long runs some steps are left out.
    """
    X = data.X
    model = _checked(estimator, X)
    with tiny_blas(X.size * model.n_components), warnings.catch_warnings():
        # the last frame says that the limit was reached, a notice that points are few
        warnings.simplefilter("ignore", ConvergenceWarning)
        _fit(model, X)
        best = _kept(model.em_runs)
        runs = _runs(model, X, best)
        frames = tuple(frames_of_states(model, X, best.states, best.bounds))
    few = distinct_notice(data.n_distinct, model.n_components)
    return Trace(
        algorithm=type(estimator).__name__,
        painter="mixture",
        params=model.get_params(deep=False),
        X=X,
        feature_names=data.feature_names,
        index=data.index,
        frames=frames,
        runs=runs,
        objective_name=say("objective.log_likelihood"),
        code=_code(model),
        code_title=say("code.em.title"),
        notices=(*data.notices, *([few] if few else ()), *_reg_notice(model, data)),
        n_distinct=data.n_distinct,
        columns=columns,
        rises=True,
    )


@dataclass(slots=True)
class EmRun:
    """One run: parameters by the number of M steps before them, and the bound of each E step.

    ``end`` are the newest parameters; of ``states`` some may be left out.
    """

    most: int
    end: State
    states: dict[int, State] = field(default_factory=dict)
    bounds: list[float] = field(default_factory=list)
    stride: int = 1

    def add(self, state: State) -> None:
        """Keep the newest state; where there are too many, every second older one goes."""
        self.end = state
        newest = max(self.states, default=0)
        if newest % self.stride and newest >= _FIRST:
            del self.states[newest]
        step = len(self.bounds)
        self.states[step] = state
        while len(self.states) > self.most:
            self.stride *= 2
            self.states = {
                s: kept
                for s, kept in self.states.items()
                if s < _FIRST or s == step or s % self.stride == 0
            }


class _Recorded(GaussianMixture):  # type: ignore[misc]
    """A GaussianMixture that writes down its parameters at the start and after each M step.

    scikit-learn calls `_initialize` once a run and `_compute_lower_bound` once an iteration, when
    the new parameters are there.
    """

    em_runs: list[EmRun]

    def _initialize(self, X: Any, resp: Any, *args: Any, **kwargs: Any) -> None:
        super()._initialize(X, resp, *args, **kwargs)
        best = _kept(self.em_runs) if self.em_runs else None
        for run in self.em_runs:
            if run is not best:
                run.states.clear()
        if self.precisions_init is not None:  # scikit-learn leaves the covariances out here
            self.covariances_ = _inverses(self.precisions_cholesky_, self.covariance_type)
        bytes_of_state = 2 * self.covariances_.nbytes + 2 * self.means_.nbytes
        start = State.of(self)
        run = EmRun(max(2 * _FIRST, _MOST_BYTES // bytes_of_state), start)
        run.add(start)
        self.em_runs.append(run)

    def _compute_lower_bound(self, *args: Any, **kwargs: Any) -> Any:
        bound = super()._compute_lower_bound(*args, **kwargs)
        run = self.em_runs[-1]
        run.bounds.append(float(bound))
        run.add(State.of(self))
        return bound


def _inverses(cholesky: Floats, covariance_type: str) -> Floats:
    """Return covariances, in scikit-learn's shape, from Cholesky factors of precisions."""
    if covariance_type in ("diag", "spherical"):
        variances: Floats = 1 / cholesky**2
        return variances
    inverse = np.linalg.inv(cholesky)
    covariances: Floats = np.swapaxes(inverse, -1, -2) @ inverse
    return covariances


def _kept(runs: list[EmRun]) -> EmRun:
    """Choose as scikit-learn does: the first of the highest bounds; the last start of starts."""
    if not runs[-1].bounds:  # max_iter=0
        return runs[-1]
    kept = runs[0]
    for run in runs[1:]:
        if run.bounds[-1] > kept.bounds[-1] or kept.bounds[-1] == -np.inf:
            kept = run
    return kept


def _runs(model: _Recorded, X: Floats, kept: EmRun) -> tuple[Run, ...]:
    """Return what each run came to; overwrites the model's parameters."""
    # max_iter=0: there is nothing by which to compare starts
    runs = model.em_runs if kept.bounds else [kept]
    return tuple(
        Run(
            objective=log_likelihood(model, X, run.end),
            n_iter=len(run.bounds),
            best=run is kept,
            lower_bound=run.bounds[-1] if run.bounds else -np.inf,
        )
        for run in runs
    )


def _fit(model: _Recorded, X: Floats) -> None:
    try:
        model.fit(X)
    except ValueError as problem:
        if "ill-defined" in str(problem):
            raise LearnerError(
                "A component has shrunk until its covariance can't be inverted.",
                where=f"reg_covar={model.reg_covar!r}, n_components={model.n_components}",
                why="A component that holds fewer points than it needs is flat: it has no density.",
                fix=_fix(model, reg_covar=_wider(model.reg_covar, X)),
            ) from None
        given = given_parameters(model)
        if not given:
            raise
        raise LearnerError(
            "The mixture can't start from these parameters.",
            where=", ".join(given),
            why=str(problem).partition("\n")[0],
            fix=_fix(model),
        ) from None


def _wider(reg_covar: float, X: Floats) -> float:
    """Return a reg_covar that is enough: scikit-learn's own, or a part of the variance."""
    enough = max(1e-6, 10.0 * float(reg_covar), 1e-6 * float(X.var(axis=0).max()))
    return float(f"{enough:.0e}")


def _fix(model: Any, **params: Any) -> str:
    k = model.n_components
    shown = "".join(f", {name}={value!r}" for name, value in params.items())
    return f"GaussianMixture(n_components={k}{shown}, random_state=0)"


def _checked(estimator: Any, X: Floats) -> _Recorded:
    """Return a recording copy with parameters that fit the data, or say which one does not."""
    model = _Recorded(**clone(estimator).get_params(deep=False))
    model.em_runs = []
    model.set_params(warm_start=False, verbose=0)
    model.n_components = check_n_clusters(model.n_components, len(X), name="n_components")
    d = X.shape[1]
    needed = 8 * model.n_components * d * d
    if needed > _MOST_COVARIANCE_BYTES:
        raise LearnerError(
            f"Covariances of {d} features take {needed / 1e6:,.0f} MB at each step.",
            where=f"{model.n_components} components x {d} x {d} numbers",
            why="Few points say little about so many numbers: keep few directions first.",
            fix="from sklearn.decomposition import PCA; X = PCA(10).fit_transform(X)",
        )
    if model.max_iter == 0 and model.precisions_init is not None:
        raise LearnerError(
            "Without a step there are no covariances.",
            where="max_iter=0, precisions_init is given",
            why="scikit-learn computes covariances in an M step, and can't end before the first.",
            fix=_fix(model, max_iter=100),
        )
    if model.means_init is not None:
        # checked only: a fit doesn't round them to the type of X either
        check_centers(model.means_init, model.n_components, d)
    return model


def _reg_notice(model: Any, data: CheckedData) -> tuple[str, ...]:
    """Return a notice where reg_covar is no longer small beside the data."""
    variances = data.X.var(axis=0, dtype=float)
    variances = np.where(variances > 0, variances, np.inf)
    column = int(variances.argmin())
    if not model.reg_covar > 0.01 * variances[column]:
        return ()
    return (
        f'reg_covar={model.reg_covar:g} is not small beside the variance of "'
        f'{data.display_names[column]}" ({variances[column]:.2g}): it rounds components off. '
        "Scale X first.",
    )


def _code(model: Any) -> tuple[CodeLine, ...]:
    return (
        CodeLine(say(f"code.em.start.{start_name(model)}", k=model.n_components)),
        CodeLine(say("code.em.repeat")),
        CodeLine(say("code.em.share"), 1),
        CodeLine(say("code.em.refit"), 1),
        CodeLine(say("code.em.until")),
    )
