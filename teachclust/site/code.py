"""The scripts that all pages of a site share: classic ones, which a browser runs from disk too."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import Any, Final

from teachclust.site.sections import Section
from teachclust.widgets.browser_code import static_text
from teachclust.widgets.page import block_name, json_for_script
from teachclust.words import browser_catalogue

#: files of the browser's code that are no part of it in a site
_ALONE: Final = {"loader", "page", "site", "slides"}


def common_blocks() -> dict[str, Any]:
    """Return what the widgets of every page have in common, their words, by its name."""
    words = browser_catalogue()
    return {block_name(words): words}


def site_script() -> str:
    """Return the code of all widgets, their words, and what draws and searches.

    A LearnerError if a checkout's browser code was not built.
    """
    last = static_text("site.js")  # says so where nothing is built
    folder = files("teachclust") / "static"
    names = sorted(one.name[:-3] for one in folder.iterdir() if one.name.endswith(".js"))
    code = ",\n".join(
        f'"{name}":{static_text(f"{name}.js")}' for name in names if name not in _ALONE
    )
    words = json_for_script(common_blocks())
    return f"var teachclustCode={{{code}}};\nvar teachclustBlocks={words};\n{last}\n"


def search_script(sections: Iterable[Section]) -> str:
    """Return the index of a site's search."""
    return f"var teachclustSections={json_for_script(list(sections))};\n"
