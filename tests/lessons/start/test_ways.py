"""Right and wrong ways in which learners answer the exercises of lesson 00_start_here."""

from __future__ import annotations

import pytest
from answer_ways import told

NAMES = {"start-1": ["points_in_a"], "start-2": ["runs", "because"]}
SETUP = (
    "from sklearn.cluster import KMeans\nfrom teachclust.datasets import load_blobs\n"
    "X = load_blobs().data\n"
    "fitted = KMeans(n_clusters=4, init='random', n_init=1, random_state=2).fit(X)"
)
RUNS = 'runs = "{}"\nbecause = "{}"'.format
OTHER = "Another start ended at 527.2."

RIGHT = {
    "start-1": {
        "read": "points_in_a = 75",
        "text": "points_in_a = '75'",
        "a quarter": "points_in_a = 300 / 4",
        "numpy": "points_in_a = np.bincount(fitted.labels_)[0]",
        "pandas": "points_in_a = pd.Series(fitted.labels_).value_counts()[0]",
        "a list": "points_in_a = len([label for label in fitted.labels_ if label == 0])",
    },
    "start-2": {
        "ten times": RUNS("ten times", OTHER),
        "once": RUNS("once", "I can see that 212.0 is right, with two features."),
        "a number": RUNS("10", OTHER),
        "large letters": RUNS("Ten Times", OTHER),
        "rounded": RUNS("ten times", "527 is much more than 212."),
        "digits": RUNS("1", "I can see that 212.0 is right, with two features."),
        "digits and a word": RUNS("10 times.", OTHER),
        "spaces": RUNS(" once ", "212 and 527 differ so much that I would see it."),
    },
}
WRONG = {
    "start-1": {
        "all points": ("points_in_a = len(X)", "number of all points"),
        "clusters": ("points_in_a = 4", "number of clusters"),
        "inertia": ("points_in_a = round(fitted.inertia_)", "Another figure"),
        "one less": ("points_in_a = 74", "Not 74 at the end"),
        "the letter": ("points_in_a = 'A'", "points_in_a"),
        "all sizes": ("points_in_a = np.bincount(fitted.labels_)", "points_in_a"),
    },
    "start-2": {
        "another number": (RUNS("twice", OTHER), 'runs is "once"'),
        "yes": (RUNS("yes", OTHER), 'runs is "once"'),
        "no number": (RUNS("once", "One can see it."), "a number"),
        "misquoted": (RUNS("once", "It ended at 312.5."), "312.5"),
        "words to fill the line": (RUNS("once", "aa bb cc dd ee ff gg hh 8"), "a number"),
        "empty": (RUNS("ten times", ""), "a number"),
    },
}


@pytest.mark.parametrize(("key", "way"), [(k, w) for k, ways in RIGHT.items() for w in ways])
def test_right_ways_pass(key: str, way: str) -> None:
    done = told(key, NAMES[key], RIGHT[key][way], SETUP)
    assert done.ok, done


@pytest.mark.parametrize(("key", "way"), [(k, w) for k, ways in WRONG.items() for w in ways])
def test_wrong_ways_are_told(key: str, way: str) -> None:
    code, says = WRONG[key][way]
    done = told(key, NAMES[key], code, SETUP)
    assert done.kind == "wrong", done
    assert says in done.text


def test_each_exercise_is_tried_in_five_right_ways_and_five_wrong_ones() -> None:
    assert RIGHT.keys() == WRONG.keys() == NAMES.keys()
    assert min(map(len, [*RIGHT.values(), *WRONG.values()])) >= 5
