"""How BayesianGaussianMixture fits: EM whose priors let components shrink to nothing.

References
----------
C. M. Bishop, "Pattern Recognition and Machine Learning", Springer, 2006, section 10.2.
D. M. Blei and M. I. Jordan, "Variational inference for Dirichlet process mixtures", Bayesian
Analysis 1(1), 2006.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import BayesianGaussianMixture

from teachclust.checks import CheckedData
from teachclust.palette import cluster_name
from teachclust.threads import tiny_blas
from teachclust.traces.frame import Floats, Frame
from teachclust.traces.mixture import (
    COVARIANCE_TYPE,
    E_STEP,
    M_STEP,
    MOST_STATE_BYTES,
    START,
    SURE,
    UNTIL,
    EmRun,
    MixtureFrameMaker,
    State,
    best_run,
    fit_or_explain,
    shown_steps_of,
)
from teachclust.traces.parameters import RANDOM_STATE
from teachclust.traces.spec import AlgorithmSpec, Parameter, Samples, StepName
from teachclust.traces.steps import CodeLine, Run, Steps
from teachclust.words import say
from teachclust.words.numbers import how_many, number

#: a component with less than this much of the points is empty; a share is rounded
_ONE: Final = 1 - 1e-9


def trace_bayesian_mixture(model: Any, data: CheckedData) -> Steps:
    """Trace a BayesianGaussianMixture: all ``n_init`` runs, and the frames of the best.

    The objective is the lower bound that scikit-learn raises, without constant terms. It is known
    after each M step. scikit-learn's own fit runs, and its parameters are recorded after each step;
    responsibilities are computed again by its own E step for the steps that are shown. Costs about
    1.5 fits.
    """
    X = data.numbers_in_order
    recorded = _Recorded(**model.get_params(deep=False))
    recorded.em_runs = []
    recorded.set_params(warm_start=False, verbose=0)
    with tiny_blas(X.size * recorded.n_components), warnings.catch_warnings():
        # the last frame says that the limit was reached
        warnings.simplefilter("ignore", ConvergenceWarning)
        fit_or_explain(recorded, X, "BayesianGaussianMixture")
        best = best_run(recorded.em_runs)
        frames = tuple(_frames(recorded, X, best))
    return Steps(
        frames=frames,
        runs=tuple(_result(run, best=run is best) for run in recorded.em_runs if run.bounds),
        code=_code(model),
        params={
            "warm_start": False,
            "verbose": 0,
            "weight_concentration_prior": float(recorded.weight_concentration_prior_),
        },
    )


class _Recorded(BayesianGaussianMixture):  # type: ignore[misc]
    """A BayesianGaussianMixture that records its parameters at the start and after each M step."""

    em_runs: list[EmRun]

    def _initialize(self, X: Any, resp: Any, *args: Any, **kwargs: Any) -> None:
        super()._initialize(X, resp, *args, **kwargs)
        start = self._state()
        best = best_run(self.em_runs) if self.em_runs else None
        for run in self.em_runs:
            if run is not best:
                run.states.clear()
        bytes_of_state = 2 * self.covariances_.nbytes + 4 * self.means_.nbytes
        self.em_runs.append(EmRun(max(8, MOST_STATE_BYTES // bytes_of_state), start, {0: start}))

    def _compute_lower_bound(self, *args: Any, **kwargs: Any) -> Any:
        bound = super()._compute_lower_bound(*args, **kwargs)
        run = self.em_runs[-1]
        run.bounds.append(float(np.ravel(bound)[0]))  # of tied covariances it is an array of one
        run.add(self._state())
        return bound

    def _state(self) -> State:
        self._set_parameters(self._get_parameters())  # computes the weights
        return State.of(self)


def _result(run: EmRun, *, best: bool) -> Run:
    return Run(run.bounds[-1], len(run.bounds), best, lower_bound=run.bounds[-1])


def _code(model: Any) -> tuple[CodeLine, ...]:
    return (
        CodeLine(say(f"code.em.start.{model.init_params}", k=model.n_components)),
        CodeLine(say("code.em.repeat")),
        CodeLine(say("code.em.share"), 1),
        CodeLine(say("code.bayes.refit"), 1),
        CodeLine(say("code.bayes.until")),
    )


class _FrameMaker(MixtureFrameMaker):
    """Makes the frames; ``collapsed`` are the components that are empty."""

    def bound(self, step: int) -> float | None:
        """Return the lower bound after a number of M steps; there is none of the start."""
        return self.bounds[step - 1] if step else None

    def held(self, state: State) -> Floats:
        """Return how many points each component holds, shares added up.

        scikit-learn adds them to the prior: one point and more of a Dirichlet process, whose
        parameters are pairs; the given prior of a Dirichlet distribution.
        """
        concentration = state.parameters[0]
        if isinstance(concentration, tuple):
            held: Floats = concentration[0] - 1.0
        else:
            held = concentration - self.model.weight_concentration_prior_
        return held


def _frames(model: Any, X: Floats, run: EmRun) -> Iterator[Frame]:
    """Yield "show", "seed", "assign" and "update" by turns, "collapse", then "stop"."""
    maker = _FrameMaker(model, X, run.bounds)
    steps = shown_steps_of(sorted(run.states), X, run.states[0])
    yield Frame("show", say("caption.show", n=f"{len(X):,}"), START)
    caption = say(f"caption.em.seed.{model.init_params}", k=model.n_components)
    yield Frame("seed", caption, START, values=maker.values(run.states[0]))
    for before, after in pairwise(steps):
        yield _e_step_frame(maker, run.states[before], before)
        yield _m_step_frame(maker, run.states[before], run.states[after], before, after)
        yield from _empty_frames(maker, run.states[after], after)
    yield _stop_frame(maker, run.states[steps[-1]])


def _e_step_frame(maker: _FrameMaker, state: State, step: int) -> Frame:
    shares = maker.e_step(state)[0]
    points = how_many("shared", int((shares.max(axis=1) <= SURE).sum()))
    caption = say("caption.bayes.share", points=points)
    values = maker.values(state, responsibilities=shares)
    return Frame("assign", caption, E_STEP, step + 1, maker.labels, maker.bound(step), values)


def _m_step_frame(maker: _FrameMaker, old: State, new: State, before: int, after: int) -> Frame:
    change = new.mixture_weights - old.mixture_weights
    loser = int(change.argmin())
    past, value = maker.bound(before), maker.bound(after)
    assert value is not None
    key = "one" if len(change) == 1 else "far" if after == before + 1 else "jump"
    bound = "first" if past is None else "same" if number(past) == number(value) else "up"
    if past is not None and bound == "up" and value < past:
        bound = "down"
    caption = say(
        f"caption.bayes.refit.{key}",
        steps=after - before,
        loser=cluster_name(loser),
        weight=f"{new.mixture_weights[loser]:.3f}",
        bound=say(f"caption.bayes.bound.{bound}", value=number(value), old=number(past or 0.0)),
    )
    values = maker.values(new, cluster=loser)
    return Frame("update", caption, M_STEP, after, maker.labels, value, values)


def _empty_frames(maker: _FrameMaker, state: State, step: int) -> Iterator[Frame]:
    """Yield a frame for each component that has come to hold less than one point."""
    held = maker.held(state)
    empty = frozenset(np.flatnonzero(held < _ONE).tolist())
    for cluster in sorted(empty - maker.collapsed):
        caption = say(
            "caption.bayes.collapse",
            name=cluster_name(cluster),
            weight=f"{state.mixture_weights[cluster]:.1g}",
        )
        values = maker.values(state, cluster=cluster, points=())
        yield Frame("collapse", caption, M_STEP, step, maker.labels, maker.bound(step), values)
    maker.collapsed = empty


def _stop_frame(maker: _FrameMaker, state: State) -> Frame:
    """Return the last frame: scikit-learn's closing E step, which gives points their labels."""
    shares = maker.e_step(state)[0]
    model, n_iter = maker.model, len(maker.bounds)
    kept = int((maker.held(state) >= _ONE).sum())
    key = "start" if not n_iter else "tol" if model.converged_ else "max_iter"
    caption = say(
        f"caption.bayes.stop.{key}",
        iterations=how_many("iteration", n_iter),
        tol=f"{model.tol:g}",
        kept=kept,
        k=model.n_components,
    )
    bound = maker.bound(n_iter)
    more = {"lower_bound": -np.inf if bound is None else bound}
    values = maker.values(state, responsibilities=shares, **more)
    return Frame("stop", caption, UNTIL, n_iter, maker.labels, bound, values)


WORDS: Final = {
    "caption.bayes.share": "E step: {points} shared (no component above 0.9).",
    "caption.bayes.refit.one": "M step: the component is fitted to the points; {bound}.",
    "caption.bayes.refit.far": ("M step: {loser} loses most, its weight is now {weight}; {bound}."),
    "caption.bayes.refit.jump": (
        "M step: {steps} more iterations; {loser} loses most, its weight is now {weight}; {bound}."
    ),
    "caption.bayes.bound.first": "lower bound {value}",
    "caption.bayes.bound.up": "lower bound {value}, up from {old}",
    "caption.bayes.bound.same": "lower bound stays {value}",
    "caption.bayes.bound.down": "lower bound {value}, down from {old}",
    "caption.bayes.collapse": (
        "Empty: component {name} holds less than one point; its weight {weight} is the prior's."
    ),
    "caption.bayes.stop.tol": (
        "Stop: the lower bound changed less than {tol} after {iterations}; "
        "{kept} of {k} components hold points."
    ),
    "caption.bayes.stop.max_iter": (
        "Stop: the limit of {iterations} is reached before it settled; "
        "{kept} of {k} components hold points."
    ),
    "caption.bayes.stop.start": "Stop: max_iter is 0, so the start stays.",
    "objective.lower_bound": "Lower bound",
    "objective.legend.bayes": "filled: after an M step",
    "code.bayes.title": "Variational EM",
    "code.bayes.refit": "M: refit, pulled by the priors",
    "code.bayes.until": "until the lower bound stops rising",
}

SPEC: Final = AlgorithmSpec(
    estimator="sklearn.mixture:BayesianGaussianMixture",
    tracer=trace_bayesian_mixture,
    painter="mixture",
    code_title="code.bayes.title",
    carries=(
        "centers",
        "covariances",
        "mixture_weights",
        "responsibilities",
        "lower_bound",
        "points",
        "cluster",
    ),
    samples=Samples(
        {
            "n_components": 6,
            "weight_concentration_prior": 0.01,
            # the prior of full covariances can't be inverted where features depend on each other
            "covariance_type": "diag",
            "random_state": 0,
        },
        "blobs",
        hard={"n_components": 3, "n_init": 2},
    ),
    fitted_attributes={
        "centers": "means_",
        "n_iter": "n_iter_",
    },
    n_clusters="n_components",
    parameters=(
        Parameter("n_components", "whole", "k", "The most components", most="distinct"),
        Parameter(
            "weight_concentration_prior",
            "number",
            "prior",
            "The lower it is, the more components shrink to nothing",
            least=1e-9,
        ),
        COVARIANCE_TYPE,
        Parameter(
            "weight_concentration_prior_type",
            "choice",
            "weights",
            "Whether the first components may take all the weight, or all are alike beforehand",
            ("dirichlet_process", "dirichlet_distribution"),
        ),
        RANDOM_STATE,
    ),
    title=("n_components", "weight_concentration_prior", "n_init", "random_state"),
    switches=("ellipses",),
    objective="objective.lower_bound",
    rises=True,
    legend="objective.legend.bayes",
    step_names={
        "seed": StepName(next="choose components"),
        "assign": StepName("E step", "E step"),
        "update": StepName("M step", "M step"),
        "collapse": StepName("empty", "an empty component"),
    },
    card=("shares",),
    words=WORDS,
)
