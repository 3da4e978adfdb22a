"""A saved page, opened from disk without network, that must not complain or ask for anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def _is_trouble(message: Any) -> bool:
    # tests read pixels back, and Chromium minds that
    return message.type in ("error", "warning") and "getImageData" not in message.text


@contextmanager
def opened_page(browser: Any, saved: Path, scheme: str, **options: Any) -> Iterator[Any]:
    """Open a page whose first widget is drawn; its console and network must stay silent."""
    settings = {"viewport": {"width": 1000, "height": 900}, "offline": True, **options}
    context = browser.new_context(color_scheme=scheme, **settings)
    page = context.new_page()
    page.set_default_timeout(20_000)
    trouble: list[str] = []
    asked: list[str] = []
    page.on("console", lambda m: trouble.append(m.text) if _is_trouble(m) else None)
    page.on("pageerror", lambda e: trouble.append(str(e)))
    page.on("request", lambda r: asked.append(r.url))
    page.goto(saved.as_uri())
    page.locator(".teachclust canvas").first.wait_for()
    yield page
    assert trouble == []
    assert asked == [saved.as_uri()]
    context.close()
