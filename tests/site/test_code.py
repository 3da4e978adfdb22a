"""The scripts that pages of a site share are classic ones, and whole."""

from __future__ import annotations

from teachclust.site.code import common_blocks, search_script, site_script
from teachclust.site.sections import Section
from teachclust.widgets.page import shared_states
from teachclust.words import browser_catalogue


def test_it_has_every_module_and_the_words_once() -> None:
    text = site_script()
    for name in ("core", "stepper", "part_kmeans", "k_lab"):
        assert f'"{name}":(core,give)=>' in text
    for name in ("loader", "page", "site", "slides"):
        assert f'"{name}":' not in text
    (key,) = common_blocks()
    assert text.count(f'"{key}":') == 1
    state = {"traits": {"words": browser_catalogue()}}
    assert shared_states([state], common_blocks()) == ([{"traits": {"words": {"$block": key}}}], {})


def test_text_of_a_lesson_cannot_end_the_index() -> None:
    text = search_script([Section("a", "b", "</script>", "\u2028 & 'x'")])
    assert text.startswith("var teachclustSections=[[")
    assert "<" not in text
    assert "\u2028" not in text
