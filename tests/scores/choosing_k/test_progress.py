"""The line of progress appears late and leaves nothing behind."""

from __future__ import annotations

import contextlib
import sys
import types
from typing import Any

import pytest
from sklearn.cluster import (
    AgglomerativeClustering,
    KMeans,
)
from sklearn.datasets import make_blobs

from teachclust.errors import LearnerError
from teachclust.scores.choosing_k.progress import Progress
from teachclust.scores.choosing_k.scan import scan_k

X = make_blobs(150, centers=3, cluster_std=1.5, random_state=0)[0]


FEW: dict[str, Any] = {"n_references": 3, "n_resamples": 3, "progress": False}


@pytest.mark.parametrize("given", [3, 0, "yes", True, []])
def test_what_is_no_progress_is_refused_before_the_first_fit(given: Any) -> None:
    with pytest.raises(LearnerError, match="function, False or None") as caught:
        scan_k(KMeans(), X, range(1, 5), **(FEW | {"progress": given}))
    assert all(caught.value.parts.values())


@pytest.mark.parametrize("estimator", [KMeans(), AgglomerativeClustering()])
def test_progress_counts_up_to_the_total(estimator: Any) -> None:
    calls: list[tuple[int, int, str]] = []
    scan_k(estimator, X, range(1, 5), **(FEW | {"progress": lambda *call: calls.append(call)}))
    done, totals, texts = zip(*calls, strict=True)
    assert list(done) == sorted(done)
    assert set(totals) == {done[-1]}
    assert "Fitting k = 3" in texts
    assert all(texts)


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """A notebook, as far as the progress line can tell, and what it is shown."""
    shown: list[tuple[str, Any]] = []

    class Handle:
        def display(self, bundle: Any, raw: bool) -> None:
            shown.append(("display", bundle))

        def update(self, bundle: Any, raw: bool) -> None:
            shown.append(("update", bundle))

    shell = types.SimpleNamespace(kernel=object())
    ipython = types.ModuleType("IPython")
    ipython.get_ipython = lambda: shell  # type: ignore[attr-defined]
    display = types.ModuleType("IPython.display")
    display.DisplayHandle = Handle  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    monkeypatch.setitem(sys.modules, "IPython.display", display)
    return shown


def test_a_quick_scan_shows_nothing(kernel: list[tuple[str, Any]]) -> None:
    with Progress(None, 3) as told:
        told.step("one")
    assert kernel == []


def test_a_slow_scan_shows_a_line_and_empties_it(
    kernel: list[tuple[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 0.5, 1.1, 1.1, 1.2, 1.6, 1.6])
    monkeypatch.setattr("teachclust.scores.choosing_k.progress.time.monotonic", lambda: next(clock))
    with contextlib.suppress(KeyboardInterrupt), Progress(None, 5) as told:
        for text in ("early", "shown", "too soon", "shown again"):
            told.step(text)
        raise KeyboardInterrupt
    assert kernel == [
        ("display", {"text/plain": "shown (2 / 5)"}),
        ("update", {"text/plain": "shown again (4 / 5)"}),
        ("update", {}),
    ]


def test_silence_where_it_is_asked_for_or_where_there_is_no_notebook(
    kernel: list[tuple[str, Any]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr("teachclust.scores.choosing_k.progress._QUIET", -9.0)
    with Progress(False, 1) as told:
        told.step("quiet")
    monkeypatch.delitem(sys.modules, "IPython")
    with Progress(None, 1) as told:
        told.step("quiet")
    assert kernel == []
    assert capsys.readouterr() == ("", "")
