"""Numbers about a clustering: silhouettes of every k at once, choosing k, matching labels."""

from teachclust.scores.by_k import NamedFit, NamedFits, named_right, score_by_k
from teachclust.scores.clock import ClockedFit, clock_batches, clock_fits
from teachclust.scores.k_scan import CRITERIA, KFit, KScan
from teachclust.scores.matching import Matching, canonical_labels, match_labels
from teachclust.scores.profiles import profile_clusters
from teachclust.scores.scan import scan_k
from teachclust.scores.silhouettes import Silhouettes, silhouette, silhouettes

__all__ = [
    "CRITERIA",
    "ClockedFit",
    "KFit",
    "KScan",
    "Matching",
    "NamedFit",
    "NamedFits",
    "Silhouettes",
    "canonical_labels",
    "clock_batches",
    "clock_fits",
    "match_labels",
    "named_right",
    "profile_clusters",
    "scan_k",
    "score_by_k",
    "silhouette",
    "silhouettes",
]
