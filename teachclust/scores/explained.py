"""What each score of a clustering means: its range, what chance gives, and how it is fooled.

References
----------
A. Rosenberg and J. Hirschberg, "V-Measure", EMNLP-CoNLL 2007.
N. X. Vinh, J. Epps and J. Bailey, "Information theoretic measures for clusterings comparison",
Journal of Machine Learning Research 11, 2010.
P. J. Rousseeuw, "Silhouettes", Journal of Computational and Applied Mathematics 20, 1987.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from math import inf
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from teachclust.checks import check_data, display_name
from teachclust.checks.labels import read_labels
from teachclust.errors import LearnerError
from teachclust.scores.matching import match_labels, read_classes

if TYPE_CHECKING:
    import pandas as pd

Chance = float | None


@dataclass(frozen=True, slots=True)
class Score:
    """A score of a clustering, and what a reader of its value must know.

    Parameters
    ----------
    name : str
        Its name here: that of scikit-learn's function without "_score".
    title : str
        Its name in a sentence.
    needs : {"X", "y"}
        What it compares the labels with: the data, or known classes.
    better : {"higher", "lower"}
        Which values are good.
    least, most : float
        The range of its values; infinite where there is no bound.
    chance : float or None
        Its mean for labels that are drawn at random, for any number of clusters; None where that
        depends on the number of clusters or on the data.
    meaning : str
        What it measures.
    fooled_by : str
        How a bad clustering gets a good value.
    function : callable
        Takes the classes and the labels, or the data and the labels.
    """

    name: str
    title: str
    needs: Literal["X", "y"]
    better: Literal["higher", "lower"]
    least: float
    most: float
    chance: Chance
    meaning: str
    fooled_by: str
    function: Callable[[Any, Any], float]

    @property
    def best(self) -> float:
        """Its best possible value."""
        return self.most if self.better == "higher" else self.least

    def of(self, labels: Any, *, X: Any = None, y: Any = None) -> float:
        """Return the score of a labeling.

        Parameters
        ----------
        labels : array-like of shape (n_samples,)
            Whole numbers; -1 is noise, which counts as one more cluster, as in scikit-learn.
        X : array-like of shape (n_samples, n_features), default=None
            The data, for scores without known classes.
        y : array-like of shape (n_samples,), default=None
            Known classes, for scores with them.

        Returns
        -------
        value : float
            The score; nan where it isn't defined, such as the silhouette of one cluster.

        Raises
        ------
        LearnerError
            If what it needs isn't given, or has another length than the labels.
        """
        if (X if self.needs == "X" else y) is None:
            what = "the data" if self.needs == "X" else "known classes"
            raise LearnerError(
                f"The {self.title} needs {what}.",
                where=f"{self.needs} is not given",
                why=f"It compares labels with {what}.",
                fix=f'explain_score("{self.name}").of(labels, {self.needs}={self.needs})',
            )
        against = check_data(X).X if self.needs == "X" else read_classes(y)
        found = read_labels(labels, len(against))
        lone = not 2 <= len(np.unique(found)) < len(found)
        if self.needs == "X" and lone and self.name != "inertia":
            return float("nan")
        return float(self.function(against, found))

    def __str__(self) -> str:
        """Return the explanation in a few lines."""
        values = f"{_number(self.least)} to {_number(self.most)}"
        return "\n".join(
            (
                f"{self.title} ({self.name})",
                f"  range    {values}, {self.better} is better",
                f"  chance   {'depends on k and the data' if self.chance is None else self.chance}",
                f"  needs    labels and {'the data X' if self.needs == 'X' else 'known classes y'}",
                f"  means    {self.meaning}",
                f"  beware   {self.fooled_by}",
            )
        )

    def __repr__(self) -> str:
        """Return the explanation, so that a cell shows it."""
        return str(self)


def explain_score(name: str) -> Score:
    """Return what a score means, and how it is fooled.

    Parameters
    ----------
    name : str
        One of the names of `score_table`. The name of scikit-learn's function works too.

    Returns
    -------
    score : Score
        Its range, its value by chance, its meaning; ``of(labels, y=y)`` computes it.

    Raises
    ------
    LearnerError
        If there is no such score.

    Examples
    --------
    >>> from teachclust.scores import explain_score
    >>> ari = explain_score("adjusted_rand")
    >>> ari.chance
    0.0
    >>> ari.of([0, 0, 1, 1], y=["a", "a", "b", "b"])
    1.0
    """
    wanted = name.strip().lower().replace(" ", "_") if isinstance(name, str) else ""
    wanted = _ALSO.get(wanted, wanted).removesuffix("_score")
    wanted = _ALSO.get(wanted, wanted)
    if wanted in _SCORES:
        return _SCORES[wanted]
    near = get_close_matches(wanted, [*_SCORES, *_ALSO], n=1)
    suggested = _ALSO.get(near[0], near[0]) if near else "adjusted_rand"
    raise LearnerError(
        f"There is no score called {display_name(repr(name))}.",
        where="name",
        why=f"The scores are {', '.join(_SCORES)}.",
        fix=f'explain_score("{suggested}")',
    )


def score_table() -> pd.DataFrame:
    """Return all scores: range, value by chance, whether known classes are needed.

    Returns
    -------
    table : DataFrame
        One row for each score, with columns ``least``, ``most``, ``better``, ``chance`` (nan where
        it depends on the number of clusters or on the data), ``needs`` ("y" for known classes, "X"
        for the data) and ``meaning``.

    Examples
    --------
    >>> from teachclust.scores import score_table
    >>> score_table().loc["silhouette", "needs"]
    'X'
    """
    import pandas as pd

    rows = {
        name: (one.least, one.most, one.better, one.chance, one.needs, one.meaning)
        for name, one in _SCORES.items()
    }
    columns = ["least", "most", "better", "chance", "needs", "meaning"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    table["chance"] = table["chance"].astype(float)
    return table.rename_axis("score")


def score_all(labels: Any, *, X: Any = None, y: Any = None) -> pd.DataFrame:
    """Return every score of a labeling that can be computed from what is given.

    Parameters
    ----------
    labels : array-like of shape (n_samples,)
        Whole numbers; -1 is noise, which counts as one more cluster, as in scikit-learn.
    X : array-like of shape (n_samples, n_features), default=None
        The data, for scores without known classes.
    y : array-like of shape (n_samples,), default=None
        Known classes, for scores with them.

    Returns
    -------
    table : DataFrame
        One row for each score, with columns ``value``, ``best`` (its best possible value) and
        ``chance``.

    Raises
    ------
    LearnerError
        If neither X nor y is given, or their length differs from that of the labels.

    Notes
    -----
    Costs all distances between the points where X is given: they are for the silhouette.

    Examples
    --------
    >>> from teachclust.scores import score_all
    >>> float(score_all([0, 0, 1, 1], y=[0, 0, 1, 1]).loc["v_measure", "value"])
    1.0
    """
    import pandas as pd

    if X is None and y is None:
        raise LearnerError(
            "A score compares labels with the data or with known classes.",
            where="X and y are not given",
            why="Labels alone are neither good nor bad.",
            fix="score_all(labels, X=X)",
        )
    given = {"X": X, "y": y}
    rows = {
        name: (
            one.of(labels, X=X, y=y),
            one.most if one.better == "higher" else one.least,
            one.chance,
        )
        for name, one in _SCORES.items()
        if given[one.needs] is not None
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["value", "best", "chance"])
    table["chance"] = table["chance"].astype(float)
    return table.rename_axis("score")


def purity_score(labels_true: Any, labels_pred: Any) -> float:
    """Return the share of points whose class is the most frequent of their cluster.

    Parameters
    ----------
    labels_true : array-like of shape (n_samples,)
        Known classes: numbers or text.
    labels_pred : array-like of shape (n_samples,)
        Clusters: whole numbers; -1 is noise, which counts as one more cluster.

    Returns
    -------
    purity : float
        From near 0 to 1. It is 1 where every point is a cluster of its own.

    Raises
    ------
    LearnerError
        If the labels don't fit each other.

    Examples
    --------
    >>> from teachclust.scores import purity_score
    >>> purity_score(["a", "a", "b", "b"], [0, 0, 0, 1])
    0.75
    """
    known = read_classes(labels_true)
    found = read_labels(labels_pred, len(known))
    # noise is a cluster like any other here
    return match_labels(found - found.min(), known, method="majority").accuracy


def matched_accuracy_score(labels_true: Any, labels_pred: Any) -> float:
    """Return the share of points that agree when clusters and classes are matched one to one.

    Parameters
    ----------
    labels_true : array-like of shape (n_samples,)
        Known classes: numbers or text.
    labels_pred : array-like of shape (n_samples,)
        Clusters: whole numbers; -1 is noise, whose points count as wrong.

    Returns
    -------
    accuracy : float
        From 0 to 1.

    Raises
    ------
    LearnerError
        If the labels don't fit each other.

    Examples
    --------
    >>> from teachclust.scores import matched_accuracy_score
    >>> matched_accuracy_score(["a", "a", "b", "b"], [1, 1, 0, 2])
    0.75
    """
    return match_labels(labels_pred, labels_true).accuracy


def _of_metrics(name: str) -> Callable[[Any, Any], float]:
    """Return a function of `sklearn.metrics`, which is loaded when it's called."""

    def score(first: Any, second: Any) -> float:
        from sklearn import metrics

        return float(getattr(metrics, name)(first, second))

    return score


def _inertia(X: Any, labels: Any) -> float:
    """Return the sum of squared distances of all points to the mean of their cluster."""
    return float(
        sum(
            np.square(X[labels == one] - X[labels == one].mean(axis=0)).sum()
            for one in np.unique(labels)
        )
    )


def _number(value: float) -> str:
    return "infinity" if value == inf else f"{value:g}"


_LISTED: Final = (
    Score(
        "homogeneity", "homogeneity", "y", "higher", 0, 1, None,
        "How far each cluster holds members of one class only.",
        "More clusters: with every point its own cluster it is 1.",
        _of_metrics("homogeneity_score"),
    ),
    Score(
        "completeness", "completeness", "y", "higher", 0, 1, None,
        "How far all members of a class are in one cluster.",
        "Fewer clusters: with all points in one cluster it is 1.",
        _of_metrics("completeness_score"),
    ),
    Score(
        "v_measure", "V-measure", "y", "higher", 0, 1, None,
        "The harmonic mean of homogeneity and completeness.",
        "Many clusters of few points: random labels have a V-measure well above 0.",
        _of_metrics("v_measure_score"),
    ),
    Score(
        "rand", "Rand index", "y", "higher", 0, 1, None,
        "The share of all pairs of points on which clusters and classes agree: together in both, "
        "or apart in both.",
        "Many clusters: most pairs are apart in both, so that random labels come near 1.",
        _of_metrics("rand_score"),
    ),
    Score(
        "adjusted_rand", "adjusted Rand index (ARI)", "y", "higher", -0.5, 1, 0.0,
        "The Rand index less what chance gives, so that random labels have 0 on average.",
        "Large classes: they hold most of the pairs, so that small classes hardly count.",
        _of_metrics("adjusted_rand_score"),
    ),
    Score(
        "adjusted_mutual_info", "adjusted mutual information (AMI)", "y", "higher", -1, 1, 0.0,
        "The information that clusters and classes share, less what chance gives.",
        "Small pure clusters: it rewards them more than the ARI does.",
        _of_metrics("adjusted_mutual_info_score"),
    ),
    Score(
        "fowlkes_mallows", "Fowlkes-Mallows index", "y", "higher", 0, 1, None,
        "The geometric mean of precision and recall over pairs of points in one cluster.",
        "One cluster: for few large classes it is high although nothing was found.",
        _of_metrics("fowlkes_mallows_score"),
    ),
    Score(
        "purity", "purity", "y", "higher", 0, 1, None,
        "The share of points whose class is the most frequent of their cluster.",
        "More clusters: with every point its own cluster it is 1.",
        purity_score,
    ),
    Score(
        "matched_accuracy", "accuracy after matching", "y", "higher", 0, 1, None,
        "The share of points that agree when clusters and classes are matched one to one.",
        "One class that holds most points: one cluster of all points agrees with it.",
        matched_accuracy_score,
    ),
    Score(
        "silhouette", "silhouette", "X", "higher", -1, 1, None,
        "How much nearer the points are to their own cluster than to the next one.",
        "Round clusters far apart: right clusters that are long or nested have low values.",
        _of_metrics("silhouette_score"),
    ),
    Score(
        "calinski_harabasz", "Calinski-Harabasz index", "X", "higher", 0, inf, None,
        "The spread between the clusters over the spread within them.",
        "Its values grow with the number of points: compare it on the same data only.",
        _of_metrics("calinski_harabasz_score"),
    ),
    Score(
        "davies_bouldin", "Davies-Bouldin index", "X", "lower", 0, inf, None,
        "How similar each cluster is to the most similar other one, on average.",
        "Tiny clusters: they have little spread, so that they look far from all others.",
        _of_metrics("davies_bouldin_score"),
    ),
    Score(
        "inertia", "inertia", "X", "lower", 0, inf, None,
        "The sum of squared distances of the points to the mean of their cluster.",
        "More clusters: of the best clusterings each has less than the one before.",
        _inertia,
    ),
)  # fmt: skip
_SCORES: Final = {one.name: one for one in _LISTED}
#: other names of the same; scikit-learn's NMI is by default the V-measure
_ALSO: Final = {
    "ari": "adjusted_rand",
    "ami": "adjusted_mutual_info",
    "v": "v_measure",
    "fmi": "fowlkes_mallows",
    "nmi": "v_measure",
    "normalized_mutual_info": "v_measure",
    "accuracy": "matched_accuracy",
}
