"""The five clusterers of the guide, by its names, parameters and defaults.

The names are those of Earth Engine's functions. How each behaves is known from Weka, which Earth
Engine names as their source; the code here is our own.

References
----------
Google, "Unsupervised Classification (clustering)" and the reference of ``ee.Clusterer``,
https://developers.google.com/earth-engine/guides/clustering.
"""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, Final, ParamSpec, Self, TypeVar

import numpy as np

from teachclust.checks import display_name, is_whole
from teachclust.cluster import LVQ, CascadeKMeans, Cobweb, SimpleKMeans, XMeans
from teachclust.cluster.simple_k_means import INITS
from teachclust.errors import LearnerError

P = ParamSpec("P")
R = TypeVar("R")

_ITERATIONS: Final = 500
#: The greatest seed that numpy takes.
_MOST_SEED: Final = 2**32 - 1


def names_checked(function: Callable[P, R]) -> Callable[P, R]:
    """Give a function an error that names the parameter that was meant."""
    signature = inspect.signature(function)
    names = [name for name in signature.parameters if name != "cls"]

    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        for name in kwargs:
            if name not in names:
                raise _unknown(function, args[0], name, names, kwargs[name])
        try:
            signature.bind(*args, **kwargs)
        except TypeError as error:
            required = [p for p in names if signature.parameters[p].default is inspect._empty]
            shown = f"{required[0]}=15" if required else ""
            raise LearnerError(
                f"{function.__name__} was called with other parameters than it has",
                where=str(error),
                why=f"Its parameters are {', '.join(names)}.",
                fix=f"clusterer = ee.Clusterer.{function.__name__}({shown})",
            ) from None
        return function(*args, **kwargs)

    return checked


def _unknown(made_by: Any, cls: Any, name: str, names: list[str], value: object) -> LearnerError:
    """Say which parameter was meant: n_clusters is near to nClusters."""
    function = made_by.__name__
    plain = {one.lower(): one for one in names}
    wanted = name.replace("_", "").lower()
    near = difflib.get_close_matches(wanted, plain, n=1, cutoff=0.5)
    fix = ""
    if near and isinstance(value, bool | int | float | str):
        meant = {"nClusters": 15} if function == "wekaKMeans" else {}
        with suppress(LearnerError):  # a value that is out of range makes no line that runs
            made_by(cls, **(meant | {plain[near[0]]: value}))
            fix = _call(function, plain[near[0]], value)
    return LearnerError(
        f"{function} has no parameter {display_name(name)!r}",
        where=f"did you mean {plain[near[0]]}?" if near else "",
        why=f"Its parameters are {', '.join(names)}.",
        fix=fix or f"help(ee.Clusterer.{function})",
    )


def _call(function: str, name: str, value: object) -> str:
    """Return the line that makes a clusterer with one parameter."""
    required = "15, " if function == "wekaKMeans" and name != "nClusters" else ""
    return f"clusterer = ee.Clusterer.{function}({required}{name}={value!r})"


class Constructors:
    """The five functions that make a clusterer; `Clusterer` has them."""

    def __init__(self, estimator: Any, *, order: str = "canonical") -> None:
        raise NotImplementedError

    @classmethod
    @names_checked
    def wekaKMeans(
        cls,
        nClusters: int,
        init: int = 0,
        canopies: bool = False,
        maxCandidates: int = 100,
        periodicPruning: int = 10_000,
        minDensity: int = 2,
        t1: float = -1.5,
        t2: float = -1.0,
        distanceFunction: str = "Euclidean",
        maxIterations: int | None = None,
        preserveOrder: bool = False,
        fast: bool = False,
        seed: int = 10,
        *,
        squaredWeights: bool = False,
        normalize: bool = True,
        empty: str = "drop",
        order: str = "canonical",
    ) -> Self:
        """Return a clusterer of k-means, as `teachclust.cluster.SimpleKMeans` does it.

        Parameters
        ----------
        nClusters : int
            How many clusters. Those that become empty are dropped, so there may be fewer.
        init : int, default=0
            How first centers are chosen: 0 draws rows; 1 draws as k-means++; 2 takes canopies, of
            which there may be fewer than `nClusters`; 3 takes the farthest row each time and
            ignores `seed`.
        canopies, maxCandidates, periodicPruning, minDensity, t1
            Shortcuts by canopies. They have no effect: all distances are measured.
        t2 : float, default=-1.0
            The radius of a canopy among scaled bands, if it's above 0; -1.0 takes half the sum of
            the bands' standard deviations.
        distanceFunction : {"Euclidean", "Manhattan"}, default="Euclidean"
            "Manhattan" sums differences, and centers are medians.
        maxIterations : int, optional
            None is 500, as in Weka.
        preserveOrder, fast : bool, default=False
            Have no effect: rows are never reordered in the result, and sums are always known.
        seed : int, default=10
            Draws the first centers.
        squaredWeights : bool, default=False
            Whether k-means++ draws by squared distances, as published. Weka draws by plain ones.
        normalize : bool, default=True
            Whether bands are scaled to the range from 0 to 1 before distances are measured, as in
            Weka. So a band in other units changes nothing.
        empty : {"drop", "relocate"}, default="drop"
            What becomes of an empty cluster.
        order : {"canonical", "given"}, default="canonical"
            Whether rows are brought into one order first.

        Returns
        -------
        clusterer : Clusterer
            Not trained yet.

        Raises
        ------
        LearnerError
            For an unknown parameter or a value out of range.
        """
        _whole("wekaKMeans", nClusters=(nClusters, 1), seed=(seed, 0), init=(init, 0))
        _choice("wekaKMeans", "init", int(init), range(len(INITS)))
        _flags("wekaKMeans", canopies=canopies, preserveOrder=preserveOrder, fast=fast)
        _flags("wekaKMeans", squaredWeights=squaredWeights, normalize=normalize)
        _choice("wekaKMeans", "empty", empty, ("drop", "relocate"))
        number = isinstance(t2, int | float | np.number) and not isinstance(t2, bool)
        if not number or not (0 < t2 < np.inf or t2 == -1):
            raise LearnerError(
                "t2 must be above 0, or -1.0",
                where=f"it is {display_name(repr(t2))}",
                why="Above 0 it is the radius of a canopy; -1.0 takes it from the bands' spread.",
                fix=f"clusterer = ee.Clusterer.wekaKMeans({nClusters}, init=2, t2=0.5)",
            )
        model = SimpleKMeans(
            int(nClusters),
            init=INITS[int(init)],
            distance=_distance("wekaKMeans", distanceFunction),  # type: ignore[arg-type]
            normalize=normalize,
            squared_weights=squaredWeights,
            empty=empty,
            canopy_radius=float(t2) if t2 > 0 else None,
            max_iter=_iterations("wekaKMeans", maxIterations),
            random_state=int(seed),
        )
        return cls(model, order=order)

    @classmethod
    @names_checked
    def wekaCascadeKMeans(
        cls,
        minClusters: int = 2,
        maxClusters: int = 10,
        restarts: int = 10,
        manual: bool = False,
        init: bool = False,
        distanceFunction: str = "Euclidean",
        maxIterations: int | None = None,
        *,
        seed: int = 0,
        normalize: bool = True,
        order: str = "canonical",
    ) -> Self:
        """Return a clusterer that chooses k by Calinski and Harabasz.

        The estimator is `teachclust.cluster.CascadeKMeans`.

        Parameters
        ----------
        minClusters, maxClusters : int, default=2, 10
            The least and the greatest number of clusters.
        restarts : int, default=10
            Starts for each number. The number with the highest mean score is taken, so bad starts
            may move it.
        manual : bool, default=False
            Weka opens a window to choose k by hand. There is none here: see `KLab`.
        init : bool, default=False
            Whether first centers are drawn as k-means++.
        distanceFunction : {"Euclidean", "Manhattan"}, default="Euclidean"
            With "Manhattan" the score is of sums that aren't squared, as in Weka.
        maxIterations : int, optional
            None is 500.
        seed : int, default=0
            Draws the first centers. Earth Engine has no such parameter.
        normalize : bool, default=True
            Whether bands are scaled to the range from 0 to 1.
        order : {"canonical", "given"}, default="canonical"
            Whether rows are brought into one order first.

        Returns
        -------
        clusterer : Clusterer
            Not trained yet.

        Raises
        ------
        LearnerError
            For an unknown parameter, a value out of range, or ``manual=True``.
        """
        name = "wekaCascadeKMeans"
        _whole(
            name,
            minClusters=(minClusters, 2),
            maxClusters=(maxClusters, 2),
            restarts=(restarts, 1),
            seed=(seed, 0),
        )
        _flags(name, manual=manual, init=init, normalize=normalize)
        if manual:
            raise LearnerError(
                "There is no window to choose k by hand",
                where="manual=True",
                why="KLab is the place for that: it shows the scores of all k.",
                fix="KLab(KMeans(n_init=10, random_state=0), training)",
            )
        _range(name, minClusters, maxClusters)
        model = CascadeKMeans(
            int(minClusters),
            int(maxClusters),
            restarts=int(restarts),
            init="k-means++" if init else "random",
            distance=_distance(name, distanceFunction),  # type: ignore[arg-type]
            normalize=normalize,
            max_iter=_iterations(name, maxIterations),
            random_state=int(seed),
        )
        return cls(model, order=order)

    @classmethod
    @names_checked
    def wekaXMeans(
        cls,
        minClusters: int = 2,
        maxClusters: int = 8,
        maxIterations: int = 3,
        maxKMeans: int = 1000,
        maxForChildren: int = 1000,
        useKD: bool = False,
        cutoffFactor: float = 0.0,
        distanceFunction: str = "Euclidean",
        seed: int = 10,
        *,
        criterion: str = "weka",
        normalize: bool = True,
        order: str = "canonical",
    ) -> Self:
        """Return a clusterer that splits clusters, as `teachclust.cluster.XMeans` does it.

        Parameters
        ----------
        minClusters, maxClusters : int, default=2, 8
            The number to start from, and the most there may be. Real pixels are often split until
            `maxClusters`.
        maxIterations : int, default=3
            Rounds of splits: each at most doubles the clusters.
        maxKMeans : int, default=1000
            The most iterations of k-means, of all points and within a cluster.
        maxForChildren : int, default=1000
            Has no effect: `maxKMeans` is for both.
        useKD : bool, default=False
            Has no effect: a tree would find the same neighbors.
        cutoffFactor : float, default=0.0
            The share of the clusters that is split where no split pays.
        distanceFunction : {"Euclidean"}, default="Euclidean"
            Earth Engine also has "Chebyshev" and "Manhattan". The criterion is a likelihood of
            straight distances, so there are no others here.
        seed : int, default=10
            Draws the first centers and the directions of splits.
        criterion : {"weka", "pelleg-moore"}, default="weka"
            How the Bayesian information criterion is computed; "pelleg-moore" as published.
        normalize : bool, default=True
            Whether bands are scaled to the range from 0 to 1.
        order : {"canonical", "given"}, default="canonical"
            Whether rows are brought into one order first.

        Returns
        -------
        clusterer : Clusterer
            Not trained yet.

        Raises
        ------
        LearnerError
            For an unknown parameter, a value out of range, or another distance.
        """
        name = "wekaXMeans"
        _whole(
            name,
            minClusters=(minClusters, 1),
            maxClusters=(maxClusters, 1),
            maxIterations=(maxIterations, 0),
            maxKMeans=(maxKMeans, 1),
            maxForChildren=(maxForChildren, 1),
            seed=(seed, 0),
        )
        _flags(name, useKD=useKD, normalize=normalize)
        _number(name, "cutoffFactor", cutoffFactor, 0, 1)
        _choice(name, "distanceFunction", distanceFunction, ("Euclidean",))
        _choice(name, "criterion", criterion, ("weka", "pelleg-moore"))
        _range(name, minClusters, maxClusters)
        model = XMeans(
            int(minClusters),
            int(maxClusters),
            max_splits=int(maxIterations),
            max_iter=int(maxKMeans),
            criterion=criterion,
            cutoff=float(cutoffFactor),
            normalize=normalize,
            random_state=int(seed),
        )
        return cls(model, order=order)

    @classmethod
    @names_checked
    def wekaCobweb(
        cls,
        acuity: float = 1.0,
        cutoff: float = 0.002,
        seed: int = 42,
        *,
        acuityUnit: str = "feature",
        nClusters: int | None = None,
        order: str = "canonical",
    ) -> Self:
        """Return a clusterer that grows a tree, as `teachclust.cluster.Cobweb` does it.

        Parameters
        ----------
        acuity : float, default=1.0
            The least standard deviation within a cluster that counts, in `acuityUnit`. In the
            bands' own units 1.0 makes one cluster of reflectances from 0 to 1, and hundreds of
            digital numbers.
        cutoff : float, default=0.002
            The least category utility of a node's children.
        seed : int, default=42
            Draws the order in which rows are put into the tree.
        acuityUnit : {"feature", "spread"}, default="feature"
            "feature": the bands' own units, as in Weka; labels are all nodes of the tree then.
            "spread": standard deviations of the bands, so that units don't matter; labels are the
            leaves. `teachclust.cluster.advise_acuity` finds a value.
        nClusters : int, optional
            How many leaves are left at most. Earth Engine has no such parameter.
        order : {"canonical", "given"}, default="canonical"
            Whether rows are brought into one order first.

        Returns
        -------
        clusterer : Clusterer
            Not trained yet.

        Raises
        ------
        LearnerError
            For an unknown parameter or a value out of range.
        """
        name = "wekaCobweb"
        _number(name, "acuity", acuity, 1e-9, np.inf)
        _number(name, "cutoff", cutoff, 0, np.inf)
        _whole(name, seed=(seed, 0))
        _choice(name, "acuityUnit", acuityUnit, ("feature", "spread"))
        if nClusters is not None:
            _whole(name, nClusters=(nClusters, 1))
        model = Cobweb(
            acuity=float(acuity),
            acuity_unit=acuityUnit,
            cutoff=float(cutoff),
            n_clusters=None if nClusters is None else int(nClusters),
            ids="nodes" if acuityUnit == "feature" and nClusters is None else "leaves",
            random_state=int(seed),
        )
        return cls(model, order=order)

    @classmethod
    @names_checked
    def wekaLVQ(
        cls,
        numClusters: int = 7,
        learningRate: float = 1.0,
        epochs: int = 1000,
        normalizeInput: bool = False,
        *,
        decay: bool = False,
        distinctStarts: bool = False,
        seed: int = 0,
        order: str = "canonical",
    ) -> Self:
        """Return a clusterer whose prototypes are pulled by one pixel after the other.

        The estimator is `teachclust.cluster.LVQ`: competitive learning without labels, not
        Kohonen's supervised learning vector quantization, whatever the name says.

        Parameters
        ----------
        numClusters : int, default=7
            Prototypes. Some may win no pixel.
        learningRate : float, default=1.0
            The share of the gap by which the nearest prototype moves. At 1.0 a prototype is the
            last pixel that it won.
        epochs : int, default=1000
            How often all pixels are gone through at most. Weka ignores fewer than 1000; here they
            are taken as given.
        normalizeInput : bool, default=False
            Whether bands are scaled to the range from -1 to 1. Earth Engine describes it as "skip
            normalizing the attributes", the contrary of its name; here it does what the name says.
        decay : bool, default=False
            Whether the rate falls to 0 over the epochs, so that prototypes settle.
        distinctStarts : bool, default=False
            Whether prototypes start at different pixels, so that fewer are left without any. In
            Weka all start in the middle.
        seed : int, default=0
            Draws the pixels of `distinctStarts`. Earth Engine has no such parameter.
        order : {"canonical", "given"}, default="canonical"
            Whether rows are brought into one order first. With "given" another order gives other
            clusters.

        Returns
        -------
        clusterer : Clusterer
            Not trained yet.

        Raises
        ------
        LearnerError
            For an unknown parameter or a value out of range.
        """
        name = "wekaLVQ"
        _whole(name, numClusters=(numClusters, 1), epochs=(epochs, 1), seed=(seed, 0))
        _number(name, "learningRate", learningRate, 1e-9, 1)
        _flags(name, normalizeInput=normalizeInput, decay=decay, distinctStarts=distinctStarts)
        model = LVQ(
            int(numClusters),
            learning_rate=float(learningRate),
            epochs=int(epochs),
            init="random" if distinctStarts else "middle",
            rate="linear" if decay else "constant",
            normalize=normalizeInput,
            random_state=int(seed),
        )
        return cls(model, order=order)


def _whole(function: str, **given: tuple[object, int]) -> None:
    """Check whole numbers, each with the least that it may be."""
    for name, (value, least) in given.items():
        if not is_whole(value) or not least <= value <= _MOST_SEED:
            raise LearnerError(
                f"{name} must be a whole number of at least {least}",
                where=f"it is {display_name(repr(value))}",
                fix=_call(function, name, max(least, 2)),
            )


def _number(function: str, name: str, value: object, least: float, most: float) -> None:
    number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if not number or not least <= value <= most:  # type: ignore[operator]
        raise LearnerError(
            f"{name} must be a number {'above 0' if least else 'of at least 0'}"
            + (f" and up to {most:g}" if most < np.inf else ""),
            where=f"it is {display_name(repr(value))}",
            fix=_call(function, name, min(most / 2, 0.5)),
        )


def _flags(function: str, **given: object) -> None:
    for name, value in given.items():
        if not isinstance(value, bool | np.bool_):
            raise LearnerError(
                f"{name} must be True or False",
                where=f"it is {display_name(repr(value))}",
                fix=_call(function, name, value=False),
            )


def _choice(function: str, name: str, value: object, known: Any) -> None:
    if not any(type(value) is type(one) and value == one for one in known):
        options = list(known)
        raise LearnerError(
            f"{name} must be {' or '.join(map(repr, options))}",
            where=f"it is {display_name(repr(value))}",
            fix=_call(function, name, options[0]),
        )


def _range(function: str, least: int, most: int) -> None:
    if least > most:
        raise LearnerError(
            "minClusters must not be above maxClusters",
            where=f"minClusters={least}, maxClusters={most}",
            fix=f"clusterer = ee.Clusterer.{function}({most}, {least})",
        )


def _distance(function: str, name: object) -> str:
    _choice(function, "distanceFunction", name, ("Euclidean", "Manhattan"))
    return str(name).lower()


def _iterations(function: str, given: int | None) -> int:
    if given is None:
        return _ITERATIONS
    if not is_whole(given) or given < 1:
        raise LearnerError(
            "maxIterations must be a whole number of at least 1, or None",
            where=f"it is {display_name(repr(given))}",
            fix=_call(function, "maxIterations", 500),
        )
    return int(given)
