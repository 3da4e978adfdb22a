"""What an estimator's parameters stand for and which values they take, in plain words."""

from __future__ import annotations

from typing import Any, Final

#: What parameters stand for.
_MEANINGS: Final = {
    "acuity": "It is the least standard deviation within a cluster that counts.",
    "acuity_unit": "It says what the acuity is measured in.",
    "affinity": "It says how the ties between points are measured.",
    "algorithm": "It says how the same result is computed.",
    "allow_single_cluster": "It says whether all points may be one cluster.",
    "alpha": "Distances are divided by it.",
    "assign_labels": "It says how clusters are found among the eigenvectors.",
    "bandwidth": "Points within this distance of a seed pull it.",
    "batch_size": "So many points are drawn at each step.",
    "bin_seeding": "It says whether seeds lie on a grid.",
    "bisecting_strategy": "It says which cluster is cut next.",
    "branching_factor": "A node of the tree has at most so many subclusters.",
    "canopy_radius": "It is the least distance between the centers of two canopies.",
    "cluster_all": "It says whether points far from all centers get a cluster.",
    "cluster_method": "It says how clusters are read off the reachability plot.",
    "cluster_selection_epsilon": "Clusters nearer to each other than this are not divided.",
    "cluster_selection_method": "It says which clusters of the tree are taken.",
    "compute_full_tree": "It says whether merging goes on to a single cluster.",
    "convergence_iter": "The fit stops when the exemplars stay the same for so many iterations.",
    "copy_x": "It says whether X is copied before it is centered.",
    "covariance_prior": "It is the covariance that components are pulled to.",
    "covariance_type": "It says which shapes the components may have.",
    "criterion": "It says how the information criterion is computed.",
    "cutoff": "It is the share of the clusters that is split where no split pays.",
    "damping": "It is the share of the last message that is kept.",
    "decay": "It says how rate and width fall.",
    "degrees_of_freedom_prior": "It says how strongly covariances are pulled to their prior.",
    "distance": "It says how the distance of two points is measured.",
    "distance_threshold": "Clusters at this distance or farther apart are not merged.",
    "eigen_solver": "It says how the eigenvectors are computed.",
    "empty": "It says what becomes of an empty cluster.",
    "epochs": "So many times the points are gone through at most.",
    "eps": "Points at most this far apart are neighbors.",
    "final_sigma": "It is the width to which the neighborhood shrinks.",
    "gamma": "It says how fast a tie between two points weakens with their distance.",
    "grid": "It says which units of the map are neighbors.",
    "ids": "It says whether labels are leaves or nodes of the tree.",
    "init": "It says where the first centers come from.",
    "init_params": "It says where the first components come from.",
    "init_size": "The first centers are drawn among so many points.",
    "leaf_size": "It says how many points a leaf of the search tree holds.",
    "learning_rate": "It is the share of the gap by which a prototype moves.",
    "linkage": "It says what the distance of two clusters is.",
    "max_cluster_size": "Larger clusters are not taken.",
    "max_clusters": "It is the greatest number of clusters.",
    "max_eps": "Neighbors are looked for no farther than this.",
    "max_iter": "It is the largest number of steps.",
    "max_no_improvement": "After so many batches without a gain the fit stops.",
    "max_splits": "It is the largest number of rounds of splits.",
    "mean_precision_prior": "It says how strongly means are pulled to their prior.",
    "mean_prior": "It is the point that the means of components are pulled to.",
    "metric": "It says how the distance of two points is measured.",
    "min_bin_freq": "A bin with fewer points gives no seed.",
    "min_cluster_size": "Fewer points are no cluster.",
    "min_clusters": "It is the least number of clusters.",
    "min_samples": "A core point has so many neighbors.",
    "n_columns": "The map has so many columns of units.",
    "n_init": "So many starts are tried, and the best is kept.",
    "n_neighbors": "Each point is tied to so many of its nearest.",
    "n_rows": "The map has so many rows of units.",
    "normalize": "It says whether features are scaled to one range.",
    "p": "It is the power of the Minkowski metric: 2 is the straight line.",
    "preference": "It is the similarity of a point to itself: the higher, the more exemplars.",
    "rate": "It says whether the learning rate stays or falls to 0.",
    "reassignment_ratio": "A center with a smaller share of points starts again elsewhere.",
    "reg_covar": "It is added to each variance, so that no component becomes flat.",
    "restarts": "So many starts are tried for each number of clusters.",
    "shuffle": "It says whether the order of the points is drawn.",
    "sigma": "It is how wide the neighborhood of a unit is at first.",
    "squared_weights": "It says whether k-means++ draws by squared distances.",
    "swaps": "It says whether the best swap is made or the first that helps.",
    "threshold": "It is the largest radius of a subcluster.",
    "tol": "The fit stops when a step gains less.",
    "weight_concentration_prior": "The lower it is, the more components shrink to nothing.",
    "weight_concentration_prior_type": "It says which prior the weights of components have.",
    "xi": "It says how steep the reachability plot must be at the edge of a cluster.",
}


def meaning_of(algorithm: str, name: str) -> str:
    """Return one sentence on what a parameter of an estimator stands for."""
    if algorithm == "Cobweb" and name == "cutoff":
        return "It is the least category utility of a node's children."
    if algorithm == "BisectingKMeans" and name == "init":
        return "Each cut in two draws its own centers: they can't be given."
    return _MEANINGS.get(name, "scikit-learn's own fit refuses it too.")


def words_of(constraints: Any) -> list[str]:
    """Return the words among the values that scikit-learn's constraints accept."""
    return sorted(
        word for one in constraints for word in getattr(one, "options", ()) if isinstance(word, str)
    )


def _listed(words: list[str]) -> str:
    quoted = [f'"{word}"' for word in words]
    if len(quoted) > 8:
        return f"{', '.join(quoted[:8])} and {len(quoted) - 8} more"
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}" if len(quoted) > 1 else quoted[0]


def allowed(constraints: Any) -> str:
    """Say what scikit-learn's constraints accept, in plain words."""
    from sklearn.utils._param_validation import make_constraint

    parts: list[str] = []
    for one in constraints:
        made = make_constraint(one)
        if getattr(made, "hidden", False):
            continue
        if hasattr(made, "closed"):
            parts.append(_range(made))
        elif words := words_of([made]):
            parts.append(_listed(words))
        elif isinstance(one, str):
            parts.append({"boolean": "True or False", "verbose": "a whole number from 0",
                          "array-like": "a table of numbers"}.get(one, f"a {one}"))  # fmt: skip
        elif isinstance(one, type):
            known = {"Integral": "a whole number", "Real": "a number", "str": "a text"}
            parts.append(known.get(one.__name__, f"a {one.__name__}"))
        else:
            parts.append("a function" if one is callable else str(made))
    return " or ".join(dict.fromkeys(parts))


def _range(interval: Any) -> str:
    """Say which numbers are in an interval."""
    kind = {"Integral": "a whole number", "RealNotInt": "a share"}.get(
        interval.type.__name__, "a number"
    )
    low, high = interval.left, interval.right
    written = ".1f" if kind == "a share" else "g"
    text = kind
    if low is not None:
        text += f" {'from' if interval.closed in ('left', 'both') else 'above'} {low:{written}}"
    if high is not None:
        text += f" {'to' if interval.closed in ('right', 'both') else 'below'} {high:{written}}"
    return text
