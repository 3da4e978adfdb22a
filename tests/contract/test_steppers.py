"""Every algorithm in a Stepper: what is sent, what its controls do, what is refused."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone

from teachclust import watch
from teachclust.palette import cluster_look
from teachclust.testing import fit_labels
from teachclust.traces.registry import ALGORITHMS
from teachclust.widgets.stepper import Stepper

every = pytest.mark.parametrize("name", list(ALGORITHMS))


def made(name: str) -> Stepper:
    return watch(*ALGORITHMS[name].small_sample())


def edit(w: Stepper, **change: Any) -> None:
    w.request = {"id": w.present_request() + 1, "base": w.trace["head"]["id"], "frame": 0} | {
        "edit": change
    }


@every
def test_what_is_sent_is_whole(name: str) -> None:
    w = made(name)
    head = w.trace["head"]
    json.dumps(head, allow_nan=False)
    n, frames = head["n"], len(w.current)
    assert all(len(column) == frames for column in head["frames"].values())
    rows = max(head["frames"]["labels"]) + 1
    assert len(w.trace["labels"]) == rows * n * head["label_bytes"]
    for block, about in head["blocks"].items():
        width = {"f4": 4, "f8": 8, "i4": 4, "u2": 2, "u1": 1}[about["type"]]
        count = 1 if about["rows"] is None else max(about["rows"]) + 1
        assert len(w.trace[block]) == count * about["size"] * width, block
        assert about["rows"] is None or len(about["rows"]) == frames
    assert set(head["step_names"]) == set(head["frames"]["kind"])
    for focus in filter(None, head["frames"]["focus"]):
        assert all(0 <= point < n for point in focus.get("points", []))


@every
def test_the_last_labels_that_are_sent_are_those_of_the_fit(name: str) -> None:
    w = made(name)
    head = w.trace["head"]
    dtype = np.uint8 if head["label_bytes"] == 1 else np.uint16
    sent = np.frombuffer(w.trace["labels"], dtype).reshape(-1, head["n"])
    last = sent[head["frames"]["labels"][-1]].astype(int)
    last[last == np.iinfo(dtype).max] = -1
    np.testing.assert_array_equal(last, w.current.labels)
    estimator, X = ALGORITHMS[name].small_sample()
    fitted = clone(estimator)
    np.testing.assert_array_equal(w.current.labels, fit_labels(fitted, X))
    used = range(w.current.labels.max() + 1)
    assert head["clusters"][: len(used)] == [cluster_look(j) for j in used]


@every
def test_points_are_added_moved_and_deleted_and_it_is_undone(name: str) -> None:
    w = made(name)
    first = w.current.labels
    middle = w.current.X.mean(axis=0).tolist()
    edit(w, kind="points_add", to=[middle, middle])
    edit(w, kind="point_move", index=0, to=middle)
    edit(w, kind="points_delete", index=[1, 2])
    assert w.problem == {}
    assert len(w.current.X) == len(first)
    labels = fit_labels(clone(w.estimator), np.asarray(w.X))
    np.testing.assert_array_equal(w.current.labels, labels)
    w.request = {"id": 9, "base": 1, "frame": 0, "edit": {"kind": "restore"}}
    np.testing.assert_array_equal(w.current.labels, first)


@every
@pytest.mark.parametrize("bad", [-3, 0, 10_000, "nonsense", None])
def test_a_bad_value_is_refused_and_nothing_is_lost(name: str, bad: Any) -> None:
    w = made(name)
    for control in w.trace["head"]["controls"]:
        edit(w, kind="param", name=control["name"], value=bad)
        if w.problem:
            assert w.problem["what"]
            assert w.trace["head"]["id"] == 1
            w.problem = {}
        else:
            fitted = clone(w.estimator).fit_predict(np.asarray(w.X))
            np.testing.assert_array_equal(w.current.labels, fitted)
            w = made(name)


@every
def test_its_picture_and_its_text(name: str) -> None:
    w = made(name)
    assert w.thumbnail().startswith(b"\x89PNG")
    assert repr(w) == repr(made(name))
    assert w.summary().startswith(f"Stepper({name}(")
