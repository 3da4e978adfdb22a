from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from metric_lab_samples import ask

from teachclust import LearnerError, MetricLab, record


@pytest.fixture
def lab() -> MetricLab:
    return MetricLab(challenge="homogeneity-1-ari-0")


def test_rules_are_methods_and_scores_follow(lab: MetricLab) -> None:
    before = lab.score_values
    lab.merge(0, 1)
    assert lab.labels.tolist() == [1] * 12 + [2] * 8 + [1] * 4
    assert lab.scores_before == before
    assert lab.score_values["completeness"] == pytest.approx(1.0)
    assert set(lab.reasons) == set(lab.score_values)
    assert lab.table().to_numpy().tolist() == [[12, 0, 4], [0, 8, 0]]
    lab.split(1)
    lab.assign([0, 1], 7)
    assert lab.labels[:3].tolist() == [7, 7, 1]
    lab.shuffle()
    shuffled = lab.labels
    lab.all_together()
    lab.undo()
    assert np.array_equal(lab.labels, shuffled)
    lab.reset()
    assert lab.score_values == before


def test_undo_ends_at_the_beginning(lab: MetricLab) -> None:
    lab.undo()
    lab.each_alone()
    lab.undo()
    lab.undo()
    assert lab.labels.tolist() == MetricLab().labels.tolist()
    assert lab.scores_before == {}


def test_a_solved_challenge_is_recorded_once(lab: MetricLab) -> None:
    key = "metric-lab-homogeneity-1-ari-0"
    known = len(record().entries("build", key))
    assert not lab.solved
    lab.each_alone()
    assert lab.solved
    lab.reset()
    assert not lab.solved
    lab.each_alone()
    assert len(record().entries("build", key)) == known + 1
    lab.challenge = "ari-1"
    assert not lab.solved
    lab.challenge = None
    assert lab.challenge is None
    assert not lab.solved


def test_the_browser_edits_what_it_saw(lab: MetricLab) -> None:
    first = lab.shown["id"]
    ask(lab, 1, first, kind="assign", points=[0, 1], cluster=-1)
    assert lab.labels[:3].tolist() == [-1, -1, 0]
    assert lab.shown["ack"] == 1
    ask(lab, 2, lab.shown["id"], kind="each_alone")
    assert lab.solved
    ask(lab, 3, first, kind="merge", cluster=0, into=2)  # it had gone back
    assert np.unique(lab.labels).tolist() == [1, 2]
    ask(lab, 4, first, kind="restore")
    assert lab.shown["id"] == first
    ask(lab, 5, first, kind="challenge", key="ari-1")
    assert lab.challenge == "ari-1"
    ask(lab, 6, first, kind="challenge", key="")
    assert lab.challenge is None
    for kind in ("shuffle", "all_together", "reset"):
        ask(lab, 7, lab.shown["id"], kind=kind)
        assert not lab.problem


@pytest.mark.parametrize(
    "edit",
    [
        {"kind": "assign", "points": [24], "cluster": 0},
        {"kind": "assign", "points": [], "cluster": 0},
        {"kind": "assign", "points": [0], "cluster": 10**6},
        {"kind": "merge", "cluster": 9, "into": 0},
        {"kind": "split", "cluster": 9},
        {"kind": "challenge", "key": "nope"},
        {"kind": "undo"},
    ],
)
def test_a_wrong_request_is_told_and_changes_nothing(lab: MetricLab, edit: Any) -> None:
    before = lab.labels
    ask(lab, 1, lab.shown["id"], **edit)
    assert lab.problem["what"]
    assert np.array_equal(lab.labels, before)
    ask(lab, 2, 999, kind="reset")
    assert lab.problem["ack"] == 2


def test_shuffles_come_again_with_their_seed() -> None:
    one, two, other = MetricLab(), MetricLab(), MetricLab(random_state=1)
    for lab in (one, two, other):
        lab.shuffle()
    assert np.array_equal(one.labels, two.labels)
    assert not np.array_equal(one.labels, other.labels)
    first = one.labels
    one.shuffle()
    assert not np.array_equal(one.labels, first)


def test_without_classes_there_are_no_challenges() -> None:
    lab = MetricLab([[0, 0], [0, 1], [5, 5]], labels=[0, 0, 1])
    assert lab.challenges == ()
    assert list(lab.score_values) == ["silhouette"]
    with pytest.raises(LearnerError):
        lab.challenge = "ari-1"


def test_its_text_tells_the_scores() -> None:
    assert MetricLab(scores=["purity"]).summary() == (
        "MetricLab(24 points in 3 clusters): purity 0.833"
    )
