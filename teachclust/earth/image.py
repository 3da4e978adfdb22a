"""An image of the ground: bands that are named, looked at, sampled and clustered."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from teachclust.checks import display_name, is_whole
from teachclust.checks.extra import need
from teachclust.earth.applying import check_output_name, check_trained, no_data
from teachclust.earth.data_arrays import raster_from_data_array, raster_to_data_array
from teachclust.earth.feature_collection import FeatureCollection
from teachclust.earth.files import read_raster
from teachclust.earth.geometry import Geometry, check_region
from teachclust.earth.map import Map
from teachclust.earth.order import BottomK, pixel_keys
from teachclust.earth.projection import DEGREES, converter, is_degrees, meters_per_unit, same_crs
from teachclust.errors import LearnerError
from teachclust.images.geotiff import read_geotiff
from teachclust.images.raster import ClusterMap, Raster, physical, valid_pixels

#: How many numbers are looked at in one go.
_BLOCK: Final = 1 << 20


class Image:
    """An image with named bands, a place on the earth, and pixels without data.

    Parameters
    ----------
    raster : Raster, optional
        The bands. None makes an empty image, on which regions are painted.
    truth : ClusterMap, optional
        What lies where, if it's known.

    Examples
    --------
    >>> import teachclust.earth as ee
    >>> scene = ee.load_scene()
    >>> scene.bandNames()
    ['blue', 'green', 'red', 'nir', 'swir1', 'swir2']
    >>> training = scene.sample(scale=30, numPixels=5000)
    >>> clusterer = ee.Clusterer.wekaKMeans(15).train(training)
    >>> scene.cluster(clusterer)
    Image(400 x 400 pixels, band cluster: 15 clusters, from dark to bright)
    """

    def __init__(self, raster: Raster | None = None, *, truth: ClusterMap | None = None) -> None:
        if raster is not None and not isinstance(raster, Raster):
            raise LearnerError(
                "An image is made of a Raster",
                where=f"it is of type {display_name(type(raster).__name__)}",
                why="An array has neither names of bands nor a place on the earth.",
                fix="image = ee.Image.from_array(values)",
            )
        self._raster = raster
        self.truth = truth
        #: regions that were painted: geometry, color and width of the line
        self.painted: tuple[tuple[Geometry, int, float], ...] = ()

    @classmethod
    def from_array(
        cls,
        values: npt.ArrayLike,
        *,
        band_names: Sequence[str] | None = None,
        transform: Sequence[float] = (1.0, 0.0, 0.0, 0.0, -1.0, 0.0),
        crs: str = "",
        nodata: float | None = None,
    ) -> Self:
        """Return an image of an array.

        Parameters
        ----------
        values : array-like of shape (n_bands, height, width)
            The numbers. What a masked array masks has no data.
        band_names : sequence of str, optional
            Names; B1, B2, ... where there are none.
        transform, crs, nodata
            As of `teachclust.images.Raster`.

        Returns
        -------
        image : Image
            It holds the array itself, not a copy, but where it's masked.

        Raises
        ------
        LearnerError
            As of `teachclust.images.Raster`.
        """
        array = np.asanyarray(values)
        n_bands = len(array) if array.ndim == 3 else 1
        given: Any = [band_names] if isinstance(band_names, str) else band_names
        names = tuple(f"B{i + 1}" for i in range(n_bands)) if given is None else tuple(given)
        numbers: Any = tuple(transform)
        return cls(Raster(array, names, numbers, crs, nodata))

    @staticmethod
    def open(path: str | PathLike[str], bands: Sequence[str] | None = None) -> Image:
        """Return the image of a raster file.

        Parameters
        ----------
        path : path-like
            With ``teachclust[earth]`` a file of any format that GDAL knows; without it a GeoTIFF of
            one band, or of red, green and blue in 8 bits.
        bands : str or sequence of str, optional
            Names of the bands to read; all by default.

        Returns
        -------
        image : Image
            With the place, nodata, scales and names of bands that stand in the file.

        Raises
        ------
        LearnerError
            If the file isn't there, can't be read, has no such band, or is larger than 1 GB:
            `cluster_file` goes through it block by block.
        """
        try:
            need("rasterio", "Reading any raster file", "earth")
        except LearnerError:
            raster = read_geotiff(path)
            return Image(raster if bands is None else raster.select(bands))
        return Image(read_raster(path, bands))

    @staticmethod
    def from_xarray(array: Any) -> Image:
        """Return the image of a DataArray of rioxarray.

        Parameters
        ----------
        array : xarray.DataArray
            With the dimensions band, y and x, masked or not; chunks of dask are computed.

        Returns
        -------
        image : Image
            With its CRS, transform, nodata and names of bands.

        Raises
        ------
        LearnerError
            If ``teachclust[earth]`` isn't installed, or the array has other dimensions.
        """
        return Image(raster_from_data_array(array))

    def to_xarray(self) -> Any:
        """Return the bands as a DataArray with the dimensions band, y and x.

        Returns
        -------
        array : xarray.DataArray
            Its ``rio`` knows CRS, transform and nodata.

        Raises
        ------
        LearnerError
            If ``teachclust[earth]`` isn't installed.
        """
        return raster_to_data_array(self.raster)

    @property
    def raster(self) -> Raster:
        """The bands."""
        if self._raster is None:
            raise LearnerError(
                "This image is empty",
                where="ee.Image()",
                why="It has no bands: regions can be painted on it.",
                fix="image = ee.load_scene()",
            )
        return self._raster

    @property
    def is_empty(self) -> bool:
        """Whether there are no bands."""
        return self._raster is None

    def bandNames(self) -> list[str]:
        """Return the names of the bands.

        Returns
        -------
        names : list of str
            In the order of the bands.
        """
        return list(self.raster.band_names)

    def projection(self) -> str:
        """Return the name of the reference system.

        Returns
        -------
        crs : str
            Such as "EPSG:32636"; empty where it's unknown.
        """
        return self.raster.crs

    def select(self, *names: Any) -> Image:
        """Return an image of some bands.

        Parameters
        ----------
        *names : str or int, or one sequence of these
            Bands, in the order wanted: names, or places from 0.

        Returns
        -------
        image : Image
            With the same place and the same truth.

        Raises
        ------
        LearnerError
            If there is no such band.
        """
        flat = names[0] if len(names) == 1 and not is_whole(names[0]) else names
        known = self.raster.band_names
        chosen = list(flat) if isinstance(flat, Iterable) and not isinstance(flat, str) else [flat]
        missing = [
            one
            for one in chosen
            if (not 0 <= one < len(known) if is_whole(one) else one not in known)
        ]
        if missing or not chosen:
            raise LearnerError(
                "The image has no such band" if missing else "Choose a band at least",
                where=", ".join(display_name(repr(one)) for one in missing[:3]),
                why=f"Its bands are {', '.join(map(display_name, known))}, from place 0 to "
                f"{len(known) - 1}.",
                fix=f"image.select({list(known[:3])})",
            )
        told = [known[one] if is_whole(one) else one for one in chosen]
        return Image(self.raster.select(told), truth=self.truth)

    def rename(self, *names: Any) -> Image:
        """Return the image with other names of bands.

        Parameters
        ----------
        *names : str, or one sequence of str
            One for each band.

        Returns
        -------
        image : Image
            With the same numbers.

        Raises
        ------
        LearnerError
            If there aren't as many names as bands, or two are alike.
        """
        flat: Any = names[0] if len(names) == 1 and not isinstance(names[0], str) else names
        r = self.raster
        named = Raster(r.values, tuple(flat), r.transform, r.crs, r.nodata, r.scales, r.offsets)
        return Image(named, truth=self.truth)

    def clip(self, region: Geometry) -> Image:
        """Return the image with data in a region alone.

        Parameters
        ----------
        region : Geometry
            A rectangle or a polygon. A pixel belongs to it if its middle does.

        Returns
        -------
        image : Image
            As large as before; pixels outside have no data. Whole numbers without a number for "no
            data" become floating-point numbers.

        Raises
        ------
        LearnerError
            If no pixel lies in the region, or it can't be converted to the image's coordinates.
        """
        r = self.raster
        inside = np.zeros((r.height, r.width), dtype=np.bool_)
        for rows in self.row_blocks():
            inside[rows] = self._inside(check_region(region), rows)
        if not inside.any():
            raise self._outside(region)
        if inside.all():
            return Image(r, truth=self.truth)
        values, nodata = r.values, r.nodata
        if nodata is None:
            nodata = math.nan
            if values.dtype.kind != "f":
                values = values.astype(np.float32 if values.dtype.itemsize <= 2 else np.float64)
        values = np.where(inside, values, np.asarray(nodata, dtype=values.dtype))
        kept = Raster(values, r.band_names, r.transform, r.crs, nodata, r.scales, r.offsets)
        return Image(kept, truth=self.truth)

    def paint(self, region: Geometry, color: int = 0, width: float | None = None) -> Image:
        """Return the image with a region's outline painted on it, for a map.

        Parameters
        ----------
        region : Geometry
            What to paint.
        color : int, default=0
            The number to paint with; 0 is drawn black.
        width : float, optional
            Width of the outline in pixels of the map; None fills the region.

        Returns
        -------
        image : Image
            The numbers of bands aren't changed: the outline is drawn over them.

        Raises
        ------
        LearnerError
            If `region` is no geometry, `color` no whole number from 0, or `width` not above 0.
        """
        image = Image(self._raster, truth=self.truth)
        if not isinstance(region, Geometry):
            check_region(region)
        number = isinstance(width, int | float | np.number) and not isinstance(width, bool)
        if not is_whole(color) or color < 0 or not (width is None or (number and width > 0)):
            raise LearnerError(
                "A region is painted with a number, in a width above 0",
                where=f"color={display_name(repr(color))}, width={display_name(repr(width))}",
                why="0 is drawn black, numbers above in colors; a width of None fills the region.",
                fix="painted = image.paint(region, 0, 2)",
            )
        line = -1.0 if width is None else float(width)
        image.painted = (*self.painted, (region, int(color), line))
        return image

    def sample(
        self,
        region: Geometry | None = None,
        scale: float | None = None,
        projection: str | None = None,
        factor: float | None = None,
        numPixels: int | None = None,
        seed: int = 0,
        dropNulls: bool = True,
        tileScale: float = 1,
        geometries: bool = False,
    ) -> FeatureCollection:
        """Return a table of pixels, drawn evenly.

        Parameters
        ----------
        region : Geometry, optional
            Where pixels are taken; None is the whole image. A pixel belongs to a region if its
            middle does.
        scale : float, optional
            The size of a pixel in meters. None takes the image's own; a larger one takes a part of
            the rows and columns, one pixel from each square of that size.
        projection : str, optional
            The reference system; the image's own is the only one.
        factor : float, optional
            The share of the pixels to take, above 0 and up to 1; not together with `numPixels`.
        numPixels : int, optional
            How many pixels to take. None takes all.
        seed : int, default=0
            Another one draws other pixels.
        dropNulls : bool, default=True
            Whether pixels that lack a band are left out. If not, what they lack is NaN.
        tileScale : float, default=1
            Has no effect: pixels are looked at in blocks of one size.
        geometries : bool, default=False
            Whether the index tells longitude and latitude too.

        Returns
        -------
        table : FeatureCollection
            A column for each band, in physical units; the index tells row and column of the pixel.
            Rows come in a random order that `seed` fixes.

        Raises
        ------
        LearnerError
            If no pixel with data lies in the region, the scale is finer than the image's, or the
            projection is another one.

        Notes
        -----
        The pixels with the smallest hashes of seed, row and column are taken. So there are exactly
        `numPixels` of them (or all, where there are fewer), which Earth Engine gives approximately,
        and they are the same for every size of the blocks that a scene is read in.
        """
        chosen = _how_many(factor, numPixels)
        self._check_grid(projection, seed)
        taken = self._scale_rows_and_columns(scale)
        if isinstance(chosen, float):
            count = sum(len(rows) for rows, _ in self._candidates(region, taken, dropNulls))
            chosen = max(1, round(chosen * count))
        kept = BottomK(self.raster.height * self.raster.width if chosen is None else chosen)
        for rows, columns in self._candidates(region, taken, dropNulls):
            kept.show(pixel_keys(rows, columns, seed), np.stack((rows, columns), axis=1))
        if not len(kept.keys):
            raise self._nothing(region, scale)
        return self._table(*kept.rows.T, geometries=geometries)

    def cluster(self, clusterer: Any, outputName: str = "cluster") -> Any:
        """Return the image of the cluster of each pixel.

        Parameters
        ----------
        clusterer : Clusterer
            Trained on bands of the same names.
        outputName : str, default="cluster"
            The name of the band of the result.

        Returns
        -------
        result : ClusteredImage
            One band of ids from 0, -1 where a pixel has no data.

        Raises
        ------
        LearnerError
            If the clusterer isn't trained, or a band that it needs is missing.
        """
        return check_trained(clusterer).cluster_image(self, check_output_name(outputName))

    def pixel_blocks(self, names: Sequence[str] | None = None) -> Iterator[npt.NDArray[Any]]:
        """Yield the numbers of the pixels with data, block by block.

        Parameters
        ----------
        names : sequence of str, optional
            Bands; None is all.

        Yields
        ------
        pixels : ndarray of shape (n, n_bands), float64
            In physical units.
        """
        raster = self.raster if names is None else self.raster.select(names)
        for rows in self.row_blocks():
            values = raster.values[:, rows]
            valid = valid_pixels(values, raster.nodata)
            yield physical(values[:, valid].T, raster.scales, raster.offsets)

    def row_blocks(self) -> Iterator[slice]:
        """Yield the rows of pixels in blocks that fit into memory.

        Yields
        ------
        rows : slice
            From top to bottom.
        """
        raster = self.raster
        step = max(1, _BLOCK // (raster.width * raster.n_bands))
        for start in range(0, raster.height, step):
            yield slice(start, min(start + step, raster.height))

    def plot(self, ax: Any = None, *, bands: Any = None) -> Map:
        """Draw the image as a map.

        Parameters
        ----------
        ax : matplotlib Axes, optional
            Where; a new figure by default.
        bands : str or sequence of 3 str, optional
            One band, three, or "true", "false", "swir". Clusters are drawn in their colors.

        Returns
        -------
        map : Map
            What was drawn, with ``ax_`` and ``figure_``.

        Raises
        ------
        LearnerError
            If there is no such band.
        """
        drawn = Map()
        name = "image" if self.is_empty else ", ".join(self.bandNames()[:3])
        drawn.add_layer(self, {"bands": bands}, name)
        return drawn.plot(ax)

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Show the picture, with its alternative text."""
        data, about = self.plot()._repr_mimebundle_()
        return data | {"text/plain": repr(self)}, about

    def _inside(self, region: Geometry, rows: slice) -> npt.NDArray[np.bool_]:
        down, across = np.mgrid[rows, 0 : self.raster.width]
        x, y = self.raster.position(down, across)
        return region.contains(x, y, self.raster.crs)

    def _candidates(
        self,
        region: Geometry | None,
        taken: tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]],
        drop_nulls: bool,
    ) -> Iterator[tuple[npt.NDArray[Any], npt.NDArray[Any]]]:
        """Yield rows and columns of the pixels that may be taken, block by block."""
        raster = self.raster
        for rows in self.row_blocks():
            mask = taken[0][rows, None] & taken[1]
            if drop_nulls:
                mask &= valid_pixels(raster.values[:, rows], raster.nodata)
            if region is not None:
                mask &= self._inside(check_region(region), rows)
            down, across = np.nonzero(mask)
            yield down + rows.start, across

    def _table(
        self, rows: npt.NDArray[Any], columns: npt.NDArray[Any], *, geometries: bool
    ) -> FeatureCollection:
        raster = self.raster
        stored = raster.values[:, rows, columns]
        numbers = physical(stored.T, raster.scales, raster.offsets)
        for band, values in enumerate(stored):
            numbers[~valid_pixels(values[np.newaxis], raster.nodata), band] = np.nan
        levels = {"row": rows, "column": columns}
        if geometries:
            x, y = raster.position(rows, columns)
            levels["longitude"], levels["latitude"] = converter(raster.crs, DEGREES)(x, y)
        index = pd.MultiIndex.from_arrays(list(levels.values()), names=list(levels))
        return FeatureCollection(numbers, columns=list(raster.band_names), index=index)

    def _scale_rows_and_columns(
        self, scale: float | None
    ) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """Return which rows and which columns have pixels at a scale."""
        raster, ratio = self.raster, 1.0
        if scale is not None:
            a, b, _, d, e, _ = raster.transform
            size = math.sqrt(abs(a * e - b * d)) * meters_per_unit(raster.crs)
            number = isinstance(scale, int | float | np.number) and not isinstance(scale, bool)
            good = number and size * 0.999 <= scale < math.inf
            if not good:
                raise LearnerError(
                    "scale must not be finer than the pixels",
                    where=f"it is {display_name(repr(scale))}, a pixel is {size:g} m wide",
                    why="The same pixels would be taken more than once.",
                    fix=f"training = image.sample(scale={size:g}, numPixels=5000)",
                )
            ratio = max(1.0, float(scale) / size)
        taken = []
        for length in (raster.height, raster.width):
            middles = np.floor((np.arange(math.ceil(length / ratio)) + 0.5) * ratio)
            mask = np.zeros(length, dtype=np.bool_)
            mask[middles[middles < length].astype(int)] = True
            mask[0] |= not mask.any()
            taken.append(mask)
        return taken[0], taken[1]

    def _check_grid(self, projection: object, seed: object) -> None:
        if projection is not None and not same_crs(projection, self.raster.crs):
            raise LearnerError(
                "Pixels are taken in the image's own reference system",
                where=f"projection={display_name(repr(projection))}, the image has "
                f"{display_name(self.raster.crs) or 'none'}",
                why="Another one would mix neighbors: bring the file to it before it is opened.",
                fix="training = image.sample(numPixels=5000)",
            )
        if not is_whole(seed):
            raise LearnerError(
                "seed must be a whole number",
                where=f"it is {display_name(repr(seed))}",
                why="The same seed takes the same pixels.",
                fix="training = image.sample(numPixels=5000, seed=0)",
            )

    def _nothing(self, region: Geometry | None, scale: float | None) -> LearnerError:
        """Say why no pixel was taken: the image, the scale or the region has none."""
        if not any(len(pixels) for pixels in self.pixel_blocks()):
            return no_data()
        if scale is not None:
            every = self._scale_rows_and_columns(None)
            if any(len(rows) for rows, _ in self._candidates(region, every, drop_nulls=True)):
                return LearnerError(
                    "No pixel with data is taken at this scale",
                    where=f"scale={display_name(repr(scale))}",
                    why="One pixel is taken from each square of that size: those have no data.",
                    fix="training = image.sample(numPixels=5000)",
                )
        return self._outside(region)

    def _outside(self, region: Geometry | None) -> LearnerError:
        raster = self.raster
        proj = raster.crs if region is None else region.proj
        a, b, c, d, e, f = raster.transform
        column = np.array([0, raster.width, raster.width, 0])
        row = np.array([0, 0, raster.height, raster.height])
        x, y = converter(raster.crs, proj)(a * column + b * row + c, d * column + e * row + f)
        corners = ", ".join(f"{edge:.10g}" for edge in (x.min(), y.min(), x.max(), y.max()))
        more = "" if is_degrees(proj) and same_crs(proj, DEGREES) else f", proj={proj!r}"
        return LearnerError(
            "No pixel with data lies in the region",
            where=f"{region!r}" if region is not None else "the whole image",
            why=f"The image reaches from west {x.min():.6g}, south {y.min():.6g} to east "
            f"{x.max():.6g}, north {y.max():.6g}.",
            fix=f"region = ee.Geometry.Rectangle({corners}{more})",
        )

    def __repr__(self) -> str:
        if self._raster is None:
            return "Image(empty)"
        return repr(self._raster).replace("Raster(", "Image(", 1)


def _how_many(factor: Any, number: Any) -> int | float | None:
    """Return how many pixels to take: a number, a share, or None for all."""
    good = "training = image.sample(numPixels=5000)"
    if factor is not None and number is not None:
        raise LearnerError(
            "Give factor or numPixels, not both",
            where=f"factor={display_name(repr(factor))}, numPixels={display_name(repr(number))}",
            why="Each says how many pixels to take.",
            fix=good,
        )
    if number is not None:
        # 1e4 is meant as a whole number
        whole = isinstance(number, float | np.floating) and float(number).is_integer()
        if not (is_whole(number) or whole) or number < 1:
            raise LearnerError(
                "numPixels must be a whole number of at least 1",
                where=f"it is {display_name(repr(number))}",
                fix=good,
            )
        return int(number)
    share = isinstance(factor, int | float | np.number) and not isinstance(factor, bool)
    if factor is not None and not (share and 0 < factor <= 1):
        raise LearnerError(
            "factor must be a share above 0 and up to 1",
            where=f"it is {display_name(repr(factor))}",
            fix="training = image.sample(factor=0.1)",
        )
    return None if factor is None else float(factor)
