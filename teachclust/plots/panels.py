"""Panels: the area of one Axes divided into smaller ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def panel_grid(ax: Axes, rows: int, columns: int, **space: float) -> Any:
    """Divide the area of an Axes into a grid of smaller ones, and hide the Axes but its title.

    The Axes is of a subplot, or placed by hand; panels of an earlier drawing on it are removed.
    `space` is hspace and wspace, as for a GridSpec; a figure that lays itself out needs none. A
    first row whose titles begin with an empty line leaves room for the title of the Axes:
    matplotlib's own layouts don't see that one stands above the other.
    """
    from matplotlib.gridspec import GridSpec, GridSpecFromSubplotSpec

    for old in ax.figure.axes:
        if old.get_label() == panel_label(ax):
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
    panel: Axes = ax.figure.add_subplot(place, label=panel_label(ax), **options)
    return panel


def add_panels(
    ax: Axes, count: int, columns: int = 1, share: Literal["x", "y"] | None = None, **space: float
) -> list[Axes]:
    """Divide the area of an Axes into panels, row by row, as `panel_grid` does.

    At most `columns` stand side by side; `share` is the axis that all share with the first.
    """
    grid = panel_grid(ax, -(-count // columns), min(count, columns), **space)
    panels: list[Axes] = []
    for i in range(count):
        shared = {f"share{share}": panels[0]} if share and panels else {}
        panels.append(add_panel(ax, grid[divmod(i, columns)], **shared))
    return panels


def write_panel_title(panel: Axes, text: str, *, first: bool) -> None:
    """Write a title at the left over a panel, the first one below room for that of the whole."""
    room = "\n" if first else ""
    panel.set_title(room + text, loc="left", fontsize="medium", linespacing=1.6)


def panel_label(ax: Axes) -> str:
    """Return the label by which the panels of an Axes are found again."""
    return f"_teachclust_{id(ax)}"


def with_panels(ax: Axes) -> list[Axes]:
    """Return an Axes and the panels into which it is divided."""
    return [ax, *(one for one in ax.figure.axes if one.get_label() == panel_label(ax))]
