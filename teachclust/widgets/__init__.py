"""Widgets: one Python file each, the same word as its TypeScript file."""
