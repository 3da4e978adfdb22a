"""English for plots: titles, axes and alternative texts."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    "plot.k": "number of clusters, k",
    "plot.inertia": "inertia (squared units of X)",
    "plot.noise": "noise",
    # -- elbow
    "plot.elbow.title": "Inertia against k",
    "plot.elbow.named": "{name}: inertia against k",
    "plot.elbow.label": "elbow: k = {k}",
    "plot.elbow.none": "No clear elbow.",
    "plot.elbow.bend": "The curve bends at k = {k}, where it is {value}.",
    "plot.elbow.alt": "Curve of inertia: {first} at k = {low}, {last} at k = {high}.",
    # -- silhouettes
    "plot.silhouette.title": "Silhouettes of {k} clusters",
    "plot.silhouette.none": "No silhouettes",
    "plot.silhouette.x": "silhouette (-1 to 1, no unit)",
    "plot.silhouette.y": "cluster, its points (those below 0)",
    "plot.silhouette.mean": "mean {mean}",
    "plot.silhouette.blade": "{name}  {n}",
    "plot.silhouette.below": "{name}  {n} ({below})",
    "plot.silhouette.alt": (
        "One blade of sorted silhouettes for each cluster. Mean {mean}; points: {sizes}; "
        "{below} below zero."
    ),
    "plot.silhouette.undefined": "No silhouettes of {n} points. {note}",
    # -- criteria of a scan
    "plot.scan.title": "{name}: criteria against k",
    "plot.scan.alt": "{n} criteria against k, from {low} to {high}.",
    "plot.scan.best": "{name}: k = {k} ({value})",
    "plot.scan.open": "{name}: no clear k",
    "plot.unit.inertia": "squared\nunits",
    "plot.unit.silhouette": "-1 to 1",
    "plot.unit.calinski_harabasz": "ratio",
    "plot.unit.davies_bouldin": "ratio",
    "plot.unit.gap": "log ratio",
    "plot.unit.bic": "BIC",
    "plot.unit.stability": "ARI",
    # -- scatter
    "plot.cluster.title": "{n} points in {k} clusters",
    "plot.cluster.line": "one feature only",
    "plot.cluster.one": "{n} points in 1 cluster",
    "plot.cluster.empty": "{n} points in no cluster",
    "plot.cluster.noise": "Grey crosses are noise: {n} points.",
    # -- images
    "plot.images.title": "{n} centers as images",
    "plot.images.alt": "{title}: {n} pictures.",
    "plot.images.match": "{cluster} → {name}",
    "plot.images.shared": "{cluster} → {name} (shared)",
    "plot.images.none": "{cluster} → no class",
    "plot.images.size": "{n} images",
    "plot.images.one": "{n} image",
    # -- table
    "plot.contingency.title": "Classes and clusters, matches framed",
    "plot.contingency.x": "columns: found cluster",
    "plot.contingency.y": "rows: true class",
    "plot.contingency.color": "color: share of its row",
    "plot.contingency.alt": (
        "Table of {rows} true classes by {columns} found clusters. {right} of {n} points lie on "
        "the diagonal."
    ),
    "plot.contingency.most": "Most off it: {most} of class {name} in cluster {cluster}.",
}
