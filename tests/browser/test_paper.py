"""Every widget on paper, printed from a dark page without backgrounds; and in a high-contrast system."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from widget_samples import SAMPLES

every = pytest.mark.parametrize("name", sorted(SAMPLES))

# the theme, and the mean shade (0 to 255) of what each canvas of a widget, photographs and scenes
# apart, shows over white
SHADES = """() => {
  const shades = [...document.querySelectorAll('.teachclust canvas:not(.tc-pal-image, .tc-sc-image)')]
    .filter((c) => c.checkVisibility() && c.width > 1)
    .map((c) => {
      const data = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
      let sum = 0;
      for (let i = 0; i < data.length; i += 4) {
        const alpha = data[i + 3] / 255;
        sum += alpha * (data[i] + data[i + 1] + data[i + 2]) / 3 + (1 - alpha) * 255;
      }
      return Math.round(sum / (data.length / 4));
    });
  return [document.querySelector('.teachclust').dataset.theme, shades];
}"""
LISTEN = f"() => {{ window.printed = null; addEventListener('beforeprint', () => {{ window.printed = ({SHADES})(); }}); }}"
# bars, swatches and lit lines, and whether they have their colors on paper
COLORS = """() => [...document.querySelectorAll('.tc-bar, .tc-pal-strip i, .tc-pal-chip, .tc-lit, .tc-s3-range, .tc-pal-size')]
  .filter((e) => e.checkVisibility()).map((e) => getComputedStyle(e).printColorAdjust)"""
HIDDEN = ".tc-transport, .tc-experiment, .tc-experiment-controls, .tc-predict-commit"
STATES = """() => [...document.querySelectorAll('.tc-toggle, .tc-s3-group')].filter((e) => e.checkVisibility()).map((e) => {
  const {color, backgroundColor, borderColor} = getComputedStyle(e);
  return [e.getAttribute('aria-pressed'), e.hasAttribute('aria-disabled') || e.disabled, [color, backgroundColor, borderColor].join()];
})"""
DATA_COLORS = """() => [...document.querySelectorAll('.tc-bar, .tc-pal-strip i, .tc-pal-chip')]
  .filter((e) => e.checkVisibility()).every((e) => {
    const probe = document.createElement('i');
    probe.style.background = e.style.background;
    return getComputedStyle(e).backgroundColor === probe.style.backgroundColor;
  })"""
INK = """() => { const e = document.querySelector('.teachclust'), s = getComputedStyle(e);
  return [s.color, s.backgroundColor]; }"""


@every
def test_it_is_printed_in_light_on_one_page(name: str, samples: Callable[..., Any]) -> None:
    page = samples(name, color_scheme="dark")
    page.wait_for_timeout(200)
    theme, dark = page.evaluate(SHADES)
    assert theme == "dark"
    page.evaluate(LISTEN)
    page.set_viewport_size({"width": 1000, "height": 200})  # most of it out of sight
    paper = page.pdf(format="A4", print_background=False)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    theme, shades = page.evaluate("() => window.printed")
    assert theme == "light"
    assert len(shades) == len(dark)
    assert all(180 < shade < 256 for shade in shades), shades
    page.emulate_media(media="print")
    page.locator('.teachclust[data-theme="light"]').wait_for()
    assert set(page.evaluate(COLORS)) <= {"exact"}
    assert not any(part.is_visible() for part in page.locator(HIDDEN).all())
    assert page.evaluate(INK) == ["rgb(31, 35, 40)", "rgb(255, 255, 255)"]
    page.emulate_media(media="null")
    page.locator('.teachclust[data-theme="dark"]').wait_for()


@every
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_high_contrast_keeps_colors_of_data_and_shows_states(
    name: str, scheme: str, samples: Callable[..., Any]
) -> None:
    page = samples(name, color_scheme=scheme, forced_colors="active")
    page.wait_for_timeout(200)
    if name == "scatter3d":
        page.locator(".tc-s3-group").first.click()
    assert page.evaluate(DATA_COLORS)
    pair = ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert page.evaluate(INK) == (pair if scheme == "light" else pair[::-1])
    looks: dict[str, set[str]] = {"true": set(), "false": set()}
    for pressed, disabled, look in page.evaluate(STATES):
        if not disabled:
            looks[pressed].add(look)
    assert not looks["true"] & looks["false"]
    # what is drawn can be told from the ground: lines and letters in the text's color
    theme, shades = page.evaluate(SHADES)
    assert theme == scheme
    assert min(shades, default=0) < 255
    root = page.locator(".teachclust")
    page.keyboard.press("Tab")
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    ring = page.evaluate(
        "() => getComputedStyle(document.activeElement.closest('label') ?? document.activeElement).outlineStyle"
    )
    # a look back has nothing to focus before there is a guess
    assert name == "look_back" or "solid" in (outline, ring)
    assert root.count() == 1
