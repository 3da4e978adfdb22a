"""Parameters that several algorithms let a learner change."""

from __future__ import annotations

from typing import Final

from teachclust.traces.spec import Parameter

N_CLUSTERS: Final = Parameter("n_clusters", "whole", "k", "Number of clusters", most="distinct")
RANDOM_STATE: Final = Parameter(
    "random_state",
    "whole",
    "seed",
    "random_state: the same seed draws the same start",
    least=0,
    most=2**32 - 1,
)
INIT: Final = Parameter(
    "init", "choice", "start", "How the first centers are chosen", ("k-means++", "random")
)
METRICS: Final = ("euclidean", "manhattan", "cosine")
METRIC: Final = Parameter(
    "metric", "choice", "metric", "What the distance between two points is", METRICS
)
EPS: Final = Parameter("eps", "number", "eps", "How near a neighbor is", least=0)
MIN_SAMPLES: Final = Parameter(
    "min_samples",
    "whole",
    "min_samples",
    "Points within reach that make a core point, itself counted",
)
