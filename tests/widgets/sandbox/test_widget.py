"""The Sandbox without a browser: strokes, shapes, estimators, undo, and what Python gets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import DBSCAN, KMeans

import teachclust
from teachclust import Sandbox
from teachclust.errors import LearnerError

FOUR = [[1.0, 1.0], [1.0, 2.0], [8.0, 8.0], [9.0, 8.0]]


class Halves:
    """A learner's own."""

    def fit_predict(self, X: Any) -> Any:
        return (X[:, 0] > 5).astype(int)


def send(w: Sandbox, kind: str, base: int | None = None, **edit: Any) -> None:
    number = int(w.request.get("id", 0)) + 1
    known = w.trace["head"]["id"] if base is None else base
    w.request = {"id": number, "base": known, "frame": w.step, "edit": {"kind": kind, **edit}}


def ask(w: Sandbox, kind: str, base: int | None = None, **edit: Any) -> None:
    send(w, kind, base, **edit)
    assert w.problem == {}, w.problem


def test_strokes_are_fitted_to_the_end_as_scikit_learn_fits_them() -> None:
    w = Sandbox(FOUR, KMeans(2, random_state=0))
    ask(w, "points_add", to=[[5.0, 5.0], [6.0, 6.0]])
    assert len(w.points) == 6
    assert w.step == w.last_step == w.trace["head"]["initial_step"]
    fit = KMeans(2, random_state=0).fit(w.points)
    assert np.array_equal(w.current.labels, fit.labels_)
    ask(w, "points_delete", index=[0, 1, 2])
    ask(w, "points_move", index=[0], to=[[2.5, 3.5]])
    assert w.points.tolist() == [[2.5, 3.5], [5.0, 5.0], [6.0, 6.0]]
    ask(w, "preset", name="moons")
    assert len(w.points) == 300


def test_too_few_points_are_shown_without_a_fit_and_undo_brings_the_fit_back() -> None:
    w = Sandbox(FOUR)
    first = w.trace["head"]["id"]
    ask(w, "points_set", to=[])
    assert (len(w.points), w.step, w.last_step) == (0, 0, 0)
    assert w.trace["head"]["domain"] == [0.0, 10.0, 0.0, 10.0]
    ask(w, "points_add", to=[[1.0, 1.0]])
    assert w.summary() == "Sandbox(KMeans(n_clusters=3, random_state=0)): 1 points, not fitted"
    assert "cluster" not in w.to_frame()
    assert not w.sandbox["fitted"]
    send(w, "center_move", cluster=0, to=[1.0, 1.0])
    assert w.problem["what"]
    ask(w, "restore", base=first)
    assert w.points.tolist() == FOUR
    assert w.sandbox["fitted"]


def test_every_estimator_fits_what_is_painted() -> None:
    w = Sandbox(random_state=1)
    for name in w.sandbox["estimators"]:
        ask(w, "estimator", name=name)
        assert w.sandbox["estimator"] == name == type(w.estimator).__name__
        assert w.sandbox["fitted"], name
        assert w.sandbox["line"].endswith(".fit_predict(sandbox.points)")


def test_an_estimator_is_as_it_was_left() -> None:
    w = Sandbox()
    ask(w, "param", name="n_clusters", value=5)
    ask(w, "estimator", name="DBSCAN")
    assert isinstance(w.estimator, DBSCAN)
    ask(w, "estimator", name="KMeans")
    assert w.estimator.n_clusters == 5


def test_an_estimator_that_can_not_be_watched_shows_its_end_and_says_so() -> None:
    w = Sandbox(FOUR, estimators=[Halves(), KMeans(2)])
    assert w.sandbox["estimators"] == ["Halves", "KMeans"]
    assert w.current.end_only
    assert w.current.labels.tolist() == [0, 0, 1, 1]
    assert any("end alone" in one for one in w.current.notices)
    ask(w, "points_add", to=[[2.0, 2.0]])
    assert w.current.labels.tolist() == [0, 0, 1, 1, 0]
    ask(w, "estimator", name="KMeans")
    assert not w.current.end_only


def test_python_gets_the_points_the_estimator_and_code_that_runs() -> None:
    w = Sandbox(FOUR, KMeans(2))
    points = w.points
    points[:] = 0
    assert w.points.tolist() == FOUR
    assert w.to_frame().columns.tolist() == ["x1", "x2", "cluster"]
    assert Sandbox(w.text).points.tolist() == FOUR
    assert w.estimator.get_params() == KMeans(2, random_state=0).get_params()
    *lines, last = w.code.splitlines()
    names: dict[str, Any] = {}
    exec("\n".join(lines), names)
    assert np.array_equal(eval(last, names), w.current.labels)  # noqa: S307
    assert names["Sandbox"] is teachclust.Sandbox


def test_points_come_as_table_text_or_not_at_all() -> None:
    assert len(Sandbox().points) == 150
    assert len(Sandbox([]).points) == 0
    assert Sandbox([]).thumbnail() is None
    frame = pd.DataFrame(FOUR, columns=["a", "b"])
    assert Sandbox(frame).points.tolist() == FOUR


@pytest.mark.parametrize("wrong", [[[1, 2, 3]] * 4, "nonsense", [[0, np.nan]], np.ones((5001, 2))])
def test_other_points_are_refused(wrong: Any) -> None:
    with pytest.raises(LearnerError) as caught:
        Sandbox(wrong)
    assert all(caught.value.parts.values())


@pytest.mark.parametrize(
    ("kind", "edit"),
    [
        ("points_add", {"to": []}),
        ("points_add", {"to": [[1, None]]}),
        ("points_set", {"to": "<script>"}),
        ("points_set", {"to": [[0, 0]] * 5001}),
        ("points_move", {"index": [0], "to": []}),
        ("points_delete", {"index": [4]}),
        ("preset", {"name": "__init__"}),
        ("estimator", {"name": "os"}),
        ("scaling", {"features": "standardized", "factors": [1, 1]}),
    ],
)
def test_a_hostile_request_changes_nothing(kind: str, edit: dict[str, Any]) -> None:
    w = Sandbox(FOUR)
    send(w, kind, **edit)
    assert w.problem["what"]
    assert w.points.tolist() == FOUR


def test_a_page_has_what_painting_needs() -> None:
    w = Sandbox(FOUR)
    rows = w.trace["head"]["rows"]
    traits = w.page_traits()
    assert traits["step"] == w.last_step
    assert traits["sandbox"]["blank"]["head"]["n"] == 0
    assert set(traits["sandbox"]["shapes"]) == {one["name"] for one in w.sandbox["presets"]}
    assert "part_sandbox" in traits["parts"]
    ask(w, "points_add", to=[[5.0, 5.0]])
    assert w.trace["head"]["rows"] == rows + 1


def test_what_has_no_fit_is_told_without_a_word_for_developers(tmp_path: Path) -> None:
    empty, one = Sandbox([]), Sandbox(FOUR)
    ask(one, "points_set", to=[[1.0, 1.0]])
    assert repr(empty.current) == "Trace(KMeans, 0 points x 2 features, 1 frames, not fitted)"
    assert repr(one.current).endswith("not fitted)")
    with pytest.raises(LearnerError, match="no points yet"):
        _ = empty.current.labels
    with pytest.raises(LearnerError, match="Nothing is fitted"):
        _ = one.current.labels
    for save, name in ((empty.save_svg, "a.svg"), (empty.save_strip, "a.png"),
                       (empty.save_gif, "a.gif")):  # fmt: skip
        with pytest.raises(LearnerError, match="no points yet"):
            save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []
    assert one.save_svg(tmp_path / "a.svg").is_file()


def test_points_of_three_features_are_told_as_such() -> None:
    with pytest.raises(LearnerError, match="two features"):
        Sandbox(np.arange(180.0).reshape(60, 3))
    with pytest.raises(LearnerError, match="at most 5,000"):
        Sandbox(np.arange(10_002.0).reshape(5_001, 2))
