"""Maps: layers, the view, the legend, and the text instead of the picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest

import teachclust.earth as ee
from teachclust.earth import geemap
from teachclust.earth import map as module
from teachclust.errors import LearnerError

REGION = ee.Geometry.Rectangle(29.7, 30, 32.5, 31.7)


@pytest.fixture(scope="module")
def scene() -> ee.Image:
    return ee.load_scene(100)


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    plt.close("all")


def test_the_map_shows_the_whole_of_its_images(scene: ee.Image) -> None:
    m = geemap.Map()
    m.add_layer(ee.Image().paint(REGION, 0, 2), {}, "region")
    m.addLayer(scene, {}, "scene")
    m.plot()
    assert m.ax_.get_xlim() == (312_000, 324_000)
    assert m.ax_.get_ylim() == (3_462_000, 3_474_000)
    assert m.ax_.get_title() == "region (its edge lies outside), scene"
    assert m.alt == (
        "A map of 2 layers. region: the outline of a Rectangle. "
        "scene: blue, green, red, nir, swir1, swir2."
    )


def test_zooming_in_moves_the_view(scene: ee.Image) -> None:
    m = ee.Map(center=(31.35, 31.08), zoom=15)
    m.add_layer(scene)
    low, high = m.plot().ax_.get_xlim()
    assert 2000 < high - low < 3000
    assert low < 317_500 < high
    m.setCenter(0, 0, 15)
    assert m.plot().ax_.get_xlim() == (312_000, 324_000)


def test_regions_alone_are_drawn_in_degrees() -> None:
    m = ee.Map()
    m.add_layer(REGION, name="region")
    ax = m.plot().ax_
    assert ax.get_xlabel() == "longitude (°)"
    assert ax.get_xlim()[0] < 29.7 < 32.5 < ax.get_xlim()[1]
    assert ax.get_title() == "region"
    m.add_layer(ee.Image().paint(REGION), {}, "filled")
    assert len(m.plot().ax_.patches) == 1


def test_a_legend_names_what_is_there(scene: ee.Image) -> None:
    result = scene.cluster(ee.Clusterer.wekaKMeans(4).train(scene.sample(numPixels=400)))
    named = result.label({0: "water", 1: "land", 2: "land", 3: "land"})
    texts = [text.get_text() for text in named.plot().ax_.get_legend().get_texts()]
    assert texts == ["water", "land"]
    assert "water" in named.plot().alt
    data, about = named._repr_mimebundle_()
    assert data["text/plain"] == repr(named)
    assert "alt=" in data["text/html"]
    assert about["image/png"]["alt"].startswith("A map of 1 layer. cluster: water")


def test_a_turned_grid_is_drawn_where_it_lies() -> None:
    grid = (20.0, 10.0, 1000.0, 10.0, -20.0, 2000.0)
    image = ee.Image.from_array(np.arange(12.0).reshape(1, 3, 4), transform=grid)
    ax = image.plot().ax_
    assert ax.get_xlim() == (1000, 1110)
    assert ax.get_ylim() == (1940, 2040)


def test_hidden_layers_are_left_out(scene: ee.Image) -> None:
    m = ee.Map()
    m.add_layer(scene, {"bands": "false"}, "false color", False)
    assert m.alt == "A map of 0 layers."
    assert not m.plot().ax_.images


def test_what_is_no_layer_is_told(scene: ee.Image) -> None:
    m = ee.Map()
    wrong = [
        ((scene.sample(numPixels=3),), "image or a region"),
        ((scene, {}, "a", True, 2), "opacity"),
        ((scene, {"bands": ["nir", "ndvi", "red"]}), "bands are"),
    ]
    for given, told in wrong:
        with pytest.raises(LearnerError, match=told):
            m.add_layer(*given)
    assert not m.layers
    with pytest.raises(LearnerError, match="zoom"):
        m.set_center(31, 31, 99)
    with pytest.raises(LearnerError, match="degrees"):
        m.set_center(312_000, 31)
    m.add_layer(scene)
    m.add_layer(ee.Image.from_array(np.ones((1, 2, 2))))
    with pytest.raises(LearnerError, match="different reference"):
        m.plot()


def test_a_large_image_is_drawn_with_fewer_pixels(
    scene: ee.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST_PIXELS", 40)
    ax = scene.plot().ax_
    assert ax.images[0].get_array().shape == (34, 34, 4)
    assert ax.get_xlim() == (312_000, 324_000)
    result = scene.cluster(ee.Clusterer.wekaKMeans(3).train(scene.sample(numPixels=100)))
    assert result.plot().ax_.images[0].get_array().shape == (34, 34, 4)


def test_a_name_is_told_once(scene: ee.Image) -> None:
    result = scene.cluster(ee.Clusterer.wekaKMeans(3).train(scene.sample(numPixels=200)))
    m = ee.Map()
    m.add_layer(result.label(["sea", "sea", "sea"]), {}, "map")
    assert m.alt == "A map of 1 layer. map: sea 100 %."


def test_a_map_is_centered_on_what_it_shows(scene: ee.Image) -> None:
    m = ee.Map()
    m.add_layer(scene, None, "scene", True, np.float32(0.5))
    region = ee.Geometry.Rectangle(31.05, 31.30, 31.06, 31.31)
    m.centerObject(region)
    assert m.center == pytest.approx((31.055, 31.305))
    m.plot()
    west, east = m.ax_.get_xlim()
    south, north = m.ax_.get_ylim()
    for x, y in region.outlines("EPSG:32636"):
        assert west <= x.min() < x.max() <= east
        assert south <= y.min() < y.max() <= north
    assert east - west < 3000
    m.center_object(scene, np.int64(9))
    assert m.zoom == 9


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda m, scene: m.add_layer(scene, ["nir"]), "vis_params"),
        (lambda m, scene: ee.Map(31), "center must be"),
        (lambda m, scene: m.centerObject(ee.Image()), "The middle"),
    ],
)
def test_what_a_map_cannot_take_is_told(scene: ee.Image, call: Any, told: str) -> None:
    with pytest.raises(LearnerError, match=told) as error:
        call(ee.Map(), scene)
    exec(error.value.fix, {"ee": ee, "m": ee.Map()})
