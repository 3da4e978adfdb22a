"""Right and wrong ways in which learners answer the exercises of lesson 02_how_many_clusters."""

from __future__ import annotations

import pytest
from answer_ways import told

NAMES = {
    "how-1": ["elbow", "saved"],
    "how-2": ["a", "b", "s"],
    "how-3": ["ready"],
    "how-4": ["gap"],
    "how-5": ["features", "k", "because"],
}
SETUP = (
    "import math\nfrom sklearn.cluster import KMeans\nfrom sklearn import preprocessing\n"
    "from sklearn.metrics import silhouette_samples\n"
    "seven = [900, 620, 380, 130, 105, 88, 74]\n"
    "line = np.array([0, 1, 5, 11, 12, 13, 25, 27.0])\n"
    "group = np.array([0, 0, 0, 1, 1, 1, 2, 2])\n"
)
SCALED = 'features = "{}"\nk = {}\nbecause = "{}"'.format
BACK = "Resamples agree by 0.97 at k = 3."

RIGHT = {
    "how-1": {
        "by eye": "elbow, saved = 4, 130 - 105",
        "numpy": "falls = -np.diff(seven)\nelbow = int((falls[:-1] / falls[1:]).argmax()) + 2\n"
        "saved = falls[elbow - 1]",
        "a list": "falls = [x - y for x, y in zip(seven, seven[1:])]\n"
        "elbow = max(range(1, 6), key=lambda i: falls[i - 1] / falls[i]) + 1\n"
        "saved = falls[elbow - 1]",
        "pandas": "s = pd.Series(seven, index=range(1, 8))\nelbow = 4\nsaved = s[4] - s[5]",
        "text": "elbow, saved = '4', '25'",
        "the sharpest bend": "d = np.diff(seven, 2)\nelbow = int(d.argmax()) + 2\nsaved = 25.0",
    },
    "how-2": {
        "by hand": "a, b, s = 4.5, 7, 2.5 / 7",
        "rounded": "a, b, s = 4.5, 7, 0.36",
        "scikit-learn": "a, b = 4.5, 7\ns = silhouette_samples(line[:, None], group)[2]",
        "numpy": "d = abs(line - 5)\na = d[group == 0].sum() / 2\n"
        "b = min(d[group == 1].mean(), d[group == 2].mean())\ns = (b - a) / max(a, b)",
        "a list": "a = sum(abs(5 - x) for x in [0, 1]) / 2\n"
        "b = min(sum(abs(5 - x) for x in c) / len(c) for c in ([11, 12, 13], [25, 27]))\n"
        "s = (b - a) / max(a, b)",
        "pandas": "m = pd.Series(abs(line - 5)).groupby(group).agg(['sum', 'mean'])\n"
        "a = m['sum'][0] / 2\nb = m['mean'][1:].min()\ns = 1 - a / b",
    },
    "how-3": {
        "spread": "def ready(X):\n    return (X - X.mean(axis=0)) / X.std(axis=0)",
        "unbiased spread": "def ready(X):\n    return (X - X.mean(0)) / X.std(0, ddof=1)",
        "range": "def ready(X):\n    return (X - X.mean(axis=0)) / np.ptp(X, axis=0)",
        "scikit-learn": "def ready(X):\n    return preprocessing.scale(X)",
        "pandas": "def ready(X):\n    t = pd.DataFrame(X)\n    return (t - t.mean()) / t.std()",
        "a list": "def ready(X):\n"
        "    return np.column_stack([(c - np.mean(c)) / np.std(c) for c in X.T])",
        "quartiles": "def ready(X):\n    low, high = np.percentile(X, [25, 75], axis=0)\n"
        "    return (X - np.median(X, axis=0)) / (high - low)",
        "ranks": "def ready(X):\n    return X.argsort(axis=0).argsort(axis=0) / len(X)",
    },
    "how-4": {
        "a list": """
            def gap(X, k):
                rng = np.random.default_rng(0)
                logs = []
                for _ in range(10):
                    Z = rng.uniform(X.min(axis=0), X.max(axis=0), size=X.shape)
                    logs.append(np.log(KMeans(k, n_init=3, random_state=0).fit(Z).inertia_))
                return np.mean(logs) - np.log(KMeans(k, n_init=3, random_state=0).fit(X).inertia_)
            """,
        "an array": """
            def gap(X, k):
                rng = np.random.default_rng(1)
                fit = lambda Z: KMeans(k, n_init=2, random_state=1).fit(Z).inertia_
                draw = lambda: rng.uniform(X.min(0), X.max(0), X.shape)
                return np.log([fit(draw()) for _ in range(10)]).mean() - np.log(fit(X))
            """,
        "math": """
            def gap(X, k):
                rng = np.random.default_rng(2)
                fit = lambda Z: math.log(KMeans(k, n_init=2, random_state=0).fit(Z).inertia_)
                low, high = X.min(axis=0), X.max(axis=0)
                return sum(fit(rng.uniform(low, high, X.shape)) for _ in range(10)) / 10 - fit(X)
            """,
        "from the unit square": """
            def gap(X, k):
                rng = np.random.RandomState(3)
                low, wide = X.min(axis=0), np.ptp(X, axis=0)
                w = [KMeans(k, n_init=2, random_state=0).fit(low + wide * rng.rand(*X.shape))
                     for _ in range(10)]
                own = KMeans(k, n_init=2, random_state=0).fit(X)
                return np.mean([np.log(one.inertia_) for one in w]) - np.log(own.inertia_)
            """,
        "ratios": """
            def gap(X, k):
                rng = np.random.default_rng(4)
                own = KMeans(k, n_init=2, random_state=0).fit(X).inertia_
                ratios = [KMeans(k, n_init=2, random_state=0).fit(
                    rng.uniform(X.min(0), X.max(0), X.shape)).inertia_ / own for _ in range(10)]
                return np.mean(np.log(ratios))
            """,
        "scan_k": """
            def gap(X, k):
                from teachclust import scan_k
                table = scan_k(KMeans(n_init=2, random_state=0), X, [1, k], criteria=("gap",),
                               n_references=10, progress=False).table()
                return table["gap"][k]
            """,
    },
    "how-5": {
        "three": SCALED("scaled", 3, BACK),
        "two shelves": SCALED("scaled", 2, "The silhouette is 0.27, nearly that of three."),
        "none": SCALED("scaled", '"none"', "The best silhouette is 0.28."),
        "no clear k": SCALED("scaled", '"no clear k"', "The best silhouette is 0.28."),
        "text": SCALED("Scaled ", '"3"', BACK),
        "a float": SCALED("scaled", 3.0, "The gap of 1.2 is the highest."),
    },
}

WRONG = {
    "how-1": {
        "the lowest": ("elbow, saved = 7, 14", "lowest inertia of the list"),
        "one too far": ("elbow, saved = 5, 17", "no longer pays"),
        "one too early": ("elbow, saved = 3, 250", "Go on until"),
        "the fall before": ("elbow, saved = 4, 250", "leads to the elbow"),
        "negative": ("elbow, saved = 4, np.diff(seven)[3]", "positive"),
        "an inertia": ("elbow, saved = 4, seven[4]", "inertia that is left"),
        "swapped": ("elbow, saved = 25, 4", "25 is no elbow"),
    },
    "how-2": {
        "with itself": ("a, b, s = 3, 7, 4 / 7", "counted the point itself"),
        "sums": ("a, b, s = 9, 21, 12 / 21", "a sum"),
        "nearest point": ("a, b, s = 4.5, 6, 0.25", "nearest point of the next"),
        "all others": ("a, b, s = 4.5, 12.6, 0.64", "took all points"),
        "turned round": ("a, b, s = 4.5, 7, -2.5 / 7", "sign is turned"),
        "divided by a": ("a, b, s = 4.5, 7, 2.5 / 4.5", "divided by a"),
        "swapped": ("a, b, s = 7, 4.5, 0.36", "a is not 7"),
    },
    "how-3": {
        "one spread": (
            "def ready(X):\n    return (X - X.mean(axis=0)) / X.std()",
            "same number",
        ),
        "rows": (
            "def ready(X):\n    return (X.T / np.linalg.norm(X, axis=1)).T",
            "scaled each row",
        ),
        "scikit-learn's Normalizer": (
            "def ready(X):\n    return preprocessing.normalize(X)",
            "scaled each row",
        ),
        "the mean alone": ("def ready(X):\n    return X - X.mean(axis=0)", "moved the columns"),
        "the mean as spread": (
            "def ready(X):\n    return (X - X.mean(axis=0)) / X.std(axis=0)**2",
            "changes with the units",
        ),
        "logarithms": ("def ready(X):\n    return np.log(np.abs(X) + 1)", "changes with the units"),
        "one column": ("def ready(X):\n    return X[:, [0]] / X[:, [0]].std()", "dropped"),
        "signs": ("def ready(X):\n    return np.sign(X - X.mean(axis=0))", ""),
    },
    "how-4": {
        "logarithm of the mean": (
            """
            def gap(X, k):
                rng = np.random.default_rng(0)
                fit = lambda Z: KMeans(k, n_init=2, random_state=0).fit(Z).inertia_
                w = [fit(rng.uniform(X.min(0), X.max(0), X.shape)) for _ in range(10)]
                return np.log(np.mean(w)) - np.log(fit(X))
            """,
            "two logarithms",
        ),
        "the same with math": (
            """
            def gap(X, k):
                rng = np.random.default_rng(0)
                fit = lambda Z: KMeans(k, n_init=2, random_state=0).fit(Z).inertia_
                w = [fit(rng.uniform(X.min(0), X.max(0), X.shape)) for _ in range(10)]
                return math.log(sum(w) / 10) - math.log(fit(X))
            """,
            "two logarithms",
        ),
        "turned round": (
            """
            def gap(X, k):
                rng = np.random.default_rng(0)
                fit = lambda Z: np.log(KMeans(k, n_init=2, random_state=0).fit(Z).inertia_)
                w = [fit(rng.uniform(X.min(0), X.max(0), X.shape)) for _ in range(10)]
                return fit(X) - np.mean(w)
            """,
            "sign is turned",
        ),
        "no logarithm": (
            """
            def gap(X, k):
                rng = np.random.default_rng(0)
                fit = lambda Z: KMeans(k, n_init=2, random_state=0).fit(Z).inertia_
                w = [fit(rng.uniform(X.min(0), X.max(0), X.shape)) for _ in range(10)]
                return np.mean(w) - fit(X)
            """,
            "difference of inertias",
        ),
        "the unit square": (
            """
            def gap(X, k):
                rng = np.random.default_rng(0)
                fit = lambda Z: np.log(KMeans(k, n_init=2, random_state=0).fit(Z).inertia_)
                return np.mean([fit(rng.uniform(size=X.shape)) for _ in range(10)]) - fit(X)
            """,
            "between 0 and 1",
        ),
        "one range": (
            """
            def gap(X, k):
                rng = np.random.default_rng(0)
                fit = lambda Z: np.log(KMeans(k, n_init=2, random_state=0).fit(Z).inertia_)
                w = [fit(rng.uniform(X.min(), X.max(), X.shape)) for _ in range(10)]
                return np.mean(w) - fit(X)
            """,
            "its own range",
        ),
        "base 10": (
            """
            def gap(X, k):
                rng = np.random.default_rng(0)
                fit = lambda Z: np.log10(KMeans(k, n_init=2, random_state=0).fit(Z).inertia_)
                w = [fit(rng.uniform(X.min(0), X.max(0), X.shape)) for _ in range(10)]
                return np.mean(w) - fit(X)
            """,
            "base 10",
        ),
        "always three": ("def gap(X, k):\n    return 1.0 if k == 3 else 0.0", "should be near"),
    },
    "how-5": {
        "raw": (SCALED("raw", 2, BACK), "proline decides alone"),
        "four": (SCALED("scaled", 4, BACK), "both drop"),
        "ten": (SCALED("scaled", 10, BACK), "do not come back"),
        "one": (SCALED("scaled", 1, BACK), "there is something"),
        "no number": (SCALED("scaled", 3, "Three is best."), "a number"),
        "misquoted": (SCALED("scaled", 3, "The silhouette is 0.38."), "0.38"),
        "a word": (SCALED("scaled", '"three"', BACK), "a whole number"),
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
