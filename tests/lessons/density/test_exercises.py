"""What lesson 08_density declares right, computed another way; the ways that learners go."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import DBSCAN, HDBSCAN, OPTICS, AgglomerativeClustering
from sklearn.metrics import pairwise_distances
from sklearn.neighbors import NearestNeighbors
from sklearn.pipeline import make_pipeline

from teachclust.lessons.checking import check
from teachclust.lessons.density import exercises as module


def kinds_of(X, eps, min_samples):
    model = DBSCAN(eps=eps, min_samples=min_samples).fit(X)
    kinds = np.where(model.labels_ < 0, "noise", "border")
    kinds[model.core_sample_indices_] = "core"
    return kinds.tolist()


def test_the_kinds_by_hand_are_those_of_dbscan():
    line = np.array(module._LINE, dtype=float)[:, None]
    assert kinds_of(line, 2, 3) == list(module._WORDS)
    within = (np.abs(line - line.T) <= 2).sum(axis=1)
    assert within.tolist() == list(module._WITHIN)


def test_the_kinds_that_functions_are_compared_with_are_those_of_dbscan():
    seen = set()
    for case in module._kinds_data():
        kinds = module._kinds_by()(*case).tolist()
        assert kinds == kinds_of(*case)
        seen |= set(kinds)
    assert seen == {"core", "border", "noise"}


@pytest.mark.parametrize("eps", [0.18, 0.2, 0.25, 0.3])
def test_an_eps_that_passes_finds_both_circles(eps):
    module._judge_eps(eps)
    assert len(module._sizes(eps)) == 2


def test_points_that_are_not_core_at_the_height_that_is_read():
    model = DBSCAN(eps=module._HEIGHT, min_samples=module._MIN_SAMPLES).fit(RINGS)
    assert module._above(module._HEIGHT) == len(RINGS) - len(model.core_sample_indices_) == 35
    assert np.sum(model.labels_ < 0) == 28  # the slip that is told


def test_a_model_that_scikit_learn_refuses_is_the_learners_error():
    done = check("density-5", DBSCAN(eps=-1), "no racks")
    assert done.kind == "stopped"
    assert "eps" in done.text


# -- the ways that learners go ------------------------------------------------------------------


def wrong(key, says, *given):
    done = check(key, *given)
    assert done.kind == "wrong", done
    assert says in done.text


def by_hand():
    """Name the seven points with loops."""
    points, kinds = [0, 1, 4, 6, 7, 8, 10], []
    core = [p for p in points if sum(abs(p - q) <= 2 for q in points) >= 3]
    for p in points:
        near = any(abs(p - q) <= 2 for q in core)
        kinds.append("core" if p in core else "border" if near else "noise")
    return kinds


RIGHT_KINDS_BY_HAND = {
    "loops": by_hand(),
    "numpy": np.array(by_hand()),
    "pandas": pd.Series(by_hand()),
    "scikit-learn": kinds_of(np.array(module._LINE, dtype=float)[:, None], 2, 3),
    "one text": "noise noise border core core core border",
    "first letters": "nnbcccb",
    "large letters": [kind.upper() for kind in by_hand()],
}


@pytest.mark.parametrize("way", RIGHT_KINDS_BY_HAND)
def test_right_ways_to_name_points_by_hand(way):
    assert check("density-1", RIGHT_KINDS_BY_HAND[way]).ok


@pytest.mark.parametrize(
    ("kinds", "says"),
    [
        ("nnbcbcb", "left the point itself out"),
        ("nnnbcbn", "exactly eps still counts"),
        ("bbbcccb", "neither of them is core"),
        ("nnncccn", "within eps of a core point"),
        ("nnccccc", "does not make them core"),
        (by_hand()[::-1], "The point 0 is not border"),
        (by_hand()[:6], "has 6 words"),
        ([2, 2, 2, 4, 3, 4, 2], "one of three"),
    ],
)
def test_wrong_ways_to_name_points_by_hand(kinds, says):
    wrong("density-1", says, kinds)


RINGS = module._rings()
FIFTH = np.sort(pairwise_distances(RINGS), axis=1)[:, 4]
TREE = NearestNeighbors(n_neighbors=5).fit(RINGS)
RIGHT_COUNTS = {
    "by eye, a little low": 33,
    "by eye, a little high": 38,
    "numpy": np.sum(FIFTH > 0.5),
    "list comprehension": len([one for one in FIFTH if one > 0.5]),
    "pandas": (pd.Series(FIFTH) > 0.5).sum(),
    "nearest neighbors of scikit-learn": (TREE.kneighbors(RINGS)[0][:, -1] > 0.5).sum(),
    "a fit": len(RINGS) - len(DBSCAN(eps=0.5, min_samples=5).fit(RINGS).core_sample_indices_),
    "neighbors counted": np.sum((pairwise_distances(RINGS) <= 0.5).sum(axis=1) < 5),
}


@pytest.mark.parametrize("way", RIGHT_COUNTS)
def test_right_ways_to_count_points_that_are_not_core(way):
    assert check("density-2", 0.2, RIGHT_COUNTS[way]).ok


@pytest.mark.parametrize(
    ("eps", "count", "says"),
    [
        (0.2, 43, "how many points are to the left"),
        (0.2, 30, "how many points are to the left"),
        (0.2, np.sum(FIFTH <= 0.5), "counted the core points"),
        (0.2, np.sum(DBSCAN(eps=0.5).fit(RINGS).labels_ == -1), "are noise"),
        (0.2, np.sum(np.sort(pairwise_distances(RINGS), axis=1)[:, 5] > 0.5), "to the 6th nearest"),
        (0.2, 0.5, "how many points are to the left"),
        (np.sum(FIFTH > 0.5), 0.2, "horizontal axis"),
        (0.1, 35, "crumble"),
        (0.5, 35, "in one cluster"),
        (FIFTH.max(), 35, "loneliest stray"),
        ("0.2 m", 35, "one number"),
    ],
)
def test_wrong_ways_to_eps_and_to_a_count(eps, count, says):
    wrong("density-2", says, eps, count)


def by_scikit_learn(X, eps, min_samples):
    return kinds_of(X, eps, min_samples)


def by_loops(X, eps, min_samples):
    near = pairwise_distances(X) <= eps
    core = [row.sum() >= min_samples for row in near]
    border = [not core[i] and any(core[j] for j in np.flatnonzero(near[i])) for i in range(len(X))]
    pairs = zip(core, border, strict=True)
    return ["core" if c else "border" if b else "noise" for c, b in pairs]


def by_tree(X, eps, min_samples):
    around = NearestNeighbors(radius=eps).fit(X).radius_neighbors(X, return_distance=False)
    core = np.array([len(one) >= min_samples for one in around])
    border = np.array([core[one].any() for one in around]) & ~core
    return np.select([core, border], ["core", "border"], "noise")


def blank(border):
    """Fill the blank of the exercise."""

    def kinds(X, eps, min_samples):
        near = pairwise_distances(X) <= eps
        core = near.sum(axis=1) >= min_samples
        return np.where(core, "core", np.where(~core & border(near, core), "border", "noise"))

    return kinds


RIGHT_KINDS = {
    "scikit-learn": by_scikit_learn,
    "loops": by_loops,
    "a tree of neighbors": by_tree,
    "columns of core points": blank(lambda near, core: near[:, core].any(axis=1)),
    "rows of core points": blank(lambda near, core: near[core].any(axis=0)),
    "a product of matrices": blank(lambda near, core: near @ core),
    "a count": blank(lambda near, core: (near & core).sum(axis=1) > 0),
    "pandas": blank(lambda near, core: pd.DataFrame(near).loc[:, core].any(axis=1).to_numpy()),
    "list comprehension": blank(lambda near, core: [bool((row & core).any()) for row in near]),
}
WRONG_KINDS = {
    "any neighbor": (blank(lambda near, core: near.sum(axis=1) > 1), "any neighbor"),
    "itself": (blank(lambda near, core: near.any(axis=1)), "Nothing is noise any more"),
    "all core points": (blank(lambda near, core: near[:, core].all(axis=1)), "One is enough"),
    "turned round": (blank(lambda near, core: ~near[:, core].any(axis=1)), "changed places"),
    "the wrong axis": (blank(lambda near, core: near[:, core].any(axis=0)), None),
    "the edge": (
        lambda X, eps, m: by_loops(X, np.nextafter(eps, 0), m),
        "exactly eps still counts",
    ),
    "itself not counted": (
        lambda X, eps, m: by_loops(X, eps, m + 1),
        "leaves the point itself out",
    ),
    "arguments swapped": (lambda X, m, eps: by_loops(X, eps, m), "You call it"),
    "True and False": (
        lambda X, eps, m: pairwise_distances(X).min(axis=1) <= eps,
        "True and False",
    ),
}


@pytest.mark.parametrize("way", RIGHT_KINDS)
def test_right_ways_to_name_points(way):
    assert check("density-3", RIGHT_KINDS[way]).ok


@pytest.mark.parametrize("way", WRONG_KINDS)
def test_wrong_ways_to_name_points(way):
    function, says = WRONG_KINDS[way]
    if says is None:
        assert check("density-3", function).kind == "stopped"
    else:
        wrong("density-3", says, function)


def by_counter(labels):
    found = Counter(np.asarray(labels).tolist())
    noise = found.pop(-1, 0)
    return len(found), noise


RIGHT_TALLIES = {
    "a set": lambda labels: (len(set(labels) - {-1}), (labels == -1).sum()),
    "a counter": by_counter,
    "numpy": lambda labels: (len(np.unique(labels[labels != -1])), np.count_nonzero(labels == -1)),
    "the highest": lambda labels: [labels.max() + 1, np.sum(labels < 0)],
    "pandas": lambda labels: (
        pd.Series(labels).replace(-1, np.nan).nunique(), pd.Series(labels).eq(-1).sum(),
    ),
    "list comprehension": lambda labels: (
        len({one for one in labels if one >= 0}), len([one for one in labels if one == -1]),
    ),
    "one less if there is noise": lambda labels: (
        len(set(labels)) - (1 if -1 in labels else 0), list(labels).count(-1),
    ),
}  # fmt: skip
WRONG_TALLIES = {
    "noise is a cluster": (lambda labels: (len(set(labels)), sum(labels == -1)), "but no cluster"),
    "noise taken for granted": (
        lambda labels: (len(set(labels)) - 1, sum(labels == -1)),
        "always take one away",
    ),
    "the highest": (lambda labels: (max(labels), sum(labels == -1)), "starts at 0"),
    "changed places": (lambda labels: by_counter(labels)[::-1], "in the wrong order"),
    "a share": (lambda labels: (by_counter(labels)[0], np.mean(labels == -1)), "share of noise"),
    "points in clusters": (lambda labels: (sum(labels >= 0), sum(labels == -1)), "how many points"),
    "0 is noise": (lambda labels: (by_counter(labels)[0], sum(labels < 1)), "cluster 0"),
    "clusters alone": (lambda labels: len(set(labels) - {-1}), "two numbers"),
    "bincount": (
        lambda labels: (len(np.bincount(labels + 1)), sum(labels == -1)),
        "For the labels",
    ),
}


@pytest.mark.parametrize("way", RIGHT_TALLIES)
def test_right_ways_to_tally(way):
    assert check("density-4", RIGHT_TALLIES[way]).ok


@pytest.mark.parametrize("way", WRONG_TALLIES)
def test_wrong_ways_to_tally(way):
    function, says = WRONG_TALLIES[way]
    wrong("density-4", says, function)


@pytest.mark.parametrize(
    ("model", "suburb"),
    [
        (DBSCAN(eps=50, min_samples=10), "no racks"),
        (DBSCAN(eps=40, min_samples=8), "No racks"),
        (DBSCAN(eps=75, min_samples=15), "no racks"),
        (OPTICS(min_samples=10, cluster_method="dbscan", eps=50, max_eps=200), "no racks"),
        (HDBSCAN(min_cluster_size=15, copy=True), "racks"),
        (HDBSCAN(min_cluster_size=10), " Racks "),
        (HDBSCAN(min_cluster_size=30), "racks"),
        (make_pipeline(DBSCAN(eps=50, min_samples=10)), "no racks"),
    ],
)
def test_plans_that_can_be_defended_pass_without_a_reason(model, suburb):
    assert check("density-5", model, suburb).ok


@pytest.mark.parametrize(
    ("model", "suburb", "says"),
    [
        (DBSCAN(eps=0.2), "no racks", "in meters"),
        (DBSCAN(eps=50, min_samples=5), "no racks", "scraps"),
        (HDBSCAN(min_cluster_size=5), "racks", "scraps (1)"),
        (DBSCAN(eps=100, min_samples=10), "no racks", "have become one"),
        (DBSCAN(eps=10, min_samples=50), "no racks", "noise"),
        (DBSCAN(eps=20), "no racks", "Broken up"),
        (DBSCAN(eps=50, min_samples=10), "racks", "yet you put racks"),
        (HDBSCAN(min_cluster_size=15), "no racks", "gives it no racks"),
        (AgglomerativeClustering(n_clusters=5), "racks", "a stray in a field"),
        (HDBSCAN, "racks", "not fitted"),
        ("racks", HDBSCAN(), "is an estimator"),
    ],
)
def test_plans_that_can_not_be_defended_are_told_why(model, suburb, says):
    wrong("density-5", says, model, suburb)
