"""What a spec checks and adds: limits by the number of points, words, samples."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from sklearn.cluster import HDBSCAN, OPTICS, KMeans, SpectralClustering

from teachclust.errors import LearnerError
from teachclust.traces import SampleLimit, Value, trace
from teachclust.traces.parameters import RANDOM_STATE
from teachclust.traces.registry import ALGORITHMS
from teachclust.traces.spec import PAINTERS, SWITCHES, AlgorithmSpec, StepName
from teachclust.words import add_words, browser_catalogue, catalogue, say

X = np.random.default_rng(0).normal(size=(12, 2))


@pytest.fixture(params=list(ALGORITHMS.values()), ids=list(ALGORITHMS))
def spec(request: pytest.FixtureRequest) -> AlgorithmSpec:
    return request.param


@pytest.mark.parametrize(
    ("estimator", "text", "fix"),
    [
        (
            OPTICS(min_samples=13),
            "min_samples must be a whole number from 2 to 12, or a fraction from 0.0 to 1.0.",
            "OPTICS(min_samples=5)",
        ),
        (
            OPTICS(min_samples=3, min_cluster_size=50),
            "min_cluster_size must be a whole number from 2 to 12, or a fraction from 0.0 to 1.0.",
            "OPTICS(min_samples=3, min_cluster_size=5)",
        ),
        (
            HDBSCAN(min_cluster_size=13),
            "min_cluster_size must be a whole number from 1 to 12.",
            "HDBSCAN(min_cluster_size=5)",
        ),
        (
            SpectralClustering(3, affinity="nearest_neighbors", n_neighbors=13, random_state=0),
            "n_neighbors must be a whole number from 1 to 12.",
            "SpectralClustering(n_clusters=3, random_state=0, affinity='nearest_neighbors', "
            "n_neighbors=5)",
        ),
        (KMeans(13), "n_clusters must be a whole number from 1 to 12", "n_clusters = 12"),
    ],
)
def test_too_much_for_the_points_is_told_in_one_wording(
    estimator: Any, text: str, fix: str
) -> None:
    with pytest.raises(LearnerError) as caught:
        trace(estimator, X)
    assert caught.value.what == text
    assert "X has 12 rows" in caught.value.why
    assert caught.value.fix == fix


@pytest.mark.parametrize(
    "estimator",
    [
        OPTICS(min_samples=0.5),
        OPTICS(min_samples=3, min_cluster_size=50, cluster_method="dbscan", eps=1.0),
        HDBSCAN(min_samples=3, min_cluster_size=13, copy=True),
        SpectralClustering(2, n_neighbors=13),
    ],
)
def test_a_parameter_that_has_no_say_is_not_checked(estimator: Any) -> None:
    assert trace(estimator, X).labels.shape == (12,)


@pytest.mark.parametrize("value", [True, "3", 2.0, -1, 13])
def test_a_limit_takes_whole_numbers_only(value: Any) -> None:
    model = KMeans()
    model.n_init = value
    with pytest.raises(LearnerError, match="n_init must be a whole number from 1 to 12"):
        SampleLimit("n_init").check(model, 12)
    model.n_init = None
    SampleLimit("n_init").check(model, 12)


def test_its_texts_are_in_the_catalogue_and_not_sent_to_the_browser(spec: AlgorithmSpec) -> None:
    assert spec.all_words.items() <= catalogue().items()
    assert not spec.all_words.keys() & browser_catalogue().keys()
    assert say(spec.code_title)
    assert say(spec.legend)
    assert spec.objective is None or say(spec.objective)
    with pytest.raises(ValueError, match="two texts have the key"):
        add_words({next(iter(spec.words)): "something else"})


def test_what_it_names_is_there(spec: AlgorithmSpec) -> None:
    known = spec.estimator_class().get_params()
    assert {parameter.name for parameter in spec.parameters} <= known.keys()
    assert {limit.name for limit in spec.limits} <= known.keys()
    assert set(spec.title) <= known.keys()
    for parameter in spec.parameters:
        assert parameter.sets.keys() <= set(parameter.options)
        assert parameter.kind != "choice" or len(parameter.options) > 1


def test_samples_are_the_same_each_time(spec: AlgorithmSpec) -> None:
    for sample in (spec.small_sample, lambda: spec.hard_sample(3)):
        (one, first), (other, second) = sample(), sample()
        assert repr(one) == repr(other)
        np.testing.assert_array_equal(first, second)
    assert not np.array_equal(spec.hard_sample(1)[1], spec.hard_sample(2)[1])


def test_a_spec_is_frozen(spec: AlgorithmSpec) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        spec.painter = "other"
    with pytest.raises(LearnerError, match="no painter reads"):
        dataclasses.replace(spec, carries=("temperature",))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"painter": "bogus"}, "painter of KMeans: bogus"),
        ({"painter": None}, "painter of KMeans: None"),
        ({"switches": ("bogus", "links")}, "switches of KMeans: bogus"),
        ({"step_names": {"bogus": StepName("a", "b")}}, "step_names of KMeans: bogus"),
        ({"step_names": {"stop": ("a", "b")}}, "step_names of KMeans: stop=('a', 'b')"),
        ({"carries": (3,)}, "carries of KMeans: 3"),
        ({"carries": ([],)}, "carries of KMeans: []"),
        (
            {"carries": (Value("ages", (), "int", "", "", "ages", ("bogus",)),)},
            "painter of KMeans: bogus",
        ),
        ({"tracer": None}, "tracer of KMeans: None"),
        ({"estimator": "mymod.MyK"}, "estimator=mymod.MyK"),
        ({"estimator": ":MyK"}, "estimator=:MyK"),
        ({"estimator": "mymod:"}, "estimator=mymod:"),
        ({"estimator": 3}, "estimator=3"),
        (
            {"words": {"request.why": "Other.", "caption.bogus": "New."}},
            "words of KMeans: two texts have the key 'request.why'",
        ),
    ],
)
def test_what_nothing_reads_is_refused_in_four_parts(change: dict[str, Any], where: str) -> None:
    before = dict(catalogue())
    with pytest.raises(LearnerError) as caught:
        dataclasses.replace(ALGORITHMS["KMeans"], **change)
    assert caught.value.where == where
    assert all(caught.value.parts.values())
    assert catalogue() == before


def test_a_class_that_is_not_there_is_told_when_it_is_needed() -> None:
    # texts of a class that isn't there would stay in the catalogue
    spec = dataclasses.replace(
        ALGORITHMS["KMeans"], estimator="sklearn.cluster:Foo", parameters=(), step_names={}
    )
    with pytest.raises(LearnerError, match="Foo can't be imported from sklearn") as caught:
        _ = spec.estimator_class
    assert all(caught.value.parts.values())


def test_the_painters_and_switches_are_those_of_the_browser(spec: AlgorithmSpec) -> None:
    parts = (Path(__file__).parents[2] / "js/src/parts").glob("*.ts")
    names = {
        name
        for part in parts
        for name in re.findall(r'painters\["(\w+)"\]', part.read_text("utf-8"))
    }
    assert names == {*PAINTERS, "k_scan"}  # k_scan is the KLab's
    assert {spec.painter} <= set(PAINTERS)
    assert all(say(f"control.{name}") for name in SWITCHES)


def test_no_number_of_clusters_is_no_mistake() -> None:
    ALGORITHMS["AgglomerativeClustering"].check(SimpleNamespace(n_clusters=None), 5)


def test_it_says_whether_its_objective_rises_or_falls(spec: AlgorithmSpec) -> None:
    estimator, X = spec.small_sample()
    found = [frame.objective for frame in trace(estimator, X) if frame.objective is not None]
    if not found:
        assert not spec.rises
        return
    assert spec.rises == (found[-1] > found[0])


def test_each_name_of_a_step_has_its_text(spec: AlgorithmSpec) -> None:
    for kind, name in spec.step_names.items():
        for key, text in (("", name.now), (".next", name.next)):
            assert spec.all_words.get(f"step.{spec.name}.{kind}{key}") == (text or None)


def test_the_largest_seed_is_the_largest_that_numpy_takes() -> None:
    largest = RANDOM_STATE.most
    assert isinstance(largest, int)
    np.random.RandomState(largest)
    with pytest.raises(ValueError, match="Seed must be between"):
        np.random.RandomState(largest + 1)


def test_parameters_have_their_words_by_the_name_of_the_algorithm() -> None:
    words = ALGORITHMS["KMeans"].all_words
    assert words["parameter.KMeans.n_clusters"] == "k"
    assert words["parameter.KMeans.n_clusters.title"] == "Number of clusters"
    assert words["step.KMeans.relocate"] == "empty cluster"
    assert words["step.KMeans.relocate.next"] == "refill cluster"


def test_a_fact_that_no_card_tells_is_refused() -> None:
    with pytest.raises(LearnerError, match="There is no such fact"):
        dataclasses.replace(ALGORITHMS["KMeans"], card=("shoe size",))


def test_what_a_spec_does_not_say_is_not_so() -> None:
    kmeans = ALGORITHMS["KMeans"]
    least = AlgorithmSpec(
        kmeans.estimator, kmeans.tracer, "kmeans", kmeans.code_title, ("centers",), kmeans.samples
    )
    assert (least.rises, least.places_centers, least.splits_equal_points) == (False,) * 3
    assert least.has_centers


def test_a_number_of_clusters_is_a_plain_whole_number() -> None:
    params = trace(KMeans(np.int64(3), n_init=1, random_state=0), X).params
    assert type(params["n_clusters"]) is int


def test_samples_are_as_they_are_described() -> None:
    for name, shape in (("KMeans", (80, 2)), ("DBSCAN", (90, 2))):
        estimator, data = ALGORITHMS[name].small_sample()
        assert type(estimator).__name__ == name
        assert data.shape == shape
    for seed in (0, 7):
        estimator, data = ALGORITHMS["KMeans"].hard_sample(seed, 30)
        assert estimator.random_state == seed
        assert data.shape == (30, 2)
