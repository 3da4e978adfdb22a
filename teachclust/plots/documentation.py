"""Docstrings of Displays: what several of them share is written once, and filled in at import.

A docstring in the source describes what only its method has. A parameter that it leaves out is
described as in `plot`, in `from_predictions` or in the class, else as in `SHARED`. So ``help``
shows the whole text, in the order of the signature.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

SHARED: Final = """
estimator : estimator
    A clusterer, a mixture, or a pipeline that ends in one; fitted, or a clone is fitted.
X : array-like of shape (n_samples, n_features)
    The data.
y : array-like of shape (n_samples,)
    Known classes: numbers or text.
labels : array-like of shape (n_samples,)
    Clusters: whole numbers, -1 for noise.
image : Picture, array-like, PIL.Image.Image, path, bytes, file object or upload
    Whatever `teachclust.datasets.read_image` takes; an array has floats from 0 to 1, or whole
    numbers from 0 to 255.
raster : Raster
    The scene.
clusters : ClusterMap, default=None
    The cluster of each pixel, on the same grid; by default the scene is shown alone.
truth : ClusterMap, default=None
    Known classes, on the same grid.
scan : KScan
    From `teachclust.scan_k`, whole or interrupted.
columns : pair of str or int, default=None
    Features to draw; by default both of two, else the two principal directions.
title : str, default=None
    In place of the usual title.
ax : matplotlib Axes, default=None
    Where to draw; by default in a new figure.
line_kw : dict, default=None
    Style of the lines, as for ``ax.plot``.
points_kw, centers_kw : dict, default=None
    Style of the points and of the centers, as for ``ax.scatter``.
ax_, figure_ : matplotlib Axes and Figure
    Where it was drawn.
alt : str
    Alternative text.
"""
#: what differs where the area of an Axes is divided into panels
PANELS: Final = """
ax : matplotlib Axes, default=None
    Whose area to divide; by default that of a new figure.
ax_, figure_ : matplotlib Axes and Figure
    The area that was divided, and its figure.
"""
#: the attributes of every Display
_ATTRIBUTES: Final = ("ax_", "alt")
_HEADING: Final = re.compile(r"^(\w[\w ]*)\n-{3,}\n", re.MULTILINE)


def read_entries(text: str) -> dict[str, str]:
    """Return the entries of a numpydoc section by name; one entry may describe several names."""
    entries = [entry.strip("\n") for entry in re.split(r"\n(?=\S)", text) if entry.strip()]
    return {
        name.strip(" *"): entry
        for entry in entries
        for name in entry.partition("\n")[0].partition(" : ")[0].split(",")
    }


def read_sections(doc: str | None) -> dict[str, str]:
    """Return the sections of a numpydoc docstring by heading; the text before them as ""."""
    first, *rest = _HEADING.split(inspect.cleandoc(doc or ""))
    return {"": first, **dict(zip(rest[::2], rest[1::2], strict=True))}


def parameters_of(documented: Any) -> dict[str, str]:
    """Return the description of each parameter of a function or class."""
    return read_entries(read_sections(documented.__doc__).get("Parameters", ""))


def document_method(method: Callable[..., Any], sources: Iterable[Mapping[str, str]]) -> None:
    """Complete the docstring of a method that returns a Display.

    What it lacks is looked for in `sources`, the first first; a parameter that is described nowhere
    raises a TypeError. Without docstrings (``python -OO``) nothing is done.
    """
    if method.__doc__ is None:
        return
    sections = read_sections(method.__doc__)
    names = [name for name in inspect.signature(method).parameters if name not in ("self", "cls")]
    drawn = "Itself." if method.__name__ == "plot" else "Drawn."
    sections = {
        "": sections.pop(""),
        "Parameters": _described(method, names, [parameters_of(method), *sources]),
        "Returns": f"display : {method.__qualname__.partition('.')[0]}\n    {drawn}",
        **{name: text for name, text in sections.items() if name != "Parameters"},
    }
    method.__doc__ = _joined(sections)


def document_function(function: Callable[..., Any], sources: Iterable[Mapping[str, str]]) -> None:
    """Complete the parameters of a function's docstring as `document_method` does."""
    if function.__doc__ is None:
        return
    sections = read_sections(function.__doc__)
    names = list(inspect.signature(function).parameters)
    sections["Parameters"] = _described(function, names, [parameters_of(function), *sources])
    function.__doc__ = _joined(sections)


def document_class(cls: type, shared: Mapping[str, str]) -> None:
    """Complete the docstring of a Display: parameters and attributes that all of them have."""
    if cls.__doc__ is None:
        return
    sections = read_sections(cls.__doc__)
    if "Parameters" in sections:
        names = [name for name in inspect.signature(cls).parameters if name != "self"]
        sections["Parameters"] = _described(cls, names, [parameters_of(cls), shared])
    own = read_entries(sections.get("Attributes", ""))
    if "Attributes" in sections:
        missing = [shared[name] for name in _ATTRIBUTES if name not in own]
        sections["Attributes"] = "\n".join([sections["Attributes"].rstrip(), *missing])
    cls.__doc__ = _joined(sections)


def _described(what: Any, names: list[str], sources: list[Mapping[str, str]]) -> str:
    """Return the entries of a Parameters section, each once."""
    found: dict[str, None] = {}
    for name in names:
        entry = next((source[name] for source in sources if name in source), None)
        if entry is None:
            raise TypeError(f"the docstring of {what.__qualname__} doesn't describe {name}")
        found[entry] = None
    return "\n".join(found)


def _joined(sections: Mapping[str, str]) -> str:
    parts = [
        f"{name}\n{'-' * len(name)}\n{text.rstrip()}" if name else text.rstrip()
        for name, text in sections.items()
        if name != "Parameters" or text
    ]
    return "\n\n".join(parts) + "\n"
