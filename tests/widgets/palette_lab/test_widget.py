"""The PaletteLab without a browser: what is sent is what was fitted, and requests are answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from palette_lab_samples import ask, pixels, png

from teachclust.errors import LearnerError
from teachclust.images import palettes
from teachclust.widgets.palette_lab import PaletteLab
from teachclust.widgets.palette_lab.widget import PAGE_KS

# --- what is sent -----------------------------------------------------------------------------


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


def test_china_is_the_default() -> None:
    w = PaletteLab(k=4)
    assert w.picture["name"] == "china.jpg"
    assert (w.picture["width"], w.picture["height"]) == (640, 427)
    assert w.picture["n_colors"] == 96615
    assert 20 < w.psnr < 25


# --- text, picture, page ----------------------------------------------------------------------


def test_the_text_tells_the_picture_and_its_error(fixed: PaletteLab) -> None:
    assert fixed.summary().startswith("PaletteLab(picture, 36 x 24): 8 colors in RGB, 3 bits")
    assert f"PSNR {fixed.psnr:.1f} dB" in fixed.summary()


def test_a_page_has_its_ks(fixed: PaletteLab, tmp_path: Path) -> None:
    traits = fixed.page_traits()
    assert [other["k"] for other in traits["others"]] == sorted({*PAGE_KS, 8})
    assert traits["shown"] == {"k": 8}
    psnrs = [other["psnr"] for other in traits["others"]]
    assert psnrs == sorted(psnrs)
    odd = PaletteLab(pixels(), k=5).page_traits()
    assert 5 in [other["k"] for other in odd["others"]]
    assert fixed.save_html(tmp_path / "page.html").stat().st_size < 500_000


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
