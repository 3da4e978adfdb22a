"""Exercises mnist-2 and mnist-3: a published slip mended, and names used on images not fitted."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Blank, Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, number, numbers, result
from teachclust.scores.matching import match_labels

_CULPRIT: Final = "i"
_OTHERS: Final[dict[str, str]] = {
    "place": "place counts the images, one after the other, as it should. Is it used?",
    "cluster": "cluster is the number of each image's cluster, and its name is looked up rightly.",
    "names": "names holds one digit for each cluster: the looking-up is right. Where is it put?",
    "labels": "labels is read, never written. Look at what is written, and where.",
    "digits": "digits starts as zeros and should be filled image by image. Which place is filled?",
    "k": "k belongs to the loop outside. It is not used inside the function.",
}


def _verify_mend(culprit: Any, digit_of_each: Any) -> str:
    named = str(culprit).strip().strip("`")
    if named in _OTHERS:
        raise Mistake(_OTHERS[named])
    if named != _CULPRIT:
        raise Mistake("culprit is the name of a variable in the function, in quotation marks.")
    function(digit_of_each, "digit_of_each")
    rng = np.random.default_rng(3)
    for n, k in ((40, 5), (25, 9), (1, 2)):
        labels = rng.integers(0, k, size=n)
        names = {c: int(digit) for c, digit in enumerate(rng.integers(1, 10, size=k))}
        _judge_digits(result(digit_of_each(labels.copy(), dict(names))), labels, names)
    return (
        "The loop counts with one name and writes with another, left over from a loop outside: one "
        "image was named, all others stayed 0, whatever the clusters. A number that does not move "
        "when it should is a reason to look at the code."
    )


def _judge_digits(given: Any, labels: Any, names: dict[int, int]) -> None:
    found = numbers(given, "What digit_of_each returns")
    if found.shape != labels.shape:
        raise Mistake(
            f"{len(labels)} images came in, and an array of shape {found.shape} came back. One "
            "digit for each image is needed."
        )
    right = np.array([names[c] for c in labels.tolist()])
    if (found == right).all():
        return
    if not found.any():
        raise Blank("No image is named yet: all are still 0.")
    if len(labels) > 1 and np.count_nonzero(found) == 1:
        raise Mistake("One image is named and all others are still 0: what was published.")
    if (found == labels).all():
        raise Mistake("These are the numbers of the clusters. Look the name of each up in names.")
    if (found == right[-1]).all():
        raise Mistake("Every image got the last name: all places are written at each turn.")
    raise Mistake("Some images have the name of another cluster. Write to the place of the image.")


def _mended(labels: Any, names: dict[int, int]) -> Any:
    return np.array([names[c] for c in labels.tolist()])


def _looped(labels: Any, names: dict[int, int]) -> Any:
    digits = np.zeros(len(labels), dtype=int)
    for place, cluster in enumerate(labels.tolist()):
        digits[place] = names[cluster]
    return digits


def _stale(labels: Any, names: dict[int, int]) -> Any:
    digits = np.zeros(len(labels), dtype=int)
    for cluster in labels.tolist():
        digits[0] = names[cluster]
    return digits


def _by_cluster(labels: Any, names: dict[int, int]) -> Any:
    digits = np.zeros(len(labels), dtype=int)
    for cluster in labels.tolist():
        digits[cluster % len(digits)] = names[cluster]
    return digits


def _all_places(labels: Any, names: dict[int, int]) -> Any:
    return np.full(len(labels), names[int(labels[-1])])


MEND: Final = Exercise(
    key="mnist-2",
    title="The accuracy that did not move",
    level="change",
    fading="faded",
    objectives=("infer",),
    hints=(
        "Run digit_of_each by eye for three images. Which entries of digits are written?",
        "The for line makes two names. Which of them does the next line use, and which not?",
        "The entry to write belongs to the image, and the for line counts the images. The other "
        "name lives in the notebook, outside the function.",
    ),
    verify=_verify_mend,
    solution=lambda seed: ("i", _mended) if seed % 2 else ("`i`", _looped),
    wrong=(
        Wrong("the counter", lambda: ("place", _looped), "as it should"),
        Wrong("the names", lambda: ("names", _looped), "looking-up is right"),
        Wrong("the zeros", lambda: ("digits", _looped), "Which place is filled"),
        Wrong("the other loop", lambda: ("k", _looped), "loop outside. It is not"),
        Wrong("a sentence", lambda: ("the loop variable", _looped), "in quotation marks"),
        Wrong("as published", lambda: ("i", _stale), "what was published"),
        Wrong("by cluster", lambda: ("i", _by_cluster), "name of another cluster"),
        Wrong("clusters", lambda: ("i", lambda labels, names: labels), "numbers of the clusters"),
        Wrong("all places", lambda: ("i", _all_places), "got the last name"),
        Wrong("too few", lambda: ("i", lambda labels, names: [1, 2]), "came back"),
        Wrong("its result", lambda: ("i", 7), "function itself"),
    ),
    count=2,
)


class _Model:
    """A fitted model whose clusters are the first column of the images."""

    def __init__(self) -> None:
        self.fits = 0

    def predict(self, X: Any) -> Any:
        return np.asarray(X)[:, 0].astype(int)

    def fit(self, X: Any, y: Any = None) -> Any:
        self.fits += 1
        return self

    def fit_predict(self, X: Any, y: Any = None) -> Any:
        return self.fit(X).predict(X)


def _case(seed: int) -> tuple[Any, Any, Any, Any]:
    """Return known and new images and digits; the new ones would name clusters otherwise."""
    rng = np.random.default_rng(seed)
    clusters, new = rng.integers(0, 6, size=90), rng.integers(0, 6, size=60)
    clusters[:6] = range(6)
    names, turned = np.array([3, 3, 7, 1, 0, 9]), np.array([3, 8, 7, 1, 5, 9])
    y = np.where(rng.random(90) < 0.8, names[clusters], rng.integers(0, 10, 90))
    y_new = np.where(rng.random(60) < 0.7, turned[new], rng.integers(0, 10, 60))
    return np.column_stack([clusters] * 2), y, np.column_stack([new] * 2), y_new


def _share(X: Any, y: Any, X_new: Any, y_new: Any, method: Any = "majority") -> float:
    names = match_labels(X[:, 0], y, method=method).mapping
    return float(np.mean([names[c] == d for c, d in zip(X_new[:, 0], y_new, strict=True)]))


def _verify_unseen(on_new_images: Any) -> str:
    function(on_new_images, "on_new_images")
    for seed in range(3):
        X, y, X_new, y_new = _case(seed)
        model = _Model()
        share = number(result(on_new_images(model, X, y, X_new, y_new)), "What it returns")
        if model.fits:
            raise Mistake(
                "The model was fitted again, and its clusters with it: the names no longer belong "
                "to them. New images are only assigned, with predict."
            )
        _judge_share(share, X, y, X_new, y_new)
    return (
        "The names come from images that were fitted, the score from images that nobody fitted or "
        "named: that is what a stranger's image will meet."
    )


def _judge_share(share: float, X: Any, y: Any, X_new: Any, y_new: Any) -> None:
    def near(other: float) -> bool:
        return abs(share - other) < 1e-6

    if near(_share(X, y, X_new, y_new)):
        return
    if near(_share(X_new, y_new, X_new, y_new)):
        raise Mistake(
            "The new images' own digits named the clusters: the answer is in the question, and "
            "the share comes out too high."
        )
    if near(_share(X, y, X, y)):
        raise Mistake("That is the share of the known images. Assign the new ones.")
    if near(_share(X, y, X_new, y_new, "hungarian")):
        raise Mistake("One to one, each digit names one cluster only. Here two may share a digit.")
    if near(float(np.mean(X_new[:, 0] == y_new))):
        raise Mistake("Clusters were compared with digits. Give each cluster its name first.")
    if share > 1:
        raise Mistake("That is a count. Divide by the number of new images.")
    raise Mistake("Not the share yet: name by the known images, predict the new, compare.")


def _unseen(model: Any, X: Any, y: Any, X_new: Any, y_new: Any) -> Any:
    names = match_labels(model.predict(X), y, method="majority").mapping
    return np.mean([names[c] for c in model.predict(X_new).tolist()] == y_new)


def _own_way(model: Any, X: Any, y: Any, X_new: Any, y_new: Any) -> float:
    fitted, new = model.predict(X), model.predict(X_new)
    names = {c: np.bincount(y[fitted == c]).argmax() for c in set(fitted.tolist())}
    return float(sum(names[c] == d for c, d in zip(new.tolist(), y_new, strict=True)) / len(y_new))


UNSEEN: Final = Exercise(
    key="mnist-3",
    title="Names for images not fitted",
    level="build",
    fading="faded",
    objectives=("infer",),
    hints=(
        "Which method of a fitted model gives the clusters of images without fitting again?",
        "clusters = model.predict(X_new). Each cluster c has the name names[c].",
        "Make a list of names[c] for c in clusters.tolist(), compare it with y_new, take the mean.",
    ),
    verify=_verify_unseen,
    solution=lambda seed: (_unseen,) if seed % 2 else (_own_way,),
    wrong=(
        Wrong("peeks", lambda: (lambda m, X, y, a, b: _share(a, b, a, b),), "in the question"),
        Wrong("fits again", lambda: (lambda m, X, y, a, b: _unseen(m.fit(a), X, y, a, b),),
              "fitted again"),
        Wrong("known", lambda: (lambda m, X, y, a, b: _share(X, y, X, y),), "of the known"),
        Wrong("one to one", lambda: (lambda m, X, y, a, b: _share(X, y, a, b, "hungarian"),),
              "each digit names one"),
        Wrong("no names", lambda: (lambda m, X, y, a, b: np.mean(m.predict(a) == b),),
              "compared with digits"),
        Wrong("a count", lambda: (lambda m, X, y, a, b: _share(X, y, a, b) * len(b),),
              "That is a count"),
        Wrong("something", lambda: (lambda m, X, y, a, b: 0.123,), "Not the share yet"),
        Wrong("its result", lambda: (0.8,), "function itself"),
    ),
)  # fmt: skip
