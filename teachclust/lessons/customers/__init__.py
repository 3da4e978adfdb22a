"""Lesson 05_customer_segmentation: its exercises and its questions."""
