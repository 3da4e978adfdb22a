"""The components of a mixture: their checked parameters, densities and responsibilities."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import check_centers, display_name
from teachclust.checks.labels import as_numbers
from teachclust.errors import LearnerError
from teachclust.traces.mixture import full_covariances

Floats = npt.NDArray[np.floating[Any]]

_CALL: Final = (
    "MixtureDisplay.from_predictions(X, model.means_, model.covariances_, weights=model.weights_"
)


def checked_components(
    means: Any, covariances: Any, weights: Any, covariance_type: str, n_features: int
) -> tuple[Floats, Floats, Floats]:
    """Return means, covariances and weights of a mixture, of shape (k, d), (k, d, d) and (k,).

    They come as scikit-learn has them for `covariance_type`; the weights are all the same when
    None, and add up to 1 after. A LearnerError if shapes don't fit, or a covariance has no inverse.
    """
    centers = as_numbers(means)
    k = len(centers) if centers.ndim else 1
    mean = check_centers(centers if centers.ndim else means, k, n_features)
    shapes = {
        "full": (k, n_features, n_features),
        "tied": (n_features, n_features),
        "diag": (k, n_features),
        "spherical": (k,),
    }
    if not (isinstance(covariance_type, str) and covariance_type in shapes):
        raise LearnerError(
            "There is no covariance_type of that name.",
            where=f"covariance_type={display_name(repr(covariance_type))}",
            why=f"It is one of {', '.join(shapes)}.",
            fix=f"{_CALL}, covariance_type=model.covariance_type)",
        )
    given = as_numbers(covariances)
    if given.shape != shapes[covariance_type]:
        raise LearnerError(
            f"Covariances have shape {given.shape}, not {shapes[covariance_type]}.",
            where=f"covariance_type={covariance_type!r}",
            why=f"There are {k} means of {n_features} features.",
            fix=f"{_CALL}, covariance_type=model.covariance_type)",
        )
    full = full_covariances(given, covariance_type, mean.shape)
    if not np.isfinite(full).all() or not (np.linalg.eigvalsh(full) > 0).all():
        raise LearnerError(
            "A covariance is not positive definite.",
            where="covariances",
            why="A component needs some spread in every direction, or it has no density.",
            fix="covariances = covariances + 1e-6 * np.eye(X.shape[1])",
        )
    return mean, full, _checked_weights(weights, k)


def _checked_weights(weights: Any, k: int) -> Floats:
    if weights is None:
        return np.full(k, 1 / k)
    given = as_numbers(weights)
    if given.shape != (k,) or not (given >= 0).all() or not 0 < given.sum() < np.inf:
        raise LearnerError(
            f"There must be {k} weights, from 0 up, and not all of them 0.",
            where=f"weights of shape {given.shape}",
            why="A weight is the part of all points that a component gives.",
            fix=f"{_CALL})",
        )
    scaled: Floats = given / given.sum()
    return scaled


def responsibilities_of(X: Floats, means: Floats, covariances: Floats, weights: Floats) -> Floats:
    """Return the responsibilities, shape (n_samples, n_components); rows add up to 1."""
    # log(0) is minus infinity; far from a component its responsibility rounds to zero
    with np.errstate(divide="ignore", under="ignore"):
        logs = log_densities(X, means, covariances) + np.log(weights)
        responsibilities: Floats = np.exp(logs - logs.max(axis=1, keepdims=True))
    responsibilities /= responsibilities.sum(axis=1, keepdims=True)
    return responsibilities


def log_densities(X: Floats, means: Floats, covariances: Floats) -> Floats:
    """Return the natural logarithm of each normal density at each point, of shape (n_samples, k).

    The covariances, of shape (k, n_features, n_features), are positive definite.
    """
    d = X.shape[1]
    logs = np.empty((len(X), len(means)))
    for component, (mean, covariance) in enumerate(zip(means, covariances, strict=True)):
        root = np.linalg.cholesky(covariance)
        gap = np.linalg.solve(root, (X - mean).T)
        squares = np.einsum("ij,ij->j", gap, gap)
        logs[:, component] = -0.5 * (squares + d * np.log(2 * np.pi))
        logs[:, component] -= np.log(np.diagonal(root)).sum()
    return logs
