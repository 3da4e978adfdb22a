"""Where a data set came from, and how its download goes."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    "data.images": "{title}: {rows} images of 28 x 28 pixels ({dtype}), from {source}",
    "data.mnist.idx": "raw idx files",
    "data.mnist.npz": "Keras's mnist.npz",
    "data.mnist.arff": "scikit-learn's copy of OpenML's mnist_784",
    "data.mnist.made": "the 1,797 digits of scikit-learn's load_digits",
    "data.mnist.passed": "Passed over {where}: {what}",
    "data.mnist.like": (
        "MNIST was not found on this machine. These images are {title}: their figures are not "
        "MNIST's. fetch_mnist() downloads it."
    ),
    # -- a download
    "data.fetch.there": "{name}: already there, checksum right",
    "data.fetch.progress": "{name}: {percent} % of {megabytes} MB",
    "data.fetch.again": "{name}: {trouble}; trying again",
}
