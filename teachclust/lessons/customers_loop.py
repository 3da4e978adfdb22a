"""Exercise customers-3: every k scored with its own model, not with the loop's last one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, number, result

_KS: Final = (2, 3, 4, 5)
# labels of another seed may differ a little at a k that the data don't have
_NEAR: Final = 0.03


@cache
def _points() -> Any:
    from teachclust.datasets import load_blobs

    return load_blobs().data[::2]


@cache
def _right(ks: tuple[int, ...] = _KS) -> dict[int, float]:
    from sklearn.cluster import KMeans

    from teachclust.scores import silhouette

    points = _points()
    return {
        k: silhouette(
            points, KMeans(n_clusters=k, n_init=10, random_state=0).fit_predict(points)
        ).mean
        for k in ks
    }


def _verify(answer: Any) -> str:
    scores = function(answer, "scores")
    found = result(scores(_points(), _KS))
    if isinstance(found, int | float | np.number):
        raise Mistake("scores gives back one number. Give back one for each k: the dictionary.")
    if not isinstance(found, dict):
        raise Mistake("scores should give back the dictionary: a silhouette by k.")
    if len(found) == 1:
        raise Mistake(
            f"Only k = {next(iter(found))} came out: the line that scores stands after the loop, "
            "where only the last model is left. Which lines must happen for every k?"
        )
    if sorted(found) != list(_KS):
        raise Mistake(f"Asked for k = 2 to 5, scores gave k = {', '.join(map(str, found))}.")
    given = {k: number(found[k], "Each silhouette") for k in _KS}
    _judge(given)
    return (
        "Each k is scored with its own model. A name keeps what it was given last: after a loop "
        "that is the last round's."
    )


def _judge(given: dict[int, float]) -> None:
    right = _right()
    if all(abs(given[k] - right[k]) <= _NEAR for k in _KS):
        return
    if max(given.values()) - min(given.values()) < 1e-9:
        raise Mistake(
            "All k have the same silhouette: that of one model. The score must be taken inside "
            "the loop, before the name model is given to the next."
        )
    if max(given.values()) > 1:
        raise Mistake("A silhouette is 1 at most. This looks like inertia.")
    after = [k for k in _KS[1:] if abs(given[k] - right[k - 1]) <= _NEAR]
    if len(after) == len(_KS) - 1:
        raise Mistake("Each k has the silhouette of the k before it: score after fit, not before.")
    raise Mistake(
        "These are not the silhouettes of k = 2 to 5. Score each model on its own labels."
    )


def _solution(seed: int) -> tuple[Any, ...]:
    def scores(points: Any, ks: Any) -> dict[int, float]:
        from sklearn.cluster import KMeans
        from sklearn.metrics import silhouette_score

        found = {}
        for k in ks:
            model = KMeans(n_clusters=k, n_init=10, random_state=seed).fit(points)
            found[k] = float(silhouette_score(points, model.labels_))
        return found

    return (scores,)


def _leftover(points: Any, ks: Any) -> dict[int, float]:
    return dict.fromkeys(ks, _right()[max(ks)])


def _one_only(points: Any, ks: Any) -> dict[int, float]:
    return {max(ks): _right()[max(ks)]}


def _late(points: Any, ks: Any) -> dict[int, float]:
    return {k: _right()[max(k - 1, 2)] for k in ks}


def _of(scores: Callable[..., Any]) -> Callable[[], tuple[Any, ...]]:
    return lambda: (scores,)


LOOP: Final = Exercise(
    key="customers-3",
    title="Every score with its own model",
    level="change",
    fading="faded",
    objectives=("trace",),
    hints=(
        "Read the code as Python does: how many times does the line with silhouette run?",
        "A line belongs to the loop if it is indented as far as the line that fits.",
        "Indent found[k] = ... by four more spaces, and end with return found.",
    ),
    verify=_verify,
    solution=_solution,
    wrong=(
        Wrong("after the loop", _of(_one_only), "stands after the loop"),
        Wrong("one model for all", _of(_leftover), "All k have the same silhouette"),
        Wrong("one number", _of(lambda points, ks: 0.5), "gives back one number"),
        Wrong("a list", _of(lambda points, ks: list(_right().values())), "the dictionary: a sil"),
        Wrong("fewer k", _of(lambda points, ks: {2: 0.5, 4: 0.6}), "Asked for k = 2 to 5"),
        Wrong(
            "inertia",
            _of(lambda points, ks: {k: 900.0 / k for k in ks}),
            "looks like inertia",
        ),
        Wrong("scored too early", _of(_late), "of the k before it"),
        Wrong(
            "other labels",
            _of(lambda points, ks: {k: 0.1 * k for k in ks}),
            "not the silhouettes of",
        ),
    ),
)
