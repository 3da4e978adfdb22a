"""Cobweb: each choice by category utility from the rows, its leaves, its ids, and Weka's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import weka
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import make_blobs
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import adjusted_rand_score
from sklearn.utils.estimator_checks import check_estimator
from strategies import continuous, tied

from teachclust.cluster import Cobweb
from teachclust.cluster.cobweb import Choice, ConceptTree, row_order, spreads_of

#: As Debian's Weka takes rows, numbers nodes and measures acuity.
GIVEN: Any = {"acuity_unit": "feature", "ids": "nodes", "shuffle": False}
GROUPS = [[0, 0], [9, 0], [0, 9], [9, 9]]


@pytest.mark.filterwarnings(
    "ignore::sklearn.exceptions.SkipTestWarning", "ignore::sklearn.exceptions.ConvergenceWarning"
)
@pytest.mark.parametrize(
    "params", [{}, {"n_clusters": 2}, {"acuity_unit": "feature", "random_state": 0}]
)
def test_it_is_an_estimator_of_scikit_learn(params: dict[str, Any]) -> None:
    check_estimator(Cobweb(**params))


def utility(X: np.ndarray, groups: list[list[int]], acuity: float) -> float:
    """Return the category utility of groups of rows, from the rows."""

    def guesses(rows: list[int]) -> float:
        spreads = X[rows].std(axis=0, ddof=1) if len(rows) > 1 else np.zeros(X.shape[1])
        return float((1 / np.maximum(spreads, acuity)).sum())

    whole = [row for group in groups for row in group]
    shares = (len(group) / len(whole) * (guesses(group) - guesses(whole)) for group in groups)
    return sum(shares) / len(groups) / (2 * np.sqrt(np.pi))


def rows_of(tree: ConceptTree, node: int) -> list[int]:
    return [row for one in tree.preorder(node) for row in tree.rows[one]]


def choices_by_hand(tree: ConceptTree, X: np.ndarray, choice: Choice, row: int) -> dict[str, float]:
    """Return the utility of each choice at an inner node of the tree before it."""
    children = tree.children[choice.node]
    groups = {child: rows_of(tree, child) for child in children}

    def hosted(among: dict[int, list[int]]) -> dict[int, float]:
        return {
            one: utility(X, [[*g, row] if k == one else g for k, g in among.items()], tree.acuity)
            for one in among
        }

    hosts = hosted(groups)
    close = 1e-8 * X.shape[1] / tree.acuity
    assert hosts[choice.best] == pytest.approx(max(hosts.values()), abs=close)
    ways = {"host": hosts[choice.best], "new": utility(X, [*groups.values(), [row]], tree.acuity)}
    if len(groups) > 2:
        other = choice.second
        rest = max(u for child, u in hosts.items() if child != choice.best)
        assert hosts[other] == pytest.approx(rest, abs=close)
        kept = [g for child, g in groups.items() if child not in (choice.best, other)]
        merged = [*groups[choice.best], *groups[other], row]
        ways["merge"] = utility(X, [*kept, merged], tree.acuity)
    if tree.children[choice.best]:
        parts = {part: rows_of(tree, part) for part in tree.children[choice.best]}
        among = {child: g for child, g in groups.items() if child != choice.best} | parts
        alone = utility(X, [*among.values(), [row]], tree.acuity)
        ways["split"] = max(alone, *hosted(among).values())
    return ways


def insert_by_hand(tree: ConceptTree, X: np.ndarray, row: int) -> Iterator[tuple[Choice, Any]]:
    """Insert a row, and yield each choice with what it should be where the node has children."""
    copies = {n: list(c) for n, c in enumerate(tree.children)}, [list(r) for r in tree.rows]
    before = ConceptTree(X.shape[1], tree.acuity, tree.cutoff)
    before.children, before.rows = list(copies[0].values()), copies[1]
    for choice in list(tree.insertion(row, X[row])):
        there = choice.node < len(before.children) and before.children[choice.node]
        yield choice, choices_by_hand(before, X, choice, row) if there else None


@given(X=st.one_of(continuous(), tied()), data=st.data())
def test_each_choice_has_the_highest_category_utility(X: np.ndarray, data: st.DataObject) -> None:
    X = X[:30]
    X = X / spreads_of(X, "spread")
    acuity = data.draw(st.sampled_from([0.05, 0.2, 0.5]))
    tree = ConceptTree(X.shape[1], acuity, data.draw(st.sampled_from([0.0, 0.002, 0.1])))
    size = X.shape[1] / acuity
    for row in range(len(X)):
        for choice, ways in insert_by_hand(tree, X, row):
            if ways is None:
                continue
            top = max(ways.values())
            for name, wanted in ways.items():
                assert getattr(choice, name) == pytest.approx(wanted, abs=1e-8 * size)
            assert choice.utility == pytest.approx(top, abs=1e-8 * size)
            if choice.operation == "cut":
                assert top <= tree.cutoff + 1e-8 * size
            else:
                assert ways[choice.operation] == pytest.approx(top, abs=1e-8 * size)
        assert sorted(rows_of(tree, tree.root)) == list(range(row + 1))
    for node in tree.preorder():
        rows = rows_of(tree, node)
        counts, means, squares = tree.stats(node)
        assert counts == len(rows)
        np.testing.assert_allclose(means, X[rows].mean(axis=0), atol=1e-9 * np.abs(X).max())
        wanted = ((X[rows] - X[rows].mean(axis=0)) ** 2).sum(axis=0)
        np.testing.assert_allclose(squares, wanted, atol=1e-9 * max(1, np.abs(X).max()) ** 2)
        assert len(tree.children[node]) != 1


def test_separate_groups_are_leaves_whatever_their_units() -> None:
    X, y = make_blobs(200, centers=GROUPS, cluster_std=0.5, random_state=0)
    model = Cobweb(0.25, random_state=0).fit(X)
    assert adjusted_rand_score(y, model.labels_) > 0.95
    assert adjusted_rand_score(y, model.predict(X)) == 1
    other = Cobweb(0.25, random_state=0).fit(X * [1, 1024])
    np.testing.assert_array_equal(other.labels_, model.labels_)
    for label in range(model.n_clusters_):
        mean = X[model.labels_ == label].mean(axis=0)
        np.testing.assert_allclose(model.cluster_centers_[label], mean)


def test_acuity_in_the_unit_of_a_feature_is_a_matter_of_units() -> None:
    """Reflectances are within one acuity: one cluster; as digital numbers each row is a leaf."""
    X, _ = make_blobs(60, centers=4, n_features=3, random_state=0)
    reflectances = (X - X.min()) / np.ptp(X) * 0.4
    earth = {"acuity": 1.0, "cutoff": 0.002, "acuity_unit": "feature", "random_state": 42}
    assert Cobweb(**earth).fit(reflectances).n_clusters_ == 1
    assert Cobweb(**earth).fit(reflectances * 10_000).n_clusters_ > 50


def test_nodes_have_weka_s_numbers() -> None:
    X, _ = make_blobs(80, centers=GROUPS, random_state=1)
    leaves, nodes = (
        Cobweb(0.2, shuffle=False).fit(X),
        Cobweb(0.2, ids="nodes", shuffle=False).fit(X),
    )
    parents = nodes.parents_
    assert parents[0] == -1
    assert all(parents[i] < i for i in range(1, len(parents)))
    inner = np.unique(parents[1:])
    np.testing.assert_array_equal(leaves.leaves_, np.setdiff1d(np.arange(len(parents)), inner))
    np.testing.assert_allclose(nodes.cluster_centers_[nodes.leaves_], leaves.cluster_centers_)
    assert nodes.sizes_[0] == len(X) == nodes.sizes_[nodes.leaves_].sum()
    for node in inner:
        assert nodes.sizes_[node] == nodes.sizes_[parents == node].sum()
    stopped = np.isin(nodes.labels_, inner)
    np.testing.assert_array_equal(
        nodes.leaves_[leaves.predict(X)][~stopped], nodes.labels_[~stopped]
    )
    far = nodes.predict([[500.0, 500.0], [-500.0, 300.0]])
    assert far.tolist() == [0, 0]  # they would become children of the root


@pytest.mark.parametrize("k", [1, 2, 4, 7])
def test_the_tree_is_cut_to_a_number_of_leaves(k: int) -> None:
    X, _ = make_blobs(120, centers=GROUPS, random_state=3)
    model = Cobweb(0.1, n_clusters=k, random_state=0).fit(X)
    assert model.n_clusters_ == k == len(np.unique(model.labels_))
    assert all((model.parents_ == node).sum() != 1 for node in range(len(model.parents_)))


def test_too_few_leaves_are_told() -> None:
    X = np.repeat([[0.0], [1.0]], 5, axis=0)
    with pytest.warns(ConvergenceWarning, match="2 leaves, fewer than n_clusters=4"):
        assert Cobweb(n_clusters=4).fit(X).n_clusters_ == 2
    with pytest.raises(ValueError, match="n_samples=10 should be >= n_clusters=11"):
        Cobweb(n_clusters=11).fit(X)


def test_rows_come_as_they_are_or_shuffled() -> None:
    assert row_order(4, Cobweb(shuffle=False)).tolist() == [0, 1, 2, 3]
    assert sorted(row_order(9, Cobweb(random_state=0))) == list(range(9))
    assert not np.array_equal(row_order(9, Cobweb(random_state=0)), np.arange(9))
    X, _ = make_blobs(100, centers=5, cluster_std=2, random_state=0)
    model = Cobweb(0.2, shuffle=False)
    there, back = model.fit(X).labels_, model.fit(X[::-1]).labels_[::-1]
    assert not np.array_equal(there, back)


def test_rows_that_are_equal_are_one_leaf() -> None:
    assert Cobweb(0.1).fit(np.full((20, 3), 0.1)).n_clusters_ == 1
    assert Cobweb(0.1).fit([[1.0, 2.0]]).labels_.tolist() == [0]


@weka.needs_weka
def test_weka_finds_about_the_same_nodes(tmp_path: Path) -> None:
    """Of equal hosts it takes another, and it tries other splits: trees are alike, not equal."""
    for seed in range(3):
        X, _ = make_blobs(80, centers=GROUPS, cluster_std=0.7, random_state=seed)
        theirs = weka.labels("Cobweb", X, tmp_path, "-A", "1.5", "-C", "0.002")
        ours = Cobweb(1.5, **GIVEN).fit(X)
        assert adjusted_rand_score(theirs, ours.labels_) > 0.85


@weka.needs_weka
@pytest.mark.parametrize("acuity", [0.05, 0.5])
def test_weka_s_first_nodes_are_the_same(tmp_path: Path, acuity: float) -> None:
    """Three rows leave no room for the differences: the utilities are Weka's."""
    for seed in range(4):
        X = np.random.default_rng(seed).normal(size=(3, 2))
        for cutoff in (0.01, 0.1, 0.3):
            theirs = weka.labels("Cobweb", X, tmp_path, "-A", str(acuity), "-C", str(cutoff))
            ours = Cobweb(acuity, cutoff, **GIVEN).fit(X)
            assert adjusted_rand_score(theirs, ours.labels_) == 1
