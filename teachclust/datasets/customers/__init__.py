"""Customers of a shopping center: made up, or read from the table that many courses use."""

from __future__ import annotations

from teachclust.datasets.customers.load import load_customers
from teachclust.datasets.customers.read import read_customers

__all__ = ["load_customers", "read_customers"]
