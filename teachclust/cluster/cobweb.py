"""Cobweb: a tree of clusters that grows by one row after the other, led by category utility.

Written from the papers below and from notes on how Weka 3.6 and 3.8 behave; it holds none of its
code.

References
----------
D. H. Fisher, "Knowledge acquisition via incremental conceptual clustering", Machine Learning 2,
1987: the four operations.
J. H. Gennari, P. Langley and D. Fisher, "Models of incremental concept formation", Artificial
Intelligence 40, 1989: category utility of numbers, acuity and cutoff (their CLASSIT).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from numbers import Integral, Real
from typing import Any, Final, Literal, NamedTuple, Self

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.utils import check_random_state
from sklearn.utils._param_validation import Interval, StrOptions
from sklearn.utils.validation import check_is_fitted, validate_data

from teachclust.cluster.lloyd import Floats, Ints

UNITS: Final = ("spread", "feature")
IDS: Final = ("leaves", "nodes")

#: What may be done with a row at a node: it is the first of all; a child hosts it; it becomes a new
#: child; the two best children are merged to host it; the best child is split; it stays in a leaf;
#: the node's children are cut.
Operation = Literal["first", "host", "new", "merge", "split", "join", "cut"]

_NORMAL: Final = 1 / (2 * np.sqrt(np.pi))
_NOWHERE: Final = -1
#: Gains that differ by less than this share of a row's score are equal but for rounding.
_ROUNDING: Final = 1e-9
#: Numbers that a block of queries may need for all children of a node.
_BLOCK: Final = 1_000_000


class Stats(NamedTuple):
    """Rows of several groups, without the rows: how many, their means, the squares about these."""

    counts: Floats  # (n_groups,)
    means: Floats  # (n_groups, n_features)
    squares: Floats  # (n_groups, n_features)

    def with_row(self, x: Floats) -> Stats:
        """Return what each group is with a row more; x may be one row, or a row for each group."""
        counts = self.counts + 1
        gaps = x - self.means
        means = self.means + gaps / counts[..., np.newaxis]
        return Stats(counts, means, self.squares + gaps * (x - means))

    def scores(self, acuity: float) -> Floats:
        """Return the sum of one over the standard deviations, none taken as below the acuity."""
        freedom = np.maximum(self.counts - 1, 1)[..., np.newaxis]
        spreads = np.sqrt(self.squares / freedom)
        scores: Floats = (1 / np.maximum(spreads, acuity)).sum(axis=-1)
        return scores


def joined(one: Stats, other: Stats) -> Stats:
    """Return the groups that two kinds of groups make together, one by one."""
    counts = one.counts + other.counts
    gaps = other.means - one.means
    share = (other.counts / counts)[..., np.newaxis]
    squares = one.squares + other.squares + gaps**2 * share * one.counts[..., np.newaxis]
    return Stats(counts, one.means + gaps * share, squares)


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """What was done with a row at one node of the tree, and the category utility of each choice.

    A utility is NaN where there was no such choice.
    """

    operation: Operation
    node: int
    to: int  # the node that the row is in afterwards, a child or the node itself
    host: float = np.nan
    new: float = np.nan
    merge: float = np.nan
    split: float = np.nan
    best: int = _NOWHERE  # the best host before, and the second best
    second: int = _NOWHERE

    @property
    def utility(self) -> float:
        """The highest utility of the choices; NaN where there was none."""
        known = [u for u in (self.host, self.new, self.merge, self.split) if u == u]
        return max(known, default=np.nan)


class ConceptTree:
    """The tree of a Cobweb while it grows.

    Nodes have numbers in the order in which they are made; one that is merged, split or cut away
    leaves a gap. ``children`` has the numbers of each node's children, ``rows`` the rows of each
    leaf.
    """

    def __init__(self, n_features: int, acuity: float, cutoff: float) -> None:
        self.acuity, self.cutoff = acuity, cutoff
        self.children: list[list[int]] = []
        self.rows: list[list[int]] = []
        self.root = _NOWHERE
        self._counts = np.zeros(16)
        self._means = np.zeros((16, n_features))
        self._squares = np.zeros((16, n_features))
        self._scores = np.zeros(16)
        self._single = n_features / acuity  # score of a row alone

    def stats(self, nodes: Any) -> Stats:
        """Return the statistics of nodes, or of one node."""
        return Stats(self._counts[nodes], self._means[nodes], self._squares[nodes])

    def scores(self, nodes: Any) -> Floats:
        """Return the scores of nodes: sums of one over the standard deviations."""
        scores: Floats = self._scores[nodes]
        return scores

    def preorder(self, node: int | None = None) -> list[int]:
        """Return the numbers of a node (default: the root) and all under it, parents first."""
        found, waiting = [], [self.root if node is None else node]
        while waiting:
            found.append(waiting.pop())
            waiting += reversed(self.children[found[-1]])
        return found

    def leaves(self) -> list[int]:
        """Return the leaves from left to right."""
        return [node for node in self.preorder() if not self.children[node]]

    def utility(self, node: int) -> float:
        """Return the category utility of a node's children; 0 for a leaf."""
        children = self.children[node]
        if not children:
            return 0.0
        total = float(self._counts[children] @ self._scores[children])
        return self._utility(node, total, len(children))

    def insert(self, row: int, x: Floats) -> None:
        """Put a row into the tree."""
        for _ in self.insertion(row, x):
            pass

    def insertion(self, row: int, x: Floats) -> Iterator[Choice]:
        """Put a row into the tree, and yield what was done at each node from the root down."""
        if self.root == _NOWHERE:
            self.root = self._alone(row, x)
            yield Choice("first", self.root, self.root)
            return
        node, ended = self.root, False
        while not ended:
            before = self._copy(node)
            self._set(node, before.with_row(x))
            if self.children[node]:
                choice, ended = self._do(self._choose(node, x), row, x)
            else:
                choice, ended = self._at_leaf(node, before, row, x), True
            yield choice
            node = choice.to

    def hosts(self, node: int, X: Floats, *, may_stop: bool) -> Ints:
        """Return the child of a node that is the best host of each row.

        Where `may_stop`, it is -1 where the row would be better as a new child.
        """
        children = self.children[node]
        stats = self.stats(children)
        weights = stats.counts * self._scores[children]
        with_row = stats.with_row(X[:, np.newaxis])
        gains = with_row.counts * with_row.scores(self.acuity) - weights
        found: Ints = np.array(children)[self._best(gains, stats.means, X)]
        if may_stop:
            total, k = weights.sum(), len(children)
            n = self._counts[node] + 1
            base = self.stats(node).with_row(X).scores(self.acuity)
            host = ((total + gains.max(axis=1)) / n - base) / k
            new = ((total + self._single) / n - base) / (k + 1)
            found[new > host] = _NOWHERE
        return found

    def cut(self, node: int) -> None:
        """Make a leaf of a node: all under it is cut, the rows are its own."""
        rows = [row for leaf in self.preorder(node) for row in self.rows[leaf]]
        self.children[node], self.rows[node] = [], rows

    def cut_to(self, n_leaves: int) -> Iterator[tuple[int, int, int]]:
        """Join leaves until there are so many; yield parent, the leaf that stays, and the other.

        Of all pairs of leaves with the same parent, that pair is joined that adds least to the sum
        of squares about the means, as Ward's does. A parent of one leaf becomes a leaf itself.
        """
        inner = [node for node in self.preorder() if self.children[node]]
        left = len(self.leaves())
        pairs = {node: self._closest_leaves(node) for node in inner}
        while left > n_leaves:
            node = min((one for one in inner if pairs[one]), key=lambda one: pairs[one][0][0])
            _, kept, lost = pairs[node][0]
            self._set(kept, joined(self.stats(kept), self.stats(lost)))
            self.rows[kept] += self.rows[lost]
            self.children[node].remove(lost)
            yield node, kept, lost
            left -= 1
            if len(self.children[node]) == 1:
                self.cut(node)
                inner.remove(node)
                for parent in inner:
                    if node in self.children[parent]:
                        pairs[parent] = self._closest_leaves(parent)
            else:
                pairs[node] = self._closest_leaves(node)

    def _closest_leaves(self, node: int) -> list[tuple[float, int, int]]:
        """Return what the sum of squares gains, and the two closest leaf children; or nothing."""
        leaves = [child for child in self.children[node] if not self.children[child]]
        best: list[tuple[float, int, int]] = []
        for i, leaf in enumerate(leaves[:-1]):
            others = leaves[i + 1 :]
            one = self.stats([leaf] * len(others))
            losses = joined(one, self.stats(others)).squares.sum(axis=1) - (
                one.squares + self._squares[others]
            ).sum(axis=1)
            at = int(losses.argmin())
            if not best or losses[at] < best[0][0]:
                best = [(float(losses[at]), leaf, others[at])]
        return best

    def _add(self, stats: Stats, children: list[int], rows: list[int]) -> int:
        """Make a node and return its number."""
        node = len(self.children)
        if node == len(self._counts):
            for name in ("_counts", "_means", "_squares", "_scores"):
                old = getattr(self, name)
                setattr(self, name, np.concatenate([old, np.zeros_like(old)]))
        self.children.append(children)
        self.rows.append(rows)
        self._set(node, stats)
        return node

    def _set(self, node: int, stats: Stats) -> None:
        self._counts[node], self._means[node], self._squares[node] = stats
        self._scores[node] = stats.scores(self.acuity)

    def _copy(self, node: int) -> Stats:
        return Stats(*(numbers.copy() for numbers in self.stats(node)))

    def _alone(self, row: int, x: Floats) -> int:
        """Make a leaf of one row."""
        return self._add(Stats(np.ones(()), x, np.zeros(len(x))), [], [row])

    def _utility(self, node: int, total: float, n_children: int) -> float:
        """Return category utility from the children's scores, weighted with their rows."""
        return float(_NORMAL * (total / self._counts[node] - self._scores[node]) / n_children)

    def _at_leaf(self, node: int, alone: Stats, row: int, x: Floats) -> Choice:
        """Give a leaf two children, its rows and the new one, if that is worth the cutoff."""
        old = float(alone.counts * alone.scores(self.acuity))
        new = self._utility(node, old + self._single, 2)
        if new < self.cutoff:
            self.rows[node].append(row)
            return Choice("join", node, node, new=new)
        before = self._add(alone, [], self.rows[node])
        self.children[node], self.rows[node] = [before, self._alone(row, x)], []
        return Choice("new", node, self.children[node][1], new=new, best=before)

    def _choose(self, node: int, x: Floats) -> Choice:
        """Weigh the four choices at a node that has children."""
        children = self.children[node]
        k = len(children)
        stats = self.stats(children)
        weights = stats.counts * self._scores[children]
        total = float(weights.sum())
        with_row = stats.with_row(x)
        gains = with_row.counts * with_row.scores(self.acuity) - weights
        first = int(self._best(gains, stats.means, x))
        host = self._utility(node, total + float(gains[first]), k)
        new = self._utility(node, total + self._single, k + 1)
        merge = split = np.nan
        best, second = children[first], _NOWHERE
        others = gains.copy()
        others[first] = -np.inf
        next_best = int(self._best(others, stats.means, x))
        if k > 2:
            second = children[next_best]
            one = Stats(with_row.counts[first], with_row.means[first], with_row.squares[first])
            both = joined(one, self.stats(second))
            apart = float(weights[first] + weights[next_best])
            merged = total - apart + float(both.counts * both.scores(self.acuity))
            merge = self._utility(node, merged, k - 1)
        if self.children[best]:
            parts = self.children[best]
            inside = float(self._counts[parts] @ self._scores[parts])
            apart = total - float(weights[first]) + inside
            gain = max(float(self._gains(parts, x).max()), float(others[next_best]))
            many = k - 1 + len(parts)
            split = max(
                self._utility(node, apart + gain, many),
                self._utility(node, apart + self._single, many + 1),
            )
        utilities = {"host": host, "new": new, "merge": merge, "split": split}
        known: dict[Any, float] = {name: u for name, u in utilities.items() if not np.isnan(u)}
        operation = max(known, key=lambda name: known[name])
        if known[operation] < self.cutoff:
            operation = "cut"
        return Choice(operation, node, best, host, new, merge, split, best, second)

    def _best(self, gains: Floats, means: Floats, x: Floats) -> Ints:
        """Return which group gains most by a row; of equal ones that with the nearest mean.

        Groups of spreads below the acuity lose nothing by a row, so there are many equal ones.
        """
        top = gains.max(axis=-1, keepdims=True)
        equal = gains >= top - _ROUNDING * self._single
        squares = ((x[..., np.newaxis, :] - means) ** 2).sum(axis=-1)
        best: Ints = np.where(equal, squares, np.inf).argmin(axis=-1)
        return best

    def _gains(self, nodes: list[int], x: Floats) -> Floats:
        """Return by how much the weighted score of each node rises with a row."""
        stats = self.stats(nodes).with_row(x)
        return stats.counts * stats.scores(self.acuity) - self._counts[nodes] * self._scores[nodes]

    def _do(self, choice: Choice, row: int, x: Floats) -> tuple[Choice, bool]:
        """Do what was chosen; return it with where the row is, and whether it has its place."""
        node, best = choice.node, choice.best
        children = self.children[node]
        at = children.index(best)
        if choice.operation == "cut":
            self.cut(node)
            self.rows[node].append(row)
            return replace(choice, to=node), True
        if choice.operation == "merge":
            other = choice.second
            both = joined(self.stats(best), self.stats(other))
            merged = self._add(both, [best, other], [])
            children[at] = merged
            children.remove(other)
            return replace(choice, to=merged), False
        if choice.operation == "split":
            children[at : at + 1] = self.children[best]
            gains = self._gains(children, x)
            k = len(children)
            total = float(self._counts[children] @ self._scores[children])
            host = self._utility(node, total + float(gains.max()), k)
            if host >= self._utility(node, total + self._single, k + 1):
                at = int(self._best(gains, self._means[children], x))
                return replace(choice, to=children[at]), False
        elif choice.operation == "host":
            return choice, False
        children.append(self._alone(row, x))
        return replace(choice, to=children[-1]), True


def row_order(n_samples: int, model: Any) -> Ints:
    """Return the order in which a Cobweb takes the rows."""
    if not model.shuffle:
        return np.arange(n_samples)
    order: Ints = check_random_state(model.random_state).permutation(n_samples)
    return order


def spreads_of(X: Floats, unit: str) -> Floats:
    """Return what each feature is divided by: its standard deviation, or 1 in its own unit."""
    spreads = X.std(axis=0) if unit == "spread" else np.ones(X.shape[1])
    # equal numbers have a spread of rounding errors at most
    tiny = 1e-12 * np.abs(X).max(axis=0)
    return np.where(spreads > tiny, spreads, 1.0)


class Cobweb(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """Grow a tree of clusters by one row after the other, as Fisher's Cobweb does.

    A row goes down the tree. At each node it does what gives the highest category utility: the best
    child hosts it, it becomes a new child, the two best children are merged to host it, or the best
    child is split into its own children. Where even the best is below `cutoff`, all children are
    cut and the node is a leaf. Leaves are the clusters. Another order of rows gives another tree.

    Parameters
    ----------
    acuity : float, default=0.5
        The least standard deviation of a feature within a cluster that counts, above 0: smaller
        ones are taken as this. It decides how many clusters there are. `advise_acuity` finds one.
    acuity_unit : {"spread", "feature"}, default="spread"
        What the acuity is measured in: the standard deviation of each feature, so that units have
        no say; or the features' own unit, as in Weka and Earth Engine, whose 1.0 is more than the
        range of reflectances and less than a step of most digital numbers.
    cutoff : float, default=0.002
        The least category utility of a node's children.
    n_clusters : int or None, default=None
        How many leaves are left. Leaves of one parent are joined, those first that add least to the
        sum of squares about the means. None leaves the tree as it is.
    ids : {"leaves", "nodes"}, default="leaves"
        What labels are: leaves from left to right, or, as in Weka, nodes of the whole tree, each
        before its children and from left to right. A prediction by "nodes" stops where a row would
        become a new child.
    shuffle : bool, default=True
        Whether rows come in an order that is drawn, as in Weka and Earth Engine, or as they are.
    random_state : int, RandomState or None, default=None
        Draws the order of the rows.

    Attributes
    ----------
    labels_ : ndarray of shape (n_samples,), dtype int
        The leaf that each row is in; with ``ids="nodes"`` what `predict` returns of it.
    n_clusters_ : int
        How many labels there may be: leaves or nodes.
    cluster_centers_ : ndarray of shape (n_clusters_, n_features)
        The mean of each leaf or node, in the units of X.
    n_leaves_ : int
        The leaves of the tree.
    parents_ : ndarray of shape (n_nodes,), dtype int
        The parent of each node; nodes are numbered as with ``ids="nodes"``. -1 for the root.
    leaves_ : ndarray of shape (n_leaves_,), dtype int
        The node of each leaf.
    sizes_ : ndarray of shape (n_nodes,), dtype int
        The rows in each node.
    category_utility_ : float
        That of the root's children.
    n_features_in_ : int
        Number of features.

    Raises
    ------
    ValueError
        If X has fewer rows than `n_clusters`.

    Warns
    -----
    ConvergenceWarning
        If the tree has fewer leaves than `n_clusters`.

    Notes
    -----
    Category utility of K children is the mean of ``P_k * sum(1 / s_ki - 1 / s_i)`` over them, times
    ``1 / (2 * sqrt(pi))``. P_k is the share of the rows, s_ki the standard deviation of feature i
    in child k (divided by n - 1), s_i that in the node, none below the acuity.

    The utility of a split is that of the best place for the row after it, so that all four choices
    hold the row. Of equal choices the first of host, new, merge and split is taken, of equal hosts
    the one with the nearest mean. `predict` asks
    at each node for the best host, so it may differ from the leaf where a row was put before the
    tree changed.

    Weka differs: of equal hosts it takes the first, and clusters of less than the acuity are all
    equal, so that it puts rows into far clusters. After a split it tries a new child, or two
    children merged. Its trees are alike, not equal.

    Costs n_samples times the depth of the tree times its children; a small acuity makes it deep.

    Examples
    --------
    >>> from teachclust.cluster import Cobweb
    >>> X = [[0.0], [9.0], [0.1], [9.1], [0.2], [9.2]]
    >>> Cobweb(shuffle=False).fit(X).labels_.tolist()
    [0, 1, 0, 1, 0, 1]
    """

    _parameter_constraints: Final = {
        "acuity": [Interval(Real, 0, None, closed="neither")],
        "acuity_unit": [StrOptions(set(UNITS))],
        "cutoff": [Interval(Real, 0, None, closed="left")],
        "n_clusters": [Interval(Integral, 1, None, closed="left"), None],
        "ids": [StrOptions(set(IDS))],
        "shuffle": ["boolean"],
        "random_state": ["random_state"],
    }

    def __init__(
        self,
        acuity: float = 0.5,
        cutoff: float = 0.002,
        *,
        acuity_unit: str = "spread",
        n_clusters: int | None = None,
        ids: str = "leaves",
        shuffle: bool = True,
        random_state: Any = None,
    ) -> None:
        self.acuity = acuity
        self.cutoff = cutoff
        self.acuity_unit = acuity_unit
        self.n_clusters = n_clusters
        self.ids = ids
        self.shuffle = shuffle
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None) -> Self:
        """Grow the tree.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            The points.
        y : None
            Not used.

        Returns
        -------
        self : Cobweb
            The fitted estimator.
        """
        self._validate_params()
        X = validate_data(self, X, dtype=np.float64)
        if self.n_clusters is not None and len(X) < self.n_clusters:
            raise ValueError(f"n_samples={len(X)} should be >= n_clusters={self.n_clusters}.")
        self._spreads, self._middle = spreads_of(X, self.acuity_unit), X.mean(axis=0)
        tree = ConceptTree(X.shape[1], self.acuity, self.cutoff)
        scaled = self._scale(X)
        for row in row_order(len(X), self).tolist():
            tree.insert(row, scaled[row])
        if self.n_clusters is not None:
            for _ in tree.cut_to(self.n_clusters):
                pass
        self._keep(tree, scaled)
        if self.n_clusters is not None and self.n_leaves_ < self.n_clusters:
            warnings.warn(
                f"The tree has {self.n_leaves_} leaves, fewer than n_clusters={self.n_clusters}. "
                "A lower acuity or cutoff makes more.",
                ConvergenceWarning,
                stacklevel=2,
            )
        return self

    def predict(self, X: Any) -> Ints:
        """Return the leaf or node that each row comes to; the tree stays as it is.

        Parameters
        ----------
        X : array-like of shape (n_queries, n_features)
            Points.

        Returns
        -------
        labels : ndarray of shape (n_queries,), dtype int
            The cluster of each.
        """
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        return self._predict(self._scale(X))

    def _scale(self, X: Floats) -> Floats:
        scaled: Floats = (X - self._middle) / self._spreads
        return scaled

    def _unscale(self, X: Floats) -> Floats:
        rows: Floats = X * self._spreads + self._middle
        return rows

    def _keep(self, tree: ConceptTree, X: Floats) -> None:
        """Set the fitted attributes."""
        self._tree = tree
        self._nodes = np.array(tree.preorder())
        self._number = {node: i for i, node in enumerate(self._nodes.tolist())}
        leaves = tree.leaves()
        self.leaves_ = np.array([self._number[leaf] for leaf in leaves])
        self.parents_ = np.full(len(self._nodes), _NOWHERE)
        for node in self._nodes.tolist():
            self.parents_[[self._number[child] for child in tree.children[node]]] = self._number[
                node
            ]
        counts, means, _ = tree.stats(self._nodes)
        self.sizes_ = counts.astype(np.intp)
        self.n_leaves_ = len(leaves)
        self.category_utility_ = tree.utility(tree.root)
        centers = self._unscale(means)
        if self.ids == "nodes":
            self.cluster_centers_ = centers
            self.labels_ = self._predict(X)
        else:
            self.cluster_centers_ = centers[self.leaves_]
            self.labels_ = np.empty(len(X), dtype=np.intp)
            for label, leaf in enumerate(leaves):
                self.labels_[tree.rows[leaf]] = label
        self.n_clusters_ = len(self.cluster_centers_)

    def _predict(self, X: Floats) -> Ints:
        tree = self._tree
        ends = np.empty(len(X), dtype=np.intp)
        waiting = [(tree.root, np.arange(len(X)))]
        while waiting:
            node, rows = waiting.pop()
            children = tree.children[node]
            if not children:
                ends[rows] = self._number[node]
                continue
            size = max(1, _BLOCK // (len(children) * X.shape[1]))
            found = np.concatenate(
                [
                    tree.hosts(node, X[rows[i : i + size]], may_stop=self.ids == "nodes")
                    for i in range(0, len(rows), size)
                ]
            )
            ends[rows[found == _NOWHERE]] = self._number[node]
            waiting += [
                (child, rows[found == child]) for child in children if (found == child).any()
            ]
        return ends if self.ids == "nodes" else np.searchsorted(self.leaves_, ends)
