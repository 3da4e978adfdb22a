"""A clusterer: an estimator that is trained on a table of bands and applied to images."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import clone, is_classifier, is_regressor
from sklearn.neighbors import NearestNeighbors

from teachclust.checks import check_data, check_single_estimator, display_name, is_whole
from teachclust.earth.applying import Ids
from teachclust.earth.block_k_means import Blocks, collect_rows, fit_blocks
from teachclust.earth.clustered import ClusteredImage
from teachclust.earth.constructors import Constructors
from teachclust.earth.enough_rows import check_enough_rows
from teachclust.earth.image import Image
from teachclust.earth.order import canonical_order, row_keys
from teachclust.errors import LearnerError, translate_sklearn_errors
from teachclust.images.raster import ClusterMap, physical, valid_pixels
from teachclust.palette import NOISE, map_colors
from teachclust.threads import limit_threads, threads_for

Floats = npt.NDArray[np.floating[Any]]

_TRAIN: Final = "clusterer = ee.Clusterer.wekaKMeans(15).train(training)"


class Clusterer(Constructors):
    """A clusterer, as the guide has it: made, trained, applied.

    Made by `wekaKMeans`, `wekaCascadeKMeans`, `wekaXMeans`, `wekaCobweb`, `wekaLVQ`, or of any
    estimator of scikit-learn.

    Parameters
    ----------
    estimator : estimator or Pipeline
        With ``fit``; it is cloned. Where it has no ``predict`` (DBSCAN, agglomerative clustering),
        a pixel gets the cluster of the training pixel whose bands are nearest to its own. The last
        step of a pipeline clusters.
    order : {"canonical", "given"}, default="canonical"
        Whether rows are brought into one order before training, so that the same rows in any order
        give the same clusters; or are taken as they come. With "canonical" a ``random_state`` of
        None is 0, so that the same rows give the same clusters each time.

    Attributes
    ----------
    estimator_ : estimator
        The fitted estimator, once it is trained; ``watch(c.estimator_, c.training_)`` replays how
        it was fitted.
    training_ : DataFrame
        The rows that it was fitted to, in the order in which it saw them. None where it was trained
        block by block.
    ids_ : dict of int to int
        The id of each label of `estimator_`.

    Raises
    ------
    LearnerError
        If it's no estimator that clusters, or `order` is another one.

    Notes
    -----
    Ids are numbered from dark to bright: by the mean over all bands of the mean of a cluster's
    training rows, in the units of the bands. Noise (label -1 of DBSCAN) has the last id.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> import teachclust.earth as ee
    >>> scene = ee.load_scene()
    >>> training = scene.sample(numPixels=1000)
    >>> clusterer = ee.Clusterer(KMeans(6, n_init=10, random_state=0)).train(training)
    >>> clusterer.schema()
    ['blue', 'green', 'red', 'nir', 'swir1', 'swir2']
    """

    def __init__(self, estimator: Any, *, order: str = "canonical") -> None:
        _check_clusters(estimator)
        if order not in ("canonical", "given"):
            raise LearnerError(
                'order must be "canonical" or "given"',
                where=f"it is {display_name(repr(order))}",
                why="It says whether the order of rows may change the clusters.",
                fix='clusterer = ee.Clusterer.wekaKMeans(15, order="canonical")',
            )
        self.estimator = estimator
        self.order = order
        self._schema: list[str] | None = None

    def train(
        self,
        features: Any,
        inputProperties: Sequence[str] | None = None,
        subsampling: float = 1.0,
        subsamplingSeed: int = 0,
    ) -> Clusterer:
        """Return the clusterer trained on rows of a table; this one stays as it is.

        Parameters
        ----------
        features : FeatureCollection, DataFrame, array-like, Image or callable
            The rows. An image stands for all its pixels with data. A callable gives an iterator of
            arrays of shape (n, n_bands), the same ones each time. Images and callables are gone
            through block by block, so they may be larger than memory.
        inputProperties : sequence of str, optional
            Columns to use; None is all.
        subsampling : float, default=1.0
            The share of the rows to use, above 0 and up to 1.
        subsamplingSeed : int, default=0
            Another one takes other rows.

        Returns
        -------
        clusterer : Clusterer
            Trained.

        Raises
        ------
        LearnerError
            For rows that can't be clustered, a column that is missing, parameters that are out of
            range, and rows that don't fit into memory with a clusterer that needs them all.

        Notes
        -----
        Block by block `wekaKMeans` is trained exactly: centers are sums of whole numbers, to which
        bands are scaled in 2**32 steps, so neither blocks nor order change a bit. Its first centers
        are rows with the smallest hashes of their numbers. Other clusterers need all rows at once:
        up to 5 million numbers are collected, above that `subsampling` is the way.
        """
        names, rows = _rows_of(features, inputProperties)
        _check_subsampling(subsampling, subsamplingSeed)
        trained = Clusterer(self.estimator, order=self.order)
        model = clone(self.estimator)
        if self.order == "canonical":
            drawn = model.get_params().items()
            model.set_params(
                **{k: 0 for k, v in drawn if v is None and k.split("__")[-1] == "random_state"}
            )
        if isinstance(rows, np.ndarray):
            X = rows if subsampling == 1 else _subsample(rows, subsampling, subsamplingSeed)
            trained._fit_table(model, X, names)
            return trained
        if self._by_blocks(model) and subsampling == 1:
            model, n_bands, middles = fit_blocks(model, rows)
            trained._finish(model, names or _numbered(n_bands), None, middles)
            return trained
        X = collect_rows(rows, subsampling, subsamplingSeed, type(model).__name__)
        trained._fit_table(model, X, names)
        return trained

    def schema(self) -> list[str]:
        """Return the names of the bands that it was trained on.

        Returns
        -------
        names : list of str
            In their order.

        Raises
        ------
        LearnerError
            If it isn't trained.
        """
        if self._schema is None:
            raise LearnerError(
                "This clusterer isn't trained",
                where=repr(self),
                why="train gives a trained one and leaves the other as it is.",
                fix=_TRAIN,
            )
        return list(self._schema)

    def predict(self, pixels: npt.ArrayLike) -> Ids:
        """Return the id of each row of numbers.

        Parameters
        ----------
        pixels : array-like of shape (n, n_bands)
            Rows. The columns of a DataFrame are found by name, in any order; those of an array are
            in the order of `schema`.

        Returns
        -------
        ids : ndarray of shape (n,), int32
            From 0; -1 where a number is missing.

        Raises
        ------
        LearnerError
            If it isn't trained, a band is missing or holds text, or an array has fewer or more
            bands.
        """
        names = self.schema()
        if hasattr(pixels, "columns"):
            self._check_names([str(name) for name in pixels.columns], "table")
            pixels = _columns(pixels, names)
        X = _numbers(pixels)
        if X.ndim != 2 or X.shape[1] != len(names):
            raise LearnerError(
                f"Rows must have the {len(names)} bands that the clusterer was trained on",
                where=f"their shape is {X.shape}",
                why=f"The bands are {', '.join(map(display_name, names))}.",
                fix=f"pixels = np.asarray(pixels)[:, :{len(names)}]",
            )
        ids = np.full(len(X), -1, dtype=np.int32)
        whole = np.isfinite(X).all(axis=1)
        if whole.any():
            ids[whole] = self._ids_of_whole(X[whole])
        return ids

    def cluster_image(self, image: Image, outputName: str = "cluster") -> ClusteredImage:
        """Return the image of the ids of an image's pixels, whose bands are found by name."""
        names = self.schema()
        self._check_names(image.bandNames(), "image")
        raster = image.raster.select(names)
        ids = np.full((raster.height, raster.width), -1, dtype=np.int32)
        for rows in image.row_blocks():
            values = raster.values[:, rows]
            valid = valid_pixels(values, raster.nodata)
            if valid.any():
                pixels = physical(values[:, valid].T, raster.scales, raster.offsets)
                ids[rows][valid] = self.predict(pixels)
        return ClusteredImage(
            ClusterMap(ids, *self.legend(), raster.transform, raster.crs),
            outputName,
            dark_to_bright=True,
        )

    def legend(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the names and the colors of the ids.

        Returns
        -------
        names : tuple of str
            "cluster 0" ...; "noise" last, where there is noise.
        colors : tuple of str
            As "#rrggbb".
        """
        self.schema()  # refuses one that isn't trained
        n = len(self.ids_)
        names, colors = [f"cluster {i}" for i in range(n)], list(map_colors(n))
        if -1 in self.ids_:
            names[-1], colors[-1] = "noise", NOISE
        return tuple(names), tuple(colors)

    def _by_blocks(self, model: Any) -> bool:
        simple = type(model).__name__ == "SimpleKMeans"
        return simple and model.distance == "euclidean"

    def _fit_table(self, model: Any, X: Floats, names: list[str]) -> None:
        names = names or _numbered(X.shape[1])
        frame = pd.DataFrame(X, columns=names)
        X = check_data(frame).X
        if self.order == "canonical":
            X = X[canonical_order(X)]
        good = "clusterer = ee.Clusterer.wekaKMeans(2).train(training)"
        last = _last(model)
        check_enough_rows(last, len(X))
        # with several threads sums are added in another order from run to run
        with translate_sklearn_errors(good, where=type(model).__name__), limit_threads(1):
            rows = self._rows(model, X, names)
            model.fit(rows)
            labels = np.asarray(last.labels_ if hasattr(last, "labels_") else model.predict(rows))
        middles = {int(label): X[labels == label].mean(axis=0) for label in np.unique(labels)}
        centers = getattr(model, "cluster_centers_", None)
        if centers is not None and hasattr(model, "predict"):
            # a prototype without training rows may still be the nearest to another pixel
            middles |= {i: c for i, c in enumerate(np.asarray(centers)) if i not in middles}
        self._finish(model, names, X, middles)
        self._labels = labels

    @staticmethod
    def _rows(model: Any, X: Floats, names: list[str]) -> Any:
        """Return rows as the estimator takes them: a pipeline may choose columns by name."""
        return pd.DataFrame(X, columns=names) if hasattr(model, "steps") else X

    def _finish(
        self, model: Any, names: list[str], X: Floats | None, middles: dict[int, Floats]
    ) -> None:
        """Keep what was fitted, and number its clusters from dark to bright."""
        self.estimator_ = model
        self._schema = names
        self.training_ = None if X is None else pd.DataFrame(X, columns=names)
        order = sorted(
            (label for label in middles if label >= 0),
            key=lambda label: (float(middles[label].mean()), *middles[label].tolist()),
        )
        order += [-1] if -1 in middles else []
        self.ids_ = {label: number for number, label in enumerate(order)}
        self._neighbors: Any = None

    def _ids_of_whole(self, X: Floats) -> Ids:
        if not hasattr(self.estimator_, "predict"):
            return self._nearest(X)
        where = type(self.estimator_).__name__
        rows = self._rows(self.estimator_, X, self.schema())
        with translate_sklearn_errors(_TRAIN, where=where), threads_for(X.size * len(self.ids_)):
            labels = np.asarray(self.estimator_.predict(rows))
        known = np.array(sorted(self.ids_))
        at = np.searchsorted(known, labels).clip(max=len(known) - 1)
        ids: Ids = np.array([self.ids_[label] for label in known.tolist()], dtype=np.int32)[at]
        new = known[at] != labels
        if new.any():  # a label that no training row has
            ids[new] = self._nearest(X[new])
        return ids

    def _nearest(self, X: Floats) -> Ids:
        """Return the id of the nearest training row; of equally near ones, the first."""
        assert self.training_ is not None
        if self._neighbors is None:
            rows = self.training_.to_numpy()
            self._neighbors = NearestNeighbors(n_neighbors=1).fit(rows)
        at = self._neighbors.kneighbors(X, return_distance=False)[:, 0]
        ids: Ids = np.array([self.ids_[int(label)] for label in self._labels], dtype=np.int32)[at]
        return ids

    def _check_names(self, names: list[str], what: str) -> None:
        wanted = self.schema()
        missing = [name for name in wanted if name not in names]
        if not missing:
            return
        rows = "image.sample(numPixels=5000)" if what == "image" else "table"
        fix = f"clusterer = clusterer.train({rows})"
        if len(names) >= len(wanted) and what == "image":
            fix = f"image = image.select({names[: len(wanted)]}).rename({wanted})"
        raise LearnerError(
            f"The {what} lacks a band that the clusterer was trained on",
            where=", ".join(display_name(name) for name in missing[:3]),
            why=f"Bands are found by name; the {what} has {', '.join(map(display_name, names))}.",
            fix=fix,
        )

    def __repr__(self) -> str:
        shown = " ".join(repr(self.estimator).split())
        if self._schema is None:
            return f"Clusterer({shown}, not trained)"
        how = (
            ""
            if hasattr(self.estimator_, "predict")
            else ("; it can't predict, so a pixel gets the cluster of the nearest training pixel")
        )
        n = len(self.ids_)
        count = f"{n} cluster{'s' if n != 1 else ''}"
        return f"Clusterer({shown}, {count} of {', '.join(self._schema)}{how})"


def _last(estimator: Any) -> Any:
    """Return the estimator that clusters: of a pipeline, its last step."""
    return estimator[-1] if hasattr(estimator, "steps") else estimator


def _check_clusters(estimator: Any) -> None:
    """Refuse what is no estimator, and one that doesn't cluster."""
    pipeline = hasattr(estimator, "steps") and not isinstance(estimator, type)
    last = _last(estimator) if pipeline else estimator
    if not pipeline or hasattr(last, "fit"):
        check_single_estimator(last, "trained")
    labels = hasattr(last, "predict") or hasattr(last, "fit_predict")
    if not labels or is_classifier(last) or is_regressor(last):
        raise LearnerError(
            "This is no estimator that clusters",
            where=f"{'the last step is' if pipeline else 'it is'} {display_name(repr(last))}",
            why="Training gives each row a label, without known classes.",
            fix="clusterer = ee.Clusterer.wekaKMeans(15)",
        )


def _columns(table: Any, wanted: list[str]) -> Any:
    """Return columns of a table by their names as text, as names may be numbers."""
    places = {str(name): name for name in table.columns}
    return table[[places[name] for name in wanted]]


def _numbers(rows: Any) -> npt.NDArray[np.float64]:
    """Return rows as numbers, NaN where one is missing."""
    try:
        if isinstance(rows, pd.DataFrame):
            return rows.to_numpy(dtype=np.float64, na_value=np.nan)
        if isinstance(rows, np.ma.MaskedArray):
            return np.asarray(np.ma.filled(rows.astype(np.float64), np.nan))
        return np.asarray(rows, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise LearnerError(
            "A band holds something else than numbers",
            where=display_name(str(error), 100),
            why="Distances are measured between numbers.",
            fix='table = table.apply(pd.to_numeric, errors="coerce")'
            if isinstance(rows, pd.DataFrame)
            else "pixels = scene.raster.pixels()",
        ) from None


def _numbered(n: int) -> list[str]:
    return [f"B{i + 1}" for i in range(n)]


def _rows_of(features: Any, properties: Sequence[str] | None) -> tuple[list[str], Floats | Blocks]:
    """Return names of columns and the rows: as an array, or as what gives their blocks."""
    chosen = [properties] if isinstance(properties, str) else properties
    chosen = None if chosen is None else [str(name) for name in chosen]
    if isinstance(features, Image):
        bands = features.bandNames()
        _check_properties(chosen, bands)
        names = chosen or bands
        return names, lambda: features.pixel_blocks(names)
    if callable(features):
        blocks: Callable[[], Iterable[Any]] = features
        return chosen or [], blocks
    if hasattr(features, "columns"):
        names = [str(name) for name in features.columns]
        _check_properties(chosen, names)
        numeric = features if chosen is None else _columns(features, chosen)
        return chosen or names, check_data(numeric).X.astype(np.float64)
    X = check_data(features).X.astype(np.float64)
    if chosen is not None:
        _check_properties(chosen, _numbered(X.shape[1]))
        X = X[:, [int(name[1:]) - 1 for name in chosen]]
    return chosen or _numbered(X.shape[1]), X


def _check_properties(chosen: list[str] | None, names: list[str]) -> None:
    missing = [name for name in chosen or [] if name not in names]
    if chosen is not None and (missing or not chosen):
        raise LearnerError(
            "The table has no such property" if missing else "Choose a property at least",
            where=", ".join(map(display_name, missing[:3])),
            why=f"It has {', '.join(map(display_name, names))}.",
            fix=f"clusterer = clusterer.train(training, inputProperties={names[:3]})",
        )


def _check_subsampling(share: object, seed: object) -> None:
    good = isinstance(share, int | float | np.number) and 0 < share <= 1
    if not good or not is_whole(seed):
        raise LearnerError(
            "subsampling must be a share above 0 and up to 1, its seed a whole number",
            where=f"subsampling={display_name(repr(share))}, "
            f"subsamplingSeed={display_name(repr(seed))}",
            why="It is the share of the rows that the clusterer is trained on.",
            fix="clusterer = clusterer.train(training, subsampling=0.5, subsamplingSeed=0)",
        )


def _subsample(X: Floats, share: float, seed: int) -> Floats:
    """Take a share of the rows, by the smallest hashes of their numbers, in the order given."""
    n = max(1, round(share * len(X)))
    taken: Floats = X[np.sort(np.argsort(row_keys(X, seed), kind="stable")[:n])]
    return taken
