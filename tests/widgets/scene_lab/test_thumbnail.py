"""The thumbnail: image on the left, clusters on the right, in their colors; small."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image
from scene_lab_samples import scene

from teachclust.widgets.scene_lab.legend import Legend
from teachclust.widgets.scene_lab.scene import read_scene
from teachclust.widgets.scene_lab.thumbnail import scene_lab_png


def test_clusters_are_on_the_right_and_nodata_is_hatched() -> None:
    raster, clusters, _ = scene()
    legend = Legend.of(clusters).recolored(3, "#123456")
    picture = scene_lab_png(read_scene(raster, clusters, None), legend)
    pixels = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))
    assert pixels.shape == (30, 40, 3)
    assert pixels[10, 38].tolist() == [0x12, 0x34, 0x56]
    assert pixels[10, 5].tolist() != [0x00, 0x72, 0xB2]
    assert pixels[:2].min() >= 200
    assert scene_lab_png(read_scene(raster, None, None), Legend.of(None)) != picture
