"""The table beside its merge tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from scipy.cluster.hierarchy import leaves_list, linkage
from sklearn.cluster import AgglomerativeClustering, FeatureAgglomeration, KMeans
from sklearn.pipeline import make_pipeline

from teachclust.errors import LearnerError
from teachclust.plots import ClusterMapDisplay

mpl.use("agg")


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    plt.close("all")


def table(seed: int = 0) -> Any:
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(40, 4)) + np.repeat([[0, 0, 0, 0], [9, 0, 9, 0]], 20, axis=0)
    return pd.DataFrame(values[rng.permutation(40)] * [1, 1000, 1, 5], columns=list("wxyz"))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("k", [1, 2, 5, 40])
def test_rows_stand_as_the_leaves_do(seed: int, k: int) -> None:
    X = table(seed)
    display = ClusterMapDisplay.from_estimator(AgglomerativeClustering(n_clusters=k), X)
    scaled = ((X - X.mean()) / X.std(ddof=0)).to_numpy()
    np.testing.assert_array_equal(display.order_, leaves_list(linkage(scaled, "ward")))
    shown = display.image_.get_array()
    np.testing.assert_allclose(shown, scaled[np.ix_(display.order_, display.columns_)])
    labels = display.labels[display.order_]
    assert int((np.diff(labels) != 0).sum()) == k - 1  # each cluster in one piece


def test_links_are_those_of_the_tree() -> None:
    X = table()
    display = ClusterMapDisplay.from_estimator(AgglomerativeClustering(n_clusters=2), X)
    links = np.array(display.links_.get_segments())[: len(display.heights)]  # then stems
    np.testing.assert_allclose(links[:, 1, 0], display.heights)
    np.testing.assert_allclose(links[:, 2, 0], display.heights)
    place = np.empty(40)
    place[display.order_] = np.arange(40)
    first = display.children[0]
    np.testing.assert_allclose(links[0, [0, 3], 1], place[first])
    assert (links[:, 1, 1] < links[:, 2, 1]).all()  # the left child stands first: none cross


def test_it_says_what_it_shows_and_leaves_the_estimator_alone() -> None:
    X = table()
    model = AgglomerativeClustering(n_clusters=2)
    display = ClusterMapDisplay.from_estimator(model, X, row_name="cups")
    assert not hasattr(model, "labels_")
    assert model.compute_distances is False
    assert "40 cups by 4 features" in display.alt
    assert display.figure_.axes[0].get_title() == "40 cups in the order of their tree"
    data, meta = display._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert meta["image/png"]["alt"] == display.alt


def test_on_axes_of_the_callers_twice_and_a_constant_column() -> None:
    _, axes = plt.subplots(1, 2)
    X = table().assign(z=3.0)
    display = ClusterMapDisplay.from_estimator(AgglomerativeClustering(2), X, ax=axes[1])
    assert display.ax_ is axes[1]
    before = len(display.figure_.axes)
    display.plot(axes[1])
    assert len(display.figure_.axes) <= before + 1
    two = ClusterMapDisplay.from_estimator(AgglomerativeClustering(2), X[["w", "x"]])
    np.testing.assert_array_equal(two.columns_, [0, 1])


def test_others_grow_no_tree() -> None:
    with pytest.raises(LearnerError, match="KMeans grows no tree"):
        ClusterMapDisplay.from_estimator(KMeans(2), table())


def test_those_that_are_nearly_one_are_refused() -> None:
    for other in (
        FeatureAgglomeration(2),
        AgglomerativeClustering,
        "ward",
        make_pipeline(KMeans()),
    ):
        with pytest.raises(LearnerError):
            ClusterMapDisplay.from_estimator(other, table())


def test_predictions_give_the_same_picture_and_noise_stands_where_it_is() -> None:
    X = table()
    one = ClusterMapDisplay.from_estimator(AgglomerativeClustering(n_clusters=2), X)
    given: dict[str, Any] = {"children": one.children, "heights": one.heights}
    frame = pd.DataFrame(one.values, columns=X.columns)
    same = ClusterMapDisplay.from_predictions(frame, one.labels, **given)
    assert same.alt == one.alt
    np.testing.assert_array_equal(same.image_.get_array(), one.image_.get_array())
    labels = np.where(np.arange(40) % 7, one.labels, -1)
    noisy = ClusterMapDisplay.from_predictions(
        one.values, labels, feature_names=list("abcd"), **given
    )
    noisy.figure_.canvas.draw()
    assert f"A ({(labels == 0).sum()})" in noisy.alt
    names = {text.get_text() for text in noisy.axes_[0].get_xticklabels()}
    assert names == set("abcd")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"X": np.eye(39)[:, :4]}, "doesn't fit its tree"),
        ({"feature_names": ["one"]}, "doesn't fit its tree or its names"),
        ({"labels": [0, 1]}, "label"),
        ({"heights": [1.0]}, "no tree of merges"),
    ],
)
def test_what_does_not_fit_is_refused(wrong: dict[str, Any], told: str) -> None:
    one = ClusterMapDisplay.from_estimator(AgglomerativeClustering(n_clusters=2), table())
    given = {key: getattr(one, key) for key in ("children", "heights", "labels")}
    given["X"] = one.values
    with pytest.raises(LearnerError, match=told):
        ClusterMapDisplay.from_predictions(**given | wrong)


def test_a_style_and_many_rows_columns_and_clusters() -> None:
    X = np.random.default_rng(0).normal(size=(600, 60))
    display = ClusterMapDisplay.from_estimator(
        AgglomerativeClustering(n_clusters=50), X, cmap="PuOr", line_kw={"lw": 2}
    )
    display.figure_.canvas.draw()
    assert display.image_.get_cmap().name == "PuOr"
    assert display.links_.get_linewidth()[0] == 2
    assert len(display.axes_[0].get_xticks()) == 0  # no room for 60 names
    assert display.alt.endswith("And 45 more clusters.")
    assert display.axes_[1].get_ylim() == (599.5, -0.5)  # links stand beside their rows
