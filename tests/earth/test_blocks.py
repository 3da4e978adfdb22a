"""A clusterer applied to a file block by block: the same ids as at once, a whole file or none."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.cluster import DBSCAN, KMeans

import teachclust.earth as ee
from teachclust.errors import LearnerError
from teachclust.images import read_cluster_map

rasterio = pytest.importorskip("rasterio")

from earth.rasters import GRID, TURNED, Brightness, scene, write  # noqa: E402

from teachclust.earth import blocks  # noqa: E402
from teachclust.earth.blocks import cluster_file  # noqa: E402
from teachclust.earth.files import read_raster  # noqa: E402

NAMES = tuple(f"step {i}" for i in range(6))
COLORS = ("#000000", "#333333", "#666666", "#999999", "#cccccc", "#ffffff")
LEGEND: dict[str, Any] = {"names": NAMES, "colors": COLORS}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    how = {"nodata": -9999, "scales": (0.0001, 0.0001), "names": ("red", "nir")}
    return write(tmp_path / "scene.tif", scene(300, 400), **how)


def _at_once(path: Path) -> Any:
    raster = read_raster(path)
    ids = np.full((raster.height, raster.width), -1)
    ids[raster.valid] = Brightness().predict(raster.pixels())
    return ids


@pytest.mark.parametrize("pixels", [1, 1000, 20_000, 2**18])
def test_any_block_size_gives_the_same_ids(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pixels: int
) -> None:
    monkeypatch.setattr(blocks, "_PIXELS", pixels)
    clusters = read_cluster_map(cluster_file(path, tmp_path / "ids.tif", Brightness(), **LEGEND))
    np.testing.assert_array_equal(clusters.ids, _at_once(path))
    assert (clusters.names, clusters.colors) == (NAMES, COLORS)


def test_tiles(tmp_path: Path) -> None:
    how = {"tiled": True, "blockxsize": 128, "blockysize": 64, "nodata": -9999}
    path = write(tmp_path / "a.tif", scene(300, 900), scales=(0.0001,) * 2, **how)
    clusters = read_cluster_map(cluster_file(path, tmp_path / "ids.tif", Brightness(), **LEGEND))
    np.testing.assert_array_equal(clusters.ids, _at_once(path))


@pytest.mark.parametrize(("grid", "crs"), [(GRID, "EPSG:32636"), (TURNED, "EPSG:28355")])
def test_what_rasterio_reads_back(tmp_path: Path, grid: Any, crs: str) -> None:
    path = write(tmp_path / "a.tif", scene(), grid, crs, nodata=-9999)
    with rasterio.open(cluster_file(path, tmp_path / "b.tif", Brightness(), **LEGEND)) as file:
        assert (file.dtypes, file.nodata, file.count) == (("uint8",), 255, 1)
        assert file.crs.to_string() == crs
        assert tuple(file.transform)[:6] == pytest.approx(grid)
        assert file.colormap(1)[4][:3] == (0xCC, 0xCC, 0xCC)
        assert file.tags(1)["label_5"] == "step 5"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.tif", "b.tif"]


def test_past_255_clusters(path: Path, tmp_path: Path) -> None:
    names, colors = [f"cluster {i}" for i in range(300)], ["#123456"] * 300
    target = cluster_file(path, tmp_path / "b.tif", Brightness(), names=names, colors=colors)
    with rasterio.open(target) as file:
        assert (file.dtypes, file.nodata) == (("uint16",), 65535)
    assert read_cluster_map(target).names == tuple(names)


def test_blocks_without_a_valid_pixel_are_not_predicted(tmp_path: Path) -> None:
    values = scene(600, 1000)
    values[:, :400] = -9999
    path = write(tmp_path / "a.tif", values, nodata=-9999, scales=(0.0001,) * 2)
    clusterer = Brightness()
    clusters = read_cluster_map(cluster_file(path, tmp_path / "b.tif", clusterer, **LEGEND))
    assert sum(clusterer.calls) == 200 * 997 > 0
    assert 0 not in clusterer.calls
    assert (clusters.ids[:400] == -1).all()
    values[:] = -9999
    path = write(tmp_path / "a.tif", values, nodata=-9999)
    assert (
        read_cluster_map(cluster_file(path, tmp_path / "b.tif", clusterer, **LEGEND)).ids < 0
    ).all()


def test_bands_in_the_order_of_training(path: Path, tmp_path: Path) -> None:
    raster = read_raster(path)
    kmeans = KMeans(4, n_init=1, random_state=0).fit(raster.select(["nir", "red"]).pixels()[:2000])
    how = {"names": NAMES[:4], "colors": COLORS[:4], "bands": ["nir", "red"]}
    ids = read_cluster_map(cluster_file(path, tmp_path / "b.tif", kmeans, **how)).ids
    np.testing.assert_array_equal(
        ids[raster.valid], kmeans.predict(raster.select(["nir", "red"]).pixels())
    )


def test_progress(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told: list[tuple[int, int]] = []

    def note(done: int, total: int) -> None:
        told.append((done, total))

    cluster_file(path, tmp_path / "b.tif", Brightness(), **LEGEND, progress=note)
    assert told[-1] == (120_000, 120_000)
    cluster_file(path, tmp_path / "b.tif", Brightness(), **LEGEND, progress=True)
    assert capsys.readouterr().err.endswith("120,000 of 120,000 pixels (100%)\n")


@pytest.mark.parametrize("stop", [KeyboardInterrupt, RuntimeError])
def test_an_interrupt_leaves_no_half_file(
    path: Path, tmp_path: Path, stop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "_PIXELS", 1000)
    target = tmp_path / "ids.tif"

    def interrupt(done: int, total: int) -> None:
        if done > total / 2:
            raise stop

    with pytest.raises(stop):
        cluster_file(path, target, Brightness(), **LEGEND, progress=interrupt)
    assert [p.name for p in tmp_path.iterdir()] == ["scene.tif"]
    target.write_bytes(b"an older file")
    with pytest.raises(stop):
        cluster_file(path, target, Brightness(), **LEGEND, progress=interrupt)
    assert target.read_bytes() == b"an older file"


class _Wrong:
    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def predict(self, X: Any) -> Any:
        return self.answer(len(X))


@pytest.mark.parametrize(
    "answer",
    [
        lambda n: np.zeros(n - 1, dtype=int),
        np.zeros,
        lambda n: np.zeros((n, 1), dtype=int),
        lambda n: np.full(n, 6),
        lambda n: np.full(n, -2),
    ],
)
def test_what_predict_may_not_give(path: Path, tmp_path: Path, answer: Any) -> None:
    with pytest.raises(LearnerError, match="each pixel an id below 6"):
        cluster_file(path, tmp_path / "b.tif", _Wrong(answer), **LEGEND)
    assert not (tmp_path / "b.tif").exists()


def test_noise_has_no_data(path: Path, tmp_path: Path) -> None:
    wrong = _Wrong(lambda n: np.full(n, -1))
    assert (read_cluster_map(cluster_file(path, tmp_path / "b.tif", wrong, **LEGEND)).ids < 0).all()


def test_what_is_refused(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "b.tif"
    with pytest.raises(LearnerError, match="name and a color"):
        cluster_file(path, target, Brightness(), names=NAMES, colors=COLORS[:2])
    with pytest.raises(LearnerError, match="no such band"):
        cluster_file(path, target, Brightness(), **LEGEND, bands=["blue"])
    with pytest.raises(LearnerError):
        cluster_file(path, tmp_path / "nowhere" / "b.tif", Brightness(), **LEGEND)
    monkeypatch.setitem(sys.modules, "rasterio", None)
    with pytest.raises(LearnerError, match=r"pip install 'teachclust\[earth\]'"):
        cluster_file(path, target, Brightness(), **LEGEND)


def test_a_real_scene(tmp_path: Path) -> None:
    folder = os.environ.get("TEACHCLUST_REAL_DATA")
    path = Path(folder or "") / "earth" / "canberra_landsat5_1992_6band.tif"
    if not folder or not path.is_file():
        pytest.skip("no real scene here")
    raster = read_raster(path)
    kmeans = KMeans(6, n_init=1, random_state=0).fit(raster.pixels()[::50])
    ids = read_cluster_map(cluster_file(path, tmp_path / "b.tif", kmeans, **LEGEND)).ids
    np.testing.assert_array_equal(ids >= 0, raster.valid)
    np.testing.assert_array_equal(ids[raster.valid], kmeans.predict(raster.pixels()))


def test_a_clusterer_brings_its_bands_and_its_legend(tmp_path: Path) -> None:
    import teachclust.earth as ee

    scene = ee.load_scene()
    raster = scene.raster
    how = {"names": raster.band_names, "scales": raster.scales, "nodata": raster.nodata}
    path = write(tmp_path / "scene.tif", raster.values, raster.transform, **how)
    training = scene.select(["nir", "red", "swir2"]).sample(numPixels=500)
    clusterer = ee.Clusterer.wekaKMeans(5).train(training)
    clusters = read_cluster_map(ee.cluster_file(path, tmp_path / "ids.tif", clusterer))
    expected = scene.cluster(clusterer).cluster_map
    np.testing.assert_array_equal(clusters.ids, expected.ids)
    assert (clusters.names, clusters.colors) == (expected.names, expected.colors)


def test_an_estimator_tells_how_many_clusters_it_has(path: Path, tmp_path: Path) -> None:
    from sklearn.mixture import GaussianMixture
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    pixels = read_raster(path).pixels()[:500]
    for model in (
        KMeans(3, n_init=1, random_state=0),
        make_pipeline(StandardScaler(), KMeans(3, n_init=1, random_state=0)),
        GaussianMixture(3, random_state=0),
    ):
        clusters = read_cluster_map(cluster_file(path, tmp_path / "b.tif", model.fit(pixels)))
        assert clusters.names == ("cluster 0", "cluster 1", "cluster 2")
    with pytest.raises(LearnerError, match="name and a color"):
        cluster_file(path, tmp_path / "c.tif", Brightness())


@pytest.mark.parametrize("turn", [1, -1])
def test_an_estimator_of_a_table_finds_its_bands(tmp_path: Path, turn: int) -> None:
    source = write(tmp_path / "a.tif", scene(), names=("red", "nir"), nodata=-9999)
    table = ee.Image.open(source).sample()
    table = table[table.columns[::turn]]
    fitted = KMeans(3, n_init=1, random_state=0).fit(table)
    for bands in (None, ["red", "nir"]):
        ids = ee.Image.open(cluster_file(source, tmp_path / "ids.tif", fitted, bands=bands))
        found = ids.raster.values[0][tuple(table.index.to_frame().to_numpy().T)]
        assert found.tolist() == fitted.predict(table).tolist()
    with pytest.raises(LearnerError, match="fitted to 2 bands"):
        cluster_file(source, tmp_path / "ids.tif", fitted, bands="red")


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (ee.Clusterer.wekaKMeans(3), "isn't trained"),
        (KMeans(3), "isn't fitted"),
        (DBSCAN().fit([[0, 1], [1, 1]]), "can't predict"),
    ],
)
def test_what_is_not_ready_is_told(tmp_path: Path, made: Any, told: str) -> None:
    source = write(tmp_path / "a.tif", scene())
    with pytest.raises(LearnerError, match=told):
        cluster_file(source, tmp_path / "ids.tif", made)
