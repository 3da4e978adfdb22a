"""How the documentation is built: `make docs`, with no network once its packages are there."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "_ext"), str(HERE.parent)]

from teachclust import __version__  # noqa: E402

project = "teachclust"
author = "The teachclust authors"
copyright = "The teachclust authors"
version = release = __version__

extensions = [
    "lists",
    "gallery",
    "myst_parser",
    "numpydoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
]
exclude_patterns = ["_build", "_play"]
templates_path = ["_templates"]

autosummary_generate = True
# names of other modules are documented where they are at home
autosummary_imported_members = False
autodoc_typehints = "none"  # numpydoc's sections have the types in words
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

html_theme = "pydata_sphinx_theme"
html_title = "teachclust"
html_static_path = ["_static"]
html_css_files = ["docs.css"]
#: widgets that play, which the gallery makes
html_extra_path = ["_play"]
html_show_sourcelink = False
html_copy_source = False
#: before a reader has chosen
html_context = {"default_mode": "auto"}
html_theme_options = {
    "header_links_before_dropdown": 6,
    "navbar_align": "left",
    "navigation_with_keys": False,
    "secondary_sidebar_items": ["page-toc"],
    "show_prev_next": False,
    "footer_start": ["copyright"],
    "footer_end": [],
}
html_sidebars = {"index": [], "gallery/*": [], "install": [], "changelog": []}
