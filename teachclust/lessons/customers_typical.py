"""Exercise customers-4: clusters found in scaled features, told in the units of the data."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, numbers, result

_K: Final = 3


@cache
def _people() -> Any:
    """Return 120 people in three groups: years, and dollars that alone would split otherwise."""
    import pandas as pd

    rng = np.random.RandomState(4)
    years = np.concatenate([center + rng.exponential(2.5, 40) for center in (22, 42, 62)])
    dollars = np.concatenate(
        [center + rng.exponential(3_500, 40) for center in (20_000, 32_000, 20_000)]
    )
    return pd.DataFrame({"years": years.round(1), "dollars": dollars.round()})


def _grouped(scaled: bool, seed: int = 0) -> Any:
    from sklearn.cluster import KMeans

    X = _people()
    seen = (X - X.mean()) / X.std(ddof=0) if scaled else X
    return KMeans(n_clusters=_K, n_init=10, random_state=seed).fit_predict(seen.to_numpy())


@cache
def _known(kind: str) -> Any:
    """Return sorted rows of a right or a wrong answer."""
    X = _people()
    if kind == "raw":
        return _sorted(X.groupby(_grouped(False)).median())
    labels = _grouped(True)
    if kind == "scaled":
        return _sorted(((X - X.mean()) / X.std(ddof=0)).groupby(labels).median())
    return _sorted(getattr(X.groupby(labels), kind)())


def _sorted(table: Any) -> Any:
    rows = numbers(table, "The table")
    return rows[np.lexsort(rows.T[::-1])] if rows.ndim == 2 else rows


def _verify(answer: Any) -> str:
    typical = function(answer, "typical")
    before, X = _people(), _people().copy()
    found = _sorted(result(typical(X, _K)))
    if not X.equals(before):
        raise Mistake("Your function changes the table that it is given. Work on a new one.")
    if found.shape != (_K, 2):
        raise Mistake(
            f"Asked for 3 clusters of 2 features, typical gave a table of shape {found.shape}. One "
            "row for each cluster, one column for each feature."
        )
    _judge(found)
    return (
        "Found in spreads, told in years and dollars, and a median that a few rich ones can't "
        "pull: such a table can be read to someone who never heard of clusters."
    )


def _judge(found: Any) -> None:
    if _same(found, "median"):
        return
    if _same(found, "mean"):
        raise Mistake(
            "These are means. The dollars have a long tail that pulls them: take medians."
        )
    if np.abs(found).max() < 10:
        raise Mistake(
            "These are in spreads, not in years and dollars. Scale to find the clusters, then go "
            "back to X to tell about them."
        )
    if _same(found, "raw"):
        raise Mistake(
            "These clusters were found in raw features: dollars in thousands outweigh years. "
            "Standardize each column first."
        )
    raise Mistake(
        "Three rows of the right shape, but not the medians of the clusters in standardized "
        "features. Is each row of X with its own label?"
    )


def _same(found: Any, kind: str) -> bool:
    return bool(np.allclose(found, _known(kind), rtol=0.01, atol=0.05))


def _right(seed: int) -> tuple[Any, ...]:
    def typical(X: Any, k: int) -> Any:
        from sklearn.cluster import KMeans
        from sklearn.preprocessing import StandardScaler

        scaled = StandardScaler().fit_transform(X)
        model = KMeans(n_clusters=k, n_init=10, random_state=seed)
        medians = X.groupby(model.fit_predict(scaled)).median()
        return medians.to_numpy()[::-1] if seed % 2 else medians

    return (typical,)


def _changing(X: Any, k: int) -> Any:
    table = _known("median").copy()
    X["years"] = (X["years"] - X["years"].mean()) / X["years"].std()
    return table


def _gives(table: Callable[[], Any]) -> Callable[[], tuple[Any, ...]]:
    return lambda: (lambda X, k: table(),)


TYPICAL: Final = Exercise(
    key="customers-4",
    title="Typical members, in plain units",
    level="build",
    fading="own",
    objectives=("describe", "scale"),
    hints=(
        "Three steps: standardize, cluster, describe. Which table does the last step need?",
        "(X - X.mean()) / X.std() goes to KMeans. Its labels belong to the rows of X as well.",
        "labels = KMeans(n_clusters=k, n_init=10, random_state=0).fit_predict(scaled), then "
        "X.groupby(labels).median().",
    ),
    verify=_verify,
    solution=_right,
    wrong=(
        Wrong("means", _gives(lambda: _known("mean")), "These are means"),
        Wrong("in spreads", _gives(lambda: _known("scaled")), "in spreads, not"),
        Wrong("found raw", _gives(lambda: _known("raw")), "found in raw features"),
        Wrong("one row", _gives(lambda: _people().median()), "gave a table of shape"),
        Wrong(
            "mixed up", _gives(lambda: _known("median") + np.array([3, 900])), "with its own label"
        ),
        Wrong("changes X", lambda: (_changing,), "changes the table"),
    ),
)
