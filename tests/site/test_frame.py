"""What stands around a page of a site."""

from __future__ import annotations

import re

from teachclust.site.frame import framed, style


def test_links_lead_from_a_folder_to_the_top_and_no_script_is_inline() -> None:
    for file, root in (("glossary.html", ""), ("teachers/01_blobs.html", "../")):
        page = framed("A < B", "<p>x</p>", file=file)
        assert "<title>A &lt; B</title>" in page
        assert f'href="{root}teachclust.css"' in page
        assert f'data-root="{root}"' in page
        assert re.findall(r"<script[^>]*>", page) == [f'<script src="{root}teachclust.js">']
        assert "default-src 'none'" in page
        assert "http" not in page.replace("http-equiv", "")
    assert 'href="glossary.html" aria-current="page"' in framed("G", "", file="glossary.html")


def test_the_style_has_that_of_exported_pages() -> None:
    assert "prefers-color-scheme: dark" in style()
    assert ".cards" in style()
