"""Colors that an estimator finds for a picture: on its distinct colors, weighted by pixels."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.checks import check_estimator
from teachclust.errors import LearnerError, translate_sklearn_errors
from teachclust.images.palettes import ColorTable, PaletteFit, color_table, palette_of
from teachclust.images.pixels import as_pixels, in_own_units
from teachclust.plots.fitted import estimator_name, fitted, is_fitted
from teachclust.threads import threads_for

#: an estimator that gives colors
_GOOD: Final = "estimator = KMeans(n_clusters=16, random_state=0)"


def estimator_palette(estimator: Any, image: Any, table: ColorTable | None = None) -> PaletteFit:
    """Return a picture in the colors that an estimator finds, rounded.

    The estimator has ``cluster_centers_`` and ``predict`` once fitted, or a LearnerError says so.
    One that is not fitted is cloned and fitted on the distinct colors of the picture, weighted by
    their pixels; `table` holds these where they were counted before. Its units are those of the
    picture: 0 to 1 for a Picture, a file and an array of floats, else 0 to 255.
    """
    from sklearn.base import clone

    pixels = in_own_units(image)
    table = table or color_table(as_pixels(pixels))
    scale = 255.0 if pixels.dtype.kind == "f" else 1.0
    colors = table.colors / scale
    if hasattr(estimator, "cluster_centers_") or not _takes_weights(estimator):
        model = fitted(estimator, colors)
    else:
        model = estimator
        if not is_fitted(model):
            estimator = check_estimator(model, len(colors))
            with (
                threads_for(colors.size * getattr(estimator, "n_clusters", 1)),
                translate_sklearn_errors(_GOOD),
            ):
                # a fit may write into what it's given
                model = clone(estimator).fit(colors.copy(), sample_weight=table.counts)
    centers = getattr(model, "cluster_centers_", None)
    if centers is None or np.shape(centers)[1:] != (3,) or not hasattr(model, "predict"):
        raise LearnerError(
            f"{estimator_name(model)} gives no colors.",
            where="estimator",
            why="A palette is made of centers of red, green and blue: k-means has them.",
            fix=_GOOD,
        )
    rgb = np.clip(np.asarray(centers, dtype=np.float64) * scale, 0, 255)
    with threads_for(colors.size * len(rgb)), translate_sklearn_errors(_GOOD):
        labels = model.predict(colors.astype(centers.dtype))
    return palette_of(table, len(rgb), "rgb", labels, rgb)


def _takes_weights(estimator: Any) -> bool:
    from sklearn.base import BaseEstimator
    from sklearn.utils.validation import has_fit_parameter

    if not isinstance(estimator, BaseEstimator) or not hasattr(estimator, "fit_predict"):
        return False
    weights: bool = has_fit_parameter(estimator, "sample_weight")
    return weights
