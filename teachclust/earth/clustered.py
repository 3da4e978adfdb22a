"""The image of clusters: ids that are named, colored, matched with an earlier run and scored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from teachclust.checks import display_name, is_whole
from teachclust.earth.data_arrays import clusters_to_data_array
from teachclust.earth.geometry import Geometry
from teachclust.earth.image import Image
from teachclust.errors import LearnerError
from teachclust.images.geotiff import write_geotiff
from teachclust.images.raster import ClusterMap, Raster
from teachclust.palette import NOISE, map_colors

if TYPE_CHECKING:
    import pandas as pd

    from teachclust.widgets.scene_lab.widget import SceneLab

Ids = npt.NDArray[np.int32]

#: names in the text of an image
_SHOWN: Final = 6
_COLOR: Final = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much two images of clusters agree.

    Parameters
    ----------
    raw : float
        The share of the pixels with data in both whose id is the same as it stands.
    matched : float
        The same share after ids were matched one to one. It is 1.0 only if the two images divide
        the pixels in the same way.
    """

    raw: float
    matched: float

    def __str__(self) -> str:
        return f"{self.raw:.1%} of the pixels keep their id, {self.matched:.1%} once matched"


@dataclass(frozen=True, slots=True, eq=False)
class Accuracy:
    """How well clusters agree with known classes.

    Parameters
    ----------
    majority : float
        The share of the pixels whose class is that of most pixels of their cluster. Several
        clusters may have the same class, so it rises with the number of clusters.
    one_to_one : float
        The share where each class belongs to one cluster at most, matched as well as can be.
    names : dict of int to str
        The class of most pixels of each cluster: what `ClusteredImage.label` takes.
    table : DataFrame
        Pixels of each cluster (row) and class (column).
    """

    majority: float
    one_to_one: float
    names: dict[int, str]
    table: pd.DataFrame

    def __repr__(self) -> str:
        return f"Accuracy(majority={self.majority:.3f}, one_to_one={self.one_to_one:.3f})"


class ClusteredImage(Image):
    """An image with one band: the cluster of each pixel. Made by ``image.cluster(clusterer)``.

    Methods give a new image and leave this one as it is.

    Parameters
    ----------
    cluster_map : ClusterMap
        Ids, names, colors and place.
    band : str, default="cluster"
        The name of the band.
    agreement : Agreement, optional
        With an earlier image, where it was matched to one.
    dark_to_bright : bool, default=False
        Whether ids are numbered by the brightness of clusters.

    Attributes
    ----------
    cluster_map : ClusterMap
        Ids with their legend; -1 is "no data".
    agreement : Agreement or None
        Both shares of agreement with the image that it was matched to.
    """

    def __init__(
        self,
        cluster_map: ClusterMap,
        band: str = "cluster",
        *,
        agreement: Agreement | None = None,
        dark_to_bright: bool = False,
    ) -> None:
        grid = cluster_map.transform
        super().__init__(Raster(cluster_map.ids[np.newaxis], (band,), grid, cluster_map.crs, -1))
        self.cluster_map = cluster_map
        self.agreement = agreement
        self.dark_to_bright = dark_to_bright

    @property
    def ids(self) -> Ids:
        """The id of each pixel: shape (height, width), -1 where there is no data."""
        return self.cluster_map.ids

    @property
    def legend(self) -> dict[int, tuple[str, str]]:
        """Name and color of each id."""
        legend = zip(self.cluster_map.names, self.cluster_map.colors, strict=True)
        return dict(enumerate(legend))

    def randomVisualizer(self) -> ClusteredImage:
        """Return the image in colors that are easily told apart.

        Earth Engine draws random colors, which change from run to run. Here the color belongs to
        the id: it stays the same from run to run, and `match_to` takes it along. Ids of one
        name have one color, and noise stays gray.

        Returns
        -------
        image : ClusteredImage
            With the same ids and names.
        """
        told = self.cluster_map
        first: dict[str, str] = {}
        colors = []
        for name, old, new in zip(
            told.names, told.colors, map_colors(told.n_clusters), strict=True
        ):
            gray = name == "noise" or old == NOISE.lower()
            colors.append(first.setdefault(name, NOISE if gray else new))
        return self._with(colors=tuple(colors))

    def select(self, *names: Any) -> ClusteredImage:
        """Return the image itself: it has one band. See `Image.select`."""
        super().select(*names)  # refuses another band
        return self._with()

    def rename(self, *names: Any) -> ClusteredImage:
        """Return the image with another name of its band. See `Image.rename`."""
        return self._with(band=super().rename(*names).bandNames()[0])

    def clip(self, region: Geometry) -> ClusteredImage:
        """Return the image with ids in a region alone, -1 outside. See `Image.clip`."""
        return self._with(ids=super().clip(region).raster.values[0])

    def paint(self, region: Geometry, color: int = 0, width: float | None = None) -> ClusteredImage:
        """Return the image with a region's outline painted on it. See `Image.paint`."""
        image = self._with()
        image.painted = super().paint(region, color, width).painted
        return image

    def label(
        self,
        names: Mapping[int, str] | Sequence[str],
        colors: Mapping[str, str] | None = None,
    ) -> ClusteredImage:
        """Return the image with names for ids.

        Parameters
        ----------
        names : dict of int to str, or list of str
            The name of each id; ids that aren't in it keep theirs. A list has the names of the ids
            from 0. Several ids may have one name:
            they get the color of the first of them. `remap` makes one cluster of them.
        colors : dict of str to str, optional
            The color of a name, as "#rrggbb"; names that no cluster has don't matter. The known
            classes' own: ``dict(zip(scene.truth.names, scene.truth.colors))``.

        Returns
        -------
        image : ClusteredImage
            With the same ids.

        Raises
        ------
        LearnerError
            If there is no such id or color, or a name isn't text.
        """
        told, hues = list(self.cluster_map.names), list(self.cluster_map.colors)
        if isinstance(names, list | tuple):
            names = dict(enumerate(names))
        for given, what, good in (
            (names, "names", 'labeled = result.label({0: "water"})'),
            (colors or {}, "colors", 'labeled = result.label({0: "water"}, {"water": "#0072b2"})'),
        ):
            if not isinstance(given, Mapping):
                raise LearnerError(
                    f"{what} must be a dictionary",
                    where=f"it is of type {display_name(type(given).__name__)}",
                    why="Each id has a name, and each name a color.",
                    fix=good,
                )
        assert isinstance(names, Mapping)
        for number, name in names.items():
            if not is_whole(number) or not 0 <= number < len(told) or not isinstance(name, str):
                raise LearnerError(
                    "Each id needs a name",
                    where=f"{display_name(repr(number))}: {display_name(repr(name))}",
                    why=f"The ids are 0 to {len(told) - 1}, a name is text.",
                    fix='labeled = result.label({0: "water"})',
                )
            told[number] = name
        first: dict[str, str] = {}
        for number, name in enumerate(told):
            hues[number] = first.setdefault(name, hues[number])
        for name, hue in dict(colors or {}).items():
            if not isinstance(hue, str) or not _COLOR.fullmatch(hue):
                raise LearnerError(
                    "Each color is written as #rrggbb",
                    where=f"{display_name(repr(name))}: {display_name(repr(hue))}",
                    why="Red, green and blue, each from 00 to ff.",
                    fix=f'colors = {{{told[0]!r}: "#0072b2"}}',
                )
            hues = [hue if told[i] == name else hues[i] for i in range(len(hues))]
        return self._with(names=tuple(told), colors=tuple(hues))

    def remap(
        self,
        from_: Sequence[int],
        to: Sequence[int],
        defaultValue: int | None = None,
        bandName: str | None = None,
    ) -> ClusteredImage:
        """Return the image with other ids.

        Parameters
        ----------
        from_ : sequence of int
            Ids.
        to : sequence of int
            The new id of each. Two that get the same one are one cluster then.
        defaultValue : int, optional
            The new id of all others. None leaves them without data.
        bandName : str, optional
            The image's own band is the only one.

        Returns
        -------
        image : ClusteredImage
            Ids that aren't in `from_` have `defaultValue` or no data then, as in Earth Engine. A
            new id has the name and the color of the first old one that becomes it.

        Raises
        ------
        LearnerError
            If the two aren't equally long, an id is no whole number from 0, or there is no such
            band.
        """
        if bandName is not None:
            self.select(bandName)
        known = self.cluster_map.n_clusters
        good = f"water = result.remap({list(range(known))[:3]}, {[0, 0, 1][:known]})"
        if any(isinstance(ids, str) or not isinstance(ids, Iterable) for ids in (from_, to)):
            raise LearnerError(
                "remap needs two lists of ids",
                where=f"they are {display_name(repr(from_))} and {display_name(repr(to))}",
                why="The second has the new id of each one in the first.",
                fix=good,
            )
        old, new = _listed(from_), _listed(to)
        rest = [] if defaultValue is None else _listed([defaultValue])
        wrong = [i for i in old if not is_whole(i) or not 0 <= i < known]
        wrong += [i for i in (*new, *rest) if not is_whole(i) or not 0 <= i < 2**15]
        if wrong or len(old) != len(new) or len(set(old)) != len(old) or not old:
            raise LearnerError(
                "remap needs ids, and a new id for each",
                where=f"{len(old)} ids, {len(new)} new ones"
                + (f", {display_name(repr(wrong[0]))} is none" if wrong else ""),
                why=f"The ids are 0 to {known - 1}; each may be there once.",
                fix=good,
            )
        others = [i for i in range(known) if rest and i not in old]
        old, new = [*old, *others], [*new, *(rest * len(others))]
        table = np.full(known + 1, -1, dtype=np.int32)
        names = [f"cluster {i}" for i in range(max(new) + 1)]
        colors = list(map_colors(max(new) + 1))
        for i, j in reversed(list(zip(old, new, strict=True))):
            table[i] = j
            names[j], colors[j] = self.legend[i]
        return self._with(
            ids=table[self.ids],
            names=tuple(names),
            colors=tuple(colors),
            agreement=None,
            dark_to_bright=False,
        )

    def match_to(self, earlier: ClusteredImage | ClusterMap) -> ClusteredImage:
        """Return the image with the ids, names and colors of an earlier one.

        Ids are matched one to one so that as many pixels as possible keep their id (Kuhn's
        "Hungarian" assignment). So water stays blue when the clusterer is run again.

        Parameters
        ----------
        earlier : ClusteredImage or ClusterMap
            Of the same grid.

        Returns
        -------
        image : ClusteredImage
            Its `agreement` tells both shares, before and after matching. Clusters without a partner
            get new ids.

        Raises
        ------
        LearnerError
            If the two differ in their number of rows or columns.
        """
        other = _map_of(earlier, self.ids.shape, "result.match_to(earlier)")
        table = _counts(self.ids, other.ids, self.cluster_map.n_clusters, other.n_clusters)
        rows, columns = linear_sum_assignment(table, maximize=True)
        partner = {int(i): int(j) for i, j in zip(rows, columns, strict=True) if table[i, j]}
        free = iter(range(other.n_clusters, other.n_clusters + self.cluster_map.n_clusters))
        new = [partner[i] if i in partner else next(free) for i in range(len(table))]
        length = max(*new, other.n_clusters - 1) + 1
        names = [f"cluster {i}" for i in range(length)]
        colors = list(map_colors(length))
        names[: other.n_clusters], colors[: other.n_clusters] = other.names, other.colors
        total = max(1, int(table.sum()))
        same = sum(int(table[i, i]) for i in range(min(table.shape)))
        found = sum(int(table[i, j]) for i, j in partner.items())
        ids = np.array([*new, -1], dtype=np.int32)[self.ids]
        return self._with(
            ids=ids,
            names=tuple(names),
            colors=tuple(colors),
            agreement=Agreement(same / total, found / total),
            dark_to_bright=False,
        )

    def accuracy(self, truth: ClusteredImage | ClusterMap) -> Accuracy:
        """Return how well the clusters agree with known classes.

        Parameters
        ----------
        truth : ClusterMap or ClusteredImage
            The class of each pixel, of the same grid. ``scene.truth`` of a synthetic scene.

        Returns
        -------
        accuracy : Accuracy
            Over the pixels with data in both.

        Raises
        ------
        LearnerError
            If the two differ in their number of rows or columns, or no pixel has data in both.
        """
        import pandas as pd

        known = _map_of(truth, self.ids.shape, "result.accuracy(scene.truth)")
        table = _counts(self.ids, known.ids, self.cluster_map.n_clusters, known.n_clusters)
        total = int(table.sum())
        if not total:
            raise LearnerError(
                "No pixel has data in both images",
                where="truth",
                why="A class is compared with the cluster of the same pixel.",
                fix="result.accuracy(scene.truth)",
            )
        rows, columns = linear_sum_assignment(table, maximize=True)
        names = {i: known.names[int(row.argmax())] for i, row in enumerate(table) if row.any()}
        frame = pd.DataFrame(table, columns=pd.Index(known.names, name="class"))
        frame.index.name = "cluster"
        return Accuracy(
            float(table.max(axis=1).sum() / total),
            float(table[rows, columns].sum() / total),
            names,
            frame,
        )

    def show(self, scene: Image | Raster, *, show_truth: bool = False) -> SceneLab:
        """Open the clusters over the image that they were found in.

        Parameters
        ----------
        scene : Image or Raster
            The image, of the same grid. Its truth, if it has one, is there for the accuracy.
        show_truth : bool, default=False
            Whether the known classes are shown from the start.

        Returns
        -------
        lab : SceneLab
            To look at image and clusters under one line, at spectra of pixels, and to name, color
            and merge clusters.

        Raises
        ------
        LearnerError
            If the two have different grids, or `scene` is no image.
        """
        if isinstance(scene, Raster):
            scene = Image(scene)
        if not isinstance(scene, Image):
            raise LearnerError(
                "Clusters are shown over the image that they were found in",
                where=f"it is of type {display_name(type(scene).__name__)}",
                why="Its bands are drawn below them.",
                fix="result.show(scene)",
            )
        from teachclust.widgets.scene_lab.widget import SceneLab  # loaded late: it needs ipywidgets

        return SceneLab(scene.raster, self.cluster_map, truth=scene.truth, show_truth=show_truth)

    def to_geotiff(self, path: str | PathLike[str]) -> Path:
        """Write the ids to a GeoTIFF, with names and colors inside.

        Parameters
        ----------
        path : path-like
            The file; one of this name is replaced.

        Returns
        -------
        path : Path
            The file. See `teachclust.images.write_geotiff`.

        Raises
        ------
        LearnerError
            If the CRS is no EPSG code, or the file can't be written.
        """
        return write_geotiff(path, self.cluster_map)

    def to_xarray(self) -> Any:
        """Return the ids as a DataArray with the dimensions y and x.

        Returns
        -------
        array : xarray.DataArray
            uint8 with nodata 255, or uint16 with nodata 65535 past 255 clusters; its ``rio`` knows
            the CRS and the transform, its ``attrs`` have names and colors.

        Raises
        ------
        LearnerError
            If ``teachclust[earth]`` isn't installed.
        """
        return clusters_to_data_array(self.cluster_map, self.bandNames()[0])

    def _with(self, **changed: Any) -> ClusteredImage:
        old = self.cluster_map
        new = ClusterMap(
            changed.get("ids", old.ids),
            changed.get("names", old.names),
            changed.get("colors", old.colors),
            old.transform,
            old.crs,
        )
        image = ClusteredImage(
            new,
            changed.get("band", self.bandNames()[0]),
            agreement=changed.get("agreement", self.agreement),
            dark_to_bright=changed.get("dark_to_bright", self.dark_to_bright),
        )
        image.painted = self.painted
        return image

    def __repr__(self) -> str:
        told = self.cluster_map
        named = any(name != f"cluster {i}" for i, name in enumerate(told.names))
        what = ", from dark to bright" if self.dark_to_bright and told.n_clusters > 1 else ""
        if named:
            distinct = list(dict.fromkeys(map(display_name, told.names)))
            what = ": " + ", ".join(distinct[:_SHOWN]) + (", ..." if len(distinct) > _SHOWN else "")
        text = (
            f"Image({told.width} x {told.height} pixels, band {display_name(self.bandNames()[0])}: "
            f"{told.n_clusters} cluster{'s' if told.n_clusters != 1 else ''}{what}"
        )
        return text + (f"; {self.agreement})" if self.agreement else ")")


def _listed(ids: Iterable[Any]) -> list[Any]:
    """Return ids as a list of Python's own numbers."""
    return [one.item() if isinstance(one, np.generic) else one for one in ids]


def _map_of(image: object, shape: tuple[int, ...], good: str) -> ClusterMap:
    found = image.cluster_map if isinstance(image, ClusteredImage) else image
    if isinstance(found, ClusterMap) and found.ids.shape == shape:
        return found
    size = f"{found.width} x {found.height} pixels" if isinstance(found, ClusterMap) else "no map"
    raise LearnerError(
        "Two images of clusters are compared pixel by pixel",
        where=f"the other is {size}, of type {display_name(type(image).__name__)}; "
        f"this one has {shape[1]} x {shape[0]}",
        why="They must have the same rows and columns.",
        fix=good,
    )


def _counts(ids: Ids, others: Ids, n: int, n_others: int) -> npt.NDArray[np.int64]:
    """Count the pixels of each pair of an id (row) and another image's id (column)."""
    both = (ids >= 0) & (others >= 0)
    pairs = ids[both].astype(np.int64) * n_others + others[both]
    return np.bincount(pairs, minlength=n * n_others).reshape(n, n_others)
