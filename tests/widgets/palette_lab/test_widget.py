"""The PaletteLab without a browser: what is sent is what was fitted, and requests are answered."""

from __future__ import annotations

import io
import json
import math
from pathlib import Path
from typing import Any

import matplotlib.image as image
import numpy as np
import pytest
from PIL import Image

from teachclust.errors import LearnerError
from teachclust.images import palettes
from teachclust.images.file_sizes import indexed_image
from teachclust.widgets.palette_lab import PaletteLab
from teachclust.widgets.palette_lab.picture import open_picture
from teachclust.widgets.palette_lab.widget import PAGE_KS
from teachclust.words import browser_catalogue


def pixels(seed: int = 0, height: int = 24, width: int = 36) -> Any:
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    smooth = np.stack([x, y, (x + y) / 2], axis=-1) + rng.normal(0, 0.05, (height, width, 3))
    return np.rint(np.clip(smooth, 0, 1) * 255).astype(np.uint8)


def png(data: Any) -> bytes:
    file = io.BytesIO()
    Image.fromarray(data).save(file, format="PNG")
    return file.getvalue()


@pytest.fixture(scope="module")
def fixed() -> PaletteLab:
    return PaletteLab(pixels(), k=8)


def ask(w: PaletteLab, number: int, **edit: Any) -> None:
    w.request = {"id": number, "base": 1, "frame": 0, "edit": edit}


def decoded(shown: dict[str, Any]) -> tuple[Any, Any, Any]:
    palette = np.frombuffer(shown["palette"], "u1").reshape(-1, 3)
    centers = np.frombuffer(shown["centers"], "<f4").reshape(-1, 3)
    return palette, np.frombuffer(shown["index"], "u1"), centers


# --- what is sent -----------------------------------------------------------------------------


def test_what_is_sent_is_what_was_fitted(fixed: PaletteLab) -> None:
    table = palettes.color_table(pixels())
    fit = palettes.fit_palette(table, 8)
    palette, index, centers = decoded(fixed.shown)
    np.testing.assert_array_equal(palette, fit.palette)
    np.testing.assert_array_equal(palette, fixed.palette)
    np.testing.assert_array_equal(index, fit.index)
    np.testing.assert_allclose(centers, fit.centers / 255, atol=1e-6)
    assert fixed.shown["psnr"] == fit.psnr == fixed.psnr
    assert (fixed.k, fixed.color_space) == (8, "rgb")
    assert len(fixed.shown["names"]) == len(fixed.shown["shares"]) == len(palette)
    assert sum(fixed.shown["shares"]) == pytest.approx(1, abs=1e-4)


def test_the_picture_and_its_cloud_are_sent(fixed: PaletteLab) -> None:
    sent = fixed.picture
    assert (sent["width"], sent["height"], sent["id"]) == (36, 24, 1)
    shown = np.frombuffer(sent["rgb"], "u1").reshape(24, 36, 3)
    np.testing.assert_array_equal(shown, pixels())
    colors = np.frombuffer(sent["colors"], "u1").reshape(-1, 3)
    counts = np.frombuffer(sent["counts"], "<f4")
    assert len(colors) == len(counts) == sent["n_colors"]
    assert counts.sum() == 24 * 36
    for name in ("rgb_at", "lab_at"):
        at = np.frombuffer(sent[name], "<f4")
        assert len(at) == colors.size
        assert at.min() >= 0
        assert at.max() <= 1


def test_the_cloud_of_many_colors_is_a_sample() -> None:
    rng = np.random.default_rng(0)
    many = rng.integers(0, 256, (100, 100, 3), dtype=np.uint8)
    sent = PaletteLab(many, k=2).picture
    assert sent["n_colors"] > 9000
    assert len(np.frombuffer(sent["counts"], "<f4")) == 5000
    colors = np.frombuffer(sent["colors"], "u1").reshape(-1, 3)
    assert {tuple(c) for c in colors} <= {tuple(c) for c in many.reshape(-1, 3)}


@pytest.mark.parametrize("k", [2, 5, 25, 200])
def test_sizes_are_true(k: int) -> None:
    w = PaletteLab(pixels(), k=k)
    picture, fit = w.content
    sizes = {row["key"]: row["bytes"] for row in w.shown["sizes"]}
    bits = math.ceil(math.log2(k))
    assert sizes["raw"] == 24 * 36 * 3
    assert sizes["packed"] == math.ceil(24 * 36 * bits / 8) + 3 * k
    stored = next(b for b in (1, 2, 4, 8) if b >= bits)
    file = io.BytesIO()
    indexed_image(picture.size, fit).save(file, format="PNG", bits=stored)
    assert sizes["indexed"] == len(file.getvalue())
    assert sizes["png"] == len(png(pixels()))
    # the file is what it says: it has these pixels, and no more bits for each than needed
    again = Image.open(io.BytesIO(file.getvalue()))
    assert again.mode == "P"
    assert file.getvalue()[24] == stored
    np.testing.assert_array_equal(
        np.asarray(again.convert("RGB")).reshape(-1, 3), fit.palette[fit.index]
    )
    assert any(f"{bits} of 24" == row["value"] for row in w.shown["figures"])


def test_a_picture_of_few_colors_is_exact_and_says_so() -> None:
    flat = np.zeros((8, 9, 3), dtype=np.uint8)
    flat[:4] = 200
    w = PaletteLab(flat, k=16)
    assert w.shown["psnr"] is None
    assert math.isinf(w.psnr)
    assert "has 2;" in w.shown["caption"]
    assert len(w.palette) == 2
    json.dumps(w.page_state(), allow_nan=False)


# --- requests ---------------------------------------------------------------------------------


def test_another_k_is_answered_and_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    w = PaletteLab(pixels(), k=4)
    first = w.shown
    ask(w, 1, kind="param", name="k", value=32)
    assert (w.k, w.shown["ack"], w.shown["k"]) == (32, 1, 32)
    assert w.problem == {}

    def never(*_: Any) -> None:
        raise AssertionError("fitted again")

    monkeypatch.setattr(palettes, "fit_palette", never)
    ask(w, 2, kind="param", name="k", value=4)
    assert w.shown == {**first, "ack": 2}


def test_another_space_is_answered() -> None:
    w = PaletteLab(pixels(), k=4)
    ask(w, 1, kind="param", name="color_space", value="lab")
    assert (w.color_space, w.k, w.shown["space"]) == ("lab", 4, "lab")
    expected = PaletteLab(pixels(), k=4, color_space="lab")
    np.testing.assert_array_equal(w.palette, expected.palette)
    assert w.psnr < PaletteLab(pixels(), k=4).psnr + 0.5


def test_a_photo_is_taken_as_a_memoryview() -> None:
    w = PaletteLab(pixels(), k=4)
    before = w.picture["id"]
    other = pixels(7, 20, 30)
    ask(w, 1, kind="photo", name="mine.png", bytes=memoryview(png(other)))
    assert w.problem == {}
    assert w.picture["id"] == w.shown["picture"] == before + 1
    assert w.picture["name"] == "mine.png"
    np.testing.assert_array_equal(np.frombuffer(w.picture["rgb"], "u1").reshape(20, 30, 3), other)
    assert w.k == 4
    assert "mine.png" in w.summary()


@pytest.mark.parametrize(
    "edit",
    [
        {"kind": "param", "name": "k", "value": 1},
        {"kind": "param", "name": "k", "value": 300},
        {"kind": "param", "name": "color_space", "value": "hsv"},
        {"kind": "param", "name": "eps", "value": 1},
        {"kind": "photo", "name": "bad.png", "bytes": memoryview(b"no picture")},
        {"kind": "starts", "count": 3},
    ],
)
def test_an_error_is_shown_and_changes_nothing(edit: dict[str, Any]) -> None:
    w = PaletteLab(pixels(), k=4)
    before = (w.picture, w.shown, w.k, w.color_space)
    ask(w, 9, **edit)
    assert w.problem["ack"] == 9
    assert w.problem["what"]
    assert before == (w.picture, w.shown, w.k, w.color_space)
    ask(w, 10, kind="param", name="k", value=5)
    assert w.k == 5
    assert w.problem == {}


def test_a_photo_is_not_sent_back() -> None:
    assert PaletteLab.request.metadata["echo_update"] is False


# --- pictures as people have them -------------------------------------------------------------


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


@pytest.mark.parametrize(
    "bad",
    [
        np.zeros((3, 4, 2)),
        np.zeros(5),
        np.zeros((0, 4, 3)),
        np.full((3, 4, 3), 2.0),
        np.full((3, 4, 3), np.nan),
        np.full((3, 4, 3), -1),
        np.full((3, 4, 3), 256),
        np.full((3, 4, 3), "a"),
    ],
)
def test_what_is_no_picture_is_refused(bad: Any) -> None:
    with pytest.raises(LearnerError):
        PaletteLab(bad)


@pytest.mark.parametrize("option", [{"k": 1}, {"color_space": "x"}, {"max_side": 3}])
def test_bad_parameters_are_refused(option: Any) -> None:
    with pytest.raises(LearnerError):
        PaletteLab(pixels(), **option)


def test_a_large_picture_is_made_smaller_and_that_is_said() -> None:
    w = PaletteLab(pixels(0, 40, 100), k=4, max_side=50)
    assert (w.picture["width"], w.picture["height"]) == (50, 20)
    assert any("100 × 40" in notice for notice in w.picture["notices"])


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


def test_china_is_the_default() -> None:
    w = PaletteLab(k=4)
    assert w.picture["name"] == "china.jpg"
    assert (w.picture["width"], w.picture["height"]) == (640, 427)
    assert w.picture["n_colors"] == 96615
    assert 20 < w.psnr < 25


# --- text, picture, page ----------------------------------------------------------------------


def test_text_and_picture(fixed: PaletteLab) -> None:
    assert fixed.summary().startswith("PaletteLab(picture, 36 x 24): 8 colors in RGB, 3 bits")
    assert f"PSNR {fixed.psnr:.1f} dB" in fixed.summary()
    shown = np.rint(image.imread(io.BytesIO(fixed.thumbnail()), format="png")[..., :3] * 255)
    palette = {tuple(c) for c in fixed.palette.tolist()}
    right = shown[:20, shown.shape[1] // 2 + 4 :].reshape(-1, 3).astype(int).tolist()
    assert {tuple(c) for c in right} <= palette, "the right half has no other colors"
    strip = shown[-3].astype(int).tolist()
    assert {tuple(c) for c in strip} <= palette
    assert tuple(strip[0]) == tuple(fixed.palette[0].tolist())


def test_a_page_has_its_ks(fixed: PaletteLab, tmp_path: Path) -> None:
    traits = fixed.page_traits()
    assert [other["k"] for other in traits["others"]] == sorted({*PAGE_KS, 8})
    assert traits["shown"] == {"k": 8}
    psnrs = [other["psnr"] for other in traits["others"]]
    assert psnrs == sorted(psnrs)
    odd = PaletteLab(pixels(), k=5).page_traits()
    assert 5 in [other["k"] for other in odd["others"]]
    assert fixed.save_html(tmp_path / "page.html").stat().st_size < 500_000


def test_captions_are_short_and_plain() -> None:
    for k in (2, 16, 256):
        for data in (pixels(), pixels(3, 8, 8)):
            caption = PaletteLab(data, k=k).shown["caption"]
            assert len(caption) < 120
            assert caption.endswith(".")


def test_names_of_colors_stay_in_python() -> None:
    assert not [key for key in browser_catalogue() if key.startswith("color_name")]


def test_a_saved_page_leaves_alone_what_links_lead_to(tmp_path: Path, fixed: PaletteLab) -> None:
    work = tmp_path / "work.txt"
    work.write_text("my work")
    for name in ("page.html", "page.html.part"):
        (tmp_path / name).symlink_to(work)
    fixed.save_html(tmp_path / "page.html")
    assert work.read_text() == "my work"
    for place in (tmp_path, tmp_path / "no" / "page.html", work / "page.html"):
        with pytest.raises(LearnerError):
            fixed.save_html(place)
    assert {path.name for path in tmp_path.iterdir()} == {"work.txt", "page.html", "page.html.part"}
