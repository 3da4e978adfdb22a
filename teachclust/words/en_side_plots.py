"""Words of pictures of trees, distances and mixtures, in English."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    # -- dendrogram
    "plot.tree.title": "Merge tree of {n} points",
    "plot.tree.folded": "Merge tree: top {shown} of {n} branches",
    "plot.tree.height": "merge distance",
    "plot.tree.height_linkage": "merge distance, {linkage} linkage",
    "plot.tree.root": "{name} (square root)",
    "plot.tree.leaves": "points, side by side",
    "plot.tree.branches": "branches; a wedge folds several points",
    "plot.tree.cut": "cut at {height}:\n{k} clusters",
    "plot.tree.cut_one": "cut at {height}:\n{k} cluster",
    "plot.tree.alt": "{title}, joined at distances from {low} to {high}.",
    "plot.tree.alt_cut": "A cut at {height} gives {k} clusters: {sizes}.",
    "plot.tree.alt_one": "A cut at {height} gives {k} cluster: {sizes}.",
    "plot.tree.alt_colors": "Its clusters: {sizes}.",
    "plot.tree.more": "{sizes} and {n} more",
    "plot.tree.inversions": (
        "{few} of {n} merges lie below one of their parts: joining brought that part nearer to "
        "others (with centroid or median linkage, or along a graph, it can)."
    ),
    "plot.tree.no_level": (
        "No level line gives these {k} clusters: a merge within one is higher than one between two."
    ),
    "plot.tree.no_level_tie": (
        "No level line gives these {k} clusters: merges on both sides of the cut are at the same "
        "distance, {height}."
    ),
    "plot.tree.no_cut": "The labels are no cut of this tree: a grey link joins several of them.",
    "plot.tree.no_names": "Names are written on up to {most} branches.",
    # -- table beside its tree
    "plot.tree_table.title": "{n} {rows} in the order of their tree",
    "plot.tree_table.rows": "rows",
    "plot.tree_table.y": "{rows}, one under the other",
    "plot.tree_table.clusters": "clusters, with their number of {rows}",
    "plot.tree_table.scale": "standard deviations from the mean",
    "plot.tree_table.alt": "Heat map of {n} {rows} by {width} features, beside their merge tree.",
    "plot.tree_table.alt_one": "{name} ({n}): most of {high}, least of {low}.",
    "plot.tree_table.alt_more": "And {n} more clusters.",
    # -- distance to the k-th nearest point
    "plot.k_distance.title": "Distance to the {nth} nearest point",
    "plot.k_distance.x": "points, farthest first",
    "plot.k_distance.y": "distance (units of X)",
    "plot.k_distance.eps": "eps = {eps}",
    "plot.k_distance.above": "{n} above: not core",
    "plot.k_distance.below": "{n} below: core",
    "plot.k_distance.knee": "knee near {distance}: {n} points lie farther",
    "plot.k_distance.no_knee": "no clear knee",
    "plot.k_distance.alt": "{title} (itself counted), sorted: from {high} down to {low}.",
    "plot.k_distance.alt_eps": "At eps = {eps}: {core} core points, {rest} not.",
    # -- reachability
    "plot.reach.title": "Reachability of {n} points: {k} clusters",
    "plot.reach.one": "Reachability of {n} points: {k} cluster",
    "plot.reach.none": "Reachability of {n} points",
    "plot.reach.x": "points in the order of the walk",
    "plot.reach.y": "reachability distance",
    "plot.reach.infinite": "{n} bars to the top are infinite: there a walk begins.",
    "plot.reach.infinite_one": "{n} bar to the top is infinite: there the walk begins.",
    "plot.reach.noise": "Grey is noise: {n} points.",
    "plot.reach.alt": "{title}, reached at distances from {low} to {high}.",
    "plot.reach.alt_sizes": "Valleys from left to right: {sizes}.",
    "plot.reach.alt_eps": "A line at eps = {eps}.",
    # -- condensed tree
    "plot.condensed.title": "Condensed tree of {n} points: {k} clusters",
    "plot.condensed.one": "Condensed tree of {n} points: {k} cluster",
    "plot.condensed.x": "groups; width: points (mean), area: stability",
    "plot.condensed.y": "density, 1 / distance",
    "plot.condensed.endless": (
        "Bars down to the foot never end: some of their points lie in the same place (bars: {n})."
    ),
    "plot.condensed.alt": "{title}, chosen among {n} groups.",
    "plot.condensed.alt_one": "{name} {n} (stability {stability})",
    "plot.condensed.alt_clusters": "Points at birth: {sizes}.",
}
