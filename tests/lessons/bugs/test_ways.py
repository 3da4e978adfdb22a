"""Right and wrong ways in which learners answer the exercises of lesson 13_spot_the_bug."""

from __future__ import annotations

import pytest
from answer_ways import told

NAMES = {
    "bugs-1": ["full", "small", "bits"],
    "bugs-2": ["brighter"],
    "bugs-3": ["sizes"],
    "bugs-4": ["numbers"],
    "bugs-5": ["accuracy"],
    "bugs-6": ["found"],
    "bugs-7": ["features"],
    "bugs-8": ["clusters"],
    "bugs-9": ["score"],
    "bugs-10": ["clusters"],
    "bugs-11": ["checklist", "audit"],
    "bugs-12": ["verdict", "because"],
}
SETUP = (
    "from collections import Counter\n"
    "from scipy.optimize import linear_sum_assignment\n"
    "from sklearn.cluster import AgglomerativeClustering, KMeans\n"
    "from sklearn.metrics import *\n"
    "from sklearn.mixture import GaussianMixture\n"
    "from sklearn.preprocessing import StandardScaler\n"
)


def brighter(*lines: str) -> str:
    """Fill the blank of case 2."""
    body = "\n    ".join(lines)
    return f"def brighter(pixels, by):\n    levels = pixels.astype(float) + by\n    {body}"


def function(head: str, *lines: str) -> str:
    """Write a function of a few lines."""
    return f"def {head}:\n    " + "\n    ".join(lines)


def rows(rule: str) -> str:
    """Write the audit with another rule for one word, which is given as `"word": rule`."""
    return "checklist = LIST\n" + AUDIT.replace("    }", f"        {rule},\n    }}")


TREE = "AgglomerativeClustering(n_clusters=None, distance_threshold=cut)"
LIST = '["Does it add up?", "Which line?", "What is a label?", "What went in?", "By dice?"]'
AUDIT = """
def audit(report):
    labels = set(report["labels"].tolist())
    scores = list(report["scores"].values())
    found = {
        "rows": sum(report["sizes"].values()) != report["rows"],
        "noise": report["clusters"] != len(labels - {-1}),
        "frozen": len(scores) > 1 and len(set(scores)) == 1,
        "answer": report["answer"] in report["columns"],
    }
    return [word for word in found if found[word]]
"""
BY_GENRE = "table[c].groupby(list(genre)).nunique().max()"
VERDICT = 'verdict = "{}"\nbecause = "{}"'.format

RIGHT = {
    "bugs-1": {
        "numbers": "full, small, bits = 16777216, 32768, 5",
        "powers": "full, small, bits = 256**3, 32**3, 5",
        "counted": "full, small = len(range(256))**3, len(range(32))**3\n"
        "bits = (25 - 1).bit_length()",
        "logarithm": "full, small, bits = 2**24, 2**15, np.ceil(np.log2(25))",
        "as text": "full, small, bits = '16777216', '32768', '5'",
        "numpy": "full, small = np.prod([256] * 3), np.prod([32] * 3)\nbits = np.int64(5)",
    },
    "bugs-2": {
        "clip, rint, cast": brighter("return np.rint(np.clip(levels, 0, 255)).astype('uint8')"),
        "rint, clip, cast": brighter("return np.clip(np.rint(levels), 0, 255).astype(np.uint8)"),
        "method": brighter("return levels.clip(0, 255).round().astype('uint8')"),
        "half added": brighter("return (np.clip(levels, 0, 255) + 0.5).astype('uint8')"),
        "where": brighter(
            "levels = np.where(levels > 255, 255, levels)",
            "levels = np.where(levels < 0, 0, levels)",
            "return np.uint8(np.round(levels))",
        ),
        "masks": brighter(
            "levels[levels > 255] = 255",
            "levels[levels < 0] = 0",
            "return np.rint(levels).astype('uint8')",
        ),
        "minimum and maximum": brighter(
            "return np.rint(np.minimum(np.maximum(levels, 0), 255)).astype('uint8')"
        ),
    },
    "bugs-3": {
        "unique": function(
            "sizes(labels)", "return {g: np.sum(labels == g) for g in np.unique(labels)}"
        ),
        "counts": function(
            "sizes(labels)", "return dict(zip(*np.unique(labels, return_counts=True)))"
        ),
        "Counter": function("sizes(labels)", "return Counter(labels)"),
        "pandas": function("sizes(labels)", "return pd.Series(labels).value_counts()"),
        "a loop": function(
            "sizes(labels)",
            "found = {}",
            "for one in labels:",
            "    found[one] = found.get(one, 0) + 1",
            "return found",
        ),
        "set and list": function(
            "sizes(labels)", "return {g: list(labels).count(g) for g in set(labels)}"
        ),
    },
    "bugs-4": {
        "labels": function(
            "numbers(X, cuts)",
            "found = []",
            "for cut in cuts:",
            f"    labels = {TREE}.fit_predict(X)",
            "    found.append(len(set(labels)))",
            "return found",
        ),
        "attribute": function(
            "numbers(X, cuts)", f"return [{TREE}.fit(X).n_clusters_ for cut in cuts]"
        ),
        "highest plus one": function(
            "numbers(X, cuts)", f"return [{TREE}.fit_predict(X).max() + 1 for cut in cuts]"
        ),
        "dictionary": function(
            "numbers(X, cuts)",
            f"return {{cut: len(np.unique({TREE}.fit(X).labels_)) for cut in cuts}}",
        ),
        "one tree": function(
            "numbers(X, cuts)",
            "heights = AgglomerativeClustering(None, distance_threshold=0).fit(X).distances_",
            "return np.array([1 + np.sum(heights >= cut) for cut in cuts])",
        ),
        "scipy": function(
            "numbers(X, cuts)",
            "from scipy.cluster.hierarchy import fcluster, linkage",
            "return [fcluster(linkage(X, 'ward'), cut, 'distance').max() for cut in cuts]",
        ),
    },
    "bugs-5": {
        "crosstab": function(
            "accuracy(kinds, labels)",
            "t = pd.crosstab(kinds, labels).to_numpy()",
            "return t[linear_sum_assignment(-t)].sum() / len(kinds)",
        ),
        "maximize": function(
            "accuracy(kinds, labels)",
            "t = contingency_matrix(kinds, labels)",
            "r, c = linear_sum_assignment(t, maximize=True)",
            "return t[r, c].sum() / t.sum()",
        ).replace("def", "from sklearn.metrics.cluster import contingency_matrix\ndef", 1),
        "confusion matrix": function(
            "accuracy(kinds, labels)",
            "t = confusion_matrix(kinds, labels)",
            "return t[linear_sum_assignment(-t)].sum() / len(kinds)",
        ),
        "all orders": function(
            "accuracy(kinds, labels)",
            "from itertools import permutations",
            "n = int(max(kinds.max(), labels.max())) + 1",
            "return max(np.mean(np.array(p)[labels] == kinds) for p in permutations(range(n)))",
        ),
        "the package's": function(
            "accuracy(kinds, labels)",
            "from teachclust.scores import matched_accuracy_score",
            "return matched_accuracy_score(kinds, labels)",
        ),
        "loops": function(
            "accuracy(kinds, labels)",
            "ks, cs = sorted(set(kinds)), sorted(set(labels))",
            "t = [[-sum((kinds == k) & (labels == c)) for c in cs] for k in ks]",
            "return -sum(t[i][j] for i, j in zip(*linear_sum_assignment(t))) / len(kinds)",
        ),
    },
    "bugs-6": {
        "a set": function("found(labels)", "return len(set(labels) - {-1}), np.mean(labels == -1)"),
        "a mask": function(
            "found(labels)", "return len(np.unique(labels[labels >= 0])), (labels < 0).mean()"
        ),
        "highest": function(
            "found(labels)", "return labels.max() + 1, sum(labels == -1) / len(labels)"
        ),
        "scikit-learn's example": function(
            "found(labels)",
            "n = len(set(labels)) - (1 if -1 in labels else 0)",
            "return n, list(labels).count(-1) / len(labels)",
        ),
        "pandas": function(
            "found(labels)",
            "s = pd.Series(labels)",
            "return [s[s != -1].nunique(), 1 - (s >= 0).mean()]",
        ),
        "a dictionary": function(
            "found(labels)",
            "return {'clusters': len(set(labels) - {-1}), 'share': np.mean(labels == -1)}",
        ),
    },
    "bugs-7": {
        "groupby": function(
            "features(table, genre)", f"return [c for c in table if {BY_GENRE} > 1]"
        ),
        "Rand index": function(
            "features(table, genre)",
            "return [c for c in table.columns if adjusted_rand_score(genre, table[c]) < 1]",
        ),
        "homogeneity": function(
            "features(table, genre)",
            "keep = []",
            "for c in table.columns:",
            "    if completeness_score(genre, table[c]) < 0.99:",
            "        keep.append(c)",
            "return keep",
        ),
        "pairs": function(
            "features(table, genre)",
            "return [c for c in table if len(set(zip(genre, table[c]))) > genre.nunique()]",
        ),
        "a table": function(
            "features(table, genre)",
            f"return table.drop(columns=[c for c in table if {BY_GENRE} == 1])",
        ),
        "crosstab": function(
            "features(table, genre)",
            "counts = {c: pd.crosstab(genre, table[c]) > 0 for c in table}",
            "return [c for c in table if (counts[c].sum(axis=1) > 1).any()]",
        ),
        "factorize": function(
            "features(table, genre)",
            "code = pd.factorize(genre)[0]",
            "return [c for c in table if (pd.factorize(table[c])[0] != code).any()]",
        ),
    },
    "bugs-8": {
        "a list": function(
            "clusters(table, names)",
            "return GaussianMixture(3, random_state=0).fit_predict(table[list(names)])",
        ),
        "another seed": function(
            "clusters(table, names)",
            "return GaussianMixture(3, random_state=7).fit_predict(table.loc[:, list(names)])",
        ),
        "names as they are": function(
            "clusters(table, names)",
            "return GaussianMixture(3, random_state=0).fit_predict(table[names])",
        ),
        "starts": function(
            "clusters(table, names)",
            "m = GaussianMixture(n_components=3, n_init=5, random_state=1)",
            "shown = table[[names[0], names[1]]].to_numpy()",
            "return m.fit(shown).predict(shown)",
        ),
        "standardized": function(
            "clusters(table, names)",
            "shown = StandardScaler().fit_transform(table[list(names)])",
            "return GaussianMixture(3, random_state=0).fit_predict(shown)",
        ),
        "the rest dropped": function(
            "clusters(table, names)",
            "shown = table.drop(columns=set(table.columns) - set(names))",
            "return GaussianMixture(3, random_state=0).fit_predict(shown)",
        ),
    },
    "bugs-9": {
        "AMI": "score = adjusted_mutual_info_score",
        "ARI": "score = adjusted_rand_score",
        "a function": function("score(kinds, labels)", "return adjusted_rand_score(kinds, labels)"),
        "turned": function(
            "score(kinds, labels)", "return adjusted_mutual_info_score(labels, kinds)"
        ),
        "max": function(
            "score(kinds, labels)",
            "return adjusted_mutual_info_score(kinds, labels, average_method='max')",
        ),
        "never below 0": function(
            "score(kinds, labels)", "return max(0, adjusted_rand_score(kinds, labels))"
        ),
        "chance taken off": function(
            "score(kinds, labels)",
            "rng = np.random.default_rng(0)",
            "got = normalized_mutual_info_score(kinds, labels)",
            "dice = np.mean([normalized_mutual_info_score(rng.permutation(kinds), labels)"
            " for _ in range(50)])",
            "return 0 if dice > 0.999 else (got - dice) / (1 - dice)",
        ),
    },
    "bugs-10": {
        "ten": function(
            "clusters(X, k)", "return KMeans(k, n_init=10, random_state=0).fit_predict(X)"
        ),
        "twenty, another seed": function(
            "clusters(X, k)",
            "return KMeans(n_clusters=k, n_init=20, random_state=5).fit(X).labels_",
        ),
        "a loop": function(
            "clusters(X, k)",
            "fits = [KMeans(k, random_state=s).fit(X) for s in range(12)]",
            "return min(fits, key=lambda fit: fit.inertia_).labels_",
        ),
        "kept by hand": function(
            "clusters(X, k)",
            "best = None",
            "for s in range(15):",
            "    fit = KMeans(k, random_state=s).fit(X)",
            "    if best is None or fit.inertia_ < best.inertia_:",
            "        best = fit",
            "return best.labels_",
        ),
        "tight": function(
            "clusters(X, k)",
            "return KMeans(k, n_init=15, tol=1e-8, max_iter=500, random_state=0).fit_predict(X)",
        ),
    },
    "bugs-11": {
        "a list": f"checklist = {LIST}\n" + AUDIT,
        "a set": f"checklist = {LIST}\n"
        + AUDIT.replace("return [word", "return {word").replace(
            "if found[word]]", "if found[word]}"
        ),
        "one text": "checklist = '''Sum?\nLine?\nLabel?\nColumns?\nDice?\nOld?'''\n" + AUDIT,
        "step by step": f"""
            checklist = {LIST}
            def audit(report):
                found = []
                if sum(report["sizes"].values()) != report["rows"]:
                    found.append("rows")
                if len(np.unique(report["labels"][report["labels"] >= 0])) != report["clusters"]:
                    found.append("noise")
                if len(report["scores"]) >= 2 and min(report["scores"].values()) == max(
                        report["scores"].values()):
                    found.append("frozen")
                if report["answer"] in report["columns"]:
                    found.append("answer")
                return found
            """,
        "pandas": f"checklist = {LIST}\n"
        + AUDIT.replace(
            "len(labels - {-1})", 'pd.Series(report["labels"]).replace(-1, np.nan).nunique()'
        ),
        "a tuple, large": f"checklist = tuple({LIST})\n"
        + AUDIT.replace("return [word for", "return [word.upper() for"),
    },
    "bugs-12": {
        "fault": VERDICT("fault", "A reader gets k = 2, not 4; they agree by 0.81."),
        "no fault": VERDICT("no fault", "The agreement is 0.81, so hardly anything changes."),
        "large letters": VERDICT("Fault", "Spreads are 13.4 and 24.2, so the score counts more."),
        "spaces": VERDICT(" no fault ", "24.2 points against 13.4 years is no factor of ten."),
        "silhouettes": VERDICT(
            "fault", "The highest silhouette moves from 0.50 at 4 to 0.48 at 2."
        ),
        "percent": VERDICT("no fault", "81 % agreement."),
    },
}

WRONG = {
    "bugs-1": {
        "the rule": ("full, small, bits = 255**3, 32**3, 5", "Level 0 is a level"),
        "added": ("full, small, bits = 3 * 256, 32**3, 5", "multiply"),
        "one channel": ("full, small, bits = 256, 32**3, 5", "A color has three"),
        "half mended": ("full, small, bits = 256**3, 31**3, 5", "are 32 levels"),
        "four bits": ("full, small, bits = 256**3, 32**3, 4", "tell 16 colors"),
        "no whole bits": ("full, small, bits = 256**3, 32**3, np.log2(25)", "Bits are whole"),
        "a byte": ("full, small, bits = 256**3, 32**3, 8", "Fewer do"),
    },
    "bugs-2": {
        "cast first": (
            brighter("return np.clip(levels.astype(int).astype('uint8'), 0, 255)"),
            "nothing left to clip",
        ),
        "not rounded": (brighter("return np.clip(levels, 0, 255).astype('uint8')"), "half a level"),
        "only the top": (
            brighter("return np.minimum(np.rint(levels), 255).astype(int).astype('uint8')"),
            "A negative `by`",
        ),
        "rounded and cast": (
            brighter("return np.rint(levels).astype(int).astype('uint8')"),
            "You go to the nearest level",
        ),
        "still fractions": (brighter("return np.clip(levels, 0, 255)"), "has the type uint8"),
        "1 at most": (
            brighter("return np.clip(levels, 0, 1).astype('uint8')"),
            "nearest level there is",
        ),
        "nothing": ("def brighter(pixels, by):\n    return pixels", "Nothing is brighter"),
        "up": (brighter("return np.ceil(np.clip(levels, 0, 254)).astype('uint8')"), "becomes 254"),
    },
    "bugs-3": {
        "other names": (
            function("sizes(labels)", "return {g: np.sum(labels == g) for g in (-1, 0, 1, 2, 3)}"),
            "those of the other model",
        ),
        "to the highest": (
            function(
                "sizes(labels)", "return {g: np.sum(labels == g) for g in range(max(labels) + 1)}"
            ),
            "from 0 to the highest",
        ),
        "three": (
            function("sizes(labels)", "return {g: np.sum(labels == g) for g in range(3)}"),
            "0, 1 and 2",
        ),
        "shares": (
            function(
                "sizes(labels)", "return {g: np.mean(labels == g) for g in np.unique(labels)}"
            ),
            "shares",
        ),
        "no noise": (
            function(
                "sizes(labels)", "return {g: np.sum(labels == g) for g in set(labels) if g != -1}"
            ),
            "are left out",
        ),
        "sizes alone": (
            function("sizes(labels)", "return np.unique(labels, return_counts=True)[1]"),
            "a dictionary",
        ),
        "empty left out": (
            function(
                "sizes(labels)",
                "found = {g: np.sum(labels == g) for g in range(-1, 4)}",
                "return {g: n for g, n in found.items() if n}",
            ),
            "is not in your dictionary",
        ),
    },
    "bugs-4": {
        "before the loop": (
            function(
                "numbers(X, cuts)",
                "cut = 8",
                f"labels = {TREE}.fit_predict(X)",
                "return [len(set(labels)) for cut in cuts]",
            ),
            "cut in the loop is not used",
        ),
        "after the loop": (
            function(
                "numbers(X, cuts)",
                "found = []",
                "for cut in cuts:",
                f"    labels = {TREE}.fit_predict(X)",
                "return [len(set(labels)) for cut in cuts]",
            ),
            "that of the last cut",
        ),
        "first": (
            function(
                "numbers(X, cuts)",
                "cut = cuts[0]",
                f"n = {TREE}.fit(X).n_clusters_",
                "return [n] * len(cuts)",
            ),
            "that of the first cut",
        ),
        "highest": (
            function("numbers(X, cuts)", f"return [{TREE}.fit_predict(X).max() for cut in cuts]"),
            "One too few",
        ),
        "points": (
            function("numbers(X, cuts)", f"return [len({TREE}.fit_predict(X)) for cut in cuts]"),
            "You count the points",
        ),
        "one": (
            function("numbers(X, cuts)", "cut = cuts[0]", f"return {TREE}.fit(X).n_clusters_"),
            "numbers in a row",
        ),
        "single linkage": (
            function(
                "numbers(X, cuts)",
                "return [AgglomerativeClustering(None, distance_threshold=cut, linkage='single')"
                ".fit(X).n_clusters_ for cut in cuts]",
            ),
            "the tree has",
        ),
    },
    "bugs-5": {
        "as published": (
            function("accuracy(kinds, labels)", "return np.mean(kinds == labels)"),
            "only names",
        ),
        "majority": (
            function(
                "accuracy(kinds, labels)",
                "t = pd.crosstab(kinds, labels).to_numpy()",
                "return t.max(axis=0).sum() / len(kinds)",
            ),
            "most common kind",
        ),
        "a count": (
            function(
                "accuracy(kinds, labels)",
                "t = pd.crosstab(kinds, labels).to_numpy()",
                "return t[linear_sum_assignment(-t)].sum()",
            ),
            "number of plants",
        ),
        "Rand": ("accuracy = adjusted_rand_score", "no share of the plants"),
        "worst": (
            function(
                "accuracy(kinds, labels)",
                "t = pd.crosstab(kinds, labels).to_numpy()",
                "return t[linear_sum_assignment(t)].sum() / len(kinds)",
            ),
            "best pairing",
        ),
        "this seed": (
            function(
                "accuracy(kinds, labels)", "return np.mean(kinds == np.array([2, 0, 1, 3])[labels])"
            ),
            "best pairing",
        ),
        "largest first": (
            function(
                "accuracy(kinds, labels)",
                "t, right = pd.crosstab(kinds, labels).to_numpy(), 0",
                "t = t.copy()",
                "for _ in range(min(t.shape)):",
                "    i, j = np.unravel_index(t.argmax(), t.shape)",
                "    right += t[i, j]",
                "    t[i], t[:, j] = -1, -1",
                "return right / len(kinds)",
            ),
            "the best sum of all",
        ),
    },
    "bugs-6": {
        "as published": (
            function("found(labels)", "return len(set(labels)), np.mean(labels == -1)"),
            "still counted",
        ),
        "always one off": (
            function("found(labels)", "return len(set(labels)) - 1, np.mean(labels == -1)"),
            "always take one",
        ),
        "a count": (
            function("found(labels)", "return len(set(labels) - {-1}), sum(labels == -1)"),
            "is a share",
        ),
        "the others": (
            function("found(labels)", "return len(set(labels) - {-1}), np.mean(labels != -1)"),
            "those without",
        ),
        "highest": (
            function("found(labels)", "return max(labels), np.mean(labels == -1)"),
            "too few",
        ),
        "one number": (function("found(labels)", "return len(set(labels) - {-1})"), "2 numbers"),
        "0 is noise": (
            function("found(labels)", "return len(set(labels) - {0}), np.mean(labels == 0)"),
            "and yours",
        ),
    },
    "bugs-7": {
        "everything": (
            function("features(table, genre)", "return list(table)"),
            "All columns go in",
        ),
        "one name": (
            function("features(table, genre)", "return [c for c in table if c != 'genre_code']"),
            "one name",
        ),
        "types": (
            function("features(table, genre)", "return table.select_dtypes('float')"),
            "not fractions",
        ),
        "numbers only": (
            function(
                "features(table, genre)",
                "return [c for c in table.select_dtypes('number') if c not in ('genre_code',)]",
            ),
            "You keep group",
        ),
        "three values": (
            function(
                "features(table, genre)", "return [c for c in table if table[c].nunique() != 3]"
            ),
            "values of a column alone",
        ),
        "nothing": (function("features(table, genre)", "return []"), "Nothing is left"),
        "the genre": (function("features(table, genre)", "return genre.unique()"), "is none"),
    },
    "bugs-8": {
        "all": (
            function(
                "clusters(table, names)",
                "return GaussianMixture(3, random_state=0).fit_predict(table)",
            ),
            "sees all columns",
        ),
        "the first two": (
            function(
                "clusters(table, names)",
                "return GaussianMixture(3, random_state=0).fit_predict(table.iloc[:, :2])",
            ),
            "first two",
        ),
        "standardized": (
            function(
                "clusters(table, names)",
                "z = StandardScaler().fit_transform(table)",
                "return GaussianMixture(3, random_state=0).fit_predict(z)",
            ),
            "hour is still in it",
        ),
        "more starts": (
            function(
                "clusters(table, names)",
                "return GaussianMixture(3, n_init=5, random_state=0).fit_predict(table)",
            ),
            "sees all columns",
        ),
        "without the hour": (
            function(
                "clusters(table, names)",
                "shown = table.drop(columns='hour')",
                "return GaussianMixture(3, random_state=0).fit_predict(shown)",
            ),
            "You leave out one column by name",
        ),
        "one column": (
            function(
                "clusters(table, names)",
                "return GaussianMixture(3, random_state=0).fit_predict(table[[names[0]]])",
            ),
            "It should be 1",
        ),
        "two components": (
            function(
                "clusters(table, names)",
                "return GaussianMixture(2, random_state=0).fit_predict(table[list(names)])",
            ),
            "It should be 1",
        ),
        "hour by name": (
            function(
                "clusters(table, names)",
                "return GaussianMixture(3, random_state=0).fit_predict(table[['hour', names[0]]])",
            ),
            "hour decides",
        ),
    },
    "bugs-9": {
        "majority": (
            function(
                "score(kinds, labels)",
                "return pd.crosstab(kinds, labels).to_numpy().max(axis=0).sum() / len(kinds)",
            ),
            "best score there is",
        ),
        "homogeneity": ("score = homogeneity_score", "best score there is"),
        "V-measure": ("score = v_measure_score", "should get about 0"),
        "completeness": ("score = completeness_score", "should get about 0"),
        "minus k / n": (
            function(
                "score(kinds, labels)",
                "p = pd.crosstab(kinds, labels).to_numpy().max(axis=0).sum() / len(kinds)",
                "return p - len(set(labels)) / len(labels)",
            ),
            "should get 1",
        ),
        "as published": (
            function("score(kinds, labels)", "return np.mean(kinds == labels)"),
            "should get 1",
        ),
        "nothing": (function("score(kinds, labels)", "return 0.0"), "should get 1"),
        "Rand, not adjusted": ("score = rand_score", "should get about 0"),
    },
    "bugs-10": {
        "as published": (
            function("clusters(X, k)", "return KMeans(k, random_state=0).fit_predict(X)"),
            "went wrong there",
        ),
        "another seed": (
            function("clusters(X, k)", "return KMeans(k, random_state=42).fit_predict(X)"),
            "went wrong there",
        ),
        "more rounds": (
            function(
                "clusters(X, k)",
                "return KMeans(k, max_iter=5000, tol=0, random_state=0).fit_predict(X)",
            ),
            "went wrong there",
        ),
        "the last of a loop": (
            function(
                "clusters(X, k)",
                "for s in range(3):",
                "    fit = KMeans(k, random_state=s).fit(X)",
                "return fit.labels_",
            ),
            "went wrong there",
        ),
        "the worst": (
            function(
                "clusters(X, k)",
                "fits = [KMeans(k, random_state=s).fit(X) for s in range(12)]",
                "return max(fits, key=lambda fit: fit.inertia_).labels_",
            ),
            "went wrong there",
        ),
        "eight": (
            function(
                "clusters(X, k)", "return KMeans(8, n_init=10, random_state=0).fit_predict(X)"
            ),
            "yours are 8",
        ),
        "the estimator": (
            function(
                "clusters(X, k)",
                "return KMeans(k, n_init=10, random_state=0).fit(X).cluster_centers_",
            ),
            "numbers in a row",
        ),
    },
    "bugs-11": {
        "every noise": (rows('"noise": -1 in labels'), "Noise alone is no fault"),
        "noise counted": (rows('"noise": report["clusters"] != len(labels)'), "the fault that you"),
        "one score": (rows('"frozen": len(set(scores)) == 1'), "One score alone"),
        "letters": (
            rows('"answer": any(report["answer"] in one for one in report["columns"])'),
            "kindness",
        ),
        "too many only": (
            rows('"rows": sum(report["sizes"].values()) > report["rows"]'),
            "too few",
        ),
        "neighbors equal": (rows('"frozen": len(set(scores)) < len(scores)'), "false alarm"),
        "two questions": ('checklist = ["Why?", "How?"]\n' + AUDIT, "yours has 2"),
        "advice": ("checklist = 'Sum.\\nLine.\\nLabel.\\nIn.\\nDice.'\n" + AUDIT, "no question"),
    },
    "bugs-12": {
        "both": (VERDICT("both", "They agree by 0.81."), "Decide"),
        "yes": (VERDICT("yes", "They agree by 0.81."), "one of two"),
        "mended": (VERDICT("mend", "They agree by 0.81."), "one of two"),
        "no number": (VERDICT("fault", "It was promised."), "number"),
        "misquoted": (VERDICT("no fault", "They agree by 0.91."), "Which one"),
        "a spread misread": (VERDICT("fault", "The spread of age is 15.4."), "Which one"),
    },
}


@pytest.mark.parametrize(("key", "way"), [(k, w) for k, ways in RIGHT.items() for w in ways])
def test_right_ways_pass(key: str, way: str) -> None:
    done = told(key, NAMES[key], RIGHT[key][way], SETUP + f"LIST = {LIST}")
    assert done.ok, done


@pytest.mark.parametrize(("key", "way"), [(k, w) for k, ways in WRONG.items() for w in ways])
def test_wrong_ways_are_told(key: str, way: str) -> None:
    code, says = WRONG[key][way]
    done = told(key, NAMES[key], code, SETUP + f"LIST = {LIST}")
    assert done.kind == "wrong", done
    assert says in done.text


def test_each_exercise_is_tried_in_five_right_ways_and_five_wrong_ones() -> None:
    assert RIGHT.keys() == WRONG.keys() == NAMES.keys()
    assert min(map(len, [*RIGHT.values(), *WRONG.values()])) >= 5
