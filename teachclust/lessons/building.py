"""What a learner calls to build something: `build` opens a task that is checked as it's drawn."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from teachclust.checks.names import display_name
from teachclust.errors import LearnerError
from teachclust.lessons.registry import lesson_folders
from teachclust.words import say

if TYPE_CHECKING:
    from teachclust.widgets.build_task import BuildTask


def build(key: str, /) -> BuildTask:
    """Open one of the lessons' build tasks: draw data, or place centers, until its conditions hold.

    Parameters
    ----------
    key : str
        The task, such as "blobs-build".

    Returns
    -------
    widget : BuildTask
        Shows itself when it is the last line of a cell.

    Raises
    ------
    LearnerError
        If there is no such task.

    See Also
    --------
    teachclust.BuildTask : A task of your own.

    Examples
    --------
    >>> from teachclust import build
    >>> build("blobs-build")  # doctest: +SKIP
    """
    tasks = build_tasks()
    if not isinstance(key, str) or key not in tasks:
        shown = display_name(repr(key))
        raise LearnerError(
            say("build.unknown", key=shown),
            where=f"key = {shown}",
            why=say("build.unknown.why", known=", ".join(tasks)),
            fix=f'build("{next(iter(tasks))}")',
        )
    return tasks[key]()


def build_tasks() -> dict[str, Callable[[], BuildTask]]:
    """Return what makes each build task of the lessons, by its key."""
    found: dict[str, Callable[[], BuildTask]] = {}
    for folder in lesson_folders():
        if (folder / "build_tasks.py").is_file():
            module = import_module(f"teachclust.lessons.{folder.name}.build_tasks")
            found |= module.BUILD_TASKS
    return found
