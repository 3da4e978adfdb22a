"""What all widgets share: the bundle, the words, errors that show, the saved picture, the page."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from functools import cache, wraps
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar, cast

import anywidget
import traitlets

from teachclust.errors import LearnerError
from teachclust.files import write_file
from teachclust.widgets.cells import cells
from teachclust.words import browser_catalogue, say

P = ParamSpec("P")
W = TypeVar("W", bound="Widget")

#: What the exporter of lessons looks for in the output of a cell.
PAGE_MIME = "application/vnd.teachclust.page+json"


@cache
def bundle(name: str) -> str:
    """Return the text of a built browser bundle.

    It is handed to anywidget as text read once: a file path would be watched, and a watched file
    keeps closed widgets alive.

    Parameters
    ----------
    name : {"loader.js", "widget.js", "palette.js", "race.js", "scatter3d.js", "page.js"}
        The file in ``teachclust/static``.

    Returns
    -------
    text : str
        Its text.

    Raises
    ------
    LearnerError
        If the bundle was not built (a checkout without ``make``).
    """
    file = files("teachclust") / "static" / name
    if not file.is_file():
        raise LearnerError(
            "The browser part of teachclust is not built.",
            where=f"teachclust/static/{name}",
            why="A checkout builds it once; an installed release carries it.",
            fix="make build",
        )
    return file.read_text(encoding="utf-8")


def shows_errors(method: Callable[Concatenate[W, P], None]) -> Callable[Concatenate[W, P], None]:
    """Show an error of a callback in the widget: ipywidgets would swallow it.

    Parameters
    ----------
    method : callable
        A method that answers the browser.

    Returns
    -------
    guarded : callable
        The same, with every exception shown by `Widget.show_error`.
    """

    @wraps(method)
    def guarded(self: W, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            method(self, *args, **kwargs)
        except Exception as error:
            self.show_error(error)

    return cast("Callable[Concatenate[W, P], None]", guarded)


class Widget(anywidget.AnyWidget):
    """Base of all widgets.

    A subclass sets the trait `widget` (the word that names its TypeScript file) and writes
    `summary`; `still` and `page_traits` where it has a picture and plays in a page.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    #: what the loader in `_esm` loads once for all widgets of a page
    _bundle = traitlets.Unicode().tag(sync=True)
    #: which widget the bundle draws
    widget = traitlets.Unicode().tag(sync=True)
    #: the bundle that draws it: a large widget has one of its own
    bundle_name: ClassVar[str] = "widget.js"
    words = traitlets.Dict().tag(sync=True)
    #: the last error, in four parts, with the number of the request that met it
    problem = traitlets.Dict().tag(sync=True)

    def __init__(self, **kwargs: Any) -> None:
        esm, code = bundle("loader.js"), bundle(self.bundle_name)
        super().__init__(_esm=esm, _bundle=code, words=browser_catalogue(), **kwargs)
        if (here := cells()) is not None:
            here.made(self)

    @property
    def closed(self) -> bool:
        """Whether the widget was closed: by `close`, or because its cell was run again."""
        return self.comm is None

    def close(self) -> None:
        """Close the widget here and in the browser, and free its memory.

        A cell that is run again does this by itself with the widgets of its earlier run that no
        other cell shows.
        """
        if (here := cells()) is not None:
            here.forget(self)
        layout = self.layout if not self.closed else None
        super().close()
        self.__dict__.pop("_repr_mimebundle_", None)  # ipywidgets leaves None: nothing would show
        if layout is not None:
            layout.close()  # ipywidgets closes the widget alone
        self.unobserve_all()

    def show_error(self, error: Exception) -> None:
        """Show an error in the widget.

        Parameters
        ----------
        error : Exception
            A `LearnerError` shows its four parts; any other its type and message.
        """
        if isinstance(error, LearnerError):
            parts = dict(error.parts)
        else:
            text = f"{type(error).__name__}: {error}"
            parts = {"what": self.words["problem.unexpected"], "where": text, "why": "", "fix": ""}
        self.problem = {"ack": self.present_request(), **parts}

    def present_request(self) -> int:
        """Return the number of the request that is being answered; 0 when there is none."""
        return 0

    def summary(self) -> str:
        """Return the widget as one deterministic line of text."""
        return type(self).__name__

    def still(self) -> bytes | None:
        """Return the widget's picture as PNG, or None."""
        return None

    def page_traits(self) -> dict[str, Any]:
        """Return the traits that a page without Python needs; binary values are memoryviews."""
        return {"widget": self.widget, "words": self.words}

    def page_state(self) -> dict[str, Any]:
        """Return what a page needs to play this widget, ready for JSON."""
        from teachclust.widgets.page import pack

        return {"widget": self.widget, "traits": _packed(self.page_traits(), pack)}

    def page_title(self) -> str:
        """Return the title of a saved page that is given none."""
        return self.summary()

    def save_html(self, path: str | os.PathLike[str], title: str | None = None) -> Path:
        """Write one HTML file that plays from disk, with no network and no Python.

        Parameters
        ----------
        path : path-like
            The file to write. Its folder must be there; an existing file is replaced whole, a link
            is replaced and not followed.
        title : str, default=None
            Title of the page; by default the widget's own.

        Returns
        -------
        path : Path
            The file that was written.

        Raises
        ------
        LearnerError
            If it can't be written: then what was there is as it was.
        """
        from teachclust.widgets.page import page, widget_slot

        target = Path(path)
        text = page(title or self.page_title(), widget_slot(1, self.page_state()))
        write_file(target, text.encode("utf-8"))
        return target

    def __repr__(self) -> str:
        """Return `summary`: ipywidgets' own repr lists every trait and a memory address."""
        return say("widget.closed") if self.closed else self.summary()

    def _ipython_display_(self, **_: Any) -> None:
        from teachclust.widgets.outputs import show

        show(self)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Add the picture and the text, which show where there is no kernel."""
        if self.closed:
            return {"text/plain": say("widget.closed")}, {}
        shown = super()._repr_mimebundle_(**kwargs)
        if shown is None:
            return None
        if (here := cells()) is not None:
            here.shown(self)
        data, metadata = shown if isinstance(shown, tuple) else (shown, {})
        data = {**data, "text/plain": self.summary()}
        picture = self.still()
        if picture is not None:
            data["image/png"] = base64.b64encode(picture).decode("ascii")
            metadata = {**metadata, "image/png": {"alt": self.summary()}}
        if os.environ.get("TEACHCLUST_EXPORT") == "1":
            data[PAGE_MIME] = self.page_state()
        return data, metadata


def _packed(value: Any, pack: Callable[[Any], Any]) -> Any:
    if isinstance(value, dict):
        return {key: _packed(item, pack) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_packed(item, pack) for item in value]
    return pack(value) if isinstance(value, memoryview | bytes) else value
