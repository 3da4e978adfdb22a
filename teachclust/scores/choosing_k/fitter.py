"""Fits the same estimator for any k; a tree is grown once and cut for every k."""

from __future__ import annotations

import inspect
import re
import time
import warnings
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import (
    Space,
    check_estimator,
    check_single_estimator,
    seed_from,
    space_of,
)
from teachclust.errors import LearnerError
from teachclust.float_errors import usual_float_errors
from teachclust.scores.choosing_k.gap import within_squares
from teachclust.scores.choosing_k.quick_kmeans import quick_kmeans

Floats = npt.NDArray[np.floating[Any]]
Labels = npt.NDArray[np.intp]

_SIZES: Final = ("n_clusters", "n_components")
# Growing a tree keeps a distance for every two rows: 1.8 GB at this many.
_MOST_TREE_ROWS: Final = 15_000


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """What one fit gave."""

    labels: Labels  # as the estimator numbers them
    centers: Floats | None  # centers or means of components by label, where the estimator has them
    # its own, or squares about the means of its clusters; None if not asked for
    inertia: float | None
    bic: float | None  # where there is a likelihood
    seconds: float  # what the fit took; each cut of a tree counts the growing of the tree
    converged: bool = True  # False when the estimator says that it stopped too early


class Fitter:
    """An estimator whose number of clusters is free.

    It is cloned, never touched. With ``random_state=None`` or a generator a seed is drawn and kept.
    Refused is what has no number of clusters to vary, or starts from given centers.
    """

    def __init__(self, estimator: Any) -> None:
        from sklearn.cluster import AgglomerativeClustering

        params = _params_of(estimator)
        self.size = next(name for name in _SIZES if name in params)
        self.is_tree = isinstance(estimator, AgglomerativeClustering)
        self.seeded = "random_state" in params
        self.model = check_estimator(estimator, skip=(self.size,))
        # one fit must not write into the data of the next
        self.model.set_params(**{name: True for name in ("copy", "copy_x") if name in params})
        #: what X holds, and the distance between its rows
        self.space = space_of(estimator)
        if self.seeded:
            # the model has a copy of a RandomState: the caller's stays where it is
            self.model.set_params(random_state=seed_from(self.model.random_state))
        if "compute_labels" in params:  # MiniBatchKMeans may be told to leave its labels out
            self.model.set_params(compute_labels=True)
        if self.is_tree:
            self.model.set_params(
                n_clusters=1, distance_threshold=None, compute_full_tree=True, memory=None
            )
        self.has_bic = hasattr(estimator, "bic")
        self.quick = quick_kmeans(self.model)
        # a table of neighbours fits these rows only, neither references nor parts of the data
        neighbours = params.get("connectivity")
        self.needs_all_rows = neighbours is not None and not callable(neighbours)

    @property
    def name(self) -> str:
        """The estimator on one line, without a number of clusters, with the seed in use."""
        from sklearn import config_context
        from sklearn.base import clone

        shown = clone(self.model)
        defaults = inspect.signature(type(shown).__init__).parameters
        free = [self.size, *(["compute_full_tree"] if self.is_tree else [])]
        shown.set_params(**{name: defaults[name].default for name in free if name in defaults})
        with config_context(print_changed_only=True):
            # the address of a function differs from run to run
            return re.sub(r" at 0x\w+", "", " ".join(repr(shown).split()))

    def refuse_large(self, n_samples: int) -> None:
        """Raise an error if a tree would need more memory than a small machine has."""
        all_pairs = self.is_tree and self.model.connectivity is None
        all_pairs &= self.space.holds == "features"
        if all_pairs and self.model.linkage != "single" and n_samples > _MOST_TREE_ROWS:
            raise LearnerError(
                f"A tree over {n_samples:,} rows needs {n_samples**2 * 8 / 1e9:.1f} GB",
                where="AgglomerativeClustering keeps the distance between every two rows",
                why="That is more than a small machine has; a sample shows the same groups.",
                fix="X = np.asarray(X)[np.random.default_rng(0).permutation(len(X))[:5000]]",
            )

    def fit(self, X: Floats, k: int, **params: Any) -> tuple[Any, Labels]:
        """Fit a clone with k clusters and other parameters; return it and its labels."""
        from sklearn.base import clone

        model = clone(self.model).set_params(**{self.size: k}, **params)
        with usual_float_errors(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what matters of them is told in notices
            try:
                return model, np.asarray(model.fit_predict(X)).astype(np.intp, copy=False)
            except Exception as error:  # estimators and metrics of others raise what they like
                raise LearnerError(
                    f"{type(model).__name__} could not be fitted with {self.size}={k}",
                    where=f"it says: {' '.join(str(error).split())[:300]}",
                    why="A scan fits the same estimator with every k.",
                    fix=f"scan_k({_plain(model, self.space)}, X)",
                ) from error


class Relabeler:
    """Labels of one data set for several k; remembers the tree, not the data.

    `seed` takes the place of the estimator's own ``random_state``.
    """

    def __init__(self, fitter: Fitter, seed: int) -> None:
        self.fitter, self.seed = fitter, seed
        self.merges: npt.NDArray[Any] | None = None

    def __call__(self, X: Floats, k: int) -> Labels:
        """Return the labels of X with k clusters; always called with the same X."""
        if k == 1:
            return np.zeros(len(X), dtype=np.intp)
        if self.fitter.quick is not None:
            return self.fitter.quick.labels(X, k, self.seed)
        if not self.fitter.is_tree:
            params = {"random_state": self.seed} if self.fitter.seeded else {}
            return self.fitter.fit(X, k, **params)[1]
        if self.merges is None:
            self.merges = self.fitter.fit(X, 1)[0].children_
        return cut_tree(self.merges, k)


class DataFits:
    """Fits of the data themselves, with all that is kept of them."""

    def __init__(self, fitter: Fitter, X: Floats, *, inertia: bool, bic: bool) -> None:
        self.fitter, self.X = fitter, X
        self.inertia, self.bic = inertia, bic
        self.tree: tuple[npt.NDArray[Any], float] | None = None

    def __call__(self, k: int) -> Fitted:
        """Fit with k clusters."""
        start = time.perf_counter()
        if self.fitter.is_tree:
            if self.tree is None:
                merges = self.fitter.fit(self.X, 1)[0].children_
                self.tree = merges, time.perf_counter() - start
                start = time.perf_counter()
            labels = cut_tree(self.tree[0], k)
            seconds = self.tree[1] + time.perf_counter() - start
            squares = within_squares(self.X, labels) if self.inertia else None
            return Fitted(labels, None, squares, None, seconds)
        model, labels = self.fitter.fit(self.X, k)
        seconds = time.perf_counter() - start
        return Fitted(
            labels,
            getattr(model, "cluster_centers_", getattr(model, "means_", None)),
            self._squares(model, labels) if self.inertia else None,
            float(model.bic(self.X)) if self.bic else None,
            seconds,
            bool(getattr(model, "converged_", True)),
        )

    def _squares(self, model: Any, labels: Labels) -> float:
        own = getattr(model, "inertia_", None)
        return float(own) if own is not None else within_squares(self.X, labels)


def cut_tree(merges: npt.NDArray[Any], k: int) -> Labels:
    """Cut a tree into k clusters: undo the last k - 1 merges of scikit-learn's ``children_``.

    Labels are numbered in the order in which the clusters first appear in the rows. Costs time and
    memory in proportion to n_samples.
    """
    n = len(merges) + 1
    top = np.arange(2 * n - 1)
    # from the last merge that is kept down, each node hands its cluster on to its two parts
    for i in range(n - k - 1, -1, -1):
        top[merges[i]] = top[n + i]
    _, first, place = np.unique(top[:n], return_index=True, return_inverse=True)
    order = np.empty(len(first), dtype=np.intp)
    order[np.argsort(first)] = np.arange(len(first))
    labels: Labels = order[place.ravel()]
    return labels


def _plain(model: Any, space: Space) -> str:
    """Return an estimator that can be fitted to what X holds: of the same class where it may."""
    if space.holds == "distances":
        return 'AgglomerativeClustering(metric="precomputed", linkage="average")'
    if space.holds == "affinities":
        return 'SpectralClustering(affinity="precomputed", random_state=0)'
    same = type(model).__module__.startswith("sklearn.") and not space.params
    return f"{type(model).__name__}()" if same else "KMeans(n_init=10, random_state=0)"


def _params_of(estimator: Any) -> dict[str, Any]:
    """Return the parameters of an estimator that can be scanned, or refuse it."""
    check_single_estimator(estimator, "scanned")
    space_of(estimator)  # what clusters columns is refused
    params: dict[str, Any] = estimator.get_params(deep=False)
    if not hasattr(estimator, "fit_predict") or not any(name in params for name in _SIZES):
        raise LearnerError(
            f"{type(estimator).__name__} has no number of clusters that could be varied",
            where="needed: a clusterer or a mixture with n_clusters or n_components",
            why="A scan fits the same estimator with k = 1, 2, 3 ... clusters.",
            fix="scan_k(KMeans(n_init=10, random_state=0), X)",
        )
    if not isinstance(params.get("init", ""), str) and not callable(params["init"]):
        raise LearnerError(
            "Given starting centers fit one k only",
            where=f"init holds {_how_many(params['init'])} centers",
            why="A scan fits k = 1, 2, 3 ... clusters, each from starts of its own.",
            fix=f'scan_k({type(estimator).__name__}(init="k-means++", n_init=10), X)',
        )
    return params


def _how_many(init: Any) -> int:
    return len(init) if hasattr(init, "__len__") else 1
