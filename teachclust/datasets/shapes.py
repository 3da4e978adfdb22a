"""Toy data sets, each made to show one thing about clustering.

`toy` adds what all of them share: it checks ``n_samples`` and ``random_state``, hands the rows over
by scikit-learn's conventions and completes signature and docstring. A function below it only draws.
"""

from __future__ import annotations

import functools
import inspect
import textwrap
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from teachclust.checks import display_name, generator_from
from teachclust.datasets.bunch import DatasetEntry, DatasetInfo, Floats, Ints, to_bunch
from teachclust.errors import LearnerError, translate_sklearn_errors

#: every data set of this module, in the order in which the table lists them
SHAPES: Final[list[DatasetEntry]] = []

_SKLEARN: Final = "CC0-1.0, for the numbers; scikit-learn's generator is BSD-3-Clause"
_SHARED: Final = """\
return_X_y : bool, default=False
    Return ``(data, target)`` in place of a Bunch.
as_frame : bool, default=False
    Give data as a DataFrame and the target as a Series.
"""
_SEED: Final = """\
random_state : int, RandomState instance or None, default=0
    Seed of the draw; the default gives a whole class the same points.
"""

Draw = Callable[..., tuple[Floats, Ints]]


def toy(
    info: DatasetInfo,
    n_samples: int,
    *,
    points: str = "",
    target: str = "the group each point was drawn from",
) -> Callable[[Draw], Callable[..., Any]]:
    """Make a public data set of a function that draws rows and their groups.

    Parameters
    ----------
    info : DatasetInfo
        The description.
    n_samples : int
        Rows by default.
    points : str, default=""
        What the docstring adds about ``n_samples``.
    target : str, default="the group each point was drawn from"
        What the docstring says of the target.

    Returns
    -------
    decorate : callable
        Takes a function that may have the parameters ``n_samples`` and ``rng`` (a RandomState, from
        the public ``random_state``) and others of its own, which its docstring describes.
    """

    def decorate(draw: Draw) -> Callable[..., Any]:
        own = inspect.signature(draw).parameters
        signature = _signature(own, n_samples)

        @functools.wraps(draw, assigned=("__module__", "__name__", "__qualname__"))
        def load(*args: Any, **kwargs: Any) -> Any:
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            given = bound.arguments
            how = {name: given.pop(name) for name in ("return_X_y", "as_frame")}
            if "n_samples" in own:
                given["n_samples"] = _check_n_samples(given["n_samples"], info)
            if "rng" in own:
                given["rng"] = generator_from(given.pop("random_state"))
            return to_bunch(info, *draw(**given), **how)

        load.__signature__ = signature  # type: ignore[attr-defined]
        load.__doc__ = _docstring(draw, signature, info, n_samples, points, target)
        SHAPES.append(DatasetEntry(load, info, n_samples))
        return load

    return decorate


def _signature(own: Any, n_samples: int) -> inspect.Signature:
    """Return the public signature: n_samples, what is the function's own, what all share."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = []
    if "n_samples" in own:
        parameters.append(own["n_samples"].replace(default=n_samples))
    parameters += [own[name] for name in own if name not in ("n_samples", "rng")]
    if "rng" in own:
        parameters.append(inspect.Parameter("random_state", keyword, default=0, annotation="Any"))
    for name in ("return_X_y", "as_frame"):
        parameters.append(inspect.Parameter(name, keyword, default=False, annotation="bool"))
    return inspect.Signature(parameters, return_annotation="Any")


def _docstring(
    draw: Draw,
    signature: inspect.Signature,
    info: DatasetInfo,
    n_samples: int,
    points: str,
    target: str,
) -> str:
    """Return the numpydoc text: the function's own, completed by what all data sets share."""
    text = inspect.getdoc(draw) or ""
    head, _, examples = text.partition("\n\nExamples\n--------\n")
    summary, _, own = head.partition("\n\nParameters\n----------\n")
    counted = "n_samples" in signature.parameters
    rows = "n_samples" if counted else str(n_samples)
    columns = len(info.feature_names)
    units = " and ".join(dict.fromkeys(info.unit_of.values()))
    returned = textwrap.fill(
        f"data : ndarray of shape ({rows}, {columns}), in {units}; target : ndarray of shape "
        f"({rows},), {target}; feature_names, units, target_names, frame, DESCR.",
        width=92,
        initial_indent="    ",
        subsequent_indent="    ",
    )
    parameters = [
        f"n_samples : int, default={n_samples}\n    Number of points{points}.\n" if counted else "",
        f"{own}\n" if own else "",
        _SEED if "random_state" in signature.parameters else "",
        _SHARED,
    ]
    parts = [
        f"{summary}\n\nParameters\n----------\n{''.join(parameters)}",
        f"Returns\n-------\nbunch : sklearn.utils.Bunch\n{returned}",
    ]
    if examples:
        parts.append(f"\nExamples\n--------\n{examples}")
    return "\n".join(parts) + "\n"


def _check_n_samples(n_samples: object, info: DatasetInfo) -> int:
    """Return the number of rows to draw; refuse one that leaves a group without a point."""
    least = max(2, len(info.target_names))
    whole = isinstance(n_samples, int | np.integer) and not isinstance(n_samples, bool)
    if whole and int(n_samples) >= least:  # type: ignore[call-overload]
        return int(n_samples)  # type: ignore[call-overload,no-any-return]
    raise LearnerError(
        f"n_samples must be a whole number of at least {least}",
        where=f"it is {display_name(repr(n_samples))}",
        why="Every group needs a point.",
        fix="n_samples = 300",
    )


def _split_evenly(n_samples: int, groups: int) -> Ints:
    """Return the group of each row, in order: sizes differ by one at most, the first are larger."""
    return np.sort(np.arange(n_samples) % groups).astype(np.int64)


def _normal(rng: Any, target: Ints, centers: Any, spread: Any) -> Floats:
    """Return a normal draw about the center of each row's group."""
    drawn: Floats = rng.normal(size=(len(target), 2)) * spread + np.array(centers)[target]
    return drawn


def _disc(rng: Any, n: int, radius: Any, center: Any) -> Floats:
    """Return points spread evenly over a disc."""
    # without the root the middle would be fuller: rings grow with their radius
    far = np.sqrt(rng.uniform(size=n)) * radius
    angle = rng.uniform(0, 2 * np.pi, size=n)
    disc: Floats = np.column_stack([np.cos(angle), np.sin(angle)]) * far[:, None] + center
    return disc


@toy(
    DatasetInfo(
        title="Four blobs",
        shows="Groups that k-means finds: round, equally wide, equally large and well apart.",
        design=(
            "All that k-means takes for granted is true here. With k=4 and 10 starts it finds the "
            "four groups without a mistake (adjusted Rand index 1)."
        ),
        target_names=("group 1", "group 2", "group 3", "group 4"),
        source=(
            "scikit-learn's make_blobs(n_samples=300, centers=4, cluster_std=0.60, "
            "random_state=0), the call used in J. VanderPlas, Python Data Science Handbook, "
            "chapter on k-means"
        ),
        licence=_SKLEARN,
    ),
    n_samples=300,
)
def load_blobs() -> tuple[Floats, Ints]:
    """Load the 300 blobs of the well-known k-means tutorial, to the digit.

    Examples
    --------
    >>> from teachclust.datasets import load_blobs
    >>> load_blobs().data.shape
    (300, 2)
    """
    from sklearn.datasets import make_blobs

    data, target = make_blobs(n_samples=300, centers=4, cluster_std=0.60, random_state=0)
    return data, target


@toy(
    DatasetInfo(
        title="Five points for pencil and paper",
        shows="Every number of k-means, worked out by hand in two iterations.",
        design=(
            "Start from the first two rows. The first update moves the second center to (5, 4), "
            "the second row changes cluster, and the next update ends at (1, 4) and (6, 4), "
            "inertia 18. Every center on the way is whole, and no point is ever equally far from "
            "both."
        ),
        target_names=("left", "right"),
        source="worked out for this course",
    ),
    n_samples=5,
    target="where k-means from the first two rows ends",
)
def make_five_points() -> tuple[Floats, Ints]:
    """Make five points with whole coordinates, for k-means by hand with two clusters."""
    data = np.array([(0, 4), (2, 4), (6, 5), (7, 1), (5, 6)], dtype=np.float64)
    return data, np.array([0, 0, 1, 1, 1])


@toy(
    DatasetInfo(
        title="Hard start",
        shows="Where k-means ends depends on where it starts: most random starts get stuck.",
        design=(
            "Two pairs of groups lie far apart. A start that puts three centers into one pair, or "
            "all four, can't cross the gap. Of 100 random single starts (k=4, seeds 0 to 99) about "
            "60 end with more than twice the best inertia; of 100 k-means++ starts about 4 do."
        ),
        target_names=("left 1", "left 2", "right 1", "right 2"),
    ),
    n_samples=160,
)
def make_hard_start(n_samples: int, rng: np.random.RandomState) -> tuple[Floats, Ints]:
    """Make two far pairs of groups, on which random starts often fail."""
    target = _split_evenly(n_samples, 4)
    centers = ((-6.0, 1.5), (-6.0, -1.5), (5.0, 1.6), (8.0, -0.4))
    return _normal(rng, target, centers, 0.6), target


@toy(
    DatasetInfo(
        title="Uniform noise",
        shows="k-means answers even when there is nothing to find: it splits evenly spread points "
        "too.",
        design=(
            "Every place of a 10 by 10 square is equally likely. No k from 2 to 8 reaches a "
            "silhouette of 0.45, where the four blobs reach 0.68."
        ),
        target_names=("everything",),
    ),
    n_samples=300,
    target="all 0: there is one group only",
)
def make_uniform_noise(n_samples: int, rng: np.random.RandomState) -> tuple[Floats, Ints]:
    """Make points that fill a square evenly: no clusters at all."""
    return rng.uniform(0, 10.0, size=(n_samples, 2)), np.zeros(n_samples, dtype=np.int64)


@toy(
    DatasetInfo(
        title="Two moons",
        shows="Groups that are not round: k-means cuts both moons with a straight line.",
        design=(
            "With k=2 k-means agrees little with the moons (adjusted Rand index below 0.4); "
            "following the points from neighbour to neighbour (single linkage, DBSCAN) finds both."
        ),
        target_names=("upper moon", "lower moon"),
        source="scikit-learn's make_moons",
        licence=_SKLEARN,
    ),
    n_samples=300,
)
def make_moons(
    n_samples: int, *, noise: float = 0.06, rng: np.random.RandomState
) -> tuple[Floats, Ints]:
    """Make two interleaved half circles.

    Parameters
    ----------
    noise : float, default=0.06
        Standard deviation of the noise around the half circles.
    """
    from sklearn.datasets import make_moons as draw

    with translate_sklearn_errors("noise = 0.06", where=f"noise={noise!r}"):
        data, target = draw(n_samples, noise=noise, random_state=rng)
    return data, target


@toy(
    DatasetInfo(
        title="Two circles",
        shows="Two groups with the same center: k-means can only cut across both.",
        design=(
            "The means of the groups coincide, so a nearest center can't tell them apart: with k=2 "
            "the adjusted Rand index is near 0. Single linkage and DBSCAN find both."
        ),
        target_names=("outer circle", "inner circle"),
        source="scikit-learn's make_circles",
        licence=_SKLEARN,
    ),
    n_samples=300,
)
def make_circles(
    n_samples: int, *, noise: float = 0.05, factor: float = 0.45, rng: np.random.RandomState
) -> tuple[Floats, Ints]:
    """Make a small circle inside a large one.

    Parameters
    ----------
    noise : float, default=0.05
        Standard deviation of the noise around the circles.
    factor : float, default=0.45
        Radius of the inner circle; the outer one has radius 1.
    """
    from sklearn.datasets import make_circles as draw

    with translate_sklearn_errors(
        "noise, factor = 0.05, 0.45", where=f"noise={noise!r}, factor={factor!r}"
    ):
        data, target = draw(n_samples, noise=noise, factor=factor, random_state=rng)
    return data, target


@toy(
    DatasetInfo(
        title="Stretched blobs",
        shows="Groups longer than they are apart: k-means cuts across their length.",
        design=(
            "Each group is more than four times as long as wide and lies slanted, beside the next. "
            "With k=3 k-means agrees little with them (adjusted Rand index below 0.6); a Gaussian "
            "mixture, which learns the slant, finds them (above 0.95)."
        ),
        target_names=("group 1", "group 2", "group 3"),
    ),
    n_samples=300,
)
def make_anisotropic(n_samples: int, rng: np.random.RandomState) -> tuple[Floats, Ints]:
    """Make three stretched, slanted groups side by side."""
    target = _split_evenly(n_samples, 3)
    upright = _normal(rng, target, ((-2.0, -2.0), (0.0, 0.0), (2.0, 2.0)), (0.35, 1.6))
    # a turn by about 37 degrees (the triangle with sides 3, 4 and 5)
    return upright @ np.array(((0.8, -0.6), (0.6, 0.8))), target


@toy(
    DatasetInfo(
        title="Unequal spread",
        shows="A wide group beside tight ones: k-means gives part of the wide group away.",
        design=(
            "The border between two centers lies halfway, however wide the groups are: with k=3 "
            "the adjusted Rand index stays below 0.85. A Gaussian mixture, which learns each "
            "spread, is above 0.9."
        ),
        target_names=("tight 1", "tight 2", "wide"),
    ),
    n_samples=300,
)
def make_unequal_spread(n_samples: int, rng: np.random.RandomState) -> tuple[Floats, Ints]:
    """Make two tight groups next to a wide one."""
    target = _split_evenly(n_samples, 3)
    spread = np.array((0.4, 0.4, 2.5))[target, None]
    return _normal(rng, target, ((-2.5, 1.5), (-2.5, -1.5), (2.5, 0.0)), spread), target


@toy(
    DatasetInfo(
        title="Unequal density",
        shows="Groups of unequal density: an eps that holds the sparse one together joins the "
        "others.",
        design=(
            "Two discs of radius 0.5, 0.3 apart, and one of radius 2.4, as many points in each. At "
            "no eps does DBSCAN (min_samples=5) keep the dense ones apart and hold more than half "
            "of the sparse one together; HDBSCAN with min_cluster_size=10 agrees by 0.95 or more."
        ),
        target_names=("dense 1", "dense 2", "sparse"),
    ),
    n_samples=300,
)
def make_unequal_density(n_samples: int, rng: np.random.RandomState) -> tuple[Floats, Ints]:
    """Make two dense groups next to each other and a sparse one."""
    target = _split_evenly(n_samples, 3)
    radius = np.array((0.5, 0.5, 2.4))[target]
    centers = np.array(((-2.5, 0.65), (-2.5, -0.65), (1.5, 0.0)))
    return _disc(rng, n_samples, radius, centers[target]), target


@toy(
    DatasetInfo(
        title="Unequal size",
        shows="Small groups beside a large one: splitting the large one lowers inertia more.",
        design=(
            "16 of 18 points are in one group. Halving it saves more inertia than telling the two "
            "small groups apart, so the best k-means with k=3 is the wrong one (adjusted Rand "
            "index below 0.4), and more starts don't help."
        ),
        target_names=("large", "small 1", "small 2"),
    ),
    n_samples=450,
    points="; 1 in 18 goes to each of the small groups",
)
def make_unequal_size(n_samples: int, rng: np.random.RandomState) -> tuple[Floats, Ints]:
    """Make a large group with two small ones beside it."""
    small = max(1, n_samples // 18)
    target = np.repeat([0, 1, 2], [n_samples - 2 * small, small, small])
    spread = np.array((0.9, 0.5, 0.5))[target, None]
    return _normal(rng, target, ((0.0, 0.0), (4.5, 1.7), (4.5, -1.7)), spread), target


@toy(
    DatasetInfo(
        title="Three blobs and a far point",
        shows="One far point takes a center for itself, and two groups have to share one.",
        design=(
            "A squared distance makes one far point dearer than two groups that share a center. "
            "With k=3 the best k-means has a cluster of one point; without that point it finds the "
            "three groups."
        ),
        target_names=("group 1", "group 2", "group 3", "far point"),
    ),
    n_samples=91,
    points=", the far one included",
    target="the group each point was drawn from; the far point is the last row, group 3",
)
def make_far_outlier(n_samples: int, rng: np.random.RandomState) -> tuple[Floats, Ints]:
    """Make three blobs and one point far away from them."""
    target = _split_evenly(n_samples - 1, 3)
    near = _normal(rng, target, ((0.0, 0.0), (5.0, 0.0), (2.5, 4.3)), 0.6)
    return np.vstack([near, (24.0, 14.0)]), np.append(target, 3)


@toy(
    DatasetInfo(
        title="Nested groups",
        shows="Clusters inside clusters: three regions of three towns, so that k = 3 and k = 9 "
        "fit.",
        design=(
            "A town is 1.9 from the middle of its region, and regions are 10 apart. Every linkage "
            "of agglomerative clustering finds the towns at 9 clusters and the regions at 3 "
            "(adjusted Rand index 1), and each town lies whole inside a region."
        ),
        target_names=tuple(
            f"region {region}, town {town}" for region in (1, 2, 3) for town in (1, 2, 3)
        ),
    ),
    n_samples=90,
    points=", as evenly over the nine towns as it goes",
    target="the town each point was drawn from; ``target // 3`` is its region",
)
def make_nested(n_samples: int, rng: np.random.RandomState) -> tuple[Floats, Ints]:
    """Make nine small groups that form three large ones."""
    target = _split_evenly(n_samples, 9)
    angles = np.pi / 2 + np.arange(3) * 2 * np.pi / 3
    triangle = np.column_stack([np.cos(angles), np.sin(angles)])
    # corners of a triangle that are 10 / sqrt(3) from its middle are 10 apart
    towns = (10 / np.sqrt(3) * triangle[:, None] + 1.9 * triangle).reshape(9, 2)
    return _normal(rng, target, towns, 0.3), target


@toy(
    DatasetInfo(
        title="A bridge between two blobs",
        shows="Chaining: single linkage walks over the bridge and sees one cluster.",
        design=(
            "One point in 15 stands on the bridge, in steps shorter than some gaps inside the "
            "blobs. Single linkage with 2 clusters splits off one point (adjusted Rand index below "
            "0.1); complete, average and Ward linkage part the blobs (above 0.8)."
        ),
        target_names=("left", "right"),
    ),
    n_samples=210,
    points="; 1 in 15 stands on the bridge",
    target="the group each point was drawn from; the bridge comes last, each of its points in the "
    "nearer group",
)
def make_bridge(n_samples: int, rng: np.random.RandomState) -> tuple[Floats, Ints]:
    """Make two round groups with a thin line of points from one to the other."""
    half = 3.0  # the blobs are at -3 and 3
    steps = n_samples // 15
    blobs = n_samples - steps
    side = _split_evenly(blobs, 2)
    drawn = rng.normal(size=(n_samples, 2))
    groups = 0.7 * drawn[:blobs]
    groups[:, 0] += np.where(side == 0, -half, half)
    along = np.linspace(0.5 - half, half - 0.5, steps)
    bridge = np.column_stack([along, 0.08 * drawn[blobs:, 1]])
    return np.vstack([groups, bridge]), np.append(side, along > 0)


@toy(
    DatasetInfo(
        title="Shops that buy from a wholesaler",
        shows="Long tails that look like two clear clusters; their logarithms have none.",
        design=(
            "One group: the logarithms of the three yearly sums are normal, with equal spreads and "
            "equal correlations. In dollars k-means with k=2 parts the few largest buyers from all "
            "others, with a silhouette above 0.55; in logarithms it halves one cloud, and its "
            "silhouette is that of a normal draw."
        ),
        target_names=("shop",),
        feature_names=("fresh", "frozen", "cleaning"),
        units=("dollars a year",) * 3,
    ),
    n_samples=400,
    target="0 for all: there is one group",
)
def make_wholesale(n_samples: int, rng: np.random.RandomState) -> tuple[Floats, Ints]:
    """Make what shops buy from a wholesaler in a year: fresh food, frozen food, cleaning goods."""
    drawn = rng.normal(size=(n_samples, 4))
    size, own = drawn[:, :1], drawn[:, 1:]
    # the size of a shop moves all three sums; to 10 dollars, and never 0, for the logarithm
    sums = np.exp(np.log([9000, 3200, 2600]) + 0.6 * size + 0.75 * own)
    return np.maximum(np.round(sums, -1), 10), np.zeros(n_samples, dtype=np.int64)


@toy(
    DatasetInfo(
        title="Parked bikes",
        shows="Places of any shape and density among strays: a decision about eps, or about "
        "HDBSCAN.",
        design=(
            "A station and a market 80 m apart, a bent river path, a campus, a sparse suburb, and "
            "strays 200 m from all of them. DBSCAN with eps=50 and min_samples=10 finds the four "
            "dense places; with eps=100 station and market are one; HDBSCAN with "
            "min_cluster_size=15 finds the suburb too. Clusters part at gaps, not at strays that "
            "lie as near to one as to the other: how tied steps are sorted, which differs by "
            "processor, changes no label of HDBSCAN with random_state=0 and the min_cluster_size "
            "of 5, 10, 15 or 40."
        ),
        target_names=("station", "market", "river path", "campus", "suburb", "stray"),
        feature_names=("east (m)", "north (m)"),
        units=("meters", "meters"),
    ),
    n_samples=600,
    target="the kind of place each bike was drawn from",
)
def make_parked_bikes(rng: np.random.RandomState) -> tuple[Floats, Ints]:
    """Make the places of 600 shared bikes at night, in a town that was made up."""
    places = np.concatenate(
        [
            _disc(rng, 100, 60, (600, 620)),
            _disc(rng, 90, 60, (800, 620)),
            _river(rng, 200),
            _disc(rng, 80, 100, (1090, 780)),
            _disc(rng, 80, 270, (350, 1060)),
        ]
    )
    data = np.concatenate([places, _strays(rng, 50, places)])
    return data, np.repeat(np.arange(6), (100, 90, 200, 80, 80, 50))


def _river(rng: Any, count: int) -> Floats:
    """Return points along a bend, some steps from its middle."""
    along = (np.arange(count) + rng.uniform(size=count)) / count  # no gap by chance
    middle = np.column_stack([200 + 1400 * along, 230 + 120 * np.sin(2 * np.pi * along)])
    river: Floats = middle + rng.normal(scale=9, size=(count, 2))
    return river


def _strays(rng: Any, count: int, places: Floats) -> Floats:
    """Return points of a town of 1800 by 1500 m, 200 m from all places and 130 m from each other.

    A stray on the way from one place to another would be as near to both as its own neighborhood is
    wide: to HDBSCAN the two steps tie.
    """
    strays: list[Floats] = []
    apart = 130.0
    while len(strays) < count:
        drawn = rng.uniform((0, 0), (1800, 1500), size=(2_000, 2))
        gaps = np.linalg.norm(drawn[:, None] - places, axis=2).min(axis=1)
        for one in drawn[gaps >= 200]:
            if len(strays) < count and all(np.hypot(*(one - other)) >= apart for other in strays):
                strays.append(one)
        apart *= 0.9  # where there is no room left, they stand closer
    return np.array(strays)


#: kilometers of one degree of latitude
_DEGREE: Final = 111.2


@toy(
    DatasetInfo(
        title="Houses by place",
        shows="Units decide: prices in euros outweigh places, and a degree of longitude is not one "
        "of latitude.",
        design=(
            "Three villages along valleys from west to east, and some farms, at 60 degrees north, "
            "where a degree of longitude is half as long as one of latitude; prices are the same "
            "everywhere. With k=3, villages compared, k-means on all three columns as they are "
            "agrees by less than 0.1, after StandardScaler or on degrees by less than 0.7, on "
            "kilometers by 0.95 or more. DBSCAN with eps=1 km finds the villages (0.9 "
            "or more), and takes most farms for noise."
        ),
        target_names=("south valley", "middle valley", "north valley", "farm"),
        feature_names=("latitude", "longitude", "price"),
        units=("degrees", "degrees", "euros"),
    ),
    n_samples=300,
    points="; 2 in 15 are farms",
)
def make_houses(n_samples: int, rng: np.random.RandomState) -> tuple[Floats, Ints]:
    """Make the places and prices of houses in a country that was made up."""
    farms = max(1, round(n_samples * 2 / 15))
    south = max(1, round((n_samples - farms) * 11 / 26))
    middle = max(1, round((n_samples - farms) * 9 / 26))
    counts = (south, middle, n_samples - farms - south - middle, farms)
    target = np.repeat(np.arange(4), counts)
    villages = np.array([(0.0, 0.0), (0.5, 4.0), (-0.5, 8.0), (0.0, 0.0)])
    km = rng.normal(size=(n_samples, 2)) * (1.6, 0.5) + villages[target]
    km[target == 3] = rng.uniform((-7, -6), (7, 14), size=(farms, 2))
    price = 1_000 * np.round(np.exp(rng.normal(np.log(260), 0.45, size=n_samples)))
    latitude = 60 + km[:, 1] / _DEGREE
    longitude = 20 + km[:, 0] / (_DEGREE * np.cos(np.radians(60)))
    return np.column_stack([latitude, longitude, price]), target


@toy(
    DatasetInfo(
        title="Cells and their genes",
        shows="Rows of unequal size: how much was counted in a cell outweighs what kind of cell it "
        "is, and scaling the columns doesn't help.",
        design=(
            "Three kinds of cells, four genes four times as active in each, counts by Poisson. How "
            "many molecules were caught differs from cell to cell by more than a factor of ten. "
            "With k=3 k-means on counts agrees with the kinds by less than 0.1, after "
            "StandardScaler as well; on each cell's shares by 0.95 or more."
        ),
        target_names=("skin", "nerve", "muscle"),
        feature_names=tuple(f"gene {letter}" for letter in "ABCDEFGHIJKL"),
        units=("molecules",) * 12,
    ),
    n_samples=240,
    target="the kind of each cell",
)
def make_cells(n_samples: int, rng: np.random.RandomState) -> tuple[Floats, Ints]:
    """Make how many molecules of twelve genes were counted in each cell."""
    target = _split_evenly(n_samples, 3)
    rate = np.tile([4.0, 8.0, 16.0, 6.0], (3, 3))
    for kind in range(3):
        rate[kind, 4 * kind : 4 * kind + 4] *= 4
    caught = np.exp(rng.normal(0, 0.8, size=(n_samples, 1)))
    return rng.poisson(rate[target] * caught).astype(np.float64), target
