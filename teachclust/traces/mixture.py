"""How GaussianMixture fits, frame by frame: a start, then E steps and M steps by turns.

References
----------
A. P. Dempster, N. M. Laird and D. B. Rubin, "Maximum likelihood from incomplete data via the EM
algorithm", Journal of the Royal Statistical Society B 39(1), 1977.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

from teachclust.checks import CheckedData, check_centers
from teachclust.errors import LearnerError
from teachclust.palette import cluster_name
from teachclust.threads import tiny_blas
from teachclust.traces.frame import Floats, Frame, Labels
from teachclust.traces.parameters import (
    RANDOM_STATE,
)
from teachclust.traces.spec import AlgorithmSpec, Parameter, Samples, StepName
from teachclust.traces.steps import CodeLine, Run, Steps
from teachclust.traces.thinning import shown_steps
from teachclust.words import say
from teachclust.words.numbers import how_many, number

# Limits in bytes: for the parameters of all steps of one run; for the responsibilities and
# covariances of all frames; for the covariances of one step.
MOST_STATE_BYTES: Final = 60_000_000
_MOST_SHOWN_BYTES: Final = 60_000_000
_MOST_COVARIANCE_BYTES: Final = 20_000_000
# The first steps move most: they are kept in any case.
_FIRST: Final = 4

# Lines of the pseudocode (see `mixture._code`).
START: Final = 0
E_STEP: Final = 2
M_STEP: Final = 3
UNTIL: Final = 4

# A point whose largest share is no more than this counts as shared.
SURE: Final = 0.9
# A component has collapsed when its variance is at most so many times reg_covar (where that is 0,
# such a part of the variance of the data), in data far wider.
_NEAR: Final = 10
_FAR: Final = 1_000
_FLAT: Final = 1e-10


def trace_mixture(model: Any, data: CheckedData) -> Steps:
    """Trace a GaussianMixture: all ``n_init`` runs, and the frames of the best.

    The objective is the log-likelihood of the parameters that a frame has, summed over points:
    their ``score(X)`` times n_samples. So it changes at the M steps, and that of the last frame
    belongs to the fit's last parameters. The fit's ``lower_bound_`` is kept beside it, as
    `Run.lower_bound` and in the values of the last frame: it is a mean over points, found by the
    last E step of the loop, so that of the parameters *before* the last M step. scikit-learn stops,
    and chooses between runs, by it. With ``max_iter=0`` it is minus infinity.

    scikit-learn's own fit runs, and its parameters are recorded after each step; responsibilities
    are computed again by its own E step for the steps that are shown. Costs about 1.5 fits and at
    most 60 MB for responsibilities. Of very long runs some steps are left out. The model is cloned,
    so that ``warm_start`` has nothing to start from.
    """
    X = data.numbers_in_order
    recorded = _recorded(model, X)
    with tiny_blas(X.size * recorded.n_components), warnings.catch_warnings():
        # the last frame says that the limit was reached, a notice that points are few
        warnings.simplefilter("ignore", ConvergenceWarning)
        fit_or_explain(recorded, X, "GaussianMixture")
        best = best_run(recorded.em_runs)
        runs = _runs(recorded, X, best)
        frames = tuple(_frames_of_states(recorded, X, best.states, best.bounds))
    return Steps(
        frames=frames,
        runs=runs,
        code=_code(model),
        params={"warm_start": False, "verbose": 0},
        notices=_reg_notice(model, data),
    )


@dataclass(slots=True)
class EmRun:
    """One run: parameters by the number of M steps before them, and the bound of each E step.

    ``end`` are the newest parameters; of ``states`` some may be left out.
    """

    most: int
    end: State
    states: dict[int, State]
    bounds: list[float] = field(default_factory=list)
    stride: int = 1

    def add(self, state: State) -> None:
        """Add the newest state; if there are too many, drop every second older one."""
        self.end = state
        newest = max(self.states)
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
    """A GaussianMixture that records its parameters at the start and after each M step.

    scikit-learn calls `_initialize` once a run and `_compute_lower_bound` once an iteration, when
    the new parameters are there.
    """

    em_runs: list[EmRun]

    def _initialize(self, X: Any, resp: Any, *args: Any, **kwargs: Any) -> None:
        super()._initialize(X, resp, *args, **kwargs)
        best = best_run(self.em_runs) if self.em_runs else None
        for run in self.em_runs:
            if run is not best:
                run.states.clear()
        if self.precisions_init is not None:  # scikit-learn leaves the covariances out here
            self.covariances_ = _inverses(self.precisions_cholesky_, self.covariance_type)
        bytes_of_state = 2 * self.covariances_.nbytes + 2 * self.means_.nbytes
        start = State.of(self)
        most = max(2 * _FIRST, MOST_STATE_BYTES // bytes_of_state)
        self.em_runs.append(EmRun(most, start, {0: start}))

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


def best_run(runs: list[EmRun]) -> EmRun:
    """Choose as scikit-learn does: the first of the highest bounds; the last start of starts."""
    if not runs[-1].bounds:  # max_iter=0
        return runs[-1]
    kept = runs[0]
    for run in runs[1:]:
        if run.bounds[-1] > kept.bounds[-1] or kept.bounds[-1] == -np.inf:
            kept = run
    return kept


def _runs(model: _Recorded, X: Floats, kept: EmRun) -> tuple[Run, ...]:
    """Return the result of each run; overwrites the model's parameters."""
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


def fit_or_explain(model: Any, X: Floats, name: str) -> None:
    """Fit a mixture that records, of the given class; say what its parameters lack."""
    try:
        model.fit(X)
    except ValueError as problem:
        if "ill-defined" in str(problem):
            raise LearnerError(
                "A component has shrunk until its covariance can't be inverted.",
                where=f"reg_covar={model.reg_covar!r}, n_components={model.n_components}",
                why="A component that holds fewer points than it needs is flat: it has no density.",
                fix=_fix(model, name, reg_covar=_wider(model.reg_covar, X)),
            ) from None
        given = _given_parameters(model)
        if not given:
            raise
        raise LearnerError(
            "The mixture can't start from these parameters.",
            where=", ".join(given),
            why=str(problem).partition("\n")[0],
            fix=_fix(model, name),
        ) from None


def _wider(reg_covar: float, X: Floats) -> float:
    """Return a reg_covar that is enough: scikit-learn's own, or a part of the variance."""
    enough = max(1e-6, 10.0 * float(reg_covar), 1e-6 * float(X.var(axis=0).max()))
    return float(f"{enough:.0e}")


def _fix(model: Any, name: str = "GaussianMixture", **params: Any) -> str:
    k = model.n_components
    shown = "".join(f", {name}={value!r}" for name, value in params.items())
    return f"{name}(n_components={k}{shown}, random_state=0)"


def _recorded(estimator: Any, X: Floats) -> _Recorded:
    """Return a recording copy with parameters that fit the data, or say which one does not."""
    model = _Recorded(**estimator.get_params(deep=False))
    model.em_runs = []
    model.set_params(warm_start=False, verbose=0)
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


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Parameters of a mixture, in scikit-learn's own shapes, which depend on covariance_type.

    ``parameters`` are all of them as scikit-learn's `_get_parameters` gives them.
    """

    mixture_weights: Floats
    means: Floats
    covariances: Floats
    parameters: tuple[Any, ...]

    @classmethod
    def of(cls, model: Any) -> State:
        """Read the present parameters; scikit-learn replaces them and never writes into them."""
        return cls(model.weights_, model.means_, model.covariances_, model._get_parameters())

    def full(self, covariance_type: str) -> Floats:
        """Return covariances of shape (n_components, n_features, n_features)."""
        return full_covariances(self.covariances, covariance_type, self.means.shape)


def full_covariances(covariances: Floats, covariance_type: str, shape: tuple[int, ...]) -> Floats:
    """Return one matrix for each component, from the shape that scikit-learn has for a type.

    `shape` is n_components and n_features. Not to be changed: of "tied" all are the same memory.
    """
    k, d = shape
    if covariance_type in ("full", "tied"):
        return np.broadcast_to(covariances, (k, d, d))
    variances = np.broadcast_to(np.reshape(covariances, (k, -1)), (k, d))
    full: Floats = variances[:, :, np.newaxis] * np.eye(d)
    return full


def percent_inside(spread: float) -> str:
    """Return which percentage of a plane's normal distribution lies within an ellipse.

    The ellipse is at `spread` standard deviations. The squared distance from the mean in standard
    deviations follows chi-squared with two degrees of freedom, whose distribution function is
    1 - exp(-spread² / 2). A projection of a normal distribution is normal too.
    """
    return f"{100 * -np.expm1(-(spread**2) / 2):.0f}"


def ellipses_note(*, exact: bool) -> str:
    """Return what the ellipses at 1 and 2 standard deviations hold.

    `exact` tells whether the plane is the whole space of the data; else they hold as much of what a
    component's projection onto it is.
    """
    key = "view.ellipses" if exact else "view.ellipses.projected"
    return say(key, first=percent_inside(1), second=percent_inside(2))


@dataclass(slots=True)
class MixtureFrameMaker:
    """Makes the frames: holds X, and the model whose parameters are set for each E step."""

    model: Any
    X: Floats
    bounds: list[float]
    labels: Labels | None = None
    collapsed: frozenset[int] = frozenset()

    def values(self, state: State, **more: Any) -> dict[str, Any]:
        """Return what frames carry: parameters in the shapes of all frames, and what is added."""
        full = state.full(self.model.covariance_type)
        return {
            "centers": state.means,
            "covariances": full,
            "mixture_weights": state.mixture_weights,
            **more,
        }

    def e_step(self, state: State) -> tuple[Floats, float]:
        """Run scikit-learn's E step: set labels; return responsibilities and the log-likelihood."""
        mean, log_responsibilities = e_step_of(self.model, self.X, state)
        labels = log_responsibilities.argmax(axis=1).astype(np.int32)
        if self.labels is None or not np.array_equal(labels, self.labels):
            self.labels = labels
        responsibilities: Floats = np.exp(log_responsibilities).astype(np.float32)
        return responsibilities, mean * len(self.X)

    def objective(self, state: State, step: int) -> float:
        """Return the log-likelihood of the parameters after a number of M steps."""
        if step < len(self.bounds):  # the E step that came next found it
            return len(self.X) * self.bounds[step]
        return log_likelihood(self.model, self.X, state)


def log_likelihood(model: Any, X: Floats, state: State) -> float:
    """Return ``score(X)`` times n_samples of some parameters; those of the model are overwritten.

    Costs one E step.
    """
    return e_step_of(model, X, state)[0] * len(X)


def e_step_of(model: Any, X: Floats, state: State) -> tuple[float, Floats]:
    """Run scikit-learn's E step: mean log-likelihood, and the log responsibilities."""
    model._set_parameters(state.parameters)
    mean, log_responsibilities = model._e_step(X)
    return float(mean), log_responsibilities


def _frames_of_states(
    model: Any, X: Floats, states: dict[int, State], bounds: list[float]
) -> Iterator[Frame]:
    """Yield the frames of one run.

    Yields "show", "seed", then "assign" (E step) and "update" (M step) by turns, "collapse" where a
    component collapses, then "stop". The objective changes at an M step, where parameters do.

    Where steps are left out an M step stands for several: the E step before it is the first of
    them, so that each frame agrees with its own parameters.
    """
    maker = MixtureFrameMaker(model, X, bounds)
    steps = shown_steps_of(sorted(states), X, states[0])
    yield Frame("show", say("caption.show", n=f"{len(X):,}"), START)
    yield _seed_frame(maker, states[0])
    for before, after in pairwise(steps):
        yield _e_step_frame(maker, states[before], before + 1)
        yield _m_step_frame(maker, states[before], states[after], before, after)
        yield from _collapse_frames(maker, states[after], after)
    yield _stop_frame(maker, states[steps[-1]])


def shown_steps_of(steps: list[int], X: Floats, state: State) -> list[int]:
    """Choose the steps that become frames; the first and the last are always among them."""
    k, d = state.means.shape
    per_step = len(X) * (4 * k + 4) + 8 * k * d * d
    # the limit of labels in `shown_steps`, put to what is kept here
    rows = max(len(X), per_step * 6_000_000 // _MOST_SHOWN_BYTES)
    places = shown_steps(len(steps), rows, important=range(8))
    most = max(4, _MOST_SHOWN_BYTES // per_step)
    if len(places) > most:
        places = np.linspace(0, len(steps) - 1, most).astype(int).tolist()
    return [steps[place] for place in places]


def start_name(model: Any) -> str:
    """Return which kind of start a GaussianMixture has: the end of the keys of its words."""
    given = _given_parameters(model)
    return str(model.init_params) if not given else "given" if len(given) == 3 else "partly"


def _given_parameters(model: Any) -> list[str]:
    """Return the names of the starting parameters that a GaussianMixture was given."""
    names = ("weights_init", "means_init", "precisions_init")
    return [name for name in names if getattr(model, name, None) is not None]


def _seed_frame(maker: MixtureFrameMaker, state: State) -> Frame:
    model = maker.model
    caption = say(
        f"caption.em.seed.{start_name(model)}",
        k=model.n_components,
        given=" and ".join(_given_parameters(model)),
        init=model.init_params,
    )
    return Frame("seed", caption, START, values=maker.values(state))


def _e_step_frame(maker: MixtureFrameMaker, state: State, iteration: int) -> Frame:
    responsibilities, _ = maker.e_step(state)
    value = maker.objective(state, iteration - 1)
    shared = int((responsibilities.max(axis=1) <= SURE).sum())
    points = how_many("shared", shared)
    key = "first" if iteration == 1 else "same"
    caption = say(f"caption.em.share.{key}", points=points, value=number(value))
    values = maker.values(state, responsibilities=responsibilities)
    return Frame("assign", caption, E_STEP, iteration, maker.labels, value, values)


def _m_step_frame(
    maker: MixtureFrameMaker, old: State, new: State, before: int, after: int
) -> Frame:
    shifts = np.sqrt(((new.means - old.means) ** 2).sum(axis=1))
    mover, grower = int(shifts.argmax()), int((new.mixture_weights - old.mixture_weights).argmax())
    key = "far" if after == before + 1 else "jump"
    if len(new.means) == 1 and key == "far":
        key = "one"
    value, past = maker.objective(new, after), maker.objective(old, before)
    change = "same" if number(past) == number(value) else "up" if value > past else "down"
    caption = say(
        f"caption.em.refit.{key}",
        steps=after - before,
        mover=cluster_name(mover),
        shift=number(float(shifts[mover])),
        grower=cluster_name(grower),
        weight=f"{new.mixture_weights[grower]:.2f}",
        change=say(f"caption.em.change.{change}", value=number(value), old=number(past)),
    )
    values = maker.values(new, cluster=mover)
    return Frame("update", caption, M_STEP, after, maker.labels, value, values)


def _collapse_frames(maker: MixtureFrameMaker, state: State, iteration: int) -> Iterator[Frame]:
    """Yield a frame for each component that has collapsed since the last frame."""
    assert maker.labels is not None
    collapsed = _collapsed(maker, state)
    for cluster in sorted(collapsed - maker.collapsed):
        held = round(float(state.mixture_weights[cluster]) * len(maker.X))
        points = how_many("point", held)
        key = "none" if not held else "points" if maker.model.reg_covar else "open"
        caption = say(f"caption.em.collapse.{key}", name=cluster_name(cluster), points=points)
        rung = tuple(np.flatnonzero(maker.labels == cluster).tolist())
        values = maker.values(state, cluster=cluster, points=rung)
        objective = maker.objective(state, iteration)
        yield Frame("collapse", caption, M_STEP, iteration, maker.labels, objective, values)
    maker.collapsed = collapsed


def _collapsed(maker: MixtureFrameMaker, state: State) -> frozenset[int]:
    """Find components whose covariance is only reg_covar: on few points, or all at one place."""
    model, (n, d) = maker.model, maker.X.shape
    width = float(maker.X.var(axis=0).max())
    if model.covariance_type == "tied" or width <= _FAR * float(model.reg_covar):
        return frozenset()
    spreads = np.linalg.eigvalsh(state.full(model.covariance_type))
    near = _NEAR * model.reg_covar or _FLAT * width
    few = state.mixture_weights * n < d + 1.5
    return frozenset(np.flatnonzero((spreads[:, 0] <= near) & (few | (spreads[:, -1] <= near))))


def _stop_frame(maker: MixtureFrameMaker, state: State) -> Frame:
    """Return the last frame: scikit-learn's closing E step, which gives points their labels."""
    responsibilities, value = maker.e_step(state)
    model, n_iter = maker.model, len(maker.bounds)
    key = "start" if not n_iter else "tol" if model.converged_ else "max_iter"
    caption = say(
        f"caption.em.stop.{key}",
        iterations=how_many("iteration", n_iter),
        tol=f"{model.tol:g}",
        value=number(value),
    )
    bound = maker.bounds[-1] if maker.bounds else -np.inf
    values = maker.values(state, responsibilities=responsibilities, lower_bound=bound)
    return Frame("stop", caption, UNTIL, n_iter, maker.labels, value, values)


COVARIANCE_TYPE: Final = Parameter(
    "covariance_type",
    "choice",
    "covariance",
    "Which shapes the components may take",
    ("full", "tied", "diag", "spherical"),
)

WORDS: Final = {
    "caption.em.seed.kmeans": "Start: k-means splits the points; each part becomes a component.",
    "caption.em.seed.k-means++": (
        "Start: k-means++ draws {k} points far from each other as the means of components."
    ),
    "caption.em.seed.random": (
        "Start: each point is shared at random, so that {k} components start almost the same."
    ),
    "caption.em.seed.random_from_data": (
        "Start: {k} points drawn at random become the means of components."
    ),
    "caption.em.seed.given": "Start: {k} components start where they were placed.",
    "caption.em.seed.partly": "Start: {k} components start from {given}; {init} gives the rest.",
    "caption.em.share.first": (
        "E step: {points} shared (no component above 0.9); log-likelihood of the start {value}."
    ),
    "caption.em.share.same": (
        "E step: {points} shared (no component above 0.9); log-likelihood stays {value}."
    ),
    "caption.em.refit.one": "M step: the mean of the component moves by {shift}; {change}.",
    "caption.em.refit.far": (
        "M step: {mover} moves farthest, by {shift}; {grower} grows most, to {weight}; {change}."
    ),
    "caption.em.refit.jump": (
        "M step: {steps} more iterations; {mover} moves farthest, by {shift}; {change}."
    ),
    "caption.em.change.up": "log-likelihood {value}, up from {old}",
    "caption.em.change.same": "log-likelihood stays {value}",
    # reg_covar widens components past the best fit
    "caption.em.change.down": "log-likelihood {value}, down from {old}",
    "caption.em.collapse.points": (
        "Collapse: component {name} has shrunk onto {points}; only reg_covar keeps it open."
    ),
    "caption.em.collapse.open": (
        "Collapse: component {name} has shrunk onto {points}; reg_covar=0 lets its density grow."
    ),
    "caption.em.collapse.none": "Collapse: component {name} holds no point; its weight is near 0.",
    "caption.em.stop.tol": (
        "Stop: log-likelihood per point changed less than {tol} after {iterations}; "
        "summed, it is {value}."
    ),
    "caption.em.stop.max_iter": (
        "Stop: the limit of {iterations} is reached before it settled; log-likelihood {value}."
    ),
    "caption.em.stop.start": "Stop: max_iter is 0, so the start stays; log-likelihood {value}.",
    "objective.log_likelihood": "Log-likelihood",
    "code.em.title": "Expectation-maximization",
    "code.em.start.kmeans": "start {k} components by k-means",
    "code.em.start.k-means++": "start {k} components by k-means++",
    "code.em.start.random": "share points at random among {k}",
    "code.em.start.random_from_data": "start {k} components at random points",
    "code.em.start.given": "take the {k} given components",
    "code.em.start.partly": "take what is given of {k} components",
    "code.em.repeat": "repeat",
    "code.em.share": "E: share each point out",
    "code.em.refit": "M: refit weight, mean, covariance",
    "code.em.until": "until the likelihood stops rising",
}

SPEC: Final = AlgorithmSpec(
    estimator="sklearn.mixture:GaussianMixture",
    tracer=trace_mixture,
    painter="mixture",
    code_title="code.em.title",
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
        {"n_components": 4, "random_state": 0}, "blobs", hard={"n_components": 3, "n_init": 4}
    ),
    fitted_attributes={"n_iter": "n_iter_"},
    n_clusters="n_components",
    parameters=(
        Parameter("n_components", "whole", "k", "Number of components", most="distinct"),
        COVARIANCE_TYPE,
        Parameter(
            "init_params",
            "choice",
            "start",
            "How the first components are chosen",
            ("kmeans", "k-means++", "random", "random_from_data"),
        ),
        RANDOM_STATE,
    ),
    title=("n_components", "covariance_type", "n_init", "random_state"),
    switches=("ellipses",),
    objective="objective.log_likelihood",
    rises=True,
    legend="objective.legend.em",
    step_names={
        "seed": StepName(next="choose components"),
        "assign": StepName("E step", "E step"),
        "update": StepName("M step", "M step"),
        "collapse": StepName("collapse", "a collapse"),
    },
    card=("shares",),
    words=WORDS,
)
