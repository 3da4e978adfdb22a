"""Clustering estimators that scikit-learn lacks, with its interface: they are watched like its own.

They are written for learning: every step can be followed, and the same code fits and is watched.
"""

from teachclust.cluster.k_medoids import KMedoids

__all__ = ["KMedoids"]
