"""A widget on a stage: full screen, stops that a clicker goes through, notes in a second window."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeVar

from teachclust.checks.names import display_name
from teachclust.errors import LearnerError
from teachclust.widgets.base import Widget
from teachclust.widgets.requests import shown, whole_number
from teachclust.words import say

W = TypeVar("W", bound=Widget[Any])

MOST_STOPS: Final = 100
LONGEST_NOTE: Final = 1000
_GOOD: Final = 'stage(widget, stops=[(0, "The data."), (2, "Who moves?")])'


def stage(widget: W, stops: Iterable[int | tuple[int, str]] = ()) -> W:
    """Prepare a widget for a talk: it is shown with a row of buttons to present it.

    *Present* fills the screen in large type. PageDown and PageUp, the keys of a clicker, go to the
    next stop and the one before; B or the full stop blacks the screen out and brings it back; R or
    Home goes to the first stop; Escape leaves. *Notes* opens a second window with the note of the
    stop and of the next one, which stays in step and takes the same keys: open it first, for a
    browser leaves the full screen when a window opens. Where it opens none, the notes stand below
    the widget. All of it works in the page of ``save_html`` and in an exported lesson too.

    Parameters
    ----------
    widget : widget
        A widget that moves through steps: of `watch`, `race`, `compare`, `compare_grid` or
        `KLab`, whose steps are its numbers of clusters.
    stops : iterable of int or (int, str), default=()
        The steps to stop at, in the order of the talk, each alone or with a note of at most 1,000
        characters: at most 100. Without stops PageDown and PageUp go from step to step.

    Returns
    -------
    widget : widget
        The same widget. As the last line of a cell it is shown there.

    Raises
    ------
    LearnerError
        If the widget has no steps or is closed, or a stop is not one of its steps.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from teachclust import stage, watch
    >>> from teachclust.datasets import load_blobs
    >>> w = watch(KMeans(n_clusters=4, random_state=0), load_blobs().data)
    >>> stage(w, stops=[(0, "How many groups do you see?"), 4, w.last_step])  # doctest: +SKIP
    """
    staged = {"stops": _stops(stops, _last_step(widget))}
    widget.put_on_stage(staged)
    return widget


def _last_step(widget: object) -> int:
    """Return a widget's last step; refuse what has no steps to stop at."""
    if not isinstance(widget, Widget):
        raise LearnerError(
            "stage takes a widget.",
            where=f"a {type(widget).__name__}",
            why="It shows a widget in full screen, with stops and notes.",
            fix="stage(watch(estimator, X))",
        )
    if widget.closed:
        raise LearnerError(say("widget.closed"), fix=widget.remake)
    last = getattr(widget, "last_step", None)
    if not isinstance(last, int):
        raise LearnerError(
            "This widget has no steps to stop at.",
            where=f"a {type(widget).__name__}",
            why="A clicker goes from step to step, of watch, race, compare and KLab.",
            fix="stage(watch(estimator, X))",
        )
    return last


def _stops(stops: object, last: int) -> list[dict[str, Any]]:
    """Return the stops as the browser takes them, all checked."""
    if isinstance(stops, str | bytes | dict) or not isinstance(stops, Iterable):
        raise _not_stops(f"a {type(stops).__name__}")
    taken = []
    for number, given in enumerate(stops):
        if number == MOST_STOPS:
            raise LearnerError(
                f"A talk has at most {MOST_STOPS} stops.",
                why="A clicker goes through all of them, one by one.",
                fix=f"stops=stops[:{MOST_STOPS}]",
            )
        taken.append(_stop(given, number, last))
    return taken


def _stop(given: object, number: int, last: int) -> dict[str, Any]:
    """Return one stop."""
    pair = isinstance(given, tuple | list)
    parts = tuple(given) if isinstance(given, tuple | list) else (given, "")
    if len(parts) != 2 or not isinstance(parts[1], str):
        raise _not_stops(f"stops[{number}] = {display_name(repr(given))}")
    step, note = whole_number(parts[0]), parts[1]
    if step is None or not 0 <= step <= last:
        fix = f'({last}, "...")' if pair else str(last)
        raise LearnerError(
            say("step.whole") if step is None else say("step.none", step=shown(step)),
            where=f"stops[{number}] = {display_name(repr(given))}",
            why=say("step.range", last=last),
            fix=f"stops=[{fix}]",
        )
    if len(note) > LONGEST_NOTE:
        raise LearnerError(
            f"A note has at most {LONGEST_NOTE:,} characters.",
            where=f"stops[{number}] has {len(note):,}",
            why="It is read at a glance while you speak.",
            fix="two stops at the same step, with half of it each",
        )
    return {"step": step, "note": note}


def _not_stops(where: str) -> LearnerError:
    """Return the error of what is no list of stops."""
    return LearnerError(
        "A stop is a step, or a step with a note.",
        where=where,
        why="The step says where to stop, the note what you want to say there.",
        fix=_GOOD,
    )
