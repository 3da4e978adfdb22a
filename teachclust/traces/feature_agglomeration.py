"""How FeatureAgglomeration fits: the features of X are merged as points are elsewhere.

References
----------
J. H. Ward, "Hierarchical grouping to optimize an objective function", J. Am. Stat. Assoc. 58(301),
1963.
"""

from __future__ import annotations

from typing import Any, Final

from sklearn.cluster import AgglomerativeClustering

from teachclust.checks import CheckedData, display_name
from teachclust.traces import agglomerative
from teachclust.traces.agglomerative import trace_agglomerative
from teachclust.traces.spec import AlgorithmSpec, Samples
from teachclust.traces.steps import Steps
from teachclust.words import say

#: characters of a feature's name: two of them stand in a caption
_NAME: Final = 24


def trace_feature_agglomeration(model: Any, data: CheckedData) -> Steps:
    """Trace a FeatureAgglomeration, whose points are the features of X.

    It is the fit of an AgglomerativeClustering to the columns of X, and is traced as one: each
    feature is a point with as many numbers as X has rows. ``pooling_func`` has no part in it, as it
    joins the features of a cluster after the fit.

    Costs one fit.
    """
    shared = AgglomerativeClustering().get_params()
    params = {name: v for name, v in model.get_params(deep=False).items() if name in shared}
    names = [display_name(str(name), _NAME) for name in (() if data.index is None else data.index)]

    def tell(key: str, **texts: Any) -> str:
        """Say it of features, by their names."""
        named = {k: names[v] for k, v in texts.items() if k in ("a", "b", "point") and _whole(v)}
        return say(f"{key}.features" if f"{key}.features" in WORDS else key, **texts | named)

    return trace_agglomerative(AgglomerativeClustering(**params), data, tell, of_features=True)


def _whole(value: object) -> bool:
    return isinstance(value, int)


WORDS: Final = {
    "caption.show.features": "Show: {n} features, each a point; no clusters yet.",
    "caption.merge.points.features": "Merge: {a} and {b} at distance {height}; {left}.",
    "caption.merge.more_points.features": (
        "Merge: {more} pairs, the last {a} and {b} at {height}; {left}."
    ),
    "caption.merge.show.features": (
        "Show: {n} features and {edges} edges; only clusters joined by an edge may merge."
    ),
    "caption.merge.pieces.features": (
        "The graph is in {pieces} pieces: scikit-learn adds an edge between the nearest features "
        "of every two."
    ),
    "caption.merge.point.features": "{point}",
    "caption.merge.cluster.features": "{name} ({points} features)",
    "caption.cut.untouched.features": "Cut: no merge is made; all {n} features stay alone.",
    "caption.cut.none.features": (
        "Cut: below the first merge at {high}; all {n} features stay alone."
    ),
    "caption.cut.at.none.features": (
        "Cut: at {at}, where the first merge at {high} is not made; all {n} features stay alone."
    ),
    "code.merge.title.features": "Agglomeration of features",
    "code.merge.start.features": "every feature starts as its own cluster",
    "code.merge.find.complete.features": "find the two nearest by their farthest features",
    "code.merge.find.single.features": "find the two nearest by their closest features",
}

SPEC: Final = AlgorithmSpec(
    estimator="sklearn.cluster:FeatureAgglomeration",
    tracer=trace_feature_agglomeration,
    painter="tree",
    code_title="code.merge.title.features",
    carries=agglomerative.SPEC.carries,
    samples=Samples({"n_clusters": 4, "linkage": "average"}, "blobs", hard={"n_clusters": 3}),
    n_clusters="n_clusters",
    splits_equal_points=True,
    parameters=agglomerative.SPEC.parameters,
    title=agglomerative.SPEC.title,
    switches=agglomerative.SPEC.switches,
    objective=agglomerative.SPEC.objective,
    rises=True,
    step_names=agglomerative.SPEC.step_names,
    card=agglomerative.SPEC.card,
    clusters_features=True,
    words=WORDS,
)
