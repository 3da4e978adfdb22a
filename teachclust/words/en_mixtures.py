"""Words of traces of mixtures and graphs, in English."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
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
    # -- picture of a mixture
    "plot.mixture.title": "{n} points, {k} components",
    "plot.mixture.one": "{n} points, 1 component",
    "plot.mixture.component": "{name} weight {weight}",
    "plot.mixture.shared": "{points} shared (no component above 0.9).",
    "plot.mixture.ellipses": "Ellipses: 1 and 2 standard deviations.",
    "plot.mixture.shadows": "Ellipses: shadows at 1 and 2 standard deviations.",
    "plot.mixture.sd": "{n} sd",
}
