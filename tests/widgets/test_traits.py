"""Steps and the like are set from Python, and linked with a slider both ways."""

from __future__ import annotations

from typing import Any

import ipywidgets
import numpy as np
import pytest
from sklearn.cluster import KMeans, MiniBatchKMeans
from widget_samples import SAMPLES

from teachclust import KLab, race, watch
from teachclust.errors import LearnerError

X = np.random.default_rng(0).normal(size=(30, 2))


@pytest.mark.parametrize(
    ("name", "trait", "low", "high"),
    [
        ("stepper", "step", 0, 4),
        ("race", "step", 0, 4),
        ("k_lab", "step", 0, 4),
        ("k_lab", "k", 1, 5),
        ("palette_lab", "k", 2, 9),
    ],
)
def test_a_slider_and_the_widget_follow_each_other(
    name: str, trait: str, low: int, high: int
) -> None:
    w: Any = SAMPLES[name]()
    slider = ipywidgets.IntSlider(min=low, max=high)
    setattr(w, trait, low)
    ipywidgets.link((w, trait), (slider, "value"))
    assert slider.value == low
    slider.value = high
    assert getattr(w, trait) == high
    setattr(w, trait, np.int64(low + 1))
    assert slider.value == low + 1
    w.thumbnail()


def test_k_step_and_features_of_a_klab_agree() -> None:
    w: Any = SAMPLES["k_lab"]()
    for k in w.ks:
        w.k = k
        assert w.ks[w.step] == k
    w.step = 0
    assert w.k == w.ks[0]
    w.k = 4
    w.features = "scaled"
    assert (w.k, w.ks[w.step]) == (4, 4)
    w.set_state({"step": 1, "features": "raw"})
    assert w.ks[w.step] == w.k


def test_a_palette_set_from_python_is_fitted_and_sent() -> None:
    w: Any = SAMPLES["palette_lab"]()
    w.k = 3
    assert (w.shown["k"], len(w.palette)) == (3, 3)
    w.color_space = "lab"
    assert w.shown["space"] == "lab"
    w.request = {"id": 1, "edit": {"kind": "param", "name": "k", "value": 5}}
    assert (w.k, w.color_space) == (5, "lab")


def test_a_fit_that_fails_leaves_a_palette_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    w: Any = SAMPLES["palette_lab"]()
    before = w.shown

    def broken(*_: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(type(w), "_fitted", broken)
    with pytest.raises(MemoryError):
        w.k = 3
    assert (w.k, w.shown) == (8, before)


def test_a_new_trace_lands_on_a_step_that_it_has() -> None:
    w: Any = SAMPLES["stepper"]()
    w.step = w.last_step
    w.request = {
        "id": 1, "base": 1, "frame": 0, "edit": {"kind": "param", "name": "n_clusters", "value": 1},
    }  # fmt: skip
    assert w.step == w.trace["head"]["initial_step"] <= w.last_step
    race: Any = SAMPLES["race"]()
    race.step = race.last_step
    race.request = {"id": 1, "edit": {"kind": "param", "name": "n_clusters", "value": 1}}
    assert race.problem == {}
    assert race.step <= race.last_step


MADE: dict[str, Any] = {
    "stepper": lambda **given: watch(KMeans(2, random_state=0), X, **given),
    "race": lambda **given: race([KMeans(2, random_state=0), MiniBatchKMeans(2)], X, **given),
    "k_lab": lambda **given: KLab(
        KMeans(), X, (1, 2), criteria="inertia", scaled=False, progress=False, **given
    ),
}


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize(
    "given",
    [{"controls": c} for c in (True, ["all"], "bogus", "eps", "", b"all")]
    + [{"future": f} for f in (None, "yes", 1, [True])],
)
def test_a_wrong_control_or_switch_is_refused(name: str, given: dict[str, Any]) -> None:
    with pytest.raises(LearnerError) as caught:
        MADE[name](**given)
    assert all(caught.value.parts.values())
    assert caught.value.fix == ('controls="all"' if "controls" in given else "future=False")
    w, ((trait, value),) = MADE[name](), given.items()
    with pytest.raises(LearnerError):  # and where it is set later
        setattr(w, trait, value)


@pytest.mark.parametrize("name", MADE)
def test_controls_and_switches_are_taken(name: str) -> None:
    w = MADE[name](controls="all", future=np.True_)
    assert (w.controls, w.future) == ("all", True)
    assert type(w.future) is bool
    assert MADE[name](controls=None).page_traits()["controls"] is None
    if name == "stepper":
        assert MADE[name](controls="n_clusters").controls == "n_clusters"
