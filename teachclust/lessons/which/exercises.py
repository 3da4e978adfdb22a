"""The exercises of lesson 12_which_algorithm, in the lesson's order."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, Final

import numpy as np
from scipy.spatial.distance import pdist
from sklearn.cluster import KMeans, MiniBatchKMeans

from teachclust.lessons.answers import (
    USE_OR_REFUSE,
    Blank,
    Function,
    FunctionAnswer,
    FunctionOnCases,
    Mistake,
    NumericAnswer,
    OtherAnswer,
    Slip,
    read_numbers,
    read_word,
)
from teachclust.lessons.exercise import Exercise, Wrong
from teachclust.lessons.reasons import Reason

# -- 1: what all pairs of points need ------------------------------------------------------------

_POINTS: Final = (20_000, 50_000, 300_000)
_BYTES: Final = 8


def _gigabytes(n: Any) -> Any:
    """Return the gigabytes of one distance for each pair."""
    return np.asarray(n, dtype=float) * (np.asarray(n) - 1) / 2 * _BYTES / 1e9


_NEEDED: Final = _gigabytes(_POINTS)
_GIGABYTE_SLIPS: Final[tuple[tuple[Any, str], ...]] = (
    (2 * _NEEDED, "You counted each pair twice: from a to b and from b to a. n × n / 2 is enough."),
    (_NEEDED / _BYTES, "Those are billions of pairs. Each pair is one number of 8 bytes."),
    (_NEEDED * 1e9, "Those are bytes. A gigabyte is 1,000,000,000 of them."),
    (_NEEDED * 1e3, "Those are megabytes. A gigabyte is 1,000 of them."),
    (_NEEDED * 1e9 / 2**30, "You divided by 1024³. A gigabyte here is 1,000,000,000 bytes."),
    (
        np.array(_POINTS) * _BYTES / 1e9,
        "That is one number for each point. There is one for each pair of points.",
    ),
)


def _read_three(given: Any, name: str) -> Any:
    values = np.ravel(read_numbers(given, name))
    if values.shape != (3,):
        raise Mistake(f"Three numbers are asked for, and {name} has {values.size}.")
    if not np.isfinite(values).all():
        raise Mistake(f"{name} has numbers only, each of them finite.")
    return values


def _near(given: Any, right: Any) -> bool:
    return bool(np.allclose(given, right, rtol=0.03, atol=0))


def _judge_gigabytes(values: Any) -> None:
    if _near(values, _NEEDED):
        return
    for slip, says in _GIGABYTE_SLIPS:
        if _near(values, slip):
            raise Mistake(says)
    off = next(i for i in range(3) if not _near(values[i], _NEEDED[i]))
    pairs = _POINTS[off] * (_POINTS[off] - 1) / 2
    raise Mistake(
        f"Look at {_POINTS[off]:,} points again: they make about {pairs / 1e9:.2g} billion pairs. "
        "Each takes 8 bytes."
    )


MEMORY: Final = Exercise(
    key="which-1",
    title="What all pairs need",
    level="respond",
    fading="worked",
    objectives=("predict",),
    hints=(
        "How many pairs do n points make? Each point has a pair with each other one, and a pair "
        "is counted once.",
        "Pairs are about n × n / 2. Times 8 for the bytes, divided by 1e9 for gigabytes.",
        "For the last one go backwards: bytes divided by 8 are pairs, and twice the pairs are n "
        "squared.",
    ),
    answers=(
        OtherAnswer("gigabytes", _judge_gigabytes, read_by=_read_three),
        NumericAnswer(
            "largest",
            63_246,
            "The pairs of {given:,.0f} points don't take 16 GB. Put your number into "
            "n × n / 2 × 8: how many bytes come out?",
            another=20_000,
            slips={
                44_721: "You counted each pair twice. Half of n × n are enough, so more points fit "
                "into 16 GB.",
                178_885: "That many pairs are 16 billion, and each takes 8 bytes.",
                126_491: "Nearly: twice as many points have four times as many pairs. Did you take "
                "n × n / 8?",
                65_536: "That is 16 × 1024³ bytes. A gigabyte here is 1,000,000,000 bytes.",
                2e9: "That is how many numbers of 8 bytes fit in. Each pair of points has one.",
            },
            near=1_000,
        ),
    ),
    praise="Ten times the points take a hundred times the memory. A new computer with twice the "
    "memory takes only 1.4 times the points.",
    right=(
        ([1.6, 10, 360], 63_000),
        (_NEEDED, 63_246),
        ((1.6, 10.0, 360.0), 63_245.6),
        (_NEEDED.tolist(), "63000"),
        (np.array(_POINTS) ** 2.0 * 4 / 1e9, np.sqrt(4e9)),
    ),
    wrong=(
        *(Wrong(says[:30], (slip,), says) for slip, says in _GIGABYTE_SLIPS),
        Wrong("one off", ([1.6, 100, 360],), "Look at 50,000 points again"),
        Wrong("two numbers", ([1.6, 10],), "and gigabytes has 2"),
    ),
)

# -- 2: kilometers of degrees --------------------------------------------------------------------

_DEGREE: Final = 111.2


def _places() -> list[tuple[Any, Any]]:
    """Return latitudes and longitudes of houses far north, at the equator and in the south."""
    rng = np.random.default_rng(0)
    middles = ((60.0, 20.0), (0.0, -78.0), (-35.0, 149.0))
    spread = rng.normal(scale=0.04, size=(3, 7, 2))
    return [
        (lat + one[:, 0], lon + one[:, 1]) for (lat, lon), one in zip(middles, spread, strict=True)
    ]


def _to_km(latitude: Any, longitude: Any) -> Any:
    latitude, longitude = np.asarray(latitude), np.asarray(longitude)
    north = _DEGREE * (latitude - latitude[0])
    east = _DEGREE * np.cos(np.radians(latitude)) * (longitude - longitude[0])
    return np.column_stack([east, north])


def _other_km(east: Callable[[Any, Any], Any], north: float = _DEGREE) -> Function:
    """Return a function like the learner's with another way to the east."""

    def to_km(latitude: Any, longitude: Any) -> Any:
        return np.column_stack([east(latitude, longitude), north * latitude])

    return to_km


def _read_km(value: Any, case: tuple[Any, ...]) -> Any:
    """Return the distances between all houses."""
    given, n = read_numbers(value, "What to_km returns"), len(case[0])
    if given.shape != (n, 2):
        raise Mistake(f"For {n} houses it returned shape {given.shape}: a row each, two columns.")
    if not np.isfinite(given).all():
        raise Mistake("What to_km returns has numbers that are not finite.")
    return pdist(given)


def _same_km(value: Any, other: Any) -> bool:
    return bool(np.allclose(value, other, rtol=0.01, atol=0.01))


def _first_km(case: tuple[Any, ...], given: Any, right: Any) -> str:
    at = int(np.abs(given - right).argmax())
    return (
        f"Near latitude {round(case[0].mean())} two of the houses are {right[at]:.1f} km from "
        f"each other. In yours they are {given[at]:.1f} apart."
    )


KILOMETERS: Final = Exercise(
    key="which-2",
    title="Kilometers of degrees",
    level="change",
    fading="faded",
    objectives=("scale",),
    hints=(
        "At the equator a degree of longitude is as long as one of latitude. At the poles its "
        "length is 0. Which function of an angle goes from 1 at 0 degrees to 0 at 90?",
        "At latitude 60 the factor is a half, in the north and in the south. Sine or cosine?",
        "numpy's functions of an angle take radians. `np.radians` turns degrees into radians.",
    ),
    answers=(
        FunctionOnCases(
            "to_km",
            _places(),
            _to_km,
            fallback=_first_km,
            slips=(
                Slip(
                    _other_km(lambda lat, lon: _DEGREE * lon),
                    "That takes a degree of longitude for 111.2 km everywhere. At latitude 60 it "
                    "is half as long.",
                ),
                Slip(
                    _other_km(lambda lat, lon: _DEGREE * np.cos(lat) * (lon - lon[0])),
                    "np.cos takes radians, and your latitude is in degrees.",
                ),
                Slip(
                    _other_km(lambda lat, lon: _DEGREE * np.sin(np.radians(lat)) * (lon - lon[0])),
                    "The sine is 0 at the equator, where a degree of longitude is longest.",
                ),
                Slip(
                    _other_km(lambda lat, lon: np.cos(np.radians(lat)) * (lon - lon[0])),
                    "East is still in degrees, and north is in kilometers.",
                ),
                Slip(
                    _other_km(lambda lat, lon: lon, 1.0),
                    "Those are the degrees as they came. No kilometers yet.",
                ),
            ),
            read_by=_read_km,
            equal=_same_km,
        ),
    ),
    praise="Right in the north, at the equator and in the south. Both columns have one unit, so "
    "there is nothing to standardize. It is made for places near each other: across an ocean the "
    "earth is round.",
    right=(
        (_to_km,),
        (lambda lat, lon: _to_km(lat, lon)[:, ::-1],),
        (_other_km(lambda lat, lon: _DEGREE * np.cos(np.radians(lat.mean())) * lon),),
    ),
    wrong=(
        Wrong("shapes", (lambda lat, lon: _to_km(lat, lon).T,), "a row each, two columns"),
        Wrong(
            "both shrunk",
            (lambda lat, lon: 0.5 * _to_km(lat, lon),),
            "In yours they are",
        ),
    ),
)

# -- 3: which of two clusterings is better -------------------------------------------------------


def _inertia(X: Any, labels: Any) -> float:
    parts = (X[labels == j] for j in np.unique(labels))
    return float(sum(((part - part.mean(axis=0)) ** 2).sum() for part in parts))


def _better_by(cost: Callable[[Any, Any], float]) -> Function:
    """Return a function like the learner's; the lower cost is better."""

    def better(X: Any, one: Any, other: Any) -> str:
        a, b = cost(X, one), cost(X, other)
        return "same" if np.isclose(a, b) else "one" if a < b else "other"

    return better


def _lengths(X: Any, labels: Any) -> float:
    parts = (X[labels == j] for j in np.unique(labels))
    return float(sum(np.sqrt(((p - p.mean(axis=0)) ** 2).sum(axis=1)).sum() for p in parts))


def _means(X: Any, labels: Any) -> float:
    parts = (X[labels == j] for j in np.unique(labels))
    return float(sum(((p - p.mean(axis=0)) ** 2).sum(axis=1).mean() for p in parts))


_SIZES: Final = ((2, 3, 7), (4, 4, 4))


def _ends() -> list[tuple[Any, Any, Any]]:
    """Return points with two labelings each, the same clusters under other numbers first."""
    rng = np.random.default_rng(3)
    small = np.array([[0.0, 0], [0, 1], [4, 0], [4, 1], [9, 0], [9, 1], [9, 2]])
    first = np.array([0, 0, 1, 1, 2, 2, 2])
    cases = [(small, first, (first + 1) % 3)]
    crowd = np.vstack([rng.normal(0, 1, (40, 2)), rng.normal((6, 0), 0.3, (5, 2))])
    crowd = np.vstack([crowd, rng.normal((6, 2.5), 0.3, (5, 2))])
    parts = np.repeat([0, 1, 2], [40, 5, 5])
    best = KMeans(3, n_init=20, random_state=0).fit_predict(crowd)
    cases += [(crowd, parts, best), (small, np.array([0, 0, 1, 1, 2, 2, 1]), first)]
    # on this line the sum of squares and the sum of distances disagree
    line = np.array([[0.0, 0], [0, 0], [1, 0], [4, 0], [6, 0], [6, 0], [11, 0]])
    cases += [(line, np.repeat([0, 1], [5, 2]), np.repeat([0, 1], [2, 5]))]
    # chance labels of unequal sizes: no two usual mistakes have all answers in common
    while len(cases) < 14:
        X = rng.exponential(size=(12, 2)) * rng.integers(1, 9, size=2)
        one, other = (rng.permutation(np.repeat([0, 1, 2], sizes)) for sizes in _SIZES)
        a, b = _inertia(X, one), _inertia(X, other)
        cases += [(X, one, other)] if abs(a - b) > 0.15 * max(a, b) else []
    return cases


def _read_better(value: Any, case: tuple[Any, ...]) -> str:
    word = read_word(value, "What better returns")
    if word not in ("one", "other", "same"):
        raise Mistake('It should return one of three words: "one", "other" or "same".')
    return word


def _first_better(case: tuple[Any, ...], given: Any, right: Any) -> str:
    sums = (_inertia(case[0], case[1]), _inertia(case[0], case[2]))
    return (
        f"For {len(case[0])} points the sums of squared distances are {sums[0]:.4g} and "
        f'{sums[1]:.4g}: "{right}". Yours says "{given}".'
    )


BETTER: Final = Exercise(
    key="which-3",
    title="Which of the two?",
    level="change",
    fading="faded",
    objectives=("settle",),
    hints=(
        "K-means promises one thing: a low sum of squared distances to the centers.",
        "For one cluster: its points are X[labels == j], and its center is their mean.",
        "Subtract the mean of the cluster, square, and sum up all of it. The loop over the "
        "clusters stands there already.",
    ),
    answers=(
        FunctionOnCases(
            "better",
            _ends(),
            _better_by(_inertia),
            fallback=_first_better,
            slips=(
                Slip(
                    _better_by(_lengths),
                    "You added distances. K-means adds their squares, and the two can disagree.",
                ),
                Slip(
                    _better_by(_means),
                    "You took the mean of each cluster's squares. A large cluster then counts no "
                    "more than a small one; inertia is a sum over points.",
                ),
                Slip(
                    _better_by(lambda X, labels: float(((X - X.mean(axis=0)) ** 2).sum())),
                    "It finds any two labelings equal. Which points are together has to count: "
                    "each cluster has a center of its own.",
                ),
                Slip(
                    lambda X, one, other: "same" if np.array_equal(one, other) else "other",
                    "It compares the numbers of the labels. The same clusters can be called 0, 1, "
                    "2 by one program and 1, 2, 0 by the other.",
                ),
                Slip(
                    lambda X, one, other: {"one": "other", "other": "one"}.get(
                        _better_by(_inertia)(X, one, other), "same"
                    ),
                    "It is turned round: the lower sum is the better one.",
                ),
            ),
            read_by=_read_better,
        ),
    ),
    praise="Your function needs neither the program's name nor the clusters' numbers. It compares "
    "fairly if both have the same k: with more clusters the sum falls anyway.",
    right=((_better_by(_inertia),), (_better_by(lambda X, labels: 2 * _inertia(X, labels)),)),
    wrong=(
        Wrong("always one", (lambda X, one, other: "one",), "Yours says"),
        Wrong("a number", (lambda X, one, other: 0.5,), "one of three words"),
    ),
)

# -- 4: points that come in chunks ---------------------------------------------------------------

_CENTERS: Final = np.array([[0.0, 0.0], [12.0, 0.0], [0.0, 12.0]])


class _Chunks:
    """Chunks of points, each made when it is asked for; it notices how many are held at once."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        # the last chunks have no point of the third group
        groups = [rng.integers(0, 3, 200) for _ in range(5)]
        groups += [rng.integers(0, 2, 200) for _ in range(3)]
        self._groups, self._rng = groups, rng
        self._alive: list[Any] = []
        self.most, self.given = 0, 0

    def __iter__(self) -> Iterator[Any]:
        for group in self._groups:
            chunk = _CENTERS[group] + self._rng.normal(size=(200, 2))
            self._alive.append(weakref.ref(chunk))
            self.given += 1
            self.most = max(self.most, sum(ref() is not None for ref in self._alive))
            yield chunk

    @property
    def whole(self) -> int:
        """How many chunks there are."""
        return len(self._groups)


_ALL_AT_ONCE: Final = (
    "All chunks were in memory at once. That is what doesn't work when data outgrow it: take one, "
    "use it, and let it go."
)
_LAST_ONLY: Final = (
    "A group that is missing in the last chunks has no center. fit starts anew with each chunk; "
    "the last one decides alone."
)
_ONE_CHUNK: Final = "It used {given} of the {whole} chunks."


def _judge_chunks(learner: Function) -> None:
    for seed in range(3):
        chunks = _Chunks(seed)
        model = learner(iter(chunks), 3)
        centers = getattr(model, "cluster_centers_", None)
        if centers is None:
            raise Mistake(
                "Return the model, a fitted MiniBatchKMeans: its cluster_centers_ are looked at."
            )
        found = read_numbers(centers, "cluster_centers_")
        if found.shape != (3, 2):
            raise Mistake(f"Three clusters are asked for, and the centers have {found.shape}.")
        if chunks.given < chunks.whole:
            raise Mistake(_ONE_CHUNK.format(given=chunks.given, whole=chunks.whole))
        if chunks.most > 3:
            raise Mistake(_ALL_AT_ONCE)
        gaps = np.linalg.norm(_CENTERS[:, None] - found, axis=2).min(axis=1)
        if gaps.max() > 1:
            raise Mistake(_LAST_ONLY)


def _in_chunks(chunks: Any, k: int) -> Any:
    model = MiniBatchKMeans(n_clusters=k, random_state=0)
    for chunk in chunks:
        model.partial_fit(chunk)
    return model


def _fit_each(chunks: Any, k: int) -> Any:
    model = MiniBatchKMeans(n_clusters=k, n_init=3, random_state=0)
    for chunk in chunks:
        model.fit(chunk)
    return model


def _stacked(chunks: Any, k: int) -> Any:
    return KMeans(k, n_init=3, random_state=0).fit(np.vstack(list(chunks)))


def _first_chunk(chunks: Any, k: int) -> Any:
    return MiniBatchKMeans(n_clusters=k, n_init=3, random_state=0).fit(next(iter(chunks)))


CHUNKS: Final = Exercise(
    key="which-4",
    title="Points that come in chunks",
    level="build",
    fading="own",
    objectives=("predict",),
    hints=(
        "One model for all chunks. Where is it made: before the loop, or inside it?",
        "MiniBatchKMeans has a method that goes on from where it was. It is not fit.",
        "Make the model, then a loop over the chunks with partial_fit, then return the model.",
    ),
    answers=(
        FunctionAnswer(
            "in_chunks",
            _judge_chunks,
            slips=(
                Slip(_fit_each, _LAST_ONLY),
                Slip(_stacked, _ALL_AT_ONCE),
                Slip(_first_chunk, _ONE_CHUNK.format(given=1, whole=8)),
            ),
        ),
    ),
    praise="All eight chunks used, one at a time, and the group that is missing in the last ones "
    "kept its center.",
    right=((_in_chunks,),),
    wrong=(
        Wrong("labels", (lambda chunks, k: _in_chunks(chunks, k).labels_,), "Return the model"),
        Wrong("another k", (lambda chunks, k: _in_chunks(chunks, 8),), "Three clusters are asked"),
    ),
)

# -- 5: a decision tree --------------------------------------------------------------------------

#: what each estimator can do, as far as the tables of the exercise ask for it
_ROUND: Final = ("KMeans", "MiniBatchKMeans", "BisectingKMeans", "KMedoids", "Birch")
_BELLS: Final = ("GaussianMixture", "BayesianGaussianMixture")
_DENSITY: Final = ("DBSCAN", "HDBSCAN", "OPTICS")
_PAIRS: Final = ("AgglomerativeClustering", "SpectralClustering", "AffinityPropagation", "KMedoids")
_TREES: Final = ("AgglomerativeClustering", "BisectingKMeans", "Birch")
_ANY_SHAPE: Final = ("AgglomerativeClustering", "SpectralClustering", *_DENSITY)
_NAMES: Final = tuple(dict.fromkeys((*_ROUND, *_BELLS, *_DENSITY, *_PAIRS, "MeanShift")))
_LARGE: Final = 50_000


def _table(about: str, n: int, **differs: Any) -> SimpleNamespace:
    usual = {"shape": "round", "k": None, "soft": False, "noise": False, "tree": False}
    return SimpleNamespace(about=about, n=n, **{**usual, **differs})


_TABLES: Final = (
    _table("customers", 2_000, k=5),
    _table("colors of pixels", 2_000_000, k=8),
    _table("fish, two kinds of one length", 600, shape="long", k=3, soft=True),
    _table("pixels of a scan, mixed ones among them", 1_000_000, shape="long", k=4, soft=True),
    _table("bikes in a town", 600, shape="any", noise=True),
    _table("places of photographs", 500_000, shape="any", noise=True),
    _table("species", 150, tree=True),
    _table("articles under topics and their topics", 200_000, tree=True),
    _table("two interleaved moons", 300, shape="any", k=2),
)


def _objection(name: str, t: Any) -> str:
    """Return why an estimator doesn't fit a table, or nothing."""
    if t.soft and name not in _BELLS:
        return f"it asks for shares, and {name} gives each row one label"
    if t.noise and name not in _DENSITY:
        return f"some rows belong to no group, and {name} puts them into one"
    if t.tree and name not in _TREES:
        return f"groups in groups are asked for, and {name} makes one flat division"
    if t.n > _LARGE and name in _PAIRS:
        return f"{name} keeps a number for each pair: {_gigabytes(t.n):,.0f} GB for {t.n:,} rows"
    if t.n > _LARGE and name in ("OPTICS", "MeanShift"):
        return f"{name} takes one row after the other: hours for {t.n:,} rows"
    if t.shape == "any" and name not in _ANY_SHAPE:
        return f"its groups have any shape, and {name} looks for {_looks_for(name)}"
    if t.shape == "long" and name in _ROUND:
        return f"its groups are long, and {name} looks for round ones"
    if t.k and t.shape == "round" and name in (*_DENSITY, "MeanShift", "AffinityPropagation"):
        return f"{t.k} groups are asked for, and {name} can't be told how many"
    return ""


def _looks_for(name: str) -> str:
    return "bells" if name in _BELLS else "round ones"


def _read_name(value: Any) -> str:
    """Return the name of an estimator: given as text, as a class or as an object."""
    if not isinstance(value, str):
        value = value.__name__ if isinstance(value, type) else type(value).__name__
    plain = "".join(letter for letter in value.lower() if letter.isalnum())
    known = {name.lower(): name for name in _NAMES} | {
        "kmeans": "KMeans", "gmm": "GaussianMixture", "agglomerative": "AgglomerativeClustering",
        "spectral": "SpectralClustering", "minibatch": "MiniBatchKMeans",
        "singlelinkage": "AgglomerativeClustering", "ward": "AgglomerativeClustering",
        "mixture": "GaussianMixture",
    }  # fmt: skip
    if plain not in known:
        shown = value if len(value) <= 30 else f"{value[:30]}..."
        raise Mistake(f"{shown!r} is no estimator of this lesson: {', '.join(_NAMES)}.")
    return known[plain]


def _judge_choose(learner: Function) -> None:
    for one in _TABLES:
        given = learner(SimpleNamespace(**{k: v for k, v in vars(one).items() if k != "about"}))
        if given is ... or given is None:
            raise Blank
        name = _read_name(given)
        if why := _objection(name, one):
            raise Mistake(f"{one.about.capitalize()}: {why}. Your tree chose {name}.")


def _choose(t: Any) -> str:
    if t.soft:
        return "GaussianMixture"
    if t.noise:
        return "DBSCAN"
    if t.tree:
        return "BisectingKMeans" if t.n > _LARGE else "AgglomerativeClustering"
    if t.shape == "any":
        return "AgglomerativeClustering"
    return "MiniBatchKMeans" if t.n > _LARGE else "KMeans"


def _size_first(t: Any) -> str:
    return "MiniBatchKMeans" if t.n > _LARGE else _choose(t)


def _tree_of_pairs(t: Any) -> str:
    return "AgglomerativeClustering" if t.tree else _choose(t)


def _no_shape(t: Any) -> str:
    return "KMeans" if t.shape == "any" and t.k else _choose(t)


def _soft_by_centers(t: Any) -> str:
    return "KMeans" if t.soft else _choose(t)


CHOOSE: Final = Exercise(
    key="which-5",
    title="A decision tree",
    level="build",
    fading="own",
    objectives=("match",),
    hints=(
        "Which question rules out the most? Begin with what the answer must look like: shares, "
        "noise, a tree. Size alone decides nothing.",
        "Nested ifs will do: if t.soft: return ...; if t.noise: return ...; and so on. The first "
        "that holds decides.",
        "Two leaves need a second question, n. A tree from all pairs doesn't fit into memory for "
        "200,000 rows: cut in two, again and again, instead. K-means has a form for millions.",
    ),
    answers=(
        FunctionAnswer(
            "choose",
            _judge_choose,
            slips=(
                Slip(
                    _size_first,
                    "Pixels of a scan, mixed ones among them: it asks for shares, and "
                    "MiniBatchKMeans gives each row one label. Your tree chose MiniBatchKMeans.",
                ),
                Slip(
                    _tree_of_pairs,
                    "Articles under topics and their topics: AgglomerativeClustering keeps a "
                    "number for each pair: 160 GB for 200,000 rows. Your tree chose "
                    "AgglomerativeClustering.",
                ),
                Slip(
                    _no_shape,
                    "Two interleaved moons: its groups have any shape, and KMeans looks for round "
                    "ones. Your tree chose KMeans.",
                ),
                Slip(
                    _soft_by_centers,
                    "Fish, two kinds of one length: it asks for shares, and KMeans gives each row "
                    "one label. Your tree chose KMeans.",
                ),
                Slip(
                    lambda t: "HDBSCAN",
                    "Customers: 5 groups are asked for, and HDBSCAN can't be told how many. Your "
                    "tree chose HDBSCAN.",
                ),
            ),
        ),
    ),
    praise="All nine tables get a method that gives what they ask for. Another tree can be right "
    "as well: compare yours with a neighbor's, leaf by leaf.",
    right=((_choose,),),
    wrong=(
        Wrong("a word", (lambda t: "the best one",), "is no estimator of this lesson"),
        Wrong(
            "noise into clusters",
            (lambda t: "KMeans" if t.noise else _choose(t),),
            "Bikes in a town: some rows belong to no group",
        ),
    ),
)

# -- 6: bus lines for three valleys --------------------------------------------------------------

_MODELS: Final = ("k-means", "dbscan")


def _read_model(given: Any, name: str) -> str:
    """Return one of the two words, also for a class or an estimator."""
    if not isinstance(given, str):
        given = given.__name__ if isinstance(given, type) else type(given).__name__
    word = read_word(given, name).replace(" ", "")
    return "k-means" if word == "kmeans" else word


def _judge_buses(model: str, zones: str, because: str) -> None:
    if model not in _MODELS:
        raise Mistake(
            'model is one of two here: "k-means" or "DBSCAN". The cell above has numbers for both.'
        )
    if zones not in ("use", "refuse"):
        raise Mistake(USE_OR_REFUSE.replace("Each decision", "zones"))
    if zones == "use":
        raise Mistake(
            "The clusters were made of places. Look at their mean prices: they hardly differ, and "
            "houses in one valley are cheap and expensive. Who would pay for that mistake?"
        )


def _praise_buses(model: str, zones: str, because: str) -> str:
    side = (
        "Every house has a line, and farms have a long way to it."
        if model == "k-means"
        else "The lines follow the villages, and the farms are named: they need something else."
    )
    return f"That can be defended. {side} Places say nothing about prices here."


_ALL: Final = (
    "Every house pays for the bus, so every house gets a line: k-means leaves none out. The "
    "farthest has 8.2 km to the middle of its cluster, and the county should say so. Prices "
    "hardly differ between the clusters, so no zones."
)
_VILLAGES: Final = (
    "A bus needs a village. DBSCAN finds three and says which 36 houses are in none: they get a "
    "bus on call. It was told eps = 1 km, and we chose that. Mean prices hardly differ: no zones."
)

DECIDE: Final = Exercise(
    key="which-6",
    title="Bus lines for three valleys",
    level="respond",
    fading="own",
    objectives=("defend",),
    hints=(
        "Whom does the county plan for: each house, or each village?",
        "Look at what the numbers say of the farms: how far away they are, or how many.",
        "For the zones compare the mean prices of the clusters with the spread of all prices.",
    ),
    answers=(
        OtherAnswer("model", read_by=_read_model),
        OtherAnswer("zones", read_by=read_word),
        Reason(
            _ALL,
            values={
                "houses by cluster": (126, 97, 77, 113, 93, 58),
                "houses without a cluster": (36,),
                "the farthest way in km": (8.2,),
                "mean prices in thousands": (281, 286, 291),
            },
            models={"k-means": _ALL, "DBSCAN": _VILLAGES},
            names=(
                "whom the clusters are for",
                "what becomes of the farms",
                "what the method had to be told",
            ),
        ),
    ),
    together=_judge_buses,
    praise=_praise_buses,
    right=(
        ("k-means", "refuse", _ALL),
        ("DBSCAN", "Refuse", _VILLAGES),
        ("KMeans", " refuse ", _ALL),
        (KMeans, "refuse", _ALL),
        ("dbscan", "REFUSE", _VILLAGES),
    ),
    wrong=(
        Wrong("zones", ("k-means", "use", _ALL), "made of places"),
        Wrong("another model", ("ward", "refuse", _ALL), "model is one of two"),
        Wrong("yes", ("DBSCAN", "yes", _ALL), "one of two words"),
    ),
)

EXERCISES: Final = (MEMORY, KILOMETERS, BETTER, CHUNKS, CHOOSE, DECIDE)
