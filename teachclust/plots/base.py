"""What all Displays share: where they draw, how they show themselves, how clusters look."""

from __future__ import annotations

import textwrap
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, Self

from teachclust.palette import COLORS, MARKERS, NOISE, cluster_look
from teachclust.plots.arguments import check_axes, checked_call
from teachclust.plots.notebook.packed_figure import PACKED, fetch, pack_figure, release_renderer
from teachclust.plots.notebook.rich_output import (
    attach_alt_text,
    displayed_size,
    figure_png,
    image_html,
)
from teachclust.plots.plain_text import TextSnapshot

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


class Display(ABC):
    """Base of all Displays: the constructor stores numbers, `plot` draws them.

    Attributes
    ----------
    ax_ : matplotlib Axes
        Where it was drawn; there is one once it was.
    figure_ : matplotlib Figure
        The figure of `ax_`.
    alt : str
        Alternative text: what the picture shows, with its key numbers.
    """

    #: width and height in inches of a figure of its own. Shrunk to a telephone's 360 pixels a
    #: picture of this width keeps its text readable.
    size: ClassVar[tuple[float, float]] = (5.4, 3.8)
    #: scales that the Axes may have before it draws; None where it divides the Axes into panels
    scales: ClassVar[frozenset[str] | None] = frozenset({"linear"})
    ax_: Axes
    figure_: Figure
    _added_: list[Any]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Check the arguments of each method that draws, before it computes anything."""
        super().__init_subclass__(**kwargs)
        for name, method in list(vars(cls).items()):
            if name == "plot":
                setattr(cls, name, checked_call(method))
            elif name.startswith("from_"):
                setattr(cls, name, classmethod(checked_call(method.__func__)))

    @property
    @abstractmethod
    def alt(self) -> str:
        """Alternative text, one or two sentences."""

    @abstractmethod
    def plot(self, ax: Axes | None = None) -> Self:
        """Draw on `ax`, or in a new figure, and return itself."""

    def figure_size(self) -> tuple[float, float]:
        """Return width and height in inches of a figure of its own."""
        return self.size

    @contextmanager
    def _canvas(self, ax: Axes | None) -> Iterator[Axes]:
        """Give the Axes to draw on; a new figure is closed again if drawing fails."""
        own = None
        if ax is None:
            import matplotlib.pyplot as plt

            own, ax = plt.subplots(figsize=self.figure_size(), layout="constrained")
        else:
            check_axes(ax, self.scales)
            self._take_away(ax)
        stood = set(ax.get_children())
        before = TextSnapshot.on(() if own is not None else _with_panels(ax))
        try:
            yield ax
            before.make_plain(_with_panels(ax))
            self._added_ = [artist for artist in ax.get_children() if artist not in stood]
        except BaseException:
            if own is not None:
                plt.close(own)
            raise
        # a subfigure's `figure` is the whole one, and so is a figure's
        self.ax_, self.figure_ = ax, ax.figure.figure
        attach_alt_text(ax, self.alt)

    def _take_away(self, ax: Axes) -> None:
        """Take away what an earlier call drew on the same Axes: twice gives the picture of once."""
        if not hasattr(self, "ax_") or self.ax_ is not ax:
            return
        for artist in self._added_:
            if artist.axes is ax:  # the caller may have removed it
                artist.remove()
        self._added_ = []

    def __getattr__(self, name: str) -> Any:
        """Fetch what was drawn, where it was put away after it was shown."""
        if vars(self).get(PACKED) is not None and fetch(self, name):
            return vars(self)[name]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __repr__(self) -> str:
        """Return the alternative text: a memory address would differ from run to run."""
        return f"{type(self).__name__}: {self.alt}"

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Show the picture with its alternative text, which matplotlib's own way leaves out.

        The picture stands in it twice: JupyterLab and nbconvert read an alternative text in HTML
        alone, and a code host or an export to paper shows no picture in HTML.
        """
        if not hasattr(self, "figure_"):
            self.plot()
        import matplotlib.pyplot as plt

        data: dict[str, Any] = {"text/plain": repr(self)}
        if plt.isinteractive() and "inline" not in plt.get_backend():
            return data, {}  # its window is open
        png = figure_png(self.figure_)
        release_renderer(self.figure_)
        plt.close(self.figure_)  # or the notebook would show it once more
        data["image/png"] = png
        pack_figure(self)
        data["text/html"] = image_html(png, self.alt)
        width, height = displayed_size(png)
        return data, {"image/png": {"alt": self.alt, "width": width, "height": height}}


def cluster_style(number: int) -> tuple[str, str, str]:
    """Return the color, the matplotlib marker and the letter of a cluster; -1 is noise."""
    if number < 0:
        return NOISE, "x", ""
    cluster = cluster_look(number)
    return cluster["color"], MARKERS[cluster["shape"]], cluster["name"]


def text_color(ax: Axes) -> Any:
    """Return the color of text on this Axes: dark on light, light in a dark style."""
    return ax.xaxis.label.get_color()


def background_color(ax: Axes) -> Any:
    """Return the color behind an Axes, also where it lets its figure's shine through."""
    from matplotlib.colors import to_rgba

    for one in (ax, ax.figure.figure):
        color = to_rgba(one.get_facecolor())
        if color[3] > 0:
            return color
    return "white" if is_dark(text_color(ax)) else "black"


def accent_color(ax: Axes) -> str:
    """Return the color of what is chosen: the palette's blue, on dark its sky."""
    return COLORS[0] if is_dark(text_color(ax)) else COLORS[4]


def is_dark(color: Any) -> bool:
    """Return whether white reads better on this color than black (WCAG contrast)."""
    from matplotlib.colors import to_rgb

    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    # there black and white have the same contrast
    return luminance < 0.179


def despine(ax: Axes) -> None:
    """Take away the frame's upper and right line, and lighten the others."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(NOISE)
    ax.tick_params(color=NOISE)


def wrap_text(text: str, width: int = 58) -> str:
    """Break a sentence into lines that fit under a picture."""
    return textwrap.fill(text, width)


def merge_style_kwargs(
    defaults: dict[str, Any], own: dict[str, Any] | None, artist: type
) -> dict[str, Any]:
    """Return a caller's style over the defaults; a short name (c, lw ...) stands for the long."""
    from matplotlib import cbook

    style = cbook.normalize_kwargs(own or {}, artist)
    if "c" in style:  # a scatter takes either of the two, not both
        style["color"] = style.pop("c")
    return {**defaults, **style}


def panel_grid(ax: Axes, rows: int, columns: int, **space: float) -> Any:
    """Divide the area of an Axes into a grid of smaller ones, and hide the Axes but its title.

    Parameters
    ----------
    ax : matplotlib Axes
        Of a subplot, or placed by hand. Panels of an earlier drawing on it are taken away.
    rows, columns : int
        How many panels.
    **space
        hspace and wspace, as for a GridSpec; a figure that lays itself out needs none.

    Returns
    -------
    grid : matplotlib GridSpecBase
        For `add_panel`. A first row whose titles begin with an empty line leaves room for the title
        of the Axes: matplotlib's own layouts don't see that one stands above the other.
    """
    from matplotlib.gridspec import GridSpec, GridSpecFromSubplotSpec

    for old in ax.figure.axes:
        if old.get_label() == _panel_label(ax):
            old.remove()
    ax.set_axis_off()
    if ax.figure.figure.get_layout_engine() is not None:
        space = {}
    spec = ax.get_subplotspec()
    if spec is not None:
        return GridSpecFromSubplotSpec(rows, columns, subplot_spec=spec, **space)
    box = ax.get_position()
    edges = {"left": box.x0, "right": box.x1, "bottom": box.y0, "top": box.y1}
    return GridSpec(rows, columns, figure=ax.figure.figure, **edges, **space)


def add_panel(ax: Axes, place: Any, **options: Any) -> Axes:
    """Add one panel of a divided Axes."""
    panel: Axes = ax.figure.add_subplot(place, label=_panel_label(ax), **options)
    return panel


def _panel_label(ax: Axes) -> str:
    return f"_teachclust_{id(ax)}"


def _with_panels(ax: Axes) -> list[Axes]:
    """Return an Axes and the panels into which it is divided."""
    return [ax, *(one for one in ax.figure.axes if one.get_label() == _panel_label(ax))]
