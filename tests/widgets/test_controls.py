"""Controls of parameters: their least numbers and their steps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from algorithm_samples import ALGORITHM_SAMPLES
from sklearn.base import BaseEstimator
from sklearn.cluster import DBSCAN

from teachclust.traces import trace
from teachclust.widgets import controls
from teachclust.widgets.controls import PARAMETERS, Parameter, controls_of


@pytest.mark.parametrize("name", ALGORITHM_SAMPLES)
def test_the_least_number_is_that_of_the_parameter(name: str) -> None:
    estimator, X = ALGORITHM_SAMPLES[name]
    least = {parameter.name: parameter.least for parameter in PARAMETERS[name]}
    for control in controls_of(estimator, trace(estimator, X)):
        if control["kind"] != "choice":
            assert control["min"] == least[control["name"]]
            assert control["value"] >= control["min"]
            assert control["step"] > 0


@pytest.mark.parametrize("value", [-12.0, -0.3, 0.0, 0.3, None])
def test_a_number_may_be_negative(value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Estimator(BaseEstimator):  # type: ignore[misc]
        eps = value

    low = Parameter("eps", "number", least=-100)
    monkeypatch.setitem(controls.PARAMETERS, "DBSCAN", (low,))
    traced = trace(DBSCAN(eps=1.0), np.arange(10.0).reshape(-1, 1))
    (control,) = controls_of(Estimator(), traced)
    assert control["min"] == -100
    assert control["value"] == (1.0 if value is None else value)
    assert control["step"] == pytest.approx({-12.0: 1.0, -0.3: 0.01, 0.3: 0.01}.get(value, 0.1))
