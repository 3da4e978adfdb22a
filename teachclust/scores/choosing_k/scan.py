"""Fit one estimator with many k, and score each."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import Any, Final, Literal

import numpy as np

from teachclust.checks import (
    CheckedData,
    check_distances,
    check_in_space,
    display_name,
    is_whole,
    seed_from,
)
from teachclust.errors import LearnerError, LearnerWarning
from teachclust.scores.choosing_k.fitter import Fitter
from teachclust.scores.choosing_k.k_fit import CRITERIA, DEFAULT_K
from teachclust.scores.choosing_k.k_scan import KScan
from teachclust.scores.choosing_k.progress import Progress, Report
from teachclust.scores.choosing_k.stages import Plan, Stages
from teachclust.scores.silhouettes import check_sample_size
from teachclust.words import say

# they are about means and sums of squares
_STRAIGHT: Final = ("inertia", "calinski_harabasz", "davies_bouldin", "gap")
# check_data counts different rows up to here
_COUNTED: Final = 1_000


def scan_k(
    estimator: Any,
    X: Any,
    k: Iterable[int] = DEFAULT_K,
    *,
    criteria: str | Iterable[str] = "all",
    n_references: int = 20,
    n_resamples: int = 20,
    random_state: int | np.random.RandomState | None = 0,
    sample_size: int | Literal["auto"] | None = "auto",
    progress: Report | Literal[False] | None = None,
) -> KScan:
    """Fit the same estimator with every k, and ask which k the criteria prefer.

    Parameters
    ----------
    estimator : estimator
        KMeans, MiniBatchKMeans, BisectingKMeans, GaussianMixture, AgglomerativeClustering, or
        another clusterer with ``n_clusters`` or ``n_components``. It is cloned, never touched. With
        ``random_state=None`` (or a generator) a seed is drawn, kept, and shown in
        ``KScan.estimator``.
    X : array-like of shape (n_samples, n_features)
        The data. scan_k does not scale them. For an estimator with "precomputed" the distances
        or affinities, (n_samples, n_samples).
    k : iterable of int, default=range(1, 11)
        Numbers of clusters. The gap needs k=1 to be able to say "no clusters".
    criteria : "all", str or iterable of str, default="all"
        Which of `CRITERIA` to compute; those left out cost nothing. What has no meaning for the
        estimator's distance is left out, with a notice.
    n_references : int, default=20
        Data sets without clusters to which the gap compares.
    n_resamples : int, default=20
        Pairs of 80 % parts of the data that are compared for stability. Each part is compared
        with the next, so that there is one fit more than pairs.
    random_state : int, RandomState or None, default=0
        Seed of references, resamples and samples; none depends on which criteria are asked for.
        None draws one; a RandomState gives one and moves on by that draw.
    sample_size : int, "auto" or None, default="auto"
        Points whose silhouettes are computed, see `silhouettes`.
    progress : callable, False or None, default=None
        None shows a line in a notebook when the scan takes longer than a second; False never; a
        function is called with (done, total, text).

    Returns
    -------
    scan : KScan
        The fits and their numbers. After an interrupt (Ctrl-C, the stop button) with
        ``complete=False``: what was done is kept.

    Raises
    ------
    LearnerError
        For data, an estimator, k or criteria that don't fit each other.

    Warns
    -----
    LearnerWarning
        When the scan was interrupted.

    Notes
    -----
    Silhouettes are computed by the distance by which the estimator clusters: its metric, or the
    precomputed distances. Inertia, Calinski-Harabasz, Davies-Bouldin and the gap are about means
    and straight lines, and are left out for another distance; with affinities, or where there is
    no distance (an affinity that is a function, say), silhouettes are left out too.

    Inertia is the estimator's own; for a mixture or a tree it is the sum of squares about the means
    of its clusters. A tree is grown once and cut for each k. The gap costs n_references fits for
    each k and stability n_resamples + 1, on 2,000 rows at most, each from as many starts as the
    estimator has. For KMeans these hundreds of fits are made by a replay that runs all starts at
    once; all that is shown is fitted by scikit-learn. Small fits run on one thread.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from teachclust.datasets import load_blobs
    >>> from teachclust.scores import scan_k
    >>> scan = scan_k(KMeans(n_init=10, random_state=0), load_blobs().data, range(1, 9))
    >>> scan.agreed
    4
    """
    fitter = Fitter(estimator)
    wanted, left_out = _read_criteria(criteria, fitter)
    checked = check_in_space(fitter.space, X)
    fitter.refuse_large(len(checked.X))
    ks, notices = _read_k(k, checked)
    check_sample_size(sample_size, "scan_k(estimator, X")  # before the fits, not after them
    if fitter.space.metric == "precomputed" and "silhouette" in wanted:
        check_distances(checked.X)
    plan = Plan(
        ks,
        wanted,
        _count("n_references", n_references),
        _count("n_resamples", n_resamples),
        seed_from(random_state, "scan_k(estimator, X, random_state={})".format),
        sample_size,
    )
    stages = Stages(fitter, checked.X, plan)
    try:
        with Progress(progress, stages.steps) as progress_line:
            stages.run(progress_line)
    except KeyboardInterrupt:
        if not stages.fitted:
            raise
        warnings.warn(say("scan.interrupted", k=len(stages.fitted)), LearnerWarning, stacklevel=2)
    return KScan(
        estimator=fitter.name,
        X=checked.X,
        feature_names=checked.feature_names if fitter.space.holds == "features" else (),
        fits=stages.fits(),
        criteria=wanted,
        complete=stages.complete,
        notices=(*checked.notices, *notices, *left_out, *stages.notices()),
        space=fitter.space,
    )


def _read_k(k: Any, checked: CheckedData) -> tuple[tuple[int, ...], list[str]]:
    """Return the k that can be fitted, ascending, and a notice if the scan ends early."""
    given = list(k) if isinstance(k, Iterable) and not isinstance(k, str) else None
    if not given or not all(is_whole(one) and one >= 1 for one in given):
        stop = k + 1 if is_whole(k) and k > 0 else DEFAULT_K.stop
        raise LearnerError(
            "k must be whole numbers of clusters, 1 or more",
            where=f"it is {display_name(repr(k))}",
            why="Each of them is fitted once.",
            fix=f"scan_k(estimator, X, range(1, {stop}))",
        )
    ks = sorted({int(one) for one in given})
    # distinct rows are counted up to 1,000 only
    most = len(checked.X) if checked.n_distinct >= _COUNTED else checked.n_distinct
    fine = tuple(one for one in ks if one <= most)
    if not fine:
        raise LearnerError(
            f"X has {most} different rows, fewer than any k asked for",
            where=f"the smallest k is {ks[0]}",
            why="A cluster holds at least one point that no other has.",
            fix=f"scan_k(estimator, X, range(1, {most + 1}))",
        )
    if len(fine) == len(ks):
        return fine, []
    return fine, [say("scan.few_points", n=f"{most:,}", k=fine[-1])]


def _read_criteria(criteria: Any, fitter: Fitter) -> tuple[tuple[str, ...], list[str]]:
    """Return the criteria in the order of `CRITERIA`, and notices of those left out."""
    listed = isinstance(criteria, Iterable) and not isinstance(criteria, str)
    asked = list(criteria) if listed else [criteria]
    every = len(asked) == 1 and isinstance(asked[0], str) and asked[0] == "all"
    asked = list(CRITERIA) if every else asked
    unknown = [one for one in asked if not (isinstance(one, str) and one in CRITERIA)]
    if unknown or not asked:
        raise LearnerError(
            f"There is no criterion {display_name(repr(unknown[0]))}"
            if unknown
            else "No criterion is asked for",
            where=f"criteria={display_name(repr(criteria))}",
            why=f"These can be: {', '.join(CRITERIA)}.",
            fix=f'scan_k(estimator, X, criteria=("{_best(fitter)}",))',
        )
    notices, away = [], set()
    if not fitter.has_bic:
        away.add("bic")
        if "bic" in asked and not every:
            notices.append(say("scan.no_bic", name=type(fitter.model).__name__))
    if fitter.needs_all_rows and {"gap", "stability"} & set(asked):
        away |= {"gap", "stability"}
        notices.append(say("scan.connected"))
    meaningless = [name for name in CRITERIA if name in asked and not _fits(name, fitter)]
    if meaningless:
        away |= set(meaningless)
        notices.append(_left_out_notice(meaningless, fitter))
        if set(asked) <= away:
            raise LearnerError(
                "No criterion that is asked for fits this estimator.",
                where=f"criteria={tuple(asked)!r}, {fitter.space.name}",
                why=notices[-1],
                fix=f'scan_k(estimator, X, criteria=("{_best(fitter)}",))',
            )
    return tuple(one for one in CRITERIA if one in asked and one not in away), notices


def _fits(criterion: str, fitter: Fitter) -> bool:
    """Whether a criterion has a meaning for the distance by which an estimator clusters."""
    if criterion in _STRAIGHT:
        return fitter.space.is_euclidean
    return criterion != "silhouette" or fitter.space.metric is not None


def _best(fitter: Fitter) -> str:
    """Return a criterion that an estimator can have."""
    return "silhouette" if fitter.space.metric is not None else "stability"


def _left_out_notice(criteria: list[str], fitter: Fitter) -> str:
    """Say which criteria are left out, and why."""
    space = fitter.space
    key = "affinity" if space.metric is None else space.holds
    names = [say(f"criterion.{name}") for name in criteria]
    joined = ", ".join(names[:-1])
    listed = say("verdict.and", first=joined, last=names[-1]) if joined else names[-1]
    return say(f"scan.away.{key}", names=listed, metric=space.name)


def _count(name: str, value: Any) -> int:
    """Return a number of repetitions, 2 or more: a spread needs two."""
    if is_whole(value) and value >= 2:
        return int(value)
    raise LearnerError(
        f"{name} must be a whole number, 2 or more",
        where=f"it is {display_name(repr(value))}",
        why="A spread needs at least two values.",
        fix=f"scan_k(estimator, X, {name}=20)",
    )
