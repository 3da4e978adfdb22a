"""Every Display and where it is. The contract tests go by this list."""

from __future__ import annotations

from typing import Final

#: name -> "module:Class"
DISPLAYS: Final[dict[str, str]] = {
    "CenterImagesDisplay": "teachclust.plots.center_images:CenterImagesDisplay",
    "ClusterDisplay": "teachclust.plots.cluster:ClusterDisplay",
    "CondensedTreeDisplay": "teachclust.plots.condensed_tree:CondensedTreeDisplay",
    "ContingencyDisplay": "teachclust.plots.contingency:ContingencyDisplay",
    "DendrogramDisplay": "teachclust.plots.dendrogram:DendrogramDisplay",
    "DistributionDisplay": "teachclust.plots.distribution:DistributionDisplay",
    "ElbowDisplay": "teachclust.plots.elbow:ElbowDisplay",
    "KDistanceDisplay": "teachclust.plots.k_distance:KDistanceDisplay",
    "KScanDisplay": "teachclust.plots.k_scan:KScanDisplay",
    "MixtureDisplay": "teachclust.plots.mixture:MixtureDisplay",
    "PaletteDisplay": "teachclust.plots.color_palette:PaletteDisplay",
    "PictureDisplay": "teachclust.plots.picture:PictureDisplay",
    "RateDisplay": "teachclust.plots.rate:RateDisplay",
    "ProfileDisplay": "teachclust.plots.profile:ProfileDisplay",
    "ReachabilityDisplay": "teachclust.plots.reachability:ReachabilityDisplay",
    "SilhouetteDisplay": "teachclust.plots.silhouette:SilhouetteDisplay",
    "TreeTableDisplay": "teachclust.plots.tree_table:TreeTableDisplay",
    "WorkDisplay": "teachclust.plots.work:WorkDisplay",
}
