"""The KLab: every k at once, criteria beside clusters, to choose the number of clusters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import traitlets

from teachclust.checks import check_columns, check_estimator, seed_from, space_of
from teachclust.errors import LearnerError
from teachclust.traces.view import View, make_view, view_of_distances
from teachclust.widgets.base import Widget
from teachclust.widgets.k_lab.captions import subtitle, summary
from teachclust.widgets.k_lab.thumbnail import k_lab_png
from teachclust.widgets.k_lab.wire import scan_wire
from teachclust.widgets.requests import shown, whole_number
from teachclust.widgets.traits import Step, check_flag, check_shown
from teachclust.words import say

if TYPE_CHECKING:
    from teachclust.scores import KScan

    #: the scans of the raw and of the standardized features, with their views
    _Scans = tuple[tuple[KScan, View], tuple[KScan, View] | None]


class _ScannedK(traitlets.Int[int, Any]):
    """A k of the scan on screen."""

    def validate(self, obj: Any, value: Any) -> int:
        k, known = whole_number(value), obj.ks
        if k is None or k not in known:
            raise LearnerError(
                f"k = {shown(value)} was not scanned.",
                where=f"k = {shown(value)}",
                why=f"The scan has k = {', '.join(map(str, known))}.",
                fix=f"w.k = {known[0]}",
            )
        return k


class _Features(traitlets.Unicode[str, Any]):
    """Which features are on screen: "raw", or "scaled" where they were scanned too."""

    def validate(self, obj: Any, value: Any) -> str:
        known = ("raw", "scaled") if obj.scaled_scan is not None else ("raw",)
        if not isinstance(value, str) or value not in known:
            raise LearnerError(
                f"The features on screen are {' or '.join(map(repr, known))}.",
                where=f"features = {shown(value)}",
                why="Standardized features are scanned where scaled=True, as it is by default.",
                fix='w.features = "raw"',
            )
        return value


class KLab(Widget["_Scans"]):
    """Choose the number of clusters: every k is fitted once, then shown without waiting.

    Beside the clusters of the chosen k stand the criteria against k and the silhouette of every
    point. A cluster keeps its color from k to k. The same is done with standardized features, one
    switch away.

    Parameters
    ----------
    estimator : estimator
        A scikit-learn clusterer with ``n_clusters`` or ``n_components``; it is never touched.
    X : array-like of shape (n_samples, n_features)
        The data. Precomputed distances, (n_samples, n_samples), are drawn as well as a plane can.
    k : iterable of int, default=None
        The numbers of clusters to try; by default those of `scan_k`, 1 to 10.
    columns : pair of str or int, default=None
        Features to draw. By default both of two, else the two principal directions. Distances
        have no columns.
    image_shape : pair of int, default=None
        Rows and columns of the picture that each row of X is. By default squares of pixels are
        found: features called pixel..., or 49 or more without names and none below 0.
    criteria : "all" or sequence of str, default="all"
        Which of `teachclust.scores.CRITERIA` to compute.
    start : int, default=None
        The k to show first; by default the first one. With `future` it is the one that the scan's
        verdict names, else the one with the highest silhouette.
    scaled : bool, default=True
        Whether to scan the standardized features too (twice the time).
    random_state : int, RandomState or None, default=0
        Seed of the fits (where the estimator has none of its own), references and resamples.
    n_references, n_resamples : int, default=20
        Reference data sets of the gap statistic; resamples of the stability.
    sample_size : int or "auto", default="auto"
        Rows that silhouettes are computed on.
    progress : callable, default=None
        Handed to `scan_k`.
    controls : {"all"}, default=None
        "all" to open the experiment.
    future : bool, default=False
        Draw the criteria of every k, and what they prefer, before the learner has been there.

    Attributes
    ----------
    scan : KScan
        The scan of the raw features.
    scaled_scan : KScan or None
        The scan of the standardized features.
    k : int
        The k on screen, one of `ks`. The browser writes it as the learner chooses; set it from
        Python, or link it with a slider, and the browser follows.
    ks : tuple of int
        Every k of the scan on screen.
    step : int
        The place of `k` in `ks`, from 0 to `last_step`; it is written as `k` is.
    last_step : int
        The place of the last k.
    features : {"raw", "scaled"}
        Which features are on screen; it is written as `k` is.

    Raises
    ------
    LearnerError
        If the data or a parameter can't be clustered, or no k was fitted.

    See Also
    --------
    teachclust.scan_k : The same numbers without a picture.

    Notes
    -----
    All labels and silhouettes are sent once: 20 bytes for a point and a k at most (both scans).

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from teachclust import KLab
    >>> from teachclust.datasets import load_blobs
    >>> KLab(KMeans(n_init=10, random_state=0), load_blobs().data)  # doctest: +SKIP
    """

    widget = traitlets.Unicode("k_lab").tag(sync=True)
    trace = traitlets.Any().tag(sync=True)
    scaled = traitlets.Any().tag(sync=True)
    step = Step(0).tag(sync=True)
    features = _Features("raw").tag(sync=True)
    k: Any = _ScannedK()
    browser_traits: ClassVar[tuple[str, ...]] = ("features", "step")
    remake: ClassVar[str] = "KLab(estimator, X)"

    def __init__(
        self,
        estimator: Any,
        X: Any,
        k: Iterable[int] | None = None,
        *,
        columns: Any = None,
        image_shape: Any = None,
        criteria: Any = "all",
        start: int | None = None,
        scaled: bool = True,
        random_state: Any = 0,
        n_references: int = 20,
        n_resamples: int = 20,
        sample_size: int | str = "auto",
        progress: Any = None,
        controls: str | None = None,
        future: bool = False,
    ) -> None:
        check_shown(controls, future)  # before the scans, not after them
        scaled = check_flag("scaled", scaled, default=True)
        seed = seed_from(random_state)  # the same for both scans
        estimator = _with_seed(estimator, seed)
        options = {
            "criteria": criteria,
            "random_state": seed,
            "n_references": n_references,
            "n_resamples": n_resamples,
            "sample_size": sample_size,
            "progress": progress,
        }
        _refuse_affinities(estimator)
        if k is None:
            from teachclust.scores import DEFAULT_K  # loaded late: it brings scikit-learn

            k = DEFAULT_K
        # what is no list of numbers is refused by the scan
        ks = tuple(k) if isinstance(k, Iterable) and not isinstance(k, str) else k
        found = _scanned(estimator, X, ks, options)
        view = _view(found, columns, image_shape)
        other = _scaled(estimator, found, ks, columns, options) if scaled else None
        first = _index(found, start, future=future)
        self._content = (found, view), other  # k is checked against it
        super().__init__(step=first, k=found.k[first], controls=controls, future=future)
        near = _nearest_center(estimator)
        self.trace = scan_wire(found, view, number=1, initial_step=first, regions=near)
        self.scaled = {}
        if other is not None:
            initial_step = _closest(other[0], found.k[first])
            self.scaled = scan_wire(*other, number=2, initial_step=initial_step, regions=near)

    @property
    def scan(self) -> KScan:
        """The scan of the raw features."""
        return self.content[0][0]

    @property
    def scaled_scan(self) -> KScan | None:
        """The scan of the standardized features."""
        other = self.content[1]
        return None if other is None else other[0]

    @property
    def ks(self) -> tuple[int, ...]:
        """Every k of the scan on screen."""
        return tuple(int(k) for k in self._shown()[0].k)

    def painters(self) -> tuple[str, ...]:
        """Return the painter of k-means."""
        return ("kmeans",)

    @property
    def last_step(self) -> int:
        """The place of the last k."""
        return len(self.ks) - 1

    @traitlets.observe("step")
    def _follow_step(self, _: Any) -> None:
        self.k = self.ks[self.step]

    @traitlets.observe("k")
    def _follow_k(self, _: Any) -> None:
        self.step = self.ks.index(self.k)

    @traitlets.observe("features")
    def _follow_features(self, _: Any) -> None:
        """Keep the k on screen, or take the nearest one that was scanned for these features."""
        self.step = _closest(self._shown()[0], self.k)
        self.k = self.ks[self.step]

    def _shown(self) -> tuple[KScan, View]:
        found, other = self.content
        return other if other is not None and self.features == "scaled" else found

    def summary(self) -> str:
        """Return inertia and silhouette of the k on screen; at the last k of all, and the verdict.

        The text is the same on every machine.
        """
        if self.tells_end:
            return summary(self.scan, self.scaled_scan)
        return summary(self._shown()[0], None, self.step)

    def drawn_view(self) -> Any:
        """Return the k and the features on screen, and whether every k is drawn."""
        return self.step, self.features, self.tells_end

    def draw_thumbnail(self) -> bytes:
        """Draw clusters, curves and silhouettes at the k on screen."""
        scan, view = self._shown()
        return k_lab_png(scan, view, self.step, len(scan.fits) if self.tells_end else self.step + 1)

    def page_traits(self) -> dict[str, Any]:
        """Return both scans too, so that a page shows every k."""
        shown = {"trace": self.trace, "scaled": self.scaled}
        return {**super().page_traits(), **shown, "step": self.step, "features": self.features}

    def page_title(self) -> str:
        """Return what was scanned."""
        return f"KLab: {subtitle(self.scan)}"


def _refuse_affinities(estimator: Any) -> None:
    """Refuse precomputed affinities, which give points no places, before the scan."""
    space = space_of(estimator)
    if space.holds == "affinities":
        raise LearnerError(
            "Affinities can't be drawn: they give the points no places.",
            where=space.name,
            why="A plane needs features or distances. The numbers of a scan need no plane.",
            fix="scan_k(estimator, X)",
        )


def _view(scan: KScan, columns: Any, image_shape: Any) -> View:
    """Return the plane of the features, or the plane that keeps given distances best."""
    if scan.space.holds == "features":
        return make_view(scan.X, scan.feature_names, columns, image_shape)
    return view_of_distances(scan.X)


def _with_seed(estimator: Any, seed: int) -> Any:
    """Give an estimator that has no seed one, so that both scans fit from the same."""
    if isinstance(estimator, type) or getattr(estimator, "random_state", seed) is not None:
        return estimator
    model = check_estimator(estimator, skip=("n_clusters", "n_components"))
    return model.set_params(random_state=seed)


def _scanned(estimator: Any, X: Any, ks: Any, options: dict[str, Any]) -> KScan:
    """Scan, and refuse a scan without any fit."""
    from teachclust.scores import scan_k

    found = scan_k(estimator, X, ks, **options)
    if not found.fits:
        raise LearnerError(
            "No k was fitted.",
            where=f"k={ks!r}",
            why="The scan was interrupted before its first fit ended, or there was no k to fit.",
            fix="KLab(estimator, X, k=range(1, 11))",
        )
    return found


def _scaled(
    estimator: Any, found: KScan, ks: Any, columns: Any, options: dict[str, Any]
) -> tuple[KScan, View] | None:
    """Scan the standardized features; None without features, or without a fit by an interrupt."""
    from teachclust.scores import scan_k

    if found.space.holds != "features":
        return None

    X = found.X.astype(float)
    spread = X.std(axis=0)
    scaled = (X - X.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    scan = scan_k(estimator, scaled, ks, **options) if found.complete else None
    if scan is None or not scan.fits:
        return None
    columns = check_columns(columns, found.feature_names)  # by the names of the raw features
    return scan, make_view(
        scan.X, tuple(say("k_lab.scaled_name", name=name) for name in found.feature_names), columns
    )


def _nearest_center(estimator: Any) -> bool:
    """Tell whether each point belongs to the nearest center, as Voronoi regions show it."""
    from sklearn.cluster import KMeans, MiniBatchKMeans

    return isinstance(estimator, KMeans | MiniBatchKMeans)


def _index(scan: KScan, start: int | None, *, future: bool) -> int:
    """Return which fit to show first."""
    if start is not None and start not in scan.k:
        raise LearnerError(
            f"k = {start} was not scanned.",
            where=f"start={start!r}",
            why=f"The scan has k from {scan.k[0]} to {scan.k[-1]}.",
            fix=f"start={scan.k[0]}",
        )
    preferred = (scan.agreed, scan.prefers.get("silhouette")) if future else ()
    chosen = next((k for k in (start, *preferred) if k is not None), scan.k[0])
    return _closest(scan, chosen)


def _closest(scan: KScan, k: int) -> int:
    """Return the place of the scanned k that is nearest to another."""
    return min(range(len(scan.k)), key=lambda i: abs(scan.k[i] - k))
