"""Fixtures: one server and one browser for the whole run, a fresh page for each test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from lab import Lab, Notebook, find_chromium
from widget_samples import SAMPLES

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_itemcollected(item: pytest.Item) -> None:
    if "browser" in item.path.parts:
        item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = find_chromium()
    if path is None:
        if os.environ.get("CI") or os.environ.get("TEACHCLUST_REQUIRE_BROWSER"):
            pytest.fail("No Chromium, and nothing may skip here: run `make test`.")
        pytest.skip("no Chromium: `make test` installs one")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[Lab]:
    server = Lab(tmp_path_factory.mktemp("lab"))
    yield server
    server.stop()


@contextmanager
def _a_page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    with _a_page(browser) as page:
        yield page


@pytest.fixture
def notebook(page: Any, lab: Lab) -> Iterator[Callable[..., Notebook]]:
    """Write a notebook of cells, open it, run it."""

    def make(name: str, *cells: str, run: bool = True) -> Notebook:
        return Notebook(page, lab, lab.write(name, *cells), run=run)

    yield make
    lab.shutdown_kernels()


@pytest.fixture(scope="module")
def shared_book(browser: Any, lab: Lab) -> Iterator[Callable[..., Notebook]]:
    """The same for a notebook that the tests of one file share, in a page of its own."""
    with _a_page(browser) as page:
        yield lambda name, *cells, run=True: Notebook(page, lab, lab.write(name, *cells), run=run)
    lab.shutdown_kernels()


@pytest.fixture(scope="session")
def samples(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Any]]:
    """Open the page of a sample widget as new, by the widget's name; each is made and opened once."""
    folder = tmp_path_factory.mktemp("samples")
    context = browser.new_context(viewport={"width": 1000, "height": 900}, offline=True)
    pages: dict[str, Any] = {}

    def opened(name: str, **media: str) -> Any:
        if name not in pages:
            pages[name] = context.new_page()
            pages[name].set_default_timeout(20_000)
            pages[name].goto(SAMPLES[name]().save_html(folder / f"{name}.html").as_uri())
        page = pages[name]
        page.bring_to_front()  # others are not laid out
        usual = {"media": "null", "color_scheme": "light", "forced_colors": "none"}
        page.emulate_media(**{**usual, **media})
        page.set_viewport_size({"width": 1000, "height": 900})
        page.reload()
        page.locator(f'.teachclust[data-widget="{name}"][data-theme]').wait_for()
        return page

    yield opened
    context.close()
