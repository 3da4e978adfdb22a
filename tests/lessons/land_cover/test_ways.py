"""Right and wrong ways in which learners answer the exercises of lesson 11_land_cover."""

from __future__ import annotations

import pytest
from answer_ways import told

NAMES = {
    "land-1": ["nearest"],
    "land-2": ["labels"],
    "land-3": ["classify"],
    "land-4": ["ndvi"],
    "land-5": ["match"],
    "land-6": ["clusters", "area", "fines", "because"],
}
SETUP = (
    "from scipy.optimize import linear_sum_assignment\n"
    "from sklearn.metrics import pairwise_distances"
)
CENTERS = (
    "names = ['water', 'crop', 'fallow', 'desert']\n"
    "centers = np.array([[2, 1], [4, 34], [14, 21], [36, 43]])\n"
    "pixels = np.array([[1, 5], [14, 32], [26, 27], [26, 33]])\n"
)
SPECTRA = (
    "spectra = [(3, 1, 1), (5, 4, 34), (6, 6, 26), (11, 14, 21), (22, 29, 35), (30, 40, 47)]\n"
)


def classify(mask: str) -> str:
    """Fill the blank of exercise 3."""
    return f"""
        def classify(values, centers, nodata):
            pixels = values.reshape(len(values), -1).T
            squared = ((pixels[:, None] - centers) ** 2).sum(axis=2)
            ids = squared.argmin(axis=1)
            ids[{mask}] = -1
            return ids.reshape(values.shape[1:])
        """


def ndvi(bands: str) -> str:
    """Fill the blank of exercise 4."""
    return f"""
        def ndvi(red, nir):
            red, nir = {bands}
            return (nir - red) / (nir + red)
        """


COUNTED = """
        def match(new, earlier):
            kept, k = (new >= 0) & (earlier >= 0), max(new.max(), earlier.max()) + 1
            table = np.zeros((k, k), dtype=int)
            np.add.at(table, (new[kept], earlier[kept]), 1)
"""
DECIDED = 'clusters, area, fines = {}, "{}", "{}"\nbecause = "{}"'.format
BORDER = "Six clusters find 0.99 of the crop."

RIGHT = {
    "land-1": {
        "words": "nearest = ['water', 'crop', 'fallow', 'desert']",
        "one text": "nearest = 'water crop fallow desert'",
        "numpy": CENTERS + "d = ((pixels[:, None] - centers)**2).sum(axis=2)\n"
        "nearest = np.array(names)[d.argmin(axis=1)]",
        "scikit-learn": CENTERS + "nearest = [names[i] for i in"
        " pairwise_distances(pixels, centers).argmin(axis=1)]",
        "loops": CENTERS + "nearest = []\nfor p in pixels:\n"
        "    d = [sum((p - c)**2) for c in centers]\n    nearest.append(names[d.index(min(d))])",
        "pandas": CENTERS + "d = pd.DataFrame({n: ((pixels - c)**2).sum(axis=1)"
        " for n, c in zip(names, centers)})\nnearest = d.idxmin(axis=1)",
        "large letters": "nearest = ('Water', 'CROP', 'Fallow', 'Desert')",
    },
    "land-2": {
        "a list": "labels = ['water', 'crop', 'crop', 'fallow', 'desert', 'desert']",
        "a dictionary": "labels = {0: 'water', 1: 'crop', 2: 'crop', 3: 'fallow', 4: 'desert',"
        " 5: 'desert'}",
        "one text": "labels = 'water, crop, crop, fallow, desert, desert'",
        "pandas": "labels = pd.Series('water crop crop fallow desert desert'.split())",
        "a rule": SPECTRA + "labels = ['water' if n < 10 else 'crop' if n / r > 3 else"
        " 'desert' if r > 20 else 'fallow' for g, r, n in spectra]",
        "NDVI": SPECTRA + "t = pd.DataFrame(spectra, columns=['g', 'r', 'n'])\n"
        "i = (t.n - t.r) / (t.n + t.r)\n"
        "labels = np.select([t.n < 5, i > .5, t.r > 20], ['water', 'crop', 'desert'], 'fallow')",
    },
    "land-3": {
        "any": classify("(pixels == nodata).any(axis=1)"),
        "a sum": classify("(pixels == nodata).sum(axis=1) > 0"),
        "np.any": classify("np.any(pixels == nodata, axis=1)"),
        "not all": classify("~(pixels != nodata).all(axis=1)"),
        "places": classify("np.unique(np.argwhere(pixels == nodata)[:, 0])"),
        "pandas": classify("pd.DataFrame(pixels).eq(nodata).any(axis=1).to_numpy()"),
        "the scene's own shape": """
            def classify(values, centers, nodata):
                gaps = [((values - c[:, None, None]) ** 2).sum(axis=0) for c in centers]
                return np.where((values == nodata).any(axis=0), -1, np.argmin(gaps, axis=0))
            """,
    },
    "land-4": {
        "float": ndvi("red.astype(float), nir.astype(float)"),
        "float32": ndvi("red.astype('float32'), nir.astype('float32')"),
        "int": ndvi("red.astype(int), nir.astype(int)"),
        "int16": ndvi("np.int16(red), np.int16(nir)"),
        "divided": ndvi("red / 255, nir / 255"),
        "times one": ndvi("1.0 * red, 1.0 * nir"),
        "pandas": ndvi("pd.DataFrame(red).astype(float).to_numpy(),"
                       " pd.DataFrame(nir).astype(float).to_numpy()"),
    },
    "land-5": {
        "numpy": COUNTED + """
            names = linear_sum_assignment(table, maximize=True)[1]
            return np.where(new < 0, -1, names[np.maximum(new, 0)])
        """,
        "minus one last": COUNTED + """
            names = np.append(linear_sum_assignment(-table)[1], -1)
            return names[new]
        """,
        "crosstab": """
            def match(new, earlier):
                kept = (new >= 0) & (earlier >= 0)
                table = pd.crosstab(new[kept], earlier[kept])
                rows, columns = linear_sum_assignment(-table.to_numpy())
                names = dict(zip(table.index[rows], table.columns[columns])) | {-1: -1}
                return np.vectorize(names.get)(new)
            """,
        "all orders": """
            from itertools import permutations
            def match(new, earlier):
                k = new.max() + 1
                best = max(permutations(range(k)),
                           key=lambda p: (np.array([*p, -1])[new] == earlier).sum())
                return np.array([*best, -1])[new]
            """,
        "loops": """
            def match(new, earlier):
                k = max(new.max(), earlier.max()) + 1
                same = [[-np.sum((new == i) & (earlier == j)) for j in range(k)] for i in range(k)]
                out = new.copy()
                for i, j in zip(*linear_sum_assignment(same)):
                    out[new == i] = j
                return out
            """,
        "confusion matrix": """
            from sklearn.metrics import confusion_matrix
            def match(new, earlier):
                kept = (new >= 0) & (earlier >= 0)
                table = confusion_matrix(new[kept], earlier[kept])
                names = linear_sum_assignment(-table)[1]
                return np.where(new >= 0, names[new], -1)
            """,
    },
    "land-6": {
        "few": DECIDED(6, "use", "refuse", BORDER),
        "many": DECIDED(15, "use", "refuse", "Accuracy 0.98, and a river."),
        "as text": DECIDED("'10'", "Use", " REFUSE ", "Ten names for 95 % of the pixels."),
        "all is found": DECIDED(6, "use", "refuse", "Crop found is 1.00 with 4, 0.99 with 6."),
        "all refused": DECIDED(8, "refuse", "refuse", "With 4 clusters 0.40 is crop by mistake."),
        "numpy": DECIDED("np.int64(20)", "use", "refuse", "More than 15 clusters, " + BORDER),
    },
}  # fmt: skip

WRONG = {
    "land-1": {
        "red alone": ("nearest = 'water fallow desert desert'", "red alone"),
        "infrared alone": ("nearest = 'water crop fallow crop'", "near infrared alone"),
        "not squared": (CENTERS + "d = np.abs(pixels[:, None] - centers).sum(axis=2)\n"
                        "nearest = np.array(names)[d.argmin(axis=1)]", "gaps themselves"),
        "farthest": (CENTERS + "d = ((pixels[:, None] - centers)**2).sum(axis=2)\n"
                     "nearest = np.array(names)[d.argmax(axis=1)]", "farthest"),
        "one slip": ("nearest = 'water crop desert desert'", "Another center is nearer"),
        "ids": ("nearest = [0, 1, 2, 3]", "one of 4"),
        "three": ("nearest = ['water', 'crop', 'fallow']", "has 3"),
    },
    "land-2": {
        "weak crop": ("labels = 'water crop fallow fallow desert desert'", "only less so"),
        "bright is green": ("labels = 'water fallow fallow fallow crop crop'", "need not be green"),
        "dark sand": ("labels = 'water crop crop fallow fallow desert'", "darker kind"),
        "turned": ("labels = 'desert desert fallow crop crop water'", "bright to dark"),
        "dark field": ("labels = 'crop crop crop fallow desert desert'", "water swallows both"),
        "four names": ("labels = ['water', 'crop', 'fallow', 'desert']", "has 4"),
        "city": ("labels = 'water crop crop city desert desert'", "one of 4"),
    },
    "land-3": {
        "all": (classify("(pixels == nodata).all(axis=1)"), "as soon as any"),
        "first band": (classify("pixels[:, 0] == nodata"), "first band alone"),
        "turned round": (classify("(pixels != nodata).all(axis=1)"), "turned round"),
        "below zero": (classify("(pixels < 0).any(axis=1)"), "You give it -1"),
        "nothing": (classify("[]"), "Nothing is left out"),
        "smallest": (classify("pixels.min(axis=1) <= nodata + 200"), "You give it -1"),
        "a constant": (classify("(pixels == -9999).any(axis=1)"), "nodata is 0"),
    },
    "land-4": {
        "bytes": (ndvi("red, nir"), "It wrapped"),
        "signed bytes": (ndvi("red.view(np.int8), nir.view(np.int8)"), "ends at 127"),
        "afterwards": (
            "def ndvi(red, nir):\n    return (nir - red).astype(float) / (nir + red)", "It wrapped",
        ),
        "changed places": (ndvi("nir.astype(float), red.astype(float)"), "changed places"),
        "no sign": (
            "def ndvi(red, nir):\n    r, n = red.astype(float), nir.astype(float)\n"
            "    return abs(n - r) / (n + r)", "sign is lost",
        ),
        "one band": (ndvi("red.astype(float)[:1], nir.astype(float)[:1]"), "shape"),
        "a difference": (
            "def ndvi(red, nir):\n    return nir.astype(float) - red.astype(float)", "by the sum",
        ),
    },
    "land-5": {
        "nothing": ("def match(new, earlier):\n    return new", "Nothing is renamed"),
        "earlier": ("def match(new, earlier):\n    return earlier", "That is the earlier map"),
        "most common": (COUNTED + """
            names = table.argmax(axis=1)
            return np.where(new < 0, -1, names[np.maximum(new, 0)])
        """, "can be given once"),
        "largest first": (COUNTED + """
            names = np.zeros(k, dtype=int)
            for _ in range(k):
                i, j = np.unravel_index(table.argmax(), table.shape)
                names[i] = j
                table[i], table[:, j] = -1, -1
            return np.where(new < 0, -1, names[np.maximum(new, 0)])
        """, "Sum over all pairs"),
        "wedge renamed": (COUNTED + """
            names = linear_sum_assignment(-table)[1]
            return names[new]
        """, "not the same pixels"),
        "the table": (COUNTED + """
            return table
        """, "It returned shape"),
        "fewest": (COUNTED + """
            names = linear_sum_assignment(table)[1]
            return np.where(new < 0, -1, names[np.maximum(new, 0)])
        """, "can be reached"),
    },
    "land-6": {
        "fines": (DECIDED(6, "use", "use", BORDER), "falls on one farmer"),
        "four": (DECIDED(4, "use", "refuse", BORDER), "share a cluster"),
        "hundred": (DECIDED(100, "use", "refuse", BORDER), "look at 100"),
        "yes": (DECIDED(6, "yes", "no", BORDER), "one of two words"),
        "a word": (DECIDED("'six'", "use", "refuse", BORDER), "whole number"),
        "no number": (DECIDED(6, "use", "refuse", "It looks good."), "number"),
        "misquoted": (DECIDED(6, "use", "refuse", "Crop found is 0.89 of it."), "Which one"),
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
