from __future__ import annotations

import numpy as np
from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score

from teachclust.datasets import load_documents


def test_nine_texts_of_each_topic_and_four_of_two() -> None:
    documents = load_documents()
    assert np.bincount(documents.target).tolist() == [9, 9, 9, 9, 4]
    assert documents.target_names == ["cooking", "football", "space", "garden", "mixed"]
    for target, topics in zip(documents.target, documents.topics, strict=True):
        name = documents.target_names[target]
        assert topics == (name,) if name != "mixed" else len(topics) == 2
    assert {topic for topics in documents.topics for topic in topics} == {
        *documents.target_names[:4]
    }
    texts, target = load_documents(return_X_y=True)
    assert texts == documents.data
    assert (target == documents.target).all()


def test_they_are_short_all_different_and_of_plain_words() -> None:
    texts = load_documents().data
    assert len(set(texts)) == 40
    for text in texts:
        assert 15 <= len(text.split()) <= 40, text
        assert text.isascii()
        assert text.endswith(".")


def test_by_words_of_three_texts_or_more_k_means_finds_the_topics() -> None:
    texts, target = load_documents(return_X_y=True)
    table = TfidfVectorizer(stop_words="english", min_df=3).fit_transform(texts)
    alone = target < 4
    for seed in range(5):
        labels = KMeans(4, n_init=20, random_state=seed).fit_predict(table)
        assert adjusted_rand_score(target[alone], labels[alone]) == 1


def test_a_bunch_is_the_callers_own() -> None:
    load_documents().data.clear()
    assert len(load_documents().data) == 40
