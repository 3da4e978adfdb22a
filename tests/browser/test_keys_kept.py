"""The keyboard in every widget: the focus stays, and shortcuts of the page are the page's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from widget_samples import SAMPLES

every = pytest.mark.parametrize("name", sorted(SAMPLES))

OPEN_ALL = """() => document.querySelectorAll('.tc-toggle[aria-pressed=false]:enabled')
  .forEach((button) => { if (!button.hasAttribute('aria-disabled')) button.click(); })"""
FOCUSED = "() => document.activeElement.closest('.teachclust') !== null"
# shortcuts that are not left to the page, each tried on everything that can have the focus
TAKEN = """() => {
  const root = document.querySelector('.teachclust');
  const state = () => { const {lmSuppressShortcuts, ...data} = root.dataset; return JSON.stringify(data); };
  const parts = [root, ...root.querySelectorAll('button, input, select, textarea, [tabindex]')];
  const keys = ['s', 'f', 'p', 'r', 'n', 't', 'c', '0', '1', ' ', 'Enter', '?', 'Home', 'End', 'PageUp', 'PageDown',
    'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Escape', 'Delete'];
  const withs = [{ctrlKey: true}, {metaKey: true}, {altKey: true}, {ctrlKey: true, shiftKey: true}];
  const tries = [...keys.flatMap((key) => withs.map((more) => ({key, ...more}))),
    {key: 'Enter', shiftKey: true}, ...keys.map((key) => ({key, isComposing: true})), {key: 'F5'}];
  let heard = 0;
  const hear = () => { heard += 1; };
  addEventListener('keydown', hear);
  const found = parts.flatMap((part) => tries.filter((init) => {
    const [before, count] = [state(), heard];
    const free = part.dispatchEvent(new KeyboardEvent('keydown', {...init, bubbles: true, cancelable: true, composed: true}));
    return !free || heard === count || state() !== before;
  }).map((init) => [part.outerHTML.slice(0, 80), JSON.stringify(init)]));
  removeEventListener('keydown', hear);
  return [parts.length, found];
}"""


@every
def test_shortcuts_go_to_the_page(name: str, samples: Callable[..., Any]) -> None:
    page = samples(name)
    page.evaluate(OPEN_ALL)
    parts, taken = page.evaluate(TAKEN)
    # a look back has nothing to press before there is a guess
    assert parts >= (2 if name == "look_back" else 3)
    assert taken == []


@pytest.mark.parametrize("name", ["stepper", "k_lab", "race"])
def test_at_the_first_and_the_last_step_the_button_keeps_the_focus(
    name: str, samples: Callable[..., Any]
) -> None:
    page = samples(name)
    root = page.locator(".teachclust")
    for act in ("transport.next", "transport.back"):
        button = root.locator(f'[data-act="{act}"]')
        button.focus()
        for _ in range(200):
            if button.is_disabled():
                break
            page.keyboard.press("Enter")
        assert button.is_disabled(), act
        step = root.get_attribute("data-step") or root.get_attribute("data-k")
        page.keyboard.press("Enter")  # does nothing
        assert button.evaluate("b => b === document.activeElement"), act
        assert step == (root.get_attribute("data-step") or root.get_attribute("data-k"))
    page.keyboard.press("End")  # and the widget's keys are still its own
    assert root.locator('[data-act="transport.next"]').is_disabled()


@pytest.mark.parametrize(("name", "label"), [("k_lab", "k"), ("palette_lab", "k")])
def test_one_more_and_one_fewer_keep_the_focus(
    name: str, label: str, samples: Callable[..., Any]
) -> None:
    page = samples(name)
    page.locator(".teachclust").focus()
    page.keyboard.press("x")
    for button in page.locator(".tc-frame .tc-small").all():
        button.focus()
        for _ in range(40):
            page.keyboard.press("Enter")
        assert button.is_disabled(), label
        assert button.evaluate("b => b === document.activeElement")


def test_what_vanishes_hands_the_focus_on(samples: Callable[..., Any]) -> None:
    page = samples("scatter3d")
    page.locator(".tc-s3-group").nth(1).click()
    page.locator(".tc-s3-all").focus()
    page.keyboard.press("Enter")
    assert page.locator(".tc-s3-group").nth(1).evaluate("b => b === document.activeElement")

    page = samples("k_lab")
    page.locator('[data-act="control.experiment"]').click()
    page.locator('[data-act="control.table"]').click()
    page.locator(".tc-table button").nth(2).focus()
    page.keyboard.press("t")
    assert page.evaluate(FOCUSED), "the table is closed"

    page = samples("stepper")
    page.locator(".teachclust").focus()
    page.keyboard.press("a")
    for _ in range(12):
        page.locator('[data-act="transport.next"]').focus()
        page.keyboard.press("Enter")
        if page.locator(".tc-ask").is_visible():
            break
    if page.locator(".tc-ask input").count():
        page.locator(".tc-ask input").first.fill("3")
    page.locator(".tc-ask button:not(.tc-skip)").last.press("Enter")
    page.locator(".tc-ask .tc-primary").press("Enter")
    assert page.locator('[data-act="transport.next"]').evaluate("b => b === document.activeElement")

    page = samples("predict")
    page.locator("input").first.check()
    page.locator(".tc-predict-commit").press("Enter")
    assert page.evaluate(FOCUSED), "the guess is kept"
