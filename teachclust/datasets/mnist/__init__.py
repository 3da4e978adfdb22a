"""MNIST as it is, images like it, and a table that was published about it."""

from __future__ import annotations

from teachclust.datasets.mnist.fetch import fetch_mnist
from teachclust.datasets.mnist.like import make_mnist_like
from teachclust.datasets.mnist.load import load_mnist
from teachclust.datasets.mnist.published import load_published_mnist

__all__ = ["fetch_mnist", "load_mnist", "load_published_mnist", "make_mnist_like"]
