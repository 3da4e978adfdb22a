"""A question of a lesson asked again: on other data, with what opens after the guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from teachclust.widgets.base import Widget
from teachclust.widgets.predict import Option

#: the widgets that can open
_WIDGETS: Final = ("watch", "k_lab")


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens after the guess: a widget of an estimator and of data.

    Parameters
    ----------
    estimator : str
        The estimator's class, one of those that can be watched: "KMeans".
    parameters : mapping of str to object, default={}
        Its parameters.
    data : str, default=""
        A function of `teachclust.datasets`, such as "make_moons".
    settings : mapping of str to object, default={}
        The arguments of that function.
    points : sequence of sequence of float, default=()
        The data themselves, in the place of `data`.
    widget : {"watch", "k_lab"}, default="watch"
        What opens.
    options : mapping of str to object, default={}
        Further arguments of the widget, such as ``{"k": [1, 2, 3]}`` of a `KLab`.

    Raises
    ------
    ValueError
        If both or neither of `data` and `points` are given, or there is no such widget.
    """

    estimator: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    data: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    points: Sequence[Sequence[float]] = ()
    widget: str = "watch"
    options: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what can't be opened."""
        if bool(self.data) == bool(self.points):
            raise ValueError("what opens has either data or points")
        if self.widget not in _WIDGETS:
            raise ValueError(f"{self.widget!r} is none of {_WIDGETS}")

    def make(self) -> Widget[Any]:
        """Return the widget, anew."""
        from teachclust.widgets.k_lab import KLab
        from teachclust.widgets.stepper import watch

        show = watch if self.widget == "watch" else KLab
        return show(self.make_estimator(), self.make_data(), **self.options)

    def make_estimator(self) -> Any:
        """Return the estimator, not fitted."""
        from teachclust.traces.registry import ALGORITHMS

        return ALGORITHMS[self.estimator].estimator_class(**self.parameters)

    def make_data(self) -> Any:
        """Return the data, of shape (n_samples, n_features)."""
        if self.points:
            import numpy as np

            return np.array(self.points, dtype=float)
        from teachclust import datasets

        return getattr(datasets, self.data)(**self.settings).data


@dataclass(frozen=True, slots=True)
class Again:
    """A question asked again on other data.

    `text` names the data or the setting; `options` are answers of its own, of which one is right.
    `after` is as for `Predict`. `opens` is what opens after the guess, if anything does.
    """

    text: str
    options: tuple[Option, ...]
    after: int | str = "end"
    opens: Opening | None = None


def read_again(held: Mapping[str, Any] | None) -> Again | None:
    """Return what a table of ``questions.toml`` says; TypeError for a field that there isn't."""
    if held is None:
        return None
    opens = held.get("opens")
    options = tuple(Option(**option) for option in held["options"])
    rest = {name: held[name] for name in held if name not in ("options", "opens")}
    return Again(options=options, opens=None if opens is None else Opening(**opens), **rest)
