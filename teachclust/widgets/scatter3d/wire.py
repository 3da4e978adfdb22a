"""What a Scatter3D sends: all rows once, as raw numbers, and the figures of each group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from teachclust.checks import display_name
from teachclust.palette import cluster_look
from teachclust.widgets.scatter3d.features import Axis, Features, Floats
from teachclust.widgets.scatter3d.groups import Group, Ints
from teachclust.widgets.wire import raw
from teachclust.words import say

#: more points are drawn as a sample of this many
MOST_POINTS: Final = 20_000
#: a center this far out of the points' range, as a share of it, is not drawn
_FAR: Final = 0.25
#: groups that are described in a sentence each
_MOST_SENTENCES: Final = 12


@dataclass(frozen=True, slots=True, eq=False)
class Scene3D:
    """What is shown: features, the group of each row, centers, and the rows that are drawn."""

    features: Features
    member: Ints
    groups: tuple[Group, ...]
    centers: Floats | None
    title: str
    #: positions of the rows that are drawn
    rows: Ints

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The three features."""
        return self.features.axes

    @property
    def span(self) -> tuple[Floats, Floats]:
        """The least and the greatest value of each feature."""
        X = self.features.X
        return X.min(axis=0), X.max(axis=0)

    @property
    def n_clusters(self) -> int:
        """How many groups there are, without noise."""
        return sum(not group.noise for group in self.groups)

    def place(self, values: Any) -> Floats:
        """Return where values lie in a cube of side 1; a feature of one value in its middle."""
        low, high = self.span
        wide = high > low
        placed: Floats = np.where(wide, (values - low) / np.where(wide, high - low, 1.0), 0.5)
        return placed

    def drawn_centers(self) -> dict[int, Floats]:
        """Return the centers that lie among the points, by their row."""
        if self.centers is None:
            return {}
        at = self.place(self.centers)
        near = ((at >= -_FAR) & (at <= 1 + _FAR)).all(axis=1)
        return {int(j): at[j] for j in np.flatnonzero(near)}


def chosen_rows(n_samples: int) -> Ints:
    """Return the rows to draw: all, or a sample that is the same each time."""
    rows = np.arange(n_samples)
    if n_samples > MOST_POINTS:
        rows = np.sort(np.random.default_rng(0).choice(rows, MOST_POINTS, replace=False))
    return rows


def scene_wire(scene: Scene3D) -> dict[str, Any]:
    """Return a scene for the browser.

    It has ``points`` (float64, 3 for a row drawn), ``member`` (uint8), ``rows`` (int32), ``index``
    (names of the rows drawn, or None), the axes, the groups with sizes and means of all rows, the
    centers, and notices.
    """
    X = scene.features.X
    low, high = scene.span
    index = scene.features.index
    return {
        "title": scene.title,
        "n": len(X),
        "shown": len(scene.rows),
        "axes": [
            {
                "name": axis.name,
                "short": axis.short,
                "unit": axis.unit,
                "low": float(low[j]),
                "high": float(high[j]),
                "mean": float(X[:, j].mean()),
            }
            for j, axis in enumerate(scene.axes)
        ],
        "groups": _groups_wire(scene),
        "labeled": bool(scene.groups[0].name or scene.groups[0].noise),
        "centers": _centers_wire(scene),
        "points": raw(X[scene.rows], "<f8"),
        "member": raw(scene.member[scene.rows], "u1"),
        "rows": raw(scene.rows, "<i4"),
        "index": None if index is None else [display_name(index[row]) for row in scene.rows],
        "notices": notices(scene),
    }


def _groups_wire(scene: Scene3D) -> list[dict[str, Any]]:
    """Return the groups; few of them have a sentence each, many would be a wall of text."""
    sent = [_group_wire(scene, j) for j in range(len(scene.groups))]
    sentences = [""] * len(sent)
    if 1 < len(sent) <= _MOST_SENTENCES:
        from teachclust.scores.profiles import cluster_sentences  # loaded late: it is for these

        sentences = cluster_sentences(
            scene.features.X,
            scene.member,
            [group["name"] for group in sent],
            [axis.short if axis.unit else axis.name for axis in scene.axes],
            [axis.unit for axis in scene.axes],
        )
    return [group | {"sentence": text} for group, text in zip(sent, sentences, strict=True)]


def _group_wire(scene: Scene3D, number: int) -> dict[str, Any]:
    group = scene.groups[number]
    X = scene.features.X[scene.member == number]
    return {
        "name": group.name or say("scatter3d.noise" if group.noise else "scatter3d.all"),
        "label": group.label,
        "color": group.color,
        "shape": group.shape,
        "ring": group.ring,
        "noise": group.noise,
        "size": len(X),
        "mean": X.mean(axis=0).tolist(),
        "low": X.min(axis=0).tolist(),
        "high": X.max(axis=0).tolist(),
    }


def _centers_wire(scene: Scene3D) -> list[dict[str, Any]]:
    of = {group.center: number for number, group in enumerate(scene.groups) if group.center >= 0}
    centers: Any = scene.centers
    sent = []
    for row, at in scene.drawn_centers().items():
        look = cluster_look(row)
        group = scene.groups[of[row]] if row in of else None
        sent.append(
            {
                "at": at.tolist(),
                "values": centers[row].tolist(),
                "group": of.get(row, -1),
                "name": group.name if group else look["name"],
                "color": group.color if group else look["color"],
                "shape": group.shape if group else look["shape"],
            }
        )
    return sent


def notices(scene: Scene3D) -> list[str]:
    """Return the notices: a sample, centers that are too far to draw, and those of X."""
    found = []
    n_samples = len(scene.features.X)
    if len(scene.rows) < n_samples:
        found.append(
            say("scatter3d.sample", shown=f"{len(scene.rows):,}", n=f"{n_samples:,}"),
        )
    if scene.centers is not None:
        far = len(scene.centers) - len(scene.drawn_centers())
        if far:
            found.append(say("scatter3d.far_centers", far=far, k=len(scene.centers)))
    return [*found, *scene.features.notices]
