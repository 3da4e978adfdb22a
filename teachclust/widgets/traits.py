"""Traits that the browser and Python both write: checked where they are set, whoever sets them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import traitlets

from teachclust.checks.names import display_name
from teachclust.errors import LearnerError
from teachclust.widgets.requests import shown, whole_number
from teachclust.words import say


class Step(traitlets.Int[int, Any]):
    """Which step is on screen: a whole number from 0 to the widget's `last_step`.

    From Python another number is refused. From a browser it is taken as the nearest that there
    is: a step that was on its way while the trace was replaced must not be an error.
    """

    def validate(self, obj: Any, value: Any) -> int:
        """Return the step as int, or raise a `LearnerError` that tells which steps there are."""
        step, last = whole_number(value), obj.last_step
        if step is None or not 0 <= step <= last:
            raise LearnerError(
                say("step.whole") if step is None else say("step.none", step=shown(step)),
                where=f"{self.name} = {shown(value)}",
                why=say("step.range", last=last),
                fix=f"w.{self.name} = {last}",
            )
        return step

    def from_browser(self, obj: Any, value: Any) -> int:
        """Return the nearest step that there is."""
        step = whole_number(value)
        return self.validate(obj, value if step is None else min(max(step, 0), obj.last_step))


class Controls(traitlets.Unicode[Any, Any]):
    """Which controls there are at first: None, "all", "steps", or one of its `control_names`."""

    def validate(self, obj: Any, value: Any) -> str:
        """Return the text, or raise a `LearnerError` that tells what there is."""
        return check_controls(value, obj.control_names())


def check_controls(value: object, names: Sequence[str] = ()) -> str:
    """Return "all", "steps" or one of some names, or refuse any other value of `controls`."""
    if not isinstance(value, str) or value not in ("all", "steps", *names):
        raise LearnerError(
            say("problem.controls"),
            where=f"controls={display_name(repr(value))}",
            why=say("problem.controls.why", names=", ".join(names))
            if names
            else say("problem.controls.all"),
            fix='controls="all"',
        )
    return value


class Flag(traitlets.Bool[bool, Any]):
    """A switch: True or False, of Python or of numpy."""

    def validate(self, obj: Any, value: Any) -> bool:
        """Return the switch as bool, or raise a `LearnerError`."""
        return check_flag(str(self.name), value, default=bool(self.default_value))


def check_shown(controls: object, future: object) -> None:
    """Refuse what a widget can't start with, for those that compute long before they start."""
    if controls is not None:
        check_controls(controls)
    check_flag("future", future, default=False)


def check_flag(name: str, value: object, *, default: bool) -> bool:
    """Return True or False, or refuse any other value of an argument."""
    if not isinstance(value, bool | np.bool_):
        raise LearnerError(
            f"{name} must be True or False.",
            where=f"{name}={display_name(repr(value))}",
            why="It is a switch: on or off.",
            fix=f"{name}={default}",
        )
    return bool(value)
