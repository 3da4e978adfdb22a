"""What lesson 07_hierarchical declares right, computed another way; the ways that learners go."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy.cluster.hierarchy import cophenet, cut_tree, fcluster, linkage
from scipy.spatial.distance import cdist, squareform
from sklearn.cluster import AgglomerativeClustering

from teachclust.lessons.answers import Mistake
from teachclust.lessons.checking import check
from teachclust.lessons.hierarchical import exercises as module
from teachclust.lessons.hierarchical.exercises import MERGE, READ

CLUSTERS = {"A": [12], "B": [40], "C": [52, 60, 69]}
#: the tree of the lesson, as scipy writes it
SEVEN = np.array(
    [[0, 3, 1, 2], [2, 5, 2, 2], [7, 1, 3, 3], [8, 6, 5, 3], [9, 10, 9, 6], [11, 4, 10, 7.0]]
)


@pytest.mark.parametrize(("pick", "place"), [(np.min, 0), (np.max, 2)])
def test_the_next_merge_is_that_of_least_distance(pick, place):
    heights = {}
    for pair in ("AB", "AC", "BC"):
        one, other = (np.array(CLUSTERS[letter])[:, None] for letter in pair)
        heights[pair] = float(pick(cdist(one, other)))
    least = min(heights, key=heights.get)
    pair, height = MERGE.right_answers(0)[place : place + 2]
    assert (pair, height) == (least, heights[least])
    assert MERGE.answers[place + 1].right == heights[least]


def test_the_tree_is_read_as_scipy_reads_it():
    apart, clusters, _ = READ.answers
    assert squareform(cophenet(SEVEN))[1, 2] == apart.right
    assert fcluster(SEVEN, 4, "distance").max() == clusters.right


@pytest.mark.parametrize("cut", [5.001, 7, 8.999])
def test_every_cut_that_passes_gives_three_clusters(cut):
    module._judge_cut(cut)
    assert fcluster(SEVEN, cut, "distance").max() == 3


@pytest.mark.parametrize("cut", [4.999, 5, 9, 9.001])
def test_every_other_cut_is_refused(cut):
    with pytest.raises(module.Mistake):
        module._judge_cut(cut)


def test_merges_that_decide_have_heights_of_their_own():
    for place, k in module._TRIES:
        heights = module._heights(module._tree_data(place))
        assert len(set(np.round(heights[-k - 2 :], 9))) == k + 2


# -- the ways that learners go ------------------------------------------------------------------


def wrong(key, says, *given):
    done = check(key, *given)
    assert done.kind == "wrong", done
    assert says in done.text


def by_comprehension(pick):
    gaps = {
        a + b: pick([abs(p - q) for p in CLUSTERS[a] for q in CLUSTERS[b]])
        for a, b in combinations("ABC", 2)
    }
    pair = min(gaps, key=gaps.get)
    return pair, gaps[pair]


def by_numpy(pick):
    pairs = ["AB", "AC", "BC"]
    gaps = [pick(np.abs(np.subtract.outer(CLUSTERS[a], CLUSTERS[b]))) for a, b in pairs]
    return pairs[int(np.argmin(gaps))], np.min(gaps)


def by_pandas(pick):
    gaps = pd.Series(
        {a + b: pick(cdist(*(np.array(CLUSTERS[c])[:, None] for c in (a, b)))) for a, b in
         combinations("ABC", 2)}
    )  # fmt: skip
    return gaps.idxmin(), gaps.min()


def by_scipy(method):
    """Read the first merge at which a point of one of the clusters meets another cluster."""
    points = np.array([12, 40, 52, 60, 69.0])[:, None]
    heights = squareform(cophenet(linkage(points, method)))
    return ("BC", heights[1, 2]) if method == "single" else ("AB", heights[0, 1])


RIGHT_MERGES = {
    "in one's head": ("BC", 12, "AB", 28),
    "list comprehension": (*by_comprehension(min), *by_comprehension(max)),
    "numpy": (*by_numpy(np.min), *by_numpy(np.max)),
    "pandas": (*by_pandas(np.min), *by_pandas(np.max)),
    "scipy": (*by_scipy("single"), *by_scipy("complete")),
    "words": ("B and C", "12", "b, a", "28.0"),
    "sets of letters": ({"B", "C"}, 12, ["A", "B"], 28),
}


@pytest.mark.parametrize("way", RIGHT_MERGES)
def test_right_ways_to_the_next_merge(way):
    assert check("hierarchical-1", *RIGHT_MERGES[way]).ok


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ((*by_comprehension(max), *by_comprehension(min)), "changed places"),
        ((*by_comprehension(min), *by_comprehension(min)), "as far apart as 40 and 69"),
        (("AB", 28, "AB", 28), "Under single linkage AB"),
        (("BC", by_comprehension(np.mean)[1], "AB", 28), "average linkage"),
        (("BC", 20, "AB", 28), "nearer to 40"),
        (("BC", 29, "AB", 28), "Single asks for the nearest"),
        (("BC", 12, "AB", 29), "nearer, by 1"),
        (("BC", 12, "AC", 57), "the most of all"),
        ((12, "BC", 28, "AB"), "by their letters"),
    ],
)
def test_wrong_ways_to_the_next_merge(given, says):
    wrong("hierarchical-1", says, *given)


APART = squareform(cophenet(SEVEN))[1, 2]
RIGHT_READINGS = {
    "by eye": (9, 4, 7),
    "scipy": (APART, len(set(fcluster(SEVEN, 4, "distance"))), SEVEN[-3:-1, 2].mean()),
    "cut_tree": (APART, len(np.unique(cut_tree(SEVEN, height=4))), 6),
    "merges counted": (APART, 7 - np.sum(SEVEN[:, 2] <= 4), 5.5),
    "list comprehension": (APART, 1 + len([row for row in SEVEN if row[2] > 4]), "8.9"),
    "pandas": (APART, 1 + (pd.DataFrame(SEVEN)[2] > 4).sum(), np.float64(5.1)),
}


@pytest.mark.parametrize("way", RIGHT_READINGS)
def test_right_ways_to_read_a_tree(way):
    assert check("hierarchical-2", *RIGHT_READINGS[way]).ok


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ((1, 4, 7), "side by side"),
        ((3, 4, 7), "Where does leaf 2 come"),
        ((18, 4, 7), "not added up"),
        ((9, np.sum(SEVEN[:, 2] > 4), 7), "m + 1 clusters"),
        ((9, np.sum(SEVEN[:, 2] <= 4), 7), "m + 1 clusters"),
        ((9, 2, 7), "still alone"),
        ((9, 4, 3), "3 is a number"),
        ((9, 4, 9), "itself there is a merge"),
        ((9, 4, 10.5), "too high"),
        ((9, 4, 4), "too low"),
        ((4, 9, 7), "do not meet at 4"),
    ],
)
def test_wrong_ways_to_read_a_tree(given, says):
    wrong("hierarchical-2", says, *given)


@pytest.mark.parametrize("blobs", ["ward", "average", "complete", " Ward "])
@pytest.mark.parametrize("circles", ["single", "SINGLE"])
def test_right_ways_to_choose_linkages(blobs, circles):
    given = {"moons": "single", "circles": circles, "blobs": blobs, "unequal_spread": "ward"}
    assert check("hierarchical-3", given).ok
    assert check("hierarchical-3", dict(reversed(given.items()))).ok


@pytest.mark.parametrize(
    ("circles", "blobs", "spread", "says"),
    [
        ("ward", "ward", "ward", "cuts straight across"),
        ("complete", "ward", "ward", "that is a diameter"),
        ("average", "ward", "ward", "far side of a ring"),
        ("single", "single", "ward", "two blobs chain"),
        ("single", "ward", "single", "chains the rest"),
        ("single", "ward", "complete", "splits the wide group"),
        ("single", "ward", "average", "joins the tight ones"),
        ("single", "centroid", "ward", "one of four words"),
        (2, 4, 3, "one of four words"),
    ],
)
def test_wrong_ways_to_choose_linkages(circles, blobs, spread, says):
    given = {"circles": circles, "blobs": blobs, "unequal_spread": spread}
    wrong("hierarchical-3", says, given)


def heights_of(X):
    return AgglomerativeClustering(compute_distances=True).fit(X).distances_


def by_search(X, k):
    """Try every height until the number of clusters is right."""
    for height in [*heights_of(X), 2 * heights_of(X)[-1]]:
        model = AgglomerativeClustering(n_clusters=None, distance_threshold=height).fit(X)
        if model.n_clusters_ == k:
            return height
    return None


def by_means(X, k):
    heights = heights_of(X).tolist()
    heights.append(heights[-1] * 2)
    return (heights[-k] + heights[-k - 1]) / 2


def by_scipy_cut(X, k):
    heights = sorted(linkage(X, "ward")[:, 2], reverse=True)
    return heights[0] + 1 if k == 1 else (heights[k - 2] + heights[k - 1]) / 2


def by_series(X, k):
    heights = pd.Series(heights_of(X)).sort_values(ascending=False, ignore_index=True)
    return float("1e12") if k == 1 else heights.iloc[k - 2]


RIGHT_CUTS = {
    "search": by_search,
    "means of two heights": by_means,
    "scipy": by_scipy_cut,
    "pandas": by_series,
    "on the upper merge": lambda X, k: np.append(heights_of(X), np.inf)[-k] if k > 1 else 1e9,
    "list comprehension": lambda X, k: min(
        t * 1.000001 for t in heights_of(X) if sum(heights_of(X) > t) == k - 1
    ),
    "an array of one number": lambda X, k: np.array(by_means(X, k)),
}


def by_scipy_single(X, k):
    heights = np.append(linkage(X, "single")[:, 2], 1e9)
    return (heights[-k] + heights[-k - 1]) / 2


WRONG_CUTS = {
    "off by one, upwards": (lambda X, k: by_means(X, k - 1) if k > 1 else 1e9, "One too few"),
    "off by one, downwards": (lambda X, k: by_means(X, k + 1), "One too many"),
    "on the lower merge": (lambda X, k: heights_of(X)[-k], "One too many"),
    "from the bottom": (lambda X, k: heights_of(X)[k - 1], "from the bottom"),
    "no thought of k = 1": (lambda X, k: heights_of(X)[-(k - 1)], "above all merges"),
    "single linkage": (by_scipy_single, "between which two"),
    "k itself": (lambda X, k: k, "k counts clusters"),
    "0.7 of the tree": (lambda X, k: 0.7 * heights_of(X)[-1], "fixed share"),
    "labels": (lambda X, k: AgglomerativeClustering(k).fit_predict(X), "One height"),
}


@pytest.mark.parametrize("way", RIGHT_CUTS)
def test_right_ways_to_a_cut(way):
    done = check("hierarchical-4", RIGHT_CUTS[way])
    assert done.ok, done


@pytest.mark.parametrize("way", WRONG_CUTS)
def test_wrong_ways_to_a_cut(way):
    function, says = WRONG_CUTS[way]
    wrong("hierarchical-4", says, function)


def test_arguments_in_the_wrong_order_stop():
    assert check("hierarchical-4", lambda k, X: by_means(X, k)).kind == "stopped"


@pytest.mark.parametrize(
    "given",
    [
        ("scaled", "ward", 2),
        ("Scaled", "Ward", 3),
        ("scaled", "ward", "2"),
        ("scaled", " ward ", np.int64(3)),
        ("scaled", "none", "none"),
        ("scaled", "None", "no tree"),
    ],
)
def test_trees_that_can_be_defended_pass_without_a_reason(given):
    assert check("hierarchical-5", *given).ok


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("raw", "ward", 2), "area alone decides"),
        (("scaled", "single", 2), "567 and 2"),
        (("scaled", "complete", 2), "splits off 2"),
        (("scaled", "average", 3), "useless cut"),
        (("scaled", "ward", 1), "no order of reading"),
        (("scaled", "ward", 5), "creep up evenly"),
        (("scaled", "ward", "none"), "for both"),
        (("scaled", "none", 2), "for both"),
        (("ward", "scaled", 2), "one of two words"),
        (("scaled", 2, "ward"), "linkage is one of"),
    ],
)
def test_trees_that_can_not_be_defended_are_told_why(given, says):
    wrong("hierarchical-5", says, *given)


@pytest.mark.parametrize(
    "text",
    [
        "Raw and single has 0.80, and raw Ward 0.69.",
        "Complete linkage, scaled, merges last at 26.9.",
        "549 samples and 20 are no two piles.",
        "The gap from 14.2 to 19.5 is no large one.",
    ],
)
def test_a_reason_may_quote_the_whole_table(text):
    module.DECIDE.answers[-1].judge(text)


def test_a_silhouette_that_nobody_printed_is_told():
    with pytest.raises(Mistake, match=r"0\.43"):
        module.DECIDE.answers[-1].judge("The silhouette is 0.43.")
