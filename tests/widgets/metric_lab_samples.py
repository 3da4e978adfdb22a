"""The made set of the MetricLab, for its tests."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachclust.widgets.metric_lab.labels import Edit
from teachclust.widgets.metric_lab.problem import read_problem
from teachclust.widgets.metric_lab.state import Problem, State

PROBLEM: Problem = read_problem(None, None, None)[0]
#: classes of the made set: 12, 8 and 4 points
CLASSES: Any = np.repeat([0, 1, 2], [12, 8, 4])


def state(labels: Any, problem: Problem = PROBLEM) -> State:
    return State.of(problem, np.array(labels), Edit("start", {"n": 24, "k": 3}))


def ask(lab: Any, number: int, base: int, **edit: Any) -> None:
    lab.request = {"id": number, "base": base, "frame": 0, "edit": edit}
