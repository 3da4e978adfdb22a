"""The cells of a notebook that was run, as markup of a page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from teachclust.plots.notebook.rich_output import FIGURE_CLASS
from teachclust.widgets.base import PAGE_MIME
from teachclust.widgets.page import empty_slot
from teachclust.widgets.saved_output import VIEW

#: in a cell's metadata: JupyterLab shows its heading alone, until the learner opens it
FOLDED = "jp-MarkdownHeadingCollapsed"
_MARKS = re.compile(r"(#+) ")
_HEADING = re.compile(r"<h([123])[^>]*>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_RULES = re.compile(r"<style\b.*?</style\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_DRAWN = re.compile(r"<(img|svg|canvas|video|audio|iframe|hr|input|button)\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL | re.IGNORECASE)
_EMPTY_HEADER = re.compile(r"<th\b([^>]*)>((?:\s|&nbsp;|&#160;)*)</th>", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)


class CellMarkup:
    """Makes markup of cells that were run, and keeps the states of their widgets in order.

    Lessons are the project's own text, so their markup is kept; what cells print is escaped.
    """

    def __init__(self) -> None:
        self.states: list[Any] = []
        #: level, text and anchor of each heading
        self._headings: list[tuple[int, str, str]] = []

    def markdown(self, source: str) -> str:
        """Return the markup of Markdown, whose headings can be linked to."""
        from nbconvert.filters import markdown2html

        return _tables(_HEADING.sub(self._heading, str(markdown2html(source))))

    def outputs(self, cell: Any) -> list[str]:
        """Return the markup of each output of a cell of code that can be seen in a page."""
        made = (self._output(output) for output in _joined(cell.outputs))
        return [markup for markup in made if markup]

    def _heading(self, match: re.Match[str]) -> str:
        text = html.unescape(_TAG.sub("", match[2])).replace("¶", "").strip()
        anchor = f"h{len(self._headings) + 1}"
        self._headings.append((int(match[1]), text, anchor))
        return f'<h{match[1]} id="{anchor}">{html.escape(text)}</h{match[1]}>'

    def _output(self, output: Any) -> str:
        """Return the markup of an output; "" where nothing of it can be seen in a page."""
        if output.output_type == "stream":
            return _framed(output.text)
        if output.output_type == "error":
            return _framed(_ANSI.sub("", f"{output.ename}: {output.evalue}"))
        data = output.data
        if PAGE_MIME in data:
            self.states.append(data[PAGE_MIME])
            return empty_slot(len(self.states))
        if VIEW in data:
            return ""  # a view that only a notebook with Python fills
        markup = "".join(data.get("text/html", ""))
        if FIGURE_CLASS in markup:
            # the picture of a Display, for both color schemes
            return f"<div>{_SCRIPT.sub('', markup)}</div>"
        if "image/png" in data:
            alt = output.metadata.get("image/png", {}).get("alt") or _text_beside(data)
            picture = str(data["image/png"]).replace("\n", "")
            return f'<img alt="{html.escape(str(alt))}" src="data:image/png;base64,{picture}">'
        if "text/html" in data:
            markup = _SCRIPT.sub("", markup)
            return f"<div>{_tables(markup)}</div>" if _can_be_seen(markup) else ""
        return _framed("".join(data.get("text/plain", "")))


class LessonPage(CellMarkup):
    """A lesson as a page: its title, its cells, its contents, the states of its widgets.

    The notebook has been run. `name` stands in for a title where there is none.
    """

    def __init__(self, notebook: Any, name: str) -> None:
        super().__init__()
        self.cells = "\n".join(self._folded(notebook.cells))
        self.title = next((text for level, text, _ in self._headings if level == 1), name)
        #: a list of links to the parts
        self.contents = "".join(
            f'<li><a href="#{anchor}">{html.escape(text)}</a></li>'
            for level, text, anchor in self._headings
            if level == 2
        )

    @property
    def body(self) -> str:
        """The cells, with the contents after the title."""
        if not self.contents:
            return self.cells
        contents = f'<nav aria-label="Contents"><ol>{self.contents}</ol></nav>'
        first, end, rest = self.cells.partition("</h1>")
        return first + end + contents + rest if end else contents + self.cells

    def _folded(self, cells: Any) -> Iterator[str]:
        """Yield the markup of each cell; what JupyterLab folds under a heading is folded here too.

        A fold ends before the next heading of the same level or a higher one.
        """
        fold: int | None = None
        for cell in cells:
            found = _MARKS.match(cell.source) if cell.cell_type == "markdown" else None
            level = len(found[1]) if found else None
            if fold is not None and level is not None and level <= fold:
                yield "</details>"
                fold = None
            markup = self._cell(cell)
            if fold is None and level is not None and cell.metadata.get(FOLDED):
                fold = level
                heading, end, rest = markup.partition(f"</h{level}>")
                markup = f"<details><summary>{heading}{end}</summary>{rest}"
            yield markup
        if fold is not None:
            yield "</details>"

    def _cell(self, cell: Any) -> str:
        if cell.cell_type == "markdown":
            return self.markdown(cell.source)
        if cell.cell_type != "code":
            return ""
        outputs = "\n".join(self.outputs(cell))
        return f"{code_markup(cell.source)}\n{outputs}" if cell.source.strip() else outputs


def _joined(outputs: Iterable[Any]) -> Iterator[Any]:
    """Yield outputs, with texts that were printed one after the other as one.

    Where a kernel parts them is a matter of time: a loop that takes long would be many boxes.
    """
    before: Any = None
    for output in outputs:
        same = before is not None and before.output_type == output.output_type == "stream"
        if same and before.get("name") == output.get("name"):
            before = type(before)(before, text=before.text + output.text)
            continue
        if before is not None:
            yield before
        before = output
    if before is not None:
        yield before


def _framed(text: str) -> str:
    """Return what was printed in a frame; "" where it is empty."""
    return f"<pre>{html.escape(text)}</pre>" if text.strip() else ""


def _text_beside(data: Any) -> str:
    """Return the text that an output has beside its picture, unless it is an object's address."""
    text = "".join(data.get("text/plain", "")).strip()
    return "A picture without a description" if not text or text.startswith("<") else text


def _can_be_seen(markup: str) -> bool:
    """Tell whether markup shows anything: rules of style and empty elements don't."""
    if _DRAWN.search(markup):
        return True
    return bool(html.unescape(_TAG.sub("", _RULES.sub("", markup))).strip())


def _tables(markup: str) -> str:
    """Let wide tables scroll within the page; a corner that pandas leaves empty is no header."""

    def within(table: re.Match[str]) -> str:
        cells = _EMPTY_HEADER.sub(r"<td\1>\2</td>", table[0])
        return f'<div class="wide">{cells}</div>'

    return _TABLE.sub(within, markup)


def code_markup(source: str, language: str = "python") -> str:
    """Return code as markup; `language` is a name that Pygments knows."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name

    # classes: the style of a page has a few colors for each scheme
    return str(highlight(source, get_lexer_by_name(language), HtmlFormatter(noclasses=False)))


def text_markup(text: str) -> str:
    """Return one line of Markdown as markup, without a paragraph about it."""
    from nbconvert.filters import markdown2html

    made = str(markdown2html(text)).strip()
    return made.removeprefix("<p>").removesuffix("</p>")
