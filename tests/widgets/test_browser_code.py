"""The browser's code: small, named by its hash, carried once and sent on request."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import comm
import ipywidgets
import pytest
from ipywidgets.widgets.widget import _remove_buffers
from notebook_kernel import Kernel
from widget_samples import SAMPLES

from teachclust.errors import LearnerError
from teachclust.traces.spec import PAINTERS
from teachclust.widgets import browser_code
from teachclust.widgets.base import Widget
from teachclust.widgets.browser_code import code_of, first_texts, static_text, text_of

every = pytest.mark.parametrize("name", sorted(SAMPLES))
#: the traits in which widgets send what they draw
DRAWN = ("trace", "shown", "scaled", "picture", "cloud", "question", "starts", "lab")


class Wire:
    """What goes out over the comms."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    def publish(self, kind: str, data: Any = None, **more: Any) -> None:
        self.messages.append({"kind": kind, "data": data or {}, **more})

    def size(self) -> int:
        """Return the bytes of all messages, but for what is drawn."""
        total = 0
        for message in self.messages:
            data = message["data"]
            if "state" in data:
                kept = {k: v for k, v in data["state"].items() if k not in DRAWN}
                data = {**data, "state": kept}
            total += len(json.dumps(data)) + len(json.dumps(message.get("metadata")))
        return total


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    if ipywidgets.__version__.startswith("7."):
        pytest.skip("ipywidgets 7 sends by a Comm of ipykernel, which this wire doesn't see")
    wire = Wire()
    monkeypatch.setattr(comm.DummyComm, "publish_msg", wire.publish)
    monkeypatch.setattr(comm, "create_comm", comm.DummyComm)
    return wire


@pytest.fixture(autouse=True)
def _new_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing has been carried yet."""
    monkeypatch.setattr(browser_code, "_carried", set())


#: widgets whose planes are drawn by painters
PAINTED = {"stepper", "k_lab", "race", "compare", "compare_grid"}


def ask(widget: Widget, message: Any) -> None:
    widget._handle_msg({"content": {"data": {"method": "custom", "content": message}}})


def gzipped(*names: str) -> int:
    return sum(len(gzip.compress(static_text(name).encode(), 9)) for name in names)


def test_the_first_widget_of_a_page_costs_60_kilobytes_and_each_further_kind_15() -> None:
    for name in SAMPLES:
        for painter in PAINTERS:
            part = [f"part_{painter}.js"] if name in PAINTED else []
            # of KMeans and of HDBSCAN, the two that bring most
            beside = {"kmeans": ["part_ask.js"], "density": ["part_condensed.js"]}
            if name == "stepper":
                part += beside.get(painter, [])
            kind = gzipped(f"{name}.js", *part)
            assert kind <= 15_000, (name, painter)
            assert gzipped("loader.js", "core.js") + kind <= 60_000, (name, painter)


def test_a_widget_names_the_parts_that_draw_its_algorithm() -> None:
    for name, widget in ((name, SAMPLES[name]()) for name in SAMPLES):
        parts = [part for part in widget._code if part.startswith("part_")]
        assert parts == widget.code_parts()
        assert bool(parts) == (name in PAINTED), name
        assert widget.page_traits()["parts"] == parts


def test_what_each_widget_loads_for_itself_is_small() -> None:
    assert len(static_text("loader.js")) < 2_000, "a browser never frees a module"


def test_code_that_is_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_code, "files", lambda _: tmp_path)
    with pytest.raises(LearnerError, match="make build"):
        static_text("missing.js")


@every
def test_a_hash_names_its_text(name: str) -> None:
    code = code_of(name)
    texts = first_texts(code)
    assert texts.keys() == set(code.values())
    for digest, text in texts.items():
        assert hashlib.sha256(text.encode()).hexdigest().startswith(digest)
        assert text_of(digest) == text
    assert texts[code["core"]].startswith("(core,give)=>")
    assert texts[code["module"]] == static_text(f"{name}.js")
    assert "status.slow" in json.loads(texts[code["words"]])
    assert first_texts(code) == {}, "carried once"


@every
def test_the_second_widget_sends_at_most_5_kilobytes_besides_its_trace(
    name: str, wire: Wire
) -> None:
    SAMPLES[name]()
    first = wire.size()
    wire.messages.clear()
    SAMPLES[name]()
    assert first > 50_000
    assert wire.size() <= 5_000, _largest(wire)


def _largest(wire: Wire) -> list[tuple[int, str]]:
    state = wire.messages[-1]["data"].get("state", {})
    return sorted((len(json.dumps(_remove_buffers({k: v})[0])), k) for k, v in state.items())[-5:]


def test_a_text_is_sent_when_a_page_asks_for_it(wire: Wire) -> None:
    widget = SAMPLES["predict"]()
    wire.messages.clear()
    for digest in widget._code.values():
        ask(widget, {"code": digest})
    sent = [message["data"] for message in wire.messages]
    assert [one["method"] for one in sent] == ["custom"] * 3
    assert [one["content"] for one in sent] == [
        {"code": digest, "text": text_of(digest)} for digest in widget._code.values()
    ]


@pytest.mark.parametrize(
    "message", [None, [], "code", {}, {"code": None}, {"code": []}, {"code": "0"}, {"code": 1.5}]
)
def test_nothing_else_is_sent(wire: Wire, message: Any) -> None:
    widget = SAMPLES["predict"]()
    wire.messages.clear()
    ask(widget, message)
    assert wire.messages == []
    assert widget.problem == {}


def test_after_an_interrupt_the_page_can_ask_again(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Kernel() as kernel:
        widget = SAMPLES["predict"]()
        kernel.run("1")
        digest = widget._code["core"]

        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as moment:
            moment.setattr(widget, "send", interrupted)
            ask(widget, {"code": digest})
        wire.messages.clear()
        ask(widget, {"code": digest})
        assert wire.messages[-1]["data"]["content"]["text"] == text_of(digest)
