"""The guide's Python cell with another import and another scene, and its four remarks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from teachclust.cluster import advise_acuity
from teachclust.images import read_cluster_map

#: The guide's cell as it stands there, but for two lines of imports and those that load the image.
CELL = """
import teachclust.earth as ee
import teachclust.earth.geemap as geemap

# Define a region in which to generate a segmented map.
region = ee.Geometry.Rectangle(29.7, 30, 32.5, 31.7)
# Load a Landsat composite for input.
input = (
  ee.load_scene()
  .clip(region)
)
# Display the sample region.
m = geemap.Map()
m.set_center(31.5, 31.0, 8)
m.add_layer(ee.Image().paint(region, 0, 2), {}, 'region')
# Make the training dataset.
training = input.sample(region=region, scale=30, numPixels=5000)
# Instantiate the clusterer and train it.
clusterer = ee.Clusterer.wekaKMeans(15).train(training)
# Cluster the input using the trained clusterer.
result = input.cluster(clusterer)
# Display the clusters with random colors.
m.add_layer(result.randomVisualizer(), {}, 'clusters')
"""


@pytest.fixture(scope="module")
def cell() -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(CELL, names)
    return names


def test_the_guides_cell_runs(cell: dict[str, Any]) -> None:
    assert len(cell["training"]) == 5000
    result = cell["result"]
    assert set(np.unique(result.ids)) == {-1, *range(15)}
    assert np.array_equal(result.ids >= 0, cell["input"].raster.valid)
    data, about = cell["m"]._repr_mimebundle_()
    assert len(data["image/png"]) > 10_000
    assert about["image/png"]["alt"].startswith("A map of 2 layers. region:")


def test_many_clusters_are_labeled(cell: dict[str, Any], tmp_path: Path) -> None:
    result, truth = cell["result"], cell["input"].truth
    accuracy = result.accuracy(truth)
    assert accuracy.majority > 0.95
    labeled = result.label(accuracy.names)
    file = labeled.to_geotiff(tmp_path / "clusters.tif")
    again = read_cluster_map(file)
    assert np.array_equal(again.ids, result.ids)
    assert again.names == labeled.cluster_map.names
    assert again.crs == "EPSG:32636"


def test_a_rerun_keeps_its_colors(cell: dict[str, Any]) -> None:
    ee, scene, result = cell["ee"], cell["input"], cell["result"]
    labeled = result.label(result.accuracy(scene.truth).names)
    training = scene.sample(numPixels=5000, seed=1)
    again = scene.cluster(ee.Clusterer.wekaKMeans(15, seed=11).train(training)).match_to(labeled)
    assert again.agreement.raw < again.agreement.matched < 1
    assert again.accuracy(scene.truth).names[0] == labeled.cluster_map.names[0] == "sea"


def test_the_same_pixels_in_any_order_and_blocks_are_the_same_to_the_last_bit(
    cell: dict[str, Any],
) -> None:
    ee, scene = cell["ee"], cell["input"]
    X = scene.raster.pixels()[::7]
    found = set()
    for seed, size in ((0, 100), (1, 5_000), (2, 100_000)):
        rows = np.random.default_rng(seed).permutation(X)
        blocks = [rows[i : i + size] for i in range(0, len(rows), size)]
        clusterer = ee.Clusterer.wekaKMeans(8, maxIterations=4)
        trained = clusterer.train(lambda blocks=blocks: blocks, scene.bandNames())
        found.add(
            trained.estimator_.cluster_centers_.tobytes() + scene.cluster(trained).ids.tobytes()
        )
    assert len(found) == 1


def test_cobweb_is_quick_with_an_advised_acuity(cell: dict[str, Any]) -> None:
    ee, scene, training = cell["ee"], cell["input"], cell["training"]
    advice = advise_acuity(training)
    clusterer = ee.Clusterer.wekaCobweb(advice.acuity, acuityUnit="spread").train(training)
    result = scene.cluster(clusterer)
    assert 2 <= result.cluster_map.n_clusters <= 30
    assert result.accuracy(scene.truth).majority > 0.8
    # in the bands' own units the guide's default is more than the range of a reflectance
    assert scene.cluster(ee.Clusterer.wekaCobweb().train(training)).cluster_map.n_clusters == 1
