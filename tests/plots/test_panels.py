from __future__ import annotations

from collections.abc import Iterator

import matplotlib.pyplot as plt
import pytest

from teachclust.plots.panels import add_panels, panel_grid, write_panel_title


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.mark.parametrize("layout", [None, "constrained"])
def test_panels_of_a_second_drawing_replace_the_first_and_leave_others_alone(
    layout: str | None,
) -> None:
    figure, (left, right) = plt.subplots(1, 2, layout=layout)
    for _ in range(2):
        add_panels(right, 2, hspace=0.5)
    assert len(figure.axes) == 4
    assert left in figure.axes
    figure.canvas.draw()
    edge = right.get_position()
    for panel in figure.axes[2:]:
        box = panel.get_position()
        assert edge.x0 - 0.15 <= box.x0
        assert box.x0 > left.get_position().x1 - 0.01


def test_panels_stand_row_by_row_and_share_an_axis() -> None:
    _, ax = plt.subplots()
    panels = add_panels(ax, 5, 3, share="y", hspace=0.5)
    boxes = [panel.get_position() for panel in panels]
    assert [round(box.y0, 6) for box in boxes[:3]] == [round(boxes[0].y0, 6)] * 3
    assert boxes[3].y0 < boxes[0].y0
    assert boxes[3].x0 == boxes[0].x0
    panels[4].set_ylim(0, 7)
    assert panels[0].get_ylim() == (0, 7)
    assert panels[0].get_xlim() == (0, 1)
    assert panel_grid(ax, 1, 2).get_geometry() == (1, 2)


def test_the_first_title_leaves_room_for_that_of_the_whole() -> None:
    _, ax = plt.subplots()
    for i, panel in enumerate(add_panels(ax, 2)):
        write_panel_title(panel, "one", first=i == 0)
        assert panel.get_title(loc="left") == ("\none", "one")[i]
