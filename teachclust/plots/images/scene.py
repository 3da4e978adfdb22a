"""A scene and its clusters side by side, in map units, and the known classes beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from teachclust.checks import display_name
from teachclust.images.band_pictures import band_picture, map_picture, shown_bands
from teachclust.images.label_places import label_places
from teachclust.images.map_axes import axis_names, map_extent
from teachclust.images.raster import ClusterMap, Raster
from teachclust.images.raster_checks import check_map, check_raster
from teachclust.palette import map_colors
from teachclust.plots.base import PanelsDisplay
from teachclust.plots.fitted import estimator_name, fitted, fitted_labels
from teachclust.plots.panels import add_panel, panel_grid
from teachclust.plots.plain_text import title_text
from teachclust.plots.style import FIXED_COLOR, is_dark, text_color, wrap_text
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.image import AxesImage

#: letters of a name in the legend, and entries beyond which it is written smaller
_NAME: Final = 22
_MANY: Final = 12
_IN_ALT: Final = 8
#: part of a panel's width that a number on the map needs around it
_BADGE: Final = 0.024
_ACROSS: Final = 2
_DARK: Final = "#1f2328"


class SceneDisplay(PanelsDisplay):
    """A scene in three bands, its clusters beside it, and known classes where there are some.

    Parameters
    ----------
    raster : Raster
        The scene.
    clusters : ClusterMap, default=None
        The cluster of each pixel, on the same grid; by default the scene is shown alone.
    truth : ClusterMap, default=None
        Known classes, on the same grid.
    bands : str or sequence of 3 str, default=None
        Bands that are red, green and blue of the screen, one band in gray, or a combination:
        "true" (red, green, blue), "false" (nir, red, green) or "swir" (swir1, nir, red). By default
        true color, or the first three bands.

    Attributes
    ----------
    images_ : list of matplotlib AxesImage
        The scene, the clusters, the classes.
    legends_ : list of matplotlib Legend
        Of the clusters and of the classes.
    axes_ : ndarray of matplotlib Axes
        Of the images.

    See Also
    --------
    teachclust.SceneLab : The same under a line that moves, with spectra.

    Notes
    -----
    Each band is stretched by itself: its 2nd percentile is drawn black, its 98th white. Pixels
    without data are hatched. A cluster is known by the number of its id, in the legend and on the
    map where it is wide enough, not by its color alone. A grid that is turned against north is
    drawn in pixels.

    Examples
    --------
    >>> from teachclust.datasets import make_scene
    >>> from teachclust.plots import SceneDisplay
    >>> scene = make_scene(200)
    >>> display = SceneDisplay.from_raster(scene.raster, scene.truth)
    >>> round(float(display.shares.sum()), 1)
    1.0
    """

    def __init__(
        self,
        *,
        raster: Raster,
        clusters: ClusterMap | None = None,
        truth: ClusterMap | None = None,
        bands: Any = None,
        title: str | None = None,
    ) -> None:
        self.raster, self.clusters, self.truth = raster, clusters, truth
        self.bands, self.title = bands, title

    @classmethod
    def from_estimator(
        cls,
        estimator: Any,
        raster: Any,
        *,
        truth: Any = None,
        bands: Any = None,
        title: str | None = None,
        **plot_options: Any,
    ) -> Self:
        """Draw a scene and the clusters that an estimator finds among its valid pixels.

        Parameters
        ----------
        estimator : estimator
            A clusterer or a pipeline that ends in one; fitted, or a clone is fitted on the physical
            values of all valid pixels.
        raster : Raster
            The scene.

        Raises
        ------
        LearnerError
            If the estimator doesn't fit the pixels, or the maps don't fit the scene.
        """
        scene = check_raster(raster)
        X = scene.pixels()
        labels = fitted_labels(fitted(estimator, X), X)
        ids = np.full((scene.height, scene.width), -1, dtype=np.int32)
        ids[scene.valid] = labels
        n = max(1, int(ids.max()) + 1)
        names = tuple(say("plot.scene.cluster", id=i) for i in range(n))
        found = ClusterMap(ids, names, map_colors(n), scene.transform, scene.crs)
        default = say("plot.scene.title", name=estimator_name(estimator), n=n)
        shown = title if title is not None else default
        return cls.from_raster(scene, found, truth=truth, bands=bands, title=shown, **plot_options)

    @classmethod
    def from_raster(
        cls,
        raster: Any,
        clusters: Any = None,
        *,
        truth: Any = None,
        bands: Any = None,
        title: str | None = None,
        **plot_options: Any,
    ) -> Self:
        """Draw a scene and clusters that were found elsewhere.

        Raises
        ------
        LearnerError
            If these are no Raster and no ClusterMap, don't lie on one grid, or a band is missing.
        """
        scene = check_raster(raster)
        display = cls(
            raster=scene,
            clusters=check_map(clusters, scene, "clusters"),
            truth=check_map(truth, scene, "truth"),
            bands=shown_bands(scene, bands),
            title=title,
        )
        return display.plot(**plot_options)

    @property
    def shares(self) -> Any:
        """The share of each id among the pixels that have a cluster; empty without clusters."""
        if self.clusters is None:
            return np.zeros(0)
        return _shares(self.clusters)

    @property
    def alt(self) -> str:
        """Alternative text with the largest clusters."""
        scene = self.raster
        parts = [
            say(
                "plot.scene.alt",
                title=self._title(),
                width=f"{scene.width:,}",
                height=f"{scene.height:,}",
                bands=", ".join(map(display_name, shown_bands(scene, self.bands))),
            )
        ]
        for key, shown in (("clusters", self.clusters), ("truth", self.truth)):
            if shown is not None:
                shares = _shares(shown)
                order = [i for i in np.argsort(-shares, kind="stable").tolist() if shares[i]]
                each = ", ".join(
                    f"{_named(shown, i)} {_percent(shares[i])}" for i in order[:_IN_ALT]
                )
                more = len(order) - _IN_ALT
                rest = f" {say('plot.scene.alt_more', n=more)}" if more > 0 else ""
                parts.append(f"{say(f'plot.scene.alt_{key}', n=len(order), each=each)}{rest}")
        return " ".join(parts)

    def plot(self, ax: Axes | None = None, *, image_kw: dict[str, Any] | None = None) -> Self:
        """Draw the images.

        Parameters
        ----------
        image_kw : dict, default=None
            Style of the images, as for ``ax.imshow``.
        """
        with self._canvas(ax) as ax:
            self._draw(ax, image_kw or {})
        return self

    def figure_size(self) -> tuple[float, float]:
        """Return a size with room for the images side by side and the legend below."""
        maps = [m for m in (self.clusters, self.truth) if m is not None]
        columns = min(_ACROSS, 1 + len(maps))
        wide = 7.0 if columns > 1 else 4.6
        shape = float(np.clip(self.raster.height / self.raster.width, 0.3, 1.8))
        lines = [0, *((len(_present(m)) + 2) // 2 for m in maps)]
        rows = [max(lines[i : i + columns]) for i in range(0, len(lines), columns)]
        panel = shape * (wide / columns - 0.8)
        return wide, 0.5 + sum(panel + 0.75 + 0.145 * n for n in rows)

    def _title(self) -> str:
        n = 0 if self.clusters is None else len(_present(self.clusters))
        default = say("plot.scene.title", name=say("plot.scene.scene"), n=n)
        return title_text(self.title, default if n else say("plot.scene.alone"))

    def _draw(self, ax: Axes, image_kw: dict[str, Any]) -> None:
        ax.set_title(wrap_text(self._title()), pad=26)
        maps = [
            (say("plot.scene.clusters"), self.clusters),
            (say("plot.scene.truth"), self.truth),
        ]
        shown = [(name, one) for name, one in maps if one is not None]
        columns = min(_ACROSS, 1 + len(shown))
        grid = panel_grid(ax, -(-(1 + len(shown)) // columns), columns, wspace=0.3, hspace=0.6)
        self.images_: list[AxesImage] = []
        self.legends_: list[Any] = []
        axes: list[Axes] = []
        bands = shown_bands(self.raster, self.bands)
        pixels = band_picture(self.raster, bands)
        name = " ".join(display_name(band, 12) for band in bands)
        axes.append(self._panel(ax, grid[0, 0], name, pixels, image_kw, first=True))
        for place, (name, one) in enumerate(shown, start=1):
            where = grid[divmod(place, columns)]
            left = place % columns == 0
            axes.append(self._panel(ax, where, name, map_picture(one), image_kw, first=left))
            self._write_numbers(axes[-1], one)
            self.legends_.append(self._legend(axes[-1], one))
        self.axes_ = np.array(axes)

    def _panel(
        self,
        ax: Axes,
        place: Any,
        name: str,
        pixels: Any,
        image_kw: dict[str, Any],
        *,
        first: bool = False,
    ) -> Axes:
        from matplotlib.ticker import MaxNLocator

        panel = add_panel(ax, place)
        extent = map_extent(self.raster.transform, self.raster.height, self.raster.width)
        style = {"interpolation": "nearest", "extent": extent, **image_kw}
        self.images_.append(panel.imshow(pixels, **style))
        panel.set_title("\n" + name, fontsize=10)
        x, y = axis_names(self.raster.crs)
        if extent is None:
            x, y = say("plot.scene.column"), say("plot.scene.row")
        panel.set_xlabel(x, fontsize=8)
        panel.set_ylabel(y, fontsize=8)
        panel.tick_params(labelsize=7, length=2)
        panel.ticklabel_format(style="plain", useOffset=False)
        panel.xaxis.set_major_locator(MaxNLocator(3))
        panel.yaxis.set_major_locator(MaxNLocator(4))
        if not first:  # they are those of the image beside it
            panel.tick_params(labelleft=False)
        light = is_dark(text_color(ax))
        panel.patch.set(
            facecolor="#eceef1" if light else "#2a2f36",
            edgecolor="#b9c0c8" if light else "#59636e",
            hatch="////",
            linewidth=0,
            visible=True,
        )
        return panel

    def _write_numbers(self, panel: Axes, shown: ClusterMap) -> None:
        """Write the number of each id where its area is wide enough."""
        least = _BADGE * max(shown.ids.shape)
        extent = map_extent(self.raster.transform, shown.height, shown.width)
        for cluster, (row, column, radius) in enumerate(label_places(shown.ids, shown.n_clusters)):
            if not radius >= least:
                continue
            at = (column, row)
            if extent is not None:
                x, y = self.raster.position(row, column)
                at = (float(x), float(y))
            panel.annotate(
                str(cluster), at, color="white", gid=FIXED_COLOR, ha="center", va="center",
                fontsize=6.5, fontweight="bold",
                bbox={"boxstyle": "circle,pad=0.22", "facecolor": _DARK, "edgecolor": "white",
                      "linewidth": 0.6},
            )  # fmt: skip

    def _legend(self, panel: Axes, shown: ClusterMap) -> Any:
        """Write id, name and share beside the color of each cluster that has pixels."""
        from matplotlib.patches import Patch

        shares, present = _shares(shown), _present(shown)
        edge = text_color(panel)
        handles = [
            Patch(
                facecolor=shown.colors[i], edgecolor=edge, linewidth=0.4,
                label=f"{_named(shown, i)}  {_percent(shares[i])}",
            )
            for i in present
        ]  # fmt: skip
        if bool((shown.ids < 0).any()):
            handles.append(
                Patch(
                    facecolor=panel.patch.get_facecolor(), edgecolor=panel.patch.get_edgecolor(),
                    hatch="//////", linewidth=0.4, label=say("plot.scene.nodata"),
                )
            )  # fmt: skip
        return panel.legend(
            handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0), ncols=2,
            fontsize=7 if len(handles) <= _MANY else 6, frameon=False, borderaxespad=5,
            handlelength=1.1, handleheight=0.9, columnspacing=1.0, labelspacing=0.35,
        )  # fmt: skip


def _shares(shown: ClusterMap) -> Any:
    counts = np.bincount(shown.ids[shown.ids >= 0], minlength=shown.n_clusters)
    return counts / max(1, int(counts.sum()))


def _present(shown: ClusterMap) -> list[int]:
    """Return the ids that have pixels: a merged cluster has none."""
    found: list[int] = np.flatnonzero(_shares(shown)).tolist()
    return found


def _named(shown: ClusterMap, cluster: int) -> str:
    """Return id and name; the id alone where the name says no more."""
    name = display_name(shown.names[cluster], _NAME)
    return name if name == say("plot.scene.cluster", id=cluster) else f"{cluster} {name}"


def _percent(share: float) -> str:
    value = 100 * share
    return f"{value:.0f} %" if value >= 10 else f"{value:.1f} %" if value >= 0.1 else "< 0.1 %"
