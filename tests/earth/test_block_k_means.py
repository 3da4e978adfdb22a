"""k-means block by block: the same to the last bit, and k-means indeed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import teachclust.earth as ee
from teachclust.cluster import SimpleKMeans
from teachclust.cluster.lloyd import iterate
from teachclust.earth import block_k_means as module
from teachclust.earth.block_k_means import collect_rows, fit_blocks
from teachclust.errors import LearnerError

X = np.random.default_rng(0).gamma(2.0, 3.0, (3000, 4)) * [1, 1000, 0.001, 5]


@pytest.mark.parametrize("init", ["random", "k-means++", "farthest-first", "canopy"])
def test_order_and_blocks_change_no_bit(init: str) -> None:
    found = set()
    for seed, parts in ((0, 1), (1, 7), (2, 300)):
        rows = np.random.default_rng(seed).permutation(X)
        blocks = np.array_split(rows, parts)
        model, _, _ = fit_blocks(
            SimpleKMeans(6, init=init, random_state=3), lambda blocks=blocks: blocks
        )
        found.add(model.cluster_centers_.tobytes())
    assert len(found) == 1


@pytest.mark.parametrize("normalize", [True, False])
def test_it_ends_where_lloyd_ends(monkeypatch: pytest.MonkeyPatch, normalize: bool) -> None:
    starts: list[Any] = []
    usual = module._iterate

    def spied(*given: Any) -> Any:
        starts.append(given[-1])
        return usual(*given)

    monkeypatch.setattr(module, "_iterate", spied)
    model, n_bands, middles = fit_blocks(
        SimpleKMeans(5, normalize=normalize, random_state=0), lambda: [X]
    )
    run = iterate(model._scaling.scale(X), starts[0], "euclidean", max_iter=500, empty="drop")
    assert n_bands == 4
    assert np.allclose(model._scaled_centers, run.centers[-1], rtol=1e-7)
    assert np.array_equal(model.predict(X), run.labels[-1])
    assert list(middles) == list(range(5))
    if normalize:
        assert model.inertia_ == pytest.approx(run.total, rel=1e-6)


def test_few_iterations_and_equal_rows() -> None:
    assert fit_blocks(SimpleKMeans(5, max_iter=2, random_state=0), lambda: [X])[0].n_iter_ == 2
    equal, _, _ = fit_blocks(SimpleKMeans(3, random_state=0), lambda: [np.ones((10, 2))])
    assert equal.n_clusters_ == 1


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        ([], "no blocks"),
        ([np.zeros(3)], "same bands"),
        ([np.zeros((3, 2)), np.zeros((3, 3))], "same bands"),
        ([np.array([["a", "b"]])], "same bands"),
        ([np.array([[1.0, np.nan]])], "missing or infinite"),
        ([np.array([[1.0, 2.0]])], "1 rows for 4"),
    ],
)
def test_wrong_blocks_are_told(blocks: list[Any], told: str) -> None:
    with pytest.raises(LearnerError, match=told):
        fit_blocks(SimpleKMeans(4, random_state=0), lambda: blocks)


def test_a_share_of_the_rows_is_collected_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = collect_rows(lambda: np.array_split(X, 9), 0.1, 0, "XMeans")
    other = collect_rows(lambda: np.array_split(X[::-1], 4), 0.1, 0, "XMeans")
    assert rows.shape == (300, 4)
    assert np.array_equal(rows, other)
    monkeypatch.setattr(module, "_MOST_NUMBERS", 100)
    with pytest.raises(LearnerError, match="all rows in memory") as error:
        collect_rows(lambda: [X], 1.0, 0, "XMeans")
    assert "subsampling=0.004" in error.value.fix


def test_large_squared_distances_are_summed() -> None:
    rows = np.random.default_rng(0).normal(0, 1e4, (500, 2))
    model = ee.Clusterer.wekaKMeans(3, normalize=False).train(lambda: [rows]).estimator_
    gaps = rows - model.cluster_centers_[model.predict(rows)]
    assert model.inertia_ == pytest.approx((gaps**2).sum())


@pytest.mark.parametrize("made", [ee.Clusterer.wekaKMeans(3), ee.Clusterer.wekaXMeans()])
def test_an_image_without_a_whole_pixel_is_told(made: ee.Clusterer) -> None:
    values = np.ones((2, 4, 4))
    values[1] = np.nan
    image = ee.Image.from_array(values)
    for train in (lambda: made.train(image), image.sample):
        with pytest.raises(LearnerError, match="No pixel with data") as error:
            train()
        names: dict[str, object] = {"image": image}
        exec(f"bands = {error.value.fix}", names)
        assert names["bands"] == ["B1"]
