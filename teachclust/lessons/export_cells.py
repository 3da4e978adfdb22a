"""The cells of a notebook that was run, as markup of a page."""

from __future__ import annotations

import html
import re
from typing import Any

from teachclust.widgets.base import PAGE_MIME
from teachclust.widgets.page import widget_slot

_HEADING = re.compile(r"<h([123])[^>]*>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)


class LessonPage:
    """A lesson as a page: its title and its body with contents, cells and widgets.

    Parameters
    ----------
    notebook : NotebookNode
        The notebook after its run. Lessons are the project's own text, so their markup is kept;
        what cells print is escaped.
    name : str
        Stands in for a title where there is none.
    """

    def __init__(self, notebook: Any, name: str) -> None:
        self._widgets = 0
        self._headings: list[tuple[int, str, str]] = []
        cells = "\n".join(self._cell(cell) for cell in notebook.cells)
        self.title = next((text for level, text, _ in self._headings if level == 1), name)
        entries = "".join(
            f'<li><a href="#{anchor}">{html.escape(text)}</a></li>'
            for level, text, anchor in self._headings
            if level == 2
        )
        contents = f'<nav aria-label="Contents"><ol>{entries}</ol></nav>' if entries else ""
        first, end, rest = cells.partition("</h1>")
        self.body = first + end + contents + rest if end else contents + cells

    def _cell(self, cell: Any) -> str:
        if cell.cell_type == "markdown":
            return self._markdown(cell.source)
        if cell.cell_type != "code":
            return ""
        outputs = "\n".join(self._output(output) for output in cell.outputs)
        return f"{_code(cell.source)}\n{outputs}" if cell.source.strip() else outputs

    def _markdown(self, source: str) -> str:
        from nbconvert.filters import markdown2html

        return _HEADING.sub(self._heading, str(markdown2html(source)))

    def _heading(self, match: re.Match[str]) -> str:
        text = html.unescape(_TAG.sub("", match[2])).replace("¶", "").strip()
        anchor = f"h{len(self._headings) + 1}"
        self._headings.append((int(match[1]), text, anchor))
        return f'<h{match[1]} id="{anchor}">{html.escape(text)}</h{match[1]}>'

    def _output(self, output: Any) -> str:
        if output.output_type == "stream":
            return f"<pre>{html.escape(output.text)}</pre>"
        if output.output_type == "error":
            return f"<pre>{html.escape(_ANSI.sub('', output.evalue))}</pre>"
        data = output.data
        if PAGE_MIME in data:
            self._widgets += 1
            return widget_slot(self._widgets, data[PAGE_MIME])
        if "image/png" in data:
            alt = output.metadata.get("image/png", {}).get("alt", data.get("text/plain", ""))
            picture = str(data["image/png"]).replace("\n", "")
            return f'<img alt="{html.escape(str(alt))}" src="data:image/png;base64,{picture}">'
        if "text/html" in data:
            return f"<div>{_SCRIPT.sub('', ''.join(data['text/html']))}</div>"
        return f"<pre>{html.escape(''.join(data.get('text/plain', '')))}</pre>"


def _code(source: str) -> str:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    # inline styles: the page has no style sheet of Pygments and two color schemes
    return str(highlight(source, PythonLexer(), HtmlFormatter(nowrap=False, noclasses=False)))
