"""A saved page, from disk with the network off: it plays, it steps, it is silent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

from teachclust import watch


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    X = make_blobs(10_000, centers=4, random_state=0)[0]
    w = watch(KMeans(n_clusters=4, init="random", n_init=1, random_state=2), X)
    return w.save_html(tmp_path_factory.mktemp("page") / "kmeans.html")


@pytest.fixture
def opened(browser: Any, saved: Path) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1000, "height": 800}, offline=True)
    page = context.new_page()
    page.set_default_timeout(20_000)
    trouble: list[str] = []
    requests: list[str] = []
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: trouble.append(str(e)))
    page.on("request", lambda r: requests.append(r.url))
    page.goto(saved.as_uri())
    page.locator(".teachclust canvas").first.wait_for()
    yield page
    assert trouble == []
    assert requests == [saved.as_uri()]
    context.close()


def test_it_plays_and_steps_by_button_and_by_keys(opened: Any) -> None:
    root = opened.locator(".teachclust")

    def at(step: int | str) -> None:
        root.and_(opened.locator(f'[data-step="{step}"]')).wait_for()

    at(0)
    root.locator('[data-act="transport.next"]').click()
    at(1)
    root.focus()
    opened.keyboard.press("ArrowRight")
    at(2)
    opened.keyboard.press("ArrowLeft")
    at(1)
    opened.keyboard.press("End")
    last = root.get_attribute("data-step")
    opened.keyboard.press("Home")
    at(0)
    root.locator('[data-act="control.experiment"]').click()
    root.locator(".tc-speed").select_option("4")
    root.focus()
    opened.keyboard.press("Space")
    at(last)
    assert root.locator(".tc-plane").get_attribute("aria-label")
    assert "without Python" in root.text_content()


def test_it_edits_nothing(opened: Any) -> None:
    root = opened.locator(".teachclust")
    for name in ("control.fresh",):
        assert root.locator(f'[data-act="{name}"]').is_disabled()
    for field in root.locator(".tc-experiment-controls input").all():
        assert field.is_disabled()
    root.focus()
    for key in ("n", "c", "Delete", "Enter"):
        opened.keyboard.press(key)
    assert root.get_attribute("data-trace") == "1"
    opened.keyboard.press("x")
    root.locator('[data-act="control.table"]').click()
    assert root.locator("table input").count() == 0


def test_it_is_small(saved: Path) -> None:
    assert saved.stat().st_size <= 300_000
