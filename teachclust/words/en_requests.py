"""What is said of requests that can't be answered: see ``widgets/requests.py``."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    "request.form": "A request is a dictionary of fields.",
    "request.whole": "A whole number from {least} to {most} is needed here.",
    "request.number": "A number of at least {least} is needed here.",
    "request.place": "A place is two finite numbers.",
    "request.many": "A list of 1 to {most} values is needed here.",
    "request.text": "A text of at most {most} letters is needed here.",
    "request.setting": "A parameter is a finite number or a short text.",
    "request.choice": "One of these is needed here: {options}.",
    "request.bytes": "A file of at most {most} MB is needed here.",
    "request.points": "A Stepper draws at most {most} points.",
    "request.far": "That place is too far away from the points.",
    "request.why": "Nothing was changed.",
    "step.whole": "A step is a whole number.",
    "step.none": "There is no step {step}.",
    "step.range": "What is shown has the steps 0 to {last}.",
}
