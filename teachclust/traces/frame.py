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
        The cluster of each point; -1 is none. None before the first assignment.
    objective : float or None
        What the algorithm lowers (inertia, say), after this step.
    values : mapping of str to ndarray
        The numbers its kind needs. For k-means: ``centers`` of shape (n_clusters, n_features),
        ``weights`` of shape (n_samples,) in a "seed" frame (the squared distance by which the
        *next* center is drawn), ``points`` (indices to ring) and ``cluster`` (what to light).
    """

    kind: Kind
    caption: str
    line: int
    iteration: int = 0
    labels: Labels | None = None
    objective: float | None = None
    values: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
