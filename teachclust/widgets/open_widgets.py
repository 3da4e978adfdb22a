"""Where ipywidgets keeps every open widget by its id: versions 7 and 8 have it in two places."""

from __future__ import annotations

from typing import Any

try:
    from ipywidgets.widgets.widget import _instances
except ImportError:  # version 7, which Colab has
    from ipywidgets import Widget

    _instances = Widget.widgets

OPEN: dict[str, Any] = _instances
