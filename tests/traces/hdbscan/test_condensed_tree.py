"""The condensed tree by hand, and its choice of clusters against scikit-learn's fits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutual_reachability import mutual_reachability
from scipy.sparse.csgraph import connected_components
from sklearn.cluster import HDBSCAN
from sklearn.datasets import make_moons
from strategies import continuous, tied

from teachclust.traces import trace
from teachclust.traces.hdbscan.condensed_tree import (
    Condensation,
    best_below,
    choose,
    condense,
    labels_of,
)

pytestmark = pytest.mark.filterwarnings("ignore:The default value of `copy`")


def linked(pairs: list[list[int]], heights: list[float], least: int) -> Condensation:
    return condense(np.array(pairs), np.array(heights), least)


def fit_and_merges(X: np.ndarray, **params: Any) -> tuple[Any, Any, Any]:
    fitted = HDBSCAN(**params).fit(X)
    merges = fitted._single_linkage_tree_
    return fitted, np.stack([merges["left_node"], merges["right_node"]], axis=1), merges["value"]


def test_two_pairs_split_and_then_fall_apart() -> None:
    tree = linked([[0, 1], [2, 3], [4, 5]], [1.0, 2.0, 4.0], 2)
    assert tree.parent == [-1, 0, 0]
    assert tree.children == [[1, 2], [], []]
    assert tree.birth.tolist() == [0.0, 0.25, 0.25]
    assert tree.death.tolist() == [0.25, 1.0, 0.5]
    assert [points.tolist() for points in tree.members] == [[0, 1, 2, 3], [0, 1], [2, 3]]
    assert tree.node.tolist() == [1, 1, 2, 2]
    assert tree.density.tolist() == [1.0, 1.0, 0.5, 0.5]
    assert tree.stability.tolist() == [4 * 0.25, 2 * 0.75, 2 * 0.25]


def test_parts_too_small_fall_out_one_by_one() -> None:
    tree = linked([[0, 1], [4, 2], [5, 3]], [1.0, 2.0, 4.0], 2)
    assert tree.parent == [-1]
    assert tree.node.tolist() == [0, 0, 0, 0]
    assert tree.density.tolist() == [1.0, 1.0, 0.5, 0.25]
    assert tree.death.tolist() == [1.0]
    assert tree.stability.tolist() == [0.25 + 0.5 + 2 * 1.0]
    all_small = linked([[0, 1], [2, 3], [4, 5]], [1.0, 2.0, 4.0], 3)
    assert all_small.density.tolist() == [0.25] * 4
    assert all_small.stability.tolist() == [1.0]


def test_points_in_one_place_are_infinitely_dense_and_drawn_without_nan() -> None:
    tree = linked([[0, 1], [2, 3], [4, 5]], [0.0, 0.0, 0.0], 2)
    assert np.isnan(tree.stability[1:]).all(), "infinite less infinite"
    drawn = tree.with_clusters({1: 1, 2: 0})
    assert np.isfinite(drawn.stability[1:]).all()
    assert drawn.parent.tolist() == [-1, 0, 0]
    assert drawn.sizes.tolist() == [4, 2, 2]
    assert drawn.cluster.tolist() == [-1, 1, 0]
    np.testing.assert_array_equal(drawn.birth, tree.birth)
    np.testing.assert_array_equal(drawn.death, tree.death)


@pytest.mark.parametrize("seed", range(4))
def test_stability_is_how_far_points_stay_past_the_birth(seed: int) -> None:
    X = make_moons(90, noise=0.1, random_state=seed)[0]
    least = 6
    reach = mutual_reachability(X, least)
    linked = HDBSCAN(min_cluster_size=least).fit(X)._single_linkage_tree_
    heights = linked["value"]
    pairs = np.stack([linked["left_node"], linked["right_node"]], axis=1)
    tree = condense(pairs, heights, least)
    # by hand: a point falls out at the first distance at which its part is too small
    falls = np.zeros(len(X))
    for height in np.unique(heights)[::-1]:
        part = connected_components(reach < height * (1 - 1e-12))[1]
        small = np.bincount(part)[part] < least
        falls[small & (falls == 0)] = 1 / height
    np.testing.assert_allclose(tree.density, falls)
    assert len(tree.parent) > 3
    for node, members in enumerate(tree.members):
        stay = np.minimum(falls[members], tree.death[node])
        assert tree.stability[node] == pytest.approx((stay - tree.birth[node]).sum())
    drawn = trace(HDBSCAN(min_cluster_size=least), X).condensed
    np.testing.assert_array_equal(drawn.stability, tree.stability)


#: The root (22 points, of which 2 fall out) splits into 1 (12) and 2 (8), 1 into 3 (6) and 4 (5),
#: and 3 into 5 and 6 (3 each).
PARENT, SIZES = [-1, 0, 0, 1, 1, 3, 3], [22, 12, 8, 6, 5, 3, 3]
DISTANCES = np.array([np.inf, 2.0, 2.0, 0.5, 0.5, 0.25, 0.25])


def made(*stability: float, nodes: int = 7) -> Condensation:
    return Condensation(
        parent=PARENT[:nodes],
        birth=1 / DISTANCES[:nodes],
        death=np.full(nodes, 9.0),
        stability=np.array(stability),
        members=[np.arange(size) for size in SIZES[:nodes]],
        node=np.arange(22) % nodes,
        density=np.linspace(1, 8, 22),
    )


@pytest.mark.parametrize(
    ("stability", "params", "chosen"),
    [
        ((5.0, 3.0, 2.0, 1.0, 1.0), {}, [1, 2]),
        ((5.0, 3.0, 2.0, 1.5, 2.0), {}, [2, 3, 4]),
        ((5.0, 3.0, 2.0, 1.0, 2.0), {}, [1, 2]),  # as stable as both below: the larger
        ((5.0, 3.0, 2.0, 1.0, 1.0), {"allow_single_cluster": True}, [0]),
        ((4.9, 3.0, 2.0, 1.0, 1.0), {"allow_single_cluster": True}, [1, 2]),
        ((5.0, 3.0, 2.0, 1.0, 1.0), {"max_cluster_size": 12}, [1, 2]),
        ((5.0, 3.0, 2.0, 1.0, 1.0), {"max_cluster_size": 11}, [2, 3, 4]),
        ((5.0, 3.0, 2.0, 1.0, 1.0), {"max_cluster_size": 5}, [4]),
        # of the root only the points in its parts count
        ((9.0, 3.0, 2.0, 1.0, 1.0), {"allow_single_cluster": True, "max_cluster_size": 20}, [0]),
        ((9.0, 3.0, 2.0, 1.0, 1.0), {"allow_single_cluster": True, "max_cluster_size": 19}, [1, 2]),
        ((9.0, 9.0, 9.0, 1.0, 1.0), {"cluster_selection_method": "leaf"}, [2, 3, 4]),
        # 3 and 4 are born closer than epsilon, and climb to 1, which was born beyond it
        ((5.0, 1.0, 2.0, 1.0, 1.0), {"cluster_selection_epsilon": 1.0}, [1, 2]),
        ((5.0, 1.0, 2.0, 1.0, 1.0), {"cluster_selection_epsilon": 0.5}, [2, 3, 4]),
        ((5.0, 1.0, 2.0, 1.0, 1.0), {"cluster_selection_epsilon": 3.0}, [1, 2]),
        (
            (5.0, 1.0, 2.0, 1.0, 1.0),
            {"cluster_selection_epsilon": 3.0, "allow_single_cluster": True},
            [0],
        ),
    ],
)
def test_the_choice_by_hand(
    stability: tuple[float, ...], params: dict[str, Any], chosen: list[int]
) -> None:
    assert choose(made(*stability, nodes=5), HDBSCAN(**params)) == chosen


def test_a_climb_passes_a_node_that_was_born_just_at_epsilon() -> None:
    """3 was born at epsilon: it is chosen as it is, but who climbs past it goes on to 1."""
    tree = made(5.0, 1.0, 2.0, 1.0, 1.0, 1.0, 1.0)
    model = HDBSCAN(cluster_selection_method="leaf", cluster_selection_epsilon=0.5)
    assert choose(tree, model) == [1, 2, 4]


def test_a_tree_of_one_node_has_no_leaves_and_one_cluster_where_that_is_allowed() -> None:
    tree = linked([[0, 1], [4, 2], [5, 3]], [1.0, 2.0, 4.0], 2)
    for method, single, chosen in (
        ("leaf", False, []), ("leaf", True, []), ("eom", False, []), ("eom", True, [0]),
    ):  # fmt: skip
        for epsilon in (0.0, 3.0):
            model = HDBSCAN(
                cluster_selection_method=method, allow_single_cluster=single,
                cluster_selection_epsilon=epsilon,
            )  # fmt: skip
            assert choose(tree, model) == chosen


def test_the_best_below_each_node() -> None:
    tree = made(5.0, 3.0, 2.0, 1.0, 1.0, nodes=5)
    assert best_below(tree).tolist() == [5.0, 2.0, 0.0, 0.0, 0.0]
    assert best_below(tree, 12).tolist() == [5.0, 2.0, 0.0, 0.0, 0.0]
    assert best_below(tree, 11).tolist() == [4.0, 2.0, 0.0, 0.0, 0.0]
    assert tree.stability.tolist() == [5.0, 3.0, 2.0, 1.0, 1.0]


def test_points_have_the_label_of_the_nearest_chosen_node_above() -> None:
    tree = made(*range(7))
    assert labels_of(tree, [1, 2], HDBSCAN())[:7].tolist() == [-1, 0, 1, 0, 0, 0, 0]
    assert labels_of(tree, [2, 3], HDBSCAN())[:7].tolist() == [-1, -1, 0, 1, -1, 1, 1]
    assert labels_of(tree, [], HDBSCAN()).tolist() == [-1] * 22
    assert labels_of(tree, [1], HDBSCAN()).dtype == np.int32


def test_of_a_single_cluster_only_points_that_stay_belong_to_it() -> None:
    tree = linked([[0, 1], [4, 2], [5, 3]], [1.0, 2.0, 4.0], 2)
    for epsilon, labels in (
        (0.0, [0, 0, -1, -1]),  # to the end of the root, density 1
        (2.0, [0, 0, 0, -1]),
        (4.0, [0, 0, 0, 0]),
        (0.5, [-1, -1, -1, -1]),
    ):
        model = HDBSCAN(cluster_selection_epsilon=epsilon, allow_single_cluster=True)
        assert labels_of(tree, [0], model).tolist() == labels
    # beside others the root is no cluster of its own
    beside = labels_of(made(*range(7)), [0, 2], HDBSCAN(allow_single_cluster=True))
    assert beside[:7].tolist() == [-1, -1, 1, -1, -1, -1, -1]


@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_labels_from_the_fits_merges_are_those_of_the_fit(data: st.DataObject) -> None:
    X = data.draw(st.one_of(continuous(), tied()))
    least = data.draw(st.integers(2, max(2, min(8, len(X)))))
    try:
        fitted, pairs, heights = fit_and_merges(
            X,
            min_cluster_size=least,
            cluster_selection_method=data.draw(st.sampled_from(["eom", "leaf"])),
            cluster_selection_epsilon=data.draw(st.sampled_from([0.0, 0.3, 2.0])),
            allow_single_cluster=data.draw(st.booleans()),
            max_cluster_size=data.draw(st.sampled_from([None, 15])),
        )
    except (TypeError, KeyError):  # scikit-learn's own errors: test_hdbscan holds what we say
        return
    tree = condense(pairs, heights, least)
    labels = labels_of(tree, choose(tree, fitted), fitted)
    np.testing.assert_array_equal(labels, fitted.labels_)
