"""Frames: what an algorithm did at one step, as frozen numbers and one plain sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt

Kind = Literal[
    "show", "seed", "assign", "update", "visit", "expand", "merge", "split", "drop", "stop"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Floats = npt.NDArray[np.floating[Any]]
Labels = npt.NDArray[np.int32]

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One step of an algorithm.

    Parameters
    ----------
    kind : Kind
        A verb from the closed set `KINDS`. Re-placing an empty cluster's center is a "drop".
    caption : str
        One sentence under 120 characters: what changed and by how much.
    line : int
        The line of the pseudocode that this frame carries out (from 0).
    iteration : int
        The iteration it belongs to, from 1; 0 before the first.
    labels : ndarray of shape (n_samples,), dtype int32, or None
        The cluster of each point; -1 is noise or none, -2 is not reached yet. None before the
        first assignment.
    objective : float or None
        What the algorithm lowers (inertia, say) or raises (a likelihood), after this step.
    values : mapping of str to ndarray
        The numbers its kind needs, by these names:

        - ``centers`` of shape (n_clusters, n_features), NaN where there is none yet;
        - ``weights`` of shape (n_samples,): how strongly each point counts for the *next* step (in
          a "seed" frame of k-means the squared distance by which a center is drawn);
        - ``points``: indices to ring; ``cluster``: what to light;
        - ``point``: the index of the one point that is looked at, and ``radius``, how far around
          it (in feature space);
        - ``merge``: the number of merges of `Trace.tree` that are done; ``level``: the height of a
          line that cuts the tree so, left out where no level does;
        - ``covariances`` of shape (n_clusters, n_features, n_features) and ``mixing`` of shape
          (n_clusters,): the components of a mixture; ``shares`` of shape (n_samples, n_clusters):
          how far each point belongs to each;
        - ``lower_bound``: in the last frame of a mixture the fit's ``lower_bound_``, the mean
          log-likelihood of the parameters before the last M step;
        - ``edges``: how many of `Trace.edges` are drawn;
        - ``walkers`` of shape (n_walkers, n_features): where climbing seeds stand;
        - ``reached``: how many values of `Trace.curve` are known;
        - ``counts`` of shape (n_clusters,): how many points each center of mini-batch k-means has
          taken so far, by which the next ones move it;
        - ``work``: how many points were compared with the centers since the start was drawn, each
          time counted;
        - ``embedded``: True where points are drawn at `Trace.embedding`.
    """

    kind: Kind
    caption: str
    line: int
    iteration: int = 0
    labels: Labels | None = None
    objective: float | None = None
    values: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
