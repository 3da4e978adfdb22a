"""Pictures of every mode become red, green and blue."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms

from teachclust import PaletteLab
from teachclust.datasets import read_image
from teachclust.images.pixels import as_pixels

RGB = Image.fromarray(np.random.default_rng(0).integers(0, 256, (9, 12, 3), dtype=np.uint8))


MODES = ["1", "L", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "HSV", "I", "F", "LA", "PA"]


def in_mode(mode: str) -> Image.Image:
    """Return a picture in a mode of Pillow's; Pillow converts to some by way of another."""
    if mode.startswith("I;16"):
        deep = Image.new(mode, (3, 2))
        deep.putdata([0, 300, 65_535, 7, 8, 40_000])
        return deep
    way = {"PA": "P", "La": "LA", "RGBa": "RGBA"}.get(mode)
    return RGB.convert(way).convert(mode) if way else RGB.convert(mode)


def in_file(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("mode", MODES)
def test_an_opened_picture_has_its_colors_in_every_mode(mode: str) -> None:
    image = in_mode(mode)
    before = image.copy()
    pixels = as_pixels(image)
    assert image.mode == mode
    assert image.tobytes() == before.tobytes()
    if mode in ("RGB", "P", "PA", "CMYK", "YCbCr", "HSV", "RGBX", "RGBA", "RGBa", "1", "L"):
        np.testing.assert_array_equal(pixels, np.asarray(image.convert("RGB")))
    elif mode in ("LA", "La"):
        np.testing.assert_array_equal(pixels, np.asarray(RGB.convert("L").convert("RGB")))
    elif mode == "LAB":
        # Pillow's own conversion both ways: eight bits of L, a and b lose some levels
        assert np.abs(pixels.astype(int) - np.asarray(RGB)).mean() < 3
    elif mode.startswith("I;16"):
        np.testing.assert_array_equal(pixels[0, :, 0], [0, 1, 255])
    else:  # I and F hold whole levels of gray here, shown from black to white
        gray = np.asarray(image).astype(float)
        unit = (gray - gray.min()) / (gray.max() - gray.min())
        np.testing.assert_array_equal(pixels[:, :, 0], np.rint(unit * 255))


@pytest.mark.parametrize("orientation", range(2, 9))
def test_an_opened_photo_is_turned_as_its_file_is(orientation: int, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "camera.jpg"
    RGB.save(path, exif=exif)
    wanted = read_image(path)
    with Image.open(path) as opened:
        found = read_image(opened)
        np.testing.assert_array_equal(found.image, wanted.image)
        assert "as the camera was held" in found.notices[0]
        assert found.title == "camera.jpg"
        assert opened.getexif()[0x0112] == orientation, "the learner's own is not changed"


def test_see_through_pixels_of_opened_pictures_are_laid_on_white() -> None:
    indexed = Image.fromarray(np.array([[0, 1]], dtype=np.uint8), "P")
    indexed.putpalette([255, 0, 0, 0, 255, 0])
    indexed.info["transparency"] = 1
    assert as_pixels(indexed).tolist() == [[[255, 0, 0], [255, 255, 255]]]
    with_opacity = Image.fromarray(np.array([[0, 1]], dtype=np.uint8), "P")
    with_opacity.putpalette([255, 0, 0, 255, 0, 255, 0, 0], "RGBA")
    assert as_pixels(with_opacity).tolist() == [[[255, 0, 0], [255, 255, 255]]]
    assert "see-through" in read_image(with_opacity).notices[0].lower()
    for mode in ("RGBA", "LA", "La", "RGBa"):
        clear = Image.new(mode, (2, 2))
        assert (as_pixels(clear) == 255).all(), mode
    one_shade = RGB.convert("HSV")
    one_shade.info["transparency"] = 3  # Pillow can't use it in this mode, so it means nothing
    np.testing.assert_array_equal(as_pixels(one_shade), np.asarray(one_shade.convert("RGB")))


def test_a_color_profile_is_told_of_unless_it_is_srgb() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert read_image(in_file(RGB, icc_profile=srgb)).notices == ()
    other = srgb.replace("sRGB".encode("utf-16-be"), "P3P3".encode("utf-16-be"))
    content = in_file(RGB, icc_profile=other.replace(b"sRGB", b"P3P3"))
    for source in (content, Image.open(io.BytesIO(content))):
        assert "profile is not sRGB" in read_image(source).notices[0]
    assert "profile" in PaletteLab(content, k=2).picture["notices"][0]


def test_of_an_opened_animation_the_present_frame_is_taken() -> None:
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "lime", "blue")]
    content = in_file(frames[0], "GIF", save_all=True, append_images=frames[1:])
    opened = Image.open(io.BytesIO(content))
    opened.seek(1)
    found = read_image(opened)
    assert found.image[0, 0].tolist() == [0, 1, 0]
    assert found.notices == ("The file holds 3 pictures; this is number 2.",)
    assert opened.tell() == 1
