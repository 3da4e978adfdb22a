"""Sections of a page for the search: prose alone, nothing that answers a question."""

from __future__ import annotations

from teachclust.site.sections import sections

PAGE = """<p>before</p><h1 id="h1">A &amp; B</h1><p>Text of <em>it</em>.</p><pre>code()</pre>
<h2 id="h2">Part</h2>asked<details><summary>Explain</summary>the answer</details> and after
<table class="dataframe"><tr><td>12</td></tr></table><table><tr><td>kept</td></tr></table>
<details><summary><h2 id="h3">For the curious</h2></summary><p>More.</p></details>"""


def test_each_heading_has_the_text_up_to_the_next() -> None:
    assert [tuple(one) for one in sections(PAGE, "01.html", "Lesson 01")] == [
        ("01.html#h1", "Lesson 01", "A & B", "Text of it ."),
        ("01.html#h2", "Lesson 01", "Part", "asked and after kept"),
        ("01.html#h3", "Lesson 01", "For the curious", "More."),
    ]
    assert sections("<p>nothing</p>", "a", "b") == []
