"""What lesson 09_mixtures declares right, computed another way; the ways that learners go."""

from __future__ import annotations

from fractions import Fraction
from math import comb, log

import numpy as np
import pandas as pd
import pytest
from scipy.special import softmax
from sklearn.mixture import GaussianMixture

from teachclust.lessons.answers import Mistake
from teachclust.lessons.checking import check
from teachclust.lessons.mixtures import exercises as module
from teachclust.lessons.mixtures.exercises import DECIDE, REFIT, SHARES

WEIGHTS, DENSITIES = np.array([0.6, 0.4]), np.array([0.02, 0.12])
LENGTHS, SHARE = np.array([6, 8, 10, 14]), np.array([1, 1, 0.5, 0])


def test_the_responsibilities_are_weight_times_density_over_their_sum():
    products = WEIGHTS * DENSITIES
    assert [a.right for a in SHARES.answers] == pytest.approx((products / products.sum()).tolist())


def test_the_m_step_is_that_of_weighted_means():
    mean = np.average(LENGTHS, weights=SHARE)
    variance = np.average((LENGTHS - mean) ** 2, weights=SHARE)
    assert [a.right for a in REFIT.answers] == pytest.approx([SHARE.mean(), mean, variance])


@pytest.mark.parametrize("shape", module.SHAPES)
@pytest.mark.parametrize(("k", "d"), [(1, 1), (3, 2), (5, 10)])
def test_free_numbers_are_those_that_scikit_learn_counts_for_bic(k, d, shape):
    assert module._count(k, d, shape) == pytest.approx(free_numbers_of_bic(k, d, shape))


def free_numbers_of_bic(k, d, shape):
    """Solve scikit-learn's BIC for the number of parameters."""
    X = np.random.default_rng(0).normal(size=(80, d))
    model = GaussianMixture(k, covariance_type=shape, max_iter=5, random_state=0, tol=1e9).fit(X)
    return (model.bic(X) + 2 * model.score(X) * len(X)) / log(len(X))


def test_decisions_are_those_of_predict_where_the_threshold_is_low():
    share, _ = module._shares_and_thresholds()[0]
    decide = module._decided_by()
    assert (decide(share, 0.3) == share.argmax(axis=1)).all()
    assert (decide(share, 1.1) == -1).all()


def test_no_row_has_two_largest_shares_and_one_is_equal_to_its_threshold():
    equal = 0
    for share, threshold in module._shares_and_thresholds():
        largest = np.sort(share, axis=1)
        assert (largest[:, -1] > largest[:, -2]).all()
        equal += np.sum(largest[:, -1] == threshold)
    assert equal == 2


def test_the_agreements_that_are_told():
    two, three = module._agreements()
    assert (round(two, 1), round(three, 1)) == (0.6, 0.9)


def test_the_numbers_that_reasons_are_compared_with_are_those_of_the_fits():
    petals = module.load_iris(return_X_y=True)[0][:, 2:]
    models = [
        GaussianMixture(k, n_init=5, max_iter=500, random_state=0).fit(petals) for k in (2, 3)
    ]
    values = module.DECIDE.answers[-1].values
    for model in models:
        assert round(model.bic(petals)) in values["BIC"]
    undecided = np.sum(models[1].predict_proba(petals).max(axis=1) < 0.9)
    assert (undecided,) == values["flowers with no share above 0.9"]


@pytest.mark.parametrize("width", [0.187, 0.142, 0.111])
def test_a_reason_may_quote_any_thinnest_component_of_the_table(width):
    DECIDE.answers[-1].judge(f"Its thinnest component is {width} cm.")


@pytest.mark.parametrize("text", ["0.4 of them", "It is 0.21 cm thin, and BIC is 356."])
def test_no_number_counts_as_none_of_the_flowers(text):
    with pytest.raises(Mistake):
        DECIDE.answers[-1].judge(text)


# -- the ways that learners go ------------------------------------------------------------------

PRODUCTS = [w * d for w, d in zip(WEIGHTS, DENSITIES, strict=True)]
RIGHT_SHARES = {
    "in one's head": (0.2, 0.8),
    "list comprehension": tuple(p / sum(PRODUCTS) for p in PRODUCTS),
    "numpy": tuple(WEIGHTS * DENSITIES / (WEIGHTS @ DENSITIES)),
    "softmax of logarithms": tuple(softmax(np.log(WEIGHTS) + np.log(DENSITIES))),
    "fractions": (Fraction(12, 60), Fraction(48, 60)),
    "pandas": tuple(pd.Series(PRODUCTS).div(sum(PRODUCTS))),
    "an array of one number": (np.array(0.2), np.array(0.8)),
}
WRONG_SHARES = {
    "products": (PRODUCTS, "Divide by the sum"),
    "densities alone": (DENSITIES / DENSITIES.sum(), "left out the weights"),
    "weights alone": (WEIGHTS, "nobody measured"),
    "changed places": ((0.8, 0.2), "changed places"),
    "hard": ((0, 1), "hard answer"),
    "percent": ((20, 80), "between 0 and 1"),
    "the second is not the rest": ((0.2, 0.2), "add up to 1"),
}


@pytest.mark.parametrize("way", RIGHT_SHARES)
def test_right_ways_to_shares(way):
    assert check("mixtures-1", *RIGHT_SHARES[way]).ok


@pytest.mark.parametrize("way", WRONG_SHARES)
def test_wrong_ways_to_shares(way):
    given, says = WRONG_SHARES[way]
    done = check("mixtures-1", *given)
    assert done.kind == "wrong"
    assert says in done.text


def by_loops():
    size = mean = variance = 0.0
    for length, share in zip(LENGTHS, SHARE, strict=True):
        size += share
        mean += share * length
    mean /= size
    for length, share in zip(LENGTHS, SHARE, strict=True):
        variance += share * (length - mean) ** 2
    return size / 4, mean, variance / size


def by_pandas():
    table = pd.DataFrame({"length": LENGTHS, "share": SHARE})
    mean = (table.length * table.share).sum() / table.share.sum()
    return (
        table.share.mean(),
        mean,
        ((table.length - mean) ** 2 * table.share).sum() / table.share.sum(),
    )


def by_repeats():
    """Count each fish twice, and the shared one once."""
    fish = np.array([6, 6, 8, 8, 10])
    return len(fish) / 8, fish.mean(), fish.var()


MEAN = float(np.average(LENGTHS, weights=SHARE))
RIGHT_STEPS = {
    "in one's head": (0.625, 7.6, 2.24),
    "loops": by_loops(),
    "pandas": by_pandas(),
    "numpy's weighted average": (
        SHARE.mean(), MEAN, np.average((LENGTHS - MEAN) ** 2, weights=SHARE),
    ),
    "numpy's weighted covariance": (SHARE.mean(), MEAN, np.cov(LENGTHS, aweights=SHARE, ddof=0)),
    "fish counted twice": by_repeats(),
    "mean of squares": (2.5 / 4, MEAN, np.average(LENGTHS**2, weights=SHARE) - MEAN**2),
}  # fmt: skip
WRONG_STEPS = {
    "shares forgotten": ((1, LENGTHS.mean(), LENGTHS.var()), "The weight is not 1"),
    "size for weight": ((2.5, 7.6, 2.24), "is the size"),
    "the shared fish whole": ((0.75, 8, 8 / 3), "counted the shared fish whole"),
    "the shared fish left out": ((0.5, 7, 1), "left the shared fish out"),
    "divided by all fish": ((0.625, 4.75, 1.4), "divided by all 4 fish"),
    "the mean of whole fish": ((0.625, 8, 2.24), "each counted whole"),
    "standard deviation": ((0.625, 7.6, 2.24**0.5), "standard deviation"),
    "one taken off": ((0.625, 7.6, 5.6 / 1.5), "1 off the size"),
    "the distance of the shared fish whole": ((0.625, 7.6, 3.392), "counts half as well"),
}


@pytest.mark.parametrize("way", RIGHT_STEPS)
def test_right_ways_to_an_m_step(way):
    assert check("mixtures-2", *RIGHT_STEPS[way]).ok


@pytest.mark.parametrize("way", WRONG_STEPS)
def test_wrong_ways_to_an_m_step(way):
    given, says = WRONG_STEPS[way]
    done = check("mixtures-2", *given)
    assert done.kind == "wrong"
    assert says in done.text


def by_cases(k, d, shape):
    match shape:
        case "full":
            one = [(d**2 + d) // 2] * k
        case "tied":
            one = [(d**2 + d) // 2]
        case "diag":
            one = [d] * k
        case _:
            one = [1] * k
    return sum(one) + k * d + (k - 1)


def by_triangle(k, d, shape):
    one = len(np.tril_indices(d)[0])
    return {"full": k * one, "tied": one, "diag": k * d, "spherical": k}[shape] + k * (d + 1) - 1


def by_array_sizes(k, d, shape):
    full = np.triu(np.ones((d, d))).sum()
    held = {"full": k * full, "tied": full, "diag": np.ones((k, d)).size, "spherical": k}
    return np.int64(held[shape] + np.ones((k, d)).size + k - 1)


RIGHT_COUNTS = {
    "cases": by_cases,
    "a triangle of indices": by_triangle,
    "sizes of arrays": by_array_sizes,
    "combinations": lambda k, d, shape: (
        {"full": k * comb(d + 1, 2), "tied": comb(d + 1, 2), "diag": k * d, "spherical": k}[shape]
        + k * d + k - 1
    ),
    "a fit of scikit-learn": free_numbers_of_bic,
    "a sum over features": lambda k, d, shape: (
        (k if shape != "tied" else 1)
        * (sum(range(d + 1)) if shape in ("full", "tied") else d if shape == "diag" else 1)
        + k * (d + 1) - 1
    ),
}  # fmt: skip
WRONG_COUNTS = {
    "all d x d": (lambda k, d, s: by_cases(k, d, s) + wide(k, d, s), "It is symmetric"),
    "k weights": (lambda k, d, s: by_cases(k, d, s) + 1, "k - 1"),
    "no weights": (lambda k, d, s: by_cases(k, d, s) - k + 1, "weights are missing"),
    "no means": (lambda k, d, s: by_cases(k, d, s) - k * d, "means are missing"),
    "k and d changed places": (lambda k, d, s: by_cases(d, k, s), "and should give"),
    "covariances alone": (lambda k, d, s: by_cases(k, d, s) - k * d - k + 1, "and should give"),
    "a number": (17, "without brackets"),
}


def wide(k, d, shape):
    """Return what d x d is more than the free numbers."""
    return {"full": k, "tied": 1}.get(shape, 0) * d * (d - 1) // 2


@pytest.mark.parametrize("way", RIGHT_COUNTS)
def test_right_ways_to_count(way):
    assert check("mixtures-3", RIGHT_COUNTS[way]).ok


@pytest.mark.parametrize("way", WRONG_COUNTS)
def test_wrong_ways_to_count(way):
    given, says = WRONG_COUNTS[way]
    done = check("mixtures-3", given)
    assert done.kind == "wrong"
    assert says in done.text


def by_rows(share, threshold):
    found = []
    for row in share:
        best = max(range(len(row)), key=lambda j: row[j])
        found.append(best if row[best] >= threshold else -1)
    return found


def by_mask(share, threshold):
    labels = np.argmax(share, axis=1)
    labels[share.max(axis=1) < threshold] = -1
    return labels


def by_table(share, threshold):
    table = pd.DataFrame(share)
    return table.idxmax(axis=1).where(table.max(axis=1) >= threshold, -1)


def by_sorting(share, threshold):
    order = share.argsort(axis=1)[:, -1]
    return [j if share[i, j] >= threshold else -1 for i, j in enumerate(order)]


def in_place(share, threshold):
    """Change the shares that were handed in."""
    share[share < threshold] = -1
    return np.where((share < 0).all(axis=1), -1, share.argmax(axis=1))


RIGHT_DECISIONS = {
    "loop": by_rows,
    "mask": by_mask,
    "pandas": by_table,
    "sorting": by_sorting,
    "in place": in_place,
    "list comprehension": lambda share, threshold: [
        int(np.argmax(row)) if max(row) >= threshold else -1 for row in share
    ],
    "numpy's select": lambda share, threshold: np.select(
        [share.max(1) >= threshold], [share.argmax(1)], -1
    ),
}
WRONG_DECISIONS = {
    "> for >=": (lambda s, t: np.where(s.max(1) > t, s.argmax(1), -1), "equal to the threshold"),
    "arguments swapped": (lambda t, s: np.where(s.max(1) >= t, s.argmax(1), -1), None),
    "columns for rows": (lambda s, t: s.argmax(0), "for each component"),
    "the share itself": (lambda s, t: np.where(s.max(1) >= t, s.max(1), -1), "argmax"),
    "counted from 1": (lambda s, t: np.where(s.max(1) >= t, s.argmax(1) + 1, -1), "from 0"),
    "turned round": (lambda s, t: np.where(s.max(1) < t, s.argmax(1), -1), "wrong way round"),
    "everybody": (lambda s, t: s.argmax(1), "what predict does"),
    "0 for undecided": (
        lambda s, t: np.where(s.max(1) >= t, s.argmax(1), 0),
        "name of a component",
    ),
    "two components alone": (
        lambda s, t: np.where(s[:, 0] >= t, 0, np.where(s[:, 1] >= t, 1, -1)),
        "and should give",
    ),
    "the first that is enough": (
        lambda s, t: [next((j for j, one in enumerate(r) if one >= t), -1) for r in s],
        "first component that reaches",
    ),
}


@pytest.mark.parametrize("way", RIGHT_DECISIONS)
def test_right_ways_to_decide(way):
    assert check("mixtures-4", RIGHT_DECISIONS[way]).ok


@pytest.mark.parametrize("way", WRONG_DECISIONS)
def test_wrong_ways_to_decide(way):
    given, says = WRONG_DECISIONS[way]
    done = check("mixtures-4", given)
    if says is None:
        assert done.kind == "stopped"
    else:
        assert done.kind == "wrong"
        assert says in done.text


@pytest.mark.parametrize(
    ("k", "shape"),
    [(3, "full"), (2, "full"), ("3", " Full "), (3.0, "FULL"), (np.int64(2), "full")],
)
def test_models_that_can_be_defended_pass_without_a_reason(k, shape):
    assert check("mixtures-5", k, shape).ok


@pytest.mark.parametrize(
    ("k", "shape", "says"),
    [
        (6, "full", "0.001 cm"),
        (6, "diag", "0.001 cm"),
        (4, "full", "raises BIC by 14"),
        (1, "full", "One component"),
        (3, "tied", "one ellipse for all"),
        (4, "diag", "along the axes"),
        (6, "spherical", "neither round"),
        ("full", 3, "one of four words"),
        (2.5, "full", "a whole number"),
    ],
)
def test_models_that_can_not_be_defended_are_told_why(k, shape, says):
    done = check("mixtures-5", k, shape)
    assert done.kind == "wrong"
    assert says in done.text
