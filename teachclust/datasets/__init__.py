"""What is clustered: data sets made to show one thing each, by scikit-learn's conventions.

``make_`` draws data, ``load_`` gives data that never change, ``read_`` takes a file of one's own,
``fetch_`` downloads when it is called; nothing else here asks the network. Rows come as a Bunch, or
as ``(data, target)`` with ``return_X_y=True``, and ``as_frame=True`` gives pandas objects; a
photograph comes as a Picture, a satellite scene as a Raster. scikit-learn is imported when a
function is called, not before.
"""

from __future__ import annotations

from teachclust.datasets.bunch import DatasetEntry
from teachclust.datasets.customers import load_customers, read_customers
from teachclust.datasets.documents import load_documents
from teachclust.datasets.flat_drawing import make_flat_drawing
from teachclust.datasets.mnist import (
    fetch_mnist,
    load_mnist,
    load_published_mnist,
    make_mnist_like,
)
from teachclust.datasets.photo import load_photo
from teachclust.datasets.read_image import read_image
from teachclust.datasets.registry import DATASETS, list_datasets
from teachclust.datasets.scene import make_scene
from teachclust.datasets.shapes import (
    load_blobs,
    make_anisotropic,
    make_bridge,
    make_cells,
    make_circles,
    make_far_outlier,
    make_five_points,
    make_hard_start,
    make_houses,
    make_moons,
    make_nested,
    make_parked_bikes,
    make_unequal_density,
    make_unequal_size,
    make_unequal_spread,
    make_uniform_noise,
    make_wholesale,
)
from teachclust.images.picture import Picture

__all__ = [
    "DATASETS",
    "DatasetEntry",
    "Picture",
    "fetch_mnist",
    "list_datasets",
    "load_blobs",
    "load_customers",
    "load_documents",
    "load_mnist",
    "load_photo",
    "load_published_mnist",
    "make_anisotropic",
    "make_bridge",
    "make_cells",
    "make_circles",
    "make_far_outlier",
    "make_five_points",
    "make_flat_drawing",
    "make_hard_start",
    "make_houses",
    "make_mnist_like",
    "make_moons",
    "make_nested",
    "make_parked_bikes",
    "make_scene",
    "make_unequal_density",
    "make_unequal_size",
    "make_unequal_spread",
    "make_uniform_noise",
    "make_wholesale",
    "read_customers",
    "read_image",
]
