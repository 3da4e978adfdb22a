"""Exercise hierarchical-4: from a number of clusters to the height of the cut."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, number, result

_TRIES: Final = ((0, 3), (0, 9), (1, 2), (2, 5), (2, 1))  # data set and k


@cache
def _data(place: int) -> Any:
    """Return data whose merges have heights of their own: three sizes, three scales."""
    from teachclust.datasets import make_nested, make_uniform_noise

    if place == 2:
        return 1000 * make_uniform_noise(40, random_state=3).data
    return (1.0, 0.01)[place] * make_nested(90 - 30 * place, random_state=7).data


def _heights(X: Any) -> Any:
    """Return the heights of all merges under Ward linkage, lowest first."""
    from sklearn.cluster import AgglomerativeClustering

    return AgglomerativeClustering(compute_distances=True).fit(X).distances_


def _found(X: Any, height: float) -> Any:
    from sklearn.cluster import AgglomerativeClustering

    return AgglomerativeClustering(n_clusters=None, distance_threshold=height).fit_predict(X)


def _verify(threshold: Any) -> str:
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.metrics import adjusted_rand_score

    measure = function(threshold, "threshold")
    for place, k in _TRIES:
        X = _data(place)
        given = result(measure(X.copy(), k))
        if np.ndim(given):
            raise Mistake(
                f"It returned {np.size(given)} numbers. One height is asked for, at which to cut."
            )
        height = number(given, "What threshold returns")
        labels = _found(X, height) if height >= 0 else np.arange(len(X))
        if labels.max() + 1 != k:
            raise Mistake(_why_not(X, k, height, int(labels.max()) + 1))
        wanted = AgglomerativeClustering(n_clusters=k).fit_predict(X)
        assert adjusted_rand_score(wanted, labels) == 1  # one tree has one cut into k
    return (
        "Three trees in three units, cut five times: each of your heights gives the very clusters "
        "that n_clusters gives."
    )


def _why_not(X: Any, k: int, height: float, got: int) -> str:
    tops = _heights(X)
    told = f"On {len(X)} points with k = {k} it gives {height:.4g}, and so {got} clusters."
    if height == k:
        why = "k counts clusters; a threshold is a height in the units of the data."
    elif k == 1:
        why = "With k = 2 and more you are right. For one cluster the line lies above all merges."
    elif np.isclose(height, tops[k - 1]) and not np.isclose(height, tops[-k]):
        why = (
            "You counted the merges from the bottom. The last ones, at the end, make few clusters."
        )
    elif height == len(X) - k:
        why = "That many merges are done by then. Asked is the height between two of them."
    elif got == k + 1:
        why = "One too many: a cut through m merges leaves m + 1 clusters. Go one merge up."
    elif got == k - 1:
        why = "One too few: a cut through m merges leaves m + 1 clusters. Go one merge down."
    elif any(np.isclose(height, share * tops[-1]) for share in (0.5, 0.7)):
        why = "A fixed share of the tree's height knows nothing of k."
    else:
        why = "Look at the sorted heights: between which two must the line lie for k clusters?"
    return f"{told} {why}"


def _below(X: Any, k: int) -> Any:
    """Return the height above which k - 1 merges lie; for k = 1 more than the last."""
    tops = np.append(_heights(X), np.inf)
    top = tops[-k] if k > 1 else 2 * tops[-2]
    return (tops[-k - 1] + top) / 2


def _careless(X: Any, k: int) -> Any:
    """Return the mean of two merges; -k + 1 is the first of all when k is 1."""
    tops = _heights(X)
    return (tops[-k] + tops[-k + 1]) / 2


def _share(share: float) -> Callable[[Any, int], Any]:
    return lambda X, k: share * _heights(X)[-1]


def _right(seed: int) -> tuple[Any]:
    """Return one of several right ways: halfway, on the upper merge, a little above the lower."""

    def on_the_upper(X: Any, k: int) -> Any:
        return np.append(_heights(X), 1e9)[-k]

    def above_the_lower(X: Any, k: int) -> Any:
        from scipy.cluster.hierarchy import linkage

        return np.sort(linkage(X, "ward")[:, 2])[-k] * (1 + 1e-9)

    return ((_below, on_the_upper, above_the_lower)[seed % 3],)


def _wrong(name: str, threshold: Any, says: str) -> Wrong:
    return Wrong(name, lambda: (threshold,), says)


CUT: Final = Exercise(
    key="hierarchical-4",
    title="The height of a cut",
    level="build",
    fading="own",
    objectives=("cut",),
    hints=(
        "Fit once with compute_distances=True: distances_ holds the heights of all merges, lowest "
        "first. How many of the last ones must the line stay below?",
        "k clusters need the last k - 1 merges undone. So the line lies above the merge before "
        "those, and not above the first of them.",
        "heights[-k] is the last merge that is still done: return a little more than that, or the "
        "mean of it and the next. For k = 1 there is no next.",
    ),
    verify=_verify,
    solution=_right,
    wrong=(
        _wrong("k itself", lambda X, k: k, "k counts clusters"),
        _wrong("counted from the bottom", lambda X, k: _heights(X)[k - 1], "from the bottom"),
        _wrong("the number of merges", lambda X, k: len(X) - k, "many merges are done"),
        _wrong("one too many", lambda X, k: _heights(X)[-k], "One too many"),
        _wrong("one too few", lambda X, k: _below(X, k - 1), "One too few"),
        _wrong("no thought of k = 1", _careless, "above all merges"),
        _wrong("half the tree", _share(0.5), "fixed share"),
        _wrong("nothing undone", lambda X, k: 10 * _heights(X)[-1], "between which two"),
        _wrong("all heights", lambda X, k: _heights(X), "One height is asked for"),
        _wrong("no number", lambda X, k: "high", "should be one number"),
        Wrong("the result, not the function", lambda: (12.5,), "function itself"),
    ),
)
