"""What a check says, as text and as a box."""

from __future__ import annotations

import pytest

from teachclust.lessons.result import Result, not_yet, right

HOSTILE = "<script>window.__pwned=1</script>"


def test_only_a_right_answer_counts_as_true():
    assert right("yes").ok
    assert right("yes")
    for kind in ("wrong", "blank", "stopped"):
        assert not not_yet(kind, "toy-1", "no")
    assert not Result("failed", "This check failed", "Report it.")


def test_as_text_it_has_title_text_and_what_to_do_next():
    assert repr(right("yes")) == "Correct: yes"
    assert repr(not_yet("wrong", "toy-1", "no")) == 'Not yet: no\nA hint: run hint("toy-1").'


@pytest.mark.parametrize("kind", ["right", "wrong", "blank", "stopped", "failed", "hint"])
def test_as_a_box_it_is_escaped_and_has_an_icon(kind):
    shown = Result(kind, HOSTILE, HOSTILE, HOSTILE)._repr_html_()
    assert "<script" not in shown
    assert shown.startswith('<div style="color: #')


def test_code_is_shown_as_it_is_and_is_no_markup():
    shown = Result("solution", "One", "text", code="if a < b:\n    c = '</pre><script>'")
    assert repr(shown) == "One: text\nif a < b:\n    c = '</pre><script>'"
    assert "<script" not in shown._repr_html_()
    assert shown._repr_html_().count("</pre>") == 1
    assert "\n    c = " in shown._repr_html_()
