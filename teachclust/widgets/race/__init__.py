"""The Race: estimators side by side on the same data, by the work that they have done."""

from teachclust.widgets.race.widget import Race, race

__all__ = ["Race", "race"]
