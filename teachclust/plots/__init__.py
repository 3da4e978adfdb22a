"""Displays: pictures of a clustering that follow scikit-learn's conventions, one per file.

The constructor stores numbers; `plot` draws them and sets `ax_` and `figure_`; `from_estimator`,
`from_predictions` and `from_scan` compute, then plot. `alt` is the alternative text.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from teachclust.plots.registry import DISPLAYS

if TYPE_CHECKING:
    from teachclust.plots.choosing_k.elbow import ElbowDisplay
    from teachclust.plots.choosing_k.k_scan import KScanDisplay
    from teachclust.plots.contingency import ContingencyDisplay
    from teachclust.plots.cost import CostDisplay
    from teachclust.plots.density.k_distance import KDistanceDisplay
    from teachclust.plots.density.reachability import ReachabilityDisplay
    from teachclust.plots.distribution import DistributionDisplay
    from teachclust.plots.images.center_images import CenterImagesDisplay
    from teachclust.plots.images.palette import PaletteDisplay
    from teachclust.plots.images.picture import PictureDisplay
    from teachclust.plots.images.rate_distortion import RateDistortionDisplay
    from teachclust.plots.images.scene import SceneDisplay
    from teachclust.plots.profile import ProfileDisplay
    from teachclust.plots.scatter.cluster import ClusterDisplay
    from teachclust.plots.scatter.mixture import MixtureDisplay
    from teachclust.plots.silhouette import SilhouetteDisplay
    from teachclust.plots.tree.cluster_map import ClusterMapDisplay
    from teachclust.plots.tree.condensed_tree import CondensedTreeDisplay
    from teachclust.plots.tree.dendrogram import DendrogramDisplay
    from teachclust.plots.u_matrix import UMatrixDisplay
    from teachclust.plots.work import WorkDisplay

__all__ = [
    "CenterImagesDisplay",
    "ClusterDisplay",
    "ClusterMapDisplay",
    "CondensedTreeDisplay",
    "ContingencyDisplay",
    "CostDisplay",
    "DendrogramDisplay",
    "DistributionDisplay",
    "ElbowDisplay",
    "KDistanceDisplay",
    "KScanDisplay",
    "MixtureDisplay",
    "PaletteDisplay",
    "PictureDisplay",
    "ProfileDisplay",
    "RateDistortionDisplay",
    "ReachabilityDisplay",
    "SceneDisplay",
    "SilhouetteDisplay",
    "UMatrixDisplay",
    "WorkDisplay",
]


def __getattr__(name: str) -> Any:
    if name not in DISPLAYS:
        raise AttributeError(f"module 'teachclust.plots' has no attribute {name!r}")
    module, _, found = DISPLAYS[name].partition(":")
    return getattr(import_module(module), found)


def __dir__() -> list[str]:
    return sorted(__all__)
