"""Every Display and where it is. The contract tests go by this list."""

from __future__ import annotations

from typing import Final

#: name -> "module:Class"
DISPLAYS: Final[dict[str, str]] = {
    "CenterImagesDisplay": "teachclust.plots.images.center_images:CenterImagesDisplay",
    "ClusterDisplay": "teachclust.plots.scatter.cluster:ClusterDisplay",
    "CondensedTreeDisplay": "teachclust.plots.tree.condensed_tree:CondensedTreeDisplay",
    "ContingencyDisplay": "teachclust.plots.contingency:ContingencyDisplay",
    "CostDisplay": "teachclust.plots.cost:CostDisplay",
    "DendrogramDisplay": "teachclust.plots.tree.dendrogram:DendrogramDisplay",
    "DistributionDisplay": "teachclust.plots.distribution:DistributionDisplay",
    "ElbowDisplay": "teachclust.plots.choosing_k.elbow:ElbowDisplay",
    "KDistanceDisplay": "teachclust.plots.density.k_distance:KDistanceDisplay",
    "KScanDisplay": "teachclust.plots.choosing_k.k_scan:KScanDisplay",
    "MixtureDisplay": "teachclust.plots.scatter.mixture:MixtureDisplay",
    "PaletteDisplay": "teachclust.plots.images.palette:PaletteDisplay",
    "PictureDisplay": "teachclust.plots.images.picture:PictureDisplay",
    "RateDistortionDisplay": "teachclust.plots.images.rate_distortion:RateDistortionDisplay",
    "ProfileDisplay": "teachclust.plots.profile:ProfileDisplay",
    "ReachabilityDisplay": "teachclust.plots.density.reachability:ReachabilityDisplay",
    "SceneDisplay": "teachclust.plots.images.scene:SceneDisplay",
    "SilhouetteDisplay": "teachclust.plots.silhouette:SilhouetteDisplay",
    "ClusterMapDisplay": "teachclust.plots.tree.cluster_map:ClusterMapDisplay",
    "UMatrixDisplay": "teachclust.plots.u_matrix:UMatrixDisplay",
    "WorkDisplay": "teachclust.plots.work:WorkDisplay",
}
