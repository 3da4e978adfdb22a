"""The exercises of lesson 04_mnist_minibatch, in the lesson's order."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import numpy as np
from sklearn.cluster import KMeans, MiniBatchKMeans

from teachclust.datasets import make_mnist_like
from teachclust.lessons.answers import (
    Blank,
    Choice,
    Function,
    FunctionAnswer,
    Mistake,
    NumericAnswer,
    OtherAnswer,
    read_number,
    read_numbers,
    read_word,
)
from teachclust.lessons.exercise import Exercise, Wrong
from teachclust.lessons.reasons import Reason
from teachclust.scores import majority_accuracy
from teachclust.scores.matching import match_labels
from teachclust.threads import limit_threads


def pull_exercise(center: int, count: int, batch: tuple[int, int], last: int) -> Exercise:
    """Return the exercise about a center that is pulled by its count.

    A center that has taken `count` points gets a batch of two, and then one more.
    """
    total = count * center + sum(batch)
    first, n = total / (count + 2), count + 2
    second = (total + last) / (n + 1)
    return Exercise(
        key="mnist-1",
        title="Pulled by its count",
        level="respond",
        fading="worked",
        objectives=("follow",),
        hints=(
            "A center stands at the mean of all points that it ever took. How many are there now?",
            f"Before the batch: {count} points with the sum {count * center}. What is the sum once "
            "the batch is in, and of how many points?",
            "Divide the sum by the count. Then add the last point to both, and divide again.",
        ),
        answers=(
            _pulled_first(center, count, batch, first),
            _pulled_second(first, n, last, second),
        ),
        praise=f"{first:g}, then {second:g}: the mean of all {_WORDS[n + 1]} points that it ever "
        f"took. The last one moved it by a {_PARTS[n + 1]} of the way; the hundredth will move it "
        "by a hundredth.",
    )


_WORDS: Final = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}
_PARTS: Final = {5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth"}


def _pulled_first(center: int, count: int, batch: tuple[int, int], first: float) -> NumericAnswer:
    mean, points = sum(batch) / 2, _WORDS[count]
    half, one = (center + mean) / 2, (center + sum(batch)) / 3
    joined = (count * center + mean) / (count + 1)
    unchanged = ((count - 1) * center + sum(batch)) / count
    slips = {
        mean: f"{mean:g} is the mean of the two new points. The {points} points that came before "
        "still count.",
        half: f"{half:g} is half way to the mean of the batch. A center that has taken {count} "
        f"points weighs {count}, not as much as the whole batch.",
        one: f"{one:g} counts the center as one point among three. It stands for {count} points.",
        joined: f"{joined:g} counts the batch as one point, at its mean. Both of its points count.",
        unchanged: f"{unchanged:g} divides by {count}. How many points has the center taken once "
        "the batch is in?",
    }
    return NumericAnswer(
        "first",
        first,
        near=0.01,
        slips=_apart(slips, first),
        another=first - 1,
        fallback=f"first is not {{given:g}}. Add {count} × {center}, {batch[0]} and {batch[1]}, "
        "and divide by the number of points in this sum.",
    )


def _pulled_second(first: float, n: int, last: int, second: float) -> NumericAnswer:
    half, fewer = (first + last) / 2, ((n - 2) * first + last) / (n - 1)
    place, late = first + (last - first) / (first + 1), first + (last - first) / n
    slips = {
        half: f"{half:g} is half way: the count does not start anew with each batch.",
        fewer: f"{fewer:g} forgets to count one point: {n - 2} and 2 make {n} before the last one "
        "comes.",
        place: f"{place:g} takes a step of 1 / {first + 1:g}. The step is one over the number of "
        "points, not over a place on the line.",
        round(late, 2): f"The last point is one of the points by now: divide by {n + 1}, not by "
        f"{n}.",
        float(last): f"{last} is the new point itself. It is one of {_WORDS[n + 1]}.",
    }
    return NumericAnswer(
        "second",
        second,
        near=0.01,
        slips=_apart(slips, second),
        another=second + 1,
        fallback="second is not {given:g}: it starts from where the first batch left it.",
    )


def _apart(slips: Mapping[float, str], right: float) -> dict[float, str]:
    """Return the slips that are neither right nor the same as one before."""
    found: dict[float, str] = {}
    for slip, says in slips.items():
        if all(abs(slip - other) > 0.02 for other in (right, *found)):
            found[slip] = says
    return found


PULL: Final = pull_exercise(10, 4, (16, 22), 20)


def _judge_mend(digit_of_each: Function) -> None:
    rng = np.random.default_rng(3)
    for n, k in ((40, 5), (25, 9), (1, 2)):
        labels = rng.integers(0, k, size=n)
        names = {c: int(digit) for c, digit in enumerate(rng.integers(1, 10, size=k))}
        _judge_digits(digit_of_each(labels.copy(), dict(names)), labels, names)


def _judge_digits(given: Any, labels: Any, names: dict[int, int]) -> None:
    found = read_numbers(given, "What digit_of_each returns")
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
    answers=(
        Choice(
            "culprit",
            ("i",),
            other="culprit is the name of a variable in the function, in quotation marks.",
            slips={
                "place": "place counts the images, one after the other, as it should. Is it used?",
                "cluster": "cluster is the number of each image's cluster, and its name is looked "
                "up correctly.",
                "names": "names holds one digit for each cluster: the looking-up is right. Where "
                "is it put?",
                "labels": "labels is read, never written. Look at what is written, and where.",
                "digits": "digits starts as zeros and should be filled image by image. Which "
                "place is filled?",
                "k": "k belongs to the loop outside. It is not used inside the function.",
            },
            read_by=lambda given, name: str(given).strip().strip("`"),
        ),
        FunctionAnswer("digit_of_each", _judge_mend),
    ),
    praise="The loop counts with one name and writes with another, left over from a loop outside: "
    "one image was named, all others stayed 0, whatever the clusters. A number that does not move "
    "when it should is a reason to look at the code.",
    right=(("i", _mended), ("`i`", _looped)),
    wrong=(
        Wrong("as published", ("i", _stale), "what was published"),
        Wrong("by cluster", ("i", _by_cluster), "name of another cluster"),
        Wrong("clusters", ("i", lambda labels, names: labels), "numbers of the clusters"),
        Wrong("all places", ("i", _all_places), "got the last name"),
        Wrong("too few", ("i", lambda labels, names: [1, 2]), "came back"),
    ),
)


class _Model:
    """A fitted model whose clusters are the first column of the images."""

    def __init__(self, X: Any) -> None:
        self.fits = 0
        self.labels_ = self.predict(X)

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


def _judge_unseen(on_new_images: Function) -> None:
    for seed in range(3):
        X, y, X_new, y_new = _case(seed)
        model = _Model(X)
        share = read_number(on_new_images(model, X, y, X_new, y_new), "What it returns")
        if model.fits:
            raise Mistake(
                "The model was fitted again, and its clusters with it: the names no longer belong "
                "to them. New images are only assigned, with predict."
            )
        _judge_share(share, X, y, X_new, y_new)


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
    if near(100 * _share(X, y, X_new, y_new)):
        raise Mistake("That is a percentage. A share lies between 0 and 1.")
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
        "Each cluster number is a key of the dictionary `names`. Look all of them up.",
        "You have a digit for each new image, and the true ones in y_new. What share is equal?",
    ),
    answers=(FunctionAnswer("on_new_images", _judge_unseen),),
    praise="The names come from images that were fitted, the score from images that nobody fitted "
    "or named: that is what a stranger's image will meet.",
    right=((_unseen,), (_own_way,)),
    wrong=(
        Wrong("peeks", (lambda m, X, y, a, b: _share(a, b, a, b),), "in the question"),
        Wrong("fits again", (lambda m, X, y, a, b: _unseen(m.fit(a), X, y, a, b),), "fitted again"),
        Wrong("known", (lambda m, X, y, a, b: _share(X, y, X, y),), "of the known"),
        Wrong(
            "one to one",
            (lambda m, X, y, a, b: _share(X, y, a, b, "hungarian"),),
            "each digit names one",
        ),
        Wrong(
            "no names", (lambda m, X, y, a, b: np.mean(m.predict(a) == b),), "compared with digits"
        ),
        Wrong("a count", (lambda m, X, y, a, b: _share(X, y, a, b) * len(b),), "That is a count"),
        Wrong(
            "percent",
            (lambda m, X, y, a, b: 100 * _share(X, y, a, b),),
            "That is a percentage",
        ),
        Wrong("something", (lambda m, X, y, a, b: 0.123,), "Not the share yet"),
    ),
)

_ROWS, _BATCH, _PASSES = 107, 20, 3
#: with fewer rows in a batch than batches in a pass, the two can't be taken for each other
_SMALL_BATCH = 7


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


def _judge_passes(fit_in_passes: Function) -> None:
    for batch_size in (_BATCH, _SMALL_BATCH):
        _judge_passes_of(fit_in_passes, batch_size)


def _judge_passes_of(fit_in_passes: Function, batch_size: int) -> None:
    model, seen, calls = _watched()
    X = np.column_stack([np.arange(_ROWS), np.arange(_ROWS) % 7]).astype(float)
    given = X.copy()
    back = fit_in_passes(model, given, batch_size, _PASSES, np.random.default_rng(1))
    if calls:
        raise Mistake(
            "fit starts from nothing at each call. The method that goes on has two words."
        )
    if not seen:
        raise Mistake("The model was given no batch.")
    if not np.array_equal(given, X):
        raise Mistake("X was shuffled in place: the caller's own rows now stand in another order.")
    _judge_batches(seen, batch_size)
    if not hasattr(back, "cluster_centers_"):
        raise Mistake("Return the model, fitted.")


def _judge_batches(seen: list[Any], batch_size: int) -> None:
    rows = np.concatenate(seen)
    largest = max(map(len, seen))
    if largest > batch_size and len(seen) == batch_size * _PASSES:
        raise Mistake(
            f"You made {batch_size} batches of each pass. batch_size is how many rows a batch has "
            "at most."
        )
    if largest > batch_size:
        raise Mistake(f"One batch has {largest} rows; batch_size was {batch_size}.")
    if len(rows) == _ROWS or (len(rows) < _ROWS * 2 and len(np.unique(rows)) > _ROWS * 0.8):
        raise Mistake(f"The rows came in one pass; n_passes was {_PASSES}.")
    if len(rows) > 1.5 * _ROWS * _PASSES:
        raise Mistake(
            f"{len(rows)} rows were given in all, not {_ROWS} in each of {_PASSES} passes: do the "
            "batches overlap?"
        )
    full = _ROWS // batch_size * batch_size
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


def _in_passes(model: Any, X: Any, batch_size: int, n_passes: int, rng: Any) -> Any:
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
    return _in_passes(model, X, batch_size, 1, rng)


def _all_at_once(model: Any, X: Any, batch_size: int, n_passes: int, rng: Any) -> Any:
    return _in_passes(model, X, len(X), n_passes, rng)


def _so_many(model: Any, X: Any, batch_size: int, n_passes: int, rng: Any) -> Any:
    for _ in range(n_passes):
        for rows in np.array_split(rng.permutation(len(X)), batch_size):
            model.partial_fit(X[rows])
    return model


def _overlapping(model: Any, X: Any, batch_size: int, n_passes: int, rng: Any) -> Any:
    for _ in range(n_passes):
        order = rng.permutation(len(X))
        for first in range(len(X)):
            model.partial_fit(X[order[first : first + batch_size]])
    return model


def _keeps(model: Any, X: Any, batch_size: int, n_passes: int, rng: Any) -> Any:
    _in_passes(model, X, batch_size, n_passes, rng)
    return "done"


PASSES: Final = Exercise(
    key="mnist-4",
    title="Batches of your own",
    level="build",
    fading="own",
    objectives=("measure",),
    hints=(
        "Two loops: one over the passes, one over the batches of a pass. What changes between"
        " two passes?",
        "`rng.permutation(len(X))` gives the row numbers in a new order. A batch is a piece "
        "of that order.",
        "`range` takes a step: its numbers are where the pieces begin. Which method of the "
        "model goes on from where it is?",
    ),
    answers=(FunctionAnswer("fit_in_passes", _judge_passes),),
    praise="Every row once a pass, in an order that chance makes, at a price that does not depend "
    "on weights: what a data set needs that is too large to draw from, or to load at once.",
    right=((_in_passes,), (_split,)),
    wrong=(
        Wrong("fit", (_refits,), "method that goes on"),
        Wrong("as stored", (_in_order,), "came as they are stored"),
        Wrong("the same order", (_same_order,), "the same batches"),
        Wrong("with repeats", (_repeats,), "drawing with repeats"),
        Wrong("the rest is lost", (_no_rest,), "left out of every pass"),
        Wrong("in place", (_in_place,), "in place"),
        Wrong("one pass", (_one_pass,), "came in one pass"),
        Wrong("so many batches", (_so_many,), "You made 7 batches"),
        Wrong("batches that overlap", (_overlapping,), "do the batches overlap"),
        Wrong("all at once", (_all_at_once,), "One batch has"),
        Wrong("no batch", (lambda model, X, size, n, rng: model,), "no batch"),
        Wrong("returns a word", (_keeps,), "Return the model"),
    ),
)

_MOST: Final = 80
_ENOUGH: Final = 50


def _judge_k(k: float) -> None:
    if k != int(k) or k < 1:
        raise Mistake("k is a whole number from 1 up.")
    if k > _MOST:
        raise Mistake(
            f"{k:g} clusters need {k:g} names, and the expert gives {_MOST}. The highest accuracy "
            "of a table is of no use if nobody can pay for it."
        )
    if k == 10:
        raise Mistake(
            "Ten digits, but more than ten ways to write them: with ten clusters whole digits have "
            f"none of their own. And the expert names {_ENOUGH} scans at least."
        )
    if k < _ENOUGH:
        raise Mistake(
            f"The expert names {_ENOUGH} scans at least; {k:g} clusters are fewer. With more of "
            "them more ways of writing get a name."
        )


def _read_method(given: Any, name: str) -> str:
    word = read_word(given, name).replace(" ", "-").replace("minibatch", "mini-batch")
    names = {"mini-batchkmeans": "mini-batch", "kmeans": "k-means"}
    return names.get(word, word)


@cache
def _drawer(k: int, method: str) -> float:
    """Return the share of scans named correctly when the scan nearest to each center is named."""
    archive = make_mnist_like(3_000, 0, scaled=True, random_state=1)
    mini, full = MiniBatchKMeans(k, batch_size=256, random_state=0), KMeans(k, random_state=0)
    model = mini if method == "mini-batch" else full
    with limit_threads(1):
        model.set_params(n_init=1).fit(archive.data)
        nearest = model.transform(archive.data).argmin(axis=0)
    names = dict(enumerate(archive.target[nearest].tolist()))
    return majority_accuracy(model.labels_, names, np.asarray(archive.target))


def _praise_budget(k: float, method: str, because: str) -> str:
    right = _drawer(int(k), method)
    return (
        f"That can be defended. Here is how it went: the expert names one scan for each of your "
        f"{int(k)} clusters, the one nearest to its center, and about {round(100 * right)} of "
        f"100 scans get their right digit by it. Who checks the others?"
    )


_REASON: Final = (
    "The expert names 80 scans at most, so k = 80. Mini-batch needs less than half of the "
    "distances, and its inertia is 0.74 of that at k = 10, where k-means has 0.71. A wrong digit "
    "harms whoever is looked up by it, so somebody should check."
)
_FEW: Final = (
    "With 80 names paid for, k = 80. 3,000 scans are few, so the work of k-means can be done, and "
    "its inertia is lower: 0.71 against 0.74. On a million scans I would take mini-batch. A wrong "
    "digit harms whoever is looked up by it."
)

BUDGET: Final = Exercise(
    key="mnist-5",
    title="An archive with a budget",
    level="respond",
    fading="own",
    objectives=("decide", "compare"),
    hints=(
        "Each cluster costs one name. How many clusters can be named at most, and at least?",
        "Inertia falls with every k, so it does not say where to stop here. The budget does.",
        "For the method: what does k-means gain in inertia, and what does it cost in distances? "
        "Both can be defended.",
    ),
    answers=(
        OtherAnswer("k", _judge_k, read_by=read_number),
        Choice(
            "method",
            ("mini-batch", "k-means"),
            other='method is one of two words: "mini-batch" or "k-means".',
            read_by=_read_method,
        ),
        Reason(
            _REASON,
            values={
                "budget of names": (50, 80),
                "inertia by that at k = 10": (0.71, 0.74, 0.77, 0.8),
                "scans": (3000,),
            },
            models={"mini-batch": _REASON, "k-means": _FEW},
            names=("what the other method would gain", "who is harmed by a wrong digit"),
        ),
    ),
    praise=_praise_budget,
    right=(
        (64, "mini-batch", _REASON),
        (64.0, "K-Means", _REASON),
        ("64", "MiniBatchKMeans", _REASON),
        (80, "kmeans", _REASON),
    ),
    wrong=(
        Wrong("ten digits", (10, "mini-batch", _REASON), "Ten digits, but more"),
        Wrong("the most accurate", (256, "mini-batch", _REASON), "nobody can pay"),
        Wrong("unused", (36, "k-means", _REASON), "scans at least; 36"),
        Wrong("a part", (64.5, "k-means", _REASON), "whole number from 1"),
        Wrong("no k", ("many",), "should be one number"),
    ),
)

EXERCISES: Final = (PULL, MEND, UNSEEN, PASSES, BUDGET)
