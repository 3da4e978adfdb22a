"""Why a score moved: one sentence, from what the score was made of before an edit and is now.

Each score has a sentence in two forms, what it is made of now and what that was before. The keys
and numbers are `facts`; the browser finds the same where there is no Python
(``js/src/widgets/metric_lab/reasons.ts``), and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any, Final

import numpy as np

from teachclust.palette import cluster_name
from teachclust.scores.agreement import Counts, Floats
from teachclust.widgets.metric_lab.state import State
from teachclust.words import say

#: the quantities that a score's sentence tells
_TOLD: Final[Mapping[str, tuple[str, ...]]] = {
    "homogeneity": ("left_classes", "h_classes"),
    "completeness": ("left_clusters", "h_clusters"),
    "v_measure": ("homogeneity", "completeness"),
    "rand": ("pairs_agree", "pairs"),
    "adjusted_rand": ("pairs_both", "pairs_chance", "pairs_best"),
    "adjusted_mutual_info": ("mutual", "mutual_chance", "mutual_best"),
    "fowlkes_mallows": ("pairs_both", "pairs_clusters", "pairs_classes"),
    "purity": ("pure", "n"),
    "matched_accuracy": ("matched", "n", "named", "c"),
    "silhouette": ("own", "other", "below"),
    "calinski_harabasz": ("between", "within", "k"),
    "davies_bouldin": ("likeness", "k"),
    "inertia": ("within", "k"),
}
_UNDEFINED: Final = frozenset(("silhouette", "calinski_harabasz", "davies_bouldin"))
#: differences that are less are none
_NEAR: Final = 1e-9

Facts = tuple[str, dict[str, Any]]


def facts(score: str, before: State | None, now: State, classes: tuple[str, ...]) -> Facts:
    """Return which sentence tells of a score, as the last part of its key, and its values."""
    found = now.quantities
    if score in _UNDEFINED and not isfinite(found[score]):
        return "undefined", {"k": found["k"], "n": found["n"], "most": found["n"] - 1}
    values = _values(score, now)
    if before is None:
        return f"{score}.now", values
    was = before.quantities
    if not isfinite(was[score]):
        return f"{score}.now", values
    if abs(found[score] - was[score]) <= _NEAR:
        return f"{score}.same", values
    values |= {f"{name}_was": value for name, value in _values(score, before).items()}
    if score in ("homogeneity", "completeness"):
        values |= _most_changed(score, before.counts, now.counts, classes)
    return f"{score}.moved", values


def sentence(score: str, before: State | None, now: State, classes: tuple[str, ...]) -> str:
    """Say why a score moved."""
    form, values = facts(score, before, now, classes)
    told = {name: written(name, value) for name, value in values.items()}
    if form.endswith(".same"):
        said = say(f"metric_lab.why.{score}.now", **told)
        return say("metric_lab.why.same", said=said)
    return say(f"metric_lab.why.{form}", **told)


def written(name: str, value: Any) -> str:
    """Write a value of a sentence: names as they are, whole numbers whole, others short."""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return f"{value:,}"
    digits = 1 if name.startswith("pairs") else 3 if abs(value) < 10 else 1
    return f"{value:,.{digits}f}"


def _values(score: str, state: State) -> dict[str, Any]:
    found = dict(state.quantities)
    if "pairs" in found:
        found["pairs_best"] = (found["pairs_clusters"] + found["pairs_classes"]) / 2
        found["mutual_best"] = (found["h_classes"] + found["h_clusters"]) / 2
    return {name: found[name] for name in _TOLD[score]}


def _most_changed(
    score: str, before: Counts, now: Counts, classes: tuple[str, ...]
) -> dict[str, Any]:
    """Return the cluster, or class, through which the entropy inside moved most.

    Its name, and how many classes, or clusters, it held before and holds now.
    """
    numbers = sorted({*before.clusters.tolist(), *now.clusters.tolist()})
    tables = [_rows(counts, numbers) for counts in (before, now)]
    if score == "completeness":
        tables = [table.T for table in tables]
    gains = _inside(tables[1]) - _inside(tables[0])
    gains = gains if gains.sum() > 0 else -gains
    # the first of those that are as good as equal
    most = int(np.flatnonzero(gains >= gains.max() - _NEAR)[0])
    was, is_now = (int(np.count_nonzero(table[most])) for table in tables)
    name = classes[most] if score == "completeness" else called(numbers[most])
    return {"name": name, "parts": is_now, "parts_was": was}


def called(cluster: int) -> str:
    """Return the letter of a cluster; noise has its own word."""
    return say("metric_lab.noise") if cluster < 0 else cluster_name(cluster)


def _rows(counts: Counts, numbers: list[int]) -> Floats:
    """Return the table with a row for each of some clusters, in their order."""
    table = np.zeros((len(numbers), counts.table.shape[1]))
    table[np.searchsorted(numbers, counts.clusters)] = counts.table
    return table


def _inside(table: Floats) -> Floats:
    """Return what each row adds to the entropy of the columns inside rows, times the points."""
    sizes = table.sum(axis=1, keepdims=True)
    shares = np.divide(table, sizes, out=np.ones_like(table), where=table > 0)
    inside: Floats = -np.sum(table * np.log(shares), axis=1)
    return inside
