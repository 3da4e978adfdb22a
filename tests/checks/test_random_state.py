"""Random states: what scikit-learn takes passes at every entry, all else is refused with a fix."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.utils import check_random_state as as_scikit_learn_does
from stable_ids import stable_id

from teachclust import KLab, PaletteLab, datasets, race, scan_k, watch
from teachclust.checks import check_random_state, generator_from, seed_from
from teachclust.errors import LearnerError
from teachclust.scores import benchmark_fits, silhouettes
from teachclust.traces import trace
from teachclust.traces.registry import ALGORITHMS

GOOD = [0, 7, 2**32 - 1, np.int64(3), np.uint8(4), True, None, np.random.RandomState(5)]
BAD = [
    np.random.default_rng(0),
    np.random.SeedSequence(0),
    np.random.PCG64(0),
    np.random,
    -1,
    2**32,
    10**400,
    np.int64(-2),
    "0",
    b"0",
    1.0,
    1.5,
    np.float64(2),
    float("nan"),
    float("inf"),
    np.bool_(True),
    np.array(3),
    np.array([3]),
    np.ma.masked,
    [0],
    (1, 2),
    {},
    KMeans,
    lambda: 0,
]
SEEDED = {
    name: spec.small_sample()
    for name, spec in ALGORITHMS.items()
    if "random_state" in spec.estimator_class().get_params()
}
X = SEEDED["KMeans"][1]
ROWS = [[0.0, 0.0], [0.0, 1.0], [9.0, 9.0], [9.0, 8.0], [5.0, 5.0]]
PICTURE = np.random.default_rng(0).integers(0, 255, (6, 6, 3), dtype=np.uint8)
FEW = {"criteria": "inertia", "k": (1, 2)}

#: each entry that takes a random state
ENTRIES: dict[str, Callable[[Any], Any]] = {
    "silhouettes": lambda s: silhouettes(ROWS, [[0, 0, 1, 1, 1]], sample_size=4, random_state=s),
    "silhouettes of all": lambda s: silhouettes(ROWS, [[0, 0, 1, 1, 1]], random_state=s),
    "scan_k": lambda s: scan_k(KMeans(random_state=0), ROWS, random_state=s, **FEW),
    "KLab": lambda s: KLab(KMeans(random_state=0), ROWS, random_state=s, **FEW),
    "PaletteLab": lambda s: PaletteLab(PICTURE, 4, random_state=s),
    **{
        name: lambda s, name=name: getattr(datasets, name)(random_state=s)
        for name in datasets.__all__
        if callable(getattr(datasets, name))
        and "random_state" in signature(getattr(datasets, name)).parameters
    },
}
#: each entry that takes an estimator with a random state
OF_ESTIMATORS: dict[str, Callable[[Any], Any]] = {
    "trace": lambda s: trace(KMeans(2, random_state=s), ROWS),
    "watch": lambda s: watch(MiniBatchKMeans(2, random_state=s), ROWS),
    "Race": lambda s: race([KMeans(2, random_state=s), MiniBatchKMeans(2, random_state=0)], ROWS),
    "scan_k of an estimator": lambda s: scan_k(KMeans(random_state=s), ROWS, **FEW),
    "KLab of an estimator": lambda s: KLab(KMeans(random_state=s), ROWS, **FEW),
    **{
        name: lambda s, name=name: trace(clone(SEEDED[name][0]).set_params(random_state=s), X)
        for name in SEEDED
    },
}


@pytest.mark.parametrize("given", GOOD, ids=stable_id)
def test_what_scikit_learn_takes_passes(given: Any) -> None:
    checked = check_random_state(given)
    assert checked is None or type(checked) in (int, np.random.RandomState)
    if isinstance(checked, int):
        assert checked == given
        assert seed_from(given) == given
        same = as_scikit_learn_does(given).normal(size=3)
        np.testing.assert_array_equal(generator_from(given).normal(size=3), same)


def refused(call: Callable[[Any], Any], given: Any) -> LearnerError:
    with pytest.raises(LearnerError, match=r"\Arandom_state must be a whole") as caught:
        call(given)
    assert all(caught.value.parts.values())
    assert "/" not in str(caught.value).replace("2**31", "")
    return caught.value


@pytest.mark.parametrize("given", BAD, ids=lambda g: type(g).__name__)
def test_all_else_is_refused_and_the_fix_works(given: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        KMeans(1, random_state=given).fit([[0.0]])
    fix = refused(check_random_state, given).fix
    scope: dict[str, Any] = {"rng": np.random.default_rng(0)}
    exec(fix, scope)
    check_random_state(scope["random_state"])
    fix = refused(lambda s: trace(KMeans(2, random_state=s), ROWS), given).fix
    exec(f"estimator = {fix}", scope | {"KMeans": KMeans}, scope)
    trace(scope["estimator"], ROWS)


def test_a_generator_gives_a_whole_number() -> None:
    error = refused(check_random_state, np.random.default_rng(0))
    assert error.fix == "random_state = int(rng.integers(2**31))"
    assert "takes no Generator" in error.why


@pytest.mark.parametrize("given", [np.random.default_rng(0), -1, "0", 1.5, 2**32, np.random],
                         ids=lambda g: type(g).__name__)  # fmt: skip
@pytest.mark.parametrize("entry", [*ENTRIES, *OF_ESTIMATORS])
def test_every_entry_refuses_alike(entry: str, given: Any) -> None:
    refused((ENTRIES | OF_ESTIMATORS)[entry], given)


@pytest.mark.parametrize("given", [np.int64(3), np.uint32(2**32 - 1), True, None])
@pytest.mark.parametrize("entry", [*ENTRIES, *OF_ESTIMATORS])
def test_every_entry_takes_whole_numbers_and_none(entry: str, given: Any) -> None:
    (ENTRIES | OF_ESTIMATORS)[entry](given)


@pytest.mark.parametrize("entry", [*ENTRIES, *OF_ESTIMATORS])
def test_every_entry_takes_a_random_state(entry: str) -> None:
    (ENTRIES | OF_ESTIMATORS)[entry](np.random.RandomState(1))


@pytest.mark.parametrize("name", SEEDED)
def test_a_random_state_gives_the_same_fit_again_and_again(name: str) -> None:
    estimator, X = SEEDED[name]
    numbers = np.random.RandomState(3)
    numbers.normal(size=5)  # somewhere in its course, and with half a pair of draws kept
    before = numbers.get_state()
    estimator = clone(estimator).set_params(random_state=numbers)
    numbers = estimator.random_state
    fitted = clone(estimator).fit_predict(X)
    first = trace(estimator, X)
    np.testing.assert_array_equal(first.labels, fitted)
    np.testing.assert_array_equal(trace(estimator, X).labels, fitted)
    # the caller's generator has not moved, and the one that is kept is as it was
    for kept in (numbers, first.params["random_state"]):
        np.testing.assert_equal(kept.get_state(), before)
    again = type(estimator)(**first.params)
    np.testing.assert_array_equal(clone(again).fit_predict(X), fitted)


@pytest.mark.parametrize("name", SEEDED)
def test_undo_and_restore_show_the_same_fit(name: str) -> None:
    estimator, X = SEEDED[name]
    widget = watch(clone(estimator).set_params(random_state=np.random.RandomState(3)), X)
    first = widget.current
    changed = ALGORITHMS[name].parameters[0].name
    edit = {"kind": "param", "name": changed, "value": -3 if changed == "preference" else 3}
    widget.request = {"id": 1, "base": 1, "frame": 0, "edit": edit}
    assert widget.problem == {}
    widget.request = {"id": 2, "base": 1, "frame": 0, "edit": {"kind": "restore"}}
    assert widget.problem == {}
    np.testing.assert_array_equal(widget.current.labels, first.labels)
    assert [f.caption for f in widget.current] == [f.caption for f in first]
    np.testing.assert_array_equal(clone(widget.estimator).fit_predict(X), first.labels)


def test_a_seed_drawn_from_a_random_state_moves_it_by_one_draw() -> None:
    numbers, other = np.random.RandomState(0), np.random.RandomState(0)
    assert seed_from(numbers) == other.randint(2**31 - 1)
    assert numbers.randint(10**6) == other.randint(10**6)


def test_numpys_own_numbers_stand_behind_none() -> None:
    np.random.seed(4)
    first = datasets.make_nested(random_state=None).data
    np.random.seed(4)
    np.testing.assert_array_equal(datasets.make_nested(random_state=None).data, first)


def test_a_clocked_fit_needs_a_whole_number() -> None:
    refused(lambda s: benchmark_fits(KMeans(2, random_state=s), np.array(ROWS)), -1)


@pytest.mark.parametrize(
    ("given", "working"),
    [(-1, "1"), (-7.9, "7"), ("12", "12"), (2**32, "0"), (2**32 + 5, "5"), (1.5, "1"),
     ([0], "0"), ([5], "0"), ("x", "0"), (float("nan"), "0"), (np.random, "None")],
)  # fmt: skip
def test_the_number_that_was_meant_is_proposed(given: Any, working: str) -> None:
    assert refused(check_random_state, given).fix == f"random_state = {working}"


def test_what_was_given_is_told_without_an_address() -> None:
    for given, shown in (
        (np.random.default_rng(0), "a Generator of numpy"),
        (np.random, "the module numpy.random"),
        ("0", "'0', of type str"),
        (1.5, "1.5, of type float"),
    ):
        assert shown in refused(check_random_state, given).parts["where"]
