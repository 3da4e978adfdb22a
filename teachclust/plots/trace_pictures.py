"""Steps of a trace as files: one step as SVG, some side by side, all as a moving GIF."""

from __future__ import annotations

import io
import os
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name, is_whole
from teachclust.errors import LearnerError
from teachclust.files import given_path, try_writing, write_file
from teachclust.palette import NOISE, cluster_name
from teachclust.plots.scatter.centers import draw_centers
from teachclust.plots.scatter.histogram import draw_bars
from teachclust.plots.scatter.mixture import draw_ellipses
from teachclust.plots.style import background_color, cluster_style, ring_style, text_color
from teachclust.traces import Frame, Trace
from teachclust.traces.histogram import histogram_of, points_below
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Floats = npt.NDArray[np.floating[Any]]

#: steps of a moving picture: of a longer trace so many are taken, evenly
_MOST_STEPS: Final = 60
#: panels of a strip
_MOST_PANELS: Final = 12
_DPI: Final = 100
#: characters of a line of a caption, for each inch of a panel
_LETTERS: Final = 11
#: the last step of a moving picture stays so many times longer
_LAST: Final = 3
_STRIP_FORMATS: Final = (".png", ".svg", ".pdf")


def draw_step(trace: Trace, step: int, ax: Axes) -> None:
    """Draw the plane of one step: points, centers, ellipses, edges, and what is looked at.

    Parameters
    ----------
    trace : Trace
        Of any algorithm.
    step : int
        The frame; negative numbers count from the end.
    ax : matplotlib Axes
        Where. Its limits are those of all points, so that steps can be compared.
    """
    frame = trace.frames[step]
    points = _places(trace, frame)
    if trace.X.shape[1] == 1:
        draw_bars(ax, trace.X)
    _draw_edges(trace, frame, points, ax)
    _draw_points(frame, points, ax)
    _draw_shapes(trace, frame, ax)
    _draw_focus(frame, points, ax)
    _set_limits(trace, points, ax)
    if not frame.values.get("embedded"):
        across, up = (display_name(name) if name else "" for name in trace.view.names)
        ax.set_xlabel(across, parse_math=False)
        ax.set_ylabel(up, parse_math=False)


def describe_steps(trace: Trace, steps: Sequence[int]) -> str:
    """Return the alternative text of a picture of some steps.

    Parameters
    ----------
    trace : Trace
        Of any algorithm.
    steps : sequence of int
        The frames.

    Returns
    -------
    text : str
        What was fitted to what, and the caption of each step.
    """
    captions = " ".join(
        say("picture.step", step=step, caption=trace.frames[step].caption) for step in steps
    )
    return say("picture.alt", algorithm=trace.algorithm, n=f"{len(trace.X):,}", captions=captions)


def save_svg(trace: Trace, path: str | os.PathLike[str], step: int = -1) -> Path:
    """Write one step as an SVG file, with its caption, and its alternative text inside.

    Parameters
    ----------
    trace : Trace
        Of any algorithm.
    path : path-like
        A file that ends in ".svg". An existing one is replaced whole.
    step : int, default=-1
        The frame; negative numbers count from the end.

    Returns
    -------
    path : Path
        The file.

    Raises
    ------
    LearnerError
        If there is no such step, the name has another ending, or it can't be written.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from teachclust import trace
    >>> from teachclust.datasets import load_blobs
    >>> from teachclust.plots.trace_pictures import save_svg
    >>> t = trace(KMeans(4, random_state=0), load_blobs().data)
    >>> save_svg(t, "last.svg").name  # doctest: +SKIP
    'last.svg'
    """
    _check_trace(trace, "save_svg", "steps.svg")
    target = _checked_path(path, (".svg",))
    return _save_panels(trace, target, [_checked_step(trace, step)], 1)


def save_strip(
    trace: Trace,
    path: str | os.PathLike[str],
    steps: Iterable[int] | None = None,
    *,
    columns: int | None = None,
) -> Path:
    """Write steps side by side, for a slide or a paper, each with its caption.

    Parameters
    ----------
    trace : Trace
        Of any algorithm.
    path : path-like
        A file that ends in ".png", ".svg" or ".pdf". An existing one is replaced whole.
    steps : iterable of int, default=None
        The frames, at most 12; by default four from the first to the last.
    columns : int, default=None
        Panels in a row; by default up to four.

    Returns
    -------
    path : Path
        The file. Its alternative text (`describe_steps`) is inside, as its description.

    Raises
    ------
    LearnerError
        If there are no such steps, the name has another ending, or it can't be written.

    Examples
    --------
    >>> save_strip(t, "steps.png", steps=[0, 2, 3, -1])  # doctest: +SKIP
    """
    _check_trace(trace, "save_strip", "steps.png")
    target = _checked_path(path, _STRIP_FORMATS)
    chosen = _checked_steps(trace, steps, default=4, most=_MOST_PANELS)
    if columns is not None and (not is_whole(columns) or columns < 1):
        raise LearnerError(
            "columns must be a whole number from 1.",
            where=f"columns={display_name(repr(columns))}",
            why="It is how many panels stand in a row.",
            fix="columns = 2",
        )
    return _save_panels(trace, target, chosen, min(columns or 4, len(chosen)))


def save_gif(
    trace: Trace,
    path: str | os.PathLike[str],
    steps: Iterable[int] | None = None,
    *,
    seconds: float = 1.2,
    width: int = 640,
) -> Path:
    """Write steps as a moving picture that begins again at its end.

    Parameters
    ----------
    trace : Trace
        Of any algorithm.
    path : path-like
        A file that ends in ".gif". An existing one is replaced whole.
    steps : iterable of int, default=None
        The frames; by default all, of a long trace 60 from the first to the last.
    seconds : float, default=1.2
        How long a step stays, from 0.05 to 60; the last three times as long.
    width : int, default=640
        Pixels, from 200 to 2,000.

    Returns
    -------
    path : Path
        The file. Its alternative text (`describe_steps`) is inside, as its comment.

    Raises
    ------
    LearnerError
        If there are no such steps, the name has another ending, or it can't be written.

    Notes
    -----
    About 0.15 s and 20 kB for each step.

    Examples
    --------
    >>> save_gif(t, "k-means.gif", seconds=1)  # doctest: +SKIP
    """
    _check_trace(trace, "save_gif", "steps.gif")
    target = _checked_path(path, (".gif",))
    chosen = _checked_steps(trace, steps, default=_MOST_STEPS, most=10 * _MOST_STEPS)
    _check_number("seconds", seconds, 0.05, 60)
    _check_number("width", width, 200, 2_000)
    try_writing(target)
    inches = width / _DPI
    pictures = [_picture(trace, step, inches) for step in chosen]
    times = [round(1000 * seconds)] * len(pictures)
    times[-1] *= _LAST
    file = io.BytesIO()
    pictures[0].save(
        file, "GIF", save_all=True, append_images=pictures[1:], duration=times, loop=0,
        comment=describe_steps(trace, [chosen[0], chosen[-1]]).encode("ascii", "replace"),
    )  # fmt: skip
    write_file(target, file.getvalue())
    return target


def _picture(trace: Trace, step: int, inches: float) -> Any:
    """Return one step as a picture of a fixed size in few colors."""
    from PIL import Image

    figure = _new_figure((inches, inches * 1.05))
    ax = figure.add_axes((0.1, 0.17, 0.87, 0.78))
    _draw_panel(trace, step, ax, inches, at_bottom=figure)
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=_DPI)
    return Image.open(file).convert("RGB").quantize(128)


def _save_panels(trace: Trace, target: Path, steps: list[int], columns: int) -> Path:
    """Draw a panel for each step in rows, and write the file."""
    try_writing(target)
    rows = -(-len(steps) // columns)
    inches = 5.2 if len(steps) == 1 else 3.4
    figure = _new_figure((inches * columns, inches * 1.12 * rows))
    figure.set_layout_engine("constrained")
    axes = np.atleast_1d(figure.subplots(rows, columns)).ravel()
    for ax, step in zip(axes, steps, strict=False):
        _draw_panel(trace, step, ax, inches)
    for ax in axes[len(steps) :]:
        ax.remove()
    kind, text = target.suffix[1:], describe_steps(trace, steps)
    title = f"{trace.algorithm}: {len(steps)} of {len(trace)} steps"
    told = {
        "svg": {"Title": title, "Description": text, "Date": None},
        "png": {"Title": title, "Description": text},
        "pdf": {"Title": title, "Subject": text, "CreationDate": None},
    }[kind]
    file = io.BytesIO()
    figure.savefig(
        file, format=kind, dpi=2 * _DPI, metadata=told, bbox_inches="tight", pad_inches=0.12
    )
    content = file.getvalue()
    write_file(target, _described(content, title, text) if kind == "svg" else content)
    return target


def _described(svg: bytes, title: str, text: str) -> bytes:
    """Let a screen reader find title and description of an SVG, which matplotlib hides in data."""
    from xml.sax.saxutils import escape

    head, mark, rest = svg.partition(b"<svg ")
    attributes, close, body = rest.partition(b">")
    told = f"\n <title>{escape(title)}</title>\n <desc>{escape(text)}</desc>"
    return head + mark + b'role="img" ' + attributes + close + told.encode() + body


def _new_figure(size: tuple[float, float]) -> Figure:
    """Return a figure that no window and no cell shows."""
    from matplotlib.figure import Figure

    return Figure(figsize=size)


def _draw_panel(
    trace: Trace, step: int, ax: Axes, inches: float, at_bottom: Figure | None = None
) -> None:
    """Draw a step with its number above, and its caption below."""
    draw_step(trace, step, ax)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    ax.tick_params(labelsize=8)
    ax.set_title(say("picture.title", step=step, last=len(trace) - 1), fontsize=9, loc="left")
    lines = textwrap.wrap(trace.frames[step].caption, round(inches * _LETTERS))
    if at_bottom is not None:
        told = "\n".join(lines)
        at_bottom.text(0.5, 0.02, told, ha="center", va="bottom", fontsize=11, parse_math=False)
    else:
        ax.set_xlabel("\n".join([ax.get_xlabel(), *lines]), fontsize=9, parse_math=False)


def _places(trace: Trace, frame: Frame) -> Floats:
    """Return where points are drawn in a step."""
    if frame.values.get("embedded") and trace.embedding is not None:
        return trace.embedding
    if trace.X.shape[1] == 1:
        return points_below(trace.X[:, 0], histogram_of(trace.X[:, 0]))
    return trace.view.project(trace.X)


def _draw_points(frame: Frame, points: Floats, ax: Axes) -> None:
    n = len(points)
    size = float(np.clip(20_000 / n, 3, 30))
    # before the end -1 is a point that has no cluster yet, which isn't noise
    known = frame.kind == "stop"
    labels = frame.labels if frame.labels is not None else np.full(n, -1)
    for cluster in np.unique(labels).tolist():
        color, marker, _ = cluster_style(cluster)
        here = points[labels == cluster]
        style: dict[str, Any] = {"color": color, "marker": marker, "s": size, "linewidth": 0.4}
        if cluster >= 0:
            style |= {"edgecolor": background_color(ax), **ring_style(cluster, ax)}
        elif not known:
            style |= {"color": NOISE, "marker": "o", "edgecolor": background_color(ax)}
        ax.scatter(here[:, 0], here[:, 1], zorder=2, **style)


def _draw_shapes(trace: Trace, frame: Frame, ax: Axes) -> None:
    """Draw centers with their letters, ellipses of components, and moving seeds."""
    centers = frame.values.get("centers")
    if centers is not None and len(centers) and trace.X.shape[1] > 1:
        places = np.full((len(centers), 2), np.nan)
        there = np.isfinite(centers).all(axis=1)
        places[there] = trace.view.project(centers[there])
        covariances = frame.values.get("covariances")
        if covariances is not None and there.all():
            axes = trace.view.axes
            draw_ellipses(ax, places, np.array([axes.T @ one @ axes for one in covariances]), None)
        draw_centers(ax, places, cluster_name, None, letters=len(centers) <= 26)
    seeds = frame.values.get("seeds")
    if seeds is not None and trace.X.shape[1] > 1:
        at = trace.view.project(seeds)
        ax.scatter(at[:, 0], at[:, 1], s=18, marker="+", color=text_color(ax), zorder=3)


def _draw_focus(frame: Frame, points: Floats, ax: Axes) -> None:
    """Ring the points that the step is about, and draw how far it looks around one."""
    from matplotlib.patches import Circle

    ringed = list(frame.values.get("points", ()))
    point, radius = frame.values.get("point"), frame.values.get("radius")
    if point is not None:
        ringed.append(point)
        if radius is not None and np.isfinite(radius) and points.shape[1] == 2:
            look = {"fill": False, "linestyle": "--", "edgecolor": text_color(ax), "zorder": 3}
            ax.add_patch(Circle(tuple(points[point]), radius, **look))
    if ringed:
        at = points[np.array(ringed, dtype=int)]
        style = {"facecolors": "none", "edgecolors": text_color(ax), "linewidths": 1.2}
        ax.scatter(at[:, 0], at[:, 1], s=90, zorder=4, **style)


def _draw_edges(trace: Trace, frame: Frame, points: Floats, ax: Axes) -> None:
    from matplotlib.collections import LineCollection

    if trace.edges is None or not len(trace.edges.pairs):
        return
    shown = frame.values.get("edges", len(trace.edges.pairs))
    lines: Any = points[np.asarray(trace.edges.pairs[:shown], dtype=int)]
    ax.add_collection(LineCollection(lines, colors=NOISE, linewidths=0.5, alpha=0.6, zorder=1))


def _set_limits(trace: Trace, points: Floats, ax: Axes) -> None:
    """Show all points, and as far as distances are shown, with equal axes."""
    if trace.X.shape[1] == 1:
        return
    low, high = points.min(axis=0), points.max(axis=0)
    middle, half = (low + high) / 2, 0.56 * max(float((high - low).max()), 1e-12)
    ax.set_xlim(middle[0] - half, middle[0] + half)
    ax.set_ylim(middle[1] - half, middle[1] + half)
    ax.set_aspect("equal", adjustable="box")


def _check_trace(trace: object, name: str, example: str) -> None:
    """Refuse what is no trace, and one without points."""
    if not isinstance(trace, Trace):
        kind = display_name(type(trace).__name__)
        saves = hasattr(trace, name)
        raise LearnerError(
            f"{name} takes a trace, and this is a {kind}.",
            where=f"trace={kind}",
            why="The steps of an estimator are traced first; a widget has a method of its own.",
            fix=f'watch(estimator, X).{name}("{example}")'
            if saves
            else f'{name}(trace(estimator, X), "{example}")',
        )
    if not len(trace.X):
        raise LearnerError(
            "There are no points yet.",
            where="a trace of 0 points",
            why="A picture shows points.",
            fix=f'Sandbox().{name}("{example}")',
        )


def _checked_path(path: str | os.PathLike[str], endings: Sequence[str]) -> Path:
    target = given_path(path, f"steps{endings[0]}")
    if target.suffix.lower() not in endings:
        raise LearnerError(
            f"The file's name must end in {' or '.join(endings)}.",
            where=display_name(target.name),
            why="The ending says what is written.",
            fix=f'path = "{display_name(target.stem)}{endings[0]}"',
        )
    return target.with_suffix(target.suffix.lower())


def _checked_step(trace: Trace, step: object) -> int:
    """Return the number of a frame, from 0."""
    if not is_whole(step) or not -len(trace) <= int(step) < len(trace):
        raise LearnerError(
            "There is no such step.",
            where=f"step={display_name(repr(step))}",
            why=f"The steps are 0 to {len(trace) - 1}; -1 is the last.",
            fix="step = -1",
        )
    return int(step) % len(trace)


def _checked_steps(
    trace: Trace, steps: Iterable[int] | None, *, default: int, most: int
) -> list[int]:
    """Return the numbers of frames: those that are asked for, or evenly spread ones."""
    if steps is None:
        places = np.linspace(0, len(trace) - 1, min(default, len(trace)))
        return sorted(set(places.round().astype(int).tolist()))
    listed = list(steps) if isinstance(steps, Iterable) and not isinstance(steps, str) else [steps]
    chosen = [_checked_step(trace, step) for step in listed]
    if not 1 <= len(chosen) <= most:
        raise LearnerError(
            f"A picture has 1 to {most} steps.",
            where=f"steps has {len(chosen)}",
            why="Each is drawn.",
            fix=f"steps = [0, {len(trace) - 1}]",
        )
    return chosen


def _check_number(name: str, value: object, least: float, most: float) -> None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not least <= value <= most:  # type: ignore[operator]
        raise LearnerError(
            f"{name} must be a number from {least:g} to {most:g}.",
            where=f"{name}={display_name(repr(value))}",
            why="It is how long a step stays."
            if name == "seconds"
            else "It is how many pixels the picture has across.",
            fix=f"{name} = {1.2 if name == 'seconds' else 640}",
        )
