"""Where the links of a merge tree are drawn: one pass over its merges, without recursion."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name
from teachclust.errors import LearnerError
from teachclust.traces.tree import Tree

#: "auto" draws all leaves up to the first number, and the second number of branches above it
_ALL: Final = 500
_FOLDED: Final = 300
#: share of the tree's height that rounding can make: about the root of the precision of a float
_ROUNDING: Final = 1e-7

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class TreeLayout:
    """The upper part of a merge tree, its branches side by side.

    The last ``n_branches - 1`` merges are drawn, and what lies below them is folded. With n_samples
    nothing is.
    """

    tree: Tree
    n_branches: int

    @property
    def n_leaves(self) -> int:
        """Number of leaves of the whole tree."""
        return self.tree.n_leaves

    @cached_property
    def tops(self) -> Floats:
        """Height of each node, shape (2 n_samples - 1,): 0 for a leaf."""
        return np.concatenate([np.zeros(self.n_leaves), self.tree.heights])

    @cached_property
    def merges(self) -> Ints:
        """The merges that are drawn, in the order in which they happen."""
        return np.arange(self.n_leaves - self.n_branches, self.n_leaves - 1)

    @cached_property
    def branches(self) -> Ints:
        """The nodes that stand at the foot, from left to right: leaves and folded branches."""
        shown = self.tree.children[self.merges].ravel()
        feet = shown[shown < self.n_leaves + self.n_leaves - self.n_branches]
        if not len(feet):  # one branch: the whole tree is folded
            feet = np.array([2 * self.n_leaves - 2])
        return feet[np.argsort(self.tree.first[feet])]

    @cached_property
    def across(self) -> Floats:
        """Where each node that is drawn stands, from 0 on; nan for what is folded."""
        n = self.n_leaves
        across = [float("nan")] * (2 * n - 1)
        for place, node in enumerate(self.branches.tolist()):
            across[node] = float(place)
        pairs = self.tree.children.tolist()
        for i in self.merges.tolist():
            left, right = pairs[i]
            across[n + i] = (across[left] + across[right]) / 2
        return np.array(across)

    @cached_property
    def links(self) -> Floats:
        """Corners (across, height) of each merge that is drawn, shape (n_merges, 4, 2)."""
        pairs = self.tree.children[self.merges]
        left, right = pairs[:, 0], pairs[:, 1]
        top = self.tree.heights[self.merges]
        return np.stack(
            [
                np.stack([self.across[left], self.tops[left]], axis=1),
                np.stack([self.across[left], top], axis=1),
                np.stack([self.across[right], top], axis=1),
                np.stack([self.across[right], self.tops[right]], axis=1),
            ],
            axis=1,
        )

    @cached_property
    def folded(self) -> Ints:
        """Those of `branches` that hold several leaves."""
        return self.branches[self.branches >= self.n_leaves]

    @cached_property
    def n_inversions(self) -> int:
        """How many merges of the whole tree lie below one of their parts, by more than rounding."""
        tops = np.maximum(self.tops, 0)  # a distance below zero is rounded
        fall = tops[self.tree.children].max(axis=1) - tops[self.n_leaves :]
        return int((fall > _ROUNDING * tops.max()).sum())

    def extent(self, node: int) -> tuple[int, int] | None:
        """Return the first and the last place at the foot under a node; None where folded away."""
        if np.isnan(self.across[node]):
            return None
        first = self.tree.first
        ends = np.searchsorted(first[self.branches], first[node] + [0, self.tree.sizes[node]])
        return int(ends[0]), int(ends[1]) - 1


def count_branches(max_leaves: object, n_samples: int) -> int:
    """Return how many branches are drawn, from 1 to `n_samples`.

    `max_leaves` is a number, "auto", or None for all; anything else raises a LearnerError.
    """
    if max_leaves is None:
        return n_samples
    if isinstance(max_leaves, str) and max_leaves == "auto":
        return n_samples if n_samples <= _ALL else _FOLDED
    whole = isinstance(max_leaves, int | np.integer) and not isinstance(max_leaves, bool)
    if whole and max_leaves >= 1:  # type: ignore[operator]
        return min(n_samples, int(max_leaves))  # type: ignore[call-overload,no-any-return]
    raise LearnerError(
        'max_leaves must be a whole number from 1 on, "auto" or None.',
        where=f"max_leaves={display_name(repr(max_leaves))}",
        why="It says how many branches stand side by side.",
        fix="max_leaves=30",
    )
