"""Traits that the browser and Python both write: checked where they are set, whoever sets them."""

from __future__ import annotations

from typing import Any

import traitlets

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
