"""What traces and their controls say: captions, pseudocode, parameters, names of steps."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    # -- k-means, and what all traces share
    "caption.show": "Show: {n} points, no clusters yet.",
    "caption.seed.first": "Seed: point {point} is drawn at random and becomes center {name}.",
    "caption.seed.next": (
        "Seed: center {name} is point {point}, drawn with chance growing as squared distance."
    ),
    "caption.seed.best": (
        "Seed: center {name} is point {point}, the best of {tries} draws by squared distance."
    ),
    "caption.seed.all": "Seed: k-means++ drew {k} centers that lie far from each other.",
    "caption.seed.random": "Seed: {k} points drawn at random become the centers.",
    "caption.seed.array": "Seed: {k} centers start where they were placed.",
    "caption.seed.callable": "Seed: {k} centers come from the function {name}.",
    "caption.assign.first": "Assign: every point joins its nearest center; inertia {inertia}.",
    "caption.assign.some": "Assign: {points} changed cluster; inertia {inertia}, down from {old}.",
    "caption.assign.same": (
        "Assign: {points} changed cluster; inertia {inertia}, within rounding of before."
    ),
    "caption.assign.none": "Assign: no point changed cluster; inertia stays {inertia}.",
    # after an emptied cluster took a point and lost it again
    "caption.assign.moved": "Assign: no point changed cluster; inertia {inertia}, from {old}.",
    "caption.drop": (
        "Drop: cluster {name} is empty; its center jumps to far point {point} of cluster {donor}."
    ),
    "caption.update": (
        "Update: centers move to the mean of their points, {name} farthest by {shift}; "
        "inertia {inertia}."
    ),
    "caption.stop.strict": "Stop: no point changed cluster after {iterations}; inertia {inertia}.",
    "caption.stop.overwritten": (
        "Stop: scikit-learn wrote over rows of X that {name} gives uncopied; inertia {inertia}."
    ),
    "caption.stop.tol": (
        "Stop: centers moved less than the tolerance after {iterations}; inertia {inertia}."
    ),
    "caption.stop.max_iter": (
        "Stop: the limit of {iterations} is reached before it settled; inertia {inertia}."
    ),
    "count.point": "1 point",
    "count.points": "{n} points",
    "count.iteration": "1 iteration",
    "count.iterations": "{n} iterations",
    "objective.inertia": "Inertia",
    "code.kmeans.title": "Lloyd's algorithm",
    "code.kmeans.start.k-means++": "draw k centers by k-means++",
    "code.kmeans.start.random": "draw k points as centers",
    "code.kmeans.start.array": "take the k given centers",
    "code.kmeans.start.callable": "let a function choose k centers",
    "code.kmeans.repeat": "repeat",
    "code.kmeans.assign": "assign points to nearest center",
    "code.kmeans.update": "move centers to their mean",
    "code.kmeans.until": "until nothing changes",
    "view.pca": ("Seen from the two main directions of {d} features ({share} % of the variance)."),
    "view.distances": (
        "{n} points placed by their distances, as well as a plane can ({share} % is kept)."
    ),
    "view.scaled.x": "scaled distance 1",
    "view.scaled.y": "scaled distance 2",
    "view.columns": "Seen in 2 of {d} features.",
    # -- mini-batch k-means
    "caption.minibatch.seed.k-means++": "Seed: k-means++ draws {k} centers from {sample}{best}.",
    "caption.minibatch.seed.random": "Seed: {k} points of {sample} become the centers{best}.",
    "caption.minibatch.seed.array": "Seed: {k} centers start where they were placed.",
    "caption.minibatch.seed.callable": "Seed: {k} centers come from the function {name}{best}.",
    "caption.minibatch.sample.all": "all {n} points",
    "caption.minibatch.sample.some": "a sample of {size} of {n} points",
    "caption.minibatch.best": ", the best of {n} starts",
    "caption.minibatch.visit.first": (
        "Visit: batch 1 draws {n} points with repeats, {fresh} different; each finds its center."
    ),
    "caption.minibatch.visit.one": (
        "Visit: batch {step} draws {n} points, {fresh} for the first time; "
        "{changed} of the others change cluster."
    ),
    "caption.minibatch.visit.many": (
        "Visit: batches {first} to {step} draw {n} points, {fresh} for the first time; "
        "{changed} others change cluster."
    ),
    "caption.minibatch.visit.jumped": (
        "Visit: batches {first} to {step} draw {n} points; {changed} change cluster, "
        "{skipped} starved centers jump."
    ),
    "caption.minibatch.update.moved": (
        "Update: {name} moves farthest, {share} % of the way to its {points}; {result}."
    ),
    "caption.minibatch.update.still": "Update: no center moves; {result}.",
    "caption.minibatch.inertia.first": "batch inertia {inertia}, not smoothed yet",
    "caption.minibatch.inertia.low": "smoothed inertia {inertia}, a new low",
    "caption.minibatch.inertia.wait": "smoothed inertia {inertia}, no new low in 1 batch",
    "caption.minibatch.inertia.waits": "smoothed inertia {inertia}, no new low in {waited} batches",
    "caption.minibatch.drop.one": (
        "Drop: {name} took {points}, under {share} % of the largest; it jumps to point {point}."
    ),
    "caption.minibatch.drop.many": (
        "Drop: {n} centers with under {share} % of the largest one's points jump to points "
        "of the batch."
    ),
    "caption.minibatch.assign": (
        "Assign: batches end; all {n} points join their nearest center; inertia {inertia}."
    ),
    "caption.minibatch.assign.expected": (
        "Assign: all {n} points join their nearest center; inertia {inertia}, "
        "{expected} by the batches."
    ),
    "caption.minibatch.batch": "1 batch",
    "caption.minibatch.batches": "{n} batches",
    "caption.minibatch.stop.still": (
        "Stop: no new low of smoothed inertia in {waited} batches, {batches} in all; "
        "inertia {inertia}."
    ),
    "caption.minibatch.stop.zero": (
        "Stop: max_no_improvement is 0, so {batches} are enough; inertia {inertia}."
    ),
    "caption.minibatch.stop.tol": (
        "Stop: centers moved less than the tolerance in the last of {batches}; inertia {inertia}."
    ),
    "caption.minibatch.stop.max_iter": (
        "Stop: max_iter={passes} is used up after {batches}; inertia {inertia}."
    ),
    "caption.minibatch.hidden": (
        "This scikit-learn draws its batches in a way that cannot be followed: only start and end "
        "are shown."
    ),
    "code.minibatch.title": "Mini-batch k-means",
    "code.minibatch.start.k-means++": "draw k centers by k-means++",
    "code.minibatch.start.random": "draw k points as centers",
    "code.minibatch.start.array": "take the k given centers",
    "code.minibatch.start.callable": "let a function choose k centers",
    "code.minibatch.repeat": "repeat",
    "code.minibatch.draw": "draw {n} points, find nearest centers",
    "code.minibatch.pull": "pull each center by 1 / its count",
    "code.minibatch.jump": "move starved centers to drawn points",
    "code.minibatch.until": "until smoothed inertia stops falling",
    "code.minibatch.all": "assign all points to nearest center",
    # -- merging: AgglomerativeClustering
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
    # -- splitting: BisectingKMeans
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
    # -- DBSCAN
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
    # -- mean shift
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
    # -- OPTICS
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
    # -- HDBSCAN
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
    # -- Gaussian mixtures
    "caption.em.seed.kmeans": "Seed: k-means splits the points; each part becomes a component.",
    "caption.em.seed.k-means++": (
        "Seed: k-means++ draws {k} points far from each other as the means of components."
    ),
    "caption.em.seed.random": (
        "Seed: each point is shared at random, so that {k} components start almost the same."
    ),
    "caption.em.seed.random_from_data": (
        "Seed: {k} points drawn at random become the means of components."
    ),
    "caption.em.seed.given": "Seed: {k} components start where they were placed.",
    "caption.em.seed.partly": "Seed: {k} components start from {given}; {init} gives the rest.",
    "caption.em.share.first": (
        "E step: {points} shared (no component above 0.9); log-likelihood of the start {value}."
    ),
    "caption.em.share.same": (
        "E step: {points} shared (no component above 0.9); log-likelihood stays {value}."
    ),
    "caption.em.refit.one": "M step: the mean of the component moves by {shift}; {change}.",
    "caption.em.refit.far": (
        "M step: {mover} moves farthest, by {shift}; {grower} grows most, to {weight}; {change}."
    ),
    "caption.em.refit.jump": (
        "M step: {steps} more iterations; {mover} moves farthest, by {shift}; {change}."
    ),
    "caption.em.change.up": "log-likelihood {value}, up from {old}",
    "caption.em.change.same": "log-likelihood stays {value}",
    # reg_covar widens components past the best fit
    "caption.em.change.down": "log-likelihood {value}, down from {old}",
    "caption.em.drop.points": (
        "Collapse: component {name} has shrunk onto {points}; only reg_covar keeps it open."
    ),
    "caption.em.drop.open": (
        "Collapse: component {name} has shrunk onto {points}; reg_covar=0 lets its density grow."
    ),
    "caption.em.drop.none": "Collapse: component {name} holds no point; its weight is near 0.",
    "caption.em.stop.tol": (
        "Stop: log-likelihood per point changed less than {tol} after {iterations}; "
        "summed, it is {value}."
    ),
    "caption.em.stop.max_iter": (
        "Stop: the limit of {iterations} is reached before it settled; log-likelihood {value}."
    ),
    "caption.em.stop.start": "Stop: max_iter is 0, so the start stays; log-likelihood {value}.",
    "count.shared.one": "1 point is",
    "count.shared.many": "{n} points are",
    "objective.log_likelihood": "Log-likelihood",
    "code.em.title": "Expectation-maximization",
    "code.em.start.kmeans": "start {k} components by k-means",
    "code.em.start.k-means++": "start {k} components by k-means++",
    "code.em.start.random": "share points at random among {k}",
    "code.em.start.random_from_data": "start {k} components at random points",
    "code.em.start.given": "take the {k} given components",
    "code.em.start.partly": "take what is given of {k} components",
    "code.em.repeat": "repeat",
    "code.em.share": "E: share each point out",
    "code.em.refit": "M: refit weight, mean, covariance",
    "code.em.until": "until the likelihood stops rising",
    # -- spectral clustering
    "caption.graph.visit.rbf": (
        "Visit: near pairs have strong ties; the {n} strongest of {total} shown, down to {low}."
    ),
    "caption.graph.visit.nearest_neighbors": (
        "Visit: each point ties to its {near} nearest, itself one; {n} of {total} ties shown."
    ),
    "caption.graph.visit.all": (
        "Visit: {total} ties are shown, the strongest of each point; the graph has {whole} in all."
    ),
    "caption.graph.visit.whole": "Visit: all {total} ties of the graph are shown.",
    "caption.graph.place": (
        "Update: points move to their places in {m} eigenvectors; ties pull their ends together."
    ),
    "caption.graph.read.discretize": (
        "Assign: the eigenvectors are turned until each point is near one of {m} corners."
    ),
    "caption.graph.read.cluster_qr": (
        "Assign: QR picks {m} typical points; each point follows the one most like it."
    ),
    "caption.graph.back": (
        "Assign: points go back and keep their labels; {k} clusters of {small} to {large} points."
    ),
    "caption.graph.even": (
        "Assign: points go back and keep their labels; {k} clusters of {large} points each."
    ),
    "caption.graph.stop": "Stop: {k} clusters are read off the eigenvectors.",
    "objective.embedded_inertia": "Inertia among eigenvectors",
    "code.graph.title": "Spectral clustering",
    "code.graph.tie.rbf": "tie pairs by exp(-gamma distance²)",
    "code.graph.tie.nearest_neighbors": "tie each to its {near} nearest",
    "code.graph.place": "place points by {m} eigenvectors",
    "code.graph.seed": "draw {k} centers there",
    "code.graph.repeat": "repeat until nothing changes",
    "code.graph.assign": "assign points to nearest center",
    "code.graph.update": "move centers to their mean",
    "code.graph.read.discretize": "turn eigenvectors onto corners",
    "code.graph.read.cluster_qr": "follow typical points, found by QR",
    "code.graph.back": "give the labels to the points",
    # -- what a step is called while it is on screen, and on the button before it
    "verb.show": "data",
    "verb.seed": "start",
    "verb.assign": "assign",
    "verb.update": "update",
    "verb.visit": "visit",
    "verb.expand": "expand",
    "verb.merge": "merge",
    "verb.split": "split",
    "verb.drop": "drop",
    "verb.stop": "stopped",
    "verb.show.next": "show the points",
    "verb.seed.next": "draw a center",
    "verb.assign.next": "assign points",
    "verb.update.next": "move centers",
    "verb.visit.next": "visit a point",
    "verb.expand.next": "take from the queue",
    "verb.merge.next": "merge the nearest",
    "verb.split.next": "choose what to split",
    "verb.drop.next": "drop",
    "verb.stop.next": "finish",
}
