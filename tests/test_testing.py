"""Another package's algorithm: registered, traced, watched, and checked by one call."""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType, ModuleType

import numpy as np
import pytest
from sklearn.base import clone

from teachclust import LearnerError, register, trace, watch, words
from teachclust.testing import check_algorithm, differences
from teachclust.traces import Steps, Value
from teachclust.traces.registry import ALGORITHMS

EXAMPLE = Path(__file__).parent / "example_package"
PAGE = Path(__file__).parents[1] / "docs" / "adding_an_algorithm.md"


@pytest.fixture
def leader(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The example package, imported; what it added is taken away again."""
    monkeypatch.syspath_prepend(EXAMPLE)
    list(ALGORITHMS.values())  # what is loaded later would add its words to the copy below
    monkeypatch.setattr(ALGORITHMS, "_specs", dict(ALGORITHMS._specs))
    catalogue = words.catalogue()
    monkeypatch.setattr("teachclust.words.en.WORDS", dict(catalogue))
    monkeypatch.setattr(words, "_ADDED", set(words._ADDED))
    words.catalogue.cache_clear()
    import leader

    yield leader
    monkeypatch.undo()
    words.catalogue.cache_clear()
    for name in [name for name in sys.modules if name.split(".")[0] == "leader"]:
        del sys.modules[name]


def test_the_example_passes(leader: ModuleType) -> None:
    check_algorithm(leader.SPEC)


def test_it_can_be_traced_and_watched(leader: ModuleType) -> None:
    estimator, X = leader.SPEC.small_sample()
    traced = trace(estimator, X)
    assert repr(traced).startswith("Trace(Leader, 80 points x 2 features, 82 frames, ")
    stepper = watch(estimator, X)
    head = stepper.trace["head"]
    assert head["painter"] == "kmeans"
    assert head["subtitle"] == "radius=4.0 · 80 points"
    assert [control["label"] for control in head["controls"]] == ["radius"]
    assert head["step_names"]["visit"] == {"now": "join", "next": "look at a point"}
    edit = {"kind": "param", "name": "radius", "value": 100.0}
    stepper.request = {"id": 1, "base": 1, "frame": 0, "edit": edit}
    assert stepper.current.n_clusters == 1
    stepper.request = {"id": 2, "base": 2, "frame": 0, "edit": {**edit, "value": -1.0}}
    assert "radius" in stepper.problem["where"]


def test_its_parameters_are_checked_by_what_its_class_declares(leader: ModuleType) -> None:
    with pytest.raises(LearnerError, match="radius must be") as caught:
        trace(leader.Leader(radius="wide"), np.eye(4))
    assert caught.value.fix == "Leader(radius=1.0)"


def test_a_class_that_is_not_the_registered_one_is_refused(leader: ModuleType) -> None:
    class Leader(leader.Leader):  # type: ignore[misc,name-defined]
        pass

    with pytest.raises(LearnerError, match="Leader can't be watched yet"):
        trace(Leader(), np.eye(4))


def test_a_name_stands_for_one_algorithm(leader: ModuleType) -> None:
    register(leader.SPEC)  # twice is no harm
    with pytest.raises(LearnerError, match="called KMeans already"):
        register(dataclasses.replace(leader.SPEC, estimator="leader:KMeans"))


@pytest.mark.parametrize("mistake", ["labels", "centers", "kind", "caption", "carries", "line"])
def test_a_wrong_tracer_is_found_out(leader: ModuleType, mistake: str) -> None:
    def wrong(model: object, data: object) -> Steps:
        steps = leader.SPEC.tracer(model, data)
        last = steps.last
        changed = {
            "labels": {"labels": np.roll(last.labels, 1)},
            "centers": {"values": {"centers": last.values["centers"] + 1e-3}},
            "kind": {"kind": "jump"},
            "caption": {"caption": "no sentence"},
            "carries": {"values": {**last.values, "radius": 1.0}},
            "line": {"line": 9},
        }[mistake]
        return Steps((*steps.frames[:-1], dataclasses.replace(last, **changed)), steps.code)

    spec = dataclasses.replace(leader.SPEC, tracer=wrong)
    register(spec)
    found = {
        "labels": "labels not equal to the fit's",
        "centers": "centers not equal to the fit's",
        "kind": "the last frame is no end",
        "caption": "step 81: the caption is no sentence",
        "carries": "step 81: it carries 'radius'",
        "line": "step 81: the pseudocode has no line 9",
    }[mistake]
    with pytest.raises(AssertionError, match=found):
        check_algorithm(spec)


def test_what_is_not_registered_is_said(leader: ModuleType) -> None:
    other = dataclasses.replace(leader.SPEC, title=("radius", "color"))
    with pytest.raises(AssertionError, match=r"not registered(.|\n)*no parameter 'color'"):
        check_algorithm(other)


def test_numbers_that_no_painter_reads_are_refused(leader: ModuleType) -> None:
    with pytest.raises(LearnerError, match="no painter reads"):
        dataclasses.replace(leader.SPEC, carries=("temperature",))


def test_a_painter_of_its_own_may_read_a_block_of_its_own(leader: ModuleType) -> None:
    def aged(model: object, data: object) -> Steps:
        steps = leader.SPEC.tracer(model, data)
        ages = {**steps.last.values, "ages": np.arange(80)}
        last = dataclasses.replace(steps.last, values=MappingProxyType(ages))
        return Steps((*steps.frames[:-1], last), steps.code)

    ages = Value("ages", ("n_samples",), "int", "steps", "since a point was visited", "ages")
    carries = (*leader.SPEC.carries, ages)
    register(dataclasses.replace(leader.SPEC, tracer=aged, carries=carries))
    estimator, X = leader.SPEC.small_sample()
    wire = watch(estimator, X).trace
    rows = wire["head"]["blocks"]["ages"]["rows"]
    assert (rows[-2:], len(rows)) == ([-1, 0], 82)
    np.testing.assert_array_equal(np.frombuffer(wire["ages"], "<i4"), np.arange(80))


def test_differences_name_what_differs(leader: ModuleType) -> None:
    estimator, X = leader.SPEC.small_sample()
    traced = trace(estimator, X)
    assert differences(traced, estimator, X) == []
    assert "labels" in differences(traced, clone(estimator).set_params(radius=1.0), X)


def test_the_page_shows_the_example_as_it_is() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    names = ("watched.py", "__init__.py")
    assert blocks[:2] == [(EXAMPLE / "leader" / name).read_text("utf-8") for name in names]
