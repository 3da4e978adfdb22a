from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.cluster import DBSCAN, KMeans

from teachclust import LearnerError
from teachclust.widgets.metric_lab.problem import read_problem, read_scores

X = np.array([[0.0, 0], [0, 1], [9, 9], [9, 8], [50, 50]])
Y = ["a", "a", "b", "b", "b"]


class Halves:
    def fit_predict(self, X: Any) -> Any:
        return (X[:, 0] > 5).astype(int)


def test_labels_come_from_an_array_an_estimator_or_the_classes() -> None:
    assert read_problem(X, Y, None)[1].tolist() == [0, 0, 1, 1, 1]
    assert read_problem(X, None, None)[1].tolist() == [0] * 5
    assert read_problem(X, Y, [3, 3, -1, 0, 0])[1].tolist() == [3, 3, -1, 0, 0]
    assert read_problem(X, Y, Halves())[1].tolist() == [0, 0, 1, 1, 1]
    assert read_problem(X, Y, DBSCAN(eps=2, min_samples=2))[1].tolist() == [0, 0, 1, 1, -1]
    found, _, notices = read_problem(X, Y, KMeans(2, random_state=0))[1:]
    assert "KMeans" in notices[0]
    assert len(set(found.tolist())) == 2
    huge = read_problem(X, Y, [10**6, 10**6, -1, 0, 0])[1]
    assert huge.tolist() == [1, 1, -1, 0, 0]  # counted anew, noise is still -1


@pytest.mark.parametrize(
    "arguments",
    [
        (None, Y, None),
        (X[:, :1], Y, None),
        (np.zeros((2001, 2)) + np.arange(2001)[:, None], None, None),
        (X, Y[:3], None),
        (X, Y, [0, 1]),
        (np.arange(80.0).reshape(40, 2), range(40), None),
    ],
)
def test_what_does_not_fit_is_refused(arguments: Any) -> None:
    with pytest.raises(LearnerError):
        read_problem(*arguments)


def test_scores_are_named_as_scikit_learn_names_them() -> None:
    problem = read_problem(X, Y, None)[0]
    assert len(read_scores(None, problem)) == 9
    assert read_scores(["adjusted_rand_score", "ari", "purity"], problem) == (
        "adjusted_rand", "purity"
    )  # fmt: skip
    assert read_scores("silhouette", problem) == ("silhouette",)
    unknown = read_problem(X, None, None)[0]
    assert read_scores(None, unknown) == ("silhouette",)
    for scores in (["purity"], [], ["nope"]):
        with pytest.raises(LearnerError):
            read_scores(scores, unknown)
