"""Numbers about a clustering: silhouettes of every k at once, choosing k, matching labels."""

from teachclust.scores.matching import Matching, canonical_labels, match_labels
from teachclust.scores.silhouettes import Silhouettes, silhouette, silhouettes

__all__ = [
    "Matching",
    "Silhouettes",
    "canonical_labels",
    "match_labels",
    "silhouette",
    "silhouettes",
]
