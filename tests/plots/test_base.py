from __future__ import annotations

from collections.abc import Iterator

import matplotlib.pyplot as plt
import pytest

from teachclust.plots.choosing_k.elbow import ElbowDisplay


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def test_a_display_not_drawn_yet_is_drawn_when_it_is_shown() -> None:
    display = ElbowDisplay(k=[1, 2, 3], inertia=[9, 2, 1])
    data, _ = display._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert plt.get_fignums() == []


def test_a_figure_of_the_callers_is_shown_whole() -> None:
    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3))
    ElbowDisplay(k=[1, 2, 3], inertia=[9, 2, 1]).plot(left)
    display = ElbowDisplay(k=[1, 2, 3], inertia=[9, 2, 1]).plot(right)
    assert display.figure_ is figure
    _, about = display._repr_mimebundle_()
    assert about["image/png"]["width"] > 600


def test_where_windows_stay_open_only_the_text_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    display = ElbowDisplay(k=[1, 2, 3], inertia=[9, 2, 1]).plot()
    monkeypatch.setattr(plt, "isinteractive", lambda: True)
    monkeypatch.setattr(plt, "get_backend", lambda: "widget")
    assert display._repr_mimebundle_() == ({"text/plain": repr(display)}, {})
    assert plt.get_fignums() == [display.figure_.number]
    monkeypatch.setattr(plt, "get_backend", lambda: "module://matplotlib_inline.backend_inline")
    assert "image/png" in display._repr_mimebundle_()[0]
