"""Exercise density-5: where a town puts racks for bikes, decided and defended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reasons import judge_reason

_DENSE: Final = ("station", "market", "river path", "campus")
_SUBURB: Final = 4
# a place is found if this share of its bikes is in one cluster
_WHOLE: Final = 0.75
_PART_OF_SUBURB: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Found:
    """What a model makes of the bikes: the cluster that holds most of each place, and how much."""

    clusters: int
    noise: int
    bikes: int
    holder: tuple[int, ...]
    share: tuple[float, ...]

    @property
    def suburb(self) -> bool:
        return self.share[_SUBURB] >= _PART_OF_SUBURB

    @property
    def scraps(self) -> int:
        """Clusters that hold none of the places."""
        places = [*self.holder[: len(_DENSE)], *([self.holder[_SUBURB]] if self.suburb else [])]
        return self.clusters - len({place for place in places if place >= 0})


def _look(model: Any) -> _Found:
    from sklearn.base import clone

    from teachclust.datasets import make_parked_bikes

    town = make_parked_bikes()
    own = clone(model)
    if "copy" in own.get_params():  # HDBSCAN warns unless it is told
        own.set_params(copy=True)
    labels = np.asarray(own.fit_predict(town.data))
    holder, share = [], []
    for place in range(len(town.target_names)):
        there = labels[town.target == place]
        sizes = np.bincount(there[there >= 0], minlength=1)
        holder.append(int(sizes.argmax()) if sizes.max() else -1)
        share.append(float(sizes.max() / len(there)))
    clusters, noise = int(labels.max()) + 1, int(np.sum(labels == -1))
    return _Found(clusters, noise, len(labels), tuple(holder), tuple(share))


def _verify(model: Any, suburb: Any, because: Any) -> str:
    if isinstance(model, type) or not hasattr(model, "fit_predict"):
        raise Mistake("model is an estimator, not fitted, such as DBSCAN(eps=30, min_samples=5).")
    found = _look(model)
    _judge_clusters(found)
    racks = _read_suburb(suburb)
    if racks and not found.suburb:
        raise Mistake(
            "Your model leaves the suburb's bikes as noise, and yet you put racks there. Change "
            "the model or the plan, so that one follows from the other."
        )
    if found.suburb and not racks:
        raise Mistake(
            "Your model finds the suburb as a cluster, and your plan gives it no racks. Take a "
            "model whose clusters are the places where you build."
        )
    judge_reason(str(because))
    return _praise(found)


def _read_suburb(suburb: Any) -> bool:
    said = str(suburb).strip().lower()
    if said not in {"racks", "no racks"}:
        raise Mistake('suburb is one of two: "racks" or "no racks".')
    return said == "racks"


def _judge_clusters(found: _Found) -> None:
    """Raise `Mistake` for clusters on which no rack can be built."""
    if found.clusters == 0:
        raise Mistake("All bikes are noise: none has enough others within eps. It is in meters.")
    if found.noise == 0:
        raise Mistake(
            "No bike is noise, so a stray in a field counts for a rack as much as the station "
            "does. Take a model that may leave points out."
        )
    holder, share = found.holder[: len(_DENSE)], found.share[: len(_DENSE)]
    if len(set(holder)) == 1:
        raise Mistake("All places are one cluster: steps are longer than any gap between them.")
    if holder[0] == holder[1] and min(share[:2]) >= _WHOLE:
        raise Mistake(
            "Station and market have become one cluster. They are 80 m apart, so steps must be "
            "shorter than that."
        )
    lost = [name for name, part in zip(_DENSE, share, strict=True) if part < _WHOLE]
    if lost:
        raise Mistake(
            f"Broken up or lost: {', '.join(lost)}. Clusters: {found.clusters}. Steps are too "
            "short for them, or too many neighbors are asked for."
        )
    if found.scraps > 1:
        raise Mistake(
            f"The places are found, but {found.scraps} more clusters are scraps: a few bikes that "
            "happen to stand together. Ask for more neighbors, or for larger clusters."
        )


def _praise(found: _Found) -> str:
    racks = f"{found.clusters} clusters, {found.noise} of {found.bikes} bikes left out. "
    if found.suburb:
        return (
            f"That can be defended: {racks}The suburb counts although it is sparse; a walk to its "
            "rack is longer, and somebody should say whether that is worth it."
        )
    return (
        f"That can be defended: {racks}Racks where bikes pile up, none in the suburb; its people "
        "may ask why, and the answer is the density that you asked for."
    )


_SHORT: Final = "With eps=50 and min_samples=10 no step is longer than the 80 m gap by the market."
_ANY: Final = "HDBSCAN finds 5 clusters of unequal density, with no eps that would serve them all."


def _right(seed: int) -> tuple[Any, ...]:
    from sklearn.cluster import DBSCAN, HDBSCAN

    choices = (
        (DBSCAN(eps=50, min_samples=10), "no racks", _SHORT),
        (HDBSCAN(min_cluster_size=15, copy=True), "racks", _ANY),
        (DBSCAN(eps=55, min_samples=10), "No racks", _SHORT),
        (HDBSCAN(min_cluster_size=10), "racks", _ANY),
    )
    return choices[seed % len(choices)]


def _dbscan(eps: float, min_samples: int, suburb: str = "no racks", why: str = _SHORT) -> Any:
    from sklearn.cluster import DBSCAN

    return DBSCAN(eps=eps, min_samples=min_samples), suburb, why


def _kmeans() -> Any:
    from sklearn.cluster import KMeans

    return KMeans(n_clusters=5, n_init=10, random_state=0), "racks", _ANY


def _hdbscan(suburb: str) -> Any:
    from sklearn.cluster import HDBSCAN

    return HDBSCAN(min_cluster_size=15, copy=True), suburb, _ANY


DECIDE: Final = Exercise(
    key="density-5",
    title="Racks to defend",
    level="respond",
    fading="own",
    objectives=("detect", "defend"),
    hints=(
        "Decide first who should get racks: only places where bikes pile up, or the suburb too? "
        "The first is one density, the second is several.",
        "For one density take DBSCAN. eps is in meters: longer than the steps along the path, "
        "shorter than the 80 m between station and market; with more than 5 neighbors scraps go.",
        "DBSCAN(eps=50, min_samples=10) leaves the suburb out; HDBSCAN(min_cluster_size=15, "
        "copy=True) takes it in. Say which one, why, and with what number.",
    ),
    verify=_verify,
    solution=_right,
    wrong=(
        Wrong("no noise", _kmeans, "a stray in a field"),
        Wrong("eps as for the moons", lambda: _dbscan(0.2, 5), "All bikes are noise"),
        Wrong("larger than any gap", lambda: _dbscan(220, 5), "All places are one"),
        Wrong("past one gap", lambda: _dbscan(100, 10), "have become one cluster"),
        Wrong("too short", lambda: _dbscan(20, 5), "Broken up or lost"),
        Wrong("too few neighbors", lambda: _dbscan(45, 3), "scraps"),
        Wrong("racks on noise", lambda: _dbscan(50, 10, "racks"), "and yet you put racks"),
        Wrong("a cluster without racks", lambda: _hdbscan("no racks"), "gives it no racks"),
        Wrong("another plan", lambda: _dbscan(50, 10, "some"), "one of two"),
        Wrong("labels for a model", lambda: ([0, 1], "racks", _ANY), "is an estimator"),
        Wrong("no reason", lambda: _dbscan(50, 10, why="it looks good"), "words or more"),
        Wrong(
            "a reason without a number",
            lambda: _dbscan(50, 10, why="because bikes there stand closer than anywhere else"),
            "Put a number",
        ),
    ),
    count=3,
)
