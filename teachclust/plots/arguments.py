"""Checks of a Display's arguments before anything is computed: its Axes and options."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import wraps
from typing import Any, Final

import numpy as np

from teachclust.checks import display_name
from teachclust.errors import LearnerError

_NEW: Final = "figure, ax = plt.subplots()"
#: annotations of arguments that are on or off
_SWITCHES: Final = ("bool", "bool | None")
#: what a style does not change
_PLAIN: Final = {"cmap": '"viridis"'}


def check_axes(ax: Any, scales: frozenset[str] | None = None) -> None:
    """Refuse anything but a plain Axes of x and y.

    `scales` are those that it may have; None for any. A figure, several Axes, one that is polar, in
    3-D or removed from its figure, and one with another scale raise a LearnerError.
    """
    from matplotlib.axes import Axes

    if not isinstance(ax, Axes):
        raise _no_axes(ax)
    kind = type(ax).__name__
    if ax.name != "rectilinear":
        raise LearnerError(
            "ax must be a plain Axes of x and y.",
            where=f"ax is a {kind}, of the projection {ax.name!r}",
            why="Distances, lines and bars would be bent.",
            fix=_NEW,
        )
    if not _is_on_its_figure(ax):
        raise LearnerError(
            "ax was removed from its figure.",
            where=f"ax is a {kind} without a figure",
            why="What is drawn on it would be seen nowhere.",
            fix=_NEW,
        )
    for name, scale in (("x", ax.get_xscale()), ("y", ax.get_yscale())):
        if scales is not None and scale not in scales:
            raise LearnerError(
                f"The {name} axis must have a linear scale.",
                where=f'ax.get_{name}scale() is "{scale}"',
                why="What is drawn has zeros, and equal distances must look equal.",
                fix='ax.set(xscale="linear", yscale="linear")',
            )


def _no_axes(ax: Any) -> LearnerError:
    from matplotlib.figure import FigureBase

    why, fix = "It is where the picture is drawn; without it, in a figure of its own.", _NEW
    if isinstance(ax, FigureBase):
        why, fix = "A figure holds Axes, and one of them is drawn on.", "ax = ax.subplots()"
    elif hasattr(ax, "flat"):
        why = "plt.subplots gives an array when it makes several: take one of them."
        fix = "ax = ax.flat[0]" if getattr(ax, "size", 0) else _NEW
    elif isinstance(ax, list | tuple) and len(ax):
        why, fix = "These are several: take one of them.", "ax = ax[0]"
    elif isinstance(ax, dict) and ax:
        why = "subplot_mosaic gives a dictionary of them: take one."
        fix = f"ax = ax[{next(iter(ax))!r}]"
    return LearnerError(
        "ax must be one matplotlib Axes.",
        where=f"it is of type {type(ax).__name__}",
        why=why,
        fix=fix,
    )


def _is_on_its_figure(ax: Any) -> bool:
    figure = ax.figure
    if figure is None or figure.figure is None:
        return False
    axes = figure.figure.axes
    return any(ax is one or ax in one.child_axes for one in axes)


def forwarded_signature(
    method: Callable[..., Any], targets: Mapping[str, Callable[..., Any]]
) -> inspect.Signature:
    """Return a signature that names the parameters which a method passes on to another.

    In place of options such as ``**plot_options`` stand `ax` and the keyword-only parameters of
    their target.
    """
    signature = inspect.signature(method)
    parameters = dict(signature.parameters)
    for name in parameters.keys() & targets.keys():
        del parameters[name]
        for one in inspect.signature(targets[name]).parameters.values():
            if one.kind is one.KEYWORD_ONLY or one.name == "ax":
                parameters.setdefault(one.name, one.replace(kind=one.KEYWORD_ONLY))
    return signature.replace(parameters=list(parameters.values()))


def checked_call(method: Callable[..., Any], signature: inspect.Signature) -> Callable[..., Any]:
    """Return a method that draws, with the names of its arguments and its Axes checked first.

    It has that signature. It raises a LearnerError for an argument that there is not, for what is
    no Axes, and for a style that matplotlib refuses.
    """
    styles = [name for name in signature.parameters if name.endswith("_kw") or name == "cmap"]
    switches = {p.name for p in signature.parameters.values() if str(p.annotation) in _SWITCHES}

    @wraps(method)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            given = signature.bind(*args, **kwargs).arguments
        except TypeError as error:
            raise _wrong_call(call, kwargs, error) from None
        if given.get("ax") is not None:
            check_axes(given["ax"])
        for name in switches & set(given):
            _check_switch(name, given[name], signature.parameters[name].default)
        if method.__name__ != "plot":
            return method(*args, **kwargs)
        own = {name: given[name] for name in styles if given.get(name) is not None}
        own = {name: v for name, v in own.items() if v is not signature.parameters[name].default}
        try:
            return method(*args, **kwargs)
        except LearnerError:
            raise
        except Exception as error:
            if not own:
                raise  # nobody's fault but ours
            raise _wrong_style(own, error) from error

    vars(call)["__signature__"] = signature
    return call


def _check_switch(name: str, value: object, default: object) -> None:
    if isinstance(value, bool | np.bool_) or value is default:
        return
    raise LearnerError(
        f"{name} must be True or False.",
        where=f"{name}={display_name(repr(value))}",
        why="It says whether something is drawn.",
        fix=f"{name} = {default}",
    )


def _wrong_call(method: Any, given: dict[str, Any], error: TypeError) -> LearnerError:
    known = [name for name in inspect.signature(method).parameters if name not in ("self", "cls")]
    unknown = [name for name in given if name not in known]
    name = method.__qualname__
    why = f"It takes {', '.join(known)}."
    if unknown:
        near = get_close_matches(unknown[0], known, n=1)
        if near:
            why = f'Did you mean "{near[0]}"? {why}'
        return LearnerError(
            f"{name} has no argument of that name.",
            where=display_name(unknown[0]),
            why=why,
            fix=f"help({name})",
        )
    return LearnerError(
        f"{name} can't be called in this way.",
        where=display_name(str(error), 120),
        why=why,
        fix=f"help({name})",
    )


def _wrong_style(own: dict[str, Any], error: Exception) -> LearnerError:
    name, value = next(iter(own.items()))
    return LearnerError(
        "matplotlib refuses this style.",
        where=f"{name}={display_name(repr(value))}",
        why=display_name(str(error), 200),
        fix=f"{name} = {_PLAIN.get(name)}",
    )
