"""The adviser for acuity, on tables whose clusters are known."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import load_iris, load_wine, make_blobs
from sklearn.metrics import adjusted_rand_score

from teachclust.cluster import Cobweb, advise_acuity
from teachclust.cluster.acuity import TRIED
from teachclust.datasets import make_scene

SIX = make_blobs(1500, centers=6, n_features=6, random_state=1)
GROUPS = make_blobs(300, centers=[[0, 0], [9, 0], [0, 9], [9, 9]], random_state=0)


@pytest.mark.parametrize(("data", "k"), [(SIX, 6), (GROUPS, 4)])
def test_separate_groups_are_found_with_it(data: tuple[np.ndarray, np.ndarray], k: int) -> None:
    X, y = data
    advice = advise_acuity(X)
    assert k <= advice.n_leaves <= k + 6
    model = Cobweb(advice.acuity, random_state=1).fit(X)
    assert adjusted_rand_score(y, model.labels_) > 0.75


def test_the_classes_of_a_scene_are_found_with_it() -> None:
    scene = make_scene(120)
    X = scene.raster.pixels()[::5]
    y = scene.truth.ids[scene.raster.valid][::5]
    advice = advise_acuity(X)
    model = Cobweb(advice.acuity, random_state=0).fit(X)
    assert 3 <= model.n_clusters_ <= 30
    assert adjusted_rand_score(y, model.predict(X)) > 0.7


@pytest.mark.parametrize("load", [load_iris, load_wine])
def test_tables_without_gaps_have_few_leaves(load: object) -> None:
    X = load().data  # type: ignore[operator]
    advice = advise_acuity(X)
    assert 2 <= advice.n_leaves <= 30
    assert f"{advice.n_leaves} leaves" in advice.reason
    assert f"{advice.acuity:g} standard deviations" in advice.reason


def test_units_have_no_say() -> None:
    X = SIX[0][:300]
    assert advise_acuity(X).acuity == advise_acuity(X * 1024).acuity


def test_where_no_number_of_leaves_fits_the_reason_says_so() -> None:
    advice = advise_acuity(np.ones((20, 2)))
    assert advice.n_leaves == 1
    assert "none gives 2 to 30 leaves" in advice.reason
    assert advice.acuity in TRIED
    with pytest.raises(ValueError, match="most_leaves=1 should be >= 2"):
        advise_acuity(np.ones((20, 2)), most_leaves=1)
