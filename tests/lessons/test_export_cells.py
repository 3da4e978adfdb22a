"""The cells of a notebook that was run, as markup of a page."""

from __future__ import annotations

import html
import re

import nbformat
import pytest

from teachclust.lessons.export_cells import LessonPage
from teachclust.plots import ElbowDisplay
from teachclust.widgets.base import PAGE_MIME


def test_no_empty_frame_stands_after_a_widget() -> None:
    code = nbformat.v4.new_code_cell("watch(model, X)")
    rules = "<style>.a{display:none}</style><span class='teachclust-saved' hidden></span>"
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "a"}, "text/plain": ""}
    code.outputs = [
        nbformat.v4.new_output("display_data", {"text/html": rules, "text/plain": ""}),
        nbformat.v4.new_output("display_data", {PAGE_MIME: {"widget": "x", "traits": {}}}),
        nbformat.v4.new_output("display_data", view),
        nbformat.v4.new_output("display_data", {"text/plain": ""}),
        nbformat.v4.new_output("stream", text="\n"),
        nbformat.v4.new_output("execute_result", {"text/html": "<!-- a --><div> </div>"}),
        nbformat.v4.new_output("display_data", {"text/html": "<svg></svg>"}),
    ]
    body = LessonPage(nbformat.v4.new_notebook(cells=[code]), "name").body
    after = body[body.index('id="slot-1"') :]
    assert "<pre" not in after
    assert "<style" not in body
    assert after.count("<div") == 1, "the drawing"
    assert "<svg>" in after


def test_a_folded_section_is_folded_up_to_the_next_heading_of_its_level() -> None:
    text = nbformat.v4.new_markdown_cell
    folded = text("## Extra\n\nFirst.", metadata={"jp-MarkdownHeadingCollapsed": True})
    cells = [text("# Title"), folded, text("### Within"), text("More."), text("## After\n\nLast.")]
    body = LessonPage(nbformat.v4.new_notebook(cells=cells), "name").body
    before, _, rest = body.partition("<details><summary>")
    inside, _, after = rest.partition("</details>")
    assert "Title" in before
    assert inside.startswith("<h2")
    assert re.search(r"Extra</h2></summary>.*First.*Within.*More", inside, re.DOTALL)
    assert "Last" in after
    open_end = LessonPage(nbformat.v4.new_notebook(cells=cells[:3]), "name").body
    assert open_end.count("<details>") == open_end.count("</details>") == 1


def test_one_bundle_with_view_and_page_is_one_widget() -> None:
    code = nbformat.v4.new_code_cell("w")
    both = {
        "application/vnd.jupyter.widget-view+json": {"model_id": "a"},
        PAGE_MIME: {"widget": "x", "traits": {}},
        "text/html": "<p>saved</p>",
        "image/png": "QUJD",
        "text/plain": "Stepper",
    }
    code.outputs = [nbformat.v4.new_output("display_data", both)]
    body = LessonPage(nbformat.v4.new_notebook(cells=[code]), "name").body
    assert body.count("teachclust-page-slot") == 1
    assert "saved" not in body
    assert "<img" not in body


@pytest.mark.parametrize(
    ("text", "alt"),
    [
        ("ElbowDisplay: three", "ElbowDisplay: three"),
        ("<Figure size 640x480 with 1 Axes>", "A picture without a description"),
        ("", "A picture without a description"),
    ],
)
def test_pictures_are_described(text: str, alt: str) -> None:
    code = nbformat.v4.new_code_cell("figure")
    code.outputs = [nbformat.v4.new_output("display_data", {"image/png": "QQ", "text/plain": text})]
    assert f'<img alt="{alt}"' in LessonPage(nbformat.v4.new_notebook(cells=[code]), "n").body


def test_outputs_become_markup() -> None:
    code = nbformat.v4.new_code_cell("1 < 2")
    code.outputs = [
        nbformat.v4.new_output("stream", text="<b>printed</b>"),
        nbformat.v4.new_output("display_data", {PAGE_MIME: {"widget": "x", "traits": {}}}),
        nbformat.v4.new_output(
            "display_data", {"image/png": "QUJD"}, metadata={"image/png": {"alt": 'a "plot"'}}
        ),
        nbformat.v4.new_output("execute_result", {"text/html": "<i>ok</i><script>bad()</script>"}),
    ]
    title = nbformat.v4.new_markdown_cell("# A *lesson*\n\n## Part <one>")
    made = LessonPage(nbformat.v4.new_notebook(cells=[title, code]), "name")
    assert made.title == "A lesson"
    assert html.escape("<b>printed</b>") in made.body
    assert made.states == [{"widget": "x", "traits": {}}]
    assert 'class="teachclust-page-slot"' in made.body
    assert 'alt="a &quot;plot&quot;"' in made.body
    assert "bad()" not in made.body
    assert '<a href="#h2">' in made.body


def test_a_picture_of_a_display_is_exported_for_both_color_schemes() -> None:
    code = nbformat.v4.new_code_cell("display")
    markup = ElbowDisplay(k=[1, 2], inertia=[2.0, 1.0])._repr_mimebundle_()[0]["text/html"]
    data = {"image/png": "QUJD", "text/html": markup + "<script>bad()</script>"}
    code.outputs = [nbformat.v4.new_output("execute_result", data)]
    body = LessonPage(nbformat.v4.new_notebook(cells=[code]), "name").body
    assert markup in body
    assert "QUJD" not in body
    assert "bad()" not in body


def test_what_was_printed_in_pieces_stands_in_one_frame() -> None:
    code = nbformat.v4.new_code_cell("for name in names: print(name)")
    said = [nbformat.v4.new_output("stream", text=f"line {i}\n") for i in range(3)]
    code.outputs = [*said, nbformat.v4.new_output("stream", name="stderr", text="odd")]
    body = LessonPage(nbformat.v4.new_notebook(cells=[code]), "name").body
    assert "line 0\nline 1\nline 2" in body
    assert body.count("line 2") == 1
    assert body.index("odd") > body.index("line 2")
    assert [one.text for one in code.outputs[:3]] == ["line 0\n", "line 1\n", "line 2\n"]
