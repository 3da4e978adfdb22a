"""Numbers about a clustering: silhouettes of every k at once, choosing k, matching labels."""

from teachclust.scores.k_scan import CRITERIA, KFit, KScan
from teachclust.scores.matching import Matching, canonical_labels, match_labels
from teachclust.scores.scan import scan_k
from teachclust.scores.silhouettes import Silhouettes, silhouette, silhouettes

__all__ = [
    "CRITERIA",
    "KFit",
    "KScan",
    "Matching",
    "Silhouettes",
    "canonical_labels",
    "match_labels",
    "scan_k",
    "silhouette",
    "silhouettes",
]
