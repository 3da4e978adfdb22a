"""The synthetic scene: one seed, one scene; mixed pixels, nodata; over-cluster, then label."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.preprocessing import StandardScaler

import teachclust.datasets as datasets
from teachclust.datasets import make_scene
from teachclust.datasets.scene import BANDS, CLASSES
from teachclust.errors import LearnerError


@pytest.fixture(scope="module")
def scene() -> Any:
    return make_scene()


def test_what_comes_back(scene: Any) -> None:
    raster, truth = scene.raster, scene.truth
    assert "make_scene" in datasets.__all__
    assert raster.values.shape == (6, 400, 400)
    assert raster.values.dtype == np.int16
    assert raster.band_names == BANDS
    assert raster.transform == (30.0, 0.0, 312000.0, 0.0, -30.0, 3474000.0)
    assert (raster.crs, raster.nodata) == ("EPSG:32636", -9999)
    assert truth.names == ("sea", "river", "crop", "fallow", "desert", "urban")
    assert (truth.transform, truth.crs) == (raster.transform, raster.crs)
    assert "Licence: CC0-1.0" in scene.DESCR


def test_the_same_bytes_on_every_machine(scene: Any) -> None:
    # numpy's exact operations alone are used; a change of this number is a change of the scene
    digest = hashlib.sha1(scene.raster.values.astype("<i2").tobytes()).hexdigest()
    assert digest == "160b7b422befb0515b76fa3816ed29b70dcc01c4"


def test_seeds() -> None:
    first, again, other = (make_scene(64, random_state=seed) for seed in (3, 3, 4))
    np.testing.assert_array_equal(first.raster.values, again.raster.values)
    np.testing.assert_array_equal(first.truth.ids, again.truth.ids)
    assert not np.array_equal(first.raster.values, other.raster.values)
    assert not np.shares_memory(first.raster.values, again.raster.values)


@pytest.mark.parametrize("seed", range(6))
def test_every_seed_has_all_classes_and_a_wedge(seed: int) -> None:
    scene = make_scene(200, random_state=seed)
    missing = ~scene.raster.valid
    assert missing.mean() == pytest.approx(0.044, abs=0.002)
    np.testing.assert_array_equal(missing, scene.truth.ids == -1)
    assert (scene.raster.values[:, missing] == -9999).all()
    assert scene.raster.values[:, ~missing].min() > 0
    assert scene.raster.values.max() < 10_000
    share = np.bincount(scene.truth.ids[~missing], minlength=6) / (~missing).sum()
    least = {"sea": 0.1, "river": 0.015, "crop": 0.1, "fallow": 0.05, "desert": 0.3, "urban": 0.01}
    for (name, _, _), part in zip(CLASSES, share, strict=True):
        assert part > least[name]


def test_the_means_are_those_of_the_classes(scene: Any) -> None:
    pixels = scene.raster.pixels()
    truth = scene.truth.ids[scene.raster.valid]
    for number, (_, _, mean) in enumerate(CLASSES):
        found = np.median(pixels[truth == number], axis=0)
        np.testing.assert_allclose(found, mean, rtol=0.3, atol=0.004)


def test_a_smaller_scene_shows_the_same_ground() -> None:
    small = make_scene(100)
    assert small.raster.transform[0] == 120.0
    assert small.raster.transform[2::3] == (312000.0, 3474000.0)
    large = make_scene(200).truth.ids[::2, ::2]
    assert (small.truth.ids == large).mean() > 0.9


@pytest.mark.parametrize(("k", "least", "most"), [(6, 0.93, 0.96), (15, 0.97, 0.99)])
def test_over_cluster_then_label(scene: Any, k: int, least: float, most: float) -> None:
    pixels, truth = scene.raster.pixels(), scene.truth.ids[scene.raster.valid]
    sample = np.random.RandomState(0).choice(len(pixels), 5000, replace=False)
    scaler = StandardScaler().fit(pixels[sample])
    kmeans = KMeans(k, n_init=10, random_state=0).fit(scaler.transform(pixels[sample]))
    counts = np.zeros((k, 6))
    np.add.at(counts, (kmeans.predict(scaler.transform(pixels)), truth), 1)
    assert least < counts.max(axis=1).sum() / len(truth) < most


@pytest.mark.parametrize("size", [63, 1025, 0, -1, 400.0, "400", True, None])
def test_sizes_that_are_refused(size: Any) -> None:
    with pytest.raises(LearnerError, match="from 64 to 1024"):
        make_scene(size)
