"""The text of a picture of a merge tree: title, names, notes and the alternative text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from teachclust.checks import display_name
from teachclust.checks.labels import check_names
from teachclust.palette import cluster_name
from teachclust.plots.tree.cut import TreeCut
from teachclust.plots.tree.layout import TreeLayout
from teachclust.traces.cut_level import write_level
from teachclust.words import say
from teachclust.words.numbers import number

#: clusters whose sizes the alternative text tells
_MOST_LISTED: Final = 8
#: branches on which names are written
MOST_NAMES: Final = 60
#: letters of a name: it stands upright where there is no room beside it
_LETTERS: Final = 24


@dataclass(frozen=True, eq=False)
class TreeText:
    """The words of a picture of a merge tree; `line` is the height of the line that cuts it."""

    layout: TreeLayout
    cut: TreeCut | None
    line: float | None
    leaf_names: Sequence[Any] | None

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "leaf_names", read_leaf_names(self.leaf_names, self.layout.n_leaves)
        )

    @property
    def title(self) -> str:
        """How many points, and how many branches where not all are drawn."""
        n, shown = self.layout.n_leaves, self.layout.n_branches
        key = "plot.tree.title" if shown == n else "plot.tree.folded"
        return say(key, n=f"{n:,}", shown=f"{shown:,}")

    @property
    def note(self) -> str:
        """What is worth knowing; empty where there is nothing."""
        notes = []
        if self.layout.n_inversions:
            few, n = self.layout.n_inversions, len(self.layout.tree.heights)
            notes.append(say("plot.tree.inversions", few=f"{few:,}", n=f"{n:,}"))
        if self.cut is not None and self.line is None:
            notes.append(self._no_line(self.cut))
        if self.leaf_names is not None and self.names is None:
            notes.append(say("plot.tree.no_names", most=MOST_NAMES))
        return " ".join(notes)

    @property
    def alt(self) -> str:
        """The heights, the cut, the sizes of the clusters and the note."""
        heights = self.layout.tree.heights
        low, high = float(heights.min()), float(heights.max())
        ends = {"low": number(max(low, 0.0)), "high": number(max(high, 0.0))}
        parts = [say("plot.tree.alt", title=self.title, **ends)]
        if self.cut is not None and self.cut.clusters:
            k, sizes = len(self.cut.clusters), self._sizes(self.cut)
            if self.line is None:
                parts.append(say("plot.tree.alt_colors", sizes=sizes))
            else:
                key = "plot.tree.alt_cut" if k > 1 else "plot.tree.alt_one"
                parts.append(say(key, height=write_level(self.line), k=f"{k:,}", sizes=sizes))
        return " ".join([*parts, self.note]).strip()

    @property
    def names(self) -> list[str] | None:
        """What stands at the foot of each branch; None where there is nothing, or no room."""
        layout, names = self.layout, self.leaf_names
        if layout.n_branches > MOST_NAMES or (names is None and not len(layout.folded)):
            return None
        return [
            f"({layout.tree.sizes[branch]:,})"
            if branch >= layout.n_leaves
            else ("" if names is None else display_name(names[branch], _LETTERS))
            for branch in layout.branches.tolist()
        ]

    @staticmethod
    def _no_line(cut: TreeCut) -> str:
        """Say why no line is drawn."""
        if not cut.is_cut:
            return say("plot.tree.no_cut")
        k, tied = f"{len(cut.clusters):,}", float(cut.heights_between.min(initial=np.inf))
        if len(cut.heights_within) and float(cut.heights_within.max()) == tied:
            return say("plot.tree.no_level_tie", k=k, height=write_level(tied))
        return say("plot.tree.no_level", k=k)

    @staticmethod
    def _sizes(cut: TreeCut) -> str:
        sizes = [f"{cluster_name(cluster)} {n:,}" for cluster, n in cut.clusters.items()]
        listed, more = ", ".join(sizes[:_MOST_LISTED]), len(sizes) - _MOST_LISTED
        return say("plot.tree.more", sizes=listed, n=f"{more:,}") if more > 0 else listed


def read_leaf_names(names: Any, n_samples: int) -> list[Any] | None:
    """Return a name for each leaf as a list, or refuse names that are not as many; None stays."""
    return None if names is None else check_names(names, n_samples, "leaf_names")


def row_names(X: Any) -> list[str] | None:
    """Return the index of a DataFrame as names; None where it only counts rows."""
    index = getattr(X, "index", None)
    if index is None or callable(index) or type(index).__name__ == "RangeIndex":
        return None
    return [str(name) for name in index]
