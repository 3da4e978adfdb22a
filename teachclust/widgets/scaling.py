"""How the features are scaled before the fit: as given, standardized, and each by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from teachclust.checks import check_data, display_name
from teachclust.checks.names import default_names
from teachclust.traces import Trace
from teachclust.traces.frame import Floats
from teachclust.words import say

#: where a scaling by hand begins
FEATURES: Final = ("given", "standardized")
#: parameters that hold points of the features' space: they are scaled with the features
_PLACES: Final = ("init", "means_init", "seeds")
#: the parameter that holds inverse covariances, in a form that `covariance_type` names
_PRECISIONS: Final = "precisions_init"


@dataclass(frozen=True, slots=True)
class Scaling:
    """What is done to the features before the fit; the data stay as they are.

    Parameters
    ----------
    standardized : bool, default=False
        Whether each feature has its mean taken away and is divided by its standard deviation, as
        `sklearn.preprocessing.StandardScaler` does.
    factors : tuple of float, default=()
        What each feature is multiplied by then. Empty where all are 1.
    """

    standardized: bool = False
    factors: tuple[float, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether it does anything."""
        return self.standardized or bool(self.factors)

    def factor(self, feature: int) -> float:
        """Return the factor of a feature, by its position."""
        return self.factors[feature] if self.factors else 1.0

    def apply(self, X: Any) -> Any:
        """Return X scaled, a copy; X itself where nothing is done. A DataFrame keeps its names."""
        if not self.changes:
            return X
        checked = check_data(X)
        scaled: Any = checked.numbers_in_order
        if self.standardized:
            from sklearn.preprocessing import StandardScaler

            scaled = StandardScaler().fit_transform(scaled)
        if self.factors:
            scaled = scaled * np.array(self.factors)
        return named(scaled, checked.feature_names, checked.index)

    def line(self, X: Floats) -> tuple[Floats, Floats]:
        """Return offset and slope of each feature: scaled values are (X - offset) * slope.

        X are the numbers that `apply` would be given.
        """
        offset, slope = np.zeros(X.shape[1]), np.array(self.factors or [1.0] * X.shape[1])
        if self.standardized:
            from sklearn.preprocessing import StandardScaler

            scaler = StandardScaler().fit(X)
            offset, slope = scaler.mean_, slope / scaler.scale_
        return offset, slope

    def code(self, source: str = "X") -> str:
        """Return the Python that makes the scaled data from `source`."""
        made = f"StandardScaler().fit_transform({source})" if self.standardized else source
        return f"{made} * {self._factors_text()}" if self.factors else made

    def steps(self) -> list[str]:
        """Return what is done, in order, for a title."""
        return [
            *(["StandardScaler"] if self.standardized else []),
            *([f"× {self._factors_text()}"] if self.factors else []),
        ]

    def _factors_text(self) -> str:
        # as they are written in Python, whole ones without a point
        return f"[{', '.join(repr(one).removesuffix('.0') for one in self.factors)}]"

    def name(self, name: str, feature: int) -> str:
        """Return what a feature is called when it is scaled."""
        text = say("view.standardized", name=name) if self.standardized else name
        factor = self.factor(feature)
        return text if factor == 1 else say("view.stretched", name=text, factor=f"{factor:.6g}")


def named(values: Floats, names: Sequence[str], index: Any) -> Any:
    """Return numbers with the names of a DataFrame's columns and rows, where there are any."""
    if index is None and tuple(names) == default_names(values.shape[1]):
        return values
    import pandas as pd  # loaded late: arrays need no pandas

    return pd.DataFrame(values, index=index, columns=list(names))


def to_raw(scaled: Floats, line: tuple[Floats, Floats]) -> Floats:
    """Return points of the scaled features in the units of the data."""
    offset, slope = line
    raw: Floats = scaled / slope + offset
    return raw


def to_scaled(raw: Floats, line: tuple[Floats, Floats]) -> Floats:
    """Return points in the units of the data as the fit sees them."""
    offset, slope = line
    scaled: Floats = (raw - offset) * slope
    return scaled


def scaled_start(
    estimator: Any, d: int, before: tuple[Floats, Floats], after: tuple[Floats, Floats]
) -> dict[str, Floats]:
    """Return the parameters that a fit starts from as they are under another scaling.

    These are centers, means and seeds with `d` features, and a mixture's precisions. `before` and
    `after` are what `Scaling.line` returns. A spherical component stays spherical and holds as
    large a part of space: so it is the same again when the scaling is undone.
    """
    params = estimator.get_params(deep=False)
    known = {name: _numbers(params.get(name)) for name in (*_PLACES, _PRECISIONS)}
    start = {
        name: to_scaled(to_raw(known[name], before), after)
        for name in _PLACES
        if known[name].ndim == 2 and known[name].shape[1] == d
    }
    precisions = known[_PRECISIONS]
    if precisions.size:
        longer = after[1] / before[1]
        spread = {
            "full": np.outer(longer, longer),
            "tied": np.outer(longer, longer),
            "diag": longer**2,
            "spherical": np.exp(np.mean(np.log(longer**2))),
        }
        start[_PRECISIONS] = precisions / spread[params["covariance_type"]]
    return start


def _numbers(value: Any) -> Floats:
    """Return an array, a table or nested lists as numbers; nothing of what is none of them."""
    if isinstance(value, list | tuple) or hasattr(value, "__array__"):
        return np.asarray(value, dtype=float)
    return np.empty(0)


def shown_features(trace: Trace) -> tuple[int, int] | None:
    """Return which features are on the axes; None where these are directions, or there is one."""
    if trace.columns is not None:
        across, up = trace.columns
        return across, up
    return (0, 1) if trace.X.shape[1] == 2 else None


def why_unscaled(trace: Trace) -> str:
    """Return why nothing can be scaled, in one sentence; "" where it can."""
    if trace.spec.clusters_features:
        return say("scaling.of_features")
    if trace.X.shape[1] == 1:
        return say("scaling.one")
    if trace.view.image_shape is not None:
        return say("scaling.pixels")
    return ""


def scaling_head(trace: Trace, scaling: Scaling, source: str) -> dict[str, Any]:
    """Return what the browser is told of the scaling of what is on screen, ready for JSON.

    ``features`` is "given" or "standardized"; ``factors`` are those of the two axes; ``handles``
    tells which axes can be stretched, ``why`` the reason where one can't, else ""; ``code`` is the
    Python that makes the data on screen from `source`. There is nothing where no feature can be
    scaled.
    """
    if why_unscaled(trace):
        return {}
    shown = shown_features(trace)
    varies = np.ptp(trace.X, axis=0) > 0
    handles = [False, False] if shown is None else [bool(varies[one]) for one in shown]
    why = ""
    if shown is None:
        why = say("scaling.mixed", d=trace.X.shape[1])
    elif not all(handles):
        flat = [trace.feature_names[one] for one in shown if not varies[one]]
        why = say("scaling.constant", name=display_name(flat[0]))
    return {
        "scaling": {
            "features": FEATURES[scaling.standardized],
            "factors": [1.0, 1.0] if shown is None else [scaling.factor(one) for one in shown],
            "handles": handles,
            "names": [] if shown is None else [display_name(trace.feature_names[o]) for o in shown],
            "why": why,
            "code": scaling.code(source),
        }
    }
