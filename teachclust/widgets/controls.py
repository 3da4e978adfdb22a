"""The controls of a Stepper: the parameters that an algorithm lets a learner change."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.traces import Parameter, Trace
from teachclust.words import say

_MOST_CLUSTERS: Final = 30


def controls_of(estimator: Any, trace: Trace) -> list[dict[str, Any]]:
    """Return the controls of an estimator on screen, ready for JSON.

    Each has ``name``, ``kind``, ``label``, ``title``, ``value``, and ``min``, ``max``, ``step`` of
    a number or ``options`` of a choice. The trace knows the value that was used where the parameter
    is None. A parameter that is not used, given the others, is left out (the metric with Ward
    linkage, say).
    """
    return [
        _control(parameter, estimator, trace)
        for parameter in trace.spec.parameters
        if parameter.applies is None or parameter.applies(estimator)
    ]


def _control(parameter: Parameter, estimator: Any, trace: Trace) -> dict[str, Any]:
    name = parameter.name
    value = getattr(estimator, name)
    if value is None:
        value = trace.params.get(name)
    if value is None and parameter.default_from:
        value = getattr(estimator, parameter.default_from)
    control: dict[str, Any] = {
        "name": name,
        "kind": parameter.kind,
        "label": say(f"parameter.{trace.algorithm}.{name}"),
        "title": say(f"parameter.{trace.algorithm}.{name}.title"),
    }
    if parameter.kind == "choice":
        known = isinstance(value, str)
        return control | {
            "value": value if known else "placed",
            "options": [*([] if known else ["placed"]), *parameter.options],
        }
    if parameter.kind == "whole":
        least = int(parameter.least or 0)
        whole = int(value) if isinstance(value, int | np.integer) else least
        most = _most(parameter, whole, trace)
        return control | {"value": whole, "min": least, "max": most, "step": 1}
    number = float(value) if value is not None else parameter.least or 0.0
    return control | {
        "value": number,
        "min": parameter.least,
        "max": None if isinstance(parameter.most, str) else parameter.most,
        "step": _step(number),
    }


def _most(parameter: Parameter, value: int, trace: Trace) -> int:
    if not isinstance(parameter.most, str):
        return int(parameter.most)
    if parameter.most == "distinct":
        return max(value, min(_MOST_CLUSTERS, trace.n_distinct))
    return max(value, len(trace.X) - 1)


def _step(value: float) -> float:
    """Return a tenth of a number's leading digit's place: 0.3 goes by 0.01, -12 by 1."""
    return float(10.0 ** (np.floor(np.log10(abs(value))) - 1)) if value else 0.1
