"""Frames: what they carry can't be changed, and what they share stays shared."""

from __future__ import annotations

import numpy as np
import pytest

from teachclust.traces.frame import VALUES, Frame, frozen_frames


def test_values_of_a_frame_are_a_mapping_of_its_own() -> None:
    given = {"points": (1, 2)}
    frame = Frame("show", "Show.", 0, values=given)
    given["points"] = (3,)
    assert frame.values["points"] == (1, 2)
    with pytest.raises(TypeError):
        frame.values["points"] = (3,)  # type: ignore[index]


def test_frozen_frames_are_read_only_and_share_what_they_shared() -> None:
    labels, centers = np.zeros(3, dtype=np.int32), np.ones((2, 2))
    frames = [
        Frame("assign", "Assign.", 0, labels=labels, values={"centers": centers, "cluster": 1}),
        Frame("stop", "Stop.", 0, labels=labels, values={"centers": centers}),
    ]
    first, last = frozen_frames(frames)
    assert first.labels is last.labels
    assert first.values["centers"] is last.values["centers"]
    assert first.values["cluster"] == 1
    for array in (first.labels, first.values["centers"]):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7
    labels[0] = 5  # the caller's own stays as it was
    assert labels.flags.writeable
    assert (first.kind, first.caption, last.line) == ("assign", "Assign.", 0)


def test_a_frame_without_labels_stays_so() -> None:
    (frame,) = frozen_frames([Frame("show", "Show.", 0)])
    assert frame.labels is None
    assert dict(frame.values) == {}


def test_every_value_says_its_shape_its_type_and_its_meaning() -> None:
    for name, value in VALUES.items():
        assert value.name == name
        assert value.dtype in ("float", "int", "bool")
        assert value.description
