"""What a SceneLab shows: a raster, its clusters and known classes, and their statistics."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.errors import LearnerError
from teachclust.images.raster import ClusterMap, Raster
from teachclust.widgets.scene_lab.legend import Legend

Floats = npt.NDArray[np.float64]

#: a longer side is thinned out for the screen
MOST_SIDE: Final = 1024
MOST_CLUSTERS: Final = 250
#: pixels whose statistics are counted at once
_BLOCK: Final = 500_000


@dataclass(frozen=True, eq=False)
class Scene:
    """A raster with maps on its grid; what is computed from them is computed once."""

    raster: Raster
    clusters: ClusterMap | None
    truth: ClusterMap | None

    @property
    def n_clusters(self) -> int:
        """Ids of the original clusters."""
        return 0 if self.clusters is None else self.clusters.n_clusters

    @property
    def step(self) -> int:
        """Every so many-th row and column is on screen."""
        return -(-max(self.raster.height, self.raster.width) // MOST_SIDE)

    def band(self, number: int, rows: slice = slice(None), step: int = 1) -> Floats:
        """Return the physical values of a band, some of its rows or every few pixels."""
        raster = self.raster
        values: Floats = raster.values[number, rows][::step, ::step].astype(np.float64)
        if raster.scales is not None:
            values = values * raster.scales[number]
        return values if raster.offsets is None else values + raster.offsets[number]

    def pixel(self, row: int, column: int) -> list[float] | None:
        """Return the physical values of a pixel, or None where it has no data."""
        if not self.valid[row, column]:
            return None
        one = slice(row, row + 1)
        return [float(self.band(number, one)[0, column]) for number in range(self.raster.n_bands)]

    @cached_property
    def valid(self) -> npt.NDArray[np.bool_]:
        """Where there are data."""
        return self.raster.valid

    @cached_property
    def counts(self) -> npt.NDArray[np.int64]:
        """Pixels of each original cluster."""
        if self.clusters is None:
            return np.zeros(0, dtype=np.int64)
        ids = self.clusters.ids
        return np.bincount(ids[ids >= 0], minlength=self.n_clusters)

    @cached_property
    def spectra(self) -> tuple[Floats, Floats]:
        """Mean and standard deviation of each band in each original cluster.

        Both have shape (n_clusters, n_bands), of pixels with data; 0 where there are none. They are
        summed over blocks of rows, so that a large scene needs little memory.
        """
        k, n_bands, height = self.n_clusters, self.raster.n_bands, self.raster.height
        if self.clusters is None:
            return np.zeros((0, n_bands)), np.zeros((0, n_bands))
        number = np.zeros(k)
        sums, squares = np.zeros((k, n_bands)), np.zeros((k, n_bands))
        rows = max(1, _BLOCK // self.raster.width)
        # differences from a value nearby are squared: squares of large numbers lose digits
        near = [float(self.band(b)[self.valid][:1].sum()) for b in range(n_bands)]
        for start in range(0, height, rows):
            part = slice(start, start + rows)
            ids = self.clusters.ids[part]
            known = self.valid[part] & (ids >= 0)
            own = ids[known]
            number += np.bincount(own, minlength=k)
            for b in range(n_bands):
                values = self.band(b, part)[known] - near[b]
                sums[:, b] += np.bincount(own, values, minlength=k)
                squares[:, b] += np.bincount(own, values**2, minlength=k)
        of = np.maximum(number, 1)[:, np.newaxis]
        means = sums / of
        spreads = np.sqrt(np.maximum(squares / of - means**2, 0))
        return np.where(number[:, np.newaxis] > 0, means + near, 0), spreads

    @cached_property
    def table(self) -> npt.NDArray[np.int64]:
        """Pixels of each original cluster in each known class."""
        if self.clusters is None or self.truth is None:
            return np.zeros((self.n_clusters, 0), dtype=np.int64)
        ids, classes = self.clusters.ids, self.truth.ids
        both = (ids >= 0) & (classes >= 0)
        n = self.truth.n_clusters
        joined = ids[both].astype(np.int64) * n + classes[both]
        return np.bincount(joined, minlength=self.n_clusters * n).reshape(self.n_clusters, n)

    def merged_table(self, legend: Legend) -> npt.NDArray[np.int64]:
        """Return pixels of each id of a legend in each known class; 0 for ids merged away."""
        merged = np.zeros_like(self.table)
        np.add.at(merged, np.array(legend.group, dtype=np.intp), self.table)
        return merged

    def accuracy(self, legend: Legend, method: Any) -> float:
        """Return the share of pixels whose cluster stands for their class, by a method."""
        if self.truth is None or self.clusters is None:
            raise LearnerError(
                "There are no known classes to compare with.",
                where="truth=None" if self.truth is None else "clusters=None",
                why="Accuracy is the share of pixels whose class is known and found.",
                fix="SceneLab(raster, clusters, truth=truth)",
            )
        table = self.merged_table(legend)
        if method == "majority":
            right = table.max(axis=1).sum()
        elif method == "one_to_one":
            from scipy.optimize import linear_sum_assignment

            right = table[linear_sum_assignment(table, maximize=True)].sum()
        elif method == "names":
            same = np.array([[name == one for one in self.truth.names] for name in legend.names])
            right = table[same].sum()
        else:
            raise LearnerError(
                'The method is "majority", "one_to_one" or "names".',
                where=f"method={method!r}"[:60],
                why="It says which class a cluster stands for.",
                fix='lab.accuracy("majority")',
            )
        return float(right / max(1, table.sum()))


def read_scene(raster: Any, clusters: Any, truth: Any) -> Scene:
    """Return the scene, or raise a LearnerError where raster and maps don't fit."""
    from teachclust.images.raster_checks import check_map, check_raster

    scene = check_raster(raster)
    found = check_map(clusters, scene, "clusters")
    known = check_map(truth, scene, "truth")
    for name, one in (("clusters", found), ("truth", known)):
        if one is not None and one.n_clusters > MOST_CLUSTERS:
            raise LearnerError(
                f"{name} has more than {MOST_CLUSTERS} ids.",
                where=f"{one.n_clusters} ids",
                why="Nobody tells so many colors apart, or names so many clusters.",
                fix="clusters = KMeans(15, random_state=0).fit_predict(raster.pixels())",
            )
    return Scene(scene, found, known)
