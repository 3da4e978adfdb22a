"""The SceneLab in Python: what the browser asks is checked and answered, undo, what is read."""

from __future__ import annotations

import gzip
import re

import numpy as np
import pytest
from scene_lab_samples import ask, scene

from teachclust import SceneLab
from teachclust.errors import LearnerError
from teachclust.widgets.browser_code import static_text


@pytest.fixture
def lab() -> SceneLab:
    raster, clusters, truth = scene()
    return SceneLab(raster, clusters, truth=truth)


def test_the_learner_names_recolors_merges_and_python_reads_it(lab: SceneLab) -> None:
    ask(lab, 1, 1, kind="rename", cluster=1, name="crop")
    assert lab.shown["names"][1] == "crop"
    assert (lab.shown["ack"], lab.shown["id"]) == (1, 2)
    ask(lab, 2, 2, kind="recolor", cluster=1, color="#00FF00")
    ask(lab, 3, 3, kind="merge", cluster=2, into=1)
    made = lab.clusters
    assert made is not None
    assert made.names[1] == "crop"
    assert made.colors[1] == "#00ff00"
    assert np.count_nonzero(made.ids == 1) == 560
    assert not (made.ids == 2).any()
    assert lab.shown["group"] == [0, 1, 1, 3]
    ask(lab, 4, 2, kind="restore")
    assert lab.shown["id"] == 2
    assert lab.clusters is not None
    assert np.count_nonzero(lab.clusters.ids == 2) == 280
    ask(lab, 5, 2, kind="merge", cluster=3, into=0)
    assert lab.shown["id"] == 5


def test_a_spectrum_is_exact(lab: SceneLab) -> None:
    ask(lab, 1, 1, kind="pixel", row=4, column=9)
    raster = lab.content[0].raster
    assert lab.pixel["values"] == pytest.approx((raster.values[:, 4, 9] * 1e-4).tolist())
    assert (lab.pixel["ack"], lab.pixel["row"], lab.pixel["column"]) == (1, 4, 9)
    ask(lab, 2, 1, kind="pixel", row=0, column=0)
    assert lab.pixel["values"] == []


@pytest.mark.parametrize(
    "edit",
    [
        {"kind": "rename", "cluster": 1, "name": "a" * 81},
        {"kind": "rename", "cluster": 1},
        {"kind": "rename", "cluster": 99, "name": "a"},
        {"kind": "rename", "cluster": "1", "name": "a"},
        {"kind": "recolor", "cluster": 0, "color": "url(x)"},
        {"kind": "merge", "cluster": 1, "into": 1},
        {"kind": "merge", "cluster": 1, "into": -1},
        {"kind": "pixel", "row": 30, "column": 0},
        {"kind": "pixel", "row": 0, "column": 10**9},
        {"kind": "photo", "name": "x"},
    ],
)
def test_what_the_browser_may_not_ask_is_refused_and_nothing_changes(
    lab: SceneLab, edit: dict[str, object]
) -> None:
    before = lab.shown
    ask(lab, 1, 1, **edit)
    assert lab.problem["ack"] == 1
    assert all(lab.problem[part] for part in ("what", "where", "why", "fix"))
    assert lab.shown is before
    assert lab.pixel == {}


def test_a_legend_that_is_forgotten_says_so(lab: SceneLab) -> None:
    for _ in range(70):
        lab.rename(0, "sea")
    ask(lab, 1, 1, kind="restore")
    assert lab.problem["what"]
    assert len(lab._earlier) == 60


def test_python_changes_it_too(lab: SceneLab) -> None:
    lab.rename(0, "sea")
    lab.recolor(0, "#111111")
    lab.merge(1, into=2)
    lab.rename(2, "crop")
    lab.rename(3, "desert")
    assert lab.accuracy("names") == lab.accuracy() == lab.accuracy("one_to_one") == 1.0
    with pytest.raises(LearnerError):
        lab.merge(1, into=2)


def test_text_and_page_keep_the_truth_to_themselves(lab: SceneLab) -> None:
    text = lab.summary()
    assert text == (
        "SceneLab(40 x 30 pixels, red green blue), 4 clusters: cluster 0 25.0 %, "
        "cluster 1 25.0 %, cluster 2 25.0 %, cluster 3 25.0 %"
    )
    assert not re.search("sea|desert|accuracy", text)
    traits = lab.page_traits()
    assert traits["show_truth"] is False
    assert traits["shown"] == lab.shown
    lab.merge(1, into=0)
    assert "3 clusters: cluster 0 50.0 %" in lab.summary()
    raster, clusters, truth = scene()
    assert SceneLab(raster, clusters, truth=truth, show_truth=True).show_truth
    with pytest.raises(LearnerError):
        lab.show_truth = "yes"  # type: ignore[assignment]


def test_a_scene_alone_is_shown() -> None:
    lab = SceneLab(scene()[0])
    assert lab.clusters is None
    assert lab.summary() == "SceneLab(40 x 30 pixels, red green blue)"
    assert lab.thumbnail()


def test_its_code_keeps_to_the_budget() -> None:
    packed = gzip.compress(static_text("scene_lab.js").encode(), 9)
    assert len(packed) < 15_000
