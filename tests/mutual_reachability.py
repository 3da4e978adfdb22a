"""What HDBSCAN takes for distances, of all pairs and by brute force."""

from __future__ import annotations

import numpy as np
from scipy.spatial.distance import cdist


def mutual_reachability(X: np.ndarray, k: int, metric: str = "euclidean") -> np.ndarray:
    distances = cdist(X, X, metric)
    core = np.sort(distances, axis=1)[:, k - 1]
    return np.maximum(distances, np.maximum(core[:, None], core))
