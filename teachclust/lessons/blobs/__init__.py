"""Lesson 01_blobs: its exercises and its questions."""
