"""Replay: the frames of a trace that was made before, with nothing to change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import pandas as pd

from teachclust.traces import Trace
from teachclust.widgets.edits import Setup
from teachclust.widgets.requests import Fields, WholeNumber
from teachclust.widgets.stepper import Stepper


class Replay(Stepper):
    """A Stepper that shows a trace as it is. Made by `watch` of a `Trace`."""

    request_kinds: ClassVar[Mapping[str, Fields]] = {
        "restore": {},
        "row": {"index": WholeNumber()},
    }
    remake: ClassVar[str] = "watch(trace)"
    never_scaled: ClassVar[str] = "scaling.replay"

    def __init__(self, trace: Trace, *, future: bool = False, equal_axes: bool = True) -> None:
        self._replayed = trace
        own = trace.spec.estimator_class
        known = own().get_params(deep=False)
        estimator = own(**{name: v for name, v in trace.params.items() if name in known})
        X = pd.DataFrame(trace.X, columns=list(trace.feature_names), index=trace.index)
        super().__init__(
            estimator,
            X,
            columns=trace.columns,
            image_shape=trace.image_shape,
            controls="steps",
            future=future,
            equal_axes=equal_axes,
        )

    def _traced(self, setup: Setup) -> Trace:
        return self._replayed
