"""Exercise mnist-4: mini-batches of one's own, each row once in every pass."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from sklearn.cluster import MiniBatchKMeans

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, result

_ROWS, _BATCH, _PASSES = 107, 20, 3


def _watched() -> tuple[Any, list[Any], list[str]]:
    """Return a model that writes down the rows it is given, by their number, and calls of fit."""
    seen: list[Any] = []
    calls: list[str] = []

    class Watched(MiniBatchKMeans):  # type: ignore[misc]
        def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Any:
            calls.append("fit")
            return super().fit(X, y, sample_weight)

        def partial_fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Any:
            seen.append(np.asarray(X)[:, 0].astype(int))
            return super().partial_fit(X, y, sample_weight)

    return Watched(n_clusters=3, n_init=1, random_state=0), seen, calls


def _verify(fit_in_passes: Any) -> str:
    function(fit_in_passes, "fit_in_passes")
    model, seen, calls = _watched()
    X = np.column_stack([np.arange(_ROWS), np.arange(_ROWS) % 7]).astype(float)
    given = X.copy()
    back = result(fit_in_passes(model, given, _BATCH, _PASSES, np.random.default_rng(1)))
    if calls:
        raise Mistake(
            "fit starts from nothing at each call. The method that goes on has two words."
        )
    if not seen:
        raise Mistake("The model was given no batch.")
    if not np.array_equal(given, X):
        raise Mistake("X was shuffled in place: the caller's own rows now stand in another order.")
    _judge_batches(seen)
    if not hasattr(back, "cluster_centers_"):
        raise Mistake("Return the model, fitted.")
    return (
        "Every row once a pass, in an order that chance makes, at a price that does not depend on "
        "weights: what a data set needs that is too large to draw from, or to load at once."
    )


def _judge_batches(seen: list[Any]) -> None:
    rows = np.concatenate(seen)
    if max(map(len, seen)) > _BATCH:
        raise Mistake(f"One batch has {max(map(len, seen))} rows; batch_size was {_BATCH}.")
    if len(rows) == _ROWS or (len(rows) < _ROWS * 2 and len(np.unique(rows)) > _ROWS * 0.8):
        raise Mistake(f"The rows came in one pass; n_passes was {_PASSES}.")
    full = _ROWS // _BATCH * _BATCH
    if len(rows) == full * _PASSES:
        raise Mistake(
            f"{_ROWS - full} of {_ROWS} rows are left out of every pass: the last batch may be "
            "smaller than the others."
        )
    passes = [rows[i : i + _ROWS] for i in range(0, len(rows), _ROWS)]
    if any(len(np.unique(one)) < len(one) for one in passes):
        raise Mistake(
            "Within one pass some rows came twice, and others not at all: that is drawing with "
            "repeats. Shuffle the row numbers once a pass and cut them into batches."
        )
    if len(rows) != _ROWS * _PASSES:
        raise Mistake(f"{len(rows)} rows were given in all, not {_ROWS} in each of {_PASSES}.")
    if any(np.array_equal(one, np.arange(_ROWS)) for one in passes):
        raise Mistake(
            "The rows came as they are stored. If that is an order (by digit, by line of a "
            "picture), the first batches are all of one kind."
        )
    if any(np.array_equal(passes[0], one) for one in passes[1:]):
        raise Mistake("Each pass has the same order, so the same batches. Shuffle in every pass.")


def _right(model: Any, X: Any, batch_size: int, n_passes: int, rng: Any) -> Any:
    for _ in range(n_passes):
        order = rng.permutation(len(X))
        for first in range(0, len(X), batch_size):
            model.partial_fit(X[order[first : first + batch_size]])
    return model


def _split(model: Any, X: Any, batch_size: int, n_passes: int, rng: Any) -> Any:
    for _ in range(n_passes):
        for rows in np.array_split(rng.permutation(len(X)), -(-len(X) // batch_size)):
            model.partial_fit(X[rows])
    return model


def _in_order(model: Any, X: Any, batch_size: int, n_passes: int, rng: Any) -> Any:
    for _ in range(n_passes):
        for first in range(0, len(X), batch_size):
            model.partial_fit(X[first : first + batch_size])
    return model


def _same_order(model: Any, X: Any, batch_size: int, n_passes: int, rng: Any) -> Any:
    return _in_order(model, X[rng.permutation(len(X))], batch_size, n_passes, rng)


def _repeats(model: Any, X: Any, batch_size: int, n_passes: int, rng: Any) -> Any:
    for _ in range(n_passes):
        for first in range(0, len(X), batch_size):
            size = min(batch_size, len(X) - first)
            model.partial_fit(X[rng.integers(len(X), size=size)])
    return model


def _no_rest(model: Any, X: Any, batch_size: int, n_passes: int, rng: Any) -> Any:
    for _ in range(n_passes):
        order = rng.permutation(len(X))
        for i in range(len(X) // batch_size):
            model.partial_fit(X[order[i * batch_size : (i + 1) * batch_size]])
    return model


def _refits(model: Any, X: Any, batch_size: int, n_passes: int, rng: Any) -> Any:
    return model.fit(X)


def _in_place(model: Any, X: Any, batch_size: int, n_passes: int, rng: Any) -> Any:
    for _ in range(n_passes):
        rng.shuffle(X)
        _in_order(model, X, batch_size, 1, rng)
    return model


def _one_pass(model: Any, X: Any, batch_size: int, n_passes: int, rng: Any) -> Any:
    return _right(model, X, batch_size, 1, rng)


def _all_at_once(model: Any, X: Any, batch_size: int, n_passes: int, rng: Any) -> Any:
    return _right(model, X, len(X), n_passes, rng)


def _keeps(model: Any, X: Any, batch_size: int, n_passes: int, rng: Any) -> Any:
    _right(model, X, batch_size, n_passes, rng)
    return "done"


PASSES: Final = Exercise(
    key="mnist-4",
    title="Batches of your own",
    level="build",
    fading="own",
    objectives=("measure",),
    hints=(
        "Two loops: one over the passes, one over the batches of a pass. What changes between two "
        "passes?",
        "`order = rng.permutation(len(X))` makes a new order of row numbers. A batch is a piece of "
        "it: `order[first:first + batch_size]`.",
        "For each pass: a new order; for `first in range(0, len(X), batch_size)`: "
        "`model.partial_fit` of the rows in that piece. After both loops return the model.",
    ),
    verify=_verify,
    solution=lambda seed: (_right,) if seed % 2 else (_split,),
    wrong=(
        Wrong("fit", lambda: (_refits,), "method that goes on"),
        Wrong("as stored", lambda: (_in_order,), "came as they are stored"),
        Wrong("the same order", lambda: (_same_order,), "the same batches"),
        Wrong("with repeats", lambda: (_repeats,), "drawing with repeats"),
        Wrong("the rest is lost", lambda: (_no_rest,), "left out of every pass"),
        Wrong("in place", lambda: (_in_place,), "in place"),
        Wrong("one pass", lambda: (_one_pass,), "came in one pass"),
        Wrong("all at once", lambda: (_all_at_once,), "One batch has"),
        Wrong("no batch", lambda: (lambda model, X, size, n, rng: model,), "no batch"),
        Wrong("returns a word", lambda: (_keeps,), "Return the model"),
        Wrong("its result", lambda: (MiniBatchKMeans(3, random_state=0),), "function itself"),
    ),
)
