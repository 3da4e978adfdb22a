"""What a cell saves of its widgets: one ordinary output for each, and one with their pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from notebook_kernel import Kernel
from widget_samples import SAMPLES

from teachclust.widgets.saved_output import VIEW, saved_output

SETUP = """
import ipywidgets, numpy as np
from IPython.display import display
from sklearn.cluster import KMeans
from teachclust import watch
X = np.random.default_rng(0).random((40, 2))
def step(k=3):
    return watch(KMeans(k, random_state=0), X)
"""


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_widget_is_one_ordinary_output(name: str) -> None:
    w = SAMPLES[name]()
    assert getattr(w, "_ipython_display_", None) is None
    data, _ = w._repr_mimebundle_()
    assert data[VIEW]["model_id"] == w.model_id
    assert w.summary() in data["text/plain"]
    assert "<style" not in data["text/html"]
    assert data["text/html"] == w.saved_markup()
    if "image/png" in data:
        assert f'src="data:image/png;base64,{data["image/png"]}"' in data["text/html"]
        assert 'alt="' in data["text/html"]


def test_the_pictures_are_saved_as_a_script_that_no_export_prints() -> None:
    data = saved_output(["<div class='teachclust-thumbnail'>a</div></script>"])
    assert set(data) == {"application/javascript", "text/plain"}
    assert data["text/plain"] == ""
    assert "</script>" not in data["application/javascript"]


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    with Kernel() as kernel:
        kernel.run(SETUP)
        yield kernel


def pictures(outputs: list[dict[str, Any]]) -> int:
    """Count the pictures in the output that a cell gets at its end."""
    scripts = [data for data in outputs if "application/javascript" in data]
    assert len(scripts) <= 1
    if not scripts:
        return 0
    assert outputs[-1] is scripts[0]
    found = re.search(r"of (\[.*\])\) \{", scripts[0]["application/javascript"])
    assert found is not None
    return len(json.loads(found[1]))


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("step()", 1),
        ("display(step(), step())", 2),
        ("w = step(); display(w, w)", 1),
        ("ipywidgets.VBox([step(), ipywidgets.Label('a')])", 1),
        ("ipywidgets.Tab([ipywidgets.HBox([step()]), step()])", 2),
        ("out = ipywidgets.Output()\nwith out:\n    display(step())\nout", 1),
        ("h = display(step(2), display_id=True)\nh.update(step())", 1),
        ("display(step())\nfrom IPython.display import clear_output\nclear_output()", 0),
        ("out = ipywidgets.Output()\nout.append_display_data(step())", 0),
        ("out = ipywidgets.Output()\nout.append_display_data(step())\nout", 1),
        ("w = step()", 0),
        ("step()._repr_mimebundle_()\n1", 0),
        ("ipywidgets.Button()", 0),
        ("w = step()\nw.close()\nw", 0),
    ],
)
def test_a_cell_saves_the_picture_of_each_widget_in_its_outputs(
    kernel: Kernel, code: str, count: int
) -> None:
    assert pictures(kernel.run(code)) == count


def test_a_later_cell_that_replaces_a_view_replaces_its_picture(kernel: Kernel) -> None:
    kernel.run("h = display(step(2), display_id=True)", "a")
    outputs = kernel.run("h.update(step(3))", "b")
    assert pictures(outputs[1:]) == 1
    assert "n_clusters=3" in outputs[1]["application/javascript"]


def test_an_output_shown_elsewhere_shows_the_widget_there_alone(kernel: Kernel) -> None:
    kernel.run("out = ipywidgets.Output()\nout", "a")
    assert kernel.run("out.append_display_data(step())", "b") == []
    assert kernel.run("print(len(out.outputs))", "c") == []


def test_an_export_needs_no_second_picture(kernel: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEACHCLUST_EXPORT", "1")
    assert pictures(kernel.run("step()")) == 0
