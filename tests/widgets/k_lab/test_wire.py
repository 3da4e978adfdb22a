"""What a KLab sends is what was scanned."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
from k_lab_samples import BARE, X, blocks, lab
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import silhouette_samples
from sklearn.mixture import GaussianMixture

from teachclust import KLab


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "make", [KMeans, GaussianMixture, AgglomerativeClustering], ids=lambda m: m.__name__
)
def test_blocks_decode_to_the_scan(make: Any, seed: int) -> None:
    data = make_blobs(70, centers=4, random_state=seed, cluster_std=2.0)[0]
    estimator = make() if make is AgglomerativeClustering else make(random_state=seed)
    shown = lab(estimator, data, (1, 2, 3, 5), random_state=seed)
    for wire, scan in ((shown.trace, shown.scan), (shown.scaled, shown.scaled_scan)):
        labels, centers, silhouettes = blocks(wire)
        assert scan is not None
        assert wire["scan"]["k"] == list(scan.k) == [1, 2, 3, 5]
        for i, fit in enumerate(scan.fits):
            np.testing.assert_array_equal(labels[i], fit.labels)
            row = wire["head"]["frames"]["centers"][i]
            if fit.centers is None:
                assert row == -1
            else:
                np.testing.assert_allclose(centers[row][list(fit.numbers)], fit.centers, rtol=1e-5)
                absent = sorted(set(range(wire["head"]["k"])) - set(fit.numbers))
                assert np.isnan(centers[row][absent]).all()
            bars = wire["scan"]["silhouettes"][i]
            at = bars["start"]
            if fit.k == 1:
                assert bars["clusters"] == []
                assert bars["note"]
                continue
            oracle = silhouette_samples(scan.X, fit.labels)
            assert bars["mean"] == pytest.approx(oracle.mean())
            for cluster in bars["clusters"]:
                own = np.sort(oracle[fit.labels == cluster["cluster"]])[::-1]
                found = silhouettes[at : at + cluster["scored"]]
                np.testing.assert_allclose(found, own, atol=1e-6)
                assert cluster["below"] == (own < 0).sum()
                at += cluster["scored"]
            ringed = wire["head"]["frames"]["focus"][i]["points"]
            assert sorted(ringed) == np.flatnonzero(oracle < 0).tolist()
        json.dumps([wire["head"], wire["scan"]], allow_nan=False)


def test_components_without_points_have_their_centers() -> None:
    # reg_covar is so wide here that the components are the same: the first gets all points
    data = np.arange(10.0)[:, np.newaxis] * 1e-8
    shown = lab(GaussianMixture(random_state=0), data, range(1, 4), **BARE | {"criteria": ["bic"]})
    labels, centers, _ = blocks(shown.trace)
    assert not labels.any()
    assert np.isfinite(centers).all(axis=2).sum(axis=1).tolist() == [1, 2, 3]
    assert shown.thumbnail()


def test_criteria_are_the_scans(w: KLab) -> None:
    for criterion in w.trace["scan"]["criteria"]:
        name = criterion["key"]
        assert criterion["values"] == [fit.value(name) for fit in w.scan.fits]
        assert criterion["prefers"] == w.scan.prefers.get(name)
        lengths = {len(criterion["low"]), len(criterion["high"])}
        assert lengths == ({5} if name in ("gap", "stability") else {0})
        for low, value, high in zip(
            criterion["low"], criterion["values"], criterion["high"], strict=False
        ):
            assert value is None or low is None or low <= value <= high


def test_regions_are_drawn_only_where_they_are_true() -> None:
    plane = {"KMeans": True, "GaussianMixture": False, "AgglomerativeClustering": False}
    for estimator in (
        KMeans(random_state=0),
        GaussianMixture(random_state=0),
        AgglomerativeClustering(),
    ):
        assert lab(estimator, **BARE).trace["head"]["plane"] is plane[type(estimator).__name__]
    wide = make_blobs(60, n_features=5, random_state=0)[0]
    head = lab(data=wide, **BARE).trace["head"]
    assert not head["plane"]
    assert "5" in head["projection"]


def test_names_of_a_dataframe_stand_on_both_planes() -> None:
    shown = lab(
        data=pd.DataFrame({"wide": X[:, 0], "n": X[:, 1], "tall": X[:, 0]}), columns=("tall", "n")
    )
    axes = [
        (wire["head"]["x"]["name"], wire["head"]["y"]["name"])
        for wire in (shown.trace, shown.scaled)
    ]
    assert axes[0] == ("tall", "n")
    assert axes[1] == ("tall, scaled", "n, scaled")
