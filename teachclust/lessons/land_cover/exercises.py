"""The exercises of lesson 11_land_cover, in the lesson's order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from teachclust.lessons.answers import (
    USE_OR_REFUSE,
    Blank,
    Function,
    FunctionOnCases,
    Mistake,
    OtherAnswer,
    Slip,
    read_numbers,
    read_word,
    whole_number,
)
from teachclust.lessons.exercise import Exercise, Wrong
from teachclust.lessons.reasons import Reason


def _read_words(given: Any, name: str, known: Sequence[str], asked: int) -> tuple[str, ...]:
    """Return the words of a list, of a dictionary by id, or of one text."""
    if isinstance(given, dict):
        if set(given) != set(range(asked)):
            raise Mistake(
                f"{name} has an entry for each of the ids 0 to {asked - 1}, and no other."
            )
        given = [given[i] for i in range(asked)]
    words = (
        re.findall(r"\w+", given)
        if isinstance(given, str)
        else list(np.ravel(np.asarray(given, dtype=object)))
    )
    if any(word is ... or word is None for word in words):
        raise Blank
    if len(words) != asked:
        raise Mistake(f"{asked} words are asked for, and {name} has {len(words)}.")
    read = tuple(str(word).strip().lower() for word in words)
    if set(read) - set(known):
        raise Mistake(f"Each word is one of {len(known)}: {', '.join(known)}.")
    return read


# -- 1: four pixels of red and near infrared, in percent ----------------------------------------

_CENTERS: Final = {"crop": (4, 34), "water": (2, 1), "desert": (36, 43), "fallow": (14, 21)}
_PIXELS: Final = ((1, 5), (14, 32), (26, 27), (26, 33))
_NEAREST: Final = ("water", "crop", "fallow", "desert")

_NEAREST_SLIPS: Final[dict[tuple[str, ...], str]] = {
    ("water", "fallow", "desert", "desert"): "You compared red alone. A distance adds up the "
    "squared gaps of both bands.",
    ("water", "crop", "fallow", "crop"): "You compared near infrared alone. A distance adds up the "
    "squared gaps of both bands.",
    ("water", "fallow", "fallow", "desert"): "You added the gaps themselves. K-means adds their "
    "squares: for (14, 32), crop has 100 + 4 and fallow 0 + 121.",
    ("desert", "water", "water", "water"): "Those are the centers that are farthest away. The "
    "nearest one is asked for.",
}


def _judge_nearest(words: tuple[str, ...]) -> None:
    if words == _NEAREST:
        return
    if words in _NEAREST_SLIPS:
        raise Mistake(_NEAREST_SLIPS[words])
    off = next(i for i, word in enumerate(words) if word != _NEAREST[i])
    pixel, center = _PIXELS[off], _CENTERS[words[off]]
    gaps = tuple((a - b) ** 2 for a, b in zip(pixel, center, strict=True))
    raise Mistake(
        f"Pixel {pixel} to {words[off]} {center} is {gaps[0]} + {gaps[1]} = {sum(gaps)}. Another "
        "center is nearer."
    )


NEAREST: Final = Exercise(
    key="land-1",
    title="The nearest center, by hand",
    level="respond",
    fading="worked",
    objectives=("apply",),
    hints=(
        "Write for the first pixel the gap in red and the gap in near infrared to each center.",
        "Square both gaps and add them. The smallest of the four sums wins; no root is needed.",
        "Three pixels are close to two centers each: compute both sums there, not one.",
    ),
    answers=(
        OtherAnswer(
            "nearest",
            _judge_nearest,
            read_by=lambda given, name: _read_words(given, name, tuple(_CENTERS), len(_PIXELS)),
        ),
    ),
    praise="Four pixels, four sums each: that is all that happens when trained centers are applied "
    "to a scene, only for every pixel.",
    right=(
        (list(_NEAREST),),
        (" ".join(_NEAREST),),
        (np.array(_NEAREST),),
        ([word.title() for word in _NEAREST],),
        (dict(enumerate(_NEAREST)),),
    ),
    wrong=(
        *(Wrong(says[:30], (list(words),), says) for words, says in _NEAREST_SLIPS.items()),
        Wrong("one slip", (["water", "crop", "desert", "desert"],), "Pixel (26, 27) to desert"),
        Wrong("too few", (["water", "crop"],), "and nearest has 2"),
        Wrong("another word", (["sea", "crop", "fallow", "desert"],), "is one of 4"),
    ),
)

# -- 2: names for six mean spectra --------------------------------------------------------------

_KINDS: Final = ("water", "crop", "fallow", "desert")
_LABELS: Final = ("water", "crop", "crop", "fallow", "desert", "desert")

_LABEL_SLIPS: Final[dict[tuple[str, ...], str]] = {
    ("water", "crop", "fallow", "fallow", "desert", "desert"): "Cluster 2 has four times as much "
    "near infrared as red: that is green, only less so than cluster 1. Bare soil rises slowly.",
    ("water", "fallow", "fallow", "fallow", "crop", "crop"): "The brightest in near infrared need "
    "not be green: look at the step from red to near infrared, not at the height.",
    ("water", "crop", "crop", "fallow", "fallow", "desert"): "Cluster 4 is twice as bright as the "
    "fallow field of cluster 3 in red. It is sand, a darker kind than cluster 5.",
    ("desert", "desert", "fallow", "crop", "crop", "water"): "Your list runs from bright to dark. "
    "Cluster 0 is the darkest.",
    ("crop", "crop", "crop", "fallow", "desert", "desert"): "Cluster 0 is dark in near infrared as "
    "well. Leaves are dark in red alone; water swallows both.",
}


def _judge_labels(words: tuple[str, ...]) -> None:
    if words == _LABELS:
        return
    if words in _LABEL_SLIPS:
        raise Mistake(_LABEL_SLIPS[words])
    off = next(i for i, word in enumerate(words) if word != _LABELS[i])
    raise Mistake(
        f"Cluster {off} is not {words[off]}. Compare its red with its near infrared: much more of "
        "the second is a leaf, little of both is water, much of both is sand."
    )


LABELS: Final = Exercise(
    key="land-2",
    title="Six clusters, four names",
    level="respond",
    fading="faded",
    objectives=("label",),
    hints=(
        "Two clusters may have the same name. Begin with the one that is dark everywhere.",
        "For each of the others divide near infrared by red. Leaves reach 4 and more.",
        "Soil and sand both rise slowly from band to band; sand is about twice as bright.",
    ),
    answers=(
        OtherAnswer(
            "labels",
            _judge_labels,
            read_by=lambda given, name: _read_words(given, name, _KINDS, len(_LABELS)),
        ),
    ),
    praise="Six clusters and four names: two clusters of crop, two of desert. A name belongs to "
    "the ground, a cluster to the numbers.",
    right=(
        (list(_LABELS),),
        (dict(enumerate(_LABELS)),),
        (" ".join(_LABELS),),
        (np.array(_LABELS),),
        ([word.upper() for word in _LABELS],),
    ),
    wrong=(
        *(Wrong(says[:30], (list(words),), says) for words, says in _LABEL_SLIPS.items()),
        Wrong(
            "one slip",
            (["water", "crop", "crop", "desert", "desert", "desert"],),
            "Cluster 3 is not desert",
        ),
        Wrong("too few", (["water", "crop", "fallow", "desert"],), "and labels has 4"),
        Wrong("an id missing", ({0: "water"},), "an entry for each of the ids"),
        Wrong("city", (["water", "crop", "crop", "city", "desert", "desert"],), "is one of 4"),
    ),
)

# -- 3: apply centers, nodata left out ----------------------------------------------------------

_NODATA: Final = -9999


def _classify_by(missing: Callable[[Any], Any], *, mark: int = -1) -> Function:
    """Return a function like the learner's; `missing` tells which pixels have no data."""

    def classify(values: Any, centers: Any, nodata: Any) -> Any:
        pixels = values.reshape(len(values), -1).T
        squared = ((pixels[:, None] - centers) ** 2).sum(axis=2)
        ids = squared.argmin(axis=1)
        ids[missing(pixels == nodata)] = mark
        return ids.reshape(values.shape[1:])

    return classify


def _scenes() -> list[tuple[Any, Any, Any]]:
    """Return small scenes: some pixels lack all bands, some the last band only, some none."""
    rng = np.random.default_rng(0)
    centers = np.array([[300, 100], [500, 3400], [3000, 4300]])
    ids = rng.integers(0, 3, size=(6, 9))
    values = np.moveaxis(centers[ids] + rng.integers(-200, 200, size=(6, 9, 2)), 2, 0)
    holes = values.copy()
    holes[:, :3, :2] = _NODATA
    holes[1, 4:, 7] = _NODATA
    holes[0, 5, 3:5] = _NODATA
    zero = values.copy()
    zero[:, 5, :4] = 0
    return [(holes, centers, _NODATA), (values, centers, _NODATA), (zero, centers, 0)]


def _read_ids(value: Any, case: tuple[Any, ...]) -> tuple[tuple[int, ...], ...]:
    """Return the ids that a learner's function gave, as rows."""
    if np.asarray(value, dtype=object).size == 1:
        raise Mistake("It should return an array of ids, one for each pixel.")
    given, wanted = read_numbers(value, "What classify returns"), case[0].shape[1:]
    if given.shape != wanted:
        raise Mistake(
            f"For a scene of {wanted[0]} x {wanted[1]} pixels it returned shape {given.shape}."
        )
    return tuple(tuple(row) for row in given.tolist())


def _same_ids(value: Any, other: Any) -> bool:
    return np.array_equal(np.array(value), np.array(other))


def _first_pixel(case: tuple[Any, ...], given: Any, right: Any) -> str:
    """Name a pixel that has the wrong id."""
    at = tuple(int(i) for i in np.argwhere(np.array(given) != np.array(right))[0])
    stored = case[0][(slice(None), *at)].tolist()
    return (
        f"The pixel in row {at[0]}, column {at[1]} has the values {stored}, and nodata is "
        f"{case[2]}. You give it {given[at[0]][at[1]]:g}, and it is {right[at[0]][at[1]]:g}."
    )


_any_band: Final = _classify_by(lambda gone: gone.any(axis=1))

APPLY: Final = Exercise(
    key="land-3",
    title="Apply the centers, and leave the wedge out",
    level="change",
    fading="faded",
    objectives=("apply", "detect"),
    hints=(
        "Which pixels must not keep the id that argmin gave them?",
        "`pixels == nodata` has a row for each pixel and a column for each band. You need one "
        "True or False for each pixel.",
        "A pixel that lacks a single band has no distance to a center. numpy has two methods that "
        "turn a row of True and False into one: which of them fits?",
    ),
    answers=(
        FunctionOnCases(
            "classify",
            _scenes(),
            _any_band,
            fallback=_first_pixel,
            slips=(
                Slip(
                    _classify_by(lambda gone: gone.all(axis=1)),
                    "A pixel that lacks one band keeps its id: -9999 counts there as a very dark "
                    "band. Leave a pixel out as soon as any band is missing.",
                ),
                Slip(
                    _classify_by(lambda gone: gone[:, 0]),
                    "You look at the first band alone. A pixel may lack only the last one.",
                ),
                Slip(
                    _classify_by(lambda gone: ~gone.any(axis=1)),
                    "It is turned round: the pixels with data get -1, and the wedge keeps its ids.",
                ),
                Slip(
                    _classify_by(lambda gone: np.zeros(len(gone), dtype=bool)),
                    "Nothing is left out: the wedge belongs to the center that is darkest.",
                ),
                Slip(
                    _classify_by(lambda gone: gone.any(axis=1), mark=0),
                    "The wedge gets id 0, and that is a cluster. No data is -1.",
                ),
            ),
            read_by=_read_ids,
            equal=_same_ids,
        ),
    ),
    praise="Right for a scene with a wedge, for one without, and where nodata is 0. A pixel that "
    "lacks one band is left out too.",
    right=(
        (_any_band,),
        (_classify_by(lambda gone: gone.sum(axis=1) > 0),),
        (_classify_by(lambda gone: np.flatnonzero(gone.max(axis=1))),),
    ),
)

# -- 4: a difference of bytes -------------------------------------------------------------------


def _byte_cases() -> list[tuple[Any, Any]]:
    rng = np.random.default_rng(1)
    green = np.array([[17, 30], [40, 60]], dtype=np.uint8), np.array([[144, 90], [200, 80]], "u1")
    water = np.array([[6, 20, 24]], dtype=np.uint8), np.array([[3, 12, 13]], dtype=np.uint8)
    mixed = tuple(rng.integers(1, 256, size=(5, 7)).astype(np.uint8) for _ in range(2))
    return [green, water, (mixed[0], mixed[1])]


def _ratio(red: Any, nir: Any) -> Any:
    with np.errstate(all="ignore"):
        return (nir - red) / (nir + red)


def _ndvi(red: Any, nir: Any) -> Any:
    return _ratio(np.asarray(red, dtype=float), np.asarray(nir, dtype=float))


def _read_index(value: Any, case: tuple[Any, ...]) -> Any:
    given = read_numbers(value, "What ndvi returns")
    if given.shape != case[0].shape:
        raise Mistake(f"For bands of shape {case[0].shape} it returned shape {given.shape}.")
    return given


def _first_index(case: tuple[Any, ...], given: Any, right: Any) -> str:
    at = tuple(np.argwhere(~np.isclose(given, right, atol=1e-3))[0])
    return (
        f"For red = {case[0][at]} and near infrared = {case[1][at]} you get {given[at]:.3g}, and "
        f"it is {right[at]:.3g}."
    )


NDVI: Final = Exercise(
    key="land-4",
    title="A difference of bytes",
    level="change",
    fading="faded",
    objectives=("detect",),
    hints=(
        "What is 3 - 6 in a type that has no numbers below 0? Try np.uint8(3) - np.uint8(6).",
        "The formula is right. The type of the bands is not: change it before the formula.",
        "Arrays have a method that returns a copy in another type. Use it for both bands, since "
        "the sum can pass 255 as well.",
    ),
    answers=(
        FunctionOnCases(
            "ndvi",
            _byte_cases(),
            _ndvi,
            fallback=_first_index,
            slips=(
                Slip(
                    _ratio,
                    "It wrapped: in bytes 3 - 6 is 253, and 144 + 200 is 88. Change the type of "
                    "both bands before anything is subtracted.",
                ),
                Slip(
                    lambda red, nir: _ratio(np.asarray(red).view(np.int8), nir.view(np.int8)),
                    "A signed byte ends at 127: numbers from 128 on become negative.",
                ),
                Slip(
                    lambda red, nir: np.abs(_ndvi(red, nir)),
                    "The sign is lost. Water should be below 0, and its size looks like a leaf.",
                ),
                Slip(
                    lambda red, nir: _ndvi(nir, red),
                    "The bands have changed places: leaves should be above 0.",
                ),
                Slip(
                    lambda red, nir: np.maximum(_ndvi(red, nir), 0),
                    "Below 0 all is cut to 0. Water has its own values: keep them.",
                ),
                Slip(
                    lambda red, nir: np.asarray(nir, float) - np.asarray(red, float),
                    "That is the difference alone. Divide it by the sum.",
                ),
            ),
            read_by=_read_index,
            equal=lambda value, other: bool(np.allclose(value, other, atol=1e-3)),
        ),
    ),
    praise="Leaves are above 0, water is below, and a sum past 255 is right too. The type was "
    "wrong, not the formula.",
    right=lambda seed: (
        (
            _ndvi,
            lambda red, nir: _ratio(red.astype(np.int16), nir.astype(np.int16)),
            lambda red, nir: _ratio(red / 255, nir / 255),
        )[seed % 3],
    ),
)

# -- 5: give a new run the ids of an earlier one ------------------------------------------------


def _table(new: Any, earlier: Any) -> Any:
    """Count the pixels of each pair of ids; pixels without data are left out."""
    kept = (new >= 0) & (earlier >= 0)
    size = int(max(new.max(), earlier.max())) + 1
    counts = np.zeros((size, size), dtype=int)
    np.add.at(counts, (new[kept], earlier[kept]), 1)
    return counts


def _renamed(new: Any, names: Any) -> Any:
    return np.where(new < 0, -1, np.asarray(names)[np.maximum(new, 0)])


def _match(new: Any, earlier: Any) -> Any:
    rows, columns = linear_sum_assignment(-_table(new, earlier))
    names = np.empty(len(rows), dtype=int)
    names[rows] = columns
    return _renamed(new, names)


def _pairs() -> list[tuple[Any, Any]]:
    """Return runs that differ by their ids, and one in which two clusters lie mostly on one."""
    rng = np.random.default_rng(2)
    earlier = rng.integers(0, 5, size=(12, 15))
    earlier[:4, :3] = -1
    turned = _renamed(earlier, [2, 0, 1, 4, 3])
    # ids 0 and 1 both lie mostly on the earlier 0; only a sum over all pairs decides well
    counts = [[50, 40, 0], [45, 5, 0], [0, 0, 30]]
    was = np.concatenate([np.repeat(range(3), row) for row in counts])
    now = np.repeat(range(3), [sum(row) for row in counts])
    mixed = rng.permutation(len(was))
    few = (now[mixed].reshape(17, 10), was[mixed].reshape(17, 10))
    return [(turned, earlier), few, (earlier.copy(), earlier)]


def _read_match(value: Any, case: tuple[Any, ...]) -> Any:
    given = read_numbers(value, "What match returns")
    if given.shape != case[0].shape:
        raise Mistake(
            f"It returned shape {given.shape}. Return the new ids, renamed: {case[0].shape}."
        )
    return given


def _worse(case: tuple[Any, ...], given: Any, right: Any) -> str:
    new, earlier = case
    if not np.array_equal(given == -1, new == -1):
        return "Pixels without data are -1 before and after. Yours are not the same pixels."
    kept = new >= 0
    pairs = {(int(a), float(b)) for a, b in zip(new[kept], given[kept], strict=True)}
    if len(pairs) > len({a for a, _ in pairs}):
        return "One cluster got two names: rename whole clusters, not pixels."
    if len({b for _, b in pairs}) < len(pairs):
        return (
            "Two clusters got the same id, so the map has fewer clusters than before. Each earlier "
            "id can be given once: look at the best sum over all pairs."
        )
    agree = [float(np.mean(one[kept] == earlier[kept])) for one in (given, right)]
    return (
        f"After your renaming {agree[0]:.0%} of the pixels agree with the earlier run; "
        f"{agree[1]:.0%} can be reached."
    )


def _greedy(new: Any, earlier: Any) -> Any:
    counts = _table(new, earlier).astype(float)
    names = np.zeros(len(counts), dtype=int)
    for _ in range(len(counts)):
        row, column = np.unravel_index(counts.argmax(), counts.shape)
        names[row] = column
        counts[row], counts[:, column] = -1, -1
    return _renamed(new, names)


def _agreeing(value: Any, other: Any) -> bool:
    return bool(np.array_equal(value, other))


MATCH: Final = Exercise(
    key="land-5",
    title="Water stays blue",
    level="build",
    fading="own",
    objectives=("label",),
    hints=(
        "Count first: how many pixels have the new id i and the earlier id j? That is a table, "
        "without the pixels that are -1.",
        "Each new id gets one earlier id, each earlier id is given once, and the counts that you "
        "pick should have the highest sum.",
        "scipy.optimize.linear_sum_assignment(-table) picks them. Then make a list by new id, and "
        "look each pixel up in it; -1 stays.",
    ),
    answers=(
        FunctionOnCases(
            "match",
            _pairs(),
            _match,
            fallback=_worse,
            slips=(
                Slip(
                    lambda new, earlier: new,
                    "Nothing is renamed yet: the ids are those of the new run.",
                ),
                Slip(
                    lambda new, earlier: earlier,
                    "That is the earlier map. The new borders are lost; only the ids should be "
                    "taken over.",
                ),
                Slip(
                    lambda new, earlier: _renamed(new, _table(new, earlier).argmax(axis=1)),
                    "Each cluster takes the earlier id that it has most of, so two of them take "
                    "the same. Each earlier id can be given once.",
                ),
                Slip(
                    _greedy,
                    "Largest pair first is a good start, and here it is not the best: it takes a "
                    "pair of 50 and pays for it with one of 5. Sum over all pairs.",
                ),
                Slip(
                    lambda new, earlier: _match(earlier, new),
                    "It renames the earlier run. Rename the new one.",
                ),
            ),
            read_by=_read_match,
            equal=_agreeing,
        ),
    ),
    praise="One name for each cluster, -1 kept, and the best sum even where two clusters want the "
    "same id. Colors and labels can belong to ids now.",
    right=((_match,), (lambda new, earlier: _match(new, earlier).astype(float),)),
    wrong=(
        Wrong(
            "nodata renamed",
            (lambda new, earlier: np.where(new < 0, 0, _match(new, earlier)),),
            "Yours are not the same pixels",
        ),
        Wrong("ravelled", (lambda new, earlier: _match(new, earlier).ravel(),), "Return the new"),
        Wrong(
            "by size, not by place",
            (lambda new, earlier: _by_size(new),),
            "can be reached",
        ),
    ),
)


def _by_size(new: Any) -> Any:
    sizes = np.bincount(new[new >= 0])
    return _renamed(new, np.argsort(np.argsort(-sizes, kind="stable"), kind="stable"))


# -- 6: how many clusters, and what the map may be used for -------------------------------------

_FEWEST, _MOST = 5, 30


def _judge_clusters(k: int) -> None:
    if k < _FEWEST:
        raise Mistake(
            f"With {k} clusters fields share a cluster with something else, whatever you call it: "
            "see the column of what is crop by mistake."
        )
    if k > _MOST:
        raise Mistake(
            f"Somebody has to look at {k} clusters and name each. Past {_MOST} the table of "
            "section 3 gives no reason for that."
        )


def _read_k(given: Any, name: str) -> int:
    k = whole_number(read_word(given, name))
    if k is None:
        raise Mistake("clusters is a whole number, such as 8.")
    return k


def _judge_uses(clusters: int, area: str, fines: str, because: str) -> None:
    _judge_clusters(clusters)
    for word in (area, fines):
        if word not in ("use", "refuse"):
            raise Mistake(USE_OR_REFUSE)
    if fines == "use":
        raise Mistake(
            "A fine falls on one farmer for one field. Crop pixels at borders are missed, and a "
            "cluster says what is alike, not what is grown. Who would check, and how?"
        )


def _praise_uses(clusters: int, area: str, fines: str, because: str) -> str:
    said = (
        "The area can be used: what is missed and what is claimed by mistake are both small, and "
        "both are known."
        if area == "use"
        else "The area is refused as well: that is strict, since its errors are small and known; "
        "say what you would need to trust it."
    )
    return (
        f"That can be defended: {clusters} clusters to name. {said} No fine follows from a cluster."
    )


_FEW: Final = (
    "Six clusters find 99 % of the crop, and there are six names to give. River and city get none, "
    "and nobody asked for them. Borders are mixed pixels, so an area yes, a fine for one field no."
)
_MANY: Final = (
    "Fifteen clusters take longer to name, and then the river is on the map. The ministry will "
    "ask for water next. Accuracy rises to 0.98. It was measured on one made-up scene, so no fines."
)

DECIDE: Final = Exercise(
    key="land-6",
    title="A map of irrigated crops",
    level="respond",
    fading="own",
    objectives=("defend",),
    hints=(
        "What is the map for? Look at the columns that are about crop before the one about all.",
        "Name the price of more clusters too: each must be looked at and named by somebody.",
        "An area adds up many pixels, and errors partly cancel. A fine is about one field, and "
        "its border pixels are mixed.",
    ),
    answers=(
        OtherAnswer("clusters", read_by=_read_k),
        OtherAnswer("area", read_by=read_word),
        OtherAnswer("fines", read_by=read_word),
        Reason(
            _FEW,
            values={
                "clusters to name": (4, 6, 10, 15),
                "accuracy": (0.85, 0.95, 0.98),
                "crop that is found": (0.99, 1.0),
                "crop by mistake": (0.4,),
            },
            models={"six clusters": _FEW, "fifteen clusters": _MANY},
            names=(
                "what the map is for",
                "what a further cluster costs",
                "who is harmed by a wrong pixel",
            ),
        ),
    ),
    together=_judge_uses,
    praise=_praise_uses,
    right=(
        (6, "use", "refuse", _FEW),
        ("15", "Use", "Refuse", _MANY),
        (10.0, "refuse", " refuse", _FEW),
        (np.int64(8), "use", "refuse", _FEW),
        (20, "USE", "refuse", _MANY),
    ),
    wrong=(
        Wrong("two", (2, "use", "refuse", _FEW), "share a cluster with something else"),
        Wrong("a hundred", (100, "use", "refuse", _FEW), "look at 100 clusters"),
        Wrong("fines", (6, "use", "use", _FEW), "falls on one farmer"),
        Wrong("yes", (6, "yes", "refuse", _FEW), "one of two words"),
        Wrong("a word", ("six", "use", "refuse", _FEW), "clusters is a whole number"),
    ),
)

EXERCISES: Final = (NEAREST, LABELS, APPLY, NDVI, MATCH, DECIDE)
