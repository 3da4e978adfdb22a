"""Export: markup of cells, and a policy that lets nothing out."""

from __future__ import annotations

import base64
import errno
import hashlib
import html
import json
import os
import re
import zlib
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teachclust import files
from teachclust.errors import LearnerError
from teachclust.lessons import export as exporting
from teachclust.lessons.export import export
from teachclust.lessons.export_cells import LessonPage
from teachclust.widgets import page as pages
from teachclust.widgets.base import PAGE_MIME
from teachclust.widgets.page import (
    json_for_script,
    page,
    shared_states,
    widget_data,
    widget_slot,
)


@pytest.fixture(autouse=True)
def _bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "bundle", lambda name: 'console.log("</script>")')


def test_the_policy_allows_the_two_scripts_by_their_hashes() -> None:
    document = page("A & B </title>", "<p>hello</p>")
    unpacks = re.findall(r"<script>(.*?)</script>", document, re.DOTALL)
    packed = re.search(r'id="teachclust-code">(.*?)</script>', document)[1]
    scripts = [*unpacks, zlib.decompress(base64.b64decode(packed)).decode()]
    assert len(scripts) == 2
    assert scripts[1] == 'console.log("</script>")'
    allowed = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    policy = " ".join(f"'sha256-{digest}'" for digest in allowed)
    assert f"script-src {policy};" in document
    assert "default-src 'none'" in document
    assert "<title>A &amp; B &lt;/title&gt;</title>" in document
    assert not re.search(r"(?:src|href)=.?https?:", document)


def test_state_in_a_page_stays_data() -> None:
    evil = "</script><script>alert(1)</script>\u2028&<!--"
    text = json_for_script({"name": evil, "nan": float("nan"), "list": [1, (2,)]})
    assert "<" not in text
    assert json.loads(text) == {"name": evil, "nan": None, "list": [1, [2]]}
    assert widget_slot(3, {"a": evil}).count("<script") == 1


def _restored(value: Any, blocks: dict[str, Any]) -> Any:
    """Put back what states share, as the page does."""
    if isinstance(value, dict):
        if "$block" in value:
            return _restored(blocks[value["$block"]], blocks)
        return {key: _restored(item, blocks) for key, item in value.items()}
    return [_restored(item, blocks) for item in value] if isinstance(value, list) else value


_json = st.recursive(
    st.none() | st.integers() | st.sampled_from(["a" * 300, "b" * 250, "c"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("xy", max_size=2), inner),
    max_leaves=12,
)


@settings(max_examples=100)
@given(st.lists(_json, max_size=4))
def test_what_widgets_share_is_put_back(states: list[Any]) -> None:
    told, blocks = shared_states([*states, *states])
    assert _restored(told, blocks) == [*states, *states]
    assert len(json.dumps([told, blocks])) <= len(json.dumps([*states, *states])) + 20


def test_one_photograph_in_six_widgets_is_in_the_page_once() -> None:
    raw = {"$zlib": base64.b64encode(bytes(range(256)) * 40).decode()}
    words = {f"key{i}": "some words" for i in range(90)}
    states = [
        {"widget": "x", "traits": {"words": words, "k": k, "picture": {"id": k, "rgb": raw}}}
        for k in range(6)
    ]
    markup = widget_data(states)
    assert markup.count(raw["$zlib"]) == 1
    assert markup.count("key89") == 1
    assert markup.count('class="teachclust-widget"') == 6
    assert len(markup) < 1.3 * len(json.dumps([raw, words]))
    single = widget_data(states[:1])
    assert "teachclust-blocks" not in single
    assert json.loads(re.search(r">(.*?)</script>", single)[1]) == states[0]


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
    assert 'class="teachclust-widget"' in made.body
    assert 'alt="a &quot;plot&quot;"' in made.body
    assert "bad()" not in made.body
    assert '<a href="#h2">' in made.body


def test_export_runs_a_lesson_and_says_which_cell_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lesson(source: str) -> Path:
        book = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_markdown_cell("# T"), nbformat.v4.new_code_cell(source)]
        )
        nbformat.write(book, tmp_path / "05_test.ipynb")
        return tmp_path / "05_test.ipynb"

    monkeypatch.setattr(exporting, "lesson_path", lambda name: lesson("print(40 + 2)"))
    (written,) = export("05_test", tmp_path / "out")
    assert "<pre>42\n</pre>" in written.read_text()
    monkeypatch.setattr(exporting, "lesson_path", lambda name: lesson("1 / 0"))
    with pytest.raises(LearnerError, match="ZeroDivisionError"):
        export("05_test", tmp_path / "out")
    assert "42" in written.read_text()


# -- where pages go


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let lessons be run at no cost; return the names of those that were."""
    ran: list[str] = []

    def run(book: object, name: str) -> nbformat.NotebookNode:
        ran.append(name)
        return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"# Lesson {name}")])

    monkeypatch.setattr(exporting, "run", run)
    return ran


def test_a_page_goes_to_the_file_that_is_named(tmp_path: Path, quick: list[str]) -> None:
    page_file = tmp_path / "new" / "Lesson.HTML"
    assert export("blobs", page_file) == [page_file]
    assert "Lesson 01_blobs" in page_file.read_text()
    folder = tmp_path / "pages.html"  # a folder is one, whatever its name
    folder.mkdir()
    assert export("blobs", folder) == [folder / "01_blobs.html"]
    assert export("01", tmp_path / "other") == [tmp_path / "other" / "01_blobs.html"]
    assert quick == ["01_blobs"] * 3
    with pytest.raises(LearnerError, match="many pages") as caught:
        export("all", tmp_path / "all.html")
    assert caught.value.fix == f"teachclust export all -o {tmp_path / 'all'}"
    assert not (tmp_path / "all.html").exists()
    assert len(quick) == 3


def test_all_pages_and_their_index(tmp_path: Path, quick: list[str]) -> None:
    paths = export("all", tmp_path)
    assert [path.stem for path in paths] == [*quick, "index"]
    assert paths[-1].read_text().count("<li>") == len(quick)


def test_a_link_beside_or_in_place_of_a_page_is_not_followed(
    tmp_path: Path, quick: list[str]
) -> None:
    work = tmp_path / "work.txt"
    work.write_text("my work")
    out = tmp_path / "out"
    out.mkdir()
    for name in ("01_blobs.html", "01_blobs.html.part", "index.html"):
        (out / name).symlink_to(work)
    export("01_blobs", out)
    assert work.read_text() == "my work"
    assert "Lesson" in (out / "01_blobs.html").read_text()


@pytest.mark.parametrize("place", ["file", "file/x", "pipe.html"])
def test_where_nothing_can_be_written_no_lesson_is_run(
    place: str, tmp_path: Path, quick: list[str]
) -> None:
    (tmp_path / "file").write_text("my work")
    os.mkfifo(tmp_path / "pipe.html")
    with pytest.raises(LearnerError, match=r"can't be written|no file in this place"):
        export("01_blobs", tmp_path / place)
    assert quick == []
    assert (tmp_path / "file").read_text() == "my work"


def test_a_full_disk_leaves_the_old_page(
    tmp_path: Path, quick: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "01_blobs.html").write_text("old")

    def write(handle: int, content: bytes) -> int:
        if len(content) > 10:
            raise OSError(errno.ENOSPC, "full")
        return len(content)

    monkeypatch.setattr(files.os, "write", write)
    for folder, left in ((tmp_path, ["01_blobs.html"]), (tmp_path / "new" / "er", None)):
        with pytest.raises(LearnerError, match="can't be written"):
            export("01_blobs", folder)
        found = [one.name for one in folder.iterdir()] if folder.exists() else None
        assert left == found
    assert not (tmp_path / "new").exists()
    assert (tmp_path / "01_blobs.html").read_text() == "old"
