"""Titles, axes, legends and alternative texts of plots."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    "plot.k": "number of clusters, k",
    "plot.inertia": "inertia (squared units of X)",
    "plot.noise": "noise",
    # -- U-matrix
    "plot.u_matrix.title": "U-matrix",
    "plot.u_matrix.x": "column of units",
    "plot.u_matrix.y": "row of units",
    "plot.u_matrix.color": "color: mean distance to neighbors",
    "plot.u_matrix.both": "number: points; color: mean distance to neighbors",
    "plot.u_matrix.range": "dark {low} to light {high}",
    "plot.u_matrix.alt": (
        "U-matrix of {rows} rows and {columns} columns of units. Mean distance to neighbors from "
        "{low} to {high}, highest at row {row}, column {column}."
    ),
    "plot.u_matrix.counts": "Units without points: {empty}; most points of one: {most}.",
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
    "plot.silhouette.cluster": "{name}  {n}",
    "plot.silhouette.below": "{name}  {n} ({below})",
    "plot.silhouette.alt": (
        "One bar of sorted silhouettes for each cluster. Mean {mean}; points: {sizes}; "
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
    "plot.cluster.one": "{n} points in 1 cluster",
    "plot.cluster.empty": "{n} points in no cluster",
    "plot.classes.title": "{n} points of {k} known classes",
    "plot.classes.one": "{n} points of 1 known class",
    "plot.classes.legend": "Class",
    "plot.classes.more": "and {n} more",
    "plot.cluster.noise": "Grey crosses are noise: {n} points.",
    "plot.cluster.pale": (
        "The paler a point, the lower its silhouette. Points below {low} have an edge: {counts}."
    ),
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
    "plot.cluster_map.title": "{n} {rows} in the order of their tree",
    "plot.cluster_map.rows": "rows",
    "plot.cluster_map.y": "{rows}, one under the other",
    "plot.cluster_map.clusters": "clusters, with their number of {rows}",
    "plot.cluster_map.scale": "standard deviations from the mean",
    "plot.cluster_map.alt": "Heat map of {n} {rows} by {width} features, beside their merge tree.",
    "plot.cluster_map.alt_one": "{name} ({n}): most of {high}, least of {low}.",
    "plot.cluster_map.alt_more": "And {n} more clusters.",
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
    # -- profile: the sentences of a table, and a plot
    "plot.profile.sentence": "{name}, {size} of {n}: {features}.",
    "plot.profile.all": "All {n}, half of them: {features}.",
    "plot.profile.title": "{k} clusters, each beside all {n} rows",
    "plot.profile.one": "1 cluster, beside all {n} rows",
    "plot.profile.none": "No cluster among {n} rows",
    "plot.profile.y": "cluster, rows in it",
    "plot.profile.row": "{name}  {size}",
    "plot.profile.whole": "all  {size}",
    "plot.profile.key": "bars: half of the rows; marks: medians; grey: all rows",
    "plot.profile.stands_out": "{name} {size}: {features}.",
    "plot.profile.level_low": "{feature} low",
    "plot.profile.level_high": "{feature} high",
    "plot.profile.plain": "nothing stands out",
    "plot.profile.more": "And {n} more clusters.",
    # -- distribution
    "plot.spread.title": "How {n} {rows} are spread",
    "plot.spread.grouped": "How {n} {rows} are spread, by group",
    "plot.spread.rows": "rows",
    "plot.spread.y": "{rows}",
    "plot.spread.alt_one": "{feature} from {low} to {high}, most from {left} to {right} ({most}).",
    "plot.spread.alt_groups": "Groups: {sizes}.",
    "plot.spread.more": "And {n} more features.",
    # -- quality against time and work
    "plot.work.title": "Quality against time and work",
    "plot.work.panel.seconds": "Time, measured here and now",
    "plot.work.panel.distances": "Work, the same on every machine",
    "plot.work.seconds": "seconds, axis by factors",
    "plot.work.distances": "point-center distances, axis by factors",
    "plot.work.inertia": "inertia, %\nabove the lowest",
    "plot.work.alt": "{n} fits, low and left is good: {each}.",
    "plot.work.alt.one": (
        "{name}: inertia {above} % above the lowest, in {seconds} s, {distances} distances"
    ),
    # -- palette
    "plot.palette.title": "{n} colors by share of pixels",
    "plot.palette.x": "share of the pixels (%)",
    "plot.palette.y": "colors of the palette",
    "plot.palette.rest": "and {n} more, in all",
    "plot.palette.more": "And {n} more.",
    # -- pictures and error maps
    "plot.picture.title": "Original and copies",
    "plot.picture.copies": "Copies",
    "plot.picture.original": "original",
    "plot.picture.colors": "{n} colors",
    "plot.picture.x": "pixels across",
    "plot.picture.y": "pixels down",
    "plot.picture.error": "distance from the original (levels of RGB)",
    "plot.picture.error_of": "error of {name}",
    "plot.picture.exact": "nothing lost",
    "plot.picture.alt": "{title}, {width} by {height} pixels.",
    "plot.picture.alt_one": "{name}: {psnr}",
    "plot.picture.alt_errors": "Maps show how far each pixel is from its original.",
    # -- a scene and its clusters
    "plot.scene.title": "{name}, {n} clusters",
    "plot.scene.scene": "Scene",
    "plot.scene.alone": "Scene",
    "plot.scene.cluster": "cluster {id}",
    "plot.scene.clusters": "clusters",
    "plot.scene.truth": "known classes",
    "plot.scene.nodata": "no data",
    "plot.scene.easting": "easting (m)",
    "plot.scene.northing": "northing (m)",
    "plot.scene.longitude": "longitude (°)",
    "plot.scene.latitude": "latitude (°)",
    "plot.scene.meters": "m",
    "plot.scene.units": "map units",
    "plot.scene.units_of": "units of {crs}",
    "plot.scene.x": "x ({unit})",
    "plot.scene.y": "y ({unit})",
    "plot.scene.column": "column",
    "plot.scene.row": "row",
    "plot.scene.alt": "{title}: {width} by {height} pixels in {bands}.",
    "plot.scene.alt_clusters": "{n} clusters: {each}.",
    "plot.scene.alt_truth": "{n} known classes: {each}.",
    "plot.scene.alt_more": "And {n} more.",
    "plot.map.alt": "A map of {n} layers.",
    "plot.map.alt_one": "A map of 1 layer.",
    "plot.map.region": "the outline of a {kind}",
    "plot.map.outside": "{name} (its edge lies outside)",
    "plot.map.empty": "nothing",
    # -- quality against bytes
    "plot.rate.title": "Quality against bytes",
    "plot.rate.x": "size of the file (kB)",
    "plot.rate.y": "PSNR (dB)",
    "plot.rate.exact": "{names}: nothing lost, {size} kB",
    "plot.rate.alt": "{name}: {low} dB at {small} kB to {high} dB at {large} kB.",
    "plot.rate.alt_exact": "{name} loses nothing at {size} kB.",
    # -- picture of a mixture
    "plot.mixture.title": "{n} points, {k} components",
    "plot.mixture.one": "{n} points, 1 component",
    "plot.mixture.component": "{name} weight {weight}",
    "plot.mixture.shared": "{points} shared (no component above 0.9).",
    "plot.mixture.sd": "{n} sd: {share} %",
    "plot.mixture.bells": "Each component's bell; dashed, their sum.",
    "plot.histogram.y": "points per bin of {width}",
    "plot.histogram.below": "Points lie below the bars; how far below says nothing.",
}
