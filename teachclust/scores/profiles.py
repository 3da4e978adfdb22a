"""A description of each cluster, in the units of the data: quartiles and a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from teachclust.checks import check_data
from teachclust.checks.labels import read_labels
from teachclust.palette import cluster_name
from teachclust.words import say
from teachclust.words.numbers import number

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.floating[Any]]

_QUARTERS = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True, eq=False)
class Quartiles:
    """The quartiles of each feature, by cluster and of all rows."""

    clusters: tuple[int, ...]  # ascending; -1, noise, comes last
    sizes: npt.NDArray[np.intp]  # rows of each
    values: Floats  # (n_clusters, n_features, 3): lower quartile, median, upper quartile
    whole: Floats  # (n_features, 3): those of all rows, noise included
    feature_names: tuple[str, ...]


def quartiles(X: Any, labels: Any) -> Quartiles:
    """Return the quartiles of each feature, by cluster and of all rows, as numpy's default does."""
    data = check_data(X, allow_1_row=True)
    found = read_labels(labels, len(data.X))
    clusters = sorted(np.unique(found).tolist(), key=lambda one: (one < 0, one))
    values = [np.quantile(data.X[found == one], _QUARTERS, axis=0).T for one in clusters]
    return Quartiles(
        clusters=tuple(clusters),
        sizes=np.array([(found == one).sum() for one in clusters]),
        values=np.array(values),
        whole=np.quantile(data.X, _QUARTERS, axis=0).T,
        feature_names=data.display_names,
    )


def profile_clusters(
    X: Any, labels: Any, *, units: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Describe each cluster beside the whole: its size, its quartiles, and one plain sentence.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        The data in their own units, also when the clusters were found in scaled ones.
    labels : array-like of shape (n_samples,)
        Clusters: whole numbers, -1 for noise.
    units : mapping of str to str, default=None
        The unit of each feature, such as a Bunch's ``units``; for the sentences.

    Returns
    -------
    profile : DataFrame
        One row for each cluster, by its letter; then "noise" where there is any, and "all".
        Columns: "size"; "<feature> 25%", "<feature> 50%" and "<feature> 75%" of each feature, half
        of the rows lie from the first to the last; "sentence".

    Raises
    ------
    LearnerError
        If the labels don't fit the data.

    Notes
    -----
    "Low" says that the median of a cluster is at or below the lower quartile of all rows, "high"
    that it is at or above the upper one. A description of a cluster is not true of each row in it.

    Examples
    --------
    >>> from teachclust.scores import profile_clusters
    >>> profile = profile_clusters([[1], [2], [3], [20], [30]], [0, 0, 0, 1, 1])
    >>> float(profile.loc["B", "x1 50%"])
    25.0
    >>> profile.loc["B", "sentence"]
    'B, 2 of 5: x1 high (22 to 28).'
    """
    import pandas as pd  # loaded late: other scores need none

    found = quartiles(X, labels)
    # whole numbers are phrases as whole numbers
    whole = (np.asarray(check_data(X, allow_1_row=True).X) % 1 == 0).all(axis=0)
    rows: dict[str, dict[str, Any]] = {}
    every = (found.whole, int(found.sizes.sum()))
    for i, cluster in enumerate(found.clusters):
        name = say("plot.noise") if cluster < 0 else cluster_name(cluster)
        rows[name] = _row(found, found.values[i], int(found.sizes[i]))
        rows[name]["sentence"] = _sentence(name, i, found, whole, units or {})
    rows["all"] = _row(found, *every)
    middle = [
        _phrase(name, found.whole[j], bool(whole[j]), units or {})
        for j, name in enumerate(found.feature_names)
    ]
    rows["all"]["sentence"] = say("plot.profile.all", n=f"{every[1]:,}", features="; ".join(middle))
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("cluster")


def cluster_sentences(
    X: Floats, labels: Any, names: Sequence[str], feature_names: Sequence[str], units: Sequence[str]
) -> list[str]:
    """Return the sentence of each cluster, 0 to len(names) - 1, as `profile_clusters` writes it."""
    found = replace(quartiles(X, labels), feature_names=tuple(feature_names))
    whole = (np.asarray(X) % 1 == 0).all(axis=0)
    of = {feature: unit for feature, unit in zip(feature_names, units, strict=True) if unit}
    return [_sentence(names[c], i, found, whole, of) for i, c in enumerate(found.clusters)]


def level(median: float, whole: Floats) -> str:
    """Return "low", "middle" or "high": where a median lies among the quartiles of all rows.

    "middle" also where all rows have the same value.
    """
    low, _, high = whole.tolist()
    if low == high and median == low:
        return "middle"
    return "low" if median <= low else "high" if median >= high else "middle"


def plain_name(feature: str) -> str:
    """Return the name of a feature without a unit in brackets at its end."""
    head, bracket, tail = feature.rpartition(" (")
    return head if bracket and tail.endswith(")") else feature


def _row(found: Quartiles, values: Floats, size: int) -> dict[str, Any]:
    row: dict[str, Any] = {"size": size}
    for name, three in zip(found.feature_names, values.tolist(), strict=True):
        row |= dict(zip((f"{name} 25%", f"{name} 50%", f"{name} 75%"), three, strict=True))
    return row


def _sentence(name: str, i: int, found: Quartiles, whole: Any, units: Mapping[str, str]) -> str:
    phrases = []
    for j, feature in enumerate(found.feature_names):
        how = level(float(found.values[i, j, 1]), found.whole[j])
        phrases.append(_phrase(feature, found.values[i, j], bool(whole[j]), units, how))
    n, size = f"{found.sizes.sum():,}", f"{found.sizes[i]:,}"
    return say("plot.profile.sentence", name=name, size=size, n=n, features="; ".join(phrases))


def _phrase(
    feature: str, three: Floats, whole: bool, units: Mapping[str, str], how: str = ""
) -> str:
    """Say how a feature lies: its level, and from where to where half of the rows are."""
    low, _, high = (f"{value:,.0f}" if whole else number(value) for value in three.tolist())
    unit = units.get(feature, "")
    span = f"{low} to {high} {unit}".strip()
    name = plain_name(feature) if unit else feature
    return f"{name} {how} ({span})" if how else f"{name} {span}"
