"""Controls of parameters: their least numbers and their steps."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
from sklearn.base import BaseEstimator
from sklearn.cluster import DBSCAN, AffinityPropagation

from teachclust.errors import LearnerError
from teachclust.traces import Parameter, trace
from teachclust.traces.registry import ALGORITHMS
from teachclust.widgets.controls import controls_of
from teachclust.widgets.edits import control_value


@pytest.mark.parametrize("name", list(ALGORITHMS))
def test_the_least_number_is_that_of_the_parameter(name: str) -> None:
    spec = ALGORITHMS[name]
    estimator, X = spec.small_sample()
    least = {parameter.name: parameter.least for parameter in spec.parameters}
    for control in controls_of(estimator, trace(estimator, X)):
        if control["kind"] != "choice":
            assert control["min"] == least[control["name"]]
            assert control["min"] is None or control["value"] >= control["min"]
            assert control["step"] > 0


@pytest.mark.parametrize("value", [-12.0, -0.3, 0.0, 0.3, None])
def test_a_number_may_be_negative(value: Any) -> None:
    class Estimator(BaseEstimator):  # type: ignore[misc]
        eps = value

    low = Parameter("eps", "number", "eps", "How near a neighbor is", least=-100)
    traced = trace(DBSCAN(eps=1.0), np.arange(10.0).reshape(-1, 1))
    spec = dataclasses.replace(traced.spec, parameters=(low,))
    (control,) = controls_of(Estimator(), dataclasses.replace(traced, spec=spec))
    assert control["min"] == -100
    assert control["value"] == (1.0 if value is None else value)
    assert control["step"] == pytest.approx({-12.0: 1.0, -0.3: 0.01, 0.3: 0.01}.get(value, 0.1))


def test_a_number_without_a_lowest_has_none_in_the_browser_too() -> None:
    X = np.arange(12.0).reshape(6, 2)
    traced = trace(AffinityPropagation(preference=-200.0, random_state=0), X)
    control = next(
        c
        for c in controls_of(AffinityPropagation(preference=-200.0), traced)
        if c["name"] == "preference"
    )
    assert (control["min"], control["max"], control["value"]) == (None, None, -200.0)
    assert control_value([control], "preference", -1e308) == -1e308
    with pytest.raises(LearnerError, match="finite"):
        control_value([control], "preference", float("-inf"))
    with pytest.raises(LearnerError, match="finite"):
        control_value([control], "preference", "low")
