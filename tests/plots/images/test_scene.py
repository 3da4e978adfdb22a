"""SceneDisplay: pixels as they are, map units, legend by id, refusals."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib.pyplot as plt
import numpy as np
import pytest
from sklearn.cluster import KMeans

from teachclust.errors import LearnerError
from teachclust.images import ClusterMap, Raster
from teachclust.plots import SceneDisplay

GRID = (30.0, 0.0, 300000.0, 0.0, -30.0, 3500000.0)
COLORS = ("#0072b2", "#e69f00", "#009e73")
rng = np.random.default_rng(0)
IDS = np.repeat([[0] * 20 + [1] * 20], 30, axis=0)
IDS[:3] = -1
VALUES = np.where(IDS < 0, -9999, 1000 * IDS + rng.integers(0, 200, (3, 30, 40)))
SCENE = Raster(VALUES.astype(np.int16), ("red", "green", "blue"), GRID, "EPSG:32636", -9999)
CLUSTERS = ClusterMap(IDS, ("sea", "land", "gone"), COLORS, GRID)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def test_image_and_clusters_lie_in_map_units() -> None:
    display = SceneDisplay.from_raster(SCENE, CLUSTERS)
    assert len(display.images_) == len(display.axes_) == 2
    for image in display.images_:
        assert image.get_extent() == [300000.0, 301200.0, 3499100.0, 3500000.0]
    drawn = np.asarray(display.images_[1].get_array())
    assert drawn[10, 0].tolist() == [0x00, 0x72, 0xB2, 255]
    assert drawn[10, 39].tolist() == [0xE6, 0x9F, 0x00, 255]
    assert (drawn[0, :, 3] == 0).all(), "what has no data lets the hatch through"
    assert display.axes_[1].patch.get_hatch()
    assert display.axes_[0].get_xlabel() == "easting (m)"


def test_the_legend_tells_id_name_and_share_and_leaves_out_what_has_no_pixels() -> None:
    display = SceneDisplay.from_raster(SCENE, CLUSTERS, truth=CLUSTERS)
    assert len(display.legends_) == 2
    texts = [text.get_text() for text in display.legends_[0].get_texts()]
    assert texts == ["0 sea  50 %", "1 land  50 %", "no data"]
    assert sorted(text.get_text() for text in display.axes_[1].texts) == ["0", "1"]
    assert display.shares.tolist() == [0.5, 0.5, 0.0]
    assert "2 clusters: 0 sea 50 %, 1 land 50 %." in display.alt
    assert "2 known classes" in display.alt


def test_an_estimator_finds_the_clusters_of_the_valid_pixels() -> None:
    display = SceneDisplay.from_estimator(KMeans(2, n_init=1, random_state=0), SCENE)
    found = display.clusters
    assert found is not None
    assert ((found.ids < 0) == (IDS < 0)).all()
    assert found.names == ("cluster 0", "cluster 1")
    expected = KMeans(2, n_init=1, random_state=0).fit_predict(SCENE.pixels())
    assert found.ids[SCENE.valid].tolist() == expected.tolist()
    assert display.ax_.get_title() == "KMeans, 2 clusters"


def test_a_scene_alone_and_a_turned_one_are_drawn() -> None:
    alone = SceneDisplay.from_raster(SCENE)
    assert alone.shares.size == 0
    assert len(alone.axes_) == 1
    turned = Raster(VALUES, ("a", "b", "c"), (30.0, 5.0, 0.0, 5.0, -30.0, 0.0))
    assert SceneDisplay.from_raster(turned).axes_[0].get_xlabel() == "column"


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(LearnerError, match="A scene is a Raster"):
        SceneDisplay.from_raster(VALUES)
    with pytest.raises(LearnerError, match="clusters must be a ClusterMap"):
        SceneDisplay.from_raster(SCENE, IDS)
    small = ClusterMap(IDS[:5], CLUSTERS.names, COLORS, GRID)
    with pytest.raises(LearnerError, match="truth and the scene must have the same pixels"):
        SceneDisplay.from_raster(SCENE, CLUSTERS, truth=small)
