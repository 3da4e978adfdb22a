"""A table that was published about mini-batch k-means on MNIST, its slip included.

Source: the notebook of AravindR7/Clustering-Algorithms on GitHub (MIT license), from which many
copies were made; read with its stored outputs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

#: k, inertia in thousands, homogeneity
_ROWS: Final = (
    (10, 2386, 0.442),
    (16, 2213, 0.548),
    (36, 1962, 0.665),
    (64, 1820, 0.747),
    (144, 1631, 0.807),
    (256, 1514, 0.840),
)
_PRINTED: Final = 0.0987


def load_published_mnist() -> pd.DataFrame:
    """Return what was printed for MiniBatchKMeans on the 60,000 training images of MNIST.

    Returns
    -------
    table : DataFrame indexed by k
        published_inertia, rounded to thousands, of pixels from 0 to 1; published_homogeneity;
        published_accuracy, the same number in each row: it is the share of zeros among the
        images, printed because of a stale loop variable.

    Examples
    --------
    >>> from teachclust.datasets import load_published_mnist
    >>> float(load_published_mnist().published_homogeneity[256])
    0.84
    """
    import pandas as pd

    return pd.DataFrame(
        {
            "published_inertia": [1000.0 * inertia for _, inertia, _ in _ROWS],
            "published_homogeneity": [homogeneity for *_, homogeneity in _ROWS],
            "published_accuracy": [_PRINTED] * len(_ROWS),
        },
        index=pd.Index([k for k, *_ in _ROWS], name="k"),
    )
