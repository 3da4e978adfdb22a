"""The packages of an extra such as ``teachclust[earth]``, imported when they're needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from teachclust.errors import LearnerError


def need(name: str, what: str, extra: str) -> Any:
    """Return a module of an extra, or tell the line that installs it.

    Parameters
    ----------
    name : str
        The module: "rasterio", "rioxarray" or "xarray".
    what : str
        What needs it, as the subject of a sentence: "Reading any raster file".
    extra : str
        The extra that installs it: "earth" or "dask".

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
            why="It comes with an extra of teachclust, as few learners need it.",
            fix=f"%pip install 'teachclust[{extra}]'",
        ) from reason
