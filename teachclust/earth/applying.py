"""What images and tables ask of a clusterer, before they are clustered with it."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name
from teachclust.errors import LearnerError

Ids = npt.NDArray[np.int32]


class Trained(Protocol):
    """A clusterer that was trained."""

    def schema(self) -> list[str]:
        """Return the names of the bands."""

    def predict(self, pixels: Any) -> Ids:
        """Return the id of each row of a DataFrame."""

    def cluster_image(self, image: Any, outputName: str) -> Any:
        """Return an image of ids."""


def check_trained(clusterer: Any) -> Trained:
    """Return a trained clusterer, or say what is missing."""
    if not hasattr(clusterer, "cluster_image"):
        raise LearnerError(
            "This is no clusterer",
            where=f"it is of type {display_name(type(clusterer).__name__)}",
            why="A clusterer is made, trained, then applied.",
            fix="clusterer = ee.Clusterer.wekaKMeans(15).train(training)",
        )
    trained: Trained = clusterer
    trained.schema()  # refuses one that isn't trained
    return trained


def check_output_name(name: object) -> str:
    """Return the name of a band or column of ids, or say what it should be."""
    if not isinstance(name, str) or not name:
        raise LearnerError(
            "outputName must be text",
            where=f"it is {display_name(repr(name))}",
            why="It names the band, or the column, of the result.",
            fix='outputName = "cluster"',
        )
    return name


def no_data() -> LearnerError:
    """Return what is told of an image without a single pixel that has all bands."""
    return LearnerError(
        "No pixel with data",
        where="the whole image",
        why="A pixel needs a number in every band: a band without any leaves none.",
        fix="[band for band in image.bandNames() if image.select(band).raster.valid.any()]",
    )
