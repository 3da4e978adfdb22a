"""Every widget in any place of a page: beside others, in a cell or a grid, and in a right-to-left page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from widget_samples import SAMPLES

every = pytest.mark.parametrize("name", sorted(SAMPLES))

PLACES = {
    "beside another": (
        '<div style="display:flex"><div class="here"></div><p style="flex:none;width:200px"></p></div>'
    ),
    "a row that wraps": '<div style="display:flex;flex-wrap:wrap"><div class="here"></div></div>',
    "a column's middle": (
        '<div style="display:flex;flex-direction:column;align-items:center">'
        '<div class="here"></div></div>'
    ),
    "two in a row": '<div style="display:flex"><div class="here"></div><div class="too"></div></div>',
    "a grid's column": (
        '<div style="display:grid;grid-template-columns:auto 1fr"><div class="here"></div></div>'
    ),
    "within a line": '<div><div class="here" style="display:inline-block"></div></div>',
    "a float": '<div><div class="here" style="float:left"></div></div>',
    "a table's cell": '<table><tr><td><div class="here"></div></td><td>beside</td></tr></table>',
    "a narrow column": '<div style="width:320px"><div class="here"></div></div>',
}
# the widths of widgets in a place, and by how much the page is wider than its window
MOVE = """async (place) => {
  const slot = document.querySelector('.teachclust-page-slot');
  const made = document.createElement('div');
  made.innerHTML = place;
  document.querySelector('main').append(made);
  made.querySelector('.here').append(slot);
  made.querySelector('.too')?.append(slot.cloneNode(true));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const widths = [...made.querySelectorAll('.teachclust')].map((e) => e.getBoundingClientRect().width);
  const over = document.documentElement.scrollWidth - innerWidth;
  document.querySelector('main').append(slot);
  made.remove();
  return [widths, over];
}"""
# where everything stands, from the widget's left upper corner
BOXES = """() => { const root = document.querySelector('.teachclust'), at = root.getBoundingClientRect();
  return [...root.querySelectorAll('button, input, select, canvas, svg, h3, li, th, p')]
    .filter((e) => e.checkVisibility() && !e.closest('.tc-hidden'))
    .map((e) => e.getBoundingClientRect()).map((r) => [r.left - at.left, r.top - at.top, r.width].map(Math.round)); }"""


@every
@pytest.mark.parametrize("width", [1000, 360])
def test_it_has_a_width_wherever_it_stands(
    name: str, width: int, samples: Callable[..., Any]
) -> None:
    page = samples(name)
    page.set_viewport_size({"width": width, "height": 900})
    for place, markup in PLACES.items():
        if width == 360 and place in ("beside another", "two in a row"):
            continue  # there is no room for two
        widths, over = page.evaluate(MOVE, markup)
        least = 480 if width == 1000 and place not in ("two in a row", "a narrow column") else 240
        assert min(widths) >= least, place
        assert over <= 0, place


@every
def test_a_right_to_left_page_leaves_it_as_it_is(name: str, samples: Callable[..., Any]) -> None:
    page = samples(name)
    page.wait_for_timeout(300)
    before = page.evaluate(BOXES)
    assert len(before) >= 2
    page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    page.wait_for_timeout(300)
    assert page.evaluate(BOXES) == before
    assert page.locator(".teachclust").evaluate("e => getComputedStyle(e).direction") == "ltr"
