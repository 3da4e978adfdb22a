"""Steps as files: what stands in them, their alternative text, and what is refused."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image
from sklearn.cluster import DBSCAN, KMeans

from teachclust import trace, watch
from teachclust.datasets import load_blobs
from teachclust.errors import LearnerError
from teachclust.plots.trace_pictures import (
    describe_steps,
    draw_step,
    save_gif,
    save_strip,
    save_svg,
)
from teachclust.traces.registry import ALGORITHMS

X = load_blobs().data[::3]
TRACE = trace(KMeans(4, random_state=3), X)


def test_a_strip_has_its_panels_and_its_text(tmp_path: Path) -> None:
    path = save_strip(TRACE, tmp_path / "steps.png")
    with Image.open(path) as picture:
        wide, told = picture.size, picture.info["Description"]
    assert wide[0] > 3 * wide[1]
    assert TRACE.frames[0].caption in told
    assert TRACE.last.caption in told
    with Image.open(save_strip(TRACE, tmp_path / "two.png", [0, -1], columns=1)) as picture:
        assert picture.size[1] > 1.5 * picture.size[0]
    assert save_strip(TRACE, tmp_path / "steps.pdf", [-1]).read_bytes().startswith(b"%PDF")
    assert plt.get_fignums() == []


def test_an_svg_is_read_by_screen_readers(tmp_path: Path) -> None:
    named = trace(KMeans(2, random_state=0), np.array([[0.0, 0], [0, 1], [9, 9], [9, 8]]))
    path = save_svg(named, tmp_path / "step.svg", 0)
    root = ET.fromstring(path.read_text("utf-8"))
    assert root.get("role") == "img"
    desc = next(child for child in root if child.tag.endswith("desc"))
    assert desc.text == describe_steps(named, [0])
    assert save_svg(named, tmp_path / "again.svg", 0).read_bytes()[:300] == path.read_bytes()[:300]


def test_a_gif_has_every_step_and_stays_at_the_last(tmp_path: Path) -> None:
    with Image.open(save_gif(TRACE, tmp_path / "a.gif", seconds=0.5, width=200)) as moving:
        assert moving.n_frames == len(TRACE)
        assert moving.width == 200
        assert moving.info["loop"] == 0
        assert TRACE.last.caption.encode() in moving.info["comment"]
        times = []
        for step in range(moving.n_frames):
            moving.seek(step)
            times.append(moving.info["duration"])
    assert times == [500] * (len(TRACE) - 1) + [1500]
    long = trace(DBSCAN(eps=0.5), X)
    with Image.open(save_gif(long, tmp_path / "b.gif", [0, -1], width=200)) as moving:
        assert moving.n_frames == 2


@pytest.mark.parametrize("name", list(ALGORITHMS))
def test_every_algorithm_is_drawn_at_first_middle_and_last(name: str) -> None:
    traced = trace(*ALGORITHMS[name].small_sample())
    figure, axes = plt.subplots(1, 3)
    for ax, step in zip(axes, (0, len(traced) // 2, -1), strict=True):
        draw_step(traced, step, ax)
        shown = sum(len(one.get_offsets()) for one in ax.collections if hasattr(one, "get_offsets"))
        assert shown >= len(traced.X)
    figure.canvas.draw()
    plt.close(figure)


def test_names_from_data_are_plain_text(tmp_path: Path) -> None:
    import pandas as pd

    frame = pd.DataFrame(X, columns=["$a_{", "<b>&"])
    path = save_svg(trace(KMeans(2, random_state=0), frame), tmp_path / "a.svg")
    ET.fromstring(path.read_text("utf-8"))
    one = trace(KMeans(2, random_state=0), frame[["$a_{"]])
    save_strip(one, tmp_path / "a.png", [0, -1])


def test_a_stepper_saves_what_is_on_screen(tmp_path: Path) -> None:
    widget = watch(KMeans(4, random_state=3), X)
    widget.step = 3
    text = widget.save_svg(tmp_path / "a.svg").read_text("utf-8")
    found = re.search(r"<desc>(.*?)</desc>", text)
    assert found is not None
    assert "Step 3: " in found[1]
    assert widget.save_strip(tmp_path / "a.png", [0, 3]).is_file()
    assert widget.save_gif(tmp_path / "a.gif", [0, 3], width=200).is_file()


def test_what_cannot_be_drawn_is_told(tmp_path: Path) -> None:
    wrong = [
        lambda: save_gif(TRACE, tmp_path / "a.png"),
        lambda: save_svg(TRACE, tmp_path / "a"),
        lambda: save_svg(TRACE, None),  # type: ignore[arg-type]
        lambda: save_gif(TRACE, 3),  # type: ignore[arg-type]
        lambda: save_strip(TRACE, b"a.png"),  # type: ignore[arg-type]
        lambda: save_strip(TRACE, tmp_path / "a.gif"),
        lambda: save_svg(TRACE, tmp_path / "a.svg", 99),
        lambda: save_svg(TRACE, tmp_path / "a.svg", 1.5),
        lambda: save_strip(TRACE, tmp_path / "a.png", []),
        lambda: save_strip(TRACE, tmp_path / "a.png", range(len(TRACE)), columns=0),
        lambda: save_strip(TRACE, tmp_path / "a.png", "012"),
        lambda: save_gif(TRACE, tmp_path / "a.gif", seconds=0),
        lambda: save_gif(TRACE, tmp_path / "a.gif", width=10),
        lambda: save_gif(TRACE, tmp_path / "nowhere" / "a.gif"),
    ]
    for call in wrong:
        with pytest.raises(LearnerError) as caught:
            call()
        assert caught.value.what
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("save", [save_svg, save_strip, save_gif])
def test_what_is_no_trace_is_told_with_the_call_that_works(save: Any) -> None:
    name = save.__name__
    with pytest.raises(LearnerError, match="takes a trace") as told:
        save(watch(KMeans(4, random_state=3), X), "a.svg")
    assert told.value.fix.startswith(f"watch(estimator, X).{name}(")
    for other in (KMeans(4), None, X):
        with pytest.raises(LearnerError, match="takes a trace") as told:
            save(other, "a.svg")
        assert told.value.fix.startswith(f"{name}(trace(estimator, X), ")
