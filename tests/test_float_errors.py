"""numpy's errors that are set to raise have no say inside a fit."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

from teachclust.errors import translate_sklearn_errors
from teachclust.float_errors import usual_float_errors
from teachclust.plots import ClusterDisplay, MixtureDisplay
from teachclust.scores import scan_k

X = np.random.default_rng(0).normal(size=(60, 2))
FAR = np.vstack([X, X[:6] + 1e3])  # densities there round to zero


@pytest.mark.parametrize("mode", ["raise", "print", "log"])
def test_what_raises_is_as_numpy_has_it(mode: str) -> None:
    with np.errstate(all=mode):
        before = np.geterr()
        with usual_float_errors():
            assert np.geterr() == {
                "divide": "warn",
                "over": "warn",
                "under": "ignore",
                "invalid": "warn",
            }
        with translate_sklearn_errors("KMeans()"):
            assert np.exp(np.array(-1e4)) == 0
        assert np.geterr() == before


def test_what_is_ignored_stays_so() -> None:
    with np.errstate(all="ignore"), usual_float_errors():
        assert set(np.geterr().values()) == {"ignore"}


def test_displays_and_scans_of_mixtures() -> None:
    model = GaussianMixture(2, random_state=0)
    with np.errstate(all="raise"):
        MixtureDisplay.from_estimator(model, FAR).plot()
        ClusterDisplay.from_estimator(model, FAR).plot()
        scan = scan_k(model, FAR, range(1, 4), criteria=("bic", "silhouette"), progress=False)
    assert scan.complete
