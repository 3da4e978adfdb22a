"""A home without data, and a small MNIST that passes for the real one."""

from __future__ import annotations

from pathlib import Path

import pytest
from mnist_samples import Images, elsewhere, little_mnist, pass_for_mnist


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return elsewhere(monkeypatch, tmp_path)


@pytest.fixture
def images(monkeypatch: pytest.MonkeyPatch, home: Path) -> Images:
    made = little_mnist()
    pass_for_mnist(monkeypatch, made)
    return made
