"""The bases of all Displays: where they draw, and how they show themselves."""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, Self

from teachclust.plots.arguments import check_axes, checked_call, forwarded_signature
from teachclust.plots.documentation import (
    PANELS,
    SHARED,
    document_class,
    document_method,
    parameters_of,
    read_entries,
)
from teachclust.plots.notebook.compact_png import preview_png
from teachclust.plots.notebook.packed_figure import (
    PACKED,
    pack_figure,
    release_renderer,
    unpack_figure,
)
from teachclust.plots.notebook.rich_output import (
    attach_alt_text,
    displayed_size,
    figure_html,
    figure_png,
)
from teachclust.plots.panels import with_panels
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

    Notes
    -----
    A subclass has `plot`, `from_estimator` and `from_predictions`. ``**plot_options`` of a method
    are those of `plot` and ``**prediction_options`` those of `from_predictions`: a caller sees them
    by name. Docstrings are completed, see `teachclust.plots.documentation`.
    """

    #: width and height in inches of a figure of its own. Shrunk to a telephone's 360 pixels a
    #: picture of this width keeps its text readable.
    size: ClassVar[tuple[float, float]] = (5.4, 3.8)
    #: scales that the Axes may have before it draws; None where it divides the Axes into panels
    scales: ClassVar[frozenset[str] | None] = frozenset({"linear"})
    #: descriptions of parameters and attributes that several Displays have, added to the base's
    descriptions: ClassVar[str] = SHARED
    #: where ``**`` parameters go, besides plot_options (`plot`) and prediction_options
    #: (`from_predictions`)
    forwards: ClassVar[Mapping[str, Callable[..., Any]]] = {}
    ax_: Axes
    figure_: Figure
    _added_: list[Any]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Complete the docstrings, and check the arguments of each method that draws."""
        super().__init_subclass__(**kwargs)
        if getattr(cls.plot, "__isabstractmethod__", False):
            return  # a base of several Displays
        shared: dict[str, str] = {}
        for base in reversed(cls.__mro__):
            shared |= read_entries(vars(base).get("descriptions", ""))
        document_class(cls, shared)
        docs = [parameters_of(cls), shared, *map(parameters_of, cls.forwards.values())]
        targets = {**cls.forwards}
        makers = [name for name in dir(cls) if name.startswith("from_")]
        for name in ("plot", *sorted(makers, key=lambda name: name != "from_predictions")):
            raw = inspect.unwrap(getattr(cls, name))
            method = getattr(raw, "__func__", raw)
            checked = checked_call(method, forwarded_signature(method, targets))
            checked.__qualname__ = f"{cls.__qualname__}.{name}"
            document_method(checked, docs)
            if name in ("plot", "from_predictions"):  # the others are described as these two are
                docs.insert(0, parameters_of(checked))
            targets[f"{name.removeprefix('from_').removesuffix('s')}_options"] = checked
            setattr(cls, name, checked if name == "plot" else classmethod(checked))

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
            self._remove_earlier(ax)
        others = set(ax.get_children())
        before = TextSnapshot.of(() if own is not None else with_panels(ax))
        try:
            yield ax
            before.make_new_text_plain(with_panels(ax))
            self._added_ = [artist for artist in ax.get_children() if artist not in others]
        except BaseException:
            if own is not None:
                plt.close(own)
            raise
        # a subfigure's `figure` is the whole one, and so is a figure's
        self.ax_, self.figure_ = ax, ax.figure.figure
        attach_alt_text(ax, self.alt)

    def _remove_earlier(self, ax: Axes) -> None:
        """Remove what an earlier call drew on the same Axes: twice gives the picture of once."""
        if not hasattr(self, "ax_") or self.ax_ is not ax:
            return
        for artist in self._added_:
            if artist.axes is ax:  # the caller may have removed it
                artist.remove()
        self._added_ = []

    def __getattr__(self, name: str) -> Any:
        """Unpack what was drawn, where it was packed after it was shown."""
        if vars(self).get(PACKED) is not None and unpack_figure(self, name):
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
        data["image/png"] = preview_png(png)
        data["text/html"] = figure_html(self.figure_, png, self.alt)
        release_renderer(self.figure_)
        plt.close(self.figure_)  # or the notebook would show it once more
        pack_figure(self)
        width, height = displayed_size(png)
        return data, {"image/png": {"alt": self.alt, "width": width, "height": height}}


class PanelsDisplay(Display):
    """Base of Displays that divide the area of an Axes into panels, ``axes_``."""

    scales = None
    descriptions = PANELS
    axes_: Any
