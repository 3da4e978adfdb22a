"""Every Display and where it is. The contract tests go by this list."""

from __future__ import annotations

from typing import Final

#: name -> "module:Class"
DISPLAYS: Final[dict[str, str]] = {
    "CenterImagesDisplay": "teachclust.plots.center_images:CenterImagesDisplay",
    "ClusterDisplay": "teachclust.plots.cluster:ClusterDisplay",
    "ContingencyDisplay": "teachclust.plots.contingency:ContingencyDisplay",
    "ElbowDisplay": "teachclust.plots.elbow:ElbowDisplay",
    "KScanDisplay": "teachclust.plots.k_scan:KScanDisplay",
    "SilhouetteDisplay": "teachclust.plots.silhouette:SilhouetteDisplay",
}
