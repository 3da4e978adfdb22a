"""One door for pictures: the same picture has the same colors however it comes in."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from sklearn.cluster import KMeans
from sklearn.datasets import load_sample_image

from teachclust import PaletteLab
from teachclust.checks import check_data
from teachclust.datasets import Picture, load_photo, read_image
from teachclust.errors import LearnerError
from teachclust.images.distortion import psnr
from teachclust.images.file_sizes import jpeg_copy, png_bytes
from teachclust.images.palettes import color_table
from teachclust.images.pixels import as_pixels
from teachclust.plots import PaletteDisplay, PictureDisplay, RateDistortionDisplay

CHINA = load_sample_image("china.jpg")[::4, ::4]
RGB = Image.fromarray(np.random.default_rng(0).integers(0, 256, (9, 12, 3), dtype=np.uint8))
MODES = ["1", "L", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "HSV", "I", "F", "LA", "PA"]
MODES += ["RGBX", "RGBa", "La", "I;16", "I;16L", "I;16B"]


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


SAVED = [
    ("P", "PNG"),
    ("P", "GIF"),
    ("CMYK", "TIFF"),
    ("YCbCr", "JPEG"),
    ("LAB", "TIFF"),
    ("LA", "PNG"),
]
SAVED += [
    ("I;16", "PNG"),
    ("I;16", "TIFF"),
    ("F", "TIFF"),
    ("I", "TIFF"),
    ("1", "PNG"),
    ("RGBA", "PNG"),
]


@pytest.mark.parametrize(("mode", "kind"), SAVED)
def test_file_and_opened_picture_are_the_same_through_every_entry(
    mode: str, kind: str, tmp_path: Path
) -> None:
    content = in_file(in_mode(mode), kind)
    path = tmp_path / "me"
    path.write_bytes(content)
    wanted = read_image(path)
    with Image.open(path) as opened, path.open("rb") as file:
        for source in (
            opened,
            file,
            content,
            bytearray(content),
            {"name": "x", "content": content},
        ):
            found = read_image(source)
            np.testing.assert_array_equal(found.image, wanted.image)
            assert found.notices == wanted.notices
    pixels = as_pixels(wanted)
    with Image.open(path) as opened:
        lab = PaletteLab(opened, k=2)
        shown = np.frombuffer(lab.picture["rgb"], "u1").reshape(pixels.shape)
        np.testing.assert_array_equal(shown, pixels)
        assert tuple(lab.picture["notices"]) == wanted.notices
        assert psnr(opened, wanted) == np.inf
        assert png_bytes(opened) == png_bytes(wanted)
        assert jpeg_copy(opened).n_bytes == jpeg_copy(wanted).n_bytes
        np.testing.assert_array_equal(color_table(opened).colors, color_table(pixels).colors)


def test_displays_take_every_kind_of_picture(tmp_path: Path) -> None:
    path = tmp_path / "me.png"
    RGB.convert("P").save(path)
    wanted = read_image(path)
    model = KMeans(2, n_init=1, random_state=0)
    colors = PaletteDisplay.from_estimator(model, wanted).colors
    reader, writer = os.pipe()
    os.write(writer, path.read_bytes())
    os.close(writer)
    for source in (path, str(path), path.read_bytes(), Image.open(path), os.fdopen(reader, "rb")):
        display = PictureDisplay.from_estimator(model, source)
        np.testing.assert_array_equal(display.original, as_pixels(wanted))
    for source in (path, Image.open(path)):
        np.testing.assert_array_equal(PaletteDisplay.from_estimator(model, source).colors, colors)
    RateDistortionDisplay.from_estimator(model, Image.open(path), k=(2,), qualities=(50,))


def test_what_is_read_has_numbers_of_its_own() -> None:
    floats = np.asarray(RGB) / 255
    photo = load_photo()
    for source, theirs in ((floats, floats), (photo, photo.image)):
        read_image(source).image[:] = 0
        assert theirs.any()


def test_a_picture_is_no_table_of_its_numbers() -> None:
    for picture in (RGB.convert("P"), RGB.convert("L"), RGB, load_photo("flower")):
        with pytest.raises(LearnerError, match="X is a picture, not a table") as caught:
            check_data(picture)
        scope: dict[str, Any] = {"X": picture}
        exec(caught.value.fix, scope)
        assert check_data(scope["X"]).X.shape[1] == 3


@pytest.mark.parametrize(
    "copy", [np.zeros((108, 3)), np.zeros((5, 4, 3)), np.zeros((9, 11)), RGB.resize((4, 5))]
)
def test_copies_of_another_size_are_mended_by_the_line(copy: Any) -> None:
    with pytest.raises(LearnerError, match="differ in size") as caught:
        psnr(RGB, copy)
    scope: dict[str, Any] = {"copy": copy, "np": np}
    exec(caught.value.fix, scope)
    assert psnr(RGB, scope["copy"]) < 30


def test_a_list_of_pixels_is_counted_as_such() -> None:
    pixels = [[0, 0, 9], [0, 0, 9], [255, 1, 2]]
    assert color_table(pixels).colors.tolist() == [[0, 0, 9], [255, 1, 2]]
    assert color_table(np.array(pixels) / 255).counts.tolist() == [2, 1]
    with pytest.raises(LearnerError, match="not all from 0 to 255"):
        color_table([[0, 0, 256]])


def test_a_fitted_estimator_sees_the_units_of_the_picture() -> None:
    whole = np.asarray(RGB)
    fitted = KMeans(3, n_init=1, random_state=0).fit(whole.reshape(-1, 3).astype(float))
    by_array = PaletteDisplay.from_estimator(fitted, whole).colors
    np.testing.assert_array_equal(PaletteDisplay.from_estimator(fitted, RGB).colors, by_array)


# -- what lies beside the pixels


# -- what is refused


def test_file_objects(tmp_path: Path) -> None:
    path = tmp_path / "me.png"
    RGB.save(path)
    with path.open("rb") as file:
        file.read(7)  # it is read from its start all the same
        assert read_image(file).title == "me.png"
    with pytest.raises(LearnerError, match="can't be read") as caught:
        read_image(file)
    assert "closed" in caught.value.why
    with path.open() as text, pytest.raises(LearnerError, match="opened as text") as caught:
        read_image(text)
    scope: dict[str, Any] = {"read_image": read_image}
    exec(caught.value.fix, scope)
    assert scope["picture"].size == (9, 12)
    with pytest.raises(LearnerError, match="opened as text"):
        read_image(io.StringIO("x"))

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            return len(buffer)

    with pytest.raises(LearnerError, match="too large"):
        read_image(Endless())


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"Age,Income\n1,2\n", "text, perhaps a table"),
        ("Größe;Süße\n".encode() * 400, "text, perhaps a table"),
        ("Age\tIncome\n".encode("utf-16"), "text, perhaps a table"),
        (b"<?xml version='1.0'?>\n<!-- made by hand -->\n<svg/>", "SVG"),
        (b"\x00\x00\x00\x1cftypavif", "AVIF"),
        (b"\x00\x00\x00\x1cftypisom", "film"),
        (b"\xc5\xd0\xd3\xc6", "EPS"),
        (b"8BPS", "Photoshop"),
        (b"PK\x03\x04", "Office"),
        (b"\x00\x00\x01\x00\x01\x00", "icon"),
    ],
)
def test_an_upload_that_is_no_picture_is_told_by_its_name_and_kind(
    content: bytes, word: str
) -> None:
    lab = PaletteLab(RGB, k=2)
    edit = {"kind": "photo", "name": "people.csv", "bytes": memoryview(content)}
    lab.request = {"id": 1, "base": 1, "frame": 0, "edit": edit}
    assert lab.problem["what"] == "The file is no picture that can be read"
    assert lab.problem["where"] == "people.csv"
    assert word in lab.problem["why"]


def test_pixels_are_the_same_from_every_kind_of_array() -> None:
    kinds = (CHINA, CHINA.tolist(), CHINA / 255, (CHINA / 255).astype(np.float32))
    picture = Picture(CHINA / 255, "a", (), "b", "c", 1)
    for kind in (*kinds, picture, CHINA.astype(np.int64)):
        pixels = as_pixels(kind)
        np.testing.assert_array_equal(pixels, CHINA)
        assert pixels.dtype == np.uint8


def test_transparent_pixels_are_put_on_white_and_gray_has_three_channels() -> None:
    clear = np.dstack([CHINA, np.zeros(CHINA.shape[:2], dtype=np.uint8)])
    assert (as_pixels(clear) == 255).all()
    np.testing.assert_array_equal(as_pixels(CHINA[..., 1])[..., 2], CHINA[..., 1])


@pytest.mark.parametrize(
    "bad",
    [
        np.zeros((2, 3, 5)),
        np.zeros((0, 3, 3)),
        np.full((2, 2, 3), 1.5),
        np.full((2, 2, 3), 256),
        np.full((2, 2, 3), -1),
        np.full((2, 2, 3), np.nan),
        np.full((2, 2, 3), "red"),
        np.zeros(4),
    ],
)
def test_what_is_no_picture_is_refused_with_a_way_out(bad: Any) -> None:
    with pytest.raises(LearnerError) as told:
        as_pixels(bad)
    assert all(told.value.parts[part] for part in ("what", "where", "why", "fix"))
