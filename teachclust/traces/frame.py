"""Frames: what an algorithm did at one step, as frozen numbers and one plain sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

import numpy as np
import numpy.typing as npt

Kind = Literal[
    "show",
    "seed",
    "assign",
    "update",
    "visit",
    "expand",
    "merge",
    "split",
    "relocate",
    "collapse",
    "fall_out",
    "stop",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Floats = npt.NDArray[np.floating[Any]]
Labels = npt.NDArray[np.int32]

#: The label of a point that no cluster has, as in scikit-learn.
NO_CLUSTER: Final = -1
#: The label of a point that the algorithm has not come to yet.
NOT_REACHED: Final = -2


def freeze_arrays(record: Any) -> None:
    """Make every array of a frozen dataclass read-only, in its ``__post_init__``."""
    for one in fields(record):
        object.__setattr__(record, one.name, _read_only(getattr(record, one.name)))


def _read_only(value: Any) -> Any:
    """Return an array as a view that can't be written to, and anything else as it is.

    Nothing is copied, and the array itself stays writable for those who own it.
    """
    if not isinstance(value, np.ndarray) or not value.flags.writeable:
        return value
    view = value.view()
    view.flags.writeable = False
    return view


@dataclass(frozen=True, slots=True)
class Value:
    """Numbers that a frame may carry.

    Parameters
    ----------
    name : str
        The key in `Frame.values`.
    shape : tuple of str
        Names of its axes; () is one number.
    dtype : {"float", "int", "bool"}
        What the numbers are.
    unit : str
        What they are counted in; "" for indices and probabilities.
    description : str
        What they mean.
    sent : {"centers", "weights", "focus"} or str, default=""
        Where the wire has them: in one of its own blocks, in the head's ``focus`` column, or in a
        further block of this name. "" for numbers that stay in Python.
    painters : tuple of str, default=()
        Painters that draw it, of further blocks; all draw the others.
    encoding : {"plain", "plane", "fraction", "ellipse"}, default="plain"
        How a further block has it: as it is, in single precision or 32-bit integers; projected to
        the plane; from 0 to 1 as bytes; or as xx, xy and yy of each covariance in the plane.
    persists : bool, default=True
        Whether a row of a further block holds until the next one, or for its own frame alone.
    """

    name: str
    shape: tuple[str, ...]
    dtype: Literal["float", "int", "bool"]
    unit: str
    description: str
    sent: str = ""
    painters: tuple[str, ...] = ()
    encoding: Literal["plain", "plane", "fraction", "ellipse"] = "plain"
    persists: bool = True


_CENTERS = ("n_clusters", "n_features")
_SQUARE = (*_CENTERS, "n_features")
_RESPONSIBILITIES = ("n_samples", "n_clusters")

#: All that frames may carry, by name.
VALUES: Final[Mapping[str, Value]] = {
    value.name: value
    for value in (
        Value("centers", _CENTERS, "float", "of X", "NaN where there is none yet", "centers"),
        Value(
            "weights",
            ("n_samples",),
            "float",
            "any",
            "how strongly each point counts for the next step: the squared distance by which "
            "k-means++ draws, the density by which a core point is chosen",
            "weights",
        ),
        Value("points", ("n_points",), "int", "", "indices to ring", "focus"),
        Value("cluster", (), "int", "", "the cluster to light", "focus"),
        Value("point", (), "int", "", "index of the one point that is looked at", "focus"),
        Value("unit", (), "int", "", "index of the unit of a map that is pulled", "focus"),
        Value("merge", (), "int", "merges", "merges of `Trace.tree` that are done", "focus"),
        Value("edges", (), "int", "edges", "edges of `Trace.edges` that are drawn", "focus"),
        Value("reached", (), "int", "values", "values of `Trace.curve` that are known", "focus"),
        Value("radius", (), "float", "distance in X", "how far around `point`", "focus"),
        Value(
            "level",
            (),
            "float",
            "height of the tree",
            "a line that cuts the tree so, left out where no level does",
            "focus",
        ),
        Value("embedded", (), "bool", "", "points are drawn at `Trace.embedding`", "focus"),
        Value(
            "covariances", _SQUARE, "float", "of X squared", "of components",
            "ellipses", ("mixture",), encoding="ellipse",
        ),
        Value(
            "mixture_weights", ("n_clusters",), "float", "",
            "weights of components", "mixture_weights",
        ),
        Value(
            "responsibilities", _RESPONSIBILITIES, "float", "",
            "probability that each point belongs to each component",
            "responsibilities", ("mixture",), encoding="fraction",
        ),
        Value(
            "seeds", ("n_seeds", "n_features"), "float", "of X", "where the moving seeds are",
            "seeds", ("mean_shift",), encoding="plane", persists=False,
        ),
        Value(
            "lower_bound", (), "float", "log-likelihood of a point",
            "the fit's ``lower_bound_``: the mean before the last M step",
        ),
        Value(
            "counts", ("n_clusters",), "float", "points",
            "taken so far by each center of mini-batch k-means: the next ones move it by 1 / count",
        ),
        Value(
            "work", (), "int", "points",
            "compared with the centers since the start was drawn, each time counted",
        ),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One step of an algorithm. In a `Trace` its arrays are read-only: copy one to change it.

    Parameters
    ----------
    kind : Kind
        One of the closed set `KINDS`. In "relocate" a center jumps to a point: that of an empty
        cluster, or a medoid that is swapped. In "collapse" a component of a mixture collapses, in
        "fall_out" points leave a cluster of HDBSCAN.
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
    values : mapping
        The numbers its kind needs, by the names that `VALUES` declares with their shapes, types and
        units. An algorithm says in `AlgorithmSpec.carries` which it has.
    """

    kind: Kind
    caption: str
    line: int
    iteration: int = 0
    labels: Labels | None = None
    objective: float | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep the values in a mapping that can't be changed."""
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def __reduce__(self) -> tuple[type[Frame], tuple[Any, ...]]:
        """Be copied and pickled by its fields: a mapping that can't be changed can't be either."""
        own = [getattr(self, one.name) for one in fields(self)]
        return Frame, (*own[:-1], dict(self.values))


def frozen_frames(frames: Iterable[Frame]) -> tuple[Frame, ...]:
    """Return frames whose arrays are read-only: those that share an array share the view of it.

    The wire sends once what several frames share.
    """
    views: dict[int, Any] = {}

    def view(value: Any) -> Any:
        return views.setdefault(id(value), _read_only(value))

    kept = tuple(frames)  # while they are there, no two arrays have the same id
    return tuple(
        replace(
            frame,
            labels=view(frame.labels),
            values={name: view(value) for name, value in frame.values.items()},
        )
        for frame in kept
    )
