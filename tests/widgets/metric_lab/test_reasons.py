"""Why scores moved; the browser's own reasons are held to the same cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from metric_lab_samples import CLASSES, PROBLEM, state

from teachclust.scores import explain_score
from teachclust.widgets.metric_lab.labels import assigned, each_alone, merged, shuffled, split
from teachclust.widgets.metric_lab.made_set import made_set
from teachclust.widgets.metric_lab.reasons import called, facts, sentence, written

CASES = Path(__file__).parents[3] / "js" / "test" / "widgets" / "metric_lab" / "cases.json"
NAMES = ("long", "round", "small")
ALL = (
    *("homogeneity", "completeness", "v_measure", "rand", "adjusted_rand"),
    *("adjusted_mutual_info", "fowlkes_mallows", "purity", "matched_accuracy", "silhouette"),
    *("calinski_harabasz", "davies_bouldin", "inertia"),
)
START = made_set()[2]


def _walk() -> list[Any]:
    """Return labels, one edit after another."""
    X = PROBLEM.places.X
    found = [START]
    for edit in (
        lambda now: assigned(now, [0, 15], 1),
        lambda now: split(now, 1, X),
        lambda now: assigned(now, [3, 4, 5], -1),
        lambda now: merged(now, 2, 0),
        lambda now: shuffled(now, np.random.default_rng(1)),
        each_alone,
        lambda now: assigned(now, range(20), 0),
        lambda now: assigned(now, range(24), 0),
    ):
        found.append(edit(found[-1])[0])
    return found


def _cases() -> list[dict[str, Any]]:
    states = [state(labels) for labels in _walk()]
    cases = []
    for before, now in zip([None, *states[:-1]], states, strict=True):
        told = {name: facts(name, before, now, NAMES) for name in ALL}
        quantities = {
            name: None if np.isnan(value) else value for name, value in now.quantities.items()
        }
        cases.append({"labels": now.labels.tolist(), "quantities": quantities, "facts": told})
    return cases


def test_the_browsers_cases_are_pythons() -> None:
    """To write them anew: ``python tests/widgets/metric_lab/test_reasons.py``."""
    stored = json.loads(CASES.read_text("utf-8"))
    assert stored["points"] == PROBLEM.places.X.tolist()
    assert stored["classes"] == CLASSES.tolist()
    made = json.loads(json.dumps(_cases()))
    for was, now in zip(stored["cases"], made, strict=True):
        assert was["labels"] == now["labels"]
        assert was["quantities"] == pytest.approx(now["quantities"], abs=1e-9)
        for name in ALL:
            assert was["facts"][name][0] == now["facts"][name][0]
            assert was["facts"][name][1] == pytest.approx(now["facts"][name][1], abs=1e-9)


@pytest.mark.parametrize("score", ALL)
def test_each_score_has_its_sentence_in_each_form(score: str) -> None:
    before, now = state(START), state(assigned(START, [0], 1)[0])
    for earlier, later in ((None, now), (before, now), (before, before)):
        told = sentence(score, earlier, later, NAMES)
        assert told.endswith(".")
        assert "{" not in told
    if explain_score(score).needs == "X" and score != "inertia":
        assert "here are 24" in sentence(score, now, state(range(24)), NAMES)


def test_what_moved_is_told_exactly() -> None:
    before, now = state(START), state(assigned(START, [0], 1)[0])
    told = sentence("adjusted_rand", before, now, NAMES)
    # A loses 5 pairs, B gains 10, of which 6 are with points of the long class
    assert told.startswith("65 pairs are together in both (was 64)")
    form, values = facts("homogeneity", before, now, NAMES)
    assert form == "homogeneity.moved"
    assert (values["name"], values["parts"], values["parts_was"]) == ("B", 2, 2)


def test_numbers_are_written_short() -> None:
    assert written("below", 1200) == "1,200"
    assert written("pairs_chance", 3.25) == "3.2"
    assert written("own", 0.12345) == "0.123"
    assert written("within", 123.45) == "123.5"
    assert called(-1) == "noise"
    assert called(26) == "AA"


if __name__ == "__main__":
    held = {"points": PROBLEM.places.X.tolist(), "classes": CLASSES.tolist(), "cases": _cases()}
    CASES.write_text(json.dumps(held) + "\n", encoding="utf-8")
