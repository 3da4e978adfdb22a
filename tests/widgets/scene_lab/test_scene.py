"""Statistics of a scene: equal to numpy over all pixels; accuracy by three methods."""

from __future__ import annotations

import numpy as np
import pytest
from scene_lab_samples import COLORS, GRID, scene
from sklearn.metrics import confusion_matrix

from teachclust.errors import LearnerError
from teachclust.images import ClusterMap, Raster
from teachclust.scores import match_labels
from teachclust.widgets.scene_lab import scene as module
from teachclust.widgets.scene_lab.legend import Legend
from teachclust.widgets.scene_lab.scene import read_scene


@pytest.mark.parametrize("block", [80, 500_000])
def test_means_and_spreads_are_those_of_all_pixels(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BLOCK", block)
    raster, clusters, _ = scene()
    means, spreads = read_scene(raster, clusters, None).spectra
    X, labels = raster.pixels(), clusters.ids[raster.valid]
    for cluster in range(4):
        np.testing.assert_allclose(means[cluster], X[labels == cluster].mean(axis=0), rtol=1e-12)
        np.testing.assert_allclose(spreads[cluster], X[labels == cluster].std(axis=0), rtol=1e-9)


def test_a_pixel_has_its_physical_values_or_none() -> None:
    raster, clusters, _ = scene()
    shown = read_scene(raster, clusters, None)
    assert shown.pixel(5, 7) == pytest.approx((raster.values[:, 5, 7] * 1e-4).tolist())
    assert shown.pixel(0, 0) is None
    offset = Raster(raster.values, raster.band_names, GRID, "", -9999, (2.0,) * 3, (1.0,) * 3)
    assert read_scene(offset, None, None).pixel(5, 7) == (2.0 * raster.values[:, 5, 7] + 1).tolist()


@pytest.mark.parametrize("seed", range(3))
def test_accuracy_is_that_of_match_labels(seed: int) -> None:
    rng = np.random.default_rng(seed)
    raster, clusters, truth = scene()
    ids = np.where(clusters.ids < 0, -1, rng.integers(0, 4, clusters.ids.shape))
    names = ("sea", "crop", "?", "crop")
    mixed = ClusterMap(ids, names, COLORS, GRID)
    shown = read_scene(raster, mixed, truth)
    legend = Legend.of(mixed)
    both = truth.ids >= 0
    found, known = ids[both], truth.ids[both]
    table = confusion_matrix(known, found, labels=range(4)).T[:, :3]
    assert shown.table.tolist() == table.tolist()
    for method, other in (("majority", "majority"), ("one_to_one", "hungarian")):
        expected = match_labels(found, known, method=other).accuracy  # type: ignore[arg-type]
        assert shown.accuracy(legend, method) == pytest.approx(expected)
    named = np.array(names)[found] == np.array(truth.names)[known]
    assert shown.accuracy(legend, "names") == pytest.approx(named.mean())
    merged = legend.merged(1, 3)
    joined = np.where(found == 1, 3, found)
    expected = match_labels(joined, known).accuracy
    assert shown.accuracy(merged, "one_to_one") == pytest.approx(expected)


def test_what_does_not_fit_is_refused() -> None:
    raster, clusters, truth = scene()
    with pytest.raises(LearnerError, match="A scene is a Raster"):
        read_scene(raster.values, clusters, None)
    many = ClusterMap(clusters.ids, ("a",) * 300, ("#000000",) * 300, GRID)
    with pytest.raises(LearnerError, match="more than 250"):
        read_scene(raster, many, None)
    for shown, method in (
        (read_scene(raster, clusters, None), "majority"),
        (read_scene(raster, None, truth), "majority"),
        (read_scene(raster, clusters, truth), "best"),
    ):
        with pytest.raises(LearnerError) as told:
            shown.accuracy(Legend.of(shown.clusters), method)
        assert all(told.value.parts.values())
