"""The stages of a scan over k: fit, score, compare with references, compare resamples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from teachclust.float_errors import usual_float_errors
from teachclust.scores.choosing_k.fitter import DataFits, Fitted, Fitter, Relabeler
from teachclust.scores.choosing_k.gap import gap_and_spread, log_within, make_references
from teachclust.scores.choosing_k.k_fit import KFit
from teachclust.scores.choosing_k.progress import Progress
from teachclust.scores.choosing_k.stability import agreement, draw_parts, median_and_band, part_size
from teachclust.scores.matching import canonical_labels
from teachclust.scores.silhouettes import Silhouettes, silhouettes_in
from teachclust.threads import threads_for
from teachclust.words import say

Floats = npt.NDArray[np.floating[Any]]

# The gap and stability need hundreds of fits; more rows than this change little but the waiting.
MOST_ROWS: Final = 2_000
# Rounding alone lets inertia rise by less than this.
_SAME: Final = 1 + 1e-9
# So that neither stage's draws hang on whether another one ran.
_ROWS, _REFERENCES, _RESAMPLES = range(3)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be computed: see `teachclust.scores.scan_k`."""

    ks: tuple[int, ...]
    criteria: tuple[str, ...]
    n_references: int
    n_resamples: int
    seed: int
    sample_size: int | Literal["auto"] | None

    def seeds(self, purpose: int) -> int:
        """Return a seed of its own for one purpose."""
        return int(np.random.SeedSequence([self.seed, purpose]).generate_state(1)[0])


class Stages:
    """Runs the stages; each stores its numbers here, so that an interrupt loses none."""

    def __init__(self, fitter: Fitter, X: Floats, plan: Plan) -> None:
        self.fitter, self.X, self.plan = fitter, X, plan
        self.space = fitter.space
        self.fitted: dict[int, Fitted] = {}
        self.silhouettes: dict[int, Silhouettes] = {}
        self.scores: dict[int, dict[str, float]] = {k: {} for k in plan.ks}
        self.complete = False

    def wants(self, criterion: str) -> bool:
        """Whether this criterion was asked for."""
        return criterion in self.plan.criteria

    @property
    def repeats(self) -> bool:
        """Whether fits are repeated on other data."""
        return self.wants("gap") or self.wants("stability")

    @property
    def steps(self) -> int:
        """One for each fit, and one for the silhouettes."""
        each = 1 + self.wants("gap") * self.plan.n_references
        each += self.wants("stability") * (self.plan.n_resamples + 1)
        return len(self.plan.ks) * each + self.wants("silhouette")

    def run(self, progress: Progress) -> None:
        """Fit every k; score all; then repeat fits from small k up."""
        with threads_for(self.X.size * self.plan.ks[-1]), usual_float_errors():
            self._fit(progress)
            self._score(progress)
        if self.repeats:
            rows = self._rows()
            with threads_for(rows.size * self.plan.ks[-1]), usual_float_errors():
                self._repeat(rows, progress)
        self.complete = True

    def _fit(self, progress: Progress) -> None:
        fit = DataFits(self.fitter, self.X, inertia=self.wants("inertia"), bic=self.wants("bic"))
        for k in self.plan.ks:
            progress.step(say("scan.fits", k=k), 0)
            self.fitted[k] = fit(k)
            progress.step(say("scan.fits", k=k))

    def _score(self, progress: Progress) -> None:
        """Silhouettes of all k in one pass, then the indices that need no distances."""
        if self.wants("silhouette"):
            progress.step(say("scan.silhouettes"), 0)
            scored = silhouettes_in(
                self.space,
                self.X,
                self._renamed(),
                sample_size=self.plan.sample_size,
                random_state=self.plan.seeds(_ROWS),
            )
            self.silhouettes = dict(zip(self.plan.ks, scored, strict=True))
            progress.step(say("scan.silhouettes"))
        if not (self.wants("calinski_harabasz") or self.wants("davies_bouldin")):
            return
        from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score

        # distances lose digits far from zero
        centered = self.X - self.X.mean(axis=0)
        for k in self.plan.ks:
            labels = self.fitted[k].labels
            if not 2 <= len(np.unique(labels)) < len(labels):
                continue
            if self.wants("calinski_harabasz"):
                index = float(calinski_harabasz_score(centered, labels))
                self.scores[k]["calinski_harabasz"] = index
            if self.wants("davies_bouldin"):
                self.scores[k]["davies_bouldin"] = float(davies_bouldin_score(centered, labels))

    def _rows(self) -> Floats:
        """Return the rows on which fits are repeated."""
        if len(self.X) <= MOST_ROWS:
            return self.X
        rng = np.random.default_rng(self.plan.seeds(_ROWS))
        return self.space.part(self.X, np.sort(rng.permutation(len(self.X))[:MOST_ROWS]))

    def _repeat(self, rows: Floats, progress: Progress) -> None:
        """Gap and stability of each k in turn: after an interrupt the small k are complete."""
        gap = _Gap(self, rows, progress) if self.wants("gap") else None
        stability = _Stability(self, rows, progress) if self.wants("stability") else None
        for k in self.plan.ks:
            if gap is not None:
                self.scores[k] |= gap(k)
            if stability is not None:
                self.scores[k] |= stability(k)

    def fits(self) -> tuple[KFit, ...]:
        """Return what is done, with clusters numbered alike for every k."""
        return tuple(
            self._k_fit(k, labels) for k, labels in zip(self.fitted, self._renamed(), strict=True)
        )

    def _renamed(self) -> list[npt.NDArray[np.intp]]:
        """Return the labels of what is fitted; clusters keep their number from k to k."""
        return canonical_labels([fitted.labels for fitted in self.fitted.values()])

    def _k_fit(self, k: int, labels: npt.NDArray[np.intp]) -> KFit:
        fitted = self.fitted[k]
        numbers = _numbers(fitted.labels, labels, k)
        order = np.argsort(numbers)
        return KFit(
            k=k,
            labels=labels,
            centers=None if fitted.centers is None else fitted.centers[order],
            numbers=tuple(sorted(numbers)),
            inertia=fitted.inertia,
            silhouette=self.silhouettes.get(k),
            bic=fitted.bic,
            fit_time=fitted.seconds,
            **self.scores[k],
        )

    def notices(self) -> list[str]:
        """Say what was left out, and which fits are not to be trusted."""
        notices = []
        scored = next(iter(self.silhouettes.values()), None)
        if scored is not None and scored.defined and scored.note:
            notices.append(scored.note)
        if self.repeats and len(self.X) > MOST_ROWS:
            notices.append(say("scan.sample", n=f"{MOST_ROWS:,}", all=f"{len(self.X):,}"))
        loose = [k for k, fit in self.fitted.items() if not fit.converged]
        if loose:
            notices.append(say("scan.not_converged", k=_listed(loose)))
        fewer = [k for k, fit in self.fitted.items() if len(np.unique(fit.labels)) < k]
        if fewer:
            notices.append(say("scan.fewer", k=_listed(fewer)))
        return notices + self._rises()

    def _rises(self) -> list[str]:
        """Return a notice if inertia rises with k: then a fit ended in a poor local minimum."""
        known = [(k, fit.inertia) for k, fit in self.fitted.items() if fit.inertia is not None]
        if not hasattr(self.fitter.model, "n_init") or self.fitter.has_bic:
            return []
        rises = [k for (_, low), (k, high) in pairwise(known) if high > low * _SAME]
        return [say("scan.rises", k=_listed(rises))] if rises else []


class _Gap:
    """The gap at one k after another; references are drawn again, their trees are kept."""

    def __init__(self, stages: Stages, rows: Floats, progress: Progress) -> None:
        self.stages, self.rows, self.progress = stages, rows, progress
        self.references = make_references(rows, stages.plan.seeds(_REFERENCES))
        count = stages.plan.n_references
        self.own, *self.relabel = [Relabeler(stages.fitter, seed) for seed in range(count + 1)]

    def __call__(self, k: int) -> dict[str, float]:
        whole = self.rows is self.stages.X
        labels = self.stages.fitted[k].labels if whole else self.own(self.rows, k)
        logs = []
        for number_of, relabel in enumerate(self.relabel):
            X = self.references.draw(number_of)
            logs.append(log_within(X, relabel(X, k)))
            self.progress.step(say("scan.gap", k=k))
        gap, spread = gap_and_spread(log_within(self.rows, labels), logs)
        return {"gap": gap, "gap_spread": spread}


class _Stability:
    """The stability at one k after another; the parts are the same for all k.

    Each part is compared with the next, so that a fit serves two pairs.
    """

    def __init__(self, stages: Stages, rows: Floats, progress: Progress) -> None:
        self.rows, self.progress, self.space = rows, progress, stages.space
        seed, count = stages.plan.seeds(_RESAMPLES), stages.plan.n_resamples + 1
        self.parts = draw_parts(len(rows), seed, count)
        self.relabel = [Relabeler(stages.fitter, part.seed) for part in self.parts]

    def __call__(self, k: int) -> dict[str, float]:
        if k == 1 or k > part_size(len(self.rows)):
            self.progress.step(say("scan.stability", k=k), len(self.parts))
            return {}
        labels = []
        for part, relabel in zip(self.parts, self.relabel, strict=True):
            labels.append(relabel(self.space.part(self.rows, part.rows), k))
            self.progress.step(say("scan.stability", k=k))
        pairs = zip(pairwise(self.parts), pairwise(labels), strict=True)
        found = median_and_band([agreement(parts, both) for parts, both in pairs])
        return dict(zip(("stability", "stability_low", "stability_high"), found, strict=True))


def _numbers(own: npt.NDArray[np.intp], renamed: npt.NDArray[np.intp], k: int) -> list[int]:
    """Return the new number of each of the estimator's labels 0 to k - 1."""
    numbers: list[int] = [-1] * k
    for label, row in zip(*np.unique(own, return_index=True), strict=True):
        numbers[int(label)] = int(renamed[row])
    # an empty cluster has no points to be known by: it takes a number that is free
    free = iter(sorted(set(range(2 * k + len(own))) - set(numbers)))
    return [next(free) if one < 0 else one for one in numbers]


def _listed(ks: Iterable[int]) -> str:
    return ", ".join(map(str, ks))
