"""The KLab without a browser: what is sent is what was scanned."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from k_lab_samples import BARE, FEW, X, lab
from sklearn.cluster import KMeans

from teachclust import KLab, scores
from teachclust.errors import LearnerError
from teachclust.scores import scan_k
from teachclust.words.numbers import number


def test_scaled_is_the_scan_of_standardized_features() -> None:
    data = np.column_stack([X * [1, 100], np.full(len(X), 3.0)])
    shown = lab(data=data, columns=(0, 1))
    spread = np.array([*data[:, :2].std(axis=0), 1.0])
    oracle = scan_k(
        KMeans(n_init=2, random_state=0), (data - data.mean(axis=0)) / spread, range(1, 6), **FEW
    )
    assert shown.scaled_scan is not None
    for ours, theirs in zip(shown.scaled_scan.fits, oracle.fits, strict=True):
        np.testing.assert_array_equal(ours.labels, theirs.labels)
        assert ours.inertia == pytest.approx(theirs.inertia)
    assert shown.scaled["head"]["id"] != shown.trace["head"]["id"]


def test_it_starts_at_the_first_k_and_where_all_is_shown_at_the_verdicts(w: KLab) -> None:
    assert w.k == w.scan.k[0]
    other = lab(criteria=["silhouette"], scaled=False, future=True)
    assert other.k in (other.scan.agreed, other.scan.prefers["silhouette"])
    assert lab(start=2, **BARE).k == 2
    with pytest.raises(LearnerError, match="not scanned"):
        lab(start=9, **BARE)


@pytest.mark.parametrize("options", [{"scaled": "yes"}, {"scaled": None}, {"progress": 3}])
def test_a_wrong_switch_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(LearnerError, match=" must be ") as caught:
        lab(**{**BARE, **options})
    assert all(caught.value.parts.values())
    assert lab(**{**BARE, "scaled": np.False_}).scaled_scan is None


def test_k_follows_what_the_browser_writes() -> None:
    shown = lab(start=1, criteria=["silhouette"])
    shown.step = 3
    assert shown.k == 4
    picture = shown.thumbnail()
    shown.features = "scaled"
    assert shown.k == 4
    assert shown.thumbnail() != picture


def test_text_and_page_are_the_same_each_time_and_name_no_time(w: KLab) -> None:
    again = lab()
    assert w.summary() == again.summary() == repr(w)
    assert json.dumps(w.page_state()) == json.dumps(again.page_state())
    assert w.summary().endswith(f"k from 1 to 5; k=1 inertia {number(w.scan.fits[0].inertia)}")
    again.future = True
    assert again.scan.verdict in again.summary()
    for fit in w.scan.fits:
        assert f"k={fit.k} inertia" in again.summary()
        mean = fit.value("silhouette")
        assert mean is None or f"silhouette {mean:.3f}" in again.summary()
    assert not re.search(r"\d ?m?s\b|second", again.summary())


def test_a_page_has_a_short_title_and_both_scans(w: KLab, tmp_path: Path) -> None:
    text = w.save_html(tmp_path / "page.html").read_text("utf-8")
    title = text.split("<title>")[1].split("</title>")[0]
    assert title.startswith("KLab: KMeans(")
    assert len(title) < 100
    assert {"trace", "scaled", "step", "features"} <= set(w.page_state()["traits"])


def test_the_estimator_and_the_data_are_never_touched() -> None:
    model, data = KMeans(random_state=0), X.copy()
    lab(model, data, criteria=["silhouette", "stability"])
    assert model.get_params() == KMeans(random_state=0).get_params()
    assert not hasattr(model, "labels_")
    np.testing.assert_array_equal(data, X)


@pytest.mark.parametrize("done", [0, 2])
def test_what_an_interrupted_scan_has_done_is_shown(
    done: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = scan_k(KMeans(random_state=0), X, range(1, 6), criteria=["inertia"])
    calls = []

    def cut(*_: Any, **__: Any) -> Any:
        calls.append(1)
        kept = ("estimator", "X", "feature_names", "criteria")
        return type(whole)(
            **{name: getattr(whole, name) for name in kept}, fits=whole.fits[:done], complete=False
        )

    monkeypatch.setattr(scores, "scan_k", cut)
    if done == 0:
        with pytest.raises(LearnerError, match="No k was fitted"):
            lab()
        return
    shown = lab()
    assert shown.scan.k == (1, 2)
    assert shown.scaled_scan is None
    assert shown.scaled == {}
    assert len(calls) == 1  # the scaled features are not begun


def test_few_criteria_and_no_silhouettes_will_do() -> None:
    shown = lab(criteria=["inertia"], scaled=False)
    assert [c["key"] for c in shown.trace["scan"]["criteria"]] == ["inertia"]
    assert all(b["clusters"] == [] for b in shown.trace["scan"]["silhouettes"])
    assert shown.thumbnail().startswith(b"\x89PNG")
    assert "silhouette" not in shown.summary().split("k=5")[0]


def test_an_estimator_without_a_seed_takes_that_of_the_lab() -> None:
    shown = lab(KMeans(n_init=1), X, (2, 3), random_state=5)
    assert shown.scaled_scan is not None
    for scan in (shown.scan, shown.scaled_scan):
        assert scan.estimator == "KMeans(n_init=1, random_state=5)"


@pytest.mark.parametrize("wrong", [{"controls": "n_clusters"}, {"controls": 3}, {"future": "no"}])
def test_wrong_controls_are_refused_before_the_scans(
    wrong: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "teachclust.widgets.k_lab.widget._scanned", lambda *_: pytest.fail("scanned")
    )
    with pytest.raises(LearnerError, match="|".join(wrong)):
        KLab(KMeans(random_state=0), X, **wrong)
