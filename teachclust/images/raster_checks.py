"""Checks of scenes and maps that are drawn over each other."""

from __future__ import annotations

from typing import Any

from teachclust.errors import LearnerError
from teachclust.images.raster import ClusterMap, Raster


def check_raster(raster: Any) -> Raster:
    """Return a Raster, or raise a LearnerError for anything else."""
    if not isinstance(raster, Raster):
        raise LearnerError(
            "A scene is a Raster.",
            where=f"raster is of type {type(raster).__name__}",
            why="Its bands have names, a place on the earth, and a number for missing pixels.",
            fix="raster = make_scene().raster",
        )
    return raster


def check_map(given: Any, raster: Raster, name: str) -> ClusterMap | None:
    """Return a ClusterMap on the grid of a raster, or None; raise a LearnerError for others."""
    if given is None:
        return None
    if not isinstance(given, ClusterMap):
        raise LearnerError(
            f"{name} must be a ClusterMap.",
            where=f"it is of type {type(given).__name__}",
            why="Beside the id of each pixel it has names and colors.",
            fix=f"{name} = ClusterMap(ids, names, colors, raster.transform, raster.crs)",
        )
    if given.ids.shape != (raster.height, raster.width):
        raise LearnerError(
            f"{name} and the scene must have the same pixels.",
            where=f"{name} has {given.height} rows and {given.width} columns, the scene "
            f"{raster.height} and {raster.width}",
            why="They lie over each other, pixel by pixel.",
            fix=f"{name} = None",
        )
    return given
