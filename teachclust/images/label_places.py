"""Where the number of a cluster stands on a map: in the middle of its widest area."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

#: a longer side is thinned out: a place need not be exact
_SIDE: Final = 200


def label_places(ids: Any, n_clusters: int) -> npt.NDArray[np.float64]:
    """Return row, column and free radius of a place in each cluster's widest area, in pixels.

    `ids` is of shape (height, width), with -1 for no data. A cluster without pixels has NaN. Costs
    a distance transform of at most 200 x 200 pixels for each cluster.
    """
    from scipy.ndimage import distance_transform_edt

    step = -(-max(ids.shape) // _SIDE)
    thin = np.pad(ids[step // 2 :: step, step // 2 :: step], 1, constant_values=-1)
    places = np.full((n_clusters, 3), np.nan)
    for cluster in range(n_clusters):
        own = thin == cluster
        if not own.any():
            found = np.argwhere(ids == cluster)  # thinned away
            if len(found):
                places[cluster] = *found[len(found) // 2], 0.5
            continue
        inside = distance_transform_edt(own)
        row, column = np.unravel_index(int(inside.argmax()), inside.shape)
        radius = float(inside[row, column]) - 0.5
        places[cluster] = (
            (row - 1) * step + step // 2,
            (column - 1) * step + step // 2,
            radius * step,
        )
    return places
