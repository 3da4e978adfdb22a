from __future__ import annotations

import numpy as np
from metric_lab_samples import CLASSES, PROBLEM, state

from teachclust.widgets.metric_lab.challenges import CHALLENGES
from teachclust.widgets.metric_lab.labels import Edit, assigned
from teachclust.widgets.metric_lab.state import State
from teachclust.widgets.metric_lab.wire import (
    NOISE_LABEL,
    caption,
    lab_wire,
    score_texts,
    state_wire,
)


def test_what_stays_is_sent_once() -> None:
    challenges = list(CHALLENGES.values())
    wire = lab_wire(PROBLEM, ("a", "b"), ["silhouette", "inertia"], challenges, state(CLASSES), [])
    head = wire["head"]
    assert np.frombuffer(wire["points"]).tolist() == PROBLEM.places.X.ravel().tolist()
    assert head["classes"] == ["long", "round", "small"]
    assert [one["most"] for one in head["scores"]] == [1.0, None]
    above = next(one for one in head["challenges"] if one["key"] == "silhouette-above-truth")
    assert above["goals"][0]["text"].startswith("silhouette above 0.415")


def test_a_state_has_labels_scores_and_the_verdict() -> None:
    before = state(CLASSES)
    labels = CLASSES.copy()
    labels[0] = -1
    now = State.of(PROBLEM, labels, Edit("assign", {"n": 1, "cluster": -1, "before": 0}))
    wire = state_wire(now, before, PROBLEM, ["silhouette"], CHALLENGES["ari-1"], before)
    assert np.frombuffer(wire["labels"], "<u2")[:2].tolist() == [NOISE_LABEL, 0]
    assert wire["caption"] == "Label: 1 point goes from A to noise."
    assert wire["scores"][0]["before"] == before.quantities["silhouette"]
    assert wire["challenge"] == {"key": "ari-1", "met": [False], "solved": False}
    alone = state_wire(state(range(24)), None, PROBLEM, ["silhouette"], None, None)
    assert alone["scores"][0]["value"] is None
    assert alone["challenge"] is None


def test_the_caption_tells_each_edit() -> None:
    labels = CLASSES.copy()
    for points, told in (([12, 0], "2 points of several clusters"), ([], "nothing changed")):
        after, edit = assigned(labels, points, 3)
        assert told in caption(State.of(PROBLEM, after, edit))
    assert score_texts(state(range(24)), ["purity", "silhouette"]) == [
        "purity 1.000",
        "silhouette -",
    ]
