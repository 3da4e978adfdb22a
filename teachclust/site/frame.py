"""What stands around each page of a site: bar, search, foot, and the policy of its scripts."""

from __future__ import annotations

import html
from importlib.resources import files
from typing import Final

from teachclust import __version__
from teachclust.widgets.page import PAGE_STYLE

SCRIPT: Final = "teachclust.js"
STYLE: Final = "teachclust.css"
INDEX: Final = "search.js"

# From disk a browser may not take the folder for "self": then "file:" lets the two scripts run.
_POLICY: Final = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file: 'unsafe-inline'; "
    "img-src 'self' file: data:"
)
_PLACES: Final = (
    ("index.html", "Lessons"),
    ("glossary.html", "Glossary"),
    ("teachers/index.html", "For teachers"),
)


def framed(title: str, main: str, *, file: str, side: str = "", data: str = "") -> str:
    """Return a page of a site.

    Parameters
    ----------
    title : str
        Plain text.
    main, side, data : str
        Markup: what the page is about, what stands beside it, the data of its widgets.
    file : str
        Its address from the site's folder, such as ``"teachers/01_blobs.html"``.
    """
    root = "../" * file.count("/")
    kind = "site with-side" if side else "site home" if file == "index.html" else "site"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n"
        f'<link rel="stylesheet" href="{root}{STYLE}">\n</head>\n'
        f'<body class="teachclust-page {kind}">\n'
        '<a class="skip" href="#main">Skip to the content</a>\n'
        f'{_bar(root, file)}<div class="columns">\n{side}'
        f'<main id="main">\n{main}\n</main>\n</div>\n'
        f"{_foot()}{data}"
        f'<script src="{root}{SCRIPT}"></script>\n</body>\n</html>\n'
    )


def style() -> str:
    """Return the style sheet that all pages share."""
    own = (files("teachclust.site") / "site.css").read_text(encoding="utf-8")
    return f"{PAGE_STYLE}{own}"


def _bar(root: str, file: str) -> str:
    links = "".join(
        f'<a href="{root}{place}"{_here(place, file)}>{name}</a>' for place, name in _PLACES
    )
    return (
        f'<header class="bar"><a class="home" href="{root}index.html">teachclust</a>'
        f'<nav aria-label="Course">{links}</nav>\n{_search(root)}</header>\n'
    )


def _here(place: str, file: str) -> str:
    return ' aria-current="page"' if place == file else ""


def _search(root: str) -> str:
    """Return the form of the search; without scripts it stays hidden."""
    said = {
        "root": root,
        "index": INDEX,
        "none": "No part of the course has all these words.",
        "some": "Found: {n}",
        "more": "Found: {n}; the best {most} are shown",
    }
    data = "".join(f' data-{name}="{html.escape(text)}"' for name, text in said.items())
    return (
        f'<form class="search" role="search" hidden{data}>'
        '<input type="search" aria-label="Search the course" placeholder="Search" '
        'autocomplete="off" spellcheck="false">'
        '<div class="search-found" hidden><p role="status"></p><ul></ul></div></form>'
    )


def _foot() -> str:
    return (
        f'<footer class="foot">teachclust {html.escape(__version__)}. These pages ask no server '
        "for anything: a folder on a disk or a USB stick is enough.</footer>\n"
    )
