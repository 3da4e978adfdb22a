"""Teach and learn clustering: watch scikit-learn's own estimators think, step by step.

>>> from sklearn.cluster import KMeans
>>> from teachclust import watch
>>> from teachclust.datasets import load_blobs
>>> watch(KMeans(n_clusters=4, random_state=0), load_blobs().data)  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from teachclust.classroom.progress import progress
    from teachclust.errors import LearnerError, LearnerWarning
    from teachclust.lessons import (
        build,
        check,
        class_code,
        hint,
        look_back,
        predict,
        reason,
        record,
        reset,
        solution,
    )
    from teachclust.scores import scan_k
    from teachclust.threads import one_thread
    from teachclust.traces import Frame, Trace, register, trace
    from teachclust.widgets.build_task import BuildTask, Condition
    from teachclust.widgets.compare import Compare, compare, comparison_figure
    from teachclust.widgets.compare_grid import CompareGrid, compare_grid
    from teachclust.widgets.k_lab import KLab
    from teachclust.widgets.metric_lab import MetricLab
    from teachclust.widgets.palette_lab import PaletteLab
    from teachclust.widgets.predict import Predict
    from teachclust.widgets.race import Race, race
    from teachclust.widgets.sandbox import Sandbox
    from teachclust.widgets.scatter3d import Scatter3D
    from teachclust.widgets.scene_lab import SceneLab
    from teachclust.widgets.stage import stage
    from teachclust.widgets.stepper import Stepper, watch

__version__ = "0.1.0"

# Where each public name lives; it is loaded when first asked for.
_HOME: Final[dict[str, str]] = {
    "Compare": "teachclust.widgets.compare",
    "CompareGrid": "teachclust.widgets.compare_grid",
    "Frame": "teachclust.traces",
    "BuildTask": "teachclust.widgets.build_task",
    "Condition": "teachclust.widgets.build_task",
    "KLab": "teachclust.widgets.k_lab",
    "LearnerError": "teachclust.errors",
    "LearnerWarning": "teachclust.errors",
    "MetricLab": "teachclust.widgets.metric_lab",
    "PaletteLab": "teachclust.widgets.palette_lab",
    "Predict": "teachclust.widgets.predict",
    "Race": "teachclust.widgets.race",
    "Sandbox": "teachclust.widgets.sandbox",
    "Scatter3D": "teachclust.widgets.scatter3d",
    "SceneLab": "teachclust.widgets.scene_lab",
    "Stepper": "teachclust.widgets.stepper",
    "Trace": "teachclust.traces",
    "build": "teachclust.lessons",
    "check": "teachclust.lessons",
    "class_code": "teachclust.lessons",
    "compare": "teachclust.widgets.compare",
    "compare_grid": "teachclust.widgets.compare_grid",
    "comparison_figure": "teachclust.widgets.compare",
    "hint": "teachclust.lessons",
    "look_back": "teachclust.lessons",
    "one_thread": "teachclust.threads",
    "predict": "teachclust.lessons",
    "progress": "teachclust.classroom.progress",
    "race": "teachclust.widgets.race",
    "reason": "teachclust.lessons",
    "record": "teachclust.lessons",
    "register": "teachclust.traces",
    "reset": "teachclust.lessons",
    "scan_k": "teachclust.scores.choosing_k.scan",
    "solution": "teachclust.lessons",
    "stage": "teachclust.widgets.stage",
    "trace": "teachclust.traces",
    "watch": "teachclust.widgets.stepper",
}

__all__ = [
    "BuildTask",
    "Compare",
    "CompareGrid",
    "Condition",
    "Frame",
    "KLab",
    "LearnerError",
    "LearnerWarning",
    "MetricLab",
    "PaletteLab",
    "Predict",
    "Race",
    "Sandbox",
    "Scatter3D",
    "SceneLab",
    "Stepper",
    "Trace",
    "__version__",
    "build",
    "check",
    "class_code",
    "compare",
    "compare_grid",
    "comparison_figure",
    "hint",
    "look_back",
    "one_thread",
    "predict",
    "progress",
    "race",
    "reason",
    "record",
    "register",
    "reset",
    "scan_k",
    "solution",
    "stage",
    "trace",
    "watch",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'teachclust' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
