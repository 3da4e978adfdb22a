"""A site opened from disk with the network off: it plays, its search finds, axe finds nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from test_axe import FINDINGS, WIDER
from test_look import AXE
from widget_samples import SAMPLES

from teachclust.site import build, build_site
from teachclust.widgets.base import PAGE_MIME


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    state = SAMPLES["stepper"]().page_state()

    def run(book: dict[str, Any], name: str) -> nbformat.NotebookNode:
        made = nbformat.reads(json.dumps(book), as_version=4)
        code = next(cell for cell in made.cells if cell.cell_type == "code")
        code.outputs = [nbformat.v4.new_output("display_data", {PAGE_MIME: state})]
        return made

    monkeypatch.setattr(build, "run", run)
    return build_site(tmp_path / "a site", ["00", "01"])[0]


def test_it_plays_from_disk_and_is_searched_without_a_server(browser: Any, site: Path) -> None:
    context = browser.new_context(viewport={"width": 1200, "height": 900}, offline=True)
    page = context.new_page()
    page.set_default_timeout(20_000)
    trouble: list[str] = []
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: trouble.append(str(e)))
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.goto(site.as_uri())
    root = page.locator(".teachclust")
    root.locator('[data-act="transport.next"]').click()
    root.and_(page.locator('[data-step="8"]')).wait_for()
    page.get_by_role("searchbox").fill("local optimum")
    found = page.locator(".search-found a")
    assert "Local optimum" in found.first.text_content()
    found.nth(1).click()
    page.wait_for_url("**/*.html#*")
    assert trouble == []
    assert {url.partition(":")[0] for url in asked} == {"file"}
    for name, width, scheme in (
        ("index.html", 1200, "dark"),
        ("teachers/01_blobs.html", 390, "light"),
    ):
        page.goto((site.parent / name).as_uri())
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        page.evaluate(AXE.read_text("utf-8"))
        assert page.evaluate(FINDINGS) == []
        assert page.evaluate(WIDER) <= 0
    context.close()
