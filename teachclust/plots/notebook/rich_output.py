"""A figure as a notebook shows it: a picture of few bytes, with alternative text in HTML.

A Display that ends a cell shows itself. Of figures that are left open at the end of a cell (several
in a loop, a Display that was given `ax`) IPython shows the picture alone: nbconvert then writes "No
description has been provided". So figures carry the alternative texts of what was drawn on them.
"""

from __future__ import annotations

import html
import io
import struct
import sys
from typing import TYPE_CHECKING, Any, Final

from teachclust.plots.notebook.compact_png import compact_png, dark_data_url, small_data_url
from teachclust.plots.notebook.dark_theme import dark_copy

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: pixels per inch of the picture in a notebook, and how many of them make one of the page
_DPI: Final = 144
_SHARP: Final = 1.5
_ALT: Final = "_teachclust_alt"
FIGURE_CLASS: Final = "teachclust-figure"
#: In JupyterLab, VS Code and Colab the page tells its theme; a page that was exported follows the
#: reader's system. On paper the light picture stays.
_DARK_RULES: Final = (
    "<style>@media screen{"
    f':is([data-jp-theme-light="false"],.vscode-dark,html[theme="dark"]) .{FIGURE_CLASS}'
    "{content:var(--dark)}}"
    "@media screen and (prefers-color-scheme:dark){"
    f".teachclust-page .{FIGURE_CLASS}"
    "{content:var(--dark)}}</style>"
)


def figure_png(figure: Figure) -> bytes:
    """Return the picture of a figure as PNG."""
    buffer = io.BytesIO()
    # the program's name and version would differ from machine to machine
    about: dict[str, Any] = {"metadata": {"Software": None}, "dpi": _DPI}
    if figure.get_layout_engine() is None:  # nothing else sees to it that all is on it
        about["bbox_inches"] = "tight"
    figure.savefig(buffer, **about)
    return compact_png(buffer.getvalue())


def displayed_size(png: bytes) -> tuple[int, int]:
    """Return width and height on the page."""
    width, height = struct.unpack(">II", png[16:24])
    return round(width / _SHARP), round(height / _SHARP)


def figure_html(figure: Figure, png: bytes, alt: str) -> str:
    """Return a figure's picture with its alternative text, light and dark, as wide as the cell.

    JupyterLab and nbconvert read an alternative text in HTML alone. The picture isn't enlarged
    beyond its own pixels, so that it stays sharp. Where a notebook isn't trusted, its style is
    left out and the light picture stays.
    """
    width, height = displayed_size(png)
    dark = dark_picture(figure)
    variable = f";--dark:url({dark})" if dark else ""
    kind = f' class="{FIGURE_CLASS}"' if dark else ""
    return (
        f'<img{kind} alt="{html.escape(alt)}" width="{width}" height="{height}"'
        f' style="width:100%;max-width:{round(width * _SHARP)}px;height:auto{variable}"'
        f' src="{small_data_url(png)}">{_DARK_RULES if dark else ""}'
    )


def dark_picture(figure: Figure) -> str:
    """Return the picture of a figure in the dark theme as an address; "" where it has none."""
    with dark_copy(figure) as dark:
        return "" if dark is None else dark_data_url(figure_png(dark))


def attach_alt_text(ax: Axes, alt: str) -> None:
    """Keep the alternative text of what was drawn with an Axes, for IPython to show."""
    vars(ax)[_ALT] = alt
    module = sys.modules.get("IPython")
    shell = module.get_ipython() if module is not None else None
    formatter = getattr(shell, "display_formatter", None)
    if formatter is not None:
        formatter.formatters["text/html"].for_type("matplotlib.figure.Figure", _figure_html)


def _figure_html(figure: Figure) -> str | None:
    """Return the HTML of a figure on which Displays have drawn; None for any other."""
    alts = [vars(ax)[_ALT] for ax in figure.axes if _ALT in vars(ax)]
    return figure_html(figure, figure_png(figure), " ".join(alts)) if alts else None
