"""The Bunch of images shows one line, and survives being pickled."""

from __future__ import annotations

import pickle

from teachclust.datasets import make_mnist_like


def test_the_repr_is_one_line_with_name_number_and_kind() -> None:
    images = make_mnist_like(3, 1)
    shown = repr(images)
    assert "\n" not in shown
    assert all(word in shown for word in (images.title, "4", "uint8", images.source))
    assert repr(pickle.loads(pickle.dumps(images))) == shown  # noqa: S301
