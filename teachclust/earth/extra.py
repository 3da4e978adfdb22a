"""The packages of ``teachclust[earth]``, which are imported when they're needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from teachclust.errors import LearnerError


def need(name: str, what: str) -> Any:
    """Return a module of the extra ``earth``, or tell the line that installs it.

    Parameters
    ----------
    name : str
        The module: "rasterio", "rioxarray" or "xarray".
    what : str
        What needs it, as the subject of a sentence: "Reading any raster file".

    Returns
    -------
    module : module
        The module.

    Raises
    ------
    LearnerError
        If it isn't installed.
    """
    try:
        return import_module(name)
    except ImportError as reason:
        raise LearnerError(
            f"{what} needs the package {name}",
            where="it isn't installed here",
            why="It comes with an extra of teachclust; the scene of the lesson needs none.",
            fix="%pip install 'teachclust[earth]'",
        ) from reason
