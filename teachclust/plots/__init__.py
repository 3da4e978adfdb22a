"""Displays: pictures of a clustering that follow scikit-learn's conventions, one per file."""
