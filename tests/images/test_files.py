"""What is no picture, too large or broken is refused before it is decoded."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from sklearn.cluster import KMeans

from teachclust import PaletteLab
from teachclust.datasets import Picture, load_photo, read_image
from teachclust.errors import LearnerError
from teachclust.images import files
from teachclust.images.arrays import MOST_PIXELS
from teachclust.images.distortion import psnr
from teachclust.images.pixels import as_pixels
from teachclust.plots import PaletteDisplay, PictureDisplay, RateDistortionDisplay

RGB = Image.fromarray(np.random.default_rng(0).integers(0, 256, (9, 12, 3), dtype=np.uint8))


def in_file(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def entries() -> dict[str, Any]:
    return {
        "read_image": read_image,
        "PaletteLab": PaletteLab,
        "as_pixels": as_pixels,
        "psnr": lambda source: psnr(source, np.zeros((1, 1, 3))),
        "PictureDisplay": lambda source: PictureDisplay.from_estimator(KMeans(2), source),
        "PaletteDisplay": lambda source: PaletteDisplay.from_estimator(KMeans(2), source),
        "RateDistortionDisplay": lambda source: RateDistortionDisplay.from_estimator(
            KMeans(2), source
        ),
        "copies": lambda source: PictureDisplay.from_predictions(RGB, {"copy": source}),
    }


def huge_png(side: int) -> bytes:
    """Return a PNG file of a kilobyte that says it has many pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + check

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(999)))


@pytest.mark.parametrize("entry", entries())
@pytest.mark.parametrize("side", [5_000, 12_000, 30_000])
def test_bombs_are_refused_by_their_head_in_every_form(
    entry: str, side: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decode(*_: object) -> None:
        raise AssertionError("it was decoded")

    content = huge_png(side)
    path = tmp_path / "bomb.png"
    path.write_bytes(content)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    opened = Image.open(io.BytesIO(content))
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decode)
    upload = {"name": "bomb.png", "content": memoryview(content)}
    for limit in (None, 89_478_485):
        monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", limit)
        for source in (content, path, str(path), io.BytesIO(content), (upload,), opened):
            with pytest.raises(LearnerError, match="more than 16 million pixels"):
                entries()[entry](source)


def test_the_lines_that_make_opened_pictures_smaller_work(monkeypatch: pytest.MonkeyPatch) -> None:
    large = Image.new("RGB", (4_001, 4_000), "red")
    assert large.width * large.height > MOST_PIXELS
    with pytest.raises(LearnerError) as caught:
        read_image(large)
    scope: dict[str, Any] = {"image": large, "read_image": read_image}
    exec(caught.value.fix, scope)
    assert scope["picture"].image.shape == (1600, 1600, 3)


@pytest.mark.parametrize("kind", ["EPS", "ICO", "TGA", "PCX", "JPEG2000"])
def test_opened_pictures_of_other_formats_are_refused_by_name(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.init()
    if kind not in Image.SAVE:
        pytest.skip(f"this Pillow has no {kind}")
    opened = Image.open(io.BytesIO(in_file(RGB.resize((32, 32)), kind)))  # icons have such sizes
    opened.format = "PNG"  # a name that anybody can write
    with monkeypatch.context() as patch:
        patch.setattr("subprocess.check_call", lambda *_, **__: pytest.fail("started a program"))
        for entry in entries().values():
            with pytest.raises(LearnerError, match=f"format {kind} are not read") as caught:
                entry(opened)
    scope: dict[str, Any] = {"image": opened, "read_image": read_image, "load_photo": load_photo}
    exec(caught.value.fix, scope)
    assert isinstance(scope["picture"], Picture)


def test_a_phones_photo_of_several_pictures_is_a_jpeg(tmp_path: Path) -> None:
    content = in_file(RGB, "MPO", save_all=True, append_images=[RGB])
    opened = Image.open(io.BytesIO(content))
    assert opened.format == "MPO"
    np.testing.assert_array_equal(read_image(opened).image, read_image(content).image)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "TIFF", "BMP"])
def test_truncated_opened_pictures(kind: str) -> None:
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8))
    content = in_file(noise, kind)
    opened = Image.open(io.BytesIO(content[:-1] if kind == "TIFF" else content))
    if kind == "TIFF":
        opened.tile = [(t[0], t[1], 10**6, t[3]) for t in opened.tile]
    else:
        opened = Image.open(io.BytesIO(content[: int(0.6 * len(content))]))
    for entry in entries().values():
        with pytest.raises(LearnerError, match="broken or cut short"):
            entry(opened)


def test_a_closed_picture_says_so(tmp_path: Path) -> None:
    path = tmp_path / "me.png"
    RGB.save(path)
    with Image.open(path) as opened:
        pass
    with pytest.raises(LearnerError, match="closed before its pixels were read") as caught:
        PaletteLab(opened)
    scope: dict[str, Any] = {"read_image": read_image}
    exec(caught.value.fix, scope)
    assert scope["picture"].size == (9, 12)


def test_the_memory_limit_of_files_holds_for_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_PIXELS", 100)
    for source in (in_file(RGB), RGB, Image.open(io.BytesIO(in_file(RGB)))):
        with pytest.raises(LearnerError, match="12 x 9 pixels"):
            read_image(source)
