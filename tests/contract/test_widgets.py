"""What every widget keeps to. A new widget joins by one line in widget_samples.py."""

from __future__ import annotations

import importlib
import io
import json
import pkgutil
from pathlib import Path
from typing import Any

import matplotlib.image as image
import pytest
from widget_samples import SAMPLES, VARIANTS

import teachclust.widgets
from teachclust.widgets.base import Widget

EVERY = {**SAMPLES, **VARIANTS}
every = pytest.mark.parametrize("name", sorted(EVERY))


def _subclasses(cls: type) -> set[type]:
    found = {c for c in cls.__subclasses__() if c.__module__.startswith("teachclust.")}
    return found.union(*(_subclasses(c) for c in found))


def test_every_widget_has_a_sample_and_a_typescript_file() -> None:
    for module in pkgutil.iter_modules(teachclust.widgets.__path__):
        importlib.import_module(f"teachclust.widgets.{module.name}")
    words = {cls.widget.default_value for cls in _subclasses(Widget)}  # type: ignore[attr-defined]
    words.discard("")  # a base of several
    assert words == set(SAMPLES)
    folder = Path(__file__).parents[2] / "js" / "src" / "widgets"
    for word in words | set(VARIANTS):
        assert (folder / word).is_dir() or (folder / f"{word}.ts").is_file(), word


@every
def test_its_text_is_the_same_each_time(name: str) -> None:
    first, second = (EVERY[name]() for _ in range(2))
    texts = [w._repr_mimebundle_()[0]["text/plain"] for w in (first, second)]
    assert texts[0] == texts[1]
    assert repr(first) == first.summary() == second.summary()
    assert "0x" not in texts[0]


@every
def test_its_picture_is_a_png(name: str) -> None:
    w = EVERY[name]()
    picture = w.thumbnail()
    if picture is None:  # then it folds into text
        assert "text/html" in w._repr_mimebundle_()[0]
        return
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    pixels = image.imread(io.BytesIO(picture), format="png")
    assert pixels.std() > 0.01
    assert w._repr_mimebundle_()[1]["image/png"]["alt"] == w.summary()


@every
def test_its_picture_is_drawn_once_for_what_is_on_screen(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    w = EVERY[name]()
    calls = []
    draw = type(w).draw_thumbnail
    monkeypatch.setattr(type(w), "draw_thumbnail", lambda w: (calls.append(1), draw(w))[1])
    w._repr_mimebundle_()
    w.saved_markup()
    assert w.thumbnail() == draw(w)
    assert len(calls) == 1


@every
def test_its_text_and_picture_tell_the_end_once_it_is_on_screen(name: str) -> None:
    w: Any = EVERY[name]()
    if not hasattr(w, "last_step"):
        return
    w.step = 0
    start = w.summary(), w.thumbnail(), w.saved_markup()
    w.step = 1
    after_one = w.summary(), w.thumbnail()
    w.step = w.last_step
    end = w.summary(), w.thumbnail()
    assert len({start[:2], after_one, end}) == 3
    w.step, w.future = 0, True
    assert w.summary() == end[0]
    w.future = False
    assert (w.summary(), w.thumbnail(), w.saved_markup()) == start


@every
def test_its_page_state_is_json_and_its_page_is_one_file(name: str, tmp_path: Path) -> None:
    w = EVERY[name]()
    state = w.page_state()
    assert json.loads(json.dumps(state))["widget"] == w.widget
    file = w.save_html(tmp_path / "page.html")
    text = file.read_text("utf-8")
    assert "<canvas" not in text
    assert "src=" not in text.split("<script>")[0]
    assert list(tmp_path.iterdir()) == [file]


@every
def test_its_page_opens_for_a_cell_that_exports(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEACHCLUST_EXPORT", "1")
    w = EVERY[name]()
    data = w._repr_mimebundle_()[0]
    assert data["application/vnd.teachclust.page+json"]["widget"] == w.widget


@every
def test_an_error_shows_and_close_ends_it(name: str) -> None:
    w = EVERY[name]()
    w.show_error(RuntimeError("injected"))
    assert "injected" in w.problem["where"]
    w.close()
    assert w.closed
    assert "closed" in repr(w)
