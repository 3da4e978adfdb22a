"""What is no trained clusterer is refused before anything is read."""

from __future__ import annotations

import pytest
from sklearn.cluster import KMeans

import teachclust.earth as ee
from teachclust.earth.applying import check_trained
from teachclust.errors import LearnerError


def test_only_trained_clusterers_are_applied() -> None:
    trained = ee.Clusterer.wekaKMeans(2).train([[0.0], [0.1], [1.0]])
    assert check_trained(trained) is trained
    with pytest.raises(LearnerError, match="isn't trained"):
        check_trained(ee.Clusterer.wekaKMeans(2))
    with pytest.raises(LearnerError, match="no clusterer"):
        ee.load_scene(64).cluster(KMeans(2))
