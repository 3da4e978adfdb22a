"""What learners build in the lesson: long groups that a mixture describes and k-means cuts."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.cluster import KMeans
from sklearn.mixture import GaussianMixture

from teachclust.lessons.drawn_groups import n_misplaced
from teachclust.traces import Trace
from teachclust.widgets.build_task import BuildTask, Condition

_RNG = np.random.default_rng(3)
#: two short groups, which the learner makes long
_START = np.round(
    np.array([[5.0, 3.5], [5.0, 6.5]]).repeat(12, axis=0) + _RNG.normal(0, 0.3, (24, 2)), 2
)
_SURE = 0.9
_LONG = 3


def _model() -> Any:
    """Return a mixture that starts from points: k-means would start it where k-means ends."""
    return GaussianMixture(2, init_params="random_from_data", n_init=10, random_state=0)


def _mixture(X: Any) -> Any:
    return _model().fit(X)


def _many(trace: Trace) -> tuple[bool, str]:
    return len(trace.X) >= 40, f"now {len(trace.X)}"


def _sure(trace: Trace) -> tuple[bool, str]:
    share = float(np.mean(_mixture(trace.X).predict_proba(trace.X).max(axis=1) > _SURE))
    return share >= 0.9, f"now {100 * share:.0f} %"


def _longer(trace: Trace) -> tuple[bool, str]:
    widths = np.sqrt(np.linalg.eigvalsh(_mixture(trace.X).covariances_))
    times = sorted(widths[:, 1] / widths[:, 0])
    return times[0] >= _LONG, "now " + " and ".join(f"{one:.1f}" for one in times) + " times"


def _k_means_cuts(trace: Trace) -> tuple[bool, str]:
    found = KMeans(n_clusters=2, n_init=10, random_state=0).fit_predict(trace.X)
    wrong = n_misplaced(found, _mixture(trace.X).predict(trace.X))
    return wrong >= 0.2 * len(trace.X), f"now {wrong} of {len(trace.X)}"


def long_groups() -> BuildTask:
    """Return the task "mixtures-build"."""
    return BuildTask(
        "Draw two long groups that a mixture finds and k-means cuts. "
        "The picture shows a mixture of two components.",
        _model(),
        _START,
        (
            Condition("There are at least 40 points.", _many),
            Condition("Nine of ten points belong to one component by 0.9 or more.", _sure),
            Condition(f"Both ellipses are at least {_LONG} times as long as wide.", _longer),
            Condition("k-means puts at least a fifth of the points elsewhere.", _k_means_cuts),
        ),
        key="mixtures-build",
    )


BUILD_TASKS = {"mixtures-build": long_groups}
