from __future__ import annotations

from metric_lab_samples import CLASSES, PROBLEM, state

from teachclust.widgets.metric_lab.state import SCORES
from teachclust.widgets.metric_lab.thumbnail import metric_lab_png


def test_it_shows_labels_and_scores() -> None:
    pictures = {
        metric_lab_png(PROBLEM, state(labels), SCORES)
        for labels in (CLASSES, range(24), [i % 4 for i in range(24)])
    }
    assert len(pictures) == 3
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
