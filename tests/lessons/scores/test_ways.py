"""Right and wrong ways in which learners answer the exercises of lesson 10_scores."""

from __future__ import annotations

import pytest
from answer_ways import told

NAMES = {
    "scores-1": ["both", "expected", "ari"],
    "scores-2": ["homogeneity"],
    "scores-3": ["slivers", "lump", "worse"],
    "scores-4": ["above_chance"],
    "scores-5": ["traps"],
    "scores-6": ["grouping", "score", "because"],
}
SETUP = (
    "from itertools import combinations, permutations\n"
    "from sklearn import metrics\n"
    "from scipy.stats import entropy"
)
SIX = "y, found = [0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]\n"
PAIRS = SIX + (
    "together = lambda labels: np.array([a == b for a, b in combinations(labels, 2)])\n"
    "c, k = together(y), together(found)\n"
)


def pure(weight: str, whole: str, result: str = "1 - left / bits(whole)") -> str:
    """Fill the blanks of exercise 2."""
    return f"""
        def homogeneity(table):
            def bits(counts):
                share = counts[counts > 0] / counts.sum()
                return -(share * np.log2(share)).sum()
            left = sum({weight} * bits(column) for column in table.T)
            whole = {whole}
            return {result}
        """


def above(mean: str, result: str = "(score(y, labels) - chance) / (1 - chance)") -> str:
    """Fill the blank of exercise 4."""
    return f"""
        def above_chance(score, y, labels, rng):
            chance = {mean}
            return {result}
        """


SHARE, ROWS = "column.sum() / table.sum()", "table.sum(axis=1)"
ORDERS = "np.mean([score(y, rng.permutation(labels)) for _ in range(200)])"
FOOLED = "slivers, lump, worse = {}, {}, {}".format
ALONE, LUMP, WORSE = "np.arange(12)", "np.zeros(12)", "[0, 1, 2, 3] * 3"
TRAPS = "traps = '{}'.split()".format
SOUND = "noise slivers none chosen rare chance lone"
DECIDED = 'grouping, score = "{}", "{}"\nbecause = "{}"'.format
WHY = "Its silhouette is 0.34, and the smaller group has 194."

RIGHT = {
    "scores-1": {
        "fractions": "both, expected, ari = 2, 6 * 3 / 15, 0.8 / 3.3",
        "two decimals": "both, expected, ari = 2, 1.2, 0.24",
        "pairs": PAIRS + "both = (c & k).sum(); expected = c.sum() * k.sum() / 15\n"
        "ari = (both - expected) / ((c.sum() + k.sum()) / 2 - expected)",
        "all orders": PAIRS + "both = sum(c & k)\n"
        "expected = np.mean([sum(c & together(lot)) for lot in permutations(found)])\n"
        "ari = (both - expected) / (4.5 - expected)",
        "scikit-learn": SIX + "both = metrics.pair_confusion_matrix(y, found)[1, 1] / 2\n"
        "expected, ari = 1.2, metrics.adjusted_rand_score(y, found)",
        "pandas": SIX + "t = pd.crosstab(pd.Series(y), pd.Series(found))\n"
        "both = int((t * (t - 1) / 2).to_numpy().sum()); expected, ari = 1.2, 0.2424",
    },
    "scores-2": {
        "shares": pure(SHARE, ROWS),
        "a mean at the end": pure("column.sum()", ROWS, "1 - left / table.sum() / bits(whole)"),
        "the difference": pure(SHARE, ROWS, "(bits(whole) - left) / bits(whole)"),
        "rows of the transposed": pure(SHARE, "table.T.sum(axis=0)"),
        "scipy": "def homogeneity(table):\n"
        "    left = entropy(table, axis=0) @ table.sum(axis=0) / table.sum()\n"
        "    return 1 - left / entropy(table.sum(axis=1))",
        "scikit-learn": "def homogeneity(table):\n"
        "    rows, columns = np.indices(table.shape).reshape(2, -1)\n    n = table.ravel()\n"
        "    return metrics.homogeneity_score(np.repeat(rows, n), np.repeat(columns, n))",
        "shared": "def homogeneity(table):\n    n = table.sum()\n"
        "    mi = metrics.mutual_info_score(None, None, contingency=table)\n"
        "    return mi / entropy(table.sum(axis=1))",
    },
    "scores-3": {
        "numpy": FOOLED(ALONE, LUMP, WORSE),
        "lists": FOOLED("list(range(12))", "[0] * 12", "[1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4]"),
        "other numbers": FOOLED("np.arange(100, 112)", "[-1] * 12", "np.arange(12) % 4"),
        "pandas": FOOLED("pd.Series(range(12))", "pd.Series([7] * 12)", "pd.Series(range(12)) % 4"),
        "shuffled": FOOLED("np.random.default_rng(1).permutation(12)", "(5,) * 12", WORSE),
        "worse by a little": FOOLED(ALONE, LUMP, "[0, 0, 1, 2, 0, 1, 1, 2, 0, 1, 2, 2]"),
    },
    "scores-4": {
        "list": above(ORDERS),
        "generator": above("sum(score(y, rng.permutation(labels)) for _ in range(200)) / 200"),
        "classes shuffled": above(
            "np.mean([score(rng.permutation(y), labels) for _ in range(200)])"
        ),
        "more orders": above(ORDERS.replace("200", "500")),
        "a part of what is left": above(ORDERS, "1 - (1 - score(y, labels)) / (1 - chance)"),
        "a loop": "def above_chance(score, y, labels, rng):\n    total, lot = 0, labels.copy()\n"
        "    for _ in range(200):\n        rng.shuffle(lot)\n        total += score(y, lot)\n"
        "    return (score(y, labels) - total / 200) / (1 - total / 200)",
        "their own generator": above(
            ORDERS.replace("rng.permutation", "np.random.default_rng(_).permutation")
        ),
    },
    "scores-5": {
        "words": TRAPS(SOUND),
        "one text": f"traps = '{SOUND}'",
        "commas": f"traps = '{SOUND.replace(' ', ', ')}'",
        "numpy": f"traps = np.array('{SOUND}'.split())",
        "pandas": f"traps = pd.Series('{SOUND}'.split())",
        "large letters": f"traps = '{SOUND.upper()}'.split()",
    },
    "scores-6": {
        "k-means": DECIDED("k-means", "silhouette", WHY),
        "mixture": DECIDED("mixture", "ARI", "On the 60 it has 0.6, and a range of 0.4 to 0.9."),
        "large letters": DECIDED("K-Means", "Silhouette", "375 and 194 samples."),
        "silhouette chose, ARI judges": DECIDED("k-means", "ARI", "Its range is 0.3 to 0.7."),
        "small letters": DECIDED("mixture", "ari", "Purity would prefer twenty clusters: 0.97."),
        "spaces": DECIDED(" mixture ", " ARI", "0.6 against 0.5, and the ranges overlap."),
    },
}  # fmt: skip

WRONG = {
    "scores-1": {
        "ordered pairs": ("both, expected, ari = 4, 1.2, 0.24", "each pair twice"),
        "a product": ("both, expected, ari = 2, 18, 0.24", "Divide it by the number of all"),
        "a square": ("both, expected, ari = 2, 18 / 36, 0.24", "You divided by 36"),
        "no chance": ("both, expected, ari = 2, 1.2, 2 / 4.5", "0.44 comes out"),
        "chance above only": ("both, expected, ari = 2, 1.2, 0.8 / 4.5", "above the line only"),
        "best of 3": ("both, expected, ari = 2, 1.2, 0.8 / 3", "took 3 for the best"),
        "Rand": (SIX + "both, expected, ari = 2, 1.2, metrics.rand_score(y, found)", "Rand index"),
        "the classes": ("both, expected, ari = 6, 1.2, 0.24", "together in the classes"),
    },
    "scores-2": {
        "no weight": (pure("1", ROWS), "Each counts by its share"),
        "a number of points": (pure("column.sum()", ROWS), "You took its number of points"),
        "equal weights": (pure("1 / table.shape[1]", ROWS), "the small one as much"),
        "clusters": (pure(SHARE, "table.sum(axis=0)"), "the uncertainty of the clusters"),
        "all cells": (pure(SHARE, "table.ravel()"), "the uncertainty of all cells"),
        "what is left": (pure(SHARE, ROWS, "left / bits(whole)"), "what is *left*"),
        "no share": (pure(SHARE, ROWS, "1 - left"), "is not a share yet"),
        "completeness": ("def homogeneity(table):\n    rows, columns = np.indices(table.shape)\n"
        "    n, i, j = table.ravel(), rows.ravel(), columns.ravel()\n"
        "    return metrics.completeness_score(np.repeat(i, n), np.repeat(j, n))", "completeness:"),
    },
    "scores-3": {
        "classes": (FOOLED("np.repeat([0, 1, 2], 4)", LUMP, WORSE), "the ARI is 1.00"),
        "pairs": (FOOLED("np.repeat(range(6), 2)", LUMP, WORSE), "the ARI is 0.42"),
        "mixed": (FOOLED("[0, 1, 2, 3] * 3", LUMP, WORSE), "holds two classes"),
        "not a lump": (FOOLED(ALONE, "np.repeat([0, 1, 2], 4)", WORSE), "kept apart"),
        "torn": (FOOLED(ALONE, ALONE, WORSE), "lump: the completeness"),
        "chance": (FOOLED(ALONE, LUMP, LUMP), "what chance gives"),
        "six": (FOOLED("range(6)", LUMP, WORSE), "needs 12 labels"),
        "words": (FOOLED("['a'] * 12", LUMP, WORSE), "array of numbers"),
    },
    "scores-4": {
        "the score": (above(ORDERS, "score(y, labels)"), "the score as it was"),
        "a difference": (above(ORDERS, "score(y, labels) - chance"), "and stopped there"),
        "a ratio": (above(ORDERS, "score(y, labels) / chance"), "You divided by chance"),
        "chance": (above(ORDERS, "chance"), "the mean of chance itself"),
        "in place": ("def above_chance(score, y, labels, rng):\n    chance = []\n"
        "    for _ in range(200):\n        rng.shuffle(labels)\n"
        "        chance.append(score(y, labels))\n    chance = np.mean(chance)\n"
        "    return (score(y, labels) - chance) / (1 - chance)", "rng.shuffle changes them"),
        "every order": (above(ORDERS.replace("np.mean(", "np.array(")), "not one for each order"),
        "half": (above(ORDERS, "(score(y, labels) - chance) / 2"), "should be about"),
    },
    "scores-5": {
        "all sound": (TRAPS("none " * 7), "One report is sound"),
        "noise": (TRAPS(SOUND.replace("noise", "none")), "35 of 100 points"),
        "lone and rare": (
            TRAPS("noise slivers none chosen lone chance rare"), "nearly all are ordinary"
        ),
        "chosen and none": (TRAPS("noise slivers chosen none rare chance lone"), "Report 3"),
        "six": (TRAPS("noise slivers none chosen rare chance"), "has 6 words"),
        "numbers": ("traps = [1, 2, 3, 4, 5, 6, 7]", "one of these"),
    },
    "scores-6": {
        "highest silhouette": (DECIDED("average", "silhouette", "It is 0.63."), "566 samples"),
        "highest purity": (DECIDED("twenty", "purity", "It is 0.97."), "because they are small"),
        "purity": (DECIDED("mixture", "purity", "It is 0.90."), "how many clusters it took"),
        "against itself": (DECIDED("mixture", "silhouette", "0.31."), "did not take k-means"),
        "k-means by purity": (DECIDED("k-means", "purity", "0.85."), "how many clusters it took"),
        "no number": (DECIDED("k-means", "silhouette", "It looks good."), "number"),
        "misquoted": (DECIDED("k-means", "silhouette", "It has 0.23."), "Which one"),
        "another": (DECIDED("Ward", "ari", WHY), "one of four"),
    },
}  # fmt: skip


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
