"""The sections of a page as plain text, for the search of a site."""

from __future__ import annotations

import html
import re
from typing import Final, NamedTuple

_UNSEARCHED: Final = re.compile(
    r"<(pre|script|style|svg|button)\b.*?</\1\s*>|<table\b[^>]*\bdataframe\b.*?</table>",
    re.DOTALL | re.IGNORECASE,
)
#: what opens after a guess: an excerpt of it would answer the question
_ANSWER: Final = re.compile(r"<details>\s*<summary>(?!\s*<h).*?</details>", re.DOTALL)
_HEADING: Final = re.compile(r'<h([1-3]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)
_TAG: Final = re.compile(r"<[^>]+>")


class Section(NamedTuple):
    """A part of a page, as ``js/src/search.ts`` has it."""

    address: str
    page: str
    heading: str
    text: str


def sections(markup: str, file: str, page: str) -> list[Section]:
    """Return the parts of a page from heading to heading, without code, numbers and answers.

    `file` is the page's address from the site's folder, `page` what it is called. Headings are h1
    to h3 with an ``id``.
    """
    prose = _ANSWER.sub(" ", _UNSEARCHED.sub(" ", markup))
    starts = list(_HEADING.finditer(prose))
    ends = [*(one.start() for one in starts[1:]), len(prose)][: len(starts)]
    return [
        Section(f"{file}#{start[2]}", page, _plain(start[3]), _plain(prose[start.end() : end]))
        for start, end in zip(starts, ends, strict=True)
    ]


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())
