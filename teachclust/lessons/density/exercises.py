"""The exercises of lesson 08_density, in the lesson's order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from sklearn.base import clone
from sklearn.cluster import DBSCAN, HDBSCAN, KMeans

from teachclust.datasets import make_circles, make_parked_bikes
from teachclust.lessons.answers import (
    Blank,
    Function,
    FunctionOnCases,
    Mistake,
    OtherAnswer,
    Slip,
    learners_code,
    read_number,
    read_numbers,
    read_word,
)
from teachclust.lessons.exercise import Answers, Exercise, Wrong
from teachclust.lessons.reasons import Reason

# points on a line, eps = 2 and min_samples = 3: each slip below gives another answer
_LINE: Final = (0, 1, 4, 6, 7, 8, 10)
_RIGHT: Final = "nnbcccb"
_NAMES: Final = {"c": "core", "b": "border", "n": "noise"}
_WITHIN: Final = (2, 2, 2, 4, 3, 4, 2)

_KIND_SLIPS: Final[dict[str, str]] = {
    "nnbcbcb": (
        "You left the point itself out of the count. min_samples counts it, so 7 with its two "
        "neighbors has 3."
    ),
    "nnnbcbn": (
        "A point at a distance of exactly eps still counts: from 8 to 10 it is 2, and that is "
        "within eps = 2."
    ),
    "bbbcccb": (
        "0 and 1 are neighbors, but neither of them is core. A border point is within eps of a "
        "core point; any other company does not count."
    ),
    "nnncccn": (
        "4 and 10 are not core, but each is within eps of a core point. Such points belong to its "
        "cluster: border."
    ),
    "nnccccc": (
        "4 and 10 are near a core point, and that does not make them core. Each has only 2 points "
        "within eps, itself counted."
    ),
    "ccccccc": "Count for each point alone. Not all of them have 3 within eps.",
}


def _read_letters(kinds: Any, name: str) -> str:
    """Return the first letters of the words, whether they come as a list or as one text."""
    words = (
        re.findall(r"\w+", kinds)
        if isinstance(kinds, str)
        else list(np.ravel(np.asarray(kinds, dtype=object)))
    )
    if any(word is ... or word is None for word in words):
        raise Blank
    if len(words) == 1 and len(str(words[0])) == len(_LINE):
        words = list(str(words[0]))
    if len(words) != len(_LINE):
        raise Mistake(f"There are {len(_LINE)} points, and your answer has {len(words)} words.")
    letters = "".join(str(word).strip().lower()[:1] for word in words)
    if set(letters) - set(_NAMES):
        raise Mistake('Each word is one of three: "core", "border" or "noise".')
    return letters


def _judge_letters(letters: str) -> None:
    if letters == _RIGHT:
        return
    if letters in _KIND_SLIPS:
        raise Mistake(_KIND_SLIPS[letters])
    off = next(i for i, letter in enumerate(letters) if letter != _RIGHT[i])
    raise Mistake(
        f"The point {_LINE[off]} is not {_NAMES[letters[off]]}: it has {_WITHIN[off]} points "
        "within eps, itself counted. With fewer than 3, ask whether one of them is core."
    )


_WORDS: Final = tuple(_NAMES[letter] for letter in _RIGHT)

BY_HAND: Final = Exercise(
    key="density-1",
    title="Core, border, noise by hand",
    level="respond",
    fading="worked",
    objectives=("classify",),
    hints=(
        "First write under each point how many points are within 2 of it, itself counted.",
        "Within 2 of the point 6 are 4, 6, 7 and 8, so it is core. Count the others in that way.",
        "For each point that is not core, look at the points within 2 of it. Is one of them core?",
    ),
    answers=(OtherAnswer("kinds", _judge_letters, read_by=_read_letters),),
    praise=(
        "6, 7 and 8 are core and carry the cluster; 4 and 10 hang on to it; 0 and 1 have each "
        "other, but two are too few."
    ),
    right=(
        (list(_WORDS),),
        (" ".join(_WORDS),),
        ([word.title() for word in _WORDS],),
        (np.array(_WORDS),),
        (_RIGHT.upper(),),
        (tuple(_RIGHT),),
    ),
    wrong=(
        *(
            Wrong(says[:30], ([_NAMES[letter] for letter in letters],), says)
            for letters, says in _KIND_SLIPS.items()
        ),
        Wrong("another slip", ("nnbbccb",), "The point 6 is not border"),
        Wrong("too few words", (["core", "noise"],), "your answer has 2 words"),
        Wrong("another word", (["member"] * 7,), "one of three"),
    ),
)

_MIN_SAMPLES: Final = 5
_STRAYS: Final = 60
_CIRCLE: Final = 150
# the height at which the curve is read, and how far off an eye may be
_HEIGHT: Final = 0.5
_BY_EYE: Final = 3


@cache
def _rings() -> Any:
    """Return two circles among strays, as the lesson makes them."""
    strays = np.random.default_rng(0).uniform(-2.5, 2.5, size=(_STRAYS, 2))
    return np.vstack([make_circles().data, strays])


def _fifth(more: int = 0) -> Any:
    """Return the distance from each point to its fifth nearest, itself counted, or one further."""
    X = _rings()
    distance = np.sqrt(((X[:, None] - X) ** 2).sum(axis=2))
    return np.sort(distance, axis=1)[:, _MIN_SAMPLES - 1 + more]


def _sizes(eps: float) -> list[int]:
    """Return the sizes of the clusters that DBSCAN finds, the largest first."""
    labels = DBSCAN(eps=eps, min_samples=_MIN_SAMPLES).fit_predict(_rings())
    return sorted(np.bincount(labels[labels >= 0]).tolist(), reverse=True)


def _above(eps: float) -> int:
    """Return how many points have their fifth farther than eps: they are not core."""
    return int(np.sum(_fifth() > eps))


def _judge_count(count: float) -> None:
    """Raise `Mistake` for a count that was not read at the height that was asked for."""
    above, points = _above(_HEIGHT), len(_rings())
    if abs(count - above) <= _BY_EYE:
        return
    if abs(count - (points - above)) <= _BY_EYE:
        raise Mistake(
            "You counted the core points, to the right of the crossing. Those to the left have "
            f"their fifth farther than {_HEIGHT}."
        )
    if count == np.sum(_fifth(more=1) > _HEIGHT):
        raise Mistake(
            "You measured to the 6th nearest. Column 0 is the point itself, so the 5th is column 4."
        )
    if count == len(_rings()) - sum(_sizes(_HEIGHT)):
        raise Mistake(
            f"So many are noise at {_HEIGHT}. Border points are in a cluster, and yet not core: "
            "read the curve."
        )
    if abs(count - 52) <= _BY_EYE:
        raise Mistake(
            f"So many lie farther than the bend. Asked is the height {_HEIGHT}, and fewer points "
            "are above that."
        )
    if count <= 0:
        raise Mistake(
            f"Part of the curve is higher than {_HEIGHT}: none of those points has five within it."
        )
    raise Mistake(
        f"The eps is good. Go from {_HEIGHT} straight across to the curve, and then down: how many "
        f"points are to the left? Not {count:g}."
    )


def _judge_eps(given: float) -> None:
    """Raise `Mistake` for an eps that does not find the two circles."""
    if given <= 0:
        raise Mistake("eps is a distance, so it is larger than 0.")
    if given > 2 * _fifth().max():
        raise Mistake(
            f"{given:g} is a place on the horizontal axis, where points are counted. eps is a "
            "distance: read it off the vertical one."
        )
    if given >= _fifth().max() * 0.9:
        raise Mistake(
            f"{given:g} is the top of the curve: with it the loneliest stray would be core. Come "
            "down to the bend."
        )
    sizes = _sizes(given)
    if not sizes:
        raise Mistake(
            f"No point has {_MIN_SAMPLES} within {given:g}: all would be noise. The whole curve "
            "lies above this eps."
        )
    if sizes[0] > 1.5 * _CIRCLE:
        raise Mistake(
            f"With {given:g} both circles are in one cluster: steps are longer than the gap "
            "between them. Come down to where the curve bends."
        )
    if len(sizes) > 2:
        raise Mistake(
            f"With {given:g} the circles crumble into {len(sizes)} clusters. You are on the flat "
            "part; go up to where the curve bends."
        )


def _praise_eps(eps: float, not_core: float) -> str:
    points, sizes = len(_rings()), _sizes(_HEIGHT)
    return (
        f"With {eps:g} both circles are found, and {points - sum(_sizes(eps))} points are "
        f"noise. With {_HEIGHT} only {points - sum(sizes)} are, but the circles are one: less "
        "noise is no proof of a better eps."
    )


def _right_eps(seed: int) -> Answers:
    fitting = (0.18, 0.2, 0.22, 0.25, 0.28, 0.3)
    return fitting[seed % len(fitting)], _above(_HEIGHT) + seed % 7 - 3


EPS: Final = Exercise(
    key="density-2",
    title="eps from the curve",
    level="change",
    fading="faded",
    objectives=("choose",),
    hints=(
        "Follow the curve from its flat side, right to left: where does it begin to climb steeply?",
        "The height of that bend is near a good eps. For not_core, go from 0.5 on the vertical "
        "axis across to the curve, then down to the horizontal one.",
        "Try an eps: DBSCAN(eps=..., min_samples=5).fit_predict(rings) gives labels. Circles in "
        "pieces need more, circles in one need less. np.sum(fifth > height) counts what is above.",
    ),
    answers=(
        OtherAnswer("eps", _judge_eps, read_by=read_number),
        OtherAnswer("not_core", _judge_count, read_by=read_number),
    ),
    praise=_praise_eps,
    right=_right_eps,
    wrong=(
        Wrong("on the flat part", (0.1, 35), "the circles crumble"),
        Wrong("below the curve", (0.01, 35), "all would be noise"),
        Wrong("past the gap", (0.5, 35), "in one cluster"),
        Wrong("the top of the curve", (1.7, 35), "loneliest stray"),
        Wrong("a count of points", (50, 35), "horizontal axis"),
        Wrong("no distance", (-0.2, 35), "larger than 0"),
        Wrong("core for not core", (0.2, 325), "counted the core points"),
        Wrong("at the bend", (0.2, 52), "farther than the bend"),
        Wrong("noise for not core", (0.2, 28), "So many are noise"),
        Wrong("none", (0.2, 0), "none of those points has five"),
        Wrong("another count", (0.2, 150), "The eps is good"),
    ),
)


def _near(X: Any, eps: float) -> Any:
    distance = np.sqrt(((X[:, None] - X) ** 2).sum(axis=2))
    return distance <= eps


def _named(core: Any, border: Any) -> Any:
    return np.where(core, "core", np.where(border, "border", "noise"))


def _kinds_by(
    border: Callable[[Any, Any], Any] = lambda near, core: near[:, core].any(axis=1),
    count: Callable[[Any], Any] = lambda near: near.sum(axis=1),
    near: Callable[[Any, float], Any] = _near,
) -> Function:
    """Return a function like the learner's; other parts make the known wrong answers."""

    def kinds(X: Any, eps: float, min_samples: int) -> Any:
        close = near(X, eps)
        core = count(close) >= min_samples
        return _named(core, ~core & border(close, core))

    return kinds


def _kinds_data() -> list[tuple[Any, float, int]]:
    """Return points on a line at exact distances, and points in a plane around two places."""
    rng = np.random.default_rng(0)
    line = np.array([[0.0], [1], [4], [6], [7], [8], [10]])
    plane = rng.normal(size=(60, 2)) + np.repeat([[0, 0], [5, 1]], 30, axis=0)
    return [(plane, 0.6, 6), (line, 2, 3), (plane, 0.4, 5), (plane, 0.01, 1)]


def _read_kinds(value: Any, case: tuple[Any, ...]) -> tuple[str, ...]:
    """Return the words that a learner's function gave."""
    points, given = len(case[0]), np.asarray(value, dtype=object)
    if any(word is ... or word is None for word in given.ravel()):
        raise Blank
    if given.shape != (points,):
        raise Mistake(f"For {points} points it should give {points} words, in a row.")
    if all(isinstance(word, bool | np.bool_) for word in given):
        raise Mistake("It gives True and False. Return the words, as the last line does.")
    words = tuple(str(word) for word in given.tolist())
    if set(words) - set(_NAMES.values()):
        raise Mistake('Each word is one of "core", "border" and "noise".')
    return words


def _first_difference(case: tuple[Any, ...], words: Any, right: Any) -> str:
    """Name a point that is called wrongly."""
    X, eps, min_samples = case
    point = next(i for i in range(len(X)) if words[i] != right[i])
    near = int(_near(X, eps)[point].sum())
    return (
        f"With eps={eps:g} and min_samples={min_samples}, row {point} of {len(X)} has {near} "
        f"within eps, itself counted. You call it {words[point]}, and it is {right[point]}."
    )


def _right_kinds(seed: int) -> Answers:
    borders: tuple[Callable[[Any, Any], Any], ...] = (
        lambda near, core: near[:, core].any(axis=1),
        lambda near, core: near[core].any(axis=0),
        lambda near, core: (near & core).any(axis=1),
        lambda near, core: near @ core,
    )
    chosen = _kinds_by(border=borders[seed % len(borders)])
    if seed % 3:
        return (chosen,)
    return (lambda X, eps, min_samples: list(chosen(X, eps, min_samples)),)


KINDS: Final = Exercise(
    key="density-3",
    title="Border points in numpy",
    level="build",
    fading="faded",
    objectives=("classify",),
    hints=(
        "near is a square of True and False: row i says which points are within eps of point i. "
        "Which columns of it matter here?",
        "near[:, core] keeps the columns of core points. Is there one True or more in row i?",
        "A mask has one True or False for each row. any(axis=...) makes one of many: along which "
        "axis?",
    ),
    answers=(
        FunctionOnCases(
            "kinds",
            _kinds_data(),
            _kinds_by(),
            read_by=_read_kinds,
            slips=(
                Slip(
                    _kinds_by(border=lambda near, core: near.any(axis=1)),
                    "Nothing is noise any more: each point is within eps of itself. Ask for a "
                    "*core* point within eps.",
                ),
                Slip(
                    _kinds_by(border=lambda near, core: near.sum(axis=1) > 1),
                    "You take any neighbor. A border point is within eps of a core point; a "
                    "neighbor that is no core point lends no cluster.",
                ),
                Slip(
                    _kinds_by(border=lambda near, core: near[:, core].all(axis=1)),
                    "This asks for all core points within eps. One is enough: any in place of all.",
                ),
                Slip(
                    _kinds_by(border=lambda near, core: np.zeros(len(core), dtype=bool)),
                    "No border points come out. Those are not core themselves, but a core point "
                    "is within eps of them.",
                ),
                Slip(
                    _kinds_by(border=lambda near, core: ~near[:, core].any(axis=1)),
                    "Border and noise have changed places: without a core point within eps it is "
                    "noise.",
                ),
                Slip(
                    _kinds_by(border=lambda near, core: near[:, core].sum(axis=1) > 1),
                    "You ask for two core points or more. One core point within eps is enough.",
                ),
                Slip(
                    _kinds_by(count=lambda near: near.sum(axis=1) - 1),
                    "Your count leaves the point itself out. In scikit-learn min_samples counts "
                    "it.",
                ),
                Slip(
                    _kinds_by(
                        near=lambda X, eps: np.sqrt(((X[:, None] - X) ** 2).sum(axis=2)) < eps
                    ),
                    "A point at a distance of exactly eps still counts: <= in place of <.",
                ),
            ),
            fallback=_first_difference,
        ),
    ),
    praise="The same core, border and noise points as scikit-learn's, on lines and in planes.",
    right=_right_kinds,
    wrong=(
        Wrong("a mask", (lambda X, e, m: _near(X, e).sum(axis=1) >= m,), "True and False"),
        Wrong("one word", (lambda X, e, m: "core",), "words, in a row"),
        Wrong("other words", (lambda X, e, m: ["edge"] * len(X),), "Each word is one of"),
        Wrong("all noise", (lambda X, e, m: ["noise"] * len(X),), "You call it noise"),
    ),
)


def _clusters(labels: Any) -> int:
    return len(set(labels.tolist()) - {-1})


def _noise(labels: Any) -> int:
    return int(np.sum(labels == -1))


def _read_tally(value: Any, case: tuple[Any, ...]) -> tuple[float, float]:
    given = read_numbers(value, "What tally returns")
    if given.shape != (2,):
        raise Mistake("tally should return two numbers: return clusters, noise.")
    return float(given[0]), float(given[1])


TALLY: Final = Exercise(
    key="density-4",
    title="Clusters and noise, counted",
    level="build",
    fading="own",
    objectives=("count",),
    hints=(
        "Count two things apart: the different values that are clusters, and the points with the "
        "value -1.",
        "set(labels) has the different values. Is -1 always among them?",
        "Try your function on [0, 0, 1] and on [-1, -1]: it should give (2, 0) and (0, 2).",
    ),
    answers=(
        FunctionOnCases(
            "tally",
            (
                (np.array([0, 0, 1, -1, 1, 2, -1, 2, 0, -1, 2, 1, 0, -1]),),
                (np.array([0, 1, 1, 0, 2, 2, 0]),),
                (np.array([-1, -1, -1, -1, -1]),),
                (np.array([0, 0, 0, -1, 0, 0]),),
                (np.array([0, 0, 0]),),
            ),
            lambda labels: (_clusters(labels), _noise(labels)),
            read_by=_read_tally,
            slips=(
                Slip(
                    lambda labels: (len(set(labels.tolist())), _noise(labels)),
                    "Noise is counted as a cluster: -1 is one of the values, but no cluster.",
                ),
                Slip(
                    lambda labels: (len(set(labels.tolist())) - 1, _noise(labels)),
                    "You always take one away. Labels without any noise have no -1 in them, and "
                    "then a cluster is lost.",
                ),
                Slip(
                    lambda labels: (labels.max(), _noise(labels)),
                    "The highest label is one less than the number of clusters, as counting "
                    "starts at 0.",
                ),
                Slip(
                    lambda labels: (_noise(labels), _clusters(labels)),
                    "Both numbers are right, in the wrong order: clusters first, then noise "
                    "points.",
                ),
                Slip(
                    lambda labels: (_clusters(labels), np.mean(labels == -1)),
                    "The second number is the share of noise. Asked is how many points.",
                ),
                Slip(
                    lambda labels: (_clusters(labels), int(-1 in labels)),
                    "You count noise as one thing. Asked is how many points have the label -1.",
                ),
                Slip(
                    lambda labels: (_clusters(labels), np.sum(labels <= 0)),
                    "You count cluster 0 with the noise. Noise is -1 alone.",
                ),
                Slip(
                    lambda labels: (np.sum(labels >= 0), _noise(labels)),
                    "The first number is how many points are in clusters. Asked is how many "
                    "clusters.",
                ),
            ),
            fallback=lambda case, given, wanted: (
                f"For the labels {case[0].tolist()} it gives {given[0]:g} and {given[1]:g}. There "
                f"are {wanted[0]:g} clusters and {wanted[1]:g} noise points."
            ),
        ),
    ),
    praise="With noise, without any, and where all is noise: both counts are right.",
    right=(
        (lambda labels: (len(set(labels) - {-1}), (labels == -1).sum()),),
        (lambda labels: (labels.max() + 1, np.count_nonzero(labels < 0)),),
        (lambda labels: [len(np.unique(labels[labels >= 0])), list(labels).count(-1)],),
        (lambda labels: np.array([len(set(labels)) - (-1 in labels), sum(labels == -1)]),),
    ),
    wrong=(
        Wrong("one number", (_clusters,), "two numbers"),
        Wrong("always the same", (lambda labels: (3, 4),), "For the labels"),
    ),
)

_DENSE: Final = ("station", "market", "river path", "campus")
_SUBURB: Final = 4
# a place is found if this share of its bikes is in one cluster
_WHOLE: Final = 0.75
_PART_OF_SUBURB: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Found:
    """What a model makes of the bikes: the cluster that holds most of each place, and how much."""

    clusters: int
    noise: int
    bikes: int
    holder: tuple[int, ...]
    share: tuple[float, ...]

    @property
    def suburb(self) -> bool:
        return self.share[_SUBURB] >= _PART_OF_SUBURB

    @property
    def scraps(self) -> int:
        """Clusters that hold none of the places."""
        places = [*self.holder[: len(_DENSE)], *([self.holder[_SUBURB]] if self.suburb else [])]
        return self.clusters - len({place for place in places if place >= 0})


def _look(model: Any, name: str) -> _Found:
    if isinstance(model, type) or not hasattr(model, "fit_predict"):
        raise Mistake("model is an estimator, not fitted, such as DBSCAN(eps=30, min_samples=5).")
    town = make_parked_bikes()
    with learners_code():
        own = clone(model)
        if "copy" in own.get_params():  # HDBSCAN warns unless it is told
            own.set_params(copy=True)
        labels = np.asarray(own.fit_predict(town.data))
    holder, share = [], []
    for place in range(len(town.target_names)):
        there = labels[town.target == place]
        sizes = np.bincount(there[there >= 0], minlength=1)
        holder.append(int(sizes.argmax()) if sizes.max() else -1)
        share.append(float(sizes.max() / len(there)))
    clusters, noise = int(labels.max()) + 1, int(np.sum(labels == -1))
    return _Found(clusters, noise, len(labels), tuple(holder), tuple(share))


def _judge_plan(found: _Found, suburb: str, because: str) -> None:
    _judge_clusters(found)
    if suburb not in ("racks", "no racks"):
        raise Mistake('suburb is one of two: "racks" or "no racks".')
    if suburb == "racks" and not found.suburb:
        raise Mistake(
            "Your model leaves the suburb's bikes as noise, and yet you put racks there. Change "
            "the model or the plan, so that one follows from the other."
        )
    if found.suburb and suburb != "racks":
        raise Mistake(
            "Your model finds the suburb as a cluster, and your plan gives it no racks. Take a "
            "model whose clusters are the places where you build."
        )


def _judge_clusters(found: _Found) -> None:
    """Raise `Mistake` for clusters on which no rack can be built."""
    if found.clusters == 0:
        raise Mistake("All bikes are noise: none has enough others within eps. It is in meters.")
    if found.noise == 0:
        raise Mistake(
            "No bike is noise, so a stray in a field counts for a rack as much as the station "
            "does. Take a model that may leave points out."
        )
    holder, share = found.holder[: len(_DENSE)], found.share[: len(_DENSE)]
    if len(set(holder)) == 1:
        raise Mistake("All places are one cluster: steps are longer than any gap between them.")
    if holder[0] == holder[1] and min(share[:2]) >= _WHOLE:
        raise Mistake(
            "Station and market have become one cluster. They are 80 m apart, so steps must be "
            "shorter than that."
        )
    lost = [name for name, part in zip(_DENSE, share, strict=True) if part < _WHOLE]
    if lost:
        raise Mistake(
            f"Broken up or lost: {', '.join(lost)}. Clusters: {found.clusters}. Steps are too "
            "short for them, or too many neighbors are asked for."
        )
    if found.scraps:
        raise Mistake(
            f"The places are found. Besides them there are scraps ({found.scraps}): clusters of a "
            "few bikes that happen to stand together. Ask for more neighbors, or for larger "
            "clusters."
        )


def _praise_plan(found: _Found, suburb: str, because: str) -> str:
    racks = f"{found.clusters} clusters, {found.noise} of {found.bikes} bikes left out. "
    if found.suburb:
        return (
            f"That can be defended: {racks}The suburb counts although it is sparse; a walk to its "
            "rack is longer, and somebody should say whether that is worth it."
        )
    return (
        f"That can be defended: {racks}Racks where bikes pile up, none in the suburb; its people "
        "may ask why, and the answer is the density that you asked for."
    )


_SHORT: Final = (
    "A rack serves bikes within a short walk, so one density will do: 50 m is less than the 80 m "
    "between station and market, and 10 neighbors leave no scraps. With 100 m those two would "
    "share a rack. The suburb gets none; the van goes there."
)
_ANY: Final = (
    "People of the suburb park together too, 80 bikes, only farther apart. HDBSCAN finds 5 "
    "clusters of unequal density, for which no single eps would do; with 40 or more the path "
    "would lose bikes. Their walk to the rack is longer."
)


def _dbscan(eps: float, min_samples: int) -> Any:
    return DBSCAN(eps=eps, min_samples=min_samples)


DECIDE: Final = Exercise(
    key="density-5",
    title="Racks to defend",
    level="respond",
    fading="own",
    objectives=("detect", "defend"),
    hints=(
        "Decide first who should get racks: only places where bikes pile up, or the suburb too? "
        "The first is one density, the second is several.",
        "For one density take DBSCAN. eps is in meters: longer than the steps along the path, "
        "shorter than the 80 m between station and market; with more than 5 neighbors scraps go.",
        "HDBSCAN has no eps: min_cluster_size is how many bikes make a place. Look at the table: "
        "which size leaves no small cluster, and no large one broken?",
    ),
    answers=(
        OtherAnswer("model", read_by=_look),
        OtherAnswer("suburb", read_by=read_word),
        Reason(
            _SHORT,
            values={
                "eps, in meters": (25, 50, 100),
                "neighbors": (5, 10, 15, 40),
                "gap, in meters": (80,),
                "clusters": (4, 5),
                "noise": (148, 94, 50, 39, 156),
            },
            models={"no racks in the suburb": _SHORT, "racks in the suburb": _ANY},
            names=("who gets racks, and who doesn't", "what another setting would have done"),
        ),
    ),
    together=_judge_plan,
    praise=_praise_plan,
    right=(
        (_dbscan(50, 10), "no racks", _SHORT),
        (HDBSCAN(min_cluster_size=15, copy=True), "racks", _ANY),
        (_dbscan(55, 10), "No racks", _SHORT),
        (HDBSCAN(min_cluster_size=10), "racks", _ANY),
    ),
    wrong=(
        Wrong(
            "no noise",
            (KMeans(n_clusters=5, n_init=10, random_state=0), "racks"),
            "a stray in a field",
        ),
        Wrong("eps as for the moons", (_dbscan(0.2, 5),), "All bikes are noise"),
        Wrong("larger than any gap", (_dbscan(220, 5),), "All places are one"),
        Wrong("past one gap", (_dbscan(100, 10),), "have become one cluster"),
        Wrong("too short", (_dbscan(20, 5),), "Broken up or lost"),
        Wrong("too few neighbors", (_dbscan(45, 3),), "scraps"),
        Wrong("racks on noise", (_dbscan(50, 10), "racks"), "and yet you put racks"),
        Wrong(
            "a cluster without racks",
            (HDBSCAN(min_cluster_size=15, copy=True), "no racks"),
            "gives it no racks",
        ),
        Wrong("another plan", (_dbscan(50, 10), "some"), "one of two"),
        Wrong("labels for a model", ([0, 1], "racks"), "is an estimator"),
    ),
)

EXERCISES: Final = (BY_HAND, EPS, KINDS, TALLY, DECIDE)
