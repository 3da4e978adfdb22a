"""What lesson 04_mnist_minibatch declares right, computed another way."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import MiniBatchKMeans
from sklearn.metrics import accuracy_score
from sklearn.utils import gen_batches, shuffle

from teachclust.lessons.checking import check
from teachclust.lessons.mnist import exercises as module
from teachclust.lessons.mnist.exercises import PULL
from teachclust.scores import match_labels


def test_a_center_is_pulled_as_scikit_learn_pulls_it():
    model = MiniBatchKMeans(1, init=np.array([[10.0]]), n_init=1, reassignment_ratio=0)
    model.partial_fit(np.full((4, 1), 10.0))
    found = []
    for batch in ([16, 22], [20]):
        model.partial_fit(np.array(batch, dtype=float)[:, None])
        found.append(model.cluster_centers_.item())
    assert found == pytest.approx([answer.right for answer in PULL.answers])


def test_some_rows_are_not_in_any_batch_of_a_whole_number():
    assert module._ROWS % module._BATCH


@pytest.mark.parametrize("k", [50, 80])
@pytest.mark.parametrize("method", ["mini-batch", "k-means"])
def test_names_for_a_scan_of_each_cluster_are_mostly_right(k, method):
    assert 0.7 < module._drawer(k, method) < 1


def test_the_bounds_of_the_budget():
    reason = "The budget is 80 names, and inertia still falls."
    assert check("mnist-5", 50, "mini-batch", reason).ok
    assert check("mnist-5", 80, "k-means").ok
    for k in (0, 49, 81):
        assert not check("mnist-5", k, "mini-batch", reason).ok


def named_by_loop(labels, names):
    digits = np.zeros(len(labels), dtype=int)
    for i in range(len(labels)):
        digits[i] = names[labels[i]]
    return digits


def named_by_map(labels, names):
    return pd.Series(labels).map(names).to_numpy()


def named_by_table(labels, names):
    table = np.array([names[c] for c in sorted(names)])
    return table[labels]


def named_by_masks(labels, names):
    digits = np.zeros(len(labels), dtype=int)
    for cluster, digit in names.items():
        digits[labels == cluster] = digit
    return digits


def named_before(labels, names):
    digits = np.zeros(len(labels), dtype=int)
    for place, cluster in enumerate(labels.tolist()):
        digits[place - 1] = names[cluster]  # off by one
    return digits


def names_of(model, X, y):
    return match_labels(model.predict(X), y, method="majority").mapping


def share_by_loop(model, X, y, X_new, y_new):
    names, right = names_of(model, X, y), 0
    for cluster, digit in zip(model.predict(X_new), y_new, strict=True):
        right += names[int(cluster)] == digit
    return right / len(y_new)


def share_by_score(model, X, y, X_new, y_new):
    names = names_of(model, X, y)
    return accuracy_score(y_new, [names[c] for c in model.predict(X_new).tolist()])


def share_by_map(model, X, y, X_new, y_new):
    named = pd.Series(model.predict(X_new)).map(names_of(model, X, y))
    return (named.to_numpy() == y_new).mean()


def share_by_vectorize(model, X, y, X_new, y_new):
    return np.mean(np.vectorize(names_of(model, X, y).get)(model.predict(X_new)) == y_new)


def share_by_count(model, X, y, X_new, y_new):
    clusters, new = model.predict(X), model.predict(X_new)
    names = {c: Counter(y[clusters == c].tolist()).most_common(1)[0][0] for c in set(new.tolist())}
    return sum(names[c] == d for c, d in zip(new.tolist(), y_new, strict=True)) / len(new)


def in_slices(model, X, batch_size, n_passes, rng):
    for _ in range(n_passes):
        mixed = X[rng.permutation(len(X))]
        for i in range(0, len(X), batch_size):
            model.partial_fit(mixed[i : i + batch_size])
    return model


def in_parts(model, X, batch_size, n_passes, rng):
    for _ in range(n_passes):
        order = rng.permutation(len(X))
        for rows in np.split(order, range(batch_size, len(X), batch_size)):
            model.partial_fit(X[rows])
    return model


def in_shuffled_copies(model, X, batch_size, n_passes, rng):
    rows = np.arange(len(X))
    for _ in range(n_passes):
        rng.shuffle(rows)
        for first in range(0, len(rows), batch_size):
            model = model.partial_fit(X[rows[first : first + batch_size]])
    return model


def in_a_while_loop(model, X, batch_size, n_passes, rng):
    for _ in range(n_passes):
        left = list(rng.permutation(len(X)))
        while left:
            model.partial_fit(X[left[:batch_size]])
            left = left[batch_size:]
    return model


def by_scikit_learn(model, X, batch_size, n_passes, rng):
    for _ in range(n_passes):
        mixed = shuffle(X, random_state=int(rng.integers(1_000_000)))
        for rows in gen_batches(len(X), batch_size):
            model.partial_fit(mixed[rows])
    return model


def one_pass_too_few(model, X, batch_size, n_passes, rng):
    return in_slices(model, X, batch_size, n_passes - 1, rng)


def swapped(model, X, batch_size, n_passes, rng):
    return in_slices(model, X, n_passes, batch_size, rng)


def shuffled_once(model, X, batch_size, n_passes, rng):
    mixed = X[rng.permutation(len(X))]
    for _ in range(n_passes):
        for i in range(0, len(X), batch_size):
            model.partial_fit(mixed[i : i + batch_size])
    return model


def never_shuffled(model, X, batch_size, n_passes, rng):
    for _ in range(n_passes):
        for rows in gen_batches(len(X), batch_size):
            model.partial_fit(X[rows])
    return model


def drawn_with_repeats(model, X, batch_size, n_passes, rng):
    for _ in range(n_passes * -(-len(X) // batch_size)):
        model.partial_fit(X[rng.integers(len(X), size=batch_size)])
    return model


def fitted_whole(model, X, batch_size, n_passes, rng):
    return model.set_params(batch_size=batch_size, max_iter=n_passes).fit(X)


RIGHT = {
    "mnist-1": [
        (13, 14),
        (78 / 6, 98 / 7),
        (10 + (16 - 10) / 5 + (22 - 11.2) / 6, 13 + (20 - 13) / 7),
        (np.mean([10] * 4 + [16, 22]), np.mean([10] * 4 + [16, 22, 20])),
        ("13", "14.0"),
    ],
    "mnist-2": [
        ("i", lambda labels, names: np.array([names[c] for c in labels])),
        ("i", named_by_loop),
        (" i ", named_by_map),
        ("`i`", named_by_table),
        ("i", named_by_masks),
        ("i", lambda labels, names: [names[c] for c in labels.tolist()]),
        ("i", lambda labels, names: np.vectorize(names.get)(labels)),
    ],
    "mnist-3": [
        (share_by_loop,),
        (share_by_score,),
        (share_by_map,),
        (share_by_vectorize,),
        (share_by_count,),
    ],
    "mnist-4": [
        (in_slices,),
        (in_parts,),
        (in_shuffled_copies,),
        (in_a_while_loop,),
        (by_scikit_learn,),
    ],
    "mnist-5": [
        (80, "k-means"),
        (50, "mini-batch"),
        ("64", "KMeans"),
        (np.int64(72), "Mini-Batch"),
        (72, "mini batch"),
        (80.0, "MiniBatchKMeans", "80 names; 0.74 against 0.71"),
    ],
}
WRONG = {
    "mnist-1": [
        (19, 20),  # the batch alone
        (14.5, 16.5),
        (13, 16.5),  # the count starts anew
        (16, 18),
        (14, 13),  # swapped
        (78, 98),  # sums
    ],
    "mnist-2": [
        ("i", lambda labels, names: labels),
        ("i", named_before),
        ("place", named_by_loop),
        ("cluster", named_by_loop),
        ("i", lambda labels, names: np.array([names[c] for c in set(labels.tolist())])),
        ("i", lambda labels, names: np.array([names[c] + 1 for c in labels.tolist()])),
        ("i", lambda labels, names: np.full(len(labels), names[labels[0]])),
    ],
    "mnist-3": [
        (lambda m, X, y, A, b: share_by_loop(m, X, y, X, y),),
        (lambda m, X, y, A, b: share_by_loop(m, A, b, X, y),),  # swapped
        (lambda m, X, y, A, b: share_by_loop(m, A, b, A, b),),
        (lambda m, X, y, A, b: (m.predict(A) == b).mean(),),
        (lambda m, X, y, A, b: share_by_loop(m, X, y, A, b) * len(b),),
        (lambda m, X, y, A, b: 100 * share_by_loop(m, X, y, A, b),),
        (lambda m, X, y, A, b: share_by_loop(m.fit(A), X, y, A, b),),
        (lambda m, X, y, A, b: np.mean([names_of(m, X, y)[c] for c in m.labels_] == y),),
        (lambda m, X, y, A, b: 1 - share_by_loop(m, X, y, A, b),),
    ],
    "mnist-4": [
        (one_pass_too_few,),
        (swapped,),
        (shuffled_once,),
        (never_shuffled,),
        (drawn_with_repeats,),
        (fitted_whole,),
        (lambda m, X, size, n, rng: in_slices(m, X, size + 1, n, rng),),  # off by one
    ],
    "mnist-5": [
        (10, "k-means"),
        (49, "k-means"),
        (81, "mini-batch"),
        ("k-means", 80),  # swapped
        (80, "both"),
        (80, "k-means", "aa bb cc dd ee ff gg hh"),
    ],
}


@pytest.mark.parametrize(("key", "answers"), [(k, a) for k, ways in RIGHT.items() for a in ways])
def test_other_right_ways_pass(key, answers):
    done = check(key, *answers)
    assert done.ok, done


@pytest.mark.parametrize(("key", "answers"), [(k, a) for k, ways in WRONG.items() for a in ways])
def test_other_wrong_ways_are_told(key, answers):
    done = check(key, *answers)
    assert done.kind == "wrong", done
