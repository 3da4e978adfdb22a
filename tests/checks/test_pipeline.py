"""A pipeline opened: its last step, and the data as that step sees them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import DBSCAN, KMeans
from sklearn.compose import make_column_transformer
from sklearn.decomposition import PCA
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler

from teachclust.checks import open_pipeline
from teachclust.errors import LearnerError
from teachclust.traces import trace

X = np.random.default_rng(0).normal(size=(40, 3)) * [1, 10, 100]
FRAME = pd.DataFrame(X, columns=["a", "b", "c"], index=[f"row {i}" for i in range(40)])


def test_any_other_estimator_is_returned_as_it_is() -> None:
    model = DBSCAN()
    estimator, seen, steps = open_pipeline(model, X)
    assert estimator is model
    assert seen is X
    assert steps == ()


def test_x_is_what_the_last_step_sees_and_nothing_is_touched() -> None:
    given, scaler = X.copy(), StandardScaler(copy=False)
    pipe = make_pipeline(scaler, PCA(2, random_state=0), KMeans(3, random_state=0))
    estimator, seen, steps = open_pipeline(pipe, given)
    assert estimator is pipe[-1]
    assert steps == ("StandardScaler", "PCA")
    np.testing.assert_array_equal(given, X)
    assert not hasattr(scaler, "mean_")
    pipe.fit(X.copy())
    np.testing.assert_array_equal(seen, pipe[:-1].transform(X.copy()))
    np.testing.assert_array_equal(estimator.fit_predict(seen), pipe[-1].labels_)


def test_pipelines_within_pipelines_and_steps_that_pass_through() -> None:
    inner = make_pipeline(PCA(2), KMeans(2))
    pipe = Pipeline([("scale", StandardScaler()), ("no", "passthrough"), ("inner", inner)])
    estimator, seen, steps = open_pipeline(pipe, X)
    assert estimator is inner[-1]
    assert steps == ("StandardScaler", "PCA")
    assert seen.shape == (40, 2)
    alone = open_pipeline(make_pipeline(KMeans(2)), X)
    assert alone[1] is X
    assert alone[2] == ()


def test_a_frame_keeps_its_index_and_has_the_names_of_the_steps() -> None:
    seen = open_pipeline(make_pipeline(StandardScaler(), KMeans(2)), FRAME)[1]
    assert list(seen.columns) == ["a", "b", "c"]
    assert seen.index.equals(FRAME.index)
    seen = open_pipeline(make_pipeline(PCA(2), KMeans(2)), FRAME)[1]
    assert list(seen.columns) == ["pca0", "pca1"]
    own = FunctionTransformer(lambda table: np.log1p(np.abs(table.to_numpy())))  # names nothing
    seen = open_pipeline(make_pipeline(own, KMeans(2)), FRAME)[1]
    assert seen.index.equals(FRAME.index)
    frames = StandardScaler().set_output(transform="pandas")
    assert list(open_pipeline(make_pipeline(frames, KMeans(2)), FRAME)[1].columns) == list("abc")


def test_earlier_steps_may_read_words_and_fill_in_what_is_missing() -> None:
    table = FRAME.assign(kind=["x", "y"] * 20)
    table.iloc[3, 0] = np.nan
    fill = make_pipeline(SimpleImputer(), StandardScaler())
    columns = make_column_transformer(
        (fill, ["a", "b", "c"]), (OneHotEncoder(sparse_output=False), ["kind"])
    )
    seen = open_pipeline(make_pipeline(columns, KMeans(2)), table)[1]
    assert seen.shape == (40, 5)
    assert np.isfinite(seen.to_numpy()).all()


HOLED = X.copy()
HOLED[0, 0] = np.nan


@pytest.mark.parametrize(
    ("pipe", "data", "says"),
    [
        (make_pipeline(StandardScaler(), PCA(2)), X, "does not end"),
        (make_pipeline(StandardScaler(), LogisticRegression()), X, "does not end"),
        (Pipeline([]), X, "does not end"),
        (make_pipeline(PCA(2), KMeans(2)), HOLED, "missing"),
        (make_pipeline(PCA(9), KMeans(2)), X, "refuses"),
        (make_pipeline(StandardScaler(), KMeans(2)), "X", "."),
    ],
)
def test_what_can_not_be_opened_is_refused(pipe: Any, data: Any, says: str) -> None:
    with pytest.raises(LearnerError, match=says) as caught:
        open_pipeline(pipe, data)
    assert caught.value.parts["what"]


def test_steps_may_drop_rows_and_name_other_columns() -> None:
    half = FunctionTransformer(lambda table: table.to_numpy()[::2])
    seen = open_pipeline(make_pipeline(half, KMeans(2)), FRAME)[1]
    np.testing.assert_array_equal(seen.to_numpy(), X[::2])
    wrong = FunctionTransformer(
        lambda table: table.to_numpy()[:, :2], feature_names_out="one-to-one"
    )
    seen = open_pipeline(make_pipeline(wrong, KMeans(2)), FRAME)[1]
    assert seen.index.equals(FRAME.index)
    assert seen.shape == (40, 2)


@pytest.mark.parametrize(
    "pipe",
    [
        Pipeline([("s", StandardScaler()), ("s", KMeans(2))]),
        Pipeline([("s", StandardScaler()), ("a__b", KMeans(2))]),
        Pipeline([("a__b", KMeans(2))]),
        Pipeline([("steps", KMeans(2))]),
        Pipeline([("s", StandardScaler), ("k", KMeans(2))]),
        Pipeline([("s", KMeans(2)), ("s", PCA(2)), ("k", KMeans(2))]),
    ],
)
def test_what_fit_refuses_is_refused(pipe: Any) -> None:
    with pytest.raises((ValueError, TypeError, AttributeError)):  # by release
        pipe.fit(X)
    with pytest.raises(LearnerError, match="refuses") as caught:
        open_pipeline(pipe, X)
    assert all(caught.value.parts.values())
    names: dict[str, Any] = {"estimator": pipe, "X": X}
    exec(caught.value.fix, names)
    assert open_pipeline(names["estimator"], X)[0] is pipe[-1]


def _holes(table: Any) -> Any:
    made = np.array(table, dtype=float)
    made[0, 0] = np.nan
    return made


@pytest.mark.parametrize("data", [X.round(), pd.DataFrame(X.round())], ids=["array", "frame"])
@pytest.mark.parametrize(
    ("pipe", "says"),
    [
        (make_pipeline(OneHotEncoder(), KMeans(2)), "The output of OneHotEncoder is a sparse"),
        (
            make_pipeline(StandardScaler(), make_pipeline(OneHotEncoder(), KMeans(2))),
            "The output of OneHotEncoder is a sparse",
        ),
        (
            make_pipeline(make_pipeline(OneHotEncoder(), KMeans(2))),
            "The output of OneHotEncoder is a sparse",
        ),
        (
            make_pipeline(FunctionTransformer(_holes), KMeans(2)),
            "The output of FunctionTransformer holds missing values",
        ),
        (
            make_pipeline(FunctionTransformer(lambda t: np.asarray(t) * 1e200), KMeans(2)),
            "The values of the output of FunctionTransformer are too large",
        ),
        (
            make_pipeline(FunctionTransformer(lambda t: np.asarray(t) * 0), KMeans(2)),
            "The output of FunctionTransformer has only 1 distinct point",
        ),
    ],
)
def test_what_the_steps_make_is_checked_and_the_fix_runs(pipe: Any, data: Any, says: str) -> None:
    with pytest.raises(LearnerError) as caught:
        open_pipeline(pipe, data)
    assert caught.value.what.startswith(says)
    assert all(caught.value.parts.values())
    assert len(str(caught.value).splitlines()) == 3
    names: dict[str, Any] = {"estimator": pipe, "X": data, "np": np, "pd": pd}
    exec(caught.value.fix, names)
    trace(names["estimator"], names["X"])


@pytest.mark.parametrize("steps", [[("s",)], [KMeans(2)], [("s", StandardScaler(), 1)], 3])
def test_steps_that_are_no_pairs_are_refused(steps: Any) -> None:
    pipe = make_pipeline(KMeans(2))
    pipe.steps = steps
    with pytest.raises(LearnerError, match="not pairs") as caught:
        open_pipeline(pipe, X)
    names: dict[str, Any] = {"X": X}
    exec(caught.value.fix, names)
    open_pipeline(names["estimator"], X)
