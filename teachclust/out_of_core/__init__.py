"""Data beyond memory, chunk by chunk, and beyond one machine, on Dask."""

from __future__ import annotations

from teachclust.out_of_core.chunked_fit import ChunkedFit, fit_in_chunks, predict_in_chunks
from teachclust.out_of_core.dask_k_means import DaskKMeans, Iteration
from teachclust.out_of_core.dask_trace import trace_run
from teachclust.out_of_core.sources import ChunkedRows, open_rows

__all__ = [
    "ChunkedFit",
    "ChunkedRows",
    "DaskKMeans",
    "Iteration",
    "fit_in_chunks",
    "open_rows",
    "predict_in_chunks",
    "trace_run",
]
