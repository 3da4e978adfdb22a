"""The sentences of the KLab."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from teachclust.widgets.k_lab.captions import caption, plain_caption


@pytest.mark.parametrize(
    ("prefers", "expected"),
    [
        ([3, 4, 4], "k = 4: silhouette and gap prefer it; inertia 476.3, silhouette 0.571."),
        ([4, 4, 4],
         "k = 4: the elbow, silhouette and gap prefer it; inertia 476.3, silhouette 0.571."),
        ([4, None, 1], "k = 4: the elbow prefers it; inertia 476.3, silhouette 0.571."),
        ([None, 3, 3], "k = 4: no criterion prefers it; inertia 476.3, silhouette 0.571."),
    ],
)  # fmt: skip
def test_the_caption_names_who_prefers_this_k(prefers: list[int | None], expected: str) -> None:
    names = ("inertia", "silhouette", "gap")
    made: Any = SimpleNamespace(criteria=names, prefers=dict(zip(names, prefers, strict=True)))
    fit: Any = SimpleNamespace(k=4, inertia=476.31, value={"silhouette": 0.5712}.get)
    assert caption(made, fit) == expected


def test_before_every_k_is_known_no_caption_names_a_preference() -> None:
    fit: Any = SimpleNamespace(k=4, inertia=476.31, value={"silhouette": 0.5712}.get)
    assert plain_caption(fit) == "k = 4: inertia 476.3, silhouette 0.571."
    bare: Any = SimpleNamespace(k=4, inertia=None, value={}.get)
    assert plain_caption(bare) == "k = 4."
