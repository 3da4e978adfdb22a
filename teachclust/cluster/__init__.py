"""Clustering estimators that scikit-learn lacks, with its interface: they are watched like its own.

They are written for learning: every step can be followed, and the same code fits and is watched.
"""

from teachclust.cluster.acuity import advise_acuity
from teachclust.cluster.cascade_k_means import CascadeKMeans
from teachclust.cluster.cobweb import Cobweb
from teachclust.cluster.k_medians import KMedians
from teachclust.cluster.k_medoids import KMedoids
from teachclust.cluster.lvq import LVQ
from teachclust.cluster.self_organizing_map import SelfOrganizingMap
from teachclust.cluster.simple_k_means import SimpleKMeans
from teachclust.cluster.x_means import XMeans

__all__ = [
    "LVQ",
    "CascadeKMeans",
    "Cobweb",
    "KMedians",
    "KMedoids",
    "SelfOrganizingMap",
    "SimpleKMeans",
    "XMeans",
    "advise_acuity",
]
