"""Turn the recorded parameters of an EM run into frames with captions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from teachclust.palette import cluster_name
from teachclust.traces.frame import Floats, Frame, Labels
from teachclust.traces.thinning import shown_steps
from teachclust.words import say
from teachclust.words.numbers import number

# Lines of the pseudocode (see `mixture._code`).
START: Final = 0
SHARE: Final = 2
REFIT: Final = 3
UNTIL: Final = 4

# What shares and covariances of all frames may take together.
_MOST_BYTES: Final = 60_000_000
# A point whose largest share is no more than this counts as shared.
_SURE: Final = 0.9
# A component has collapsed when its variance is at most so many times reg_covar (where that is 0,
# such a part of the variance of the data), in data far wider.
_NEAR: Final = 10
_FAR: Final = 1_000
_FLAT: Final = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Parameters of a mixture, in scikit-learn's own shapes, which depend on covariance_type."""

    mixing: Floats
    means: Floats
    covariances: Floats
    cholesky: Floats

    @classmethod
    def of(cls, model: Any) -> State:
        """Read the present parameters; scikit-learn replaces them and never writes into them."""
        return cls(model.weights_, model.means_, model.covariances_, model.precisions_cholesky_)

    def full(self, covariance_type: str) -> Floats:
        """Return covariances of shape (n_components, n_features, n_features)."""
        return full_covariances(self.covariances, covariance_type, self.means.shape)


def full_covariances(covariances: Floats, covariance_type: str, shape: tuple[int, ...]) -> Floats:
    """Return one matrix for each component.

    Parameters
    ----------
    covariances : ndarray
        In the shape that scikit-learn has for this type.
    covariance_type : {"full", "tied", "diag", "spherical"}
        The type.
    shape : tuple of int
        n_components and n_features.

    Returns
    -------
    covariances : ndarray of shape (n_components, n_features, n_features)
        Not to be changed: of "tied" all are the same memory.
    """
    k, d = shape
    if covariance_type in ("full", "tied"):
        return np.broadcast_to(covariances, (k, d, d))
    variances = np.broadcast_to(np.reshape(covariances, (k, -1)), (k, d))
    full: Floats = variances[:, :, np.newaxis] * np.eye(d)
    return full


@dataclass(slots=True)
class _Teller:
    """What frames are told from: the model, whose parameters are set for each E step, and X."""

    model: Any
    X: Floats
    bounds: list[float]
    labels: Labels | None = None
    fallen: frozenset[int] = frozenset()

    def values(self, state: State, **more: Any) -> MappingProxyType[str, Any]:
        full = state.full(self.model.covariance_type)
        return MappingProxyType(
            {"centers": state.means, "covariances": full, "mixing": state.mixing, **more}
        )

    def share_out(self, state: State) -> tuple[Floats, float]:
        """Run scikit-learn's E step: set labels; return shares and the log-likelihood."""
        mean, log_shares = _e_step(self.model, self.X, state)
        labels = log_shares.argmax(axis=1).astype(np.int32)
        if self.labels is None or not np.array_equal(labels, self.labels):
            self.labels = labels
        shares: Floats = np.exp(log_shares).astype(np.float32)
        return shares, mean * len(self.X)

    def objective(self, state: State, step: int) -> float:
        """Return the log-likelihood of the parameters after a number of M steps."""
        if step < len(self.bounds):  # the E step that came next found it
            return len(self.X) * self.bounds[step]
        return log_likelihood(self.model, self.X, state)


def log_likelihood(model: Any, X: Floats, state: State) -> float:
    """Return the log-likelihood of parameters, summed over points: ``score(X)`` times n_samples.

    Parameters
    ----------
    model : GaussianMixture
        Its parameters are overwritten.
    X : ndarray of shape (n_samples, n_features)
        The data.
    state : State
        The parameters.

    Returns
    -------
    log_likelihood : float
        Costs one E step.
    """
    return _e_step(model, X, state)[0] * len(X)


def _e_step(model: Any, X: Floats, state: State) -> tuple[float, Floats]:
    """Run scikit-learn's E step: mean log-likelihood, and the logarithms of the shares."""
    model.weights_, model.means_ = state.mixing, state.means
    model.precisions_cholesky_ = state.cholesky
    mean, log_shares = model._e_step(X)
    return float(mean), log_shares


def frames_of_states(
    model: Any, X: Floats, states: dict[int, State], bounds: list[float]
) -> Iterator[Frame]:
    """Yield the frames of one run.

    Parameters
    ----------
    model : GaussianMixture
        Our own, of the class that recorded; its parameters are overwritten.
    X : ndarray of shape (n_samples, n_features)
        The data.
    states : dict of int to State
        Parameters by the number of M steps before them: 0 is the start.
    bounds : list of float
        Mean log-likelihood found by the E step of each iteration.

    Yields
    ------
    frame : Frame
        "show", "seed", then "assign" (E step) and "update" (M step) by turns, "drop" where a
        component collapses, then "stop". The objective changes at an M step, where parameters do.

    Notes
    -----
    Where steps are left out an M step stands for several: the E step before it is the first of
    them, so that each frame agrees with its own parameters.
    """
    tell = _Teller(model, X, bounds)
    steps = _shown(sorted(states), X, states[0])
    yield Frame("show", say("caption.show", n=f"{len(X):,}"), START)
    yield _seed_frame(tell, states[0])
    for before, after in pairwise(steps):
        yield _share_frame(tell, states[before], before + 1)
        yield _refit_frame(tell, states[before], states[after], before, after)
        yield from _drop_frames(tell, states[after], after)
    yield _stop_frame(tell, states[steps[-1]])


def _shown(steps: list[int], X: Floats, state: State) -> list[int]:
    """Choose the steps that become frames; the first and the last are always among them."""
    k, d = state.means.shape
    per_step = len(X) * (4 * k + 4) + 8 * k * d * d
    # the limit of labels in `shown_steps`, put to what is kept here
    rows = max(len(X), per_step * 6_000_000 // _MOST_BYTES)
    places = shown_steps(len(steps), rows, important=range(8))
    most = max(4, _MOST_BYTES // per_step)
    if len(places) > most:
        places = np.linspace(0, len(steps) - 1, most).astype(int).tolist()
    return [steps[place] for place in places]


def start_name(model: Any) -> str:
    """Return which kind of start a GaussianMixture has: the end of the keys of its words."""
    given = given_parameters(model)
    return str(model.init_params) if not given else "given" if len(given) == 3 else "partly"


def given_parameters(model: Any) -> list[str]:
    """Return the names of the starting parameters that a GaussianMixture was given."""
    names = ("weights_init", "means_init", "precisions_init")
    return [name for name in names if getattr(model, name) is not None]


def _seed_frame(tell: _Teller, state: State) -> Frame:
    model = tell.model
    caption = say(
        f"caption.em.seed.{start_name(model)}",
        k=model.n_components,
        given=" and ".join(given_parameters(model)),
        init=model.init_params,
    )
    return Frame("seed", caption, START, values=tell.values(state))


def _share_frame(tell: _Teller, state: State, iteration: int) -> Frame:
    shares, _ = tell.share_out(state)
    value = tell.objective(state, iteration - 1)
    shared = int((shares.max(axis=1) <= _SURE).sum())
    points = say("count.shared.one") if shared == 1 else say("count.shared.many", n=f"{shared:,}")
    key = "first" if iteration == 1 else "same"
    caption = say(f"caption.em.share.{key}", points=points, value=number(value))
    values = tell.values(state, shares=shares)
    return Frame("assign", caption, SHARE, iteration, tell.labels, value, values)


def _refit_frame(tell: _Teller, old: State, new: State, before: int, after: int) -> Frame:
    shifts = np.sqrt(((new.means - old.means) ** 2).sum(axis=1))
    mover, grower = int(shifts.argmax()), int((new.mixing - old.mixing).argmax())
    key = "far" if after == before + 1 else "jump"
    if len(new.means) == 1 and key == "far":
        key = "one"
    value, past = tell.objective(new, after), tell.objective(old, before)
    change = "same" if number(past) == number(value) else "up" if value > past else "down"
    caption = say(
        f"caption.em.refit.{key}",
        steps=after - before,
        mover=cluster_name(mover),
        shift=number(float(shifts[mover])),
        grower=cluster_name(grower),
        weight=f"{new.mixing[grower]:.2f}",
        change=say(f"caption.em.change.{change}", value=number(value), old=number(past)),
    )
    values = tell.values(new, cluster=mover)
    return Frame("update", caption, REFIT, after, tell.labels, value, values)


def _drop_frames(tell: _Teller, state: State, iteration: int) -> Iterator[Frame]:
    """Yield a frame for each component that has collapsed since the last frame."""
    assert tell.labels is not None
    fallen = _collapsed(tell, state)
    for cluster in sorted(fallen - tell.fallen):
        held = round(float(state.mixing[cluster]) * len(tell.X))
        points = say("count.point") if held == 1 else say("count.points", n=f"{held:,}")
        key = "none" if not held else "points" if tell.model.reg_covar else "open"
        caption = say(f"caption.em.drop.{key}", name=cluster_name(cluster), points=points)
        rung = tuple(np.flatnonzero(tell.labels == cluster).tolist())
        values = tell.values(state, cluster=cluster, points=rung)
        objective = tell.objective(state, iteration)
        yield Frame("drop", caption, REFIT, iteration, tell.labels, objective, values)
    tell.fallen = fallen


def _collapsed(tell: _Teller, state: State) -> frozenset[int]:
    """Find components that only reg_covar keeps open: on few points, or all on one place."""
    model, (n, d) = tell.model, tell.X.shape
    width = float(tell.X.var(axis=0).max())
    if model.covariance_type == "tied" or width <= _FAR * float(model.reg_covar):
        return frozenset()
    spreads = np.linalg.eigvalsh(state.full(model.covariance_type))
    near = _NEAR * model.reg_covar or _FLAT * width
    few = state.mixing * n < d + 1.5
    return frozenset(np.flatnonzero((spreads[:, 0] <= near) & (few | (spreads[:, -1] <= near))))


def _stop_frame(tell: _Teller, state: State) -> Frame:
    """Tell the end: the closing E step of scikit-learn, by which points get their labels."""
    shares, value = tell.share_out(state)
    model, n_iter = tell.model, len(tell.bounds)
    key = "start" if not n_iter else "tol" if model.converged_ else "max_iter"
    caption = say(
        f"caption.em.stop.{key}",
        iterations=(
            say("count.iteration") if n_iter == 1 else say("count.iterations", n=f"{n_iter:,}")
        ),
        tol=f"{model.tol:g}",
        value=number(value),
    )
    bound = tell.bounds[-1] if tell.bounds else -np.inf
    values = tell.values(state, shares=shares, lower_bound=bound)
    return Frame("stop", caption, UNTIL, n_iter, tell.labels, value, values)
