"""The course: predictions, exercises and their checks, and how lessons are copied and exported.

Names are loaded when they are first used, so that the command line stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from teachclust.lessons.exercise import check, hint
    from teachclust.lessons.question import predict
    from teachclust.widgets.predict import answers, forget, open_all

__all__ = ["answers", "check", "forget", "hint", "open_all", "predict"]

_HOMES: Final[dict[str, str]] = {
    "answers": "teachclust.widgets.predict",
    "check": "teachclust.lessons.exercise",
    "forget": "teachclust.widgets.predict",
    "hint": "teachclust.lessons.exercise",
    "open_all": "teachclust.widgets.predict",
    "predict": "teachclust.lessons.question",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name in {"check", "predict"}:  # a notebook begins a lesson
        from teachclust.lessons.missing import explain_missing_names

        explain_missing_names()
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
