"""Pictures as people have them, read for a PaletteLab."""

from __future__ import annotations

import io

import numpy as np
from palette_lab_samples import pixels
from PIL import Image

from teachclust.widgets.palette_lab.picture import open_picture


def test_arrays_of_every_kind_are_the_same_picture() -> None:
    whole = pixels()
    exact = open_picture(whole, 100).pixels
    np.testing.assert_array_equal(exact, whole)
    np.testing.assert_array_equal(open_picture(whole / 255, 100).pixels, whole)
    np.testing.assert_array_equal(open_picture(whole.tolist(), 100).pixels, whole)
    clear = np.dstack([whole, np.full(whole.shape[:2], 255, dtype=np.uint8)])
    np.testing.assert_array_equal(open_picture(clear, 100).pixels, whole)
    clear[..., 3] = 0
    assert (open_picture(clear, 100).pixels == 255).all()
    gray = open_picture(whole[..., 0], 100).pixels
    np.testing.assert_array_equal(gray[..., 2], whole[..., 0])


def test_a_cameras_photo_is_turned_and_made_smaller() -> None:
    tall = np.zeros((300, 400, 3), dtype=np.uint8)
    tall[:, :200] = (250, 0, 0)
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # held on its side: the left of the file is the top
    Image.fromarray(tall).save(file, format="JPEG", quality=95, exif=exif)
    found = open_picture(file.getvalue(), 100, "camera.jpg")
    assert found.size == (75, 100)
    assert found.shrunk_from == (300, 400)
    assert found.pixels[5, 40, 0] > 200 > 50 > found.pixels[95, 40, 0]
    same = open_picture(file.getvalue(), 1000)
    assert same.size == (300, 400)
    assert same.shrunk_from is None
