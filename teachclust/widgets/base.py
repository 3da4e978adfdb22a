"""What all widgets share: code of the browser, requests, errors, saved thumbnail and page."""

from __future__ import annotations

import base64
import html
import os
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, ClassVar, Concatenate, Final, Generic, ParamSpec, Self, TypeVar, cast

import anywidget
import traitlets
from ipywidgets.widgets.widget import _put_buffers

from teachclust.errors import LearnerError
from teachclust.files import given_path, write_file
from teachclust.widgets.browser_code import code_of, first_texts, static_text, text_of
from teachclust.widgets.cells import cells
from teachclust.widgets.page import empty_slot, pack, page
from teachclust.widgets.requests import Fields, Request, read_request, request_number
from teachclust.widgets.saved_output import THUMBNAIL_CLASS
from teachclust.widgets.traits import Controls, Flag
from teachclust.words import browser_catalogue, say

P = ParamSpec("P")
W = TypeVar("W", bound="Widget[Any]")
S = TypeVar("S")

#: What the exporter of lessons looks for in the output of a cell.
PAGE_MIME = "application/vnd.teachclust.page+json"
#: letters of an error's message that are shown
_LONGEST: Final = 400
#: attributes of traitlets and ipywidgets that no two objects may share
_INNER: Final = ("_trait_", "_cross_", "_property_", "_notice", "_model_id", "_all_trait")


def shows_errors(method: Callable[Concatenate[W, P], None]) -> Callable[Concatenate[W, P], None]:
    """Show in the widget what an answer to the browser raises: ipywidgets would swallow it.

    So every request has an answer. An interrupt goes on to the cell that is running, if one is;
    outside of cells it was meant for this method alone. An exit ends no kernel.
    """

    @wraps(method)
    def guarded(self: W, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            method(self, *args, **kwargs)
        except (Exception, SystemExit) as error:
            self.show_error(error)
        except BaseException as error:
            self.show_error(error)
            here = cells()
            if not isinstance(error, KeyboardInterrupt) or here is None or here.running:
                raise

    return cast("Callable[Concatenate[W, P], None]", guarded)


class Widget(anywidget.AnyWidget, Generic[S]):
    """Base of all widgets.

    A subclass sets the trait `widget` (the word that names its TypeScript folder) and `remake`, and
    writes `summary`; `draw_thumbnail` where it has a picture; `page_traits` where it plays in a
    page; `browser_traits`, `request_kinds` and `answer` where the browser may change something.
    What it computes from, of type S, it hands to `replace_content`.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    #: the hashes of what the loader in `_esm` draws it with, and the texts that it brings itself
    _code = traitlets.Dict().tag(sync=True)
    _texts = traitlets.Dict().tag(sync=True)
    #: the word of its TypeScript module
    widget = traitlets.Unicode().tag(sync=True)
    #: the last error, in four parts, with the number of the request that met it
    problem = traitlets.Dict().tag(sync=True)
    #: What the browser asks for. It is taken as it comes and read by `read_request`; nothing but
    #: its number is sent back.
    request = traitlets.Any({}).tag(
        sync=True, echo_update=False, to_json=lambda given, _: {"id": request_number(given)}
    )
    #: what stands open at first: "all" (the experiment), or a parameter whose control stays in
    #: view; with "steps" nothing can be changed
    controls = Controls(None, allow_none=True).tag(sync=True)
    #: whether what comes after the step on screen is drawn too
    future = Flag(False).tag(sync=True)
    #: the stops of a talk (see `teachclust.stage`); None where it is on no stage
    staged = traitlets.Any(None).tag(sync=True)
    #: the line of Python that makes such a widget, shown where its numbers are gone
    remake: ClassVar[str] = ""
    #: what is on screen; None once the numbers of a closed widget are dropped
    _content: S | None = None
    #: earlier states and results, kept to go back to
    _earlier: OrderedDict[Any, Any]
    #: what the thumbnail was drawn of, and its bytes
    _drawn: tuple[Any, Any, bytes | None] | None = None
    #: what containers show of a closed widget
    _notice: Any = None
    #: the traits that the browser writes, beside `request`; nothing else that it sends is taken
    browser_traits: ClassVar[tuple[str, ...]] = ()
    #: the changes that the browser may ask for, with their fields
    request_kinds: ClassVar[Mapping[str, Fields]] = {}

    def __init__(self, **kwargs: Any) -> None:
        code = code_of(self.widget, self.code_parts())
        super().__init__(
            _esm=static_text("loader.js"), _code=code, _texts=first_texts(code), **kwargs
        )
        self.observe(self._read, "request")
        if (here := cells()) is not None:
            here.register(self)

    @shows_errors
    def _handle_msg(self, msg: dict[str, Any]) -> None:
        """Take a message of the browser; an error in it is shown, not raised."""
        data = msg["content"]["data"]
        if data.get("method") != "update":
            if not self._send_code(data.get("content")):
                super()._handle_msg(msg)
            return
        state = data["state"]
        _put_buffers(state, data.get("buffer_paths", []), msg.get("buffers", []))
        self.set_state(state)

    def _send_code(self, message: Any) -> bool:
        """Send the text that a page asks for by its hash; return whether it asked for one."""
        text = text_of(message.get("code")) if isinstance(message, dict) else None
        if text is not None:
            self.send({"code": message["code"], "text": text})
        return text is not None

    @shows_errors
    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the browser writes: the traits that it may write, with valid values."""
        taken = {}
        for name in ("request", *self.browser_traits):
            if name in sync_data:
                trait: Any = self.traits()[name]
                take = getattr(trait, "from_browser", trait._validate)
                taken[name] = take(self, sync_data[name])
        super().set_state(taken)

    def _should_send_property(self, key: str, value: Any) -> bool:
        """Do not echo a request: it may be large, and need not be JSON."""
        return key != "request" and bool(super()._should_send_property(key, value))

    @shows_errors
    def _read(self, change: Any) -> None:
        """Check a request and answer it."""
        request = read_request(change["new"], self.request_kinds)
        if request is not None:
            self.answer(request)

    def painters(self) -> Iterable[str]:
        """Return the names of the painters that it draws with."""
        return ()

    def code_parts(self) -> list[str]:
        """Return the names of the parts of the browser's code that only some widgets need."""
        names = sorted(set(self.painters()))
        return [f"part_{name}" for name in (*names, *(["stage"] if self.staged else []))]

    def put_on_stage(self, staged: dict[str, Any]) -> None:
        """Show it with what a talk needs, whose code it then carries; see `teachclust.stage`."""
        with self.hold_sync():
            self.staged = staged
            self._code = code_of(self.widget, self.code_parts())
            self._texts = {**self._texts, **first_texts(self._code)}

    def control_names(self) -> tuple[str, ...]:
        """Return the names that `controls` takes, beside "all" and "steps"."""
        return ()

    def answer(self, request: Request) -> None:
        """Answer a request of the browser, already checked; what is raised is shown."""
        raise NotImplementedError(request.kind)

    @property
    def content(self) -> S:
        """What is on screen: the source of all of the widget's numbers."""
        if self._content is None:
            raise LearnerError(say("widget.closed"), fix=self.remake)
        return self._content

    def replace_content(self, content: S, **traits: Any) -> None:
        """Replace what is on screen whole, after all slow and fallible work is done.

        The browser is sent `traits` at once and in this order.
        """
        with self.hold_sync(), self.hold_trait_notifications():  # observers see all of it
            self._content = content
            self.problem = {}
            for name, value in traits.items():
                setattr(self, name, value)

    @property
    def closed(self) -> bool:
        """Whether the widget was closed: by `close`, or because its cell was run again."""
        return self.comm is None

    @property
    def model_id(self) -> str:
        """The id of what a container shows: of a closed widget, a line that says so."""
        if not self.closed:
            return str(super().model_id)
        if self._notice is None:
            from ipywidgets import HTML

            self._notice = HTML(html.escape(say("widget.closed")))
        return str(self._notice.model_id)

    def close(self) -> None:
        """Close the widget here and in the browser.

        Its numbers stay readable as long as something refers to it. A cell that is run again does
        this by itself with the widgets of its earlier run to which nothing else refers and which
        no cell shows.
        """
        if (here := cells()) is not None:
            here.unregister(self)
        layout = self.layout if not self.closed else None
        super().close()
        self.__dict__.pop("_repr_mimebundle_", None)  # ipywidgets leaves None: nothing would show
        if layout is not None:
            layout.close()  # ipywidgets closes the widget alone
        self.unobserve_all()

    def closed_copy(self) -> Self:
        """Return a closed widget with the same numbers."""
        copy = type(self).__new__(type(self))
        for name, value in vars(self).items():
            if not name.startswith(_INNER):
                copy.__dict__[name] = value
        copy._trait_values.update(self._own_values())
        return copy

    def drop_numbers(self) -> None:
        """Free the memory of a closed widget's numbers."""
        self._content, self._drawn, self._earlier = None, None, OrderedDict()
        for name in self._own_values():
            self._trait_values.pop(name)

    def _own_values(self) -> dict[str, Any]:
        """Return the values of the traits that this package has defined."""
        own = {n for n, trait in self.traits().items() if issubclass(trait.this_class, Widget)}
        return {name: value for name, value in self._trait_values.items() if name in own}

    def show_error(self, error: BaseException) -> None:
        """Show a `LearnerError` by its four parts, any other error by its type and message."""
        if isinstance(error, LearnerError):
            parts = dict(error.parts)
        else:
            parts = {"what": say(_what(error)), "where": _text(error), "why": "", "fix": ""}
        self.problem = {"ack": self.present_request(), **parts}

    def present_request(self) -> int:
        """Return the number of the request that is being answered; 0 when there is none."""
        return request_number(self.request)

    def summary(self) -> str:
        """Return the widget as one deterministic line of text."""
        return type(self).__name__

    def thumbnail(self) -> bytes | None:
        """Return a small picture of what is on screen as PNG, or None; it is drawn once."""
        content, view, drawn = self._content, self.drawn_view(), self._drawn
        if drawn is None or drawn[0] is not content or drawn[1] != view:
            drawn = self._drawn = content, view, self.draw_thumbnail()
        return drawn[2]

    def drawn_view(self) -> Any:
        """Return what a thumbnail shows beside `content`, such as a step."""
        return None

    @property
    def tells_end(self) -> bool:
        """Whether text and picture may tell how it ends: it was asked for, or is on screen.

        A widget without steps has nothing to keep back.
        """
        return bool(self.future) or getattr(self, "step", 0) == getattr(self, "last_step", 0)

    def draw_thumbnail(self) -> bytes | None:
        """Draw what `thumbnail` returns."""
        return None

    def page_traits(self) -> dict[str, Any]:
        """Return the traits that a page without Python needs; binary values are memoryviews."""
        return {
            "widget": self.widget,
            "parts": self.code_parts(),
            "words": browser_catalogue(),
            "controls": self.controls,
            "future": self.future,
            **({"staged": self.staged} if self.staged else {}),
        }

    def page_state(self) -> dict[str, Any]:
        """Return what a page needs to play this widget, ready for JSON."""
        return {"widget": self.widget, "traits": _packed(self.page_traits())}

    def page_title(self) -> str:
        """Return the default title of a saved page."""
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
        target = given_path(path, "page.html")
        text = page(title or self.page_title(), empty_slot(1), [self.page_state()])
        write_file(target, text.encode("utf-8"))
        return target

    def __repr__(self) -> str:
        """Return `summary`: ipywidgets' own repr lists every trait and a memory address."""
        return say("widget.closed") if self.closed else self.summary()

    def saved_markup(self) -> str:
        """Return the HTML that stands for the widget where it can't be live."""
        return f'<div class="{THUMBNAIL_CLASS}">{self._markup(self.thumbnail())}</div>'

    def _markup(self, picture: bytes | None) -> str:
        """Return the picture as HTML, with its alternative text."""
        if picture is None:
            return ""
        data = base64.b64encode(picture).decode("ascii")
        return f'<img alt="{html.escape(self.summary())}" src="data:image/png;base64,{data}">'

    #: ipywidgets 7 shows a widget itself, without its text and picture: IPython shall ask for these
    _ipython_display_ = None

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Add the text and the picture, which show where there is no kernel.

        The picture stands in it twice: as HTML it has its alternative text in every export.
        """
        if self.closed:
            return {"text/plain": say("widget.closed")}, {}
        shown = super()._repr_mimebundle_(**kwargs)
        if shown is None:
            return None
        data, metadata = shown if isinstance(shown, tuple) else (shown, {})
        data = {**data, "text/plain": self.summary()}
        picture = self.thumbnail()
        if picture is not None:
            data["image/png"] = base64.b64encode(picture).decode("ascii")
            metadata = {**metadata, "image/png": {"alt": self.summary()}}
        if markup := self._markup(picture):
            data["text/html"] = f'<div class="{THUMBNAIL_CLASS}">{markup}</div>'
        if os.environ.get("TEACHCLUST_EXPORT") == "1":
            data[PAGE_MIME] = self.page_state()
        return data, metadata


def _what(error: BaseException) -> str:
    """Return the catalogue's key for an error that is not a `LearnerError`."""
    if isinstance(error, KeyboardInterrupt):
        return "problem.interrupted"
    return "problem.memory" if isinstance(error, MemoryError) else "problem.unexpected"


def _text(error: BaseException) -> str:
    """Return an error's type and message, cut where it is long."""
    try:
        message = str(error)
    except Exception:  # the text of an error is anybody's code
        message = ""
    name = type(error).__name__
    return f"{name}: {message}"[:_LONGEST] if message else name


def _packed(value: Any) -> Any:
    """Return a value with every binary part in it packed as JSON."""
    if isinstance(value, dict):
        return {key: _packed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_packed(item) for item in value]
    return pack(value) if isinstance(value, memoryview | bytes) else value
