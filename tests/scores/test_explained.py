"""What scores mean: ranges and values by chance are true, and each is fooled as it says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics
from sklearn.datasets import make_blobs

from teachclust.errors import LearnerError
from teachclust.scores import (
    explain_score,
    matched_accuracy_score,
    purity_score,
    score_all,
    score_table,
)

WITH_CLASSES = [name for name, needs in score_table()["needs"].items() if needs == "y"]
#: scores that scikit-learn hasn't
OWN = {"purity", "inertia", "matched_accuracy"}
X, Y = make_blobs(120, centers=4, random_state=3)


@given(st.data())
def test_values_lie_in_the_range_and_the_best_is_reached(data: st.DataObject) -> None:
    n = data.draw(st.integers(2, 30))
    draw = st.lists(st.integers(0, 4), min_size=n, max_size=n)
    y, labels = data.draw(draw), data.draw(draw)
    for name in WITH_CLASSES:
        one = explain_score(name)
        assert one.least - 1e-9 <= one.of(labels, y=y) <= one.most + 1e-9, name
        # without a pair of points in one class there is nothing to find
        assert one.of(y, y=y) == pytest.approx(one.most) or len(set(y)) == n, name


@pytest.mark.parametrize(
    "name", [n for n in score_table().index if n not in ("purity", "inertia", "matched_accuracy")]
)
def test_it_is_scikit_learns(name: str) -> None:
    labels = np.random.default_rng(0).integers(0, 5, len(X))
    against = X if explain_score(name).needs == "X" else Y
    expected = getattr(metrics, f"{name}_score")(against, labels)
    assert explain_score(name).of(labels, X=X, y=Y) == expected


@pytest.mark.parametrize("name", ["adjusted_rand", "adjusted_mutual_info"])
@pytest.mark.parametrize("k", [2, 10, 60])
def test_chance_is_zero_for_any_k_where_it_says_so(name: str, k: int) -> None:
    numbers = np.random.default_rng(1)
    values = [explain_score(name).of(numbers.integers(0, k, len(Y)), y=Y) for _ in range(60)]
    assert abs(np.mean(values)) < 3 * np.std(values) / np.sqrt(60) + 1e-3
    assert explain_score(name).chance == 0


@pytest.mark.parametrize("name", [n for n in WITH_CLASSES if explain_score(n).chance is None])
def test_elsewhere_chance_depends_on_k(name: str) -> None:
    numbers = np.random.default_rng(2)
    few, many = (
        np.mean([explain_score(name).of(numbers.integers(0, k, len(Y)), y=Y) for _ in range(20)])
        for k in (2, 60)
    )
    assert abs(few - many) > 0.05


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("homogeneity", np.arange(len(Y))),
        ("purity", np.arange(len(Y))),
        ("completeness", np.zeros(len(Y), dtype=int)),
    ],
)
def test_it_is_fooled_as_told(name: str, labels: np.ndarray) -> None:
    assert explain_score(name).of(labels, y=Y) == pytest.approx(1)
    assert explain_score("adjusted_rand").of(labels, y=Y) == 0


def test_other_scores_are_fooled_as_told() -> None:
    one = np.zeros(100, dtype=int)
    y = np.repeat([0, 1], [90, 10])
    assert explain_score("fowlkes_mallows").of(one, y=y) > 0.9
    assert explain_score("matched_accuracy").of(one, y=y) == 0.9
    many = np.random.default_rng(0).integers(0, 40, 400)
    classes = np.random.default_rng(1).integers(0, 40, 400)
    assert explain_score("rand").of(many, y=classes) > 0.9
    assert explain_score("v_measure").of(many, y=classes) > 0.4


def test_inertia_is_that_of_the_means() -> None:
    from sklearn.cluster import KMeans

    model = KMeans(4, n_init=1, random_state=0, tol=0).fit(X)
    assert explain_score("inertia").of(model.labels_, X=X) == pytest.approx(model.inertia_)


def test_noise_is_a_cluster_of_its_own_for_purity_and_wrong_after_matching() -> None:
    y, labels = ["a", "a", "b", "b"], [0, 0, -1, -1]
    assert purity_score(y, labels) == 1
    assert matched_accuracy_score(y, labels) == 0.5


@pytest.mark.parametrize("name", ["ARI", "adjusted_rand_score", " Adjusted Rand ", "adjusted_rand"])
def test_other_names(name: str) -> None:
    assert explain_score(name).name == "adjusted_rand"


@pytest.mark.parametrize("name", ["NMI", "normalized_mutual_info_score"])
def test_the_normalized_mutual_information_is_the_v_measure(name: str) -> None:
    labels = np.random.default_rng(0).integers(0, 5, len(Y))
    expected = metrics.normalized_mutual_info_score(Y, labels)
    assert explain_score(name).of(labels, y=Y) == pytest.approx(expected)


def test_one_cluster_has_no_silhouette() -> None:
    table = score_all(np.zeros(len(X), dtype=int), X=X)
    assert table["value"].isna().tolist() == [True, True, True, False]
    assert table.loc["inertia", "value"] == pytest.approx(X.var(axis=0).sum() * len(X))
    assert table.index.tolist() == ["silhouette", "calinski_harabasz", "davies_bouldin", "inertia"]


def test_all_scores_with_both() -> None:
    table = score_all(Y, X=X, y=Y)
    assert table.index.tolist() == score_table().index.tolist()
    assert table.loc["adjusted_rand", "value"] == table.loc["adjusted_rand", "best"] == 1
    assert table.loc["davies_bouldin", "best"] == 0


def test_the_explanation_is_shown() -> None:
    shown = repr(explain_score("silhouette"))
    assert "-1 to 1, higher is better" in shown
    assert "depends on k and the data" in shown
    assert "0 to infinity, lower is better" in str(explain_score("inertia"))


@pytest.mark.parametrize("name", ["adjusted_randd", None, 3, "nothing like it"])
def test_no_such_score(name: object) -> None:
    with pytest.raises(LearnerError, match="There is no score called") as caught:
        explain_score(name)  # type: ignore[arg-type]
    assert 'explain_score("adjusted_rand")' in str(caught.value)


def test_what_is_not_given() -> None:
    with pytest.raises(LearnerError, match="needs known classes"):
        explain_score("ARI").of([0, 1], X=[[0], [1]])
    with pytest.raises(LearnerError, match="needs the data"):
        explain_score("silhouette").of([0, 1], y=[0, 1])
    with pytest.raises(LearnerError, match="the data or with known classes"):
        score_all([0, 1])
