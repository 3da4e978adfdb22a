"""Tables: wherever a table is taken, and clustered themselves."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans

import teachclust.earth as ee
from teachclust import trace
from teachclust.errors import LearnerError


@pytest.fixture(scope="module")
def table() -> ee.FeatureCollection:
    return ee.load_scene(100).sample(numPixels=200)


def test_a_sample_goes_where_a_table_goes(table: ee.FeatureCollection) -> None:
    assert trace(KMeans(3, n_init=1, random_state=0), table).feature_names == tuple(table.columns)
    assert len(KMeans(3, n_init=1).fit(table).feature_names_in_) == 6
    assert isinstance(table.head(3), ee.FeatureCollection)
    assert type(table.to_frame()) is pd.DataFrame
    assert table.propertyNames() == list(table.columns)


def test_rows_get_the_cluster_of_their_pixel(table: ee.FeatureCollection) -> None:
    scene = ee.load_scene(100)
    clusterer = ee.Clusterer.wekaKMeans(4).train(table)
    found = table.cluster(clusterer, "kind")
    assert "kind" not in table
    rows, columns = table.index.to_frame().to_numpy().T
    assert np.array_equal(found["kind"], scene.cluster(clusterer).ids[rows, columns])
    with_gap = table.copy()
    with_gap.iloc[0, 0] = np.nan
    assert with_gap.cluster(clusterer)["cluster"].iloc[0] == -1
    with pytest.raises(LearnerError, match="lacks a band"):
        table[["red", "nir"]].cluster(clusterer)
    with pytest.raises(LearnerError, match="no clusterer"):
        table.cluster(KMeans(3))
