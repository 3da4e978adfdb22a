"""Labels of any kind as groups with colors: whole numbers have the colors of other widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name, is_whole
from teachclust.errors import LearnerError
from teachclust.palette import NOISE, ClusterLook, Shape, cluster_look

Ints = npt.NDArray[np.intp]

#: more different labels than this are no groups, but values
_MOST: Final = 100
#: whole numbers below this are a cluster's own number: they choose its color themselves
_LARGEST: Final = 1000


@dataclass(frozen=True, slots=True)
class Group:
    """The points of one label, and how they look."""

    #: what the legend calls it: "A" for label 0, the text itself for a text
    name: str
    #: the label as it was given, as text; "" where it says no more than the name
    label: str
    color: str
    shape: Shape
    noise: bool
    #: which row of the centers is its own; -1 for none
    center: int
    ring: bool = False


def read_groups(labels: Any, n_samples: int) -> tuple[Ints, tuple[Group, ...]]:
    """Return each row's position in the groups, and the groups: clusters in order, noise last.

    Labels are whole numbers, of which -1 is noise, or anything with a name. None makes one group.
    Refused are missing labels, another number of them, and nearly one label for each row.
    """
    if labels is None:
        look = cluster_look(0)
        alone = Group("", "", look["color"], "circle", noise=False, center=-1)
        return np.zeros(n_samples, dtype=np.intp), (alone,)
    given = _read(labels, n_samples)
    if given.dtype.kind in "iu":
        values, member = np.unique(given, return_inverse=True)
        groups = _numbered(values)
    else:
        values, member = np.unique(given, return_inverse=True)
        groups = [_named(str(value), rank) for rank, value in enumerate(values)]
    if len(groups) > _MOST:
        raise LearnerError(
            f"labels has {len(groups):,} different values.",
            where=f"labels such as {[group.label or group.name for group in groups[:3]]}",
            why=f"More than {_MOST} groups can't be told apart by color and shape.",
            fix="labels = KMeans(6, random_state=0).fit_predict(X)",
        )
    order = sorted(range(len(groups)), key=lambda j: groups[j].noise)  # noise last
    rank = np.empty(len(order), dtype=np.intp)
    rank[order] = np.arange(len(order))
    return rank[np.reshape(member, -1)], tuple(groups[j] for j in order)


def _numbered(values: Any) -> list[Group]:
    """Return the groups of whole numbers; a clusterer's labels have their usual colors."""
    own = bool((values >= -1).all() and (values < _LARGEST).all())
    groups = []
    for rank, value in enumerate(int(value) for value in values):
        if own and value == -1:
            groups.append(Group("", str(value), NOISE, "circle", noise=True, center=-1))
            continue
        look = cluster_look(value if own else rank)
        name = look["name"] if own else str(value)
        label = str(value) if own else ""
        center = value if own else rank
        groups.append(_group(name, label, look, center))
    return groups


def _named(text: str, rank: int) -> Group:
    """Return the group of a label that is text."""
    look = cluster_look(rank)
    name = display_name(text)
    return _group(name, "", look, rank)


def _group(name: str, label: str, look: ClusterLook, center: int) -> Group:
    shape, ring = look["shape"], "ring" in look
    return Group(name, label, look["color"], shape, noise=False, center=center, ring=ring)


def _read(labels: Any, n_samples: int) -> npt.NDArray[Any]:
    """Return labels as whole numbers or as text."""
    given = np.asarray(labels) if not isinstance(labels, str) else np.asarray([])
    if given.ndim == 2 and given.shape[1] == 1:
        given = given[:, 0]
    if given.ndim != 1:
        raise LearnerError(
            "Labels must be one row, one for each point.",
            where=f"labels of shape {given.shape}",
            fix="labels = estimator.fit_predict(X)",
        )
    if len(given) != n_samples:
        raise LearnerError(
            f"There are {len(given):,} labels for {n_samples:,} points.",
            where="labels",
            why="Each point has one label, in the order of the rows of X.",
            fix="labels = estimator.fit_predict(X)",
        )
    _refuse_missing(given)
    if given.dtype.kind in "iu":
        return given
    if given.dtype.kind == "f" and bool((given == np.trunc(given)).all()):
        return given.astype(np.int64)
    if given.dtype.kind == "O" and all(is_whole(value) for value in given):
        return given.astype(np.int64)
    return np.array([display_name(value) for value in given], dtype=object)


def _refuse_missing(given: npt.NDArray[Any]) -> None:
    """Refuse missing labels: None, NaN (which differs from itself), and pandas' NA and NaT."""
    if given.dtype.kind == "f":
        missing = ~np.isfinite(given)
    elif given.dtype.kind == "O":
        missing = np.array(
            [v is None or type(v).__name__ in ("NAType", "NaTType") or v != v for v in given]
        )
    else:
        return
    if missing.any():
        raise LearnerError(
            "Some labels are missing.",
            where=f"rows {', '.join(map(str, np.flatnonzero(missing)[:3]))}",
            why="A point without a group can be called noise: -1, or a word.",
            fix='labels = pd.Series(labels).astype(object).fillna("unknown")',
        )
