"""A page of widgets: what it may run, and how their states travel in it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teachclust.widgets import page as pages
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
