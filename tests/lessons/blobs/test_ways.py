"""Right and wrong ways in which learners answer the exercises of lesson 01_blobs."""

from __future__ import annotations

import pytest
from answer_ways import told

NAMES = {
    "blobs-1": ["after_assign", "after_update"],
    "blobs-2": ["model"],
    "blobs-3": ["draw_chances"],
    "blobs-4": ["agreement"],
    "blobs-5": ["my_kmeans"],
    "blobs-6": ["box_maker", "botanist", "because"],
}
SETUP = "from sklearn.cluster import KMeans, MiniBatchKMeans\nfrom sklearn import metrics"
LINE = "line, places = np.array([1, 3, 5, 9, 11]), np.array([2, 9])\n"
DECIDED = 'box_maker = "{}"\nbotanist = "{}"\nbecause = "{}"'.format
BORDER = "The border share is 0.31, so the groups touch."

RIGHT = {
    "blobs-1": {
        "by hand": "after_assign, after_update = 1 + 1 + 9 + 0 + 4, 4 + 0 + 4 + 1 + 1",
        "floats": "after_assign, after_update = 15.0, 10.0",
        "a list": "after_assign = sum(min((p - c)**2 for c in (2, 9)) for p in [1, 3, 5, 9, 11])\n"
        "after_update = sum(min((p - c)**2 for c in (3, 10)) for p in [1, 3, 5, 9, 11])",
        "numpy": LINE + "s = (line[:, None] - places)**2\nafter_assign = s.min(axis=1).sum()\n"
        "after_update = ((line - np.array([3, 3, 3, 10, 10]))**2).sum()",
        "pandas": "d = pd.DataFrame({'p': [1, 3, 5, 9, 11], 'c': [2, 2, 2, 9, 9]})\n"
        "after_assign = ((d.p - d.c)**2).sum()\n"
        "after_update = ((d.p - d.groupby('c').p.transform('mean'))**2).sum()",
        "scikit-learn": LINE + "from sklearn.metrics import pairwise_distances as gaps\n"
        "after_assign = (gaps(line[:, None], places[:, None]).min(axis=1)**2).sum()\n"
        "model = KMeans(2, init=np.array([[2.], [9.]]), n_init=1).fit(line[:, None])\n"
        "after_update = model.inertia_",
        "text": "after_assign, after_update = '15', '10'",
    },
    "blobs-2": {
        "many starts": "model = KMeans(n_clusters=4, init='random', n_init=30, random_state=0)",
        "fifteen starts": "model = KMeans(n_clusters=4, init='random', n_init=15, random_state=0)",
        "no seed": "model = KMeans(4, init='random', n_init=20)",
        "k-means++": "model = KMeans(n_clusters=4, init='k-means++', n_init=1, random_state=0)",
        "set_params": "model = KMeans(4, init='random', n_init=1, random_state=0)\n"
        "model.set_params(n_init=25)",
        "fitted": "model = KMeans(4, init='random', n_init=25, random_state=0).fit([[0, 0], [1, 1],"
        " [2, 2], [3, 3]])",
        "another seed too": "model = KMeans(4, init='random', n_init=25, random_state=3)",
    },
    "blobs-3": {
        "sum over columns": "def draw_chances(X, center):\n    s = ((X - center)**2).sum(axis=1)\n"
        "    return s / s.sum()",
        "norm": "def draw_chances(X, center):\n    s = np.linalg.norm(X - center, axis=1)**2\n"
        "    return s / np.sum(s)",
        "a list": "def draw_chances(X, center):\n"
        "    s = [(p[0] - center[0])**2 + (p[1] - center[1])**2 for p in X]\n"
        "    return [one / sum(s) for one in s]",
        "einsum": "def draw_chances(X, center):\n    g = X - center\n"
        "    s = np.einsum('ij,ij->i', g, g)\n    return s / s.sum()",
        "pandas": "def draw_chances(X, center):\n"
        "    s = pd.DataFrame((X - center)**2).sum(axis=1)\n    return s / s.sum()",
        "scikit-learn": "def draw_chances(X, center):\n"
        "    s = metrics.pairwise.euclidean_distances(X, [center], squared=True).ravel()\n"
        "    return s / s.sum()",
    },
    "blobs-4": {
        "adjusted Rand": "agreement = metrics.adjusted_rand_score",
        "in a function": "def agreement(a, b):\n    return metrics.adjusted_rand_score(a, b)",
        "adjusted mutual information": "agreement = metrics.adjusted_mutual_info_score",
        "pairs, by hand": """
            def agreement(a, b):
                table = pd.crosstab(a, b).to_numpy()
                pairs = lambda n: (n * (n - 1) / 2).sum()
                both, ina, inb = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
                chance = ina * inb / pairs(np.array([len(a)]))
                return (both - chance) / ((ina + inb) / 2 - chance)
            """,
        "matched, less what chance gives": """
            from scipy.optimize import linear_sum_assignment
            def matched(a, b):
                table = metrics.confusion_matrix(a, b)
                return table[linear_sum_assignment(-table)].sum() / len(a)
            def agreement(a, b):
                rng = np.random.default_rng(0)
                chance = np.mean([matched(a, rng.permutation(b)) for _ in range(20)])
                return (matched(a, b) - chance) / (1 - chance)
            """,
        "Fowlkes-Mallows, less what chance gives": """
            def agreement(a, b):
                score, rng = metrics.fowlkes_mallows_score, np.random.default_rng(0)
                chance = np.mean([score(a, rng.permutation(b)) for _ in range(20)])
                return (score(a, b) - chance) / (1 - chance)
            """,
    },
    "blobs-5": {
        "argmin": """
            def my_kmeans(X, centers):
                labels = None
                while True:
                    new = ((X[:, None] - centers)**2).sum(axis=2).argmin(axis=1)
                    if np.array_equal(new, labels):
                        return labels, centers
                    labels = new
                    centers = np.array([X[labels == j].mean(axis=0) for j in range(len(centers))])
            """,
        "loops": """
            def my_kmeans(X, centers):
                labels = [-1] * len(X)
                while True:
                    new = []
                    for p in X:
                        gaps = [sum((p - c)**2) for c in centers]
                        new.append(gaps.index(min(gaps)))
                    if new == labels:
                        return labels, centers
                    labels = new
                    centers = [np.mean([p for p, l in zip(X, labels) if l == j], axis=0)
                               for j in range(len(centers))]
            """,
        "pandas": """
            def my_kmeans(X, centers):
                before = None
                while True:
                    labels = np.linalg.norm(X[:, None] - centers, axis=2).argmin(axis=1)
                    if before is not None and (labels == before).all():
                        return labels, centers
                    before, centers = labels, pd.DataFrame(X).groupby(labels).mean().to_numpy()
            """,
        "scikit-learn's distances": """
            from sklearn.metrics import pairwise_distances_argmin
            def my_kmeans(X, centers):
                for _ in range(300):
                    labels = pairwise_distances_argmin(X, centers)
                    new = np.stack([X[labels == j].mean(axis=0) for j in range(len(centers))])
                    if np.allclose(new, centers):
                        break
                    centers = new
                return labels, centers
            """,
        "stops at the centers": """
            def my_kmeans(X, centers):
                while True:
                    labels = ((X[:, None] - centers)**2).sum(2).argmin(1)
                    moved = np.array([X[labels == j].mean(0) for j in range(3)])
                    if (moved == centers).all():
                        return [labels, centers]
                    centers = moved
            """,
        "calls itself": """
            def my_kmeans(X, centers, before=None):
                labels = ((X[:, None] - centers)**2).sum(axis=2).argmin(axis=1)
                if before is not None and (labels == before).all():
                    return labels, centers
                means = np.array([X[labels == j].mean(axis=0) for j in range(len(centers))])
                return my_kmeans(X, means, labels)
            """,
    },
    "blobs-6": {
        "the usual": DECIDED("use", "refuse", BORDER),
        "both refused": DECIDED("refuse", "refuse", "0.65 of the flowers do not fit the box."),
        "large letters": DECIDED("USE", "Refuse", "All 100 starts agree, but " + BORDER),
        "rounded": DECIDED("use", "refuse", "Three in ten, 0.3, lie near a border."),
        "percent": DECIDED("use", "refuse", "31 % of the flowers lie near a border."),
        "spaces": DECIDED(" use ", "refuse ", BORDER),
    },
}

WRONG = {
    "blobs-1": {
        "not squared": ("after_assign, after_update = 7, 6", "plain distances"),
        "swapped": ("after_assign, after_update = 10, 15", "other way round"),
        "centers not moved": ("after_assign, after_update = 15, 15", "kept the old centers"),
        "one cluster": ("after_assign, after_update = 11, 8", "left group alone"),
        "means": ("after_assign, after_update = 3, 2", "means of the squares"),
        "point 5 with the 9": ("after_assign, after_update = 22, 10", "not 22"),
        "a list": ("after_assign, after_update = [1, 1, 9, 0, 4], 10", "after_assign"),
    },
    "blobs-2": {
        "max_iter": ("model = KMeans(4, init='random', n_init=1, max_iter=10000)", "walk longer"),
        "a seed": ("model = KMeans(4, init='random', n_init=1, random_state=3)", "lucky seed"),
        "three starts": ("model = KMeans(4, init='random', n_init=3)", "still too few"),
        "two parameters": ("model = KMeans(4, init='k-means++', n_init=20)", "init and n_init"),
        "defaults of scikit-learn": (
            "model = KMeans(n_clusters=4, max_iter=500, n_init=20, init='random')",
            "max_iter and n_init",
        ),
        "by hand": (
            "model = KMeans(4, init=[[-6, 2], [-6, -2], [6, 2], [6, -2]], n_init=1)",
            "placed by hand",
        ),
        "another model": ("model = MiniBatchKMeans(4, n_init=20)", "is another method"),
        "five clusters": ("model = KMeans(5, init='random', n_init=20)", "another question"),
    },
    "blobs-3": {
        "distance": (
            "def draw_chances(X, center):\n    d = np.linalg.norm(X - center, axis=1)\n"
            "    return d / d.sum()",
            "grow as the distance",
        ),
        "columns summed": (
            "def draw_chances(X, center):\n    s = ((X - center)**2).sum(axis=0)\n"
            "    return s / s.sum()",
            "axis=1",
        ),
        "both columns kept": (
            "def draw_chances(X, center):\n    s = (X - center)**2\n    return s / s.sum()",
            "axis=1",
        ),
        "largest is 1": (
            "def draw_chances(X, center):\n    s = ((X - center)**2).sum(axis=1)\n"
            "    return s / s.max()",
            "add up to 1",
        ),
        "to the middle": (
            "def draw_chances(X, center):\n    s = ((X - X.mean(axis=0))**2).sum(axis=1)\n"
            "    return s / s.sum()",
            "",
        ),
        "absolute": (
            "def draw_chances(X, center):\n    s = np.abs(X - center).sum(axis=1)\n"
            "    return s / s.sum()",
            "",
        ),
    },
    "blobs-4": {
        "equal numbers": ("def agreement(a, b):\n    return (a == b).mean()", "numbers themselves"),
        "normalized mutual information": (
            "agreement = metrics.normalized_mutual_info_score",
            "20 groups of 3",
        ),
        "V-measure": ("agreement = metrics.v_measure_score", "20 groups of 3"),
        "Rand": ("agreement = metrics.rand_score", "4 groups of 100"),
        "Fowlkes-Mallows": ("agreement = metrics.fowlkes_mallows_score", "4 groups of 100"),
        "completeness": ("agreement = metrics.completeness_score", "one direction"),
        "accuracy": ("agreement = metrics.accuracy_score", "numbers themselves"),
        "matched": (
            "from scipy.optimize import linear_sum_assignment\ndef agreement(a, b):\n"
            "    t = metrics.confusion_matrix(a, b)\n"
            "    return t[linear_sum_assignment(-t)].sum() / len(a)",
            "drawn by chance still earn",
        ),
    },
    "blobs-5": {
        "KMeans": (
            "def my_kmeans(X, centers):\n    m = KMeans(len(centers), init=centers, n_init=1)\n"
            "    m.fit(X)\n    return m.labels_, m.cluster_centers_",
            "lets scikit-learn do it",
        ),
        "k_means": (
            "from sklearn.cluster import k_means\ndef my_kmeans(X, centers):\n"
            "    c, l, _ = k_means(X, len(centers), init=centers, n_init=1)\n    return l, c",
            "lets scikit-learn do it",
        ),
        "absolute differences": (
            """
            def my_kmeans(X, centers):
                labels = None
                while True:
                    new = np.abs(X[:, None] - centers).sum(axis=2).argmin(axis=1)
                    if np.array_equal(new, labels):
                        return labels, centers
                    labels = new
                    centers = np.array([X[labels == j].mean(axis=0) for j in range(3)])
            """,
            "absolute differences",
        ),
        "one round": (
            "def my_kmeans(X, centers):\n"
            "    labels = ((X[:, None] - centers)**2).sum(axis=2).argmin(axis=1)\n"
            "    return labels, np.array([X[labels == j].mean(axis=0) for j in range(3)])",
            "after one round",
        ),
        "too few rounds": (
            """
            def my_kmeans(X, centers):
                for _ in range(3):
                    labels = ((X[:, None] - centers)**2).sum(axis=2).argmin(axis=1)
                    centers = np.array([X[labels == j].mean(axis=0) for j in range(3)])
                return labels, centers
            """,
            "still change cluster",
        ),
        "swapped": (
            "def my_kmeans(X, centers):\n"
            "    labels = ((X[:, None] - centers)**2).sum(axis=2).argmin(axis=1)\n"
            "    return np.array([X[labels == j].mean(axis=0) for j in range(3)]), labels",
            "other order",
        ),
        "a start of its own": (
            """
            def my_kmeans(X, centers):
                centers, labels = X[:len(centers)], None
                while True:
                    new = ((X[:, None] - centers)**2).sum(axis=2).argmin(axis=1)
                    if np.array_equal(new, labels):
                        return labels, centers
                    labels = new
                    centers = np.array([X[labels == j].mean(axis=0) for j in range(3)])
            """,
            "not from others",
        ),
    },
    "blobs-6": {
        "use for both": (DECIDED("use", "use", BORDER), "not that it is a species"),
        "the other way round": (DECIDED("refuse", "use", BORDER), "exist in nature"),
        "no number": (DECIDED("use", "refuse", "The groups touch, as one can see."), "a number"),
        "misquoted": (DECIDED("use", "refuse", "The border share is 0.41."), "0.31"),
        "yes and no": (DECIDED("yes", "no", BORDER), "one of two words"),
        "nonsense": (DECIDED("use", "refuse", "aa bb cc dd ee ff gg hh 8"), "a number"),
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
