"""The exercises of lesson 05_customer_segmentation, in the lesson's order."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.preprocessing import StandardScaler

from teachclust.datasets import load_blobs, load_customers
from teachclust.lessons.answers import (
    Function,
    FunctionAnswer,
    Mistake,
    NumericAnswer,
    OtherAnswer,
    read_number,
    read_numbers,
    read_word,
    whole_number,
)
from teachclust.lessons.exercise import Exercise, Wrong
from teachclust.lessons.reasons import Reason
from teachclust.scores import silhouette

# ages 19, 25, 26, 35, 36, 45, 46, 55, 55, 60 in bars 18-25, 26-35, 36-45, 46-55, 55 and over
BARS: Final = Exercise(
    key="customers-1",
    title="Bars that count everyone once",
    level="respond",
    fading="worked",
    objectives=("look",),
    hints=(
        "Go through the five rules one by one and write down who passes each.",
        "One age passes two rules. Look at the ends: which number do two of the rules share?",
        "Ages are whole years. The last bar should begin one year after the bar before it ends.",
    ),
    answers=(
        NumericAnswer(
            "total",
            12,
            slips={
                10: "There are 10 people, but the five bars add up to more. Count each bar by its "
                "own rule, without thinking of the others.",
                11: "Two of the people are of the age that is counted twice: each of them counts.",
            },
            another=13,
            fallback="The five bars don't add up to {given:g}. Two ages are in each of the first.",
        ),
        NumericAnswer(
            "twice",
            55,
            slips={
                2: "twice is the age that is counted twice, not how many people have it.",
            },
            another=25,
            fallback="Only one bar's rule holds for age {given:g}. For which age do two hold?",
        ),
        NumericAnswer(
            "first",
            56,
            slips={
                55: "A last bar from 55 on is the published one. The bar before it ends at 55.",
            },
            another=60,
            fallback=lambda start: (
                f"If the last bar begins at {start:g}, people of 56 are in no bar at all."
                if start > 56
                else f"A last bar from {start:g} on overlaps the bar before it even more."
            ),
        ),
    ),
    praise="10 people, 12 in bars: both of 55 stand in two. A sum that is not the number of rows "
    "is the quickest test of any bar chart.",
    wrong=(Wrong("more overlap", (12, 55, 46), "overlaps the bar before"),),
)


def _read_share(given: Any, name: str) -> float:
    share = read_number(given, name)
    if share > 1:
        raise Mistake("A share lies between 0 and 1: one squared gap through the sum of both.")
    return share


# customers (30 years, score 20) and (56, 68); spreads 13 years and 24 points
_RAW: Final = 26**2 / (26**2 + 48**2)

SHARES: Final = Exercise(
    key="customers-2",
    title="What counts in a distance",
    level="respond",
    fading="worked",
    objectives=("scale",),
    hints=(
        "Write the two gaps, one in years and one in points of score, and square each.",
        "A share is one squared gap, divided by the sum of both. Then divide each gap by its "
        "spread, and do the same again.",
        "Do it for the worked example first, and compare with its two numbers.",
    ),
    answers=(
        NumericAnswer(
            "raw_share",
            _RAW,
            near=0.006,
            read_by=_read_share,
            slips={
                26 / 74: "Squared distances are added up, so square both gaps before you take the "
                "share.",
                1 - _RAW: "That is the share of the score. Ask for the share of age.",
                0.5: "That would be so if both gaps were equal. Raw they are 26 and 48, each in "
                "its own unit.",
            },
            another=0.1,
            fallback="raw_share is not {given:.3g}. Write the gap in age and the gap in score "
            "first.",
        ),
        NumericAnswer(
            "scaled_share",
            0.5,
            near=0.006,
            read_by=_read_share,
            slips={
                _RAW: "Nothing changed yet: divide each gap by the spread of its own feature "
                "first.",
                (26 / 13**2) ** 2
                / (
                    (26 / 13**2) ** 2 + (48 / 24**2) ** 2
                ): "Divide by the spread, not by its square.",
            },
            another=0.1,
            fallback="scaled_share is not {given:.3g}. Write the gap in age and the gap in score "
            "first.",
        ),
    ),
    praise="Raw, age makes 0.23: 48 points outweigh 26 years. Scaled, both gaps are two spreads. "
    "No rule says which of the two the mall means: scaling is a decision about weights.",
    right=lambda seed: (round(_RAW, 2 + seed % 3), 0.5),
    wrong=(Wrong("squares, no share", (676, 4), "between 0 and 1"),),
)

_KS: Final = (2, 3, 4, 5)
# labels of another seed may differ a little at a k that the data don't have
_NEAR: Final = 0.03


@cache
def _points() -> Any:
    return load_blobs().data[::2]


@cache
def _silhouettes(ks: tuple[int, ...] = _KS) -> dict[int, float]:
    points = _points()
    return {
        k: silhouette(
            points, KMeans(n_clusters=k, n_init=10, random_state=0).fit_predict(points)
        ).mean
        for k in ks
    }


def _judge_loop(scores: Function) -> None:
    found = scores(_points(), _KS)
    if isinstance(found, int | float | np.number):
        raise Mistake("scores gives back one number. Give back one for each k: the dictionary.")
    if not isinstance(found, dict):
        raise Mistake("scores should give back the dictionary: a silhouette by k.")
    if len(found) == 1:
        raise Mistake(
            f"Only k = {next(iter(found))} came out: the line that scores stands after the loop, "
            "where only the last model is left. Which lines must happen for every k?"
        )
    if set(found) != set(_KS):
        raise Mistake(f"Asked for k = 2 to 5, scores gave k = {', '.join(map(str, found))}.")
    _judge_silhouettes({k: read_number(found[k], "Each silhouette") for k in _KS})


def _judge_silhouettes(given: dict[int, float]) -> None:
    right = _silhouettes()
    if all(abs(given[k] - right[k]) <= _NEAR for k in _KS):
        return
    if max(given.values()) - min(given.values()) < 1e-9:
        raise Mistake(
            "All k have the same silhouette: that of one model. The score must be taken inside "
            "the loop, before the name model is given to the next."
        )
    if max(given.values()) > 1:
        raise Mistake("A silhouette is 1 at most. This looks like inertia.")
    after = [k for k in _KS[1:] if abs(given[k] - right[k - 1]) <= _NEAR]
    if len(after) == len(_KS) - 1:
        raise Mistake("Each k has the silhouette of the k before it: score after fit, not before.")
    raise Mistake(
        "These are not the silhouettes of k = 2 to 5. Score each model on its own labels."
    )


def _right_loop(seed: int) -> tuple[Any, ...]:
    def scores(points: Any, ks: Any) -> dict[int, float]:
        found = {}
        for k in ks:
            model = KMeans(n_clusters=k, n_init=10, random_state=seed).fit(points)
            found[k] = float(silhouette_score(points, model.labels_))
        return found

    return (scores,)


def _leftover(points: Any, ks: Any) -> dict[int, float]:
    return dict.fromkeys(ks, _silhouettes()[max(ks)])


def _one_only(points: Any, ks: Any) -> dict[int, float]:
    return {max(ks): _silhouettes()[max(ks)]}


def _late(points: Any, ks: Any) -> dict[int, float]:
    return {k: _silhouettes()[max(k - 1, 2)] for k in ks}


LOOP: Final = Exercise(
    key="customers-3",
    title="Every score with its own model",
    level="change",
    fading="faded",
    objectives=("trace",),
    hints=(
        "Read the code as Python does: how many times does the line with silhouette run?",
        "A line belongs to the loop if it is indented as far as the line that fits.",
        "The function should give back all that the loop has collected. Under which name is that?",
    ),
    answers=(FunctionAnswer("scores", _judge_loop),),
    praise="Each k is scored with its own model. A name keeps what it was given last: after a loop "
    "that is the last round's.",
    right=_right_loop,
    wrong=(
        Wrong("after the loop", (_one_only,), "stands after the loop"),
        Wrong("one model for all", (_leftover,), "All k have the same silhouette"),
        Wrong("one number", (lambda points, ks: 0.5,), "gives back one number"),
        Wrong(
            "a list", (lambda points, ks: list(_silhouettes().values()),), "the dictionary: a sil"
        ),
        Wrong("fewer k", (lambda points, ks: {2: 0.5, 4: 0.6},), "Asked for k = 2 to 5"),
        Wrong("inertia", (lambda points, ks: {k: 900.0 / k for k in ks},), "looks like inertia"),
        Wrong("scored too early", (_late,), "of the k before it"),
        Wrong(
            "other labels", (lambda points, ks: {k: 0.1 * k for k in ks},), "not the silhouettes of"
        ),
    ),
)

_K: Final = 3


@cache
def _people() -> Any:
    """Return 120 people in three groups: years, and dollars that alone would split otherwise."""
    rng = np.random.RandomState(4)
    years = np.concatenate([center + rng.exponential(2.5, 40) for center in (22, 42, 62)])
    dollars = np.concatenate(
        [center + rng.exponential(3_500, 40) for center in (20_000, 32_000, 20_000)]
    )
    return pd.DataFrame({"years": years.round(1), "dollars": dollars.round()})


def _grouped(scaled: bool, seed: int = 0) -> Any:
    X = _people()
    seen = (X - X.mean()) / X.std(ddof=0) if scaled else X
    return KMeans(n_clusters=_K, n_init=10, random_state=seed).fit_predict(seen.to_numpy())


@cache
def _known(kind: str) -> Any:
    """Return sorted rows of a right or a wrong answer."""
    X = _people()
    if kind == "raw":
        return _sorted(X.groupby(_grouped(False)).median())
    labels = _grouped(True)
    if kind == "scaled":
        return _sorted(((X - X.mean()) / X.std(ddof=0)).groupby(labels).median())
    return _sorted(getattr(X.groupby(labels), kind)())


def _sorted(table: Any) -> Any:
    rows = read_numbers(table, "The table")
    return rows[np.lexsort(rows.T[::-1])] if rows.ndim == 2 else rows


def _judge_typical(typical: Function) -> None:
    before, X = _people(), _people().copy()
    found = _sorted(typical(X, _K))
    if not X.equals(before):
        raise Mistake("Your function changes the table that it is given. Work on a new one.")
    if found.shape != (_K, 2):
        raise Mistake(
            f"Asked for 3 clusters of 2 features, typical gave a table of shape {found.shape}. One "
            "row for each cluster, one column for each feature."
        )
    _judge_rows(found)


def _judge_rows(found: Any) -> None:
    if _same(found, "median"):
        return
    if _same(found, "mean"):
        raise Mistake(
            "These are means. The dollars have a long tail that pulls them: take medians."
        )
    if np.abs(found).max() < 10:
        raise Mistake(
            "These are in spreads, not in years and dollars. Scale to find the clusters, then go "
            "back to X to tell about them."
        )
    if _same(found, "raw"):
        raise Mistake(
            "These clusters were found in raw features: dollars in thousands outweigh years. "
            "Standardize each column first."
        )
    raise Mistake(
        "Three rows of the right shape, but not the medians of the clusters in standardized "
        "features. Is each row of X with its own label?"
    )


def _same(found: Any, kind: str) -> bool:
    return bool(np.allclose(found, _known(kind), rtol=0.01, atol=0.05))


def _right_typical(seed: int) -> tuple[Any, ...]:
    def typical(X: Any, k: int) -> Any:
        scaled = StandardScaler().fit_transform(X)
        model = KMeans(n_clusters=k, n_init=10, random_state=seed)
        medians = X.groupby(model.fit_predict(scaled)).median()
        return medians.to_numpy()[::-1] if seed % 2 else medians

    return (typical,)


def _changing(X: Any, k: int) -> Any:
    table = _known("median").copy()
    X["years"] = (X["years"] - X["years"].mean()) / X["years"].std()
    return table


def _gives(table: Callable[[], Any]) -> Function:
    return lambda X, k: table()


TYPICAL: Final = Exercise(
    key="customers-4",
    title="Typical members, in plain units",
    level="build",
    fading="own",
    objectives=("describe", "scale"),
    hints=(
        "Three steps: standardize, cluster, describe. Which table does the last step need?",
        "The spreads go to KMeans. Its labels belong to the rows of X as well.",
        "`groupby` of a DataFrame takes labels. Which of its methods gives what is typical, "
        "whatever the tail does?",
    ),
    answers=(FunctionAnswer("typical", _judge_typical),),
    praise="Found in spreads, told in years and dollars, and a median that a few rich ones can't "
    "pull: such a table can be read to someone who never heard of clusters.",
    right=_right_typical,
    wrong=(
        Wrong("means", (_gives(lambda: _known("mean")),), "These are means"),
        Wrong("in spreads", (_gives(lambda: _known("scaled")),), "in spreads, not"),
        Wrong("found raw", (_gives(lambda: _known("raw")),), "found in raw features"),
        Wrong("one row", (_gives(lambda: _people().median()),), "gave a table of shape"),
        Wrong(
            "mixed up",
            (_gives(lambda: _known("median") + np.array([3, 900])),),
            "with its own label",
        ),
        Wrong("changes X", (_changing,), "changes the table"),
    ),
)

#: rows of unequal size, one with a single kind of goods
_BOUGHT: Final = ((10, 2, 1), (100, 20, 10), (9, 6, 8), (109, 101, 100), (0, 7, 0), (3, 3, 2))


def _table() -> Any:
    goods = ["fresh", "frozen", "cleaning"]
    return pd.DataFrame(np.array(_BOUGHT, dtype=float), columns=goods)


def _judge_mix(mix: Function) -> None:
    X = _table()
    given = read_numbers(mix(X), "What mix returns")
    if not X.equals(_table()):
        raise Mistake("Your function changes the table that it is given. Work on a new one.")
    if np.isnan(given).any():
        raise Mistake(
            "Some results are missing: pandas matches the totals with the names of the columns. "
            "X.div(totals, axis=0) matches them with the rows."
        )
    if given.shape != X.shape:
        raise Mistake(
            f"The table has shape {X.shape}, and {given.shape} came back. Each number of the table "
            "becomes a share."
        )
    table = X.to_numpy()
    if np.allclose(given, table / table.sum(axis=1, keepdims=True), atol=1e-6):
        return
    raise Mistake(_why_no_mix(given, table))


def _why_no_mix(given: Any, table: Any) -> str:
    if np.allclose(given, table / table.sum(axis=0)):
        return (
            "Here each column adds up to 1. That says how much of all fresh food a shop takes. "
            "Divide by the total of the row."
        )
    if np.allclose(given, table / table.max(axis=1, keepdims=True)):
        return "These are parts of the largest sum in a row. They don't add up to 1."
    if np.allclose(given, table / table.sum()):
        return "One total for the whole table was used. Each row has a total of its own."
    if np.allclose(given, 100 * table / table.sum(axis=1, keepdims=True)):
        return "These are percentages. Shares add up to 1."
    if np.allclose(given, table / np.linalg.norm(table, axis=1, keepdims=True)):
        return (
            "Each row has length 1 now: that goes with cosine, and parts rows by mix as well. "
            "Asked for are shares, which add up to 1."
        )
    if np.allclose(given, table):
        return "This is the table as it was: nothing is divided yet."
    return (
        "The rows don't hold their shares. Take one row: divide it by what its numbers add up to."
    )


def _mixed(X: Any) -> Any:
    return X.div(X.sum(axis=1), axis=0)


def _by(divisor: Callable[[Any], Any]) -> Function:
    return lambda X: X.to_numpy() / divisor(X.to_numpy())


def _shares_in_place(X: Any) -> Any:
    X[:] = _mixed(X)
    return X


MIX: Final = Exercise(
    key="customers-5",
    title="By mix, not by size",
    level="change",
    fading="faded",
    objectives=("scale",),
    hints=(
        "Ana buys 10, 2 and 1: 13 in all. What are her shares?",
        "`sum` takes an axis. One of the two adds up each row, the other each column: print both.",
        "Dividing by `/` matches the totals with the columns' names. The method `div` can be "
        "told to match rows.",
    ),
    answers=(FunctionAnswer("mix", _judge_mix),),
    praise="Ana's row and Ben's are the same now. K-means on this table groups by mix; the size of "
    "a shop has no say. Whether it should have one is a question about the purpose.",
    right=(
        (_mixed,),
        (_by(lambda rows: rows.sum(axis=1, keepdims=True)),),
        (lambda X: [[one / sum(row) for one in row] for row in X.to_numpy().tolist()],),
    ),
    wrong=(
        Wrong("columns", (_by(lambda rows: rows.sum(axis=0)),), "each column adds up to 1"),
        Wrong("matched with columns", (lambda X: X / X.sum(axis=1),), "matches the totals with"),
        Wrong("totals alone", (lambda X: X.sum(axis=1),), "came back"),
        Wrong("largest", (_by(lambda rows: rows.max(axis=1, keepdims=True)),), "of the largest"),
        Wrong("one total", (_by(lambda rows: rows.sum()),), "One total"),
        Wrong("percent", (lambda X: 100 * _mixed(X),), "percentages"),
        Wrong("length 1", (_by(lambda rows: np.linalg.norm(rows, axis=1)[:, None]),), "length 1"),
        Wrong("nothing done", (lambda X: X,), "nothing is divided"),
        Wrong("in place", (_shares_in_place,), "changes the table"),
        Wrong("logarithms", (np.log1p,), "what its numbers add up to"),
    ),
)

_COLUMNS: Final = {
    "age and score": (0, 2), "income and score": (1, 2), "age and income": (0, 1),
    "all three": (0, 1, 2),
}  # fmt: skip
_NONE: Final = ("none", "0")
_MOST: Final = 6
#: how far below the best of its row a silhouette may be, in hundredths as the table prints them
_ROOM: Final = 5


def _points_of(seen: str, scale: str) -> Any:
    points = load_customers().data[:, list(_COLUMNS[seen])]
    return points if scale == "raw" else StandardScaler().fit_transform(points)


@cache
def _hundredths(seen: str, scale: str) -> dict[int, int]:
    """Return the silhouettes of k = 2 to 6 as the lesson's table prints them, times 100."""
    points = _points_of(seen, scale)
    return {
        k: round(
            100
            * silhouette(
                points, KMeans(n_clusters=k, n_init=10, random_state=0).fit_predict(points)
            ).mean
        )
        for k in range(2, _MOST + 1)
    }


def _judge_segments(features: str, scaling: str, k: str, refuse: str, because: str) -> None:
    if "gender" in features:
        raise Mistake(
            "Gender is none of the table's features. With it, the segments part women from men "
            "first. What would a letter say to one that it should not say to all?"
        )
    if features not in _COLUMNS:
        raise Mistake(f"features is one of: {', '.join(_COLUMNS)}.")
    if scaling not in ("raw", "scaled"):
        raise Mistake('scaling is one of two words: "raw" or "scaled".')
    if k not in _NONE:
        _judge_k(features, scaling, k)


def _judge_k(seen: str, scale: str, said: str) -> None:
    k = whole_number(said)
    if k is None:
        raise Mistake('k is a whole number such as 5, or "none".')
    if k > _MOST:
        raise Mistake(f"The center writes six letters at most; {k} segments are more.")
    if k == 1:
        raise Mistake('One letter for all is k = "none": say so, and why.')
    marks = _hundredths(seen, scale)
    best = max(marks, key=lambda one: marks[one])
    if marks[k] < marks[best] - _ROOM:
        raise Mistake(
            f"For {seen}, {scale}, k = {k} has a silhouette of {marks[k] / 100:.2f}. That is more "
            f"than 0.05 below the best of that row, {marks[best] / 100:.2f} at k = {best}."
        )


def _judge_refusal(refuse: str) -> None:
    """Refuse what names no use; whether it is a good one is for people to judge."""
    if refuse.strip(" .-!").lower() in ("", "none", "nothing", "no", "n/a"):
        raise Mistake("refuse names one use of the segments that you won't allow.")


def _read_refusal(given: Any, name: str) -> str:
    if not isinstance(given, str):
        raise Mistake('refuse is a text in quotation marks, such as "credit by segment".')
    return given


def _agreement(seen: str, scale: str, k: int) -> float:
    """Return how well these segments agree with the groups that were drawn."""
    groups = load_customers().target
    model = KMeans(n_clusters=k, n_init=10, random_state=0)
    return float(adjusted_rand_score(groups, model.fit_predict(_points_of(seen, scale))))


def _praise_segments(features: str, scaling: str, k: str, refuse: str, because: str) -> str:
    if k in _NONE:
        return (
            "That can be defended: no silhouette is above 0.6, and one letter for all is a fair "
            "choice as well. Say what the center loses by it."
        )
    agrees = _agreement(features, scaling, int(float(k)))
    unasked = (
        " Spending is not among your features: the letters can't know who buys."
        if features == "age and income"
        else ""
    )
    return (
        f"That can be defended.{unasked} The people were drawn from six groups, and your "
        f"segments agree with these by {agrees:.1f} (adjusted Rand index). Real customers come "
        "with no such list, and a letter can still be wrong for the one who opens it."
    )


_REFUSE: Final = "prices that depend on the segment"
_REASON: Final = (
    "The letters are about spending and income. All three features have their best silhouette "
    "(0.47) at 6, scaled, and Ward's tree agrees by 0.92. Who sits near a border gets the wrong "
    "letter; nobody gets a price by it."
)
_SOFT: Final = (
    "The best silhouette is 0.57, so borders are soft and many would get the wrong letter. The "
    "letter invites everyone to the same sale; it costs us a few visits and harms nobody."
)

#: The silhouettes that section 2 prints.
_TABLE: Final = (
    0.31, 0.35, 0.36, 0.37, 0.38, 0.39, 0.4, 0.42, 0.43, 0.44,
    0.45, 0.46, 0.47, 0.48, 0.49, 0.5, 0.51, 0.55, 0.57,
)  # fmt: skip

DECIDE: Final = Exercise(
    key="customers-6",
    title="Segments to defend",
    level="respond",
    fading="own",
    objectives=("defend",),
    hints=(
        "First the purpose: which features say something about a letter that someone would open?",
        "Then the row of your features in the table of section 2. Which k come within 0.05 of its "
        "best?",
        "More than one k passes in most rows. Fewer letters cost less; more letters fit closer. "
        "Then name a use that would harm someone: a price, a credit, a job.",
    ),
    answers=(
        OtherAnswer("features", read_by=read_word),
        OtherAnswer("scaling", read_by=read_word),
        OtherAnswer("k", read_by=read_word),
        OtherAnswer("refuse", _judge_refusal, read_by=_read_refusal),
        Reason(
            _REASON,
            values={
                "silhouettes of the table": _TABLE,
                "silhouettes of the shops": (0.7, 0.54, 0.41, 0.32, 0.3, 0.29, 0.28, 0.25, 0.24),
                "k": (2, 3, 4, 5, 6),
                "agreement with other methods": (0.92, 0.95),
                "room below the best": (0.05,),
                "p of chi-squared": (0.68,),
            },
            models={"segments": _REASON, "one letter for all": _SOFT},
            names=("what the letter is for", "who could be harmed", "what speaks against it"),
        ),
    ),
    together=_judge_segments,
    praise=_praise_segments,
    right=(
        ("all three", "scaled", 6, _REFUSE, _REASON),
        ("All three ", "Raw", "6", "prices", _REASON),
        ("income and score", "scaled", 5.0, _REFUSE, _SOFT),
        ("age and score", "raw", 4, _REFUSE, _SOFT),
        ("age and score", "scaled", 2, _REFUSE, _SOFT),
        ("all three", "scaled", 4, "job offers", _SOFT),
        ("age and income", "raw", 3, _REFUSE, _SOFT),
        ("income and score", "raw", "none", _REFUSE, _SOFT),
    ),
    wrong=(
        Wrong("gender", ("all and gender", "scaled", 6, _REFUSE, _REASON), "women from men"),
        Wrong("other features", ("score", "raw", 3, _REFUSE, _REASON), "features is one of"),
        Wrong("no scaling", ("all three", "maybe", 6, _REFUSE, _REASON), "scaling is one of"),
        Wrong("leftover", ("age and score", "raw", 11, _REFUSE, _REASON), "six letters at most"),
        Wrong("one", ("all three", "raw", 1, _REFUSE, _REASON), 'is k = "none"'),
        Wrong("a word", ("all three", "raw", "six", _REFUSE, _REASON), "whole number such as"),
        Wrong("too few", ("all three", "scaled", 2, _REFUSE, _REASON), "below the best of that"),
        Wrong("nothing refused", ("all three", "raw", 6, "none", _REASON), "you won't allow"),
        Wrong("a number refused", ("all three", "raw", 6, 3, _REASON), "in quotation marks"),
    ),
)

EXERCISES: Final = (BARS, SHARES, LOOP, TYPICAL, MIX, DECIDE)
