"""What a cell saves of a widget: its picture beside the live view, not within the same output.

JupyterLab shows the live view whenever an output has one, also where no kernel is left to fill it
("Loading widget..."), and never the picture in the same output. So a cell gets three: rules for
the page, the picture, the live view. The rules hide the picture while the live view stands after
it, and the live view's empty place while it does not. Elsewhere the browser's part hides the
picture (js/src/core/saved_picture.ts).
"""

from __future__ import annotations

from typing import Any, Final

from teachclust.words import say

VIEW: Final = "application/vnd.jupyter.widget-view+json"
_CHILD: Final = ".jp-OutputArea-child"
_MARKED: Final = f"{_CHILD}:has(.teachclust-saved)"
_RULES: Final = (
    f"<style>{_MARKED},"
    f"{_MARKED}+{_CHILD}:has(+* .teachclust),"
    f"{_MARKED}+{_CHILD}+{_CHILD}:not(:has(.teachclust))"
    '{display:none!important}</style><span class="teachclust-saved" hidden></span>'
)


def split(data: dict[str, Any], metadata: dict[str, Any]) -> list[tuple[dict[str, Any], Any]]:
    """Return a widget's one MIME bundle as the three outputs of a cell.

    Parameters
    ----------
    data, metadata : dict
        What ``_repr_mimebundle_`` gives.

    Returns
    -------
    outputs : list of (data, metadata)
        The rules, the picture with the text, the live view; the bundle as it is without a view.
    """
    if VIEW not in data:
        return [(data, metadata)]
    picture = {kind: value for kind, value in data.items() if kind != VIEW}
    live = {VIEW: data[VIEW], "text/plain": ""}
    return [({"text/html": _RULES, "text/plain": ""}, {}), (picture, metadata), (live, {})]


def show(widget: Any) -> None:
    """Show a widget as the outputs of the running cell."""
    from IPython.display import display

    bundle = widget._repr_mimebundle_()
    if bundle is None:
        display({"text/plain": say("widget.closed")}, raw=True)  # type: ignore[no-untyped-call,unused-ignore]
        return
    for data, metadata in split(*bundle):
        display(data, metadata=metadata, raw=True)  # type: ignore[no-untyped-call,unused-ignore]
