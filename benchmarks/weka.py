"""SimpleKMeans, XMeans and Cobweb against Weka on the same rows, where Weka is installed.

What differs, and why:

- SimpleKMeans draws its first centers by other random numbers than Java's. So Weka's end is taken
  as the start here: where both do the same, nothing changes any more.
- XMeans draws directions of splits by other random numbers, and Weka may keep the criterion of an
  iteration before. Compared is how many clusters there are (both split until they are stopped on
  pixels), and how alike the clusters are.
- Cobweb: of hosts with equal utility ours takes the nearest, Weka's the first; after a split ours
  looks for the best place, Weka's tries a new child or a merge. Compared are the classes of a scene
  in both, and how alike the nodes are.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from sklearn.metrics import adjusted_rand_score

from benchmarks.report import Row
from teachclust.cluster import Cobweb, XMeans
from teachclust.cluster.lloyd import iterate
from teachclust.cluster.nearest_center import MinMax
from teachclust.datasets import make_scene


def run(quick: bool) -> list[Row]:
    """Compare on 1,500 pixels of a scene; on 500 where quick. Without Weka there is nothing."""
    sys.path.append(str(Path(__file__).parents[1] / "tests"))
    weka = import_module("weka")
    if not weka.is_there():
        return []
    scene = make_scene(400)
    pixels, truth = scene.raster.pixels(), scene.truth.ids[scene.raster.valid]
    rows = np.random.default_rng(0).choice(len(pixels), 500 if quick else 1_500, replace=False)
    X, classes = pixels[rows], truth[rows]
    with TemporaryDirectory() as folder:
        where = Path(folder)
        theirs = weka.labels("SimpleKMeans", X, where, "-N", "6")
        scaled = MinMax(X, scaled=True).scale(X)
        centers = np.array([scaled[theirs == k].mean(axis=0) for k in range(theirs.max() + 1)])
        ours = iterate(scaled, centers, "euclidean", max_iter=500).labels[0]
        same = float(np.mean(ours == theirs))
        k_means = Row(
            f"SimpleKMeans from Weka's centers, {len(X):,} pixels: the same cluster",
            f"{100 * same:.1f} % of pixels",
            "at least 99.9 %",
            same >= 0.999,
        )
        options = ("-L", "2", "-H", "8", "-I", "3", "-C", "0")
        theirs = weka.labels("XMeans", X, where, *options)
        model = XMeans(criterion="weka", normalize=True, random_state=10).fit(X)
        ours, n_theirs = model.labels_, len(np.unique(theirs))
        alike = adjusted_rand_score(theirs, ours)
        x_means = Row(
            f"XMeans beside Weka's, {len(X):,} pixels, at most 8 clusters",
            f"{model.n_clusters_} clusters, Weka {n_theirs}; adjusted Rand index {alike:.2f}",
            "as many clusters",
            model.n_clusters_ == n_theirs,
        )
        scores = (X - X.mean(axis=0)) / X.std(axis=0)
        theirs = weka.labels("Cobweb", scores, where, "-A", "0.3", "-C", "0.05")
        given = Cobweb(0.3, 0.05, acuity_unit="feature", ids="nodes", shuffle=False)
        ours = given.fit(scores).labels_
    alike = adjusted_rand_score(theirs, ours)
    ends = [adjusted_rand_score(classes, labels) for labels in (ours, theirs)]
    cobweb = Row(
        f"Cobweb beside Weka's, {len(X):,} pixels as z-scores, acuity 0.3, cutoff 0.05",
        f"adjusted Rand index {alike:.2f}; to the classes {ends[0]:.2f}, Weka {ends[1]:.2f}",
        "to the classes at most 0.1 below Weka",
        ends[0] >= ends[1] - 0.1,
    )
    return [k_means, x_means, cobweb]
