"""Exercises blobs-2 and blobs-3: starts that do no harm, and how k-means++ draws them."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Blank, Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, numbers, result

_SEEDS: Final = 20
_K: Final = 4


def _verify_restarts(model: Any) -> str:
    from sklearn.cluster import KMeans

    if not isinstance(model, KMeans):
        raise Mistake("Give the model itself, not its result: model = KMeans(...), without .fit.")
    params = model.get_params()
    if any(value is ... for value in params.values()):
        raise Blank
    if params["n_clusters"] != _K:
        raise Mistake(
            "More clusters always lower inertia, but that answers another question. Keep four."
        )
    reached = _reached(model)
    # one miss is allowed: a good answer may be unlucky in one seed of twenty
    if reached >= _SEEDS - 1:
        return f"{reached} of {_SEEDS} seeds now reach the best inertia. No luck needed."
    raise Mistake(_why_stuck(params) + f" {reached} of {_SEEDS} seeds reach the best inertia.")


def _reached(model: Any) -> int:
    """Count the seeds from which a model finds the best split of the hard data."""
    from sklearn.base import clone
    from sklearn.cluster import KMeans

    from teachclust.datasets import make_hard_start
    from teachclust.threads import threads_for

    X, _ = make_hard_start(return_X_y=True)
    with threads_for(X.size * _K):
        best = KMeans(_K, n_init=50, random_state=0).fit(X).inertia_
        ends = [
            clone(model).set_params(random_state=seed).fit(X).inertia_ for seed in range(_SEEDS)
        ]
    return int(np.sum(np.array(ends) <= best * 1.001))


def _why_stuck(params: dict[str, Any]) -> str:
    if params["max_iter"] != 300:
        return (
            "max_iter lets one start walk longer, but a stuck start has already stopped. "
            "n_init is the one that tries again."
        )
    if params["tol"] != 1e-4:
        return "tol says when a walk counts as settled. It does not give the walk another start."
    if params["random_state"] not in (None, 0):
        return "A lucky seed is luck on these data only: the check tries other seeds as well."
    if params["algorithm"] != "lloyd":
        return "The algorithm changes how fast the same steps are computed, not where they end."
    if params["n_init"] not in (1, "auto"):
        return "More starts is the right idea; these are still too few."
    if not isinstance(params["init"], str):
        return "From these centers k-means gets stuck: put one into each blob."
    if params["init"] == "k-means++":
        return "Centers far apart help, but one draw can still go wrong."
    return "Nothing has changed yet: this is one start, drawn anywhere."


def _kmeans(**params: Any) -> tuple[Any]:
    from sklearn.cluster import KMeans

    given = {"n_clusters": _K, "init": "random", "n_init": 1, "random_state": 0} | params
    return (KMeans(**given),)


def _right_model(seed: int) -> tuple[Any]:
    init = "k-means++" if seed % 2 else "random"
    return _kmeans(init=init, n_init=30 + seed, random_state=None if seed % 3 else seed)


RESTARTS: Final = Exercise(
    key="blobs-2",
    title="Make the start harmless",
    level="change",
    fading="faded",
    objectives=("start",),
    hints=(
        "A settled start will not move again. What could you have more of, besides steps?",
        "KMeans has one parameter for the number of starts, and another for how they are drawn.",
        "KMeans(n_clusters=4, init='random', n_init=..., random_state=0) with n_init around 30.",
    ),
    verify=_verify_restarts,
    solution=_right_model,
    wrong=(
        Wrong("max_iter instead of n_init", lambda: _kmeans(max_iter=3000), "walk longer"),
        Wrong("tol instead of n_init", lambda: _kmeans(tol=0), "counts as settled"),
        Wrong("a lucky seed", lambda: _kmeans(random_state=7), "lucky seed"),
        Wrong("more clusters", lambda: _kmeans(n_clusters=8, n_init=10), "another question"),
        Wrong("another algorithm", lambda: _kmeans(algorithm="elkan"), "how fast"),
        Wrong("nothing changed", _kmeans, "Nothing has changed"),
        Wrong("two starts", lambda: _kmeans(n_init=2), "still too few"),
        Wrong("the labels", lambda: (np.zeros(160),), "Give the model itself"),
    ),
)


def _verify_chances(draw_chances: Any) -> str:
    draw = function(draw_chances, "draw_chances")
    rng = np.random.default_rng(0)
    for size in (7, 12, 30):
        X = rng.normal(size=(size, 2)) * 3
        center = X[0].copy()
        _judge_chances(numbers(result(draw(X.copy(), center.copy())), "The result"), X, center)
    return "The chance grows as the squared distance, so far blobs get a center of their own."


def _judge_chances(given: Any, X: Any, center: Any) -> None:
    squared = ((X - center) ** 2).sum(axis=1)
    right = squared / squared.sum()
    if given.shape != right.shape:
        raise Mistake(
            f"There should be one chance for each of the {len(X)} points; the shape is "
            f"{given.shape}. Add up each row on its own: axis=1."
        )
    if np.allclose(given, right):
        return
    if np.allclose(given, given[0]) and given[0] != 0:
        raise Mistake("Every point has the same chance here: that is init='random'.")
    plain = np.sqrt(squared)
    if np.allclose(given, plain / plain.sum()):
        raise Mistake("These grow as the distance. k-means++ squares it, so far points weigh more.")
    if np.allclose(given * squared.sum(), right * given.sum() * squared.sum()):
        raise Mistake("The proportions are right, but chances must add up to 1. Divide by the sum.")
    if given.argmax() != right.argmax():
        raise Mistake("The farthest point should be the likeliest. Yours is another one.")
    raise Mistake("Not squared distance over its sum: the first few should be near " + _few(right))


def _few(values: Any) -> str:
    return ", ".join(f"{value:.3f}" for value in values[:3]) + "."


def _squares(X: Any, center: Any) -> Any:
    return ((X - center) ** 2).sum(axis=1)


def _normed(values: Any) -> Any:
    return values / values.sum()


CHANCES: Final = Exercise(
    key="blobs-3",
    title="How k-means++ draws the second center",
    level="build",
    fading="faded",
    objectives=("start",),
    hints=(
        "For each point you need one number: how far it is from the first center, squared.",
        "gap ** 2 squares both columns. What adds up the two columns of each row?",
        "squared = (gap ** 2).sum(axis=1)",
    ),
    verify=_verify_chances,
    solution=lambda seed: (lambda X, center: _normed(_squares(X, center)),),
    wrong=(
        Wrong(
            "distance, not squared",
            lambda: (lambda X, c: _normed(np.sqrt(_squares(X, c))),),
            "grow as the distance",
        ),
        Wrong("not divided by the sum", lambda: (_squares,), "add up to 1"),
        Wrong("sum without axis", lambda: (lambda X, c: ((X - c) ** 2).sum(),), "axis=1"),
        Wrong("uniform", lambda: (lambda X, c: np.full(len(X), 1 / len(X)),), "init='random'"),
        Wrong(
            "nearest is likeliest",
            lambda: (lambda X, c: _normed(1 / (1 + _squares(X, c))),),
            "farthest point should be",
        ),
        Wrong(
            "cubed", lambda: (lambda X, c: _normed(_squares(X, c) ** 1.5),), "first few should be"
        ),
        Wrong("the result, not the function", lambda: (np.ones(5),), "function itself"),
    ),
)
