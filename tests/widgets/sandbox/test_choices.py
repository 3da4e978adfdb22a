"""Which estimators can be picked, how they begin, and how they are written in Python."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.cluster import DBSCAN, FeatureAgglomeration, KMeans
from sklearn.mixture import GaussianMixture
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust.errors import LearnerError
from teachclust.traces.registry import ALGORITHMS
from teachclust.widgets.sandbox.choices import Choices, call_of, import_of, seeded


class Halves:
    """A learner's own."""

    def fit_predict(self, X: Any) -> Any:
        return (X[:, 0] > 5).astype(int)


def test_all_that_can_be_watched_are_offered_with_a_seed() -> None:
    choices = Choices(None, None, 7)
    assert choices.names == [name for name in ALGORITHMS if name != "FeatureAgglomeration"]
    assert choices.first == "KMeans"
    for name in choices.names:
        params = choices.get(name).get_params()
        assert params.get("random_state", 7) == 7
    assert choices.get("KMeans").n_clusters == 3
    assert choices.get("GaussianMixture").n_components == 3


def test_a_teacher_names_what_is_offered() -> None:
    choices = Choices(None, [KMeans(2), Halves(), KMeans(5, random_state=1)], 0)
    assert choices.names == ["KMeans", "Halves", "KMeans 2"]
    assert choices.get("KMeans").random_state == 0
    assert choices.get("KMeans 2").get_params()["random_state"] == 1
    assert choices.first == "KMeans"


def test_one_to_begin_with_is_listed_too() -> None:
    choices = Choices(DBSCAN(eps=1), None, 0)
    assert (choices.first, choices.get("DBSCAN").eps) == ("DBSCAN", 1)
    assert "DBSCAN" in choices.names
    other = Choices(Halves(), None, 0)
    assert other.names[0] == other.first == "Halves"


def test_an_estimator_is_kept_as_it_was_left_and_the_callers_stays() -> None:
    mine = KMeans(4)
    choices = Choices(mine, None, 0)
    choices.leave("KMeans", KMeans(9))
    assert choices.get("KMeans").n_clusters == 9
    assert mine.random_state is None


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        [3],
        "KMeans",
        [KMeans],
        [make_pipeline(StandardScaler(), KMeans(2))],
        KMeans(2),
        [FeatureAgglomeration(2)],
    ],
)
def test_what_does_not_cluster_is_refused(wrong: Any) -> None:
    with pytest.raises(LearnerError) as caught:
        Choices(None, wrong, 0)
    assert all(caught.value.parts.values())


def test_a_name_that_there_is_not_is_refused() -> None:
    with pytest.raises(LearnerError, match="KMeans"):
        Choices(None, None, 0).get("KMean")


def test_the_python_of_an_estimator_runs() -> None:
    placed = KMeans(2, init=np.array([[1.0, 2.0], [3.0, 4.0]]), n_init=1, random_state=0)
    made = eval(call_of(placed), {"KMeans": KMeans})  # noqa: S307
    assert np.array_equal(made.init, placed.init)
    assert import_of(placed) == "from sklearn.cluster import KMeans\n"
    assert import_of(GaussianMixture()) == "from sklearn.mixture import GaussianMixture\n"
    assert call_of(Halves()) == "Halves()"
    assert seeded(Halves(), 0) is not None
