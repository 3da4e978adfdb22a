"""Clustering estimators that scikit-learn lacks, with its interface: they are watched like its own.

They are written for learning: every step can be followed, and the same code fits and is watched.
"""

from teachclust.cluster.k_medians import KMedians
from teachclust.cluster.k_medoids import KMedoids
from teachclust.cluster.lvq import LVQ
from teachclust.cluster.simple_k_means import SimpleKMeans

__all__ = ["LVQ", "KMedians", "KMedoids", "SimpleKMeans"]
