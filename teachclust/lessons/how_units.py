"""Exercise how-3: features prepared so that the choice of k does not hang on their units."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, numbers, result

_UNITS: Final = ((1.0, 1.0), (100.0, 1.0), (1.0, 1000.0))
_K: Final = 4


def _verify(ready: Any) -> str:
    from teachclust.datasets import load_blobs

    prepare = function(ready, "ready")
    X, target = load_blobs(return_X_y=True)
    given = [numbers(result(prepare(X * units)), "What ready returns") for units in _UNITS]
    if given[0].ndim != 2 or len(given[0]) != len(X):
        raise Mistake(
            f"It should return a row for each of the {len(X)} points and a column for each feature."
        )
    if given[0].shape[1] != X.shape[1]:
        raise Mistake(
            "A feature was dropped. The other one alone cannot tell four groups apart: keep both."
        )
    if not all(np.isfinite(one).all() for one in given):
        raise Mistake("Some numbers came out as NaN or infinite. What did you divide by?")
    _judge_units(X, given)
    agrees = _agreement(given[0], target)
    if agrees < 0.95:
        raise Mistake(
            "Any unit gives the same result now, but the four groups are lost in it: k-means finds "
            f"them only by {agrees:.2f} (1 is whole). Keep the order and the gaps within a feature."
        )
    return "Meters or millimeters, the four groups come out: units no longer choose k."


def _judge_units(X: Any, given: list[Any]) -> None:
    """Raise `Mistake` unless all units give the same numbers."""
    scale = np.abs(given[0]).max() or 1.0
    if all(np.allclose(one, given[0], atol=1e-6 * scale) for one in given[1:]):
        return
    first = given[0]
    if np.allclose(first, X):
        raise Mistake("Nothing has changed yet: the columns come back as they went in.")
    if np.allclose(first - first.mean(axis=0), X - X.mean(axis=0)):
        raise Mistake(
            "You moved the columns, and distances do not notice that. What makes one column "
            "outweigh the other is its spread."
        )
    if np.allclose(np.linalg.norm(first, axis=1), 1):
        raise Mistake(
            "You scaled each row. That throws away how far out a point lies; units belong to "
            "columns."
        )
    ratio = np.ptp(first, axis=0) / np.ptp(X, axis=0)
    if np.isclose(ratio[0], ratio[1]):
        raise Mistake(
            "Both columns were divided by the same number, so the larger one still outweighs "
            "the other. Each column needs its own: axis=0."
        )
    raise Mistake(
        "The result still changes with the units. With one column in millimeters each number of "
        "it is 1000 times as large, and so must be what you divide by."
    )


def _agreement(X: Any, target: Any) -> float:
    from sklearn.cluster import KMeans
    from sklearn.metrics import adjusted_rand_score

    from teachclust.threads import threads_for

    with threads_for(X.size * _K):
        labels = KMeans(n_clusters=_K, n_init=10, random_state=0).fit_predict(X)
    return float(adjusted_rand_score(target, labels))


def _right(seed: int) -> tuple[Any]:
    from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler

    choices = (
        lambda X: (X - X.mean(axis=0)) / X.std(axis=0),
        StandardScaler().fit_transform,
        MinMaxScaler().fit_transform,
        RobustScaler().fit_transform,
        lambda X: X / X.std(axis=0),
    )
    return (choices[seed % len(choices)],)


def _wrong(name: str, ready: Any, says: str) -> Wrong:
    return Wrong(name, lambda: (ready,), says)


def _order_lost(X: Any) -> Any:
    return np.sign(X - X.mean(axis=0)) / 2 + np.random.default_rng(0).normal(size=X.shape)


READY: Final = Exercise(
    key="how-3",
    title="Features on an equal footing",
    level="change",
    fading="faded",
    objectives=("read",),
    hints=(
        "Taking the mean away moves the points. What would make both columns equally wide?",
        "X.std() is one number for the whole table. Which argument gives one for each column?",
        "Divide by X.std(axis=0).",
    ),
    verify=_verify,
    solution=_right,
    wrong=(
        _wrong("nothing", lambda X: X, "Nothing has changed"),
        _wrong("only centered", lambda X: X - X.mean(axis=0), "moved the columns"),
        _wrong("one spread for both", lambda X: (X - X.mean(axis=0)) / X.std(), "the same number"),
        _wrong(
            "rows in place of columns",
            lambda X: X / np.linalg.norm(X, axis=1, keepdims=True),
            "scaled each row",
        ),
        _wrong("logarithm", lambda X: np.log1p(np.abs(X)), "still changes with the units"),
        _wrong("a column dropped", lambda X: X[:, :1] / X[:, :1].std(), "was dropped"),
        _wrong("columns for rows", lambda X: X.T, "a row for each"),
        _wrong("divided by nothing", lambda X: X * np.inf, "NaN or infinite"),
        _wrong("yes or no", _order_lost, "are lost in it"),
        Wrong("the result, not the function", lambda: (np.ones((300, 2)),), "function itself"),
    ),
)
