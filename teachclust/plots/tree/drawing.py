"""Draw a laid out merge tree on an Axes, upright or lying on its side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from teachclust.checks import display_name
from teachclust.errors import LearnerError
from teachclust.palette import NOISE
from teachclust.plots.cluster_axis import ClusterSpan, draw_cluster_axis
from teachclust.plots.style import (
    accent_color,
    cluster_style,
    despine,
    merge_style_kwargs,
    wrap_text,
)
from teachclust.plots.tree.cut import TreeCut, cluster_stems
from teachclust.plots.tree.layout import Floats, Ints, TreeLayout
from teachclust.traces.cut_level import write_level
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import LineCollection, PolyCollection
    from matplotlib.lines import Line2D

#: half the width of a wedge, where two branches are 1 apart
_WEDGE: Final = 0.36
#: clusters up to which the line of the cut has a dot on each
_DOTS: Final = 30


@dataclass(frozen=True, eq=False)
class TreeDrawing:
    """A tree on its way to an Axes; `line` is the height of the line that cuts it."""

    ax: Axes
    layout: TreeLayout
    cut: TreeCut | None
    line: float | None
    orientation: Literal["top", "left"]
    scale: Literal["linear", "sqrt"]

    def __post_init__(self) -> None:
        if not (isinstance(self.scale, str) and self.scale in ("linear", "sqrt")):
            raise LearnerError(
                'scale must be "linear" or "sqrt".',
                where=f"scale={display_name(repr(self.scale))}",
                why="The square root gives low merges more room.",
                fix='scale="sqrt"',
            )
        if not (isinstance(self.orientation, str) and self.orientation in ("top", "left")):
            raise LearnerError(
                'orientation must be "top" or "left".',
                where=f"orientation={display_name(repr(self.orientation))}",
                why="It says where the last merge stands.",
                fix='orientation="left"',
            )

    @property
    def upright(self) -> bool:
        """Whether heights go up."""
        return self.orientation == "top"

    def draw_links(self, line_kw: dict[str, Any] | None) -> LineCollection:
        """Draw all links as one collection, and set the limits."""
        from matplotlib.collections import LineCollection

        links, labels = self.layout.links, np.full(len(self.layout.merges), -1)
        if self.cut is not None:
            labels = self.cut.node_labels[self.layout.n_leaves + self.layout.merges]
            more, of = cluster_stems(self.layout, self.cut, self.line)
            links, labels = np.concatenate([links, more]), np.concatenate([labels, of])
        room = self.ax.get_window_extent().width / self.ax.figure.figure.dpi * 72
        width = float(np.clip(room / self.layout.n_branches * 0.4, 0.4, 1.4))
        style = {"colors": _colors(labels), "linewidths": width, "capstyle": "projecting"}
        drawn = LineCollection(
            self._turned(links), **merge_style_kwargs(style, line_kw, LineCollection)
        )
        self.ax.add_collection(drawn, autolim=False)
        self._set_limits()
        return drawn

    def draw_wedges(self) -> PolyCollection | None:
        """Draw each folded branch as a triangle from its merge down to its points."""
        from matplotlib.collections import PolyCollection

        folded = self.layout.folded
        if not len(folded):
            return None
        across, top = self.layout.across[folded], self.layout.tops[folded]
        corners = np.empty((len(folded), 3, 2))
        corners[..., 0] = across[:, None] + np.array([-_WEDGE, 0.0, _WEDGE])
        corners[..., 1] = 0.0
        corners[:, 1, 1] = top
        labels = np.full(len(folded), -1) if self.cut is None else self.cut.node_labels[folded]
        colors = _colors(labels)
        wedges = PolyCollection(
            self._turned(corners), facecolors=colors, edgecolors=colors, alpha=0.55, linewidths=0.5
        )
        self.ax.add_collection(wedges, autolim=False)
        return wedges

    def draw_cut(self) -> Line2D | None:
        """Draw the line of the cut, with a dot on each cluster."""
        if self.line is None or self.cut is None:
            return None
        color, k = accent_color(self.ax), len(self.cut.clusters)
        across = self.ax.axhline if self.upright else self.ax.axvline
        drawn = across(self.line, color=color, linewidth=1.4, zorder=2.5)
        roots = self.cut.roots[~np.isnan(self.layout.across[self.cut.roots])]
        if len(roots) <= _DOTS:
            dots = self._turned(
                np.stack([self.layout.across[roots], np.full(len(roots), self.line)], axis=1)
            )
            self.ax.plot(*dots.T, "o", color=color, markersize=4.5, zorder=3)
        key = "plot.tree.cut_one" if k == 1 else "plot.tree.cut"
        text = say(key, height=write_level(self.line), k=f"{k:,}")
        self.ax.annotate(
            text if self.upright else text.replace("\n", " "),
            (1, self.line) if self.upright else (self.line, 1),
            xycoords=("axes fraction", "data") if self.upright else ("data", "axes fraction"),
            xytext=(6, 0) if self.upright else (0, 4), textcoords="offset points",
            ha="left" if self.upright else "center", va="center" if self.upright else "bottom",
            color=color, fontweight="bold", annotation_clip=False,
        )  # fmt: skip
        return drawn

    def write(self, title: str, height: str | None, names: list[str] | None, note: str) -> None:
        """Write the title, the axes, the names, and the clusters beside the tree."""
        ax = self.ax
        taken = draw_cluster_axis(ax, self._cluster_spans(), "bottom" if self.upright else "right")
        ax.set_title(title, pad=6 if self.upright or self.line is None else 22)
        folded = len(self.layout.folded)
        feet = say("plot.tree.branches" if folded else "plot.tree.leaves")
        tall = height or say("plot.tree.height")
        if self.scale == "sqrt":
            tall = say("plot.tree.root", name=tall)
        places = range(len(names)) if names else []
        if self.upright:
            ax.set_xticks(places, names or [], rotation=90 if _long(names) else 0)
            ax.tick_params(axis="x", length=0, pad=taken + 3)
            ax.set_xlabel(_lines(feet, note), labelpad=4 if names else taken + 4)
            ax.set_ylabel(tall)
        else:
            ax.yaxis.tick_right()
            ax.yaxis.set_label_position("left")
            ax.set_yticks(places, names or [])
            ax.tick_params(axis="y", length=0, pad=taken + 3)
            ax.set_ylabel(feet)
            ax.set_xlabel(_lines(tall, note))
        self._shrink_names(names)
        despine(ax)
        ax.spines["bottom" if self.upright else "left"].set_visible(False)

    def _shrink_names(self, names: list[str] | None) -> None:
        if not names:
            return
        box = self.ax.get_window_extent()
        pixels = box.width if self.upright else box.height
        apart = pixels / self.ax.figure.figure.dpi * 72 / len(names)
        for tick in self.ax.get_xticklabels() if self.upright else self.ax.get_yticklabels():
            tick.set_fontsize(float(np.clip(apart * 0.85, 4, 10)))

    def _set_limits(self) -> None:
        tops = self.layout.tree.heights
        high = max(float(tops.max()), self.line or 0.0) or 1.0
        low = min(float(tops.min()), 0.0)
        heights, other = ("y", "x") if self.upright else ("x", "y")
        _set_scale(self.ax, heights, self.scale)
        _set_scale(self.ax, other, "linear")
        margin = max(0.5, self.layout.n_branches * 0.012)
        across = (-margin, self.layout.n_branches - 1 + margin)
        if self.upright:
            self.ax.set(xlim=across, ylim=(low, high * 1.06))
        else:
            self.ax.set(ylim=across[::-1], xlim=(high * 1.06, low))

    def _cluster_spans(self) -> list[ClusterSpan]:
        """Return where each cluster lies at the foot of the tree."""
        if self.cut is None or not self.cut.is_cut:
            return []
        found = []
        for root in self.cut.roots.tolist():
            extent, cluster = self.layout.extent(root), int(self.cut.node_labels[root])
            if extent is not None:
                low, high = extent[0] - 0.3, extent[1] + 0.3
                found.append(ClusterSpan(cluster, low, high, self.cut.clusters[cluster]))
        return found

    def _turned(self, places: Floats) -> Any:
        return places if self.upright else places[..., ::-1]


def _set_scale(ax: Axes, axis: str, scale: str) -> None:
    """Set the scale of the x or y axis, whatever an earlier drawing has left there."""
    if scale == "sqrt":
        getattr(ax, f"set_{axis}scale")("function", functions=(_root, _square))
    elif getattr(ax, f"get_{axis}scale")() != scale:
        getattr(ax, f"set_{axis}scale")(scale)


def _root(heights: Floats) -> Floats:
    """Return the square root, and of a negative number that of its size, negative."""
    return np.sign(heights) * np.sqrt(np.abs(heights))


def _square(heights: Floats) -> Floats:
    return np.sign(heights) * np.square(heights)


def _colors(labels: Ints) -> list[str]:
    """Return the color of each label: the palette's, grey for what is of no one cluster."""
    look = {label: cluster_style(label)[0] for label in np.unique(labels).tolist() if label >= 0}
    return [look.get(label, NOISE) for label in labels.tolist()]


def _long(names: list[str] | None) -> bool:
    return bool(names) and len(names or []) * max(map(len, names or [""])) > 50


def _lines(first: str, note: str) -> str:
    return f"{first}\n{wrap_text(note)}" if note else first
