"""Training and applying: one order of rows, ids from dark to bright, any estimator."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.cluster import DBSCAN, AgglomerativeClustering, KMeans
from sklearn.decomposition import PCA
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import teachclust.earth as ee
from teachclust import trace
from teachclust.cluster import SimpleKMeans
from teachclust.errors import LearnerError


@pytest.fixture(scope="module")
def scene() -> ee.Image:
    return ee.load_scene(100)


@pytest.fixture(scope="module")
def training(scene: ee.Image) -> ee.FeatureCollection:
    return scene.sample(numPixels=600)


MADE = {
    "wekaKMeans": lambda: ee.Clusterer.wekaKMeans(6),
    "k-means++": lambda: ee.Clusterer.wekaKMeans(6, init=1),
    "canopy": lambda: ee.Clusterer.wekaKMeans(6, init=2),
    "farthest": lambda: ee.Clusterer.wekaKMeans(6, init=3),
    "manhattan": lambda: ee.Clusterer.wekaKMeans(6, distanceFunction="Manhattan"),
    "wekaCascadeKMeans": lambda: ee.Clusterer.wekaCascadeKMeans(maxClusters=4, restarts=2),
    "wekaXMeans": ee.Clusterer.wekaXMeans,
    "wekaCobweb": lambda: ee.Clusterer.wekaCobweb(0.03),
    "Cobweb by spread": lambda: ee.Clusterer.wekaCobweb(0.4, acuityUnit="spread"),
    "wekaLVQ": lambda: ee.Clusterer.wekaLVQ(epochs=2),
    "KMeans": lambda: ee.Clusterer(KMeans(6, n_init=2, random_state=0)),
    "mixture": lambda: ee.Clusterer(GaussianMixture(4, random_state=0)),
    "DBSCAN": lambda: ee.Clusterer(DBSCAN(eps=0.05)),
    "agglomerative": lambda: ee.Clusterer(AgglomerativeClustering(5)),
}


@pytest.mark.parametrize("name", MADE)
def test_the_same_rows_in_any_order_give_the_same_ids(
    name: str, scene: ee.Image, training: ee.FeatureCollection
) -> None:
    first = MADE[name]().train(training)
    ids = scene.cluster(first).ids
    rng = np.random.default_rng(0)
    for _ in range(3):
        again = MADE[name]().train(training.iloc[rng.permutation(len(training))])
        assert np.array_equal(scene.cluster(again).ids, ids)
        if hasattr(first.estimator_, "cluster_centers_"):
            assert np.array_equal(
                again.estimator_.cluster_centers_, first.estimator_.cluster_centers_
            )


def test_ids_go_from_dark_to_bright(scene: ee.Image, training: ee.FeatureCollection) -> None:
    result = scene.cluster(ee.Clusterer.wekaKMeans(6).train(training))
    assert result.cluster_map.n_clusters == 6
    pixels = scene.raster.pixels()
    means = [pixels[result.ids[scene.raster.valid] == i].mean() for i in range(6)]
    assert means == sorted(means)
    assert np.array_equal(result.ids >= 0, scene.raster.valid)


def test_given_order_shows_how_an_algorithm_depends_on_it(training: ee.FeatureCollection) -> None:
    lvq = ee.Clusterer.wekaLVQ(epochs=1, order="given")
    found = {
        lvq.train(training.iloc[::step]).estimator_.cluster_centers_.tobytes() for step in (1, -1)
    }
    assert len(found) == 2


def test_training_gives_a_new_clusterer(training: ee.FeatureCollection) -> None:
    made = ee.Clusterer.wekaKMeans(4)
    trained = made.train(training)
    assert trained.schema() == list(training.columns)
    assert "not trained" in repr(made)
    assert "4 clusters of blue" in repr(trained)
    with pytest.raises(LearnerError, match="isn't trained"):
        made.schema()
    with pytest.raises(LearnerError, match="isn't trained"):
        training.cluster(made)


def test_what_was_fitted_can_be_watched(training: ee.FeatureCollection) -> None:
    trained = ee.Clusterer.wekaKMeans(4).train(training)
    replay = trace(trained.estimator_, trained.training_)
    assert np.array_equal(replay.frames[-1].labels, trained.estimator_.labels_)
    assert isinstance(trained.estimator_, SimpleKMeans)


def test_properties_are_found_by_name(scene: ee.Image, training: ee.FeatureCollection) -> None:
    two = ee.Clusterer.wekaKMeans(5).train(training, inputProperties=["nir", "red"])
    assert two.schema() == ["nir", "red"]
    mixed = scene.select("swir1", "red", "green", "nir")
    assert np.array_equal(mixed.cluster(two).ids, scene.cluster(two).ids)
    with pytest.raises(LearnerError, match="lacks a band") as error:
        scene.select("red", "green").cluster(two)
    assert "rename" in error.value.fix
    with pytest.raises(LearnerError, match="no such property"):
        ee.Clusterer.wekaKMeans(5).train(training, inputProperties=["ndvi"])


def test_arrays_have_numbered_bands() -> None:
    X = np.random.default_rng(0).random((50, 3))
    trained = ee.Clusterer.wekaKMeans(3).train(X, inputProperties=["B3", "B1"])
    assert trained.schema() == ["B3", "B1"]
    with pytest.raises(LearnerError, match="2 bands"):
        trained.predict(X)
    missing = X[:, :2].copy()
    missing[4] = np.nan
    assert trained.predict(missing)[4] == -1
    assert trained.predict(missing).max() == 2


def test_subsampling_takes_a_share_of_the_rows(training: ee.FeatureCollection) -> None:
    small = ee.Clusterer.wekaKMeans(3).train(training, subsampling=0.25)
    other = ee.Clusterer.wekaKMeans(3).train(training, subsampling=0.25, subsamplingSeed=1)
    assert len(small.training_) == 150
    assert not small.training_.equals(other.training_)
    shuffled = training.iloc[np.random.default_rng(0).permutation(600)]
    assert small.training_.equals(
        ee.Clusterer.wekaKMeans(3).train(shuffled, subsampling=0.25).training_
    )
    for wrong in ({"subsampling": 0}, {"subsampling": "all"}, {"subsamplingSeed": 0.5}):
        with pytest.raises(LearnerError, match="share above 0"):
            ee.Clusterer.wekaKMeans(3).train(training, **wrong)  # type: ignore[arg-type]


def test_estimators_that_cannot_predict_take_the_nearest_pixel(
    scene: ee.Image, training: ee.FeatureCollection
) -> None:
    trained = ee.Clusterer(AgglomerativeClustering(5)).train(training)
    assert "nearest training pixel" in repr(trained)
    ids = training.cluster(trained)["cluster"]
    # a training pixel is the nearest to itself
    fitted = trained.predict(trained.training_.to_numpy())
    assert [trained.ids_[int(k)] for k in trained.estimator_.labels_] == fitted.tolist()
    assert set(ids) == set(range(5))


def test_noise_has_the_last_id(training: ee.FeatureCollection) -> None:
    trained = ee.Clusterer(DBSCAN(eps=0.02)).train(training)
    names, _ = trained.legend()
    assert names[-1] == "noise"
    assert trained.ids_[-1] == len(names) - 1


def test_an_image_and_its_blocks_are_trained_without_a_table(scene: ee.Image) -> None:
    by_image = ee.Clusterer.wekaKMeans(5).train(scene)
    blocks = np.array_split(scene.raster.pixels(), 13)
    by_blocks = ee.Clusterer.wekaKMeans(5).train(lambda: blocks[::-1], scene.bandNames())
    assert by_image.schema() == scene.bandNames()
    assert np.array_equal(
        by_image.estimator_.cluster_centers_, by_blocks.estimator_.cluster_centers_
    )
    assert np.array_equal(scene.cluster(by_image).ids, scene.cluster(by_blocks).ids)
    few = ee.Clusterer.wekaXMeans().train(lambda: blocks, scene.bandNames(), subsampling=0.05)
    assert len(few.training_) == round(0.05 * scene.raster.valid.sum())


@pytest.mark.parametrize("wrong", [KMeans, "wekaKMeans", np.zeros((3, 2))])
def test_what_is_no_estimator_is_refused(wrong: Any) -> None:
    with pytest.raises(LearnerError):
        ee.Clusterer(wrong)
    with pytest.raises(LearnerError, match="order"):
        ee.Clusterer(KMeans(2), order="sorted")


def test_columns_are_found_by_name(training: ee.FeatureCollection) -> None:
    trained = ee.Clusterer.wekaKMeans(5).train(training)
    turned = training[training.columns[::-1]]
    assert trained.predict(turned).tolist() == training.cluster(trained)["cluster"].tolist()
    numbered = ee.FeatureCollection(training.to_numpy())
    assert ee.Clusterer.wekaKMeans(3).train(numbered, [1, 0]).schema() == ["1", "0"]
    assert numbered.cluster(ee.Clusterer.wekaKMeans(3).train(numbered)).shape == (600, 7)
    text = training.astype(object)
    text.iloc[3, 2] = "x"
    with pytest.raises(LearnerError, match="else than numbers") as error:
        text.cluster(trained)
    names = {"table": text, "pd": pd}
    exec(error.value.fix, names)
    assert names["table"].cluster(trained)["cluster"].iloc[3] == -1
    with pytest.raises(LearnerError, match="outputName"):
        training.cluster(trained, 5)  # type: ignore[arg-type]


@pytest.mark.parametrize("step", [KMeans(4), DBSCAN(eps=0.5)])
def test_a_pipeline_is_trained(step: Any, scene: ee.Image, training: ee.FeatureCollection) -> None:
    made = ee.Clusterer(make_pipeline(StandardScaler(), step))
    first, again = made.train(training), made.train(training)
    assert np.array_equal(scene.cluster(first).ids, scene.cluster(again).ids), "seed 0 by default"
    scaled = StandardScaler().fit_transform(first.training_)
    alone = clone(first.estimator_[-1]).fit_predict(scaled)
    ids = first.predict(first.training_) if isinstance(step, KMeans) else None
    if ids is not None:
        assert ids.tolist() == [first.ids_[k] for k in alone.tolist()]


@pytest.mark.parametrize(
    "wrong",
    [StandardScaler(), PCA(2), KNeighborsClassifier(), make_pipeline(PCA(2), StandardScaler())],
)
def test_what_does_not_cluster_is_refused(wrong: Any) -> None:
    with pytest.raises(LearnerError, match="no estimator that clusters") as error:
        ee.Clusterer(wrong)
    exec(error.value.fix, {"ee": ee})


def test_an_untrained_clusterer_has_no_legend() -> None:
    with pytest.raises(LearnerError, match="isn't trained"):
        ee.Clusterer.wekaKMeans(3).legend()
