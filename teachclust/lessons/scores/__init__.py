"""Lesson 10_scores: its exercises and its questions."""
