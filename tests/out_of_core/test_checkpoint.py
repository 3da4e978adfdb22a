"""A checkpoint holds a fit to the last bit, and anything else is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.cluster import MiniBatchKMeans

from teachclust.errors import LearnerError
from teachclust.out_of_core.checkpoint import read_checkpoint, write_checkpoint

PLACE = {"n_rows": 50, "passes": 0, "chunk": 1}


def _model() -> MiniBatchKMeans:
    rows = np.random.default_rng(0).normal(size=(50, 2))
    return MiniBatchKMeans(3, random_state=0).partial_fit(rows)


def test_it_comes_back_whole(tmp_path: Path) -> None:
    model = _model()
    write_checkpoint(tmp_path / "a.npz", {"estimator": "x"}, model, PLACE)
    facts, state, place = read_checkpoint(tmp_path / "a.npz")
    assert (facts, place) == ({"estimator": "x"}, PLACE)
    later = MiniBatchKMeans(3, random_state=0)
    vars(later).update(state)
    rows = np.random.default_rng(1).normal(size=(50, 2))
    for _ in range(20):
        np.testing.assert_array_equal(
            later.partial_fit(rows).cluster_centers_, model.partial_fit(rows).cluster_centers_
        )


@pytest.mark.parametrize("content", [b"", b"nothing", b"PK\x03\x04broken"])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.npz").write_bytes(content)
    with pytest.raises(LearnerError, match="isn't a checkpoint"):
        read_checkpoint(tmp_path / "a.npz")


def test_a_cut_or_foreign_archive_is_refused(tmp_path: Path) -> None:
    write_checkpoint(tmp_path / "a.npz", {}, _model(), PLACE)
    whole = (tmp_path / "a.npz").read_bytes()
    (tmp_path / "cut.npz").write_bytes(whole[: len(whole) // 2])
    np.savez(tmp_path / "other.npz", a=np.ones(3))
    np.savez(tmp_path / "objects.npz", _head=np.array({"format": 1}, dtype=object))
    for name in ("cut", "other", "objects"):
        with pytest.raises(LearnerError, match="isn't a checkpoint"):
            read_checkpoint(tmp_path / f"{name}.npz")
