"""A map of layers, drawn in the notebook itself: no tiles, no network."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Self, TypeGuard

import numpy as np

from teachclust.checks import display_name
from teachclust.earth.geometry import Geometry
from teachclust.earth.projection import DEGREES, converter, is_degrees, meters_per_unit
from teachclust.errors import LearnerError
from teachclust.images.band_pictures import band_picture, shown_bands
from teachclust.images.map_axes import axis_names
from teachclust.images.raster import ClusterMap, Raster
from teachclust.plots.base import Display
from teachclust.plots.style import text_color
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: A map of the web is so many pixels wide, and at zoom 0 one of them is so many meters.
_WIDTH: Final = 600
_METERS: Final = 156_543.03
_MARGIN: Final = 0.04
#: Pixels of a larger image are drawn one in two, in three ...
_MOST_PIXELS: Final = 1600
#: Entries of a legend in one column.
_LINES: Final = 16
_COLORS: Final = ("black", "#0072b2", "#d55e00", "#009e73", "#cc79a7")


@dataclass(frozen=True, slots=True)
class Layer:
    """An image on a map."""

    image: Any
    name: str
    shown: bool
    opacity: float
    bands: Any

    @property
    def raster(self) -> Raster | None:
        """The bands, if there are any."""
        raster: Raster | None = None if self.image.is_empty else self.image.raster
        return raster

    @property
    def clusters(self) -> ClusterMap | None:
        """The clusters, if it is an image of some."""
        found: ClusterMap | None = getattr(self.image, "cluster_map", None)
        return found


class Map(Display):
    """A map of layers, as ``geemap.Map`` and the guide have it, drawn as a figure.

    Layers lie over each other in the order in which they were added. The map shows the whole of its
    images. `set_center` moves the view only where it zooms into them.

    Parameters
    ----------
    center : sequence of 2 floats, optional
        Latitude and longitude of the middle, in this order, as in geemap.
    zoom : float, optional
        As of maps on the web: 0 shows the earth, and each step half as much.

    Examples
    --------
    >>> import teachclust.earth as ee
    >>> m = ee.Map()
    >>> m.add_layer(ee.load_scene(), {}, "scene")
    >>> m
    Map: A map of 1 layer. scene: blue, green, red, nir, swir1, swir2.
    """

    size = (5.4, 4.0)

    def __init__(self, center: Any = None, zoom: float | None = None) -> None:
        self.layers: tuple[Layer, ...] = ()
        self.center: tuple[float, float] | None = None
        self.zoom: float | None = None
        if center is not None:
            try:
                latitude, longitude = center
            except (TypeError, ValueError):
                raise LearnerError(
                    "center must be a latitude and a longitude",
                    where=f"it is {display_name(repr(center))}",
                    why="The order is that of geemap.",
                    fix="m = ee.Map([31.0, 31.0], 8)",
                ) from None
            self.set_center(longitude, latitude, zoom)

    def set_center(self, lon: float, lat: float, zoom: float | None = None) -> None:
        """Set the middle of the map.

        Parameters
        ----------
        lon, lat : float
            Longitude and latitude in degrees.
        zoom : float, optional
            See `Map`.

        Raises
        ------
        LearnerError
            If these aren't degrees.
        """
        (self.center,) = Geometry.Point(lon, lat).rings[0]
        if zoom is not None and not (_is_number(zoom) and 0 <= zoom <= 24):
            raise LearnerError(
                "zoom must be a number from 0 to 24",
                where=f"it is {display_name(repr(zoom))}",
                fix="m.set_center(31.0, 31.0, 8)",
            )
        self.zoom = None if zoom is None else float(zoom)

    def center_object(self, ee_object: Any, zoom: float | None = None) -> None:
        """Set the middle of the map to that of an image or a region.

        Parameters
        ----------
        ee_object : Image or Geometry
            What to look at.
        zoom : float, optional
            See `Map`; None shows the whole of it.

        Raises
        ------
        LearnerError
            If it's neither, its place in degrees isn't known, or the zoom isn't a number.
        """
        if isinstance(ee_object, Geometry):
            lines = ee_object.outlines(DEGREES)
        elif isinstance(raster := getattr(ee_object, "_raster", None), Raster):
            lines = [converter(raster.crs, DEGREES)(*_corners(raster))]
        else:
            raise LearnerError(
                "The middle is that of an image or a region",
                where=f"it is of type {display_name(type(ee_object).__name__)}",
                why="An empty image and a table have no place on a map.",
                fix="m.center_object(ee.load_scene())",
            )
        x, y = np.concatenate([np.stack(line) for line in lines], axis=1)
        lon, lat = float(x.min() + x.max()) / 2, float(y.min() + y.max()) / 2
        narrow = math.cos(math.radians(lat))
        # the map is four parts wide and three high, and grids are turned a little against degrees
        across = 1.1 * max(float(np.ptp(x)) * narrow, float(np.ptp(y)) / 0.75)
        if zoom is None and across > 0:
            earth = _METERS * narrow * _WIDTH
            fits = math.log2(earth / (across * meters_per_unit(DEGREES)))
            zoom = min(24.0, max(0.0, fits))
        self.set_center(lon, lat, zoom)

    def add_layer(
        self,
        ee_object: Any,
        vis_params: dict[str, Any] | None = None,
        name: str | None = None,
        shown: bool = True,
        opacity: float = 1.0,
    ) -> None:
        """Put an image or a region over what is there.

        Parameters
        ----------
        ee_object : Image or Geometry
            What to show. An image of clusters is drawn in its colors with a legend.
        vis_params : dict, optional
            ``{"bands": ["nir", "red", "green"]}`` chooses three bands or one; "true", "false" and
            "swir" are combinations. Each band is stretched from its 2nd to its 98th percentile:
            other keys have no effect.
        name : str, optional
            The layer's name.
        shown : bool, default=True
            Whether it is drawn.
        opacity : float, default=1.0
            From 0 to 1.

        Raises
        ------
        LearnerError
            If it's neither an image nor a region, or its bands or opacity aren't there.
        """
        if isinstance(ee_object, Geometry):
            ee_object = _Outline(ee_object)
        if not hasattr(ee_object, "painted"):
            raise LearnerError(
                "A layer is an image or a region",
                where=f"it is of type {display_name(type(ee_object).__name__)}",
                why="A table has no place on a map.",
                fix='m.add_layer(ee.load_scene(), {}, "scene")',
            )
        if not _is_number(opacity) or not 0 <= opacity <= 1:
            raise LearnerError(
                "opacity must be a number from 0 to 1",
                where=f"it is {display_name(repr(opacity))}",
                fix='m.add_layer(ee.load_scene(), {}, "scene", True, 0.5)',
            )
        if not isinstance(vis_params or {}, dict):
            raise LearnerError(
                "vis_params must be a dictionary",
                where=f"it is {display_name(repr(vis_params))}",
                why="It says which bands are shown.",
                fix='m.add_layer(ee.load_scene(), {"bands": ["nir", "red", "green"]}, "scene")',
            )
        bands = (vis_params or {}).get("bands")
        name = f"Layer {len(self.layers) + 1}" if name is None else str(name)
        layer = Layer(ee_object, name, bool(shown), float(opacity), bands)
        if layer.raster is not None and layer.clusters is None:
            shown_bands(layer.raster, bands)
        self.layers = (*self.layers, layer)

    #: The guide's own names in JavaScript.
    setCenter = set_center
    addLayer = add_layer
    centerObject = center_object

    @property
    def alt(self) -> str:
        """Alternative text: the layers, with the names of clusters."""
        shown = [layer for layer in self.layers if layer.shown]
        parts = [say("plot.map.alt" if len(shown) != 1 else "plot.map.alt_one", n=len(shown))]
        return " ".join([*parts, *(f"{display_name(x.name)}: {_told(x)}." for x in shown)])

    def plot(self, ax: Axes | None = None) -> Self:
        """Draw the layers.

        Parameters
        ----------
        ax : matplotlib Axes, optional
            Where; a new figure by default.

        Returns
        -------
        map : Map
            Itself, with ``ax_`` and ``figure_``.

        Raises
        ------
        LearnerError
            If two images have different reference systems.
        """
        with self._canvas(ax) as ax:
            self._draw(ax)
        return self

    def _draw(self, ax: Axes) -> None:
        shown = [layer for layer in self.layers if layer.shown]
        crs = self._crs(shown)
        for order, layer in enumerate(shown):
            if layer.raster is not None:
                _draw_pixels(ax, layer, order)
            for region, color, width in layer.image.painted:
                _draw_region(ax, region, color, width, crs, layer.opacity, order)
        west, south, east, north = self._view(shown, crs)
        ax.set_xlim(west, east)
        ax.set_ylim(south, north)
        middle = math.radians((south + north) / 2) if is_degrees(crs) else 0.0
        ax.set_aspect(1 / max(0.05, math.cos(middle)))
        across, up = axis_names(crs)
        ax.set_xlabel(across, fontsize=8)
        ax.set_ylabel(up, fontsize=8)
        ax.tick_params(labelsize=7)
        ax.ticklabel_format(style="plain", useOffset=False)
        ax.locator_params(nbins=4)
        view = west, south, east, north
        ax.set_title(", ".join(_titled(layer, crs, view) for layer in shown), fontsize=10)
        maps = [layer.clusters for layer in shown if layer.clusters is not None]
        if maps:
            _draw_legend(ax, maps[-1])

    def _crs(self, shown: list[Layer]) -> str:
        """Return the reference system of all images; degrees where there are none."""
        named = [x.raster.crs for x in shown if x.raster is not None]
        found = list({crs.strip().lower(): crs for crs in reversed(named)}.values())[::-1]
        if len(found) > 1:
            raise LearnerError(
                "The layers have different reference systems",
                where=", ".join(display_name(crs) or "none" for crs in found),
                why="A map is drawn in one.",
                fix='m = ee.Map(); m.add_layer(ee.load_scene(), {}, "scene")',
            )
        return found[0] if found else DEGREES

    def _view(self, shown: list[Layer], crs: str) -> tuple[float, float, float, float]:
        """Return west, south, east and north: of all images, or of what is zoomed to in them."""
        corners = [_corners(x.raster) for x in shown if x.raster is not None]
        regions = [one for layer in shown for one, *_ in layer.image.painted]
        around = corners or [np.stack(line) for one in regions for line in one.outlines(crs)]
        x, y = np.concatenate(around, axis=1) if around else np.array([[-180, 180], [-90, 90]])
        west, south, east, north = x.min(), y.min(), x.max(), y.max()
        if self.center is not None and self.zoom is not None and corners:
            middle = converter(DEGREES, crs)(*self.center)
            across = _METERS / 2**self.zoom * math.cos(math.radians(self.center[1])) * _WIDTH
            across /= meters_per_unit(crs)
            inside = west <= middle[0] <= east and south <= middle[1] <= north
            if inside and across < east - west:
                high = across * 0.75
                return (
                    float(middle[0] - across / 2),
                    float(middle[1] - high / 2),
                    float(middle[0] + across / 2),
                    float(middle[1] + high / 2),
                )
        margin = 0.0 if corners else _MARGIN * max(east - west, north - south)
        return west - margin, south - margin, east + margin, north + margin


class _Outline:
    """A region as an image that is empty but for its outline."""

    is_empty = True

    def __init__(self, region: Geometry) -> None:
        self.painted = ((region, 0, 2.0),)


def _is_number(value: object) -> TypeGuard[float]:
    """Tell whether a value is a number of Python or numpy."""
    return isinstance(value, int | float | np.number) and not isinstance(value, bool)


def _told(layer: Layer) -> str:
    """Say what a layer shows."""
    if layer.clusters is not None:
        ids = layer.clusters.ids
        sizes = np.bincount(ids[ids >= 0], minlength=layer.clusters.n_clusters)
        whole = max(1, int(sizes.sum()))
        shares: dict[str, int] = {}
        for name, size in zip(layer.clusters.names, sizes.tolist(), strict=True):
            if size:
                shares[name] = shares.get(name, 0) + size
        return ", ".join(
            f"{display_name(name)} {100 * size / whole:.0f} %" for name, size in shares.items()
        )
    if layer.raster is not None:
        return ", ".join(map(display_name, layer.raster.band_names))
    return ", ".join(say("plot.map.region", kind=one.kind) for one, *_ in layer.image.painted) or (
        say("plot.map.empty")
    )


def _titled(layer: Layer, crs: str, view: tuple[float, float, float, float]) -> str:
    """Return the name of a layer; of a region whose outline lies outside, with a hint."""
    name = display_name(layer.name)
    west, south, east, north = view
    lines = [line for one, *_ in layer.image.painted for line in one.outlines(crs)]
    seen = any(((x > west) & (x < east) & (y > south) & (y < north)).any() for x, y in lines)
    hint = bool(lines) and layer.raster is None and not seen
    return say("plot.map.outside", name=name) if hint else name


def _corners(raster: Raster) -> Any:
    """Return x and y of the four corners of a raster."""
    a, b, c, d, e, f = raster.transform
    column = np.array([0, raster.width, raster.width, 0])
    row = np.array([0, 0, raster.height, raster.height])
    return np.stack((a * column + b * row + c, d * column + e * row + f))


def _draw_pixels(ax: Axes, layer: Layer, order: int) -> None:
    """Draw bands or clusters where they lie, also on a grid that is turned."""
    from matplotlib.transforms import Affine2D

    raster, clusters = layer.raster, layer.clusters
    assert raster is not None
    step = -(-max(raster.height, raster.width) // _MOST_PIXELS)
    if clusters is None:
        bands = shown_bands(raster, layer.bands)
        few = raster.select(dict.fromkeys(bands))
        thin = few.values[:, ::step, ::step]
        pixels = band_picture(replace(few, values=thin), bands)
    else:
        colors = [[*bytes.fromhex(color[1:]), 255] for color in clusters.colors]
        thin = clusters.ids[::step, ::step]
        pixels = np.array([*colors, [0, 0, 0, 0]], dtype=np.uint8)[thin]
    a, b, c, d, e, f = raster.transform
    grid = Affine2D(np.array([[a, b, c], [d, e, f], [0, 0, 1]]))
    height, width = thin.shape[-2:]
    ax.imshow(
        pixels,
        extent=(0, width * step, height * step, 0),
        interpolation="nearest",
        alpha=layer.opacity,
        transform=grid + ax.transData,
        zorder=1 + order,
    )


def _draw_region(
    ax: Axes, region: Geometry, color: int, width: float, crs: str, opacity: float, order: int
) -> None:
    line = _COLORS[color % len(_COLORS)]
    for x, y in region.outlines(crs):
        if width < 0:
            ax.fill(x, y, color=line, alpha=0.3 * opacity, linewidth=0, zorder=1 + order)
        else:
            ax.plot(x, y, color=line, linewidth=0.75 * width, alpha=opacity, zorder=1 + order)


def _draw_legend(ax: Axes, clusters: ClusterMap) -> None:
    """Write the name beside the color of each name that has pixels."""
    from matplotlib.patches import Patch

    colors = {clusters.names[i]: clusters.colors[i] for i in np.unique(clusters.ids) if i >= 0}
    edge = text_color(ax)
    handles = [
        Patch(facecolor=color, edgecolor=edge, linewidth=0.4, label=display_name(name, 22))
        for name, color in colors.items()
    ]
    ax.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(1.0, 1.0),
        ncols=-(-len(handles) // _LINES),
        fontsize=7,
        frameon=False,
        handlelength=1.1,
        handleheight=0.9,
    )
