"""A small widget, for the tests of what happens to widgets when a cell runs again."""

from __future__ import annotations

import traitlets

from teachclust.widgets.base import Widget
from teachclust.widgets.open_widgets import OPEN
from teachclust.widgets.predict import Option, Predict


class Part(Widget):
    widget = traitlets.Unicode("predict").tag(sync=True)
    _content = None

    def __init__(self, number: int = 0) -> None:
        super().__init__()
        self._content = (number,)

    @property
    def number(self) -> int:
        return self._content[0]

    def summary(self) -> str:
        return f"Part {self.number}"


def question(then: object) -> Predict:
    return Predict("?", [Option("a", "b", right=True), Option("c", "d")], then=then)


def alive() -> int:
    return sum(isinstance(one, Part) for one in OPEN.values())
