"""English for profiles of clusters and distributions of features: titles, axes, sentences."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    # -- profile: the sentences of a table, and a plot
    "plot.profile.sentence": "{name}, {size} of {n}: {told}.",
    "plot.profile.all": "All {n}, half of them: {told}.",
    "plot.profile.title": "{k} clusters, each beside all {n} rows",
    "plot.profile.one": "1 cluster, beside all {n} rows",
    "plot.profile.none": "No cluster among {n} rows",
    "plot.profile.y": "cluster, rows in it",
    "plot.profile.row": "{name}  {size}",
    "plot.profile.whole": "all  {size}",
    "plot.profile.key": "bars: half of the rows; marks: medians; grey: all rows",
    "plot.profile.stands_out": "{name} {size}: {told}.",
    "plot.profile.level_low": "{feature} low",
    "plot.profile.level_high": "{feature} high",
    "plot.profile.plain": "nothing stands out",
    "plot.profile.more": "And {n} more clusters.",
    # -- distribution
    "plot.spread.title": "How {n} {rows} are spread",
    "plot.spread.grouped": "How {n} {rows} are spread, by group",
    "plot.spread.rows": "rows",
    "plot.spread.y": "{rows}",
    "plot.spread.alt_one": "{feature} from {low} to {high}, most from {left} to {right} ({most}).",
    "plot.spread.alt_groups": "Groups: {sizes}.",
    "plot.spread.more": "And {n} more features.",
}
