"""Lesson 06_image_compression: its exercises and its questions."""
