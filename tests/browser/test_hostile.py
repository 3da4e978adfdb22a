"""Hostile text as column names, labels and errors stays text, in the notebook and in a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
from hand import SETUP, Hand
from hostile import HOSTILE
from lab import Notebook
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

from teachclust import watch
from teachclust.checks import display_name
from teachclust.widgets.page import empty_slot
from teachclust.widgets.page import page as make_page

ELEMENTS = """() => [...new Set([...document.querySelectorAll('.teachclust, .teachclust *')]
  .map((e) => e.tagName + [...e.getAttributeNames()].filter((n) => n.startsWith('on')).join()))].sort()"""
SHOW = """
import pandas as pd, sys
sys.path.insert(0, {folder!r})
from hostile import HOSTILE
def show(i):
    made = watch(KMeans(4, random_state=0), pd.DataFrame(X, columns=[HOSTILE[i], 'y']))
    wire = made.trace
    wire['head']['id'] = 100 + i
    wire['head']['notices'] = [HOSTILE[i]]
    w.trace = wire
    w.show_error(RuntimeError(HOSTILE[i]))
    made.close()
"""
TABLE = "table thead th"


def test_there_are_enough() -> None:
    assert len(set(HOSTILE)) >= 40


def test_in_the_notebook(notebook: Callable[..., Notebook], page: Any) -> None:
    watched = "w = watch(KMeans(4, random_state=0), X)\nw.show_error(ValueError('first'))\nw"
    here = str(Path(__file__).parent)
    book = notebook("hostile.ipynb", SETUP, SHOW.format(folder=here), watched)
    hand = Hand(book)
    book.python("w.show_error(ValueError('first'))")
    hand.press("t")
    hand.root.locator(TABLE).first.wait_for()
    book.python("w.show_error(RuntimeError('second'))")
    hand.root.get_by_role("alert").get_by_text("second").wait_for()
    elements = page.evaluate(ELEMENTS)
    for i, text in enumerate(HOSTILE):
        assert "ERROR" not in book.python(f"show({i})")
        hand.until("trace", 100 + i)
        page.wait_for_function(
            "(text) => document.querySelector('.tc-problem .tc-muted').textContent.includes(text)",
            arg=f"RuntimeError: {text}"[:400],  # a longer message is cut
        )
        assert hand.root.locator(TABLE).nth(2).text_content() == display_name(text)
        assert text in hand.root.locator(".tc-frame > .tc-notes").text_content()
        assert page.evaluate(ELEMENTS) == elements
    assert page.evaluate("window.__pwned") is None
    assert book.trouble == []
    assert book.foreign == []


def test_in_a_saved_page(browser: Any, tmp_path: Path) -> None:
    X = make_blobs(40, centers=4, random_state=0)[0]
    states = []
    for text in HOSTILE:
        w = watch(KMeans(2, random_state=0), pd.DataFrame(X, columns=[text, "y"]))
        w.trace["head"]["notices"] = [text]
        states.append(w.page_state())
        w.close()
    file = tmp_path / "hostile.html"
    slots = "".join(empty_slot(i + 1) for i in range(len(states)))
    file.write_text(make_page("".join(HOSTILE), slots, states), encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.set_default_timeout(20_000)
    trouble: list[str] = []
    requests: list[str] = []
    page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: trouble.append(str(e)))
    page.on("request", lambda r: requests.append(r.url))
    page.goto(file.as_uri())
    page.locator(".teachclust").nth(len(HOSTILE) - 1).wait_for()
    notes = page.locator(".teachclust .tc-frame > .tc-notes").all_text_contents()
    assert len(notes) == len(HOSTILE)
    # each, and that there is no Python
    assert all(note.startswith(text) for note, text in zip(notes, HOSTILE, strict=True))
    assert page.evaluate("window.__pwned") is None
    # the state of each, what they share, the packed code, what runs it, the core, the module
    # and the parts that draw the algorithm and ask
    assert page.locator("script").count() == len(HOSTILE) + 7
    assert page.locator("iframe, img, object, base, form[action]").count() == 0
    assert trouble == []
    assert requests == [file.as_uri()]
    context.close()
