"""What the browser's types say of the wire is what Python sends."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.cluster import KMeans

from teachclust import watch
from teachclust.traces import KINDS
from teachclust.traces.frame import VALUES
from teachclust.traces.registry import ALGORITHMS
from teachclust.widgets.stepper import Stepper
from teachclust.widgets.wire_blocks import CARD_BLOCKS, FIXED

SOURCES = [
    re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text("utf-8"), flags=re.DOTALL)
    for path in sorted((Path(__file__).parents[2] / "js" / "src").rglob("*.ts"))
]
#: the file that declares the wire, wherever it stands
(TYPES,) = (text for text in SOURCES if "interface TraceWire" in text)
FIELD = re.compile(r"[{\[(]|[}\])]|(?:^|[;{\n])\s*(?:readonly )?(\w+)(\??):")


def _fields(body: str) -> dict[str, bool]:
    """Return the fields at the top of an interface's body, and whether each may be left out."""
    found, depth = {}, 0
    for match in re.finditer(
        r"[{\[(]|[}\])]|(?:^|[;{\n])\s*(?:readonly )?(\w+)(\??):", f"\n{body}"
    ):
        if match[1] and not depth:
            found[match[1]] = match[2] == "?"
        depth += {"{": 1, "[": 1, "(": 1, "}": -1, "]": -1, ")": -1}.get(match[0][0], 0)
    return found


def interface(name: str) -> dict[str, bool]:
    """Return the fields of an interface, and whether each may be left out."""
    start = re.search(rf"interface {name}\b[^{{]*{{", TYPES)
    assert start, f"no interface {name}"
    depth, end = 1, start.end()
    while depth:
        depth += {"{": 1, "}": -1}.get(TYPES[end], 0)
        end += 1
    return _fields(TYPES[start.end() : end - 1])


def union(name: str) -> str:
    declared = re.search(rf"type {name} =(.*?);\n", TYPES, re.DOTALL)
    assert declared, f"no type {name}"
    return declared[1]


@pytest.fixture(scope="module")
def wires() -> list[dict[str, Any]]:
    one_feature = watch(KMeans(2, random_state=0), [[1.0], [2.0], [7.0], [8.0]])
    pictures = watch(KMeans(2, random_state=0), np.eye(4), image_shape=(2, 2))
    many = watch(KMeans(16, n_init=1, random_state=0), np.arange(32.0).reshape(16, 2))
    return [
        *(watch(*spec.small_sample()).trace for spec in ALGORITHMS.values()),
        one_feature.trace,
        pictures.trace,
        many.trace,
    ]


def keys(dicts: list[dict[str, Any]]) -> dict[str, bool]:
    """Return the keys of some dictionaries, and whether each is missing in any."""
    names = {name for one in dicts for name in one}
    return {name: any(name not in one for one in dicts) for name in names}


def test_frames_and_their_kinds(wires: list[dict[str, Any]]) -> None:
    assert re.findall(r'"(\w+)"', union("Kind")) == list(KINDS)
    assert interface("FrameTable") == keys([wire["head"]["frames"] for wire in wires])
    assert set(interface("Focus")) == {v.name for v in VALUES.values() if v.sent == "focus"}


def test_the_head(wires: list[dict[str, Any]]) -> None:
    heads = [wire["head"] for wire in wires]
    assert set(interface("Head")) == set(keys(heads))
    left_out = {name for name, missing in keys(heads).items() if missing}
    assert {name for name, optional in interface("Head").items() if optional} == left_out


def test_parts_of_the_head(wires: list[dict[str, Any]]) -> None:
    heads = [wire["head"] for wire in wires]
    controls = [control for head in heads for control in head["controls"]]
    assert interface("Control") == keys(controls)
    assert interface("BlockHead") == keys([b for head in heads for b in head["blocks"].values()])
    nodes = [node for head in heads for node in head.get("condensed", ())]
    assert interface("CondensedNode") == keys(nodes)
    assert interface("Histogram") == keys([h["histogram"] for h in heads if "histogram" in h])
    assert interface("ClusterLook") == keys([look for head in heads for look in head["clusters"]])


def test_blocks(wires: list[dict[str, Any]]) -> None:
    sent = {value.sent for spec in ALGORITHMS.values() for value in spec.values.values()}
    further = set(FIXED) | set(CARD_BLOCKS) | sent - {"", "focus", "centers", "weights"}
    further |= {"pictures"}
    found = {name for wire in wires for name in wire["head"]["blocks"]}
    assert found == further
    assert set(interface("TraceWire")) == {"head", "points", "labels", "centers", "weights"}
    assert {name for wire in wires for name in wire} - further == set(interface("TraceWire"))
    assert set(re.findall(r'\.row\("(\w+)"', "\n".join(SOURCES))) == further


def test_edits_and_answers() -> None:
    asked = set(re.findall(r'kind: "(\w+)"', union("Edit")))
    assert Stepper.request_kinds.keys() <= asked
    assert set(interface("Starts")) == {"ack", "init", "objective", "seeds"}
