"""A learner's own picture: every kind is read right or refused with a line that mends it."""

from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PIL import Image, features

from teachclust.datasets import Picture, load_photo, read_image
from teachclust.errors import LearnerError
from teachclust.images import files
from teachclust.images.arrays import MOST_PIXELS

_RNG = np.random.default_rng(0)
RGB = _RNG.integers(0, 256, (5, 7, 3), dtype=np.uint8)


def _file(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _run(error: LearnerError, **names: Any) -> Any:
    """Run the line that an error proposes."""
    scope: dict[str, Any] = {"read_image": read_image, "load_photo": load_photo, **names}
    exec(error.fix, scope)
    return scope["picture"]


def _is_picture(picture: Picture, shape: tuple[int, int]) -> None:
    assert picture.image.dtype == np.float64
    assert picture.image.shape == (*shape, 3)
    assert picture.image.flags.c_contiguous
    assert picture.image.flags.writeable
    assert picture.image.min() >= 0
    assert picture.image.max() <= 1


@settings(max_examples=50, deadline=None)
@given(
    hnp.arrays(np.uint8, st.tuples(st.integers(1, 12), st.integers(1, 12), st.just(3))),
    st.sampled_from(["PNG", "BMP", "TIFF", "PPM"]),
)
def test_lossless_files_give_their_numbers(pixels: np.ndarray, kind: str) -> None:
    content = _file(Image.fromarray(pixels), kind)
    picture = read_image(content)
    _is_picture(picture, pixels.shape[:2])
    np.testing.assert_array_equal(picture.image, pixels / 255)
    assert picture.notices == ()
    assert picture.n_bytes == len(content)


def test_jpeg_is_what_pillow_decodes() -> None:
    content = _file(Image.fromarray(RGB), "JPEG", quality=80)
    theirs = np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))
    np.testing.assert_array_equal(read_image(content).image, theirs / 255)


# -- ways to hand it over


def _upload(content: bytes, name: str = "me.png") -> dict[str, Any]:
    return {"name": name, "type": "image/png", "size": len(content), "content": memoryview(content)}


def test_path_bytes_and_uploads(tmp_path: Path) -> None:
    content = _file(Image.fromarray(RGB))
    path = tmp_path / "me.png"
    path.write_bytes(content)
    upload = _upload(content)
    old = {"me.png": {"metadata": {"size": len(content)}, "content": content}}
    for source in (
        path,
        str(path),
        content,
        bytearray(content),
        memoryview(content),
        (upload,),
        upload,
        old,
        SimpleNamespace(value=(upload,)),
    ):
        picture = read_image(source)
        np.testing.assert_array_equal(picture.image, RGB / 255)
        assert str(tmp_path) not in repr(picture) + picture.source
    assert read_image(path).title == "me.png"
    assert read_image((_upload(content, "../../<b>\n.png"),)).title == "<b> .png"


def test_a_real_upload_widget() -> None:
    widgets = pytest.importorskip("ipywidgets")
    widget = widgets.FileUpload()
    with pytest.raises(LearnerError, match="Nothing was uploaded yet"):
        read_image(widget)
    content = _file(Image.fromarray(RGB))
    file = {**_upload(content), "last_modified": None}
    with pytest.raises(LearnerError, match="2 files") as caught:
        read_image((file, file))
    assert isinstance(_run(caught.value, upload=SimpleNamespace(value=(file, file))), Picture)


@pytest.mark.parametrize("wrong", [None, 3, [1, 2], {"a": 1}, object()])
def test_what_is_no_source(wrong: object) -> None:
    with pytest.raises(LearnerError, match="takes a path, the bytes of a file, or an upload"):
        read_image(wrong)


# -- kinds of pictures


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_turn(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = read_image(_file(Image.fromarray(RGB), exif=exif))
    # the definition of the tag: where row 0 and column 0 of the file belong
    upright = {
        1: RGB,
        2: RGB[:, ::-1],
        3: RGB[::-1, ::-1],
        4: RGB[::-1],
        5: RGB.transpose(1, 0, 2),
        6: RGB.transpose(1, 0, 2)[:, ::-1],
        7: RGB[::-1, ::-1].transpose(1, 0, 2),
        8: RGB.transpose(1, 0, 2)[::-1],
    }[orientation]
    np.testing.assert_array_equal(picture.image, upright / 255)
    assert len(picture.notices) == (orientation > 1)
    assert all("as the camera was held" in notice for notice in picture.notices)


def test_an_unknown_orientation_turns_nothing() -> None:
    exif = Image.Exif()
    exif[0x0112] = 42
    picture = read_image(_file(Image.fromarray(RGB), exif=exif))
    np.testing.assert_array_equal(picture.image, RGB / 255)


@pytest.mark.parametrize(
    "exif", [b"Exif\x00\x00garbage", b"Exif\x00\x00II*\x00\xff\xff\xff\xff", b"x"]
)
def test_broken_exif_turns_nothing(exif: bytes) -> None:
    content = _file(Image.fromarray(RGB), "PNG", exif=exif)
    np.testing.assert_array_equal(read_image(content).image, RGB / 255)


@settings(max_examples=30, deadline=None)
@given(hnp.arrays(np.uint8, st.tuples(st.integers(1, 8), st.integers(1, 8), st.just(4))))
def test_see_through_pixels_are_laid_on_white(pixels: np.ndarray) -> None:
    picture = read_image(_file(Image.fromarray(pixels, "RGBA")))
    _is_picture(picture, pixels.shape[:2])
    alpha = pixels[:, :, 3:] / 255
    np.testing.assert_allclose(picture.image, pixels[:, :, :3] / 255 * alpha + (1 - alpha))
    assert bool(picture.notices) == bool((pixels[:, :, 3] < 255).any())


def test_see_through_is_said_with_its_share() -> None:
    pixels = np.full((10, 10, 4), 255, dtype=np.uint8)
    pixels[:3, :, 3] = 0
    picture = read_image(_file(Image.fromarray(pixels, "RGBA")))
    assert picture.notices == ("See-through pixels (30 % of all) are laid on white.",)
    pixels[:, :, 3] = 255
    pixels[0, 0, 3] = 254
    big = np.tile(pixels, (2, 2, 1))
    assert "(1 %" in read_image(_file(Image.fromarray(big, "RGBA"))).notices[0]
    big[0, 0, 3] = 255
    big[10:, :, 3] = 255
    big[0, 10, 3] = 255
    big[5, 5, 3] = 0
    assert "(less than 1 %" in read_image(_file(Image.fromarray(big, "RGBA"))).notices[0]


def test_grey_grey_with_alpha_and_black_and_white() -> None:
    grey = RGB[:, :, 0]
    image = read_image(_file(Image.fromarray(grey))).image
    np.testing.assert_array_equal(image, np.repeat(grey[:, :, None], 3, axis=2) / 255)
    half = Image.fromarray(np.dstack([grey, np.full_like(grey, 128)]), "LA")
    expected = grey / 255 * (128 / 255) + 1 - 128 / 255
    np.testing.assert_allclose(read_image(_file(half)).image[:, :, 1], expected)
    bits = read_image(_file(Image.fromarray(grey).convert("1"))).image
    assert set(np.unique(bits)) <= {0.0, 1.0}


def test_palette_with_and_without_transparency() -> None:
    indexed = Image.fromarray(np.array([[0, 1], [2, 1]], dtype=np.uint8), "P")
    indexed.putpalette([255, 0, 0, 0, 255, 0, 0, 0, 255])
    red, green, blue, white = [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]
    assert read_image(_file(indexed)).image.tolist() == [[red, green], [blue, green]]
    clear = read_image(_file(indexed, transparency=1))
    assert clear.image.tolist() == [[red, white], [blue, white]]
    assert "50 %" in clear.notices[0]


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bit_grey_keeps_all_its_shades(kind: str) -> None:
    deep = np.array([[0, 1, 257], [30_000, 65_534, 65_535]], dtype=np.uint16)
    picture = read_image(_file(Image.fromarray(deep), kind))
    np.testing.assert_allclose(picture.image[:, :, 0], deep / 65_535, rtol=0, atol=1e-12)
    np.testing.assert_array_equal(picture.image[:, :, 0], picture.image[:, :, 2])
    assert "16 bits" in picture.notices[0]


def test_whole_numbers_of_32_bits_and_floats() -> None:
    wide = Image.fromarray(np.array([[-100, 0], [100, 300]], dtype=np.int32), "I")
    picture = read_image(_file(wide, "TIFF"))
    np.testing.assert_allclose(picture.image[:, :, 0], [[0, 0.25], [0.5, 1]])
    assert "from -100 to 300" in picture.notices[0]
    floats = np.array([[0.1, 0.9]], dtype=np.float32)
    plain = read_image(_file(Image.fromarray(floats), "TIFF"))
    np.testing.assert_allclose(plain.image[:, :, 1], floats)
    assert plain.notices == ()
    constant = read_image(_file(Image.fromarray(np.full((2, 2), 7, np.float32)), "TIFF"))
    assert constant.image.max() == 0
    with pytest.raises(LearnerError, match="infinite or missing"):
        read_image(_file(Image.fromarray(np.array([[np.nan, 1]], np.float32)), "TIFF"))


def _png(width: int, height: int, depth: int, colour: int, raw: bytes) -> bytes:
    """Write a PNG file by hand: Pillow can't write all that it reads."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(raw)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_sixteen_bit_colours_are_cut_to_eight_and_that_is_said() -> None:
    raw = b"\x00" + struct.pack(">6H", 0, 0x8000, 0xFFFF, 0x1234, 0xFF00, 0x00FF)
    picture = read_image(_png(2, 1, 16, 2, raw))
    np.testing.assert_allclose(
        picture.image, [[[0, 0x80 / 255, 1], [0x12 / 255, 1, 0]]], atol=0.004
    )
    assert "16 bits a colour" in picture.notices[0]


def test_inks() -> None:
    inks = Image.fromarray(np.array([[[0, 0, 0, 0], [0, 255, 255, 0]]], np.uint8), "CMYK")
    picture = read_image(_file(inks, "TIFF"))
    np.testing.assert_allclose(picture.image, [[[1, 1, 1], [1, 0, 0]]], atol=0.01)
    assert "CMYK" in picture.notices[0]
    _is_picture(read_image(_file(inks.resize((16, 16)), "JPEG")), (16, 16))


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "TIFF"])
def test_of_several_frames_the_first(kind: str) -> None:
    if kind == "WEBP" and not features.check("webp"):
        pytest.skip("this Pillow has no WebP")
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "lime", "blue")]
    options = {"lossless": True} if kind == "WEBP" else {}
    content = _file(frames[0], kind, save_all=True, append_images=frames[1:], **options)
    picture = read_image(content)
    assert picture.image[0, 0].tolist() == [1, 0, 0]
    assert "The file holds 3 pictures; this is the first." in picture.notices


def test_sums_do_not_wrap_around() -> None:
    image = read_image(_file(Image.new("RGB", (2, 2), (200, 200, 200)))).image
    assert (image + image).max() == pytest.approx(400 / 255)


# -- what is refused


def test_too_many_pixels_are_refused_before_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    def decode(*_: object) -> None:
        raise AssertionError("it was decoded")

    content = _png(4001, 4000, 8, 2, b"")
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decode)
    with pytest.raises(LearnerError, match="more than 16 million pixels") as caught:
        read_image(content)
    assert "4,001 x 4,000" in caught.value.where
    assert MOST_PIXELS < 4001 * 4000


def test_sixteen_million_pixels_are_not_too_many() -> None:
    with pytest.raises(LearnerError, match="broken or cut short"):
        read_image(_png(4000, 4000, 8, 2, b""))  # it is the missing pixels that are refused


def test_the_line_that_makes_it_smaller_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_PIXELS", 1_000)
    monkeypatch.chdir(tmp_path)
    Image.new("RGBA", (50, 40), "red").save("large.png")
    source = Path("large.png").read_bytes()
    for given_as in ("large.png", source):
        with pytest.raises(LearnerError) as caught:
            read_image(given_as)
        exec(caught.value.fix, {"io": io, "source": source})
        assert Image.open("small.jpg").size == (50, 40)
        Path("small.jpg").unlink()


@pytest.mark.parametrize("side", [12_000, 60_000, 2_000_000])
def test_decompression_bombs(side: int) -> None:
    with pytest.raises(LearnerError, match="more than 16 million pixels") as caught:
        read_image(_png(side, side, 8, 2, zlib.compress(b"\x00" * 100)))
    assert caught.value.fix == 'picture = load_photo("china")'


def test_large_text_in_a_png_does_not_fill_the_memory() -> None:
    body = b"note\x00\x00" + zlib.compress(b"a" * 20_000_000)
    bomb = (
        struct.pack(">I", len(body))
        + b"zTXt"
        + body
        + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    )
    plain = _file(Image.fromarray(RGB))
    try:
        picture = read_image(plain[:33] + bomb + plain[33:])
    except LearnerError:
        return
    _is_picture(picture, (5, 7))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "TIFF", "BMP"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_truncated_files(kind: str, share: float) -> None:
    noise = _RNG.integers(0, 256, (64, 64, 3), dtype=np.uint8)
    content = _file(Image.fromarray(noise), kind)
    with pytest.raises(LearnerError, match=r"broken or cut short|no picture") as caught:
        read_image(content[: int(share * len(content))])
    assert len(str(caught.value)) < 500


_SEEDS = [
    _file(Image.fromarray(RGB), kind) for kind in ("PNG", "JPEG", "GIF", "TIFF", "BMP", "PPM")
]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(_SEEDS),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_damaged_files_give_a_picture_or_a_learner_error(
    content: bytes, hits: list[tuple[int, int]]
) -> None:
    damaged = bytearray(content)
    for place, value in hits:
        damaged[place % len(damaged)] = value
    try:
        picture = read_image(bytes(damaged))
    except LearnerError:
        return
    _is_picture(picture, picture.size)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 20, "HEIC"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"<!DOCTYPE html><p>no</p>", "web page"),
        (b"%PDF-1.7", "PDF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "EPS"),
        (b"hello", "text"),
    ],
)
def test_other_kinds_of_files_are_named(content: bytes, word: str) -> None:
    with pytest.raises(LearnerError, match="no picture that can be read") as caught:
        read_image(content)
    assert word in caught.value.why
    assert isinstance(_run(caught.value), Picture)


def test_empty_large_and_missing_files(tmp_path: Path) -> None:
    with pytest.raises(LearnerError, match="empty"):
        read_image(b"")
    Image.fromarray(RGB).save(tmp_path / "Me.PNG")
    for wrong in (tmp_path, tmp_path / "Me.pgn"):
        with pytest.raises(LearnerError, match=r"folder|no such file") as caught:
            read_image(wrong)
        assert isinstance(_run(caught.value), Picture)
    with (tmp_path / "huge.png").open("wb") as file:
        os.truncate(file.fileno(), 200_000_000)  # a sparse file: it takes no room
    with pytest.raises(LearnerError, match="too large"):
        read_image(tmp_path / "huge.png")
