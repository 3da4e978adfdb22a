"""Every frame of small fits that are worked out by hand: labels, objective, sentence, numbers."""

# ruff: noqa: E501 (sentences are told whole)

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.cluster import (
    DBSCAN,
    HDBSCAN,
    OPTICS,
    AffinityPropagation,
    AgglomerativeClustering,
    Birch,
    BisectingKMeans,
    KMeans,
    MeanShift,
    MiniBatchKMeans,
    SpectralClustering,
)
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

from teachclust.traces import trace

FIVE = np.array([[0.0, 0], [2, 0], [10, 0], [12, 0], [11, 6]])
LINE = np.array([[x, 0.0] for x in (0, 1, 2, 10, 11, 12, 13, 50)])
#: other lengths wherever HDBSCAN sorts, so that nothing rests on a tie
UNEVEN = np.array([[x, 0.0] for x in (0, 1, 2.1, 10, 11.2, 12.5, 13.9, 50)])
PAIRS = np.array([[x, 0.0] for x in (0, 1, 10, 11, 30, 31)])
PAIRS_UNEVEN = np.array([[x, 0.0] for x in (0, 1, 10, 11.5, 30, 32)])
LONE = np.array([[x, 0.0] for x in (0, 100, 10, 11, 12, 13)])
#: the corners of two squares, and the middle of the larger one
SQUARES = np.array([[0.0, 0], [2, 0], [0, 2], [2, 2], [40, 0], [44, 0], [40, 4], [44, 4], [42, 2]])
UNIT = np.stack([np.eye(2)] * 2)

#: by name: an estimator, its data, and kind, line of the pseudocode, iteration, labels, objective,
#: sentence and numbers of each frame
# fmt: off
CASES: dict[str, tuple[Any, Any, list[tuple[Any, ...] | None]]] = {
    "k-means": (KMeans(2, init=FIVE[:2], n_init=1), FIVE, [
        ("show", 0, 0, None, None,
         "Show: 5 points, no clusters yet.",
         {}),
        ("seed", 0, 0, None, None,
         "Start: 2 centers start where they were placed.",
         {"centers": [[0, 0], [2, 0]]}),
        ("assign", 2, 1, [0, 1, 1, 1, 1], 281,
         "Assign: every point joins its nearest center; inertia 281.0.",
         {"centers": [[0, 0], [2, 0]]}),
        ("update", 3, 1, [0, 1, 1, 1, 1], 89.75,
         "Update: centers move to the mean of their points, B farthest by 6.915; inertia 89.75.",
         {"centers": [[0, 0], [8.75, 1.5]], "cluster": 1}),
        ("assign", 2, 2, [0, 0, 1, 1, 1], 45.9375,
         "Assign: 1 point changed cluster; inertia 45.94, down from 89.75.",
         {"centers": [[0, 0], [8.75, 1.5]]}),
        ("update", 3, 2, [0, 0, 1, 1, 1], 28,
         "Update: centers move to the mean of their points, B farthest by 2.305; inertia 28.",
         {"centers": [[1, 0], [11, 2]], "cluster": 1}),
        ("assign", 2, 3, [0, 0, 1, 1, 1], 28,
         "Assign: no point changed cluster; inertia stays 28.",
         {"centers": [[1, 0], [11, 2]]}),
        ("stop", 4, 3, [0, 0, 1, 1, 1], 28,
         "Stop: no point changed cluster after 3 iterations; inertia 28.",
         {"centers": [[1, 0], [11, 2]]}),
    ]),
    "mini-batches": (MiniBatchKMeans(2, init=FIVE[:2], n_init=1, batch_size=3, max_iter=2, random_state=0), FIVE, [
        ("show", 0, 0, None, None,
         "Show: 5 points, no clusters yet.",
         {}),
        ("seed", 0, 0, None, None,
         "Start: 2 centers start where they were placed.",
         {"centers": [[0, 0], [2, 0]], "work": 0}),
        ("visit", 2, 1, [-2, 1, -2, 1, 1], None,
         "Visit: batch 1 draws 3 points with repeats, 3 different; each finds its center.",
         {"centers": [[0, 0], [2, 0]], "work": 3, "points": [1, 3, 4]}),
        ("update", 3, 1, [-2, 1, -2, 1, 1], None,
         "Update: B moves farthest, 100 % of the way to its 3 points; batch inertia 361.7, not smoothed yet.",
         {"centers": [[0, 0], [8.3333, 2]], "work": 3, "cluster": 1, "counts": [0, 3]}),
        ("relocate", 4, 1, [-2, 1, -2, 1, 1], None,
         "Drop: A took 0 points, under 1 % of the largest; it jumps to point 3.",
         {"centers": [[12, 0], [8.3333, 2]], "work": 3, "cluster": 0, "points": [3], "counts": [3, 3]}),
        ("visit", 2, 2, [-2, 1, -2, 0, 1], None,
         "Visit: batch 2 draws 3 points, 0 for the first time; 1 of the others change cluster.",
         {"centers": [[12, 0], [8.3333, 2]], "work": 6, "points": [1, 3, 4]}),
        ("update", 3, 2, [-2, 1, -2, 0, 1], 112.037,
         "Update: B moves farthest, 40 % of the way to its 2 points; smoothed inertia 112.0, a new low.",
         {"centers": [[12, 0], [7.6, 2.4]], "work": 6, "cluster": 1, "counts": [4, 5]}),
        ("visit", 2, 3, [-2, 1, 0, 0, 1], 112.037,
         "Visit: batch 3 draws 3 points, 1 for the first time; 0 of the others change cluster.",
         {"centers": [[12, 0], [7.6, 2.4]], "work": 9, "points": [2, 4]}),
        ("update", 3, 3, [-2, 1, 0, 0, 1], 54.2,
         "Update: B moves farthest, 17 % of the way to its 1 point; smoothed inertia 54.2, a new low.",
         {"centers": [[11.3333, 0], [8.1667, 3]], "work": 9, "cluster": 1, "counts": [6, 6]}),
        ("assign", 6, 3, [1, 1, 0, 0, 1], 141.9722,
         "Assign: all 5 points join their nearest center; inertia 142.0, 54.2 by the batches.",
         {"centers": [[11.3333, 0], [8.1667, 3]], "work": 14}),
        ("stop", 5, 3, [1, 1, 0, 0, 1], 141.9722,
         "Stop: max_iter=2 is used up after 3 batches; inertia 142.0.",
         {"centers": [[11.3333, 0], [8.1667, 3]], "work": 14}),
    ]),
    "single linkage": (AgglomerativeClustering(2, linkage="single"), FIVE, [
        ("show", 0, 0, None, None,
         "Show: 5 points, no clusters yet.",
         {"merge": 0, "level": 1}),
        ("merge", 3, 1, [1, 1, -1, -1, -1], 2,
         "Merge: points 0 and 1 at distance 2; 4 clusters remain.",
         {"merge": 1, "cluster": 1, "points": [0, 1]}),
        ("merge", 3, 2, [1, 1, 0, 0, -1], 2,
         "Merge: points 2 and 3 at distance 2; 3 clusters remain.",
         {"merge": 2, "level": 4, "cluster": 0, "points": [2, 3]}),
        ("merge", 3, 3, [1, 1, 0, 0, 0], 6.0828,
         "Merge: A (2 points) and point 4 at distance 6.083; 2 clusters remain.",
         {"merge": 3, "level": 7, "cluster": 0, "points": [2, 3, 4]}),
        ("merge", 3, 4, [0, 0, 0, 0, 0], 8,
         "Merge: A (3 points) and B (2 points) at distance 8; 1 cluster remains.",
         {"merge": 4, "level": 8.4, "cluster": 0, "points": [0, 1, 2, 3, 4]}),
        ("stop", 5, 3, [1, 1, 0, 0, 0], 6.0828,
         "Cut: between the merges at 6.083 and 8; 2 clusters remain.",
         {"merge": 3, "level": 7}),
    ]),
    "Ward": (AgglomerativeClustering(None, distance_threshold=12.0), FIVE, [
        ("show", 0, 0, None, None,
         "Show: 5 points, no clusters yet.",
         {"merge": 0, "level": 1}),
        ("merge", 3, 1, [1, 1, -1, -1, -1], 2,
         "Merge: points 0 and 1 at distance 2; 4 clusters remain.",
         {"merge": 1, "cluster": 1, "points": [0, 1]}),
        ("merge", 3, 2, [1, 1, 0, 0, -1], 2,
         "Merge: points 2 and 3 at distance 2; 3 clusters remain.",
         {"merge": 2, "level": 4.5, "cluster": 0, "points": [2, 3]}),
        ("merge", 3, 3, [1, 1, 0, 0, 0], 6.9282,
         "Merge: A (2 points) and point 4 at distance 6.928; 2 clusters remain.",
         {"merge": 3, "level": 11, "cluster": 0, "points": [2, 3, 4]}),
        ("merge", 3, 4, [0, 0, 0, 0, 0], 15.7987,
         "Merge: A (3 points) and B (2 points) at distance 15.8; 1 cluster remains.",
         {"merge": 4, "level": 17, "cluster": 0, "points": [0, 1, 2, 3, 4]}),
        ("stop", 5, 3, [1, 1, 0, 0, 0], 6.9282,
         "Cut: at 12, between the merges at 6.928 and 15.8; 2 clusters remain.",
         {"merge": 3, "level": 12}),
    ]),
    "DBSCAN": (DBSCAN(eps=2, min_samples=2), FIVE, [
        ("show", 0, 0, None, None,
         "Show: 5 points, no clusters yet.",
         {}),
        ("visit", 2, 0, [0, 0, -2, -2, -2], None,
         "Visit: point 0 has 2 within eps (itself counted, 2 needed): it starts cluster A.",
         {"point": 0, "points": [1], "radius": 2, "cluster": 0}),
        ("expand", 5, 0, [0, 0, -2, -2, -2], None,
         "Expand: point 1 is core (2 within eps), but brings in nobody new; 0 wait.",
         {"point": 1, "points": [], "radius": 2, "cluster": 0}),
        ("visit", 2, 0, [0, 0, 1, 1, -2], None,
         "Visit: point 2 has 2 within eps (itself counted, 2 needed): it starts cluster B.",
         {"point": 2, "points": [3], "radius": 2, "cluster": 1}),
        ("expand", 5, 0, [0, 0, 1, 1, -2], None,
         "Expand: point 3 is core (2 within eps), but brings in nobody new; 0 wait.",
         {"point": 3, "points": [], "radius": 2, "cluster": 1}),
        ("visit", 1, 0, [0, 0, 1, 1, -1], None,
         "Visit: point 4 has 1 of 2 points within eps: noise, unless a cluster reaches it.",
         {"point": 4, "points": [], "radius": 2}),
        ("stop", 0, 0, [0, 0, 1, 1, -1], None,
         "Stop: all points are taken; clusters 2, core points 4, border 0, noise 1.",
         {}),
    ]),
    "DBSCAN, border": (DBSCAN(eps=1, min_samples=3), LINE, [
        ("show", 0, 0, None, None,
         "Show: 8 points, no clusters yet.",
         {}),
        ("visit", 1, 0, [-1, -2, -2, -2, -2, -2, -2, -2], None,
         "Visit: point 0 has 2 of 3 points within eps: noise, unless a cluster reaches it.",
         {"point": 0, "points": [], "radius": 1}),
        ("visit", 2, 0, [0, 0, 0, -2, -2, -2, -2, -2], None,
         "Visit: point 1 has 3 within eps (itself counted, 3 needed): it starts cluster A.",
         {"point": 1, "points": [0, 2], "radius": 1, "cluster": 0}),
        ("expand", 4, 0, [0, 0, 0, -2, -2, -2, -2, -2], None,
         "Expand: point 2 has 2 of 3 points within eps: border, it brings nobody in.",
         {"point": 2, "points": [], "radius": 1, "cluster": 0}),
        ("expand", 4, 0, [0, 0, 0, -2, -2, -2, -2, -2], None,
         "Expand: point 0 has 2 of 3 points within eps: border, it brings nobody in.",
         {"point": 0, "points": [], "radius": 1, "cluster": 0}),
        ("visit", 1, 0, [0, 0, 0, -1, -2, -2, -2, -2], None,
         "Visit: point 3 has 2 of 3 points within eps: noise, unless a cluster reaches it.",
         {"point": 3, "points": [], "radius": 1}),
        ("visit", 2, 0, [0, 0, 0, 1, 1, 1, -2, -2], None,
         "Visit: point 4 has 3 within eps (itself counted, 3 needed): it starts cluster B.",
         {"point": 4, "points": [3, 5], "radius": 1, "cluster": 1}),
        ("expand", 5, 0, [0, 0, 0, 1, 1, 1, 1, -2], None,
         "Expand: point 5 is core (3 within eps): it brings 1 into cluster B; 2 wait.",
         {"point": 5, "points": [6], "radius": 1, "cluster": 1}),
        ("expand", 4, 0, [0, 0, 0, 1, 1, 1, 1, -2], None,
         "Expand: point 6 has 2 of 3 points within eps: border, it brings nobody in.",
         {"point": 6, "points": [], "radius": 1, "cluster": 1}),
        ("expand", 4, 0, [0, 0, 0, 1, 1, 1, 1, -2], None,
         "Expand: point 3 has 2 of 3 points within eps: border, it brings nobody in.",
         {"point": 3, "points": [], "radius": 1, "cluster": 1}),
        ("visit", 1, 0, [0, 0, 0, 1, 1, 1, 1, -1], None,
         "Visit: point 7 has 1 of 3 points within eps: noise, unless a cluster reaches it.",
         {"point": 7, "points": [], "radius": 1}),
        ("stop", 0, 0, [0, 0, 0, 1, 1, 1, 1, -1], None,
         "Stop: all points are taken; clusters 2, core points 3, border 4, noise 1.",
         {}),
    ]),
    "OPTICS": (OPTICS(min_samples=2), FIVE, [
        ("show", 0, 0, None, None,
         "Show: 5 points, no clusters yet.",
         {}),
        ("visit", 1, 0, [-1, -2, -2, -2, -2], None,
         "Visit: point 0 starts a walk: nothing walked before reaches it; it opens the way to 1 more.",
         {"point": 0, "points": [1], "reached": 1, "radius": 2}),
        ("visit", 1, 0, [-1, -1, -2, -2, -2], None,
         "Visit: point 1 is nearest: reachability 2, from point 0; it opens the way to 1 more.",
         {"point": 1, "points": [2], "reached": 2, "radius": 2}),
        ("visit", 1, 0, [-1, -1, -1, -2, -2], None,
         "Visit: point 2 is nearest: reachability 8, from point 1; it opens the way to 2 more.",
         {"point": 2, "points": [3, 4], "reached": 3, "radius": 2}),
        ("visit", 1, 0, [-1, -1, -1, -1, -2], None,
         "Visit: point 3 is nearest: reachability 2, from point 2; it opens the way to 0 more.",
         {"point": 3, "points": [], "reached": 4, "radius": 2}),
        ("visit", 1, 0, [-1, -1, -1, -1, -1], None,
         "Visit: point 4 is nearest: reachability 6.083, from point 2; it opens the way to 0 more.",
         {"point": 4, "points": [], "reached": 5, "radius": 6.0828}),
        ("assign", 4, 0, [0, 0, 1, 1, 1], None,
         "Assign: valleys between slopes of 5 % or more are the clusters: 2; noise 0.",
         {"reached": 5}),
        ("stop", 3, 0, [0, 0, 1, 1, 1], None,
         "Stop: each point was walked once; clusters 2, noise 0.",
         {"reached": 5}),
    ]),
    "OPTICS, cut": (OPTICS(min_samples=2, cluster_method="dbscan", eps=6), FIVE, [
        ("show", 0, 0, None, None,
         "Show: 5 points, no clusters yet.",
         {}),
        ("visit", 1, 0, [-1, -2, -2, -2, -2], None,
         "Visit: point 0 starts a walk: nothing walked before reaches it; it opens the way to 1 more.",
         {"point": 0, "points": [1], "reached": 1, "radius": 2}),
        ("visit", 1, 0, [-1, -1, -2, -2, -2], None,
         "Visit: point 1 is nearest: reachability 2, from point 0; it opens the way to 1 more.",
         {"point": 1, "points": [2], "reached": 2, "radius": 2}),
        ("visit", 1, 0, [-1, -1, -1, -2, -2], None,
         "Visit: point 2 is nearest: reachability 8, from point 1; it opens the way to 2 more.",
         {"point": 2, "points": [3, 4], "reached": 3, "radius": 2}),
        ("visit", 1, 0, [-1, -1, -1, -1, -2], None,
         "Visit: point 3 is nearest: reachability 2, from point 2; it opens the way to 0 more.",
         {"point": 3, "points": [], "reached": 4, "radius": 2}),
        ("visit", 1, 0, [-1, -1, -1, -1, -1], None,
         "Visit: point 4 is nearest: reachability 6.083, from point 2; it opens the way to 0 more.",
         {"point": 4, "points": [], "reached": 5, "radius": 6.0828}),
        ("assign", 4, 0, [0, 0, 1, 1, -1], None,
         "Assign: where the curve rises above eps 6 a cluster ends; clusters 2, noise 1.",
         {"reached": 5}),
        ("stop", 3, 0, [0, 0, 1, 1, -1], None,
         "Stop: each point was walked once; clusters 2, noise 1.",
         {"reached": 5}),
    ]),
    "HDBSCAN": (HDBSCAN(min_cluster_size=3, min_samples=2, copy=True), UNEVEN, [
        ("show", 0, 0, None, None,
         "Show: 8 points, no clusters yet.",
         {}),
        ("visit", 0, 0, [-2, -2, -2, -2, -2, -2, -2, -2], None,
         "Visit: point 2 has 2 points (itself counted) within 1.1, its core distance; median 1.2.",
         {"point": 2, "weights": [1, 1, 0.9091, 0.8333, 0.8333, 0.7692, 0.7143, 0.0277], "radius": 1.1}),
        ("visit", 0, 0, [-2, -2, -2, -2, -2, -2, -2, -2], None,
         "Visit: point 7 is the loneliest: only within 36.1 has it 2 points; median 1.2.",
         {"point": 7, "weights": [1, 1, 0.9091, 0.8333, 0.8333, 0.7692, 0.7143, 0.0277], "radius": 36.1}),
        ("merge", 1, 0, [-2, -2, -2, -2, -2, -2, -2, -2], None,
         "Merge: edges drawn 1 of 7, the longest 1; parts left 7.",
         {"edges": 1}),
        ("merge", 1, 0, [-2, -2, -2, -2, -2, -2, -2, -2], None,
         "Merge: edges drawn 2 of 7, the longest 1.1; parts left 6.",
         {"edges": 2}),
        ("merge", 1, 0, [-2, -2, -2, -2, -2, -2, -2, -2], None,
         "Merge: edges drawn 3 of 7, the longest 1.2; parts left 5.",
         {"edges": 3}),
        ("merge", 1, 0, [-2, -2, -2, -2, -2, -2, -2, -2], None,
         "Merge: edges drawn 4 of 7, the longest 1.3; parts left 4.",
         {"edges": 4}),
        ("merge", 1, 0, [-2, -2, -2, -2, -2, -2, -2, -2], None,
         "Merge: edges drawn 5 of 7, the longest 1.4; parts left 3.",
         {"edges": 5}),
        ("merge", 1, 0, [-2, -2, -2, -2, -2, -2, -2, -2], None,
         "Merge: edges drawn 6 of 7, the longest 7.9; parts left 2.",
         {"edges": 6}),
        ("merge", 1, 0, [-2, -2, -2, -2, -2, -2, -2, -2], None,
         "Merge: edges drawn 7 of 7, the longest 36.1; parts left 1.",
         {"edges": 7}),
        ("fall_out", 3, 0, [1, 1, 1, 1, 1, 1, 1, -1], None,
         "Drop: below distance 36.1 the clusters lose 1 point; 7 are left.",
         {"edges": 6, "points": [7], "cluster": 1}),
        ("split", 4, 0, [0, 0, 0, 1, 1, 1, 1, -1], None,
         "Split: below distance 7.9 a cluster of 7 points falls into 4 and 3.",
         {"edges": 5, "points": [], "cluster": 1}),
        ("fall_out", 3, 0, [0, 0, 0, 1, 1, 1, -1, -1], None,
         "Drop: below distance 1.4 the clusters lose 1 point; 6 are left.",
         {"edges": 4, "points": [6], "cluster": 1}),
        ("fall_out", 3, 0, [0, 0, 0, -1, -1, -1, -1, -1], None,
         "Drop: below distance 1.3 the clusters lose 3 points; 3 are left.",
         {"edges": 3, "points": [3, 4, 5], "cluster": 1}),
        ("fall_out", 3, 0, [-1, -1, -1, -1, -1, -1, -1, -1], None,
         "Drop: below distance 1.1 the clusters lose 3 points; 0 are left.",
         {"edges": 1, "points": [0, 1, 2], "cluster": 0}),
        ("assign", 5, 0, [0, 0, 0, -1, -1, -1, -1, -1], None,
         "Assign: cluster A, 3 points: it never splits; stability 2.348.",
         {"cluster": 0}),
        ("assign", 5, 0, [0, 0, 0, 1, 1, 1, 1, -1], None,
         "Assign: cluster B, 4 points: it never splits; stability 2.516.",
         {"cluster": 1}),
        ("stop", 5, 0, [0, 0, 0, 1, 1, 1, 1, -1], None,
         "Stop: the choice is made; clusters 2, noise 1.",
         {}),
    ]),
    "HDBSCAN, leaves": (HDBSCAN(min_cluster_size=2, cluster_selection_method="leaf", copy=True), PAIRS_UNEVEN, [
        ("show", 0, 0, None, None,
         "Show: 6 points, no clusters yet.",
         {}),
        ("visit", 0, 0, [-2, -2, -2, -2, -2, -2], None,
         "Visit: point 1 has 2 points (itself counted) within 1, its core distance; median 1.5.",
         {"point": 1, "weights": [1, 1, 0.6667, 0.6667, 0.5, 0.5], "radius": 1}),
        ("visit", 0, 0, [-2, -2, -2, -2, -2, -2], None,
         "Visit: point 5 is the loneliest: only within 2 has it 2 points; median 1.5.",
         {"point": 5, "weights": [1, 1, 0.6667, 0.6667, 0.5, 0.5], "radius": 2}),
        ("merge", 1, 0, [-2, -2, -2, -2, -2, -2], None,
         "Merge: edges drawn 1 of 5, the longest 1; parts left 5.",
         {"edges": 1}),
        ("merge", 1, 0, [-2, -2, -2, -2, -2, -2], None,
         "Merge: edges drawn 2 of 5, the longest 1.5; parts left 4.",
         {"edges": 2}),
        ("merge", 1, 0, [-2, -2, -2, -2, -2, -2], None,
         "Merge: edges drawn 3 of 5, the longest 2; parts left 3.",
         {"edges": 3}),
        ("merge", 1, 0, [-2, -2, -2, -2, -2, -2], None,
         "Merge: edges drawn 4 of 5, the longest 9; parts left 2.",
         {"edges": 4}),
        ("merge", 1, 0, [-2, -2, -2, -2, -2, -2], None,
         "Merge: edges drawn 5 of 5, the longest 18.5; parts left 1.",
         {"edges": 5}),
        ("split", 4, 0, [1, 1, 1, 1, 0, 0], None,
         "Split: below distance 18.5 a cluster of 6 points falls into 4 and 2.",
         {"edges": 4, "points": [], "cluster": 1}),
        ("split", 4, 0, [1, 1, 2, 2, 0, 0], None,
         "Split: below distance 9 a cluster of 4 points falls into 2 and 2.",
         {"edges": 3, "points": [], "cluster": 1}),
        ("fall_out", 3, 0, [1, 1, 2, 2, -1, -1], None,
         "Drop: below distance 2 the clusters lose 2 points; 4 are left.",
         {"edges": 2, "points": [4, 5], "cluster": 0}),
        ("fall_out", 3, 0, [1, 1, -1, -1, -1, -1], None,
         "Drop: below distance 1.5 the clusters lose 2 points; 2 are left.",
         {"edges": 1, "points": [2, 3], "cluster": 2}),
        ("fall_out", 3, 0, [-1, -1, -1, -1, -1, -1], None,
         "Drop: below distance 1 the clusters lose 2 points; 0 are left.",
         {"edges": 0, "points": [0, 1], "cluster": 1}),
        ("assign", 5, 0, [-1, -1, -1, -1, 0, 0], None,
         "Assign: cluster A, 2 points: it is a leaf of the tree; stability 0.8919.",
         {"cluster": 0}),
        ("assign", 5, 0, [1, 1, -1, -1, 0, 0], None,
         "Assign: cluster B, 2 points: it is a leaf of the tree; stability 1.778.",
         {"cluster": 1}),
        ("assign", 5, 0, [1, 1, 2, 2, 0, 0], None,
         "Assign: cluster C, 2 points: it is a leaf of the tree; stability 1.111.",
         {"cluster": 2}),
        ("stop", 5, 0, [1, 1, 2, 2, 0, 0], None,
         "Stop: the choice is made; clusters 3, noise 0.",
         {}),
    ]),
    "k-means, an emptied cluster": (KMeans(3, init=[[0, 0], [1000, 0], [20, 0]], n_init=1), PAIRS, [
        ("show", 0, 0, None, None,
         "Show: 6 points, no clusters yet.",
         {}),
        ("seed", 0, 0, None, None,
         "Start: 3 centers start where they were placed.",
         {"centers": [[0, 0], [1000, 0], [20, 0]]}),
        ("assign", 2, 1, [0, 0, 0, 2, 2, 2], 403,
         "Assign: every point joins its nearest center; inertia 403.0.",
         {"centers": [[0, 0], [1000, 0], [20, 0]]}),
        ("relocate", 3, 1, [0, 0, 0, 2, 2, 1], 282,
         "Drop: cluster B is empty; its center jumps to far point 5 of cluster C.",
         {"centers": [[0, 0], [31, 0], [20, 0]], "points": [5], "cluster": 1}),
        ("update", 3, 1, [0, 0, 0, 2, 2, 1], 241.1667,
         "Update: centers move to the mean of their points, B farthest by 969.0; inertia 241.2.",
         {"centers": [[3.6667, 0], [31, 0], [20.5, 0]], "cluster": 1}),
        ("assign", 2, 2, [0, 0, 0, 0, 1, 1], 115.4444,
         "Assign: 3 points changed cluster; inertia 115.4, down from 241.2.",
         {"centers": [[3.6667, 0], [31, 0], [20.5, 0]]}),
        ("relocate", 3, 2, [0, 0, 0, 2, 1, 1], 61.6667,
         "Drop: cluster C is empty; its center jumps to far point 3 of cluster A.",
         {"centers": [[3.6667, 0], [31, 0], [11, 0]], "points": [3], "cluster": 2}),
        ("update", 3, 2, [0, 0, 0, 2, 1, 1], 61.1667,
         "Update: centers move to the mean of their points, C farthest by 9.5; inertia 61.17.",
         {"centers": [[3.6667, 0], [30.5, 0], [11, 0]], "cluster": 2}),
        ("assign", 2, 3, [0, 0, 2, 2, 1, 1], 22.0556,
         "Assign: 2 points changed cluster; inertia 22.06, down from 61.17.",
         {"centers": [[3.6667, 0], [30.5, 0], [11, 0]]}),
        ("update", 3, 3, [0, 0, 2, 2, 1, 1], 1.5,
         "Update: centers move to the mean of their points, A farthest by 3.167; inertia 1.5.",
         {"centers": [[0.5, 0], [30.5, 0], [10.5, 0]], "cluster": 0}),
        ("assign", 2, 4, [0, 0, 2, 2, 1, 1], 1.5,
         "Assign: no point changed cluster; inertia stays 1.5.",
         {"centers": [[0.5, 0], [30.5, 0], [10.5, 0]]}),
        ("stop", 4, 4, [0, 0, 2, 2, 1, 1], 1.5,
         "Stop: no point changed cluster after 4 iterations; inertia 1.5.",
         {"centers": [[0.5, 0], [30.5, 0], [10.5, 0]]}),
    ]),
    "k-means, one step": (KMeans(2, init=PAIRS[:2], n_init=1, max_iter=1), PAIRS, [
        ("show", 0, 0, None, None,
         "Show: 6 points, no clusters yet.",
         {}),
        ("seed", 0, 0, None, None,
         "Start: 2 centers start where they were placed.",
         {"centers": [[0, 0], [1, 0]]}),
        ("assign", 2, 1, [0, 1, 1, 1, 1, 1], 1922,
         "Assign: every point joins its nearest center; inertia 1,922.0.",
         {"centers": [[0, 0], [1, 0]]}),
        ("update", 3, 1, [0, 1, 1, 1, 1, 1], 705.2,
         "Update: centers move to the mean of their points, B farthest by 15.6; inertia 705.2.",
         {"centers": [[0, 0], [16.6, 0]], "cluster": 1}),
        ("assign", 2, 1, [0, 0, 1, 1, 1, 1], 462.84,
         "Assign: 1 point changed cluster; inertia 462.8, down from 705.2.",
         {"centers": [[0, 0], [16.6, 0]]}),
        ("stop", 4, 1, [0, 0, 1, 1, 1, 1], 462.84,
         "Stop: the limit of 1 iteration is reached before it settled; inertia 462.8.",
         {"centers": [[0, 0], [16.6, 0]]}),
    ]),
    "k-means, a wide tolerance": (KMeans(2, init=PAIRS[:2], n_init=1, tol=10.0), PAIRS, [
        ("show", 0, 0, None, None,
         "Show: 6 points, no clusters yet.",
         {}),
        ("seed", 0, 0, None, None,
         "Start: 2 centers start where they were placed.",
         {"centers": [[0, 0], [1, 0]]}),
        ("assign", 2, 1, [0, 1, 1, 1, 1, 1], 1922,
         "Assign: every point joins its nearest center; inertia 1,922.0.",
         {"centers": [[0, 0], [1, 0]]}),
        ("update", 3, 1, [0, 1, 1, 1, 1, 1], 705.2,
         "Update: centers move to the mean of their points, B farthest by 15.6; inertia 705.2.",
         {"centers": [[0, 0], [16.6, 0]], "cluster": 1}),
        ("assign", 2, 1, [0, 0, 1, 1, 1, 1], 462.84,
         "Assign: 1 point changed cluster; inertia 462.8, down from 705.2.",
         {"centers": [[0, 0], [16.6, 0]]}),
        ("stop", 4, 1, [0, 0, 1, 1, 1, 1], 462.84,
         "Stop: centers moved less than the tolerance after 1 iteration; inertia 462.8.",
         {"centers": [[0, 0], [16.6, 0]]}),
    ]),
    "one cluster": (AgglomerativeClustering(1, linkage="single"), PAIRS, [
        ("show", 0, 0, None, None,
         "Show: 6 points, no clusters yet.",
         {"merge": 0, "level": 0.5}),
        ("merge", 3, 1, [0, 0, -1, -1, -1, -1], 1,
         "Merge: points 0 and 1 at distance 1; 5 clusters remain.",
         {"merge": 1, "cluster": 0, "points": [0, 1]}),
        ("merge", 3, 2, [0, 0, 2, 2, -1, -1], 1,
         "Merge: points 2 and 3 at distance 1; 4 clusters remain.",
         {"merge": 2, "cluster": 2, "points": [2, 3]}),
        ("merge", 3, 3, [0, 0, 2, 2, 1, 1], 1,
         "Merge: points 4 and 5 at distance 1; 3 clusters remain.",
         {"merge": 3, "level": 5, "cluster": 1, "points": [4, 5]}),
        ("merge", 3, 4, [0, 0, 0, 0, 1, 1], 9,
         "Merge: A (2 points) and C (2 points) at distance 9; 2 clusters remain.",
         {"merge": 4, "level": 14, "cluster": 0, "points": [0, 1, 2, 3]}),
        ("merge", 3, 5, [0, 0, 0, 0, 0, 0], 19,
         "Merge: A (4 points) and B (2 points) at distance 19; 1 cluster remains.",
         {"merge": 5, "level": 20, "cluster": 0, "points": [0, 1, 2, 3, 4, 5]}),
        ("stop", 5, 5, [0, 0, 0, 0, 0, 0], 19,
         "Cut: above the last merge at 19; 1 cluster remains.",
         {"merge": 5, "level": 20}),
    ]),
    "no merge": (AgglomerativeClustering(6, linkage="single"), PAIRS, [
        ("show", 0, 0, None, None,
         "Show: 6 points, no clusters yet.",
         {"merge": 0, "level": 0.5}),
        ("merge", 3, 1, [5, 5, -1, -1, -1, -1], 1,
         "Merge: points 0 and 1 at distance 1; 5 clusters remain.",
         {"merge": 1, "cluster": 5, "points": [0, 1]}),
        ("merge", 3, 2, [5, 5, 4, 4, -1, -1], 1,
         "Merge: points 2 and 3 at distance 1; 4 clusters remain.",
         {"merge": 2, "cluster": 4, "points": [2, 3]}),
        ("merge", 3, 3, [5, 5, 4, 4, 1, 1], 1,
         "Merge: points 4 and 5 at distance 1; 3 clusters remain.",
         {"merge": 3, "level": 5, "cluster": 1, "points": [4, 5]}),
        ("merge", 3, 4, [5, 5, 5, 5, 1, 1], 9,
         "Merge: F (2 points) and E (2 points) at distance 9; 2 clusters remain.",
         {"merge": 4, "level": 14, "cluster": 5, "points": [0, 1, 2, 3]}),
        ("merge", 3, 5, [5, 5, 5, 5, 5, 5], 19,
         "Merge: F (4 points) and B (2 points) at distance 19; 1 cluster remains.",
         {"merge": 5, "level": 20, "cluster": 5, "points": [0, 1, 2, 3, 4, 5]}),
        ("stop", 5, 0, [5, 3, 4, 2, 1, 0], 0,
         "Cut: below the first merge at 1; all 6 points stay alone.",
         {"merge": 0, "level": 0.5}),
    ]),
    "a cut in a tie": (AgglomerativeClustering(4, linkage="single"), PAIRS, [
        ("show", 0, 0, None, None,
         "Show: 6 points, no clusters yet.",
         {"merge": 0, "level": 0.5}),
        ("merge", 3, 1, [2, 2, -1, -1, -1, -1], 1,
         "Merge: points 0 and 1 at distance 1; 5 clusters remain.",
         {"merge": 1, "cluster": 2, "points": [0, 1]}),
        ("merge", 3, 2, [2, 2, 0, 0, 3, 1], 1,
         "Merge: points 2 and 3 at distance 1; 4 clusters remain.",
         {"merge": 2, "cluster": 0, "points": [2, 3]}),
        ("merge", 3, 3, [2, 2, 0, 0, 3, 3], 1,
         "Merge: points 4 and 5 at distance 1; 3 clusters remain.",
         {"merge": 3, "level": 5, "cluster": 3, "points": [4, 5]}),
        ("merge", 3, 4, [2, 2, 2, 2, 3, 3], 9,
         "Merge: C (2 points) and A (2 points) at distance 9; 2 clusters remain.",
         {"merge": 4, "level": 14, "cluster": 2, "points": [0, 1, 2, 3]}),
        ("merge", 3, 5, [2, 2, 2, 2, 2, 2], 19,
         "Merge: C (4 points) and D (2 points) at distance 19; 1 cluster remains.",
         {"merge": 5, "level": 20, "cluster": 2, "points": [0, 1, 2, 3, 4, 5]}),
        ("stop", 5, 2, [2, 2, 0, 0, 3, 1], 1,
         "Cut: between two merges at the same distance, 1, where no level line can be; 4 clusters remain.",
         {"merge": 2}),
    ]),
    "a cut below": (AgglomerativeClustering(None, distance_threshold=1.0, linkage="complete"), PAIRS, [
        ("show", 0, 0, None, None,
         "Show: 6 points, no clusters yet.",
         {"merge": 0, "level": 0.5}),
        ("merge", 3, 1, [5, 5, -1, -1, -1, -1], 1,
         "Merge: points 0 and 1 at distance 1; 5 clusters remain.",
         {"merge": 1, "cluster": 5, "points": [0, 1]}),
        ("merge", 3, 2, [5, 5, 4, 4, -1, -1], 1,
         "Merge: points 2 and 3 at distance 1; 4 clusters remain.",
         {"merge": 2, "cluster": 4, "points": [2, 3]}),
        ("merge", 3, 3, [5, 5, 4, 4, 1, 1], 1,
         "Merge: points 4 and 5 at distance 1; 3 clusters remain.",
         {"merge": 3, "level": 6, "cluster": 1, "points": [4, 5]}),
        ("merge", 3, 4, [5, 5, 5, 5, 1, 1], 11,
         "Merge: F (2 points) and E (2 points) at distance 11; 2 clusters remain.",
         {"merge": 4, "level": 21, "cluster": 5, "points": [0, 1, 2, 3]}),
        ("merge", 3, 5, [5, 5, 5, 5, 5, 5], 31,
         "Merge: F (4 points) and B (2 points) at distance 31; 1 cluster remains.",
         {"merge": 5, "level": 33, "cluster": 5, "points": [0, 1, 2, 3, 4, 5]}),
        ("stop", 5, 0, [5, 3, 4, 2, 1, 0], 0,
         "Cut: at 1, where the first merge at 1 is not made; all 6 points stay alone.",
         {"merge": 0, "level": 1}),
    ]),
    "a cut between": (AgglomerativeClustering(None, distance_threshold=9.0, linkage="complete"), PAIRS, [
        ("show", 0, 0, None, None,
         "Show: 6 points, no clusters yet.",
         {"merge": 0, "level": 0.5}),
        ("merge", 3, 1, [2, 2, -1, -1, -1, -1], 1,
         "Merge: points 0 and 1 at distance 1; 5 clusters remain.",
         {"merge": 1, "cluster": 2, "points": [0, 1]}),
        ("merge", 3, 2, [2, 2, 1, 1, -1, -1], 1,
         "Merge: points 2 and 3 at distance 1; 4 clusters remain.",
         {"merge": 2, "cluster": 1, "points": [2, 3]}),
        ("merge", 3, 3, [2, 2, 1, 1, 0, 0], 1,
         "Merge: points 4 and 5 at distance 1; 3 clusters remain.",
         {"merge": 3, "level": 6, "cluster": 0, "points": [4, 5]}),
        ("merge", 3, 4, [2, 2, 2, 2, 0, 0], 11,
         "Merge: C (2 points) and B (2 points) at distance 11; 2 clusters remain.",
         {"merge": 4, "level": 21, "cluster": 2, "points": [0, 1, 2, 3]}),
        ("merge", 3, 5, [2, 2, 2, 2, 2, 2], 31,
         "Merge: C (4 points) and A (2 points) at distance 31; 1 cluster remains.",
         {"merge": 5, "level": 33, "cluster": 2, "points": [0, 1, 2, 3, 4, 5]}),
        ("stop", 5, 3, [2, 2, 1, 1, 0, 0], 1,
         "Cut: at 9, between the merges at 1 and 11; 3 clusters remain.",
         {"merge": 3, "level": 9}),
    ]),
    "a cut above": (AgglomerativeClustering(None, distance_threshold=100.0, linkage="complete"), PAIRS, [
        ("show", 0, 0, None, None,
         "Show: 6 points, no clusters yet.",
         {"merge": 0, "level": 0.5}),
        ("merge", 3, 1, [0, 0, -1, -1, -1, -1], 1,
         "Merge: points 0 and 1 at distance 1; 5 clusters remain.",
         {"merge": 1, "cluster": 0, "points": [0, 1]}),
        ("merge", 3, 2, [0, 0, 2, 2, -1, -1], 1,
         "Merge: points 2 and 3 at distance 1; 4 clusters remain.",
         {"merge": 2, "cluster": 2, "points": [2, 3]}),
        ("merge", 3, 3, [0, 0, 2, 2, 1, 1], 1,
         "Merge: points 4 and 5 at distance 1; 3 clusters remain.",
         {"merge": 3, "level": 6, "cluster": 1, "points": [4, 5]}),
        ("merge", 3, 4, [0, 0, 0, 0, 1, 1], 11,
         "Merge: A (2 points) and C (2 points) at distance 11; 2 clusters remain.",
         {"merge": 4, "level": 21, "cluster": 0, "points": [0, 1, 2, 3]}),
        ("merge", 3, 5, [0, 0, 0, 0, 0, 0], 31,
         "Merge: A (4 points) and B (2 points) at distance 31; 1 cluster remains.",
         {"merge": 5, "level": 33, "cluster": 0, "points": [0, 1, 2, 3, 4, 5]}),
        ("stop", 5, 5, [0, 0, 0, 0, 0, 0], 31,
         "Cut: at 100.0, above the last merge at 31; 1 cluster remains.",
         {"merge": 5, "level": 100}),
    ]),
    "bisecting the largest": (BisectingKMeans(3, random_state=0, bisecting_strategy="largest_cluster"), LONE, [
        ("show", 0, 0, None, None,
         "Show: 6 points, no clusters yet.",
         {}),
        ("assign", 0, 0, [0, 0, 0, 0, 0, 0], 6981.3333,
         "Assign: all points start as one cluster; inertia 6,981.3.",
         {"centers": [[24.3333, 0.0], [None, None], [None, None]]}),
        ("split", 2, 1, [0, 0, 0, 0, 0, 0], 6981.3333,
         "Split: A is the only cluster, with inertia 6,981.3; it is cut in two.",
         {"centers": [[24.3333, 0.0], [None, None], [None, None]], "cluster": 0, "points": [0, 1, 2, 3, 4, 5]}),
        ("assign", 3, 1, [0, 2, 0, 0, 0, 0], 110.8,
         "Assign: A keeps 5 points, C gets 1; inertia 110.8, down from 6,981.3.",
         {"centers": [[9.2, 0.0], [None, None], [100.0, 0.0]], "cluster": 2}),
        ("split", 2, 2, [0, 2, 0, 0, 0, 0], 110.8,
         "Split: A has the most points, 5 of 6; it is cut in two.",
         {"centers": [[9.2, 0.0], [None, None], [100.0, 0.0]], "cluster": 0, "points": [0, 2, 3, 4, 5]}),
        ("assign", 3, 2, [1, 2, 0, 0, 0, 0], 5,
         "Assign: A keeps 4 points, B gets 1; inertia 5, down from 110.8.",
         {"centers": [[11.5, 0], [0, 0], [100, 0]], "cluster": 1}),
        ("stop", 4, 2, [1, 2, 0, 0, 0, 0], 5,
         "Stop: 3 clusters, as asked; inertia 5.",
         {"centers": [[11.5, 0], [0, 0], [100, 0]]}),
    ]),
    "DBSCAN, a queue": (DBSCAN(eps=30, min_samples=2), PAIRS, [
        ("show", 0, 0, None, None,
         "Show: 6 points, no clusters yet.",
         {}),
        ("visit", 2, 0, [0, 0, 0, 0, 0, -2], None,
         "Visit: point 0 has 5 within eps (itself counted, 2 needed): it starts cluster A.",
         {"point": 0, "points": [1, 2, 3, 4], "radius": 30, "cluster": 0}),
        ("expand", 5, 0, [0, 0, 0, 0, 0, 0], None,
         "Expand: point 4 is core (6 within eps): it brings 1 into cluster A; 4 wait.",
         {"point": 4, "points": [5], "radius": 30, "cluster": 0}),
        ("expand", 5, 0, [0, 0, 0, 0, 0, 0], None,
         "Expand: point 5 is core (5 within eps), but brings in nobody new; 3 wait.",
         {"point": 5, "points": [], "radius": 30, "cluster": 0}),
        ("expand", 5, 0, [0, 0, 0, 0, 0, 0], None,
         "Expand: point 3 is core (6 within eps), but brings in nobody new; 2 wait.",
         {"point": 3, "points": [], "radius": 30, "cluster": 0}),
        ("expand", 5, 0, [0, 0, 0, 0, 0, 0], None,
         "Expand: point 2 is core (6 within eps), but brings in nobody new; 1 wait.",
         {"point": 2, "points": [], "radius": 30, "cluster": 0}),
        ("expand", 5, 0, [0, 0, 0, 0, 0, 0], None,
         "Expand: point 1 is core (6 within eps), but brings in nobody new; 0 wait.",
         {"point": 1, "points": [], "radius": 30, "cluster": 0}),
        ("stop", 0, 0, [0, 0, 0, 0, 0, 0], None,
         "Stop: all points are taken; clusters 1, core points 6, border 0, noise 0.",
         {}),
    ]),
    "OPTICS, three walks": (OPTICS(min_samples=2, max_eps=5), PAIRS, [
        ("show", 0, 0, None, None,
         "Show: 6 points, no clusters yet.",
         {}),
        ("visit", 1, 0, [-1, -2, -2, -2, -2, -2], None,
         "Visit: point 0 starts a walk: nothing walked before reaches it; it opens the way to 1 more.",
         {"point": 0, "points": [1], "reached": 1, "radius": 1}),
        ("visit", 1, 0, [-1, -1, -2, -2, -2, -2], None,
         "Visit: point 1 is nearest: reachability 1, from point 0; it opens the way to 0 more.",
         {"point": 1, "points": [], "reached": 2, "radius": 1}),
        ("visit", 1, 0, [-1, -1, -1, -2, -2, -2], None,
         "Visit: point 2 starts a walk: nothing walked before reaches it; it opens the way to 1 more.",
         {"point": 2, "points": [3], "reached": 3, "radius": 1}),
        ("visit", 1, 0, [-1, -1, -1, -1, -2, -2], None,
         "Visit: point 3 is nearest: reachability 1, from point 2; it opens the way to 0 more.",
         {"point": 3, "points": [], "reached": 4, "radius": 1}),
        ("visit", 1, 0, [-1, -1, -1, -1, -1, -2], None,
         "Visit: point 4 starts a walk: nothing walked before reaches it; it opens the way to 1 more.",
         {"point": 4, "points": [5], "reached": 5, "radius": 1}),
        ("visit", 1, 0, [-1, -1, -1, -1, -1, -1], None,
         "Visit: point 5 is nearest: reachability 1, from point 4; it opens the way to 0 more.",
         {"point": 5, "points": [], "reached": 6, "radius": 1}),
        ("assign", 4, 0, [0, 0, 1, 1, 2, 2], None,
         "Assign: valleys between slopes of 5 % or more are the clusters: 3; noise 0.",
         {"reached": 6}),
        ("stop", 3, 0, [0, 0, 1, 1, 2, 2], None,
         "Stop: each point was walked once; clusters 3, noise 0.",
         {"reached": 6}),
    ]),
    "mean shift": (MeanShift(bandwidth=3), FIVE, [
        ("show", 0, 0, None, None,
         "Show: 5 points, no clusters yet; 5 seeds will climb.",
         {"seeds": [[0, 0], [2, 0], [10, 0], [12, 0], [11, 6]]}),
        ("update", 2, 1, None, None,
         "Climb: each seed moves to the mean around it, the farthest by 1; 4 of 5 go on.",
         {"seeds": [[1, 0], [1, 0], [11, 0], [11, 0], [11, 6]]}),
        ("update", 3, 2, None, None,
         "Climb: the last step moved a seed by 0 at most; all 5 have come to rest.",
         {"seeds": [[1, 0], [1, 0], [11, 0], [11, 0], [11, 6]]}),
        ("merge", 4, 2, None, None,
         "Merge: of 3 resting places, within 3 of each other the strongest stay: 3.",
         {"seeds": [[1, 0], [1, 0], [11, 0], [11, 0], [11, 6]], "centers": [[11, 0], [1, 0], [11, 6]]}),
        ("assign", 5, 2, [1, 1, 0, 0, 2], None,
         "Assign: each point joins its nearest center; the largest cluster, A, has 2.",
         {"centers": [[11, 0], [1, 0], [11, 6]]}),
        ("stop", 5, 2, [1, 1, 0, 0, 2], None,
         "Stop: clusters 3; steps of the slowest seed 2.",
         {"centers": [[11, 0], [1, 0], [11, 6]]}),
    ]),
    "mean shift, noise": (MeanShift(bandwidth=4, bin_seeding=True, min_bin_freq=2, cluster_all=False), FIVE, [
        ("show", 0, 0, None, None,
         "Show: 5 points, no clusters yet; 1 seeds will climb.",
         {"seeds": [[0, 0]]}),
        ("update", 2, 1, None, None,
         "Climb: each seed moves to the mean around it, the farthest by 1; 1 of 1 go on.",
         {"seeds": [[1, 0]]}),
        ("update", 3, 2, None, None,
         "Climb: the last step moved a seed by 0 at most; all 1 have come to rest.",
         {"seeds": [[1, 0]]}),
        ("merge", 4, 2, None, None,
         "Merge: of 1 resting places, within 4 of each other the strongest stay: 1.",
         {"seeds": [[1, 0]], "centers": [[1, 0]]}),
        ("assign", 5, 2, [0, 0, -1, -1, -1], None,
         "Assign: points near a center join it; the largest cluster, A, has 2, noise is 3.",
         {"centers": [[1, 0]]}),
        ("stop", 5, 2, [0, 0, -1, -1, -1], None,
         "Stop: clusters 1; steps of the slowest seed 2.",
         {"centers": [[1, 0]]}),
    ]),
    "bisecting": (BisectingKMeans(3, random_state=0), FIVE, [
        ("show", 0, 0, None, None,
         "Show: 5 points, no clusters yet.",
         {}),
        ("assign", 0, 0, [1, 1, 1, 1, 1], 152.8,
         "Assign: all points start as one cluster; inertia 152.8.",
         {"centers": [[None, None], [7.0, 1.2], [None, None]]}),
        ("split", 2, 1, [1, 1, 1, 1, 1], 152.8,
         "Split: B is the only cluster, with inertia 152.8; it is cut in two.",
         {"centers": [[None, None], [7.0, 1.2], [None, None]], "cluster": 1, "points": [0, 1, 2, 3, 4]}),
        ("assign", 3, 1, [0, 0, 1, 1, 1], 28,
         "Assign: B keeps 3 points, A gets 2; inertia 28, down from 152.8.",
         {"centers": [[1.0, 0.0], [11.0, 2.0], [None, None]], "cluster": 0}),
        ("split", 2, 2, [0, 0, 1, 1, 1], 28,
         "Split: B has the highest inertia, 26 of 28; it is cut in two.",
         {"centers": [[1.0, 0.0], [11.0, 2.0], [None, None]], "cluster": 1, "points": [2, 3, 4]}),
        ("assign", 3, 2, [0, 0, 1, 1, 2], 4,
         "Assign: B keeps 2 points, C gets 1; inertia 4, down from 28.",
         {"centers": [[1, 0], [11, 0], [11, 6]], "cluster": 2}),
        ("stop", 4, 2, [0, 0, 1, 1, 2], 4,
         "Stop: 3 clusters, as asked; inertia 4.",
         {"centers": [[1, 0], [11, 0], [11, 6]]}),
    ]),
    "mixture": (GaussianMixture(2, means_init=[[1, 0.5], [42, 3]], weights_init=[0.5, 0.5], precisions_init=UNIT), SQUARES, [
        ("show", 0, 0, None, None,
         "Show: 9 points, no clusters yet.",
         {}),
        ("seed", 0, 0, None, None,
         "Start: 2 components start where they were placed.",
         {"centers": [[1, 0.5], [42, 3]], "covariances": [[[1, 0], [0, 1]], [[1, 0], [0, 1]]], "mixture_weights": [0.5, 0.5]}),
        ("assign", 2, 1, [0, 0, 0, 0, 1, 1, 1, 1, 1], -45.7792,
         "E step: 0 points are shared (no component above 0.9); log-likelihood of the start -45.78.",
         {"centers": [[1, 0.5], [42, 3]], "covariances": [[[1, 0], [0, 1]], [[1, 0], [0, 1]]], "mixture_weights": [0.5, 0.5], "responsibilities": [[1, 0], [1, 0], [1, 0], [1, 0], [0, 1], [0, 1], [0, 1], [0, 1], [0, 1]]}),
        ("update", 3, 1, [0, 0, 0, 0, 1, 1, 1, 1, 1], -37.5393,
         "M step: B moves farthest, by 1; B grows most, to 0.56; log-likelihood -37.54, up from -45.78.",
         {"centers": [[1, 1], [42, 2]], "covariances": [[[1, 0], [0, 1]], [[3.2, 0], [0, 3.2]]], "mixture_weights": [0.4444, 0.5556], "cluster": 1}),
        ("assign", 2, 2, [0, 0, 0, 0, 1, 1, 1, 1, 1], -37.5393,
         "E step: 0 points are shared (no component above 0.9); log-likelihood stays -37.54.",
         {"centers": [[1, 1], [42, 2]], "covariances": [[[1, 0], [0, 1]], [[3.2, 0], [0, 3.2]]], "mixture_weights": [0.4444, 0.5556], "responsibilities": [[1, 0], [1, 0], [1, 0], [1, 0], [0, 1], [0, 1], [0, 1], [0, 1], [0, 1]]}),
        None,  # nothing moves any more: rounding decides what moves farthest
        ("assign", 2, 3, [0, 0, 0, 0, 1, 1, 1, 1, 1], -37.5393,
         "E step: 0 points are shared (no component above 0.9); log-likelihood stays -37.54.",
         {"centers": [[1, 1], [42, 2]], "covariances": [[[1, 0], [0, 1]], [[3.2, 0], [0, 3.2]]], "mixture_weights": [0.4444, 0.5556], "responsibilities": [[1, 0], [1, 0], [1, 0], [1, 0], [0, 1], [0, 1], [0, 1], [0, 1], [0, 1]]}),
        None,  # nothing moves any more: rounding decides what moves farthest
        ("stop", 4, 3, [0, 0, 0, 0, 1, 1, 1, 1, 1], -37.5393,
         "Stop: log-likelihood per point changed less than 0.001 after 3 iterations; summed, it is -37.54.",
         {"centers": [[1, 1], [42, 2]], "covariances": [[[1, 0], [0, 1]], [[3.2, 0], [0, 3.2]]], "mixture_weights": [0.4444, 0.5556], "responsibilities": [[1, 0], [1, 0], [1, 0], [1, 0], [0, 1], [0, 1], [0, 1], [0, 1], [0, 1]], "lower_bound": -4.171}),
    ]),
}
# fmt: on


@pytest.mark.parametrize("name", CASES)
def test_every_frame_is_as_worked_out_by_hand(name: str) -> None:
    estimator, X, frames = CASES[name]
    traced = trace(clone(estimator), X)
    assert len(traced) == len(frames)
    for frame, wanted in zip(traced, frames, strict=True):
        if wanted is None:
            continue
        kind, line, iteration, labels, objective, caption, values = wanted
        assert (frame.kind, frame.line, frame.iteration) == (kind, line, iteration)
        assert (None if frame.labels is None else frame.labels.tolist()) == labels
        assert frame.objective == (
            None if objective is None else pytest.approx(objective, abs=1e-4)
        )
        assert frame.caption == caption
        given = {key: value for key, value in frame.values.items() if value is not None}
        assert given.keys() == values.keys()
        for key, value in values.items():
            np.testing.assert_allclose(given[key], np.array(value, float), atol=1e-4)


#: the pseudocode, indented by two for each loop
CODES = {
    "k-means": """take the k given centers
repeat
  assign points to nearest center
  move centers to their mean
until nothing changes""",
    "single linkage": """every point starts as its own cluster
repeat
  find the two nearest by their closest points
  merge them
until one cluster is left
cut the tree into 2 clusters""",
    "one cluster": """every point starts as its own cluster
repeat
  find the two nearest by their closest points
  merge them
until one cluster is left
keep the tree as 1 cluster""",
    "a cut between": """every point starts as its own cluster
repeat
  find the two nearest by their farthest points
  merge them
until one cluster is left
cut the tree at distance 9""",
    "bisecting the largest": """put all points into one cluster
repeat
  choose the cluster with most points
  cut it in two by k-means
until there are k clusters""",
    "DBSCAN": """for each point p not reached yet
  if p is not core: noise so far
  else p starts a new cluster
  while points of the cluster wait
    take the one reached last, q
    if q is core: its neighbors join""",
    "OPTICS": """repeat until all points are walked
  take the point p of least reachability
  lower the reachability of p's neighbors
draw reachability in that order
clusters are valleys between steep slopes""",
    "HDBSCAN": """measure the core distance of each point
join all points by the shortest edges
cut the edges, longest first
  small parts fall out
  large parts are clusters that split
choose the most stable clusters""",
}


@pytest.mark.parametrize("name", CODES)
def test_the_pseudocode_says_how_it_goes(name: str) -> None:
    estimator, X, _ = CASES[name]
    code = trace(clone(estimator), X).code
    assert "\n".join("  " * line.indent + line.text for line in code) == CODES[name]


#: further pseudocodes: by estimator, of thirty points in three blobs
FURTHER_CODES: list[tuple[Any, str]] = [
    (MiniBatchKMeans(3, batch_size=7, random_state=0), """draw k centers by k-means++
repeat
  draw 7 points, find nearest centers
  pull each center by 1 / its count
  move starved centers to drawn points
until smoothed inertia stops falling
assign all points to nearest center"""),
    (GaussianMixture(3, random_state=0), """start 3 components by k-means
repeat
  E: share each point out
  M: refit weight, mean, covariance
until the likelihood stops rising"""),
    (MeanShift(bandwidth=3), """put down seeds
repeat for each seed
  move it to the mean of points within bandwidth
until it moves no more
of resting places too near, keep the densest
assign points to nearest center"""),
    (SpectralClustering(3, gamma=0.1, random_state=0), """tie pairs by exp(-gamma distance²)
place points by 3 eigenvectors
draw 3 centers there
repeat until nothing changes
  assign points to nearest center
  move centers to their mean
give the labels to the points"""),
    (SpectralClustering(3, gamma=0.1, random_state=0, assign_labels="discretize"),
     """tie pairs by exp(-gamma distance²)
place points by 3 eigenvectors
turn eigenvectors onto corners
give the labels to the points"""),
    (SpectralClustering(3, affinity="nearest_neighbors", n_neighbors=20, assign_labels="cluster_qr"),
     """tie each to its 20 nearest
place points by 3 eigenvectors
follow typical points, found by QR
give the labels to the points"""),
    (AffinityPropagation(random_state=0),
     """similarity = minus squared distance; to itself, the preference
repeat:
  responsibility: how well a candidate serves a point
  availability: how much others speak for the candidate
until the exemplars stay the same for 15 iterations
assign each point to the most similar exemplar
in each cluster take the best exemplar, assign again"""),
    (BisectingKMeans(3, random_state=0), """put all points into one cluster
repeat
  choose the cluster with most inertia
  cut it in two by k-means
until there are k clusters"""),
    (OPTICS(cluster_method="dbscan", eps=1.0), """repeat until all points are walked
  take the point p of least reachability
  lower the reachability of p's neighbors
draw reachability in that order
clusters are valleys below eps"""),
    (AgglomerativeClustering(2, connectivity=np.ones((30, 30))), """every point starts as its own cluster
repeat, among clusters joined by an edge
  find the two whose merge adds least inertia
  merge them
until one cluster is left
cut the tree into 2 clusters"""),
    (AgglomerativeClustering(2, connectivity=np.ones((30, 30)), compute_full_tree=False),
     """every point starts as its own cluster
repeat, among clusters joined by an edge
  find the two whose merge adds least inertia
  merge them
until 2 clusters are left
keep them: the tree is not grown on"""),
]  # fmt: skip
BIRCH_CODE = """for each point:
  go down to the closest subcluster
  join it if its radius stays <= {threshold}
  otherwise start a new subcluster
  split a node of more than {branching} in two
{end}
label each point by its nearest subcluster"""
FURTHER_CODES += [
    (Birch(threshold=threshold, branching_factor=branching, n_clusters=k),
     BIRCH_CODE.format(threshold=threshold, branching=branching, end=end))
    for threshold, branching, k, end in (
        (1.5, 50, 3, "merge subclusters (ward) until 3 left"),
        (0.5, 4, None, "each subcluster is a cluster"),
        (1.5, 50, KMeans(2), "cluster the subclusters by KMeans"),
        (99.5, 50, 2, "each subcluster is a cluster"),
    )
]  # fmt: skip


@pytest.mark.parametrize(("estimator", "code"), FURTHER_CODES)
def test_the_pseudocode_says_how_these_go(estimator: Any, code: str) -> None:
    X = make_blobs(30, centers=3, random_state=0)[0]
    lines = trace(clone(estimator), X).code
    assert "\n".join("  " * line.indent + line.text for line in lines) == code
