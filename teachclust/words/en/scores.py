"""Criteria, verdicts and notes of scores."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    "silhouette.sample": "On a sample of {n} of {of} points.",
    "silhouette.noise": "Noise is left out ({n} of {of} points).",
    "silhouette.undefined": (
        "Not defined here (clusters: {k}, points: {n}): it needs from 2 clusters to one fewer than "
        "points."
    ),
    # -- scan over k: what it is doing, and notices
    "scan.fits": "Fitting k = {k}",
    "scan.silhouettes": "Silhouettes of every k",
    "scan.gap": "Gap: references with k = {k}",
    "scan.stability": "Stability: parts of the data with k = {k}",
    "scan.interrupted": (
        "The scan was interrupted: {k} fits are kept, and what was not computed is left empty."
    ),
    "scan.few_points": "X has {n} different rows: the scan ends at k = {k}.",
    "scan.no_bic": "{name} has no likelihood, so there is no BIC.",
    "scan.connected": (
        "With a table of neighbours (connectivity) neither gap nor stability can be computed."
    ),
    "scan.away.features": (
        "{names}: left out. They are about means and straight-line distances, and this estimator "
        "clusters with {metric}."
    ),
    "scan.away.distances": (
        "{names}: left out. They need the coordinates of the points, and X holds distances "
        "({metric})."
    ),
    "scan.away.affinity": "{names}: left out. An affinity ({metric}) is no distance.",
    "scan.sample": "Gap and stability are computed on {n} of the {all} rows, drawn at random.",
    "scan.not_converged": "The fit stopped before it settled at k = {k}: raise max_iter.",
    "scan.fewer": "Fewer clusters than asked for were found at k = {k}.",
    "scan.rises": "Inertia rises at k = {k}: that fit ended in a poor place. Raise n_init.",
    # -- criteria, as titles and in a sentence
    "criterion.inertia": "Inertia",
    "criterion.silhouette": "Silhouette",
    "criterion.calinski_harabasz": "Calinski-Harabasz",
    "criterion.davies_bouldin": "Davies-Bouldin",
    "criterion.gap": "Gap",
    "criterion.bic": "BIC",
    "criterion.stability": "Stability",
    "verdict.name.inertia": "elbow",
    "verdict.name.silhouette": "silhouette",
    "verdict.name.calinski_harabasz": "Calinski-Harabasz",
    "verdict.name.davies_bouldin": "Davies-Bouldin",
    "verdict.name.gap": "gap",
    "verdict.name.bic": "BIC",
    "verdict.name.stability": "stability",
    "verdict.and": "{first} and {last}",
    "verdict.k": "k = {k} by {names}",
    "verdict.none": "no clusters (k = 1) by {names}",
    # the rule of the gap stops at 1, though far from its highest
    "verdict.none_yet": "{said}, though the gap is higher at k = {k}",
    "verdict.unclear.inertia": "no clear elbow",
    "verdict.unclear.gap": "no gap that stops rising",
    "verdict.unclear.stability": "no stable k",
    "verdict.told": "Preferred: {said}. {conclusion}",
    "verdict.clear": "Verdict: k = {k}.",
    "verdict.unclear": "Verdict: no clear k.",
    "verdict.disagree": "The criteria disagree.",
    "verdict.low": "The best silhouette is {value}; a clear k has {bar} or more.",
    "verdict.few": "Too few kinds of evidence support one k.",
}
