"""Numbers about a clustering: silhouettes of every k at once, choosing k, matching labels."""

from __future__ import annotations

from teachclust.scores.benchmark import FitBenchmark, benchmark_batches, benchmark_fits
from teachclust.scores.choosing_k import CRITERIA, DEFAULT_K, KFit, KScan, scan_k
from teachclust.scores.cost import CostCurve, CostCurves, cost_curve
from teachclust.scores.explained import (
    Score,
    explain_score,
    matched_accuracy_score,
    purity_score,
    score_all,
    score_table,
)
from teachclust.scores.labeled_fits import (
    LabeledFit,
    LabeledFits,
    majority_accuracy,
    score_by_k,
)
from teachclust.scores.matching import Matching, canonical_labels, match_labels
from teachclust.scores.profiles import profile_clusters
from teachclust.scores.silhouettes import Silhouettes, silhouette, silhouettes

__all__ = [
    "CRITERIA",
    "DEFAULT_K",
    "CostCurve",
    "CostCurves",
    "FitBenchmark",
    "KFit",
    "KScan",
    "LabeledFit",
    "LabeledFits",
    "Matching",
    "Score",
    "Silhouettes",
    "benchmark_batches",
    "benchmark_fits",
    "canonical_labels",
    "cost_curve",
    "explain_score",
    "majority_accuracy",
    "match_labels",
    "matched_accuracy_score",
    "profile_clusters",
    "purity_score",
    "scan_k",
    "score_all",
    "score_by_k",
    "score_table",
    "silhouette",
    "silhouettes",
]
