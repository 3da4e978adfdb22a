"""The page: a policy that lets nothing out, and everything in it once."""

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
from widget_samples import SAMPLES

from teachclust.widgets import page as pages
from teachclust.widgets.browser_code import static_text
from teachclust.widgets.page import empty_slot, json_for_script, page, shared_states


def script_data(document: str, name: str) -> Any:
    """Return what a script element of data holds."""
    return json.loads(re.search(rf'"{name}"[^>]*>(.*?)</script>', document)[1])


def code_in(document: str) -> dict[str, str]:
    """Return the code that a page holds, by name."""
    packed = script_data(document, "teachclust-code")
    return {
        name: zlib.decompress(base64.b64decode(text["$zlib"])).decode()
        for name, text in packed.items()
    }


def test_the_policy_allows_the_scripts_by_their_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"page.js": "page", "core.js": 'console.log("</script>")', "x.js": "x"}
    monkeypatch.setattr(pages, "static_text", texts.__getitem__)
    document = page("A & B </title>", "<p>hello</p>", [{"widget": "x", "traits": {}}])
    assert re.findall(r"<script>(.*?)</script>", document, re.DOTALL) == ["page"]
    assert code_in(document) == {"core": texts["core.js"], "x": "x"}
    scripts = ["page", f"teachclust({texts['core.js']})", "teachclust(x)"]
    allowed = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    policy = " ".join(f"'sha256-{digest}'" for digest in allowed)
    assert f"script-src {policy};" in document
    assert "default-src 'none'" in document
    assert "<title>A &amp; B &lt;/title&gt;</title>" in document
    assert not re.search(r"(?:src|href)=.?https?:", document)


def test_the_script_of_a_page_can_stand_in_it() -> None:
    assert "</" not in static_text("page.js")
    assert "<!--" not in static_text("page.js")


def test_a_page_holds_the_code_of_its_widgets_once() -> None:
    states = [SAMPLES[name]().page_state() for name in ("stepper", "race", "stepper")]
    assert set(code_in(page("Three", "", states))) == {
        "core", "stepper", "race", "part_kmeans", "part_ask"
    }  # fmt: skip
    assert "teachclust-code" not in page("None", "<p>text</p>").split("<script>")[0]


def test_a_page_holds_the_code_of_what_a_question_opens() -> None:
    question = {"widget": "predict", "traits": {"then": SAMPLES["k_lab"]().page_state()}}
    assert set(code_in(page("", "", [question]))) == {"core", "predict", "k_lab", "part_kmeans"}


def test_state_in_a_page_stays_data() -> None:
    evil = "</script><script>alert(1)</script>\u2028&<!--"
    text = json_for_script({"name": evil, "nan": float("nan"), "list": [1, (2,)]})
    assert "<" not in text
    assert json.loads(text) == {"name": evil, "nan": None, "list": [1, [2]]}
    document = page("", empty_slot(1), [{"widget": "predict", "traits": {"a": evil}}])
    assert document.count("<script") == 3, "the state, the code, what runs it"
    assert script_data(document, "teachclust-widget")["traits"]["a"] == evil


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
        {"widget": "predict", "traits": {"words": words, "k": k, "picture": {"id": k, "rgb": raw}}}
        for k in range(6)
    ]
    markup = page("", "", states)
    assert markup.count(raw["$zlib"]) == 1
    assert markup.count("key89") == 1
    assert markup.count('class="teachclust-widget"') == 6
    single = page("", "", states[:1])
    assert 'id="teachclust-blocks"' not in single
    assert script_data(single, "teachclust-widget") == states[0]
    assert len(markup) - len(single) < 0.3 * len(json.dumps([raw, words]))
