"""Exercise digits-4: k-means as features for a classifier, better than the pixels."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.threads import threads_for

#: the share that the pixels alone reach, and the one to reach with clusters
_TARGET: Final = 0.96


@cache
def _halves() -> tuple[Any, Any, Any, Any]:
    from sklearn.datasets import load_digits
    from sklearn.model_selection import train_test_split

    X, y = load_digits(return_X_y=True)
    parts = train_test_split(X, y, test_size=0.5, random_state=0)
    return parts[0], parts[1], parts[2], parts[3]


def _verify(model: Any) -> str:
    from sklearn.base import is_classifier
    from sklearn.pipeline import Pipeline

    if not isinstance(model, Pipeline):
        raise Mistake(
            "Give a pipeline, not fitted: make_pipeline(KMeans(...), LogisticRegression(...))."
        )
    steps = [step for _, step in model.steps]
    if not is_classifier(steps[-1]):
        raise Mistake("The last step must be a classifier: clusters have no names of their own.")
    k = next((step.n_clusters for step in steps[:-1] if hasattr(step, "n_clusters")), None)
    if k is None:
        raise Mistake(
            "No step clusters. Put a KMeans before the classifier: it hands distances on."
        )
    score = _score(model)
    if score >= _TARGET:
        return f"{score:.3f} on pictures it has not seen, with {k} distances in place of 64 pixels."
    if k <= 20:
        raise Mistake(
            f"{score:.3f}: {k} distances say less than 64 pixels. A picture is told by how far it "
            "is from many typical ones, so more clusters help here."
        )
    raise Mistake(f"{score:.3f}. Try another number of clusters, or let the classifier run on.")


def _score(model: Any) -> float:
    from sklearn.base import clone

    X, X_test, y, y_test = _halves()
    with warnings.catch_warnings(), threads_for(1):
        warnings.simplefilter("ignore")  # a classifier that stops early: the score tells
        return float(np.mean(clone(model).fit(X, y).predict(X_test) == y_test))


def _pipeline(k: int, seed: int = 0) -> Any:
    from sklearn.cluster import KMeans
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    means = KMeans(n_clusters=k, n_init=1, random_state=seed)
    return make_pipeline(means, LogisticRegression(max_iter=5000))


def _without() -> Any:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=200))


def _ends_with_clusters() -> Any:
    from sklearn.cluster import KMeans
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(StandardScaler(), KMeans(n_clusters=10, random_state=0))


FEATURES: Final = Exercise(
    key="digits-4",
    title="Clusters as features",
    level="build",
    fading="own",
    objectives=("improve",),
    hints=(
        "A KMeans in a pipeline hands on the distances to all its centers: they are the features.",
        "`make_pipeline(KMeans(...), LogisticRegression(max_iter=5000))`. How many clusters?",
        "Ten are too few: with 100 clusters a picture is told by its distance to 100 others.",
    ),
    verify=_verify,
    solution=lambda seed: (_pipeline(100 if seed % 2 else 80, seed),),
    wrong=(
        Wrong("as many as digits", lambda: (_pipeline(10),), "more clusters help"),
        Wrong("no clusters", lambda: (_without(),), "No step clusters"),
        Wrong("no classifier", lambda: (_ends_with_clusters(),), "must be a classifier"),
    ),
)
