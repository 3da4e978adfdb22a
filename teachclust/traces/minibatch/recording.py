"""The batches that a MiniBatchKMeans draws, recorded while it fits.

A fit draws its batches and keeps none. Here it draws from a random state that records, so that
nothing has to be guessed: which points a batch had, which of them a center jumped to, the smoothed
inertia, why it stopped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
from sklearn.cluster import MiniBatchKMeans

from teachclust.checks.memory import MOST_BYTES
from teachclust.errors import LearnerError
from teachclust.traces.frame import Floats

Stop = Literal["still", "tol", "max_iter"]
Ints = npt.NDArray[np.integer[Any]]

# Bytes of a recorded batch beside its points and counts.
_OVERHEAD: Final = 500


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """One batch of a fit.

    ``points`` are its points, repeats and all; ``jumps`` the places in it that starved centers
    jumped to (None where none was due), ``counts`` the points that each center has taken after it,
    ``inertia`` the mean squared distance in it, ``smoothed`` the running mean of that (None at the
    first), and ``n_no_improvement`` how many batches ago `smoothed` was lowest.
    """

    points: Ints
    due: bool
    jumps: Ints | None
    counts: Floats
    inertia: float
    smoothed: float | None
    n_no_improvement: int


@dataclass(slots=True)
class MiniBatchRecording:
    """What was recorded: starts, points on which they were compared, batches, why it stopped."""

    starts: list[Floats] = field(default_factory=list)
    init_indices: Ints | None = None
    batches: list[Batch] = field(default_factory=list)
    stop: Stop = "max_iter"
    bytes: int = 0


class _RecordingRandomState(np.random.RandomState):
    """A RandomState that records its last draw; it draws the same numbers as any other."""

    last: Any = None

    def choice(self, *args: Any, **kwargs: Any) -> Any:
        self.last = super().choice(*args, **kwargs)
        return self.last

    def randint(self, *args: Any, **kwargs: Any) -> Any:
        self.last = super().randint(*args, **kwargs)
        return self.last


def recording_random_state(random_state: np.random.RandomState) -> np.random.RandomState:
    """Return a recording copy of a random state; the original does not advance."""
    state: Any = random_state.get_state(legacy=False)
    draws = _RecordingRandomState(getattr(np.random, state["bit_generator"])())
    draws.set_state(state)
    return draws


class Recorder(MiniBatchKMeans):  # type: ignore[misc]
    """A MiniBatchKMeans that records its fit without changing it.

    ``random_state`` has to come from `recording_random_state` and ``recording`` has to be set. The
    three methods that are overridden have been there from scikit-learn 1.0 to 1.9; without them the
    recording would stay empty, which is noticed.
    """

    recording: MiniBatchRecording
    _drawn: Any = None
    _due: bool = False

    def _init_centroids(self, *args: Any, **kwargs: Any) -> Any:
        recording = self.recording
        if not recording.starts:
            recording.init_indices = self.random_state.last
        centers = super()._init_centroids(*args, **kwargs)
        recording.starts.append(centers.copy())  # the fit writes into its own
        return centers

    def _random_reassign(self) -> Any:
        # asked once for each batch, after it was drawn and before a center jumps
        self._drawn = self.random_state.last
        self.random_state.last = None
        self._due = super()._random_reassign()
        return self._due

    def _mini_batch_convergence(self, *args: Any, **kwargs: Any) -> Any:
        # asked at the end of each batch
        ends = super()._mini_batch_convergence(*args, **kwargs)
        if self._drawn is None or len(args) != 5:
            return ends  # another scikit-learn: what isn't on the recording will be missed
        _, _, _, moved, inertia = args
        points = self._drawn.astype(np.int32)
        self._write(points, float(inertia) / len(points))
        if ends:
            self.recording.stop = "tol" if self._tol > 0 and moved <= self._tol else "still"
        return ends

    def _write(self, points: Ints, inertia: float) -> None:
        recording = self.recording
        smoothed = None if self._ewa_inertia is None else float(self._ewa_inertia)
        recording.batches.append(
            Batch(
                points,
                bool(self._due),
                self.random_state.last,
                self._counts.copy(),
                inertia,
                smoothed,
                int(self._no_improvement),
            )
        )
        recording.bytes += bytes_of_batches(1, len(points), self.n_clusters)
        if recording.bytes > MOST_BYTES:
            raise too_many_batches(recording.bytes, self)


def bytes_of_batches(n_batches: int, batch_size: int, n_clusters: int) -> int:
    """Return how many bytes the recording takes."""
    return n_batches * (4 * batch_size + 8 * n_clusters + _OVERHEAD)


def too_many_batches(needed: float, model: Any) -> LearnerError:
    """Return the error for a fit whose batches don't fit into memory."""
    return LearnerError(
        f"The batches of this fit would need {needed / 1e6:,.0f} MB of memory or more.",
        where=f"max_iter={model.max_iter}, max_no_improvement={model.max_no_improvement}",
        why=f"Each batch is kept to be shown; {MOST_BYTES // 1_000_000} MB is the limit.",
        fix=f"MiniBatchKMeans(n_clusters={model.n_clusters}, max_iter=1, random_state=0)",
    )
