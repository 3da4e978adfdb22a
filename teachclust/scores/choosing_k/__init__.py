"""Choosing k: the same estimator with every k, scored by several criteria, and a verdict."""

from __future__ import annotations

from teachclust.scores.choosing_k.k_fit import CRITERIA, DEFAULT_K, KFit
from teachclust.scores.choosing_k.k_scan import KScan
from teachclust.scores.choosing_k.scan import scan_k

__all__ = ["CRITERIA", "DEFAULT_K", "KFit", "KScan", "scan_k"]
