"""Clusters of an image: names, other ids, an earlier run, known classes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import teachclust.earth as ee
from teachclust import SceneLab
from teachclust.earth.clustered import ClusteredImage
from teachclust.errors import LearnerError
from teachclust.images.raster import ClusterMap
from teachclust.palette import NOISE

GRID = (30.0, 0.0, 0.0, 0.0, -30.0, 0.0)
COLORS = ("#111111", "#222222", "#333333")


def image_of(ids: object, names: tuple[str, ...] = ("a", "b", "c")) -> ClusteredImage:
    hues = (*COLORS, "#444444")[: len(names)]
    return ClusteredImage(ClusterMap(np.array(ids), names, hues, GRID))


def test_names_are_given_and_shared() -> None:
    image = image_of([[0, 1, 2, -1]], tuple(f"cluster {i}" for i in range(3)))
    assert repr(image) == "Image(4 x 1 pixels, band cluster: 3 clusters)"
    named = image.label({0: "sea", 2: "sea"}, {"sea": "#0000ff", "city": "#ff0000"})
    assert named.legend == {
        0: ("sea", "#0000ff"),
        1: ("cluster 1", "#222222"),
        2: ("sea", "#0000ff"),
    }
    assert image.cluster_map.names[0] == "cluster 0", "the other image stays as it is"
    assert repr(named) == "Image(4 x 1 pixels, band cluster: 3 clusters: sea, cluster 1)"
    assert image.label({0: "x", 1: "x"}).legend[1] == ("x", "#111111")


def test_names_and_colors_need_ids_and_names() -> None:
    image = image_of([[0, 1, 2]])
    for names in ({3: "x"}, {"a": "x"}, {0: 1}):
        with pytest.raises(LearnerError, match="needs a name"):
            image.label(names)
    with pytest.raises(LearnerError, match="#rrggbb"):
        image.label({}, {"a": "blue"})


def test_remap_merges_and_leaves_out() -> None:
    image = image_of([[0, 1, 2, -1]])
    merged = image.remap([1, 0], [0, 0])
    assert merged.ids.tolist() == [[0, 0, -1, -1]]
    assert merged.legend == {0: ("b", "#222222")}
    moved = image.remap([0, 1, 2], [2, 0, 1])
    assert moved.ids.tolist() == [[2, 0, 1, -1]]
    assert moved.cluster_map.names == ("b", "c", "a")
    for wrong in (([0], [0, 1]), ([], []), ([7], [0]), ([0], [-1]), ([0, 0], [1, 2])):
        with pytest.raises(LearnerError, match="remap needs"):
            image.remap(*wrong)


def test_ids_are_matched_with_an_earlier_run() -> None:
    earlier = image_of([[0, 0, 1, 1, 2, 2, -1]])
    now = image_of([[2, 2, 0, 0, 1, 0, 0]], ("x", "y", "z"))
    matched = now.match_to(earlier)
    assert matched.ids.tolist() == [[0, 0, 1, 1, 2, 1, 1]]
    assert matched.legend == earlier.legend
    assert matched.agreement is not None
    assert matched.agreement.raw == 0
    assert matched.agreement.matched == pytest.approx(5 / 6)
    assert "0.0% of the pixels keep their id, 83.3% once matched" in repr(matched)


def test_a_new_cluster_gets_a_new_id() -> None:
    earlier = image_of([[0, 0, 1, 1]], ("water", "land"))
    matched = image_of([[1, 1, 0, 2]]).match_to(earlier.cluster_map)
    assert sorted(np.unique(matched.ids)) == [0, 1, 2]
    assert matched.cluster_map.names[:2] == ("water", "land")
    assert matched.ids[0, 0] == 0


def test_accuracy_is_told_in_two_ways() -> None:
    truth = image_of([[0, 0, 0, 1, 1, 1, -1]], ("sea", "land")).cluster_map
    found = image_of([[0, 1, 1, 2, 2, 1, 0]])
    accuracy = found.accuracy(truth)
    assert accuracy.majority == pytest.approx(5 / 6)
    assert accuracy.one_to_one == pytest.approx(4 / 6)
    assert accuracy.names == {0: "sea", 1: "sea", 2: "land"}
    assert accuracy.table.loc[1].tolist() == [2, 1]
    assert repr(accuracy) == "Accuracy(majority=0.833, one_to_one=0.667)"
    with pytest.raises(LearnerError, match="pixel by pixel"):
        found.accuracy(image_of([[0]]))
    with pytest.raises(LearnerError, match="No pixel"):
        found.accuracy(image_of([[-1] * 7]))


def test_colors_stay_with_the_ids() -> None:
    colored = image_of([[0, 1, 2]]).randomVisualizer()
    again = image_of([[2, 1, 0]]).randomVisualizer()
    assert colored.cluster_map.colors == again.cluster_map.colors
    assert len(set(colored.cluster_map.colors)) == 3
    assert isinstance(colored, ee.Image)
    assert colored.bandNames() == ["cluster"]


def test_clusters_open_over_their_scene() -> None:
    scene = ee.load_scene(64)
    result = scene.cluster(ee.Clusterer.wekaKMeans(3).train(scene.sample(numPixels=200)))
    assert "from dark to bright" in repr(result)
    assert "from dark" not in repr(result.match_to(result)) + repr(result.remap([0], [0]))
    assert isinstance(result.show(scene.raster), SceneLab)
    lab = result.show(scene)
    assert isinstance(lab, SceneLab)
    assert np.array_equal(lab.clusters.ids, result.ids)


def test_one_name_has_one_color_and_noise_is_gray() -> None:
    named = image_of([[0, 1, 2, -1]], ("water", "water", "noise")).randomVisualizer()
    first, second, noise = named.cluster_map.colors
    assert first == second != noise == NOISE


def test_methods_of_images_keep_the_legend() -> None:
    scene = ee.load_scene(64)
    result = scene.cluster(ee.Clusterer.wekaKMeans(3).train(scene.sample(numPixels=200)))
    region = ee.Geometry.Rectangle(31.05, 31, 31.1, 32)
    named = result.label(["sea"])
    for image in (
        named.select("cluster"),
        named.select(0),
        named.rename("k"),
        named.clip(region),
        named.paint(region),
    ):
        assert image.randomVisualizer().legend == named.randomVisualizer().legend
    assert named.rename("k").bandNames() == ["k"]
    assert named.paint(region).painted
    assert np.array_equal(named.clip(region).ids >= 0, scene.clip(region).raster.valid)


def test_other_ids_say_what_they_are() -> None:
    image = image_of([[0, 1, 2, -1]])
    moved = image.match_to(image).remap(np.array([0]), [2], 5, "cluster")
    assert moved.ids.tolist() == [[2, 5, 5, -1]]
    assert moved.legend[5] == ("b", "#222222")
    assert moved.agreement is None
    assert repr(image.remap([0], [0])) == "Image(4 x 1 pixels, band cluster: 1 cluster: a)"
    assert len(repr(image.remap([0], [30_000]))) < 200


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda result: result.label(None), "names must be"),
        (lambda result: result.label({1: "x"}, ["#ffffff"]), "colors must be"),
        (lambda result: result.remap(0, 1), "two lists"),
        (lambda result: result.remap([0], [0], -1), "remap needs"),
        (lambda result: result.remap([0], [0], bandName="x"), "no such band"),
        (lambda result: result.match_to(None), "pixel by pixel"),
        (lambda result: result.paint(ee.Geometry.Rectangle(0, 0, 1, 1), "red"), "painted with"),
        (lambda result: result.show(None), "shown over"),
    ],
)
def test_what_is_wrong_is_told(call: Any, told: str) -> None:
    result = image_of([[0, 1, 2]])
    with pytest.raises(LearnerError, match=told) as error:
        call(result)
    region = ee.Geometry.Rectangle(0, 0, 1, 1)
    names = {"earlier": result, "image": result, "region": region, "result": result}
    exec(
        error.value.fix, names | {"scene": ee.Image.from_array(np.ones((3, 1, 3)), transform=GRID)}
    )
