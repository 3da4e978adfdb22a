"""What a Race sends: scales, notices and controls."""

from __future__ import annotations

import json
from typing import Any

from race_samples import X, pair
from sklearn.cluster import KMeans, MiniBatchKMeans

from teachclust import Race, race


def test_the_wire_is_json_beside_its_buffers(fixed: Race) -> None:
    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        return None if isinstance(value, memoryview) else value

    json.dumps(plain(fixed.shown), allow_nan=False)
    for lane, racer in zip(fixed.shown["lanes"], fixed.racers, strict=True):
        head = lane["trace"]["head"]
        assert len(head["frames"]["kind"]) == len(lane["about"]["work"]) == len(racer.work)
        assert lane["about"]["inertia"] == list(racer.inertia)
        assert all(racer.name in caption for caption in head["frames"]["caption"])


def test_scales_are_log_where_the_ends_are_far_apart(fixed: Race) -> None:
    assert fixed.shown["head"]["log_work"] is False
    many = race([MiniBatchKMeans(5, batch_size=5, random_state=0), KMeans(5, n_init=30)], X)
    assert many.shown["head"]["log_work"] is True
    said = " ".join(many.shown["head"]["notices"])
    assert "29 other runs" in said


def test_elkan_is_said_to_count_as_lloyd() -> None:
    w = race([KMeans(3, random_state=0), KMeans(3, algorithm="elkan", random_state=0)], X)
    assert w.ends[0].distances == w.ends[1].distances
    assert "Elkan" in " ".join(w.shown["head"]["notices"])


def test_a_control_is_there_where_all_agree() -> None:
    def names(estimators: list[Any]) -> list[str]:
        return [control["name"] for control in race(estimators, X).shown["head"]["controls"]]

    assert names(pair()) == ["n_clusters", "batch_size", "random_state"]
    assert names([KMeans(3, random_state=0)] * 2) == ["n_clusters", "random_state"]
    sizes = [MiniBatchKMeans(3, batch_size=b, random_state=0) for b in (10, 20)]
    assert names(sizes) == ["n_clusters", "random_state"]
    assert names([KMeans(3, random_state=0), KMeans(3, random_state=1)]) == ["n_clusters"]
