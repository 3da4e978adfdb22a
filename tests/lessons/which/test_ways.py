"""Right and wrong ways in which learners answer the exercises of lesson 12_which_algorithm."""

from __future__ import annotations

import pytest
from answer_ways import told

NAMES = {
    "which-1": ["gigabytes", "largest"],
    "which-2": ["to_km"],
    "which-3": ["better"],
    "which-4": ["in_chunks"],
    "which-5": ["choose"],
    "which-6": ["model", "zones", "because"],
}
SETUP = (
    "from sklearn.cluster import *\nfrom sklearn.mixture import GaussianMixture\n"
    "from sklearn.metrics import pairwise_distances"
)
N = "n = np.array([20_000, 50_000, 300_000])\n"
MANY = "\nlargest = 63_000"


def to_km(east: str) -> str:
    """Fill the blank of exercise 2."""
    return f"""
        def to_km(latitude, longitude):
            north = 111.2 * (latitude - latitude[0])
            east = {east}
            return np.column_stack([east, north])
        """


def better(one: str) -> str:
    """Fill the blank of exercise 3."""
    return f"""
        def better(X, one, other):
            def inertia(labels):
                return sum({one} for j in np.unique(labels))
            a, b = inertia(one), inertia(other)
            return "same" if np.isclose(a, b) else "one" if a < b else "other"
        """


def chunks(body: str) -> str:
    """Write the function of exercise 4."""
    return "def in_chunks(chunks, k):\n" + "\n".join(f"    {row}" for row in body.split("\n"))


def choose(*rows: str) -> str:
    """Write the function of exercise 5."""
    return "def choose(t):\n" + "\n".join(f"    {row}" for row in rows)


MADE = "model = MiniBatchKMeans(k, random_state=0)\n"
PART = "X[labels == j]"
SOFT = "if t.soft: return 'GaussianMixture'"
NOISE = "if t.noise: return 'DBSCAN'"
TREE = "if t.tree: return 'AgglomerativeClustering' if t.n < 10_000 else 'BisectingKMeans'"
MOONS = "if t.shape == 'any': return 'SpectralClustering'"
REST = "return 'KMeans'"
DECIDED = 'model, zones = "{}", "{}"\nbecause = "{}"'.format
FARMS = "36 houses are in no village, and they pay too."

RIGHT = {
    "which-1": {
        "by hand": "gigabytes = [1.6, 10, 360]" + MANY,
        "numpy": N + "gigabytes = n * (n - 1) / 2 * 8 / 1e9\nlargest = np.sqrt(2 * 16e9 / 8)",
        "squares": N + "gigabytes = n**2 / 2 * 8 / 10**9\nlargest = 63_246",
        "a loop": "gigabytes = []\nfor n in (20_000, 50_000, 300_000):\n"
        "    gigabytes.append(n * n * 4 / 1e9)" + MANY,
        "pandas": N + "gigabytes = pd.Series(n).pow(2).mul(4e-9)\nlargest = int(4e9**0.5)",
        "tried": "gigabytes = (1.6, 10.0, 360.0)\n"
        "largest = max(n for n in range(1000, 90_000, 1000) if n * n / 2 * 8 < 16e9)",
    },
    "which-2": {
        "row by row": to_km("111.2 * np.cos(np.radians(latitude)) * (longitude - longitude[0])"),
        "mean latitude": to_km("111.2 * np.cos(np.deg2rad(latitude.mean())) * longitude"),
        "pi": to_km("111.2 * np.cos(latitude * np.pi / 180) * (longitude - longitude[0])"),
        "the first": to_km("(longitude - longitude[0]) * 111.2 * np.cos(np.radians(latitude[0]))"),
        "math": """
            import math
            def to_km(latitude, longitude):
                factor = math.cos(math.radians(latitude[0]))
                return [(111.2 * factor * b, 111.2 * a) for a, b in zip(latitude, longitude)]
            """,
        "north first": """
            def to_km(latitude, longitude):
                shrunk = np.cos(np.radians(latitude)) * (longitude - longitude.mean())
                return 111.2 * np.array([latitude, shrunk]).T
            """,
        "pandas": """
            def to_km(latitude, longitude):
                t = pd.DataFrame({"north": latitude, "east": longitude - longitude[0]}) * 111.2
                t["east"] *= np.cos(np.radians(latitude))
                return t
            """,
    },
    "which-3": {
        "squares": better(f"(({PART} - {PART}.mean(axis=0)) ** 2).sum()"),
        "spread": better(f"{PART}.var(axis=0).sum() * np.sum(labels == j)"),
        "distances": better(
            f"(pairwise_distances({PART}, [{PART}.mean(axis=0)]) ** 2).sum()"
        ),
        "norm": better(f"np.linalg.norm({PART} - {PART}.mean(axis=0)) ** 2"),
        "pairs": better(
            f"(pairwise_distances({PART}) ** 2).sum() / (2 * np.sum(labels == j))"
        ),
        "pandas": """
            def better(X, one, other):
                def cost(labels):
                    t = pd.DataFrame(X)
                    return ((t - t.groupby(labels).transform("mean")) ** 2).to_numpy().sum()
                gap = cost(one) - cost(other)
                return "same" if abs(gap) < 1e-9 else ["one", "other"][int(gap > 0)]
            """,
    },
    "which-4": {
        "the loop": chunks(MADE + "for one in chunks:\n    model.partial_fit(one)\nreturn model"),
        "chained": chunks(MADE + "for c in chunks:\n    model = model.partial_fit(c)\n"
            "return model"),
        "next": chunks(
            MADE + "while (c := next(chunks, None)) is not None:\n    model.partial_fit(c)\n"
            "return model"
        ),
        "map": chunks(MADE + "for _ in map(model.partial_fit, chunks):\n    pass\nreturn model"),
        "other settings": chunks(
            "model = MiniBatchKMeans(n_clusters=k, batch_size=50, n_init=5, random_state=7)\n"
            "for i, c in enumerate(chunks):\n    model.partial_fit(c)\nreturn model"
        ),
        "fit the first": chunks(
            "model = MiniBatchKMeans(k, n_init=3, random_state=1).fit(next(chunks))\n"
            "for c in chunks:\n    model.partial_fit(c)\nreturn model"
        ),
    },
    "which-5": {
        "five ifs": choose(SOFT, NOISE, TREE, MOONS, REST),
        "other leaves": choose(
            "if t.soft: return 'Bayesian Gaussian Mixture'",
            "if t.noise: return 'HDBSCAN'",
            "if t.tree: return 'BisectingKMeans'",
            "if t.shape == 'any': return 'OPTICS'",
            "return 'Gaussian mixture'",
        ),
        "classes": choose(
            "if t.shape == 'long': return GaussianMixture",
            "if t.noise or (t.shape == 'any' and t.n < 1000): return DBSCAN",
            "return Birch if t.tree else MiniBatchKMeans",
        ),
        "estimators": choose(
            "if t.soft: return GaussianMixture(t.k)",
            "if t.noise: return DBSCAN(eps=1)",
            "if t.tree: return BisectingKMeans(8)",
            "if t.shape == 'any': return AgglomerativeClustering(t.k, linkage='single')",
            "return KMeans(t.k)",
        ),
        "size first": choose(
            "if t.n > 50_000:",
            "    if t.soft: return 'GaussianMixture'",
            "    if t.noise: return 'DBSCAN'",
            "    return 'BisectingKMeans' if t.tree else 'MiniBatchKMeans'",
            SOFT, NOISE, "if t.tree or t.shape == 'any': return 'AgglomerativeClustering'", REST,
        ),
        "shape first": choose(
            "if t.shape == 'any': return 'HDBSCAN' if t.n < 1e6 else 'DBSCAN'",
            "if t.shape == 'long': return 'GaussianMixture'",
            "return 'Birch' if t.tree else 'BisectingKMeans'",
        ),
    },
    "which-6": {
        "every house": DECIDED("k-means", "refuse", "The farthest house has 8.2 km to go."),
        "villages": DECIDED("DBSCAN", "refuse", FARMS),
        "small letters": DECIDED("dbscan", "REFUSE", "113, 93 and 58 houses, " + FARMS),
        "as written": DECIDED("KMeans", "refuse", "126 houses in the largest; prices 281 to 291."),
        "an estimator": "model, zones = KMeans(3), 'refuse'\nbecause = 'Way of 8.2 km at most.'",
        "a class": "model, zones = DBSCAN, ' refuse'\nbecause = '36 farms call a bus.'",
    },
}  # fmt: skip

WRONG = {
    "which-1": {
        "twice": ("gigabytes = [3.2, 20, 720]" + MANY, "each pair twice"),
        "pairs": ("gigabytes = [0.2, 1.25, 45]" + MANY, "billions of pairs"),
        "bytes": (N + "gigabytes = n**2 * 4" + MANY, "Those are bytes"),
        "one a point": (N + "gigabytes = n * 8 / 1e9" + MANY, "one number for each point"),
        "megabytes": ("gigabytes = [1600, 10_000, 360_000]" + MANY, "megabytes"),
        "largest twice": ("gigabytes = [1.6, 10, 360]\nlargest = 44_721", "pair twice"),
        "largest GiB": ("gigabytes = [1.6, 10, 360]\nlargest = 65_536", "1024"),
        "GiB": ("gigabytes = [1.49, 9.31, 335]" + MANY, "1024"),
        "largest linear": ("gigabytes = [1.6, 10, 360]\nlargest = 2e9", "numbers of 8 bytes"),
        "one": ("gigabytes = 10" + MANY, "Three numbers"),
    },
    "which-2": {
        "no cosine": (to_km("111.2 * (longitude - longitude[0])"), "everywhere"),
        "of degrees": (
            to_km("111.2 * np.cos(latitude) * (longitude - longitude[0])"), "takes radians",
        ),
        "sine": (to_km("111.2 * np.sin(np.radians(latitude)) * (longitude - longitude[0])"),
                 "The sine is 0"),
        "half": (to_km("111.2 / 2 * (longitude - longitude[0])"), "In yours they are"),
        "of the longitude": (
            to_km("111.2 * np.cos(np.radians(longitude)) * (longitude - longitude[0])"),
            "In yours they are",
        ),
        "degrees": (to_km("np.cos(np.radians(latitude)) * (longitude - longitude[0])"),
                    "still in degrees"),
        "one column": ("def to_km(a, b):\n    return 111.2 * a", "shape"),
    },
    "which-3": {
        "not squared": (
            better(f"np.sqrt((({PART} - {PART}.mean(axis=0)) ** 2).sum(axis=1)).sum()"),
            "added distances",
        ),
        "a mean": (better(f"(({PART} - {PART}.mean(axis=0)) ** 2).sum(axis=1).mean()"),
                   "mean of each cluster's squares"),
        "variance alone": (better(f"{PART}.var(axis=0).sum()"), "mean of each cluster's squares"),
        "variance of all numbers": (better(f"{PART}.var()"), "Yours says"),
        "always one": ("def better(X, one, other):\n    return 'one'\n", "Yours says"),
        "the middle of all": (better(f"(({PART} - X.mean(axis=0)) ** 2).sum()"), "labelings equal"),
        "labels": (
            "def better(X, one, other):\n    return 'same' if (one == other).all() else 'other'",
            "numbers of the labels",
        ),
        "turned": (
            better(f"-(({PART} - {PART}.mean(axis=0)) ** 2).sum()"), "turned round",
        ),
        "a number": ("def better(X, one, other):\n    return 1.0", "one of three words"),
        "sizes": (better("np.sum(labels == j) ** 2"), "Yours says"),
    },
    "which-4": {
        "fit": (chunks(MADE + "for c in chunks:\n    model.fit(c)\nreturn model"), "starts anew"),
        "a new one": (
            chunks("for c in chunks:\n    model = MiniBatchKMeans(k, random_state=0)"
                   ".partial_fit(c)\nreturn model"), "starts anew",
        ),
        "stacked": (chunks(MADE + "return model.fit(np.vstack(list(chunks)))"), "at once"),
        "a list": (
            chunks(MADE + "for c in list(chunks):\n    model.partial_fit(c)\nreturn model"),
            "at once",
        ),
        "the first": (chunks(MADE + "return model.fit(next(chunks))"), "1 of the 8"),
        "too early": (
            chunks(MADE + "for c in chunks:\n    model.partial_fit(c)\n    return model"),
            "1 of the 8",
        ),
        "labels": (
            chunks(MADE + "for c in chunks:\n    model.partial_fit(c)\nreturn model.labels_"),
            "Return the model",
        ),
        "eight": (
            chunks("model = MiniBatchKMeans(random_state=0)\nfor c in chunks:\n"
                   "    model.partial_fit(c)\nreturn model"), "Three clusters are asked",
        ),
    },
    "which-5": {
        "no k": (choose(SOFT, NOISE, TREE, MOONS,
                        "return 'AffinityPropagation' if t.n < 9_000 else 'KMeans'"), "how many"),
        "one for all": (choose(REST), "it asks for shares"),
        "size alone": (
            choose("return 'MiniBatchKMeans' if t.n > 50_000 else 'KMeans'"), "it asks for shares",
        ),
        "no noise": (choose(SOFT, TREE, MOONS, REST), "belong to no group"),
        "no tree": (choose(SOFT, NOISE, MOONS, REST), "groups in groups"),
        "pairs of 200,000": (
            choose(SOFT, NOISE, "if t.tree: return 'AgglomerativeClustering'", MOONS, REST),
            "160 GB",
        ),
        "OPTICS on half a million": (
            choose(SOFT, "if t.noise: return 'OPTICS'", TREE, MOONS, REST), "hours for 500,000",
        ),
        "k-means on moons": (choose(SOFT, NOISE, TREE, REST), "looks for round ones"),
        "bells on moons": (
            choose(SOFT, NOISE, TREE, "return 'GaussianMixture'"), "looks for bells",
        ),
        "density for all": (choose(SOFT, "return 'HDBSCAN'"), "can't be told how many"),
        "a word": (choose("return 'clustering'"), "no estimator of this lesson"),
    },
    "which-6": {
        "zones": (DECIDED("k-means", "use", FARMS), "made of places"),
        "ward": (DECIDED("ward", "refuse", FARMS), "model is one of two"),
        "yes": (DECIDED("DBSCAN", "yes", FARMS), "one of two words"),
        "no number": (DECIDED("DBSCAN", "refuse", "It fits the valleys."), "number"),
        "misquoted": (DECIDED("k-means", "refuse", "The farthest has 6.2 km."), "Which one"),
        "a list": ("model, zones = ['k-means', 'DBSCAN'], 'refuse'\nbecause = ''", "one of two"),
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
