"""Words of traces of trees, in English."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    # merging: AgglomerativeClustering
    "caption.merge.points": "Merge: points {a} and {b} at distance {height}; {left}.",
    "caption.merge.pair": "Merge: {a} and {b} at distance {height}; {left}.",
    "caption.merge.more": "Merge: {more} pairs, the last {a} and {b} at distance {height}; {left}.",
    "caption.merge.more_points": (
        "Merge: {more} pairs, the last points {a} and {b} at distance {height}; {left}."
    ),
    "caption.merge.show": (
        "Show: {n} points and {edges} edges; only clusters joined by an edge may merge."
    ),
    "caption.merge.pieces": (
        "The graph is in {pieces} pieces: scikit-learn adds an edge between the nearest points of "
        "every two."
    ),
    "caption.merge.drawn": "{drawn} of the {edges} edges are drawn.",
    "caption.merge.point": "point {point}",
    "caption.merge.cluster": "{name} ({points} points)",
    # whose letter is not seen in the picture
    "caption.merge.unnamed": "a cluster of {points}",
    "caption.merge.remains": "1 cluster remains",
    "caption.merge.remain": "{n} clusters remain",
    "caption.cut.between": "Cut: between the merges at {low} and {high}; {left}.",
    "caption.cut.tie": (
        "Cut: between two merges at the same distance, {low}, where no level line can be; {left}."
    ),
    "caption.cut.uneven": (
        "Cut: the last merges ({undone}) are undone; one made is higher: no level line; {left}."
    ),
    "caption.cut.untouched": "Cut: no merge is made; all {n} points stay alone.",
    "caption.cut.early": "Cut: the tree ends here, as it is not grown on; {left}.",
    "caption.cut.none": "Cut: below the first merge at {high}; all {n} points stay alone.",
    "caption.cut.all": "Cut: above the last merge at {low}; {left}.",
    "caption.cut.at.between": "Cut: at {at}, between the merges at {low} and {high}; {left}.",
    "caption.cut.at.uneven": (
        "Cut: merges at {at} or higher: {undone}; as many of the last are undone; {left}."
    ),
    "caption.cut.at.none": (
        "Cut: at {at}, where the first merge at {high} is not made; all {n} points stay alone."
    ),
    "caption.cut.at.all": "Cut: at {at}, above the last merge at {low}; {left}.",
    "objective.merge": "Merge distance",
    "code.merge.title": "Agglomerative clustering",
    "code.merge.start": "every point starts as its own cluster",
    "code.merge.repeat": "repeat",
    "code.merge.repeat.graph": "repeat, among clusters joined by an edge",
    "code.merge.find.ward": "find the two whose merge adds least inertia",
    "code.merge.find.complete": "find the two nearest by their farthest points",
    "code.merge.find.average": "find the two nearest by their mean distance",
    "code.merge.find.single": "find the two nearest by their closest points",
    "code.merge.join": "merge them",
    "code.merge.until": "until one cluster is left",
    "code.merge.until_n": "until {n} clusters are left",
    "code.merge.stop": "keep them: the tree is not grown on",
    "code.merge.cut": "cut the tree into {n} clusters",
    "code.merge.keep": "keep the tree as 1 cluster",
    "code.merge.cut_at": "cut the tree at distance {at}",
    # splitting: BisectingKMeans
    "caption.bisect.start": "Assign: all points start as one cluster; inertia {inertia}.",
    "caption.bisect.only": (
        "Split: {name} is the only cluster, with inertia {inertia}; it is cut in two."
    ),
    "caption.bisect.inertia.most": (
        "Split: {name} has the highest inertia, {score} of {total}; it is cut in two."
    ),
    "caption.bisect.inertia.tie": (
        "Split: {name} is the first with the highest inertia, {score} of {total}; it is cut in two."
    ),
    "caption.bisect.points.most": (
        "Split: {name} has the most points, {score} of {total}; it is cut in two."
    ),
    "caption.bisect.points.tie": (
        "Split: {name} is the first with the most points, {score} of {total}; it is cut in two."
    ),
    "caption.bisect.more": "Split: {more} more clusters are cut in two, {now} now; {change}.",
    "caption.bisect.parts": "Assign: {name} keeps {kept}, {new} gets {got}; {change}.",
    "caption.bisect.down": "inertia {inertia}, down from {old}",
    "caption.bisect.same": "inertia stays {inertia}",
    "caption.bisect.from": "inertia {inertia}, from {old}",
    "caption.bisect.cluster": "1 cluster",
    "caption.bisect.clusters": "{n} clusters",
    "caption.bisect.stop": "Stop: {clusters}, as asked; inertia {inertia}.",
    "code.bisect.title": "Bisecting k-means",
    "code.bisect.start": "put all points into one cluster",
    "code.bisect.repeat": "repeat",
    "code.bisect.choose.biggest_inertia": "choose the cluster with most inertia",
    "code.bisect.choose.largest_cluster": "choose the cluster with most points",
    "code.bisect.cut": "cut it in two by k-means",
    "code.bisect.until": "until there are k clusters",
}
