"""The exercises of lesson 04_mnist_minibatch, in the lesson's order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.exercise import Exercise
from teachclust.lessons.mnist_budget import BUDGET
from teachclust.lessons.mnist_names import MEND, UNSEEN
from teachclust.lessons.mnist_passes import PASSES
from teachclust.lessons.mnist_pull import PULL

EXERCISES: Final[tuple[Exercise, ...]] = (PULL, MEND, UNSEEN, PASSES, BUDGET)
