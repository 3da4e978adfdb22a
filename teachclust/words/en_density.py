"""Words of traces by density, in English."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    # DBSCAN
    "caption.dbscan.start": (
        "Visit: point {point} has {near} within eps (itself counted, {needed} needed): "
        "it starts cluster {name}."
    ),
    "caption.dbscan.noise": (
        "Visit: point {point} has {near} of {needed} points within eps: noise, unless a cluster "
        "reaches it."
    ),
    "caption.dbscan.core": (
        "Expand: point {point} is core ({near} within eps): it brings {joined} into cluster "
        "{name}; {waiting} wait."
    ),
    "caption.dbscan.idle": (
        "Expand: point {point} is core ({near} within eps), but brings in nobody new; "
        "{waiting} wait."
    ),
    "caption.dbscan.border": (
        "Expand: point {point} has {near} of {needed} points within eps: border, it brings nobody "
        "in."
    ),
    "caption.dbscan.more.start": (
        "Visit: {more} more points are taken, {joined} join; point {point} starts cluster {name}."
    ),
    "caption.dbscan.more.noise": (
        "Visit: {more} more points are taken, {joined} join; point {point} is noise so far."
    ),
    "caption.dbscan.more.core": (
        "Expand: {more} more points are taken, {joined} join; core point {point} is the last, "
        "{waiting} wait."
    ),
    "caption.dbscan.more.border": (
        "Expand: {more} more points are taken, {joined} join; border point {point} is the last, "
        "{waiting} wait."
    ),
    "caption.dbscan.stop": (
        "Stop: all points are taken; clusters {clusters}, core points {core}, border {border}, "
        "noise {noise}."
    ),
    "code.dbscan.title": "DBSCAN",
    "code.dbscan.visit": "for each point p not reached yet",
    "code.dbscan.noise": "if p is not core: noise so far",
    "code.dbscan.start": "else p starts a new cluster",
    "code.dbscan.while": "while points of the cluster wait",
    "code.dbscan.take": "take the one reached last, q",
    "code.dbscan.expand": "if q is core: its neighbors join",
    "caption.curve.k_distance": "Distance to nearest point no. {k}",
    "caption.density.objective": "Objective",
    # mean shift
    "caption.mean_shift.estimated": (
        "No bandwidth was given: {bandwidth} is estimated from how far the nearest 30 % of points "
        "lie."
    ),
    "caption.mean_shift.sample": "All {seeds} seeds climb; {shown} of them are drawn.",
    "caption.mean_shift.show": "Show: {n} points, no clusters yet; {seeds} seeds will climb.",
    "caption.mean_shift.step": (
        "Climb: each seed moves to the mean around it, the farthest by {shift}; "
        "{moving} of {seeds} go on."
    ),
    "caption.mean_shift.steps": (
        "Climb: {more} more steps; the last moved a seed by {shift} at most, {moving} of {seeds} "
        "go on."
    ),
    "caption.mean_shift.step.last": (
        "Climb: the last step moved a seed by {shift} at most; all {seeds} have come to rest."
    ),
    "caption.mean_shift.steps.last": (
        "Climb: {more} more steps; the last moved a seed by {shift}; all {seeds} have come to rest."
    ),
    "caption.mean_shift.merge": (
        "Merge: of {places} resting places, within {bandwidth} of each other the strongest stay: "
        "{centers}."
    ),
    "caption.mean_shift.assign.all": (
        "Assign: each point joins its nearest center; the largest cluster, {name}, has {size}."
    ),
    "caption.mean_shift.assign.near": (
        "Assign: points near a center join it; the largest cluster, {name}, has {size}, noise is "
        "{noise}."
    ),
    "caption.mean_shift.stop": ("Stop: clusters {clusters}; steps of the slowest seed {steps}."),
    "caption.mean_shift.stop.limit": (
        "Stop: the limit of steps, {steps}, came while {moving} seeds still moved; "
        "clusters {clusters}."
    ),
    "code.mean_shift.title": "Mean shift",
    "code.mean_shift.seeds": "put down seeds",
    "code.mean_shift.repeat": "repeat for each seed",
    "code.mean_shift.climb": "move it to the mean of points within bandwidth",
    "code.mean_shift.until": "until it moves no more",
    "code.mean_shift.merge": "of resting places too near, keep the densest",
    "code.mean_shift.assign": "assign points to nearest center",
    # OPTICS
    "caption.optics.start": (
        "Visit: point {point} starts a walk: nothing walked before reaches it; "
        "it opens the way to {opened} more."
    ),
    "caption.optics.next": (
        "Visit: point {point} is nearest: reachability {reach}, from point {before}; "
        "it opens the way to {opened} more."
    ),
    "caption.optics.more.start": (
        "Visit: {more} more points are walked; point {point}, the last, starts a new walk."
    ),
    "caption.optics.more.next": (
        "Visit: {more} more points are walked; point {point}, the last, has reachability {reach}."
    ),
    "caption.optics.assign.xi": (
        "Assign: valleys between slopes of {steep} % or more are the clusters: {clusters}; noise "
        "{noise}."
    ),
    "caption.optics.assign.eps": (
        "Assign: where the curve rises above eps {eps} a cluster ends; clusters {clusters}, noise "
        "{noise}."
    ),
    "caption.optics.assign.all": (
        "Assign: with no eps each walk is a cluster; clusters {clusters}, noise {noise}."
    ),
    "caption.optics.stop": (
        "Stop: each point was walked once; clusters {clusters}, noise {noise}."
    ),
    "caption.optics.unreached": "No point reaches another within max_eps: all are noise.",
    "caption.curve.reachability": "Reachability in the order of the walk",
    "code.optics.title": "OPTICS",
    "code.optics.repeat": "repeat until all points are walked",
    "code.optics.visit": "take the point p of least reachability",
    "code.optics.lower": "lower the reachability of p's neighbors",
    "code.optics.plot": "draw reachability in that order",
    "code.optics.cut.xi": "clusters are valleys between steep slopes",
    "code.optics.cut.dbscan": "clusters are valleys below eps",
    # HDBSCAN
    "caption.hdbscan.dense": (
        "Visit: point {point} has {k} points (itself counted) within {distance}, its core "
        "distance; median {middle}."
    ),
    "caption.hdbscan.lonely": (
        "Visit: point {point} is the loneliest: only within {distance} has it {k} points; "
        "median {middle}."
    ),
    "caption.hdbscan.merge": (
        "Merge: edges drawn {edges} of {total}, the longest {length}; parts left {parts}."
    ),
    "caption.hdbscan.split": (
        "Split: below distance {distance} a cluster of {size} points falls into {first} "
        "and {second}."
    ),
    "caption.hdbscan.split.more": (
        "Split: below distance {distance} a cluster falls into {first} and {second}; "
        "before, {points} fell out."
    ),
    "caption.hdbscan.drop": (
        "Drop: below distance {distance} the clusters lose {points}; {left} are left."
    ),
    "caption.hdbscan.drop.more": (
        "Drop: below distance {distance} the clusters lose {points} and split (splits: {splits}); "
        "{left} are left."
    ),
    "caption.hdbscan.assign.stable": (
        "Assign: cluster {name}, {size} points: its stability {stability} is at least its parts' "
        "{below}."
    ),
    "caption.hdbscan.assign.whole": (
        "Assign: cluster {name}, {size} points: it never splits; stability {stability}."
    ),
    "caption.hdbscan.assign.leaf": (
        "Assign: cluster {name}, {size} points: it is a leaf of the tree; stability {stability}."
    ),
    "caption.hdbscan.assign.epsilon": (
        "Assign: cluster {name}, {size} points: splits below epsilon do not count; stability "
        "{stability}."
    ),
    "caption.hdbscan.assign.all": "Assign: {clusters} clusters are chosen from the tree.",
    "caption.hdbscan.assign.none": (
        "Assign: no part of the tree can be chosen: all points are noise."
    ),
    "caption.hdbscan.stop": ("Stop: the choice is made; clusters {clusters}, noise {noise}."),
    "code.hdbscan.title": "HDBSCAN",
    "code.hdbscan.core": "measure how lonely each point is",
    "code.hdbscan.tree": "join all points by the shortest edges",
    "code.hdbscan.cut": "cut the edges, longest first",
    "code.hdbscan.drop": "small parts fall out",
    "code.hdbscan.split": "large parts are clusters that split",
    "code.hdbscan.choose": "choose the most stable clusters",
}
