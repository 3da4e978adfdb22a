"""A table of pixels, or of any features with numbers: what a clusterer is trained on."""

from __future__ import annotations

from typing import Any

import pandas as pd

from teachclust.earth.applying import check_output_name, check_trained


class FeatureCollection(pd.DataFrame):
    """A table with one row for each feature, accepted wherever a table is.

    It is a DataFrame of pandas. A table that was sampled has the pixels in its index: the levels
    ``row`` and ``column``, and ``longitude`` and ``latitude`` with ``geometries=True``. Its columns
    are the properties.

    Parameters
    ----------
    *args, **kwargs
        As of `pandas.DataFrame`.

    Examples
    --------
    >>> import teachclust.earth as ee
    >>> fields = ee.FeatureCollection({"wheat": [0.1, 0.2, 0.9], "rain": [3.0, 3.1, 1.0]})
    >>> clusterer = ee.Clusterer.wekaKMeans(2).train(fields)
    >>> fields.cluster(clusterer)["cluster"].tolist()
    [1, 1, 0]
    """

    @property
    def _constructor(self) -> type[FeatureCollection]:
        return FeatureCollection

    def propertyNames(self) -> list[str]:
        """Return the names of the columns.

        Returns
        -------
        names : list of str
            In their order.
        """
        return [str(name) for name in self.columns]

    def cluster(self, clusterer: Any, outputName: str = "cluster") -> FeatureCollection:
        """Return the table with a column more: the cluster of each row.

        Parameters
        ----------
        clusterer : Clusterer
            Trained on columns of the same names.
        outputName : str, default="cluster"
            The name of the column.

        Returns
        -------
        table : FeatureCollection
            A copy with the new column, of int.

        Raises
        ------
        LearnerError
            If the clusterer isn't trained, or a column that it needs is missing or no number.
        """
        name = check_output_name(outputName)
        return FeatureCollection(self.assign(**{name: check_trained(clusterer).predict(self)}))

    def to_frame(self) -> pd.DataFrame:
        """Return a plain DataFrame.

        Returns
        -------
        frame : pandas.DataFrame
            A copy.
        """
        return pd.DataFrame(self).copy()
