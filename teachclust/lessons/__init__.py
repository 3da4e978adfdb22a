"""The course: predictions, exercises and their checks, and how lessons are copied and exported.

Names are loaded when they are first used, so that the command line stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from teachclust.learner.record import record
    from teachclust.lessons.building import build
    from teachclust.lessons.checking import check, hint
    from teachclust.lessons.decision import reason
    from teachclust.lessons.looking_back import look_back
    from teachclust.lessons.missing_names import explain_missing_names
    from teachclust.lessons.own_numbers import class_code
    from teachclust.lessons.prediction import predict
    from teachclust.lessons.resetting import reset
    from teachclust.lessons.solutions import lock_solutions, solution
    from teachclust.widgets.predict import answers, forget, open_all

__all__ = [
    "answers",
    "build",
    "check",
    "class_code",
    "explain_missing_names",
    "forget",
    "hint",
    "lock_solutions",
    "look_back",
    "open_all",
    "predict",
    "reason",
    "record",
    "reset",
    "solution",
]

_HOMES: Final[dict[str, str]] = {
    "answers": "teachclust.widgets.predict",
    "build": "teachclust.lessons.building",
    "check": "teachclust.lessons.checking",
    "class_code": "teachclust.lessons.own_numbers",
    "explain_missing_names": "teachclust.lessons.missing_names",
    "forget": "teachclust.widgets.predict",
    "hint": "teachclust.lessons.checking",
    "lock_solutions": "teachclust.lessons.solutions",
    "look_back": "teachclust.lessons.looking_back",
    "open_all": "teachclust.widgets.predict",
    "predict": "teachclust.lessons.prediction",
    "reason": "teachclust.lessons.decision",
    "record": "teachclust.learner.record",
    "reset": "teachclust.lessons.resetting",
    "solution": "teachclust.lessons.solutions",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
