"""Copies of a picture beside it, and maps of how far each pixel is from its original."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name
from teachclust.errors import LearnerError
from teachclust.images.distortion import color_distance, psnr
from teachclust.images.pixels import as_pixels, in_own_units
from teachclust.plots.base import PanelsDisplay
from teachclust.plots.images.fitted_palette import estimator_palette
from teachclust.plots.panels import add_panel, panel_grid, panel_label
from teachclust.plots.plain_text import title_text
from teachclust.plots.style import text_color, wrap_text
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.image import AxesImage

Bytes = npt.NDArray[np.uint8]

_ACROSS: Final = 2
#: the brightest of an error map: so much of the pixels lie below
_NEARLY_ALL: Final = 99.0


class PictureDisplay(PanelsDisplay):
    """A picture and its copies side by side, with error maps below them.

    Parameters
    ----------
    original : ndarray of shape (height, width, 3), uint8
        The picture.
    copies : sequence of ndarray, uint8
        Of the same size.
    names : sequence of str
        One for each copy.
    with_original : bool, default=True
        Whether the original is shown before them.
    errors : bool, default=False
        Whether an error map is shown for each copy: the distance of each pixel from its original.

    Attributes
    ----------
    images_ : list of matplotlib AxesImage
        The pictures.
    errors_ : list of matplotlib AxesImage
        The error maps; empty without them.
    axes_ : ndarray of matplotlib Axes
        Of the pictures, then of the maps.

    See Also
    --------
    teachclust.PaletteLab : Original and copy under a line that moves.

    Notes
    -----
    Error maps share one scale of distances in RGB, in levels from 0 to 255 for each channel; what
    lies above the 99th percentile of all maps is drawn alike. Cut out a part to look closer:
    ``original[100:200, 300:450]``.

    Examples
    --------
    >>> from teachclust.datasets import load_photo
    >>> from teachclust.plots import PictureDisplay
    >>> image = load_photo("china").image[::2, ::2]
    >>> display = PictureDisplay.from_predictions(image, {"darker": image // 2}, errors=True)
    >>> len(display.distances)
    1
    """

    def __init__(
        self,
        *,
        original: Bytes,
        copies: Sequence[Bytes],
        names: Sequence[str],
        with_original: bool = True,
        errors: bool = False,
        title: str | None = None,
    ) -> None:
        self.original, self.copies, self.names = original, copies, names
        self.with_original, self.errors, self.title = with_original, errors, title

    @classmethod
    def from_estimator(cls, estimator: Any, image: Any, **prediction_options: Any) -> Self:
        """Draw a picture in the colors that an estimator finds.

        Parameters
        ----------
        estimator : estimator
            K-means or its kin; fitted, or a clone is fitted on the distinct colors, weighted.
        """
        own = in_own_units(image)  # once: a stream is read only once
        fit, pixels = estimator_palette(estimator, own), as_pixels(own)
        name = say("plot.picture.colors", n=len(fit.palette))
        return cls.from_predictions(pixels, {name: fit.image(pixels.shape)}, **prediction_options)

    @classmethod
    def from_predictions(
        cls,
        original: Any,
        copies: Mapping[str, Any],
        *,
        with_original: bool = True,
        errors: bool = False,
        title: str | None = None,
        **plot_options: Any,
    ) -> Self:
        """Draw copies that were made elsewhere.

        Parameters
        ----------
        original : Picture, array-like, PIL.Image.Image, path, bytes, file object or upload
            Whatever `teachclust.datasets.read_image` takes; an array has floats from 0 to 1, or
            whole numbers from 0 to 255.
        copies : mapping of str to such pictures
            Of the same size, by name.

        Raises
        ------
        LearnerError
            If there is no copy, or one differs in size.
        """
        if not isinstance(copies, Mapping) or not copies:
            raise LearnerError(
                "Copies are given by name.",
                where=f"copies is of type {type(copies).__name__}",
                why="The name stands over each picture.",
                fix='PictureDisplay.from_predictions(image, {"16 colors": copy})',
            )
        pixels = as_pixels(original)
        read = [as_pixels(copy) for copy in copies.values()]
        for copy in read:
            psnr(pixels, copy)  # or it says that they differ in size
        display = cls(
            original=pixels, copies=read, names=[display_name(name) for name in copies],
            with_original=with_original, errors=errors, title=title,
        )  # fmt: skip
        return display.plot(**plot_options)

    @property
    def distances(self) -> list[npt.NDArray[np.float64]]:
        """For each copy the distance of each pixel from its original in RGB."""
        return [color_distance(self.original, copy) for copy in self.copies]

    @property
    def alt(self) -> str:
        """Alternative text with the PSNR of each copy."""
        each = "; ".join(
            say("plot.picture.alt_one", name=name, psnr=_decibels(psnr(self.original, copy)))
            for name, copy in zip(self.names, self.copies, strict=True)
        )
        height, width = self.original.shape[:2]
        text = say("plot.picture.alt", title=self._title(), width=width, height=height)
        more = f" {say('plot.picture.alt_errors')}" if self.errors else ""
        return f"{text} {each}.{more}"

    def plot(self, ax: Axes | None = None, *, cmap: Any = "magma") -> Self:
        """Draw the pictures.

        Parameters
        ----------
        cmap : str or Colormap, default="magma"
            Colors of the error maps, from none to much.
        """
        with self._canvas(ax) as ax:
            self._draw(ax, cmap)
        return self

    def figure_size(self) -> tuple[float, float]:
        """Return a size at which the pictures are as wide as a page allows."""
        rows, columns = self._grid()
        height, width = self.original.shape[:2]
        shape = float(np.clip(height / width, 0.3, 2.0))
        wide = 7.0 if columns > 1 else 4.6
        return wide, 0.5 + rows * (0.5 + 0.86 * shape * wide / columns) + 0.6 * self.errors

    def _grid(self) -> tuple[int, int]:
        shown = len(self.copies) + self.with_original
        if self.errors and shown == 1:  # the map stands beside its picture
            return 1, 2
        rows = -(-shown // _ACROSS) + self.errors * -(-len(self.copies) // _ACROSS)
        return rows, min(shown, _ACROSS)

    def _title(self) -> str:
        own = "plot.picture.title" if self.with_original else "plot.picture.copies"
        return title_text(self.title, say(own))

    def _draw(self, ax: Axes, cmap: Any) -> None:
        rows, columns = self._grid()
        ax.set_title(wrap_text(self._title()), pad=26)
        grid = panel_grid(ax, rows, columns, hspace=0.4, wspace=0.25)
        tiles: list[tuple[str, Any]] = []
        if self.with_original:
            tiles.append((say("plot.picture.original"), self.original))
        tiles += zip(self.names, self.copies, strict=True)
        self.images_: list[AxesImage] = []
        axes: list[Axes] = []
        for place, (name, picture) in enumerate(tiles):
            axes.append(self._panel(ax, grid, place, name))
            self.images_.append(axes[-1].imshow(picture, interpolation="nearest"))
        self.errors_: list[AxesImage] = []
        if self.errors:
            first = len(tiles) if rows == 1 else -(-len(tiles) // columns) * columns
            axes += self._draw_errors(ax, grid, first, cmap, axes)
        self.axes_ = np.array(axes)

    def _draw_errors(
        self, ax: Axes, grid: Any, first: int, cmap: Any, shown_before: list[Axes]
    ) -> list[Axes]:
        """Draw the maps, all on one scale, and its key."""
        maps = self.distances
        most = max(1.0, float(np.percentile(maps, _NEARLY_ALL)))
        axes = []
        for i, (name, distance) in enumerate(zip(self.names, maps, strict=True)):
            over = say("plot.picture.error_of", name=name)
            axes.append(self._panel(ax, grid, first + i, over))
            shown = axes[-1].imshow(distance, cmap=cmap, vmin=0, vmax=most, interpolation="nearest")
            self.errors_.append(shown)
        # under all panels of the row, or those with a key would be lower than those without
        row = axes if self._grid()[0] > 1 else [*shown_before, *axes]
        key = ax.figure.colorbar(
            self.errors_[0], ax=row, location="bottom", extend="max", shrink=0.8, aspect=40
        )
        key.set_label(say("plot.picture.error"), color=text_color(ax))
        key.ax.set_label(panel_label(ax))  # so that it goes when the panels go
        return axes

    def _panel(self, ax: Axes, grid: Any, place: int, name: str) -> Axes:
        columns = self._grid()[1]
        panel = add_panel(ax, grid[place // columns, place % columns])
        panel.set_title(("\n" if place < columns else "") + name, fontsize=10)
        panel.set_xlabel(say("plot.picture.x"), fontsize=8)
        panel.set_ylabel(say("plot.picture.y"), fontsize=8)
        panel.tick_params(labelsize=7, length=2)
        return panel


def _decibels(value: float) -> str:
    return say("plot.picture.exact") if np.isinf(value) else f"PSNR {value:.0f} dB"
