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
        "46 to 55, both included, holds for 46, 55 and 55. Which of them pass the last rule too?",
        "The bars hold 2, 2, 2, 3 and 3. The age in two bars is the end of one and the start of "
        "the next; the last bar should start one year later.",
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
        "Write two gaps, one in years and one in points of score, and square each.",
        "26 years and 48 points: 676 and 2,304. Then again with each gap in spreads: 26 / 13 and "
        "48 / 24.",
        "raw_share is 676 / (676 + 2304). In spreads both gaps are 2: their squares are equal.",
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
    praise="Raw, age makes a quarter of the squared distance, since points of score are the "
    "smaller unit; scaled, both gaps are two spreads. No rule says which of the two the mall "
    "means: scaling is a decision about weights.",
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
        "Indent found[k] = ... by four more spaces, and end with return found.",
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
        "(X - X.mean()) / X.std() goes to KMeans. Its labels belong to the rows of X as well.",
        "labels = KMeans(n_clusters=k, n_init=10, random_state=0).fit_predict(scaled), then "
        "X.groupby(labels).median().",
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

_COLUMNS: Final = {"age and score": (0, 2), "income and score": (1, 2), "all three": (0, 1, 2)}
#: features -> scaling -> k that can be defended
_SOUND: Final[dict[str, dict[str, tuple[int, ...]]]] = {
    "age and score": {"raw": (4,), "scaled": (2, 4)},
    "income and score": {"raw": (5,), "scaled": (5,)},
    "all three": {"raw": (5, 6), "scaled": (5, 6)},
}
_NONE: Final = ("none", "0")
_MOST: Final = 6


def _judge_segments(features: str, scaling: str, k: str, refuse: str, because: str) -> None:
    _judge_features(features)
    if scaling not in ("raw", "scaled"):
        raise Mistake('scaling is one of two words: "raw" or "scaled".')
    if k not in _NONE:
        _judge_k(features, scaling, k)


def _judge_features(seen: str) -> None:
    if "gender" in seen:
        raise Mistake(
            "With gender among the features the segments part women from men before they part "
            "anything else. What would one of the letters say that it should not say to all?"
        )
    if seen == "age and income":
        raise Mistake(
            "Age and income don't say whether someone buys here. The letters are about that."
        )
    if seen not in _COLUMNS:
        raise Mistake(f'features is one of {", ".join(_COLUMNS)}, "age and income".')


def _judge_k(seen: str, scale: str, said: str) -> None:
    k = whole_number(said)
    if k is None:
        raise Mistake('k is a whole number such as 5, or "none".')
    if k > _MOST:
        raise Mistake(f"The mall writes six letters at most; {k} segments are more.")
    if k == 1:
        raise Mistake('One letter for all is k = "none": say so, and why.')
    sound = _SOUND[seen][scale]
    if k not in sound:
        raise Mistake(
            f"For {seen}, {scale}, the silhouette of k = {k} is below that of another k within six "
            "letters. Look at the table again, or choose other features."
        )


def _judge_refusal(refuse: str) -> None:
    if refuse.strip(" .-").lower() in ("", "none", "nothing", "no"):
        raise Mistake("refuse names one use of the segments that you won't allow.")


def _agreement(seen: str, scale: str, k: int | None) -> float:
    """Return how well these segments agree with the groups that were drawn."""
    data, groups = load_customers(return_X_y=True)
    points = data[:, list(_COLUMNS[seen])]
    if scale == "scaled":
        points = (points - points.mean(axis=0)) / np.std(points, axis=0)
    labels = KMeans(n_clusters=k, n_init=10, random_state=0).fit_predict(points)
    return float(adjusted_rand_score(groups, labels))


def _praise_segments(features: str, scaling: str, k: str, refuse: str, because: str) -> str:
    if k in _NONE:
        return (
            "That can be defended: no silhouette is above 0.6, and one letter for all is a fair "
            "choice as well. Say what the mall loses by it."
        )
    agrees = _agreement(features, scaling, whole_number(k))
    return (
        "That can be defended. The drawer opens: these people were drawn from six groups, and your "
        f"segments agree with them by {agrees:.1f} (adjusted Rand index; equal groups give 1). "
        "Real customers have no drawer, and a letter can still be wrong for the one who opens it."
    )


_REFUSE: Final = "No prices that depend on the segment."
_REASON: Final = (
    "All three have their best silhouette at 6, raw and scaled, and trees and mixtures agree."
)
_SOFT: Final = "The best silhouette is 0.57 only, so borders are soft and letters may miss."

DECIDE: Final = Exercise(
    key="customers-5",
    title="Segments to defend",
    level="respond",
    fading="own",
    objectives=("defend",),
    hints=(
        "First the purpose: which features say something about a letter that someone would open?",
        "Then the table of section 2: which k has the highest silhouette for your features, within "
        "six letters?",
        "Income and score have their best k at 5, all three at 6, age and score at 4 raw. Then "
        "name a use that would harm someone: a price, a credit, a job.",
    ),
    answers=(
        OtherAnswer("features", read_by=read_word),
        OtherAnswer("scaling", read_by=read_word),
        OtherAnswer("k", read_by=read_word),
        OtherAnswer("refuse", _judge_refusal, read_by=lambda given, name: str(given)),
        Reason(
            _REASON,
            values={
                "best silhouette": (0.49, 0.57, 0.48, 0.45, 0.44, 0.4, 0.36),
                "k": (4, 5, 6),
                "agreement with other methods": (0.9, 0.2),
                "noise of HDBSCAN": (0.5,),
            },
            models={"segments": _REASON, "one letter for all": _SOFT},
            names=("what a letter is for", "who could be harmed by being in the wrong segment"),
        ),
    ),
    together=_judge_segments,
    praise=_praise_segments,
    right=(
        ("all three", "scaled", 6, _REFUSE, _REASON),
        ("All three ", "Raw", "6", _REFUSE, _REASON),
        ("income and score", "scaled", 5.0, _REFUSE, _SOFT),
        ("age and score", "raw", 4, _REFUSE, _SOFT),
        ("age and score", "scaled", 2, _REFUSE, _SOFT),
        ("income and score", "raw", "none", _REFUSE, _SOFT),
    ),
    wrong=(
        Wrong("gender", ("all and gender", "scaled", 6, _REFUSE, _REASON), "women from men"),
        Wrong("no spending", ("age and income", "raw", 3, _REFUSE, _REASON), "buys here"),
        Wrong("other features", ("score", "raw", 3, _REFUSE, _REASON), "features is one of"),
        Wrong("no scaling", ("all three", "maybe", 6, _REFUSE, _REASON), "scaling is one of"),
        Wrong("leftover", ("age and score", "raw", 11, _REFUSE, _REASON), "six letters at most"),
        Wrong("one", ("all three", "raw", 1, _REFUSE, _REASON), 'is k = "none"'),
        Wrong("a word", ("all three", "raw", "six", _REFUSE, _REASON), "whole number such as"),
        Wrong("too few", ("all three", "scaled", 2, _REFUSE, _REASON), "is below that of another"),
        Wrong("nothing refused", ("all three", "raw", 6, "none", _REASON), "you won't allow"),
    ),
)

EXERCISES: Final = (BARS, SHARES, LOOP, TYPICAL, DECIDE)
