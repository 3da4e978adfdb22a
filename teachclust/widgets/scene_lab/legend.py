"""The legend of a SceneLab: names and colors of clusters, and which of them are merged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Self

import numpy as np

from teachclust.checks import display_name
from teachclust.errors import LearnerError
from teachclust.images.raster import ClusterMap
from teachclust.widgets.requests import shown, whole_number

_COLOR: Final = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Legend:
    """What the learner makes of some clusters; each change gives another legend.

    ``group[i]`` is the id that pixels of the original cluster i have now. Ids stay what they are:
    a merged cluster's id has no pixels any more.
    """

    group: tuple[int, ...]
    names: tuple[str, ...]
    colors: tuple[str, ...]

    @classmethod
    def of(cls, clusters: ClusterMap | None) -> Self:
        """Return the legend of a map as it was made."""
        if clusters is None:
            return cls((), (), ())
        names = tuple(map(display_name, clusters.names))
        return cls(tuple(range(clusters.n_clusters)), names, clusters.colors)

    @property
    def present(self) -> list[int]:
        """The ids that are left."""
        return sorted(set(self.group))

    def renamed(self, cluster: Any, name: Any) -> Self:
        """Return a legend with another name for a cluster."""
        cluster = self._known(cluster)
        if not isinstance(name, str) or not name.strip():
            raise LearnerError(
                "A cluster's name is a text that isn't empty.",
                where=f"name={shown(name)}",
                why="The legend, the table and the map tell clusters by it.",
                fix=f'lab.rename({cluster}, "sea")',
            )
        return replace(self, names=_with(self.names, cluster, display_name(name)))

    def recolored(self, cluster: Any, color: Any) -> Self:
        """Return a legend with another color for a cluster."""
        cluster = self._known(cluster)
        if not isinstance(color, str) or not _COLOR.fullmatch(color):
            raise LearnerError(
                'A color is written as "#rrggbb".',
                where=f"color={shown(color)}",
                why="Two hexadecimal digits each for red, green and blue.",
                fix=f'lab.recolor({cluster}, "#0072b2")',
            )
        return replace(self, colors=_with(self.colors, cluster, color.lower()))

    def merged(self, cluster: Any, into: Any) -> Self:
        """Return a legend in which the pixels of a cluster belong to another one."""
        cluster, into = self._known(cluster), self._known(into)
        if cluster == into:
            raise LearnerError(
                "A cluster can't be merged into itself.",
                where=f"cluster {cluster}",
                why="Merging gives its pixels to another cluster.",
                fix=f"lab.merge({cluster}, into={next(i for i in (0, 1) if i != cluster)})",
            )
        return replace(self, group=tuple(into if one == cluster else one for one in self.group))

    def applied(self, clusters: ClusterMap) -> ClusterMap:
        """Return the map with these ids, names and colors.

        An id that was merged away keeps its place; its name and color are those of the other.
        """
        group = np.array([*self.group, -1], dtype=np.int32)
        return ClusterMap(
            group[clusters.ids],
            tuple(self.names[one] for one in self.group),
            tuple(self.colors[one] for one in self.group),
            clusters.transform,
            clusters.crs,
        )

    def _known(self, cluster: Any) -> int:
        """Return the id of a cluster that has pixels, or raise a LearnerError."""
        number, present = whole_number(cluster), self.present
        if number is None or number not in present:
            raise LearnerError(
                f"There is no cluster {shown(cluster)}.",
                where=f"cluster={shown(cluster)}",
                why=f"There are {', '.join(map(str, present[:20]))}."
                if present
                else "There are none.",
                fix=f"cluster = {present[0] if present else 0}",
            )
        return number


def _with(values: Sequence[str], place: int, value: str) -> tuple[str, ...]:
    return (*values[:place], value, *values[place + 1 :])
