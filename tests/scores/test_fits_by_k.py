"""Fits are looked up by k, in a scan and among labeled ones alike."""

from __future__ import annotations

from typing import Any

import pytest
from sklearn.cluster import KMeans

from teachclust.datasets import load_blobs
from teachclust.errors import LearnerError
from teachclust.scores import scan_k, score_by_k
from teachclust.scores.choosing_k.k_scan import KScan
from teachclust.scores.fits_by_k import FitsByK
from teachclust.scores.labeled_fits import LabeledFits

BLOBS = load_blobs()
MODEL = KMeans(n_init=1, random_state=0)


@pytest.fixture(params=["scan", "fits"])
def named(request: pytest.FixtureRequest) -> tuple[str, FitsByK[Any]]:
    if request.param == "scan":
        return "scan", scan_k(MODEL, BLOBS.data, (2, 3), criteria=("inertia",))
    return "fits", score_by_k(MODEL, BLOBS.data, BLOBS.target, (2, 3))


def test_a_fit_is_found_by_its_k_and_another_is_refused(named: tuple[str, FitsByK[Any]]) -> None:
    name, fits = named
    assert isinstance(fits, KScan | LabeledFits)
    assert (len(fits), fits[3].k) == (2, 3)
    with pytest.raises(LearnerError, match="k=4 was not fitted") as caught:
        fits[4]
    assert caught.value.where == "fitted were k = 2, 3"
    names: dict[str, Any] = {name: fits}
    exec(f"found = {caught.value.fix}", names)
    assert names["found"].k == 3
