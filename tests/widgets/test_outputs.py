"""What a cell saves of a widget: rules, picture, live view, in this order and alike each time."""

from __future__ import annotations

from typing import Any

import pytest
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from widget_samples import SAMPLES

from teachclust.widgets.outputs import VIEW, split


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_the_picture_and_the_live_view_are_outputs_of_their_own(name: str) -> None:
    data, metadata = SAMPLES[name]()._repr_mimebundle_()
    (rules, _), (picture, about), (live, _) = split(data, metadata)
    assert "teachclust-saved" in rules["text/html"]
    assert VIEW not in picture
    assert {"image/png", "text/html"} & set(picture)
    assert picture["text/plain"] == data["text/plain"]
    assert about == metadata
    assert live == {VIEW: data[VIEW], "text/plain": ""}


def test_a_closed_widget_says_so() -> None:
    w = SAMPLES["stepper"]()
    w.close()
    assert split(*w._repr_mimebundle_()) == [w._repr_mimebundle_()]


def test_a_cell_shows_all_three(monkeypatch: pytest.MonkeyPatch) -> None:
    shell = InteractiveShell.instance()
    shown = CapturingDisplayPublisher()
    monkeypatch.setattr(shell, "display_pub", shown)
    formatted: Any = shell.display_formatter
    assert formatted.format(SAMPLES["stepper"]()) == ({}, {})
    kinds = [set(output["data"]) for output in shown.outputs]
    assert kinds == [{"text/html", "text/plain"}, {"image/png", "text/plain"}, {VIEW, "text/plain"}]
    InteractiveShell.clear_instance()
