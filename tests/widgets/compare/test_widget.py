"""Compare without a browser: what is sent is what was fitted, and errors say what to do."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.cluster import DBSCAN, AgglomerativeClustering, FeatureAgglomeration, KMeans
from sklearn.datasets import make_blobs
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust import Compare, compare, watch
from teachclust.errors import LearnerError

X = make_blobs(200, centers=3, random_state=1, cluster_std=1.5)[0]
LINKAGES = [AgglomerativeClustering(3, linkage=name) for name in ("single", "ward")]


@pytest.mark.parametrize("seed", range(3))
def test_each_ends_at_scikit_learns_fit(seed: int) -> None:
    pipe = make_pipeline(StandardScaler(), KMeans(3, random_state=seed))
    given = [KMeans(3, random_state=seed), pipe, DBSCAN(0.7), LINKAGES[1]]
    w = compare(given, X)
    for t, estimator in zip(w.traces, given, strict=True):
        np.testing.assert_array_equal(t.labels, clone(estimator).fit_predict(X))
        assert not hasattr(estimator, "labels_")
    assert [type(one).__name__ for one in w.estimators][1] == "KMeans"
    assert w.X is X


def test_what_is_sent_has_common_steps_and_matching_looks() -> None:
    w = compare(LINKAGES, X)
    head, lanes = w.shown["head"], w.shown["lanes"]
    json.dumps(head)
    assert len(head["clusters"]) == w.last_step
    assert [len(lane["about"]["frames"]) for lane in lanes] == [w.last_step + 1] * 2
    assert len(w.shown["rows"]) == 1
    for lane in lanes:
        assert len(lane["trace"]["head"]["clusters"]) == lane["trace"]["head"]["k"]
        assert lane["trace"]["head"]["rows"] == 1
    assert lanes[0]["about"]["ari"] == 1.0


class Halves:
    """A learner's class."""

    def fit_predict(self, X: Any) -> Any:
        return (X[:, 0] > np.median(X[:, 0])).astype(int)


def test_nine_with_one_that_cannot_be_watched() -> None:
    w = compare([*(KMeans(k, random_state=0) for k in range(2, 10)), Halves()], X)
    assert w.last_step == max(len(t) for t in w.traces) - 1
    assert w.table()["clusters"].tolist() == [*range(2, 10), 2]
    own = w.shown["lanes"][8]
    assert own["about"]["params"] == "end only"
    assert own["about"]["frames"] == [0] * w.last_step + [1]
    assert any("Halves shows its end alone" in note for note in w.shown["head"]["notices"])
    assert (w.thumbnail() or b"").startswith(b"\x89PNG")
    w.step = w.last_step
    assert "Halves ends with clusters of 100 100" in w.summary()


def test_what_clusters_the_features_is_told() -> None:
    wide = np.hstack([X, X, X])
    with pytest.raises(LearnerError, match="same points") as caught:
        compare([KMeans(3), FeatureAgglomeration(2)], wide)
    assert caught.value.where == "KMeans has 200 points, FeatureAgglomeration has 6"
    assert caught.value.fix == "watch(estimators[1], X)"


def test_an_error_of_one_is_told() -> None:
    with pytest.raises(LearnerError, match="fails where it is fitted"):
        compare([KMeans(2), type("Own", (), {"fit_predict": lambda self, X: 1 / 0})()], X)


def test_scaled_data_has_rows_of_its_own() -> None:
    w = compare([KMeans(3), make_pipeline(StandardScaler(), KMeans(3))], X)
    assert [rows["id"] for rows in w.shown["rows"]] == [1, 2]
    assert [lane["trace"]["head"]["rows"] for lane in w.shown["lanes"]] == [1, 2]


def test_rows_can_be_pictures_and_axes_unequal() -> None:
    pixels = np.abs(np.hstack([X, X]))
    w = compare(LINKAGES, pixels, image_shape=(2, 2), equal_axes=False)
    assert [t.view.image_shape for t in w.traces] == [(2, 2)] * 2
    assert w.shown["rows"][0]["shape"] == [2, 2]
    assert not w.page_traits()["equal_axes"]
    with pytest.raises(LearnerError, match="image_shape"):
        compare(LINKAGES, X, image_shape=(2, 3))
    assert compare(LINKAGES, X).page_traits()["equal_axes"]


def test_a_table_of_the_ends() -> None:
    table = compare(LINKAGES, X).table()
    assert list(table.columns) == ["clusters", "noise", "ari"]
    assert table["clusters"].tolist() == [3, 3]
    assert table["ari"].iloc[0] == 1.0


def test_the_step_is_checked() -> None:
    w = compare(LINKAGES, X)
    w.step = w.last_step
    with pytest.raises(LearnerError):
        w.step = w.last_step + 1
    w.close()
    assert w.traces[0].n_clusters == 3


@pytest.mark.parametrize(
    ("estimators", "what", "fix"),
    [
        (KMeans(3), "needs a list", "watch(estimators, X)"),
        ("ward", "needs a list", None),
        (KMeans, "needs a list", None),
        ([KMeans(3)], "two to nine", "watch(estimators[0], X)"),
        ([], "two to nine", None),
        ([KMeans(k) for k in range(2, 12)], "two to nine", "compare(estimators[:9], X)"),
        ([KMeans(3), KMeans], "made and unfitted", None),
        ([KMeans(3), "ward"], "made and unfitted", None),
    ],
)
def test_errors_say_what_to_do(estimators: Any, what: str, fix: str | None) -> None:
    with pytest.raises(LearnerError, match=what) as caught:
        compare(estimators, X)
    line = caught.value.parts["fix"]
    assert fix is None or line == fix
    names = {"compare": compare, "watch": watch, "estimators": estimators, "X": X}
    assert eval(line, {**names, "AgglomerativeClustering": AgglomerativeClustering})  # noqa: S307


def test_all_are_fitted_to_the_same_data() -> None:
    with pytest.raises(LearnerError, match="one data set"):
        compare(LINKAGES, [X, X[:50]])


@pytest.mark.parametrize("given", [{"controls": "k"}, {"controls": 3}, {"future": 1}])
def test_switches_are_checked_before_the_fits(given: dict[str, Any]) -> None:
    with pytest.raises(LearnerError):
        Compare("not looked at", X, **given)
