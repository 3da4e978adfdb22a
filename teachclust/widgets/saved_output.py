"""What a cell saves of its widgets, so that a notebook without a kernel shows their pictures.

A widget is one ordinary output: its live view, its text, its picture. JupyterLab prefers the view
of an output also where no kernel is left to fill it ("Loading widget..."), and never shows the
picture of the same output. So a cell gets one more output at its end, with the pictures of the
widgets that it shows. It is hidden while one of them is live, or shows its picture itself, in the
same output area; while none is, it takes the place of the empty views.

The output is JavaScript, which puts the pictures and the rules for them in their place. A style
sheet in HTML would be printed as text by exports to Markdown; this is left out by them. Where a
notebook isn't trusted it doesn't run: there a widget's own output shows its picture. A container
of ipywidgets has no picture of its own, so such a notebook shows only its text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from teachclust.widgets.page import json_for_script

VIEW: Final = "application/vnd.jupyter.widget-view+json"
#: the element around the markup that a widget leaves in its output
THUMBNAIL_CLASS: Final = "teachclust-thumbnail"
_AREA: Final = ".jp-OutputArea"
_CHILD: Final = ".jp-OutputArea-child"
_SAVED: Final = "teachclust-saved"
# Each rule is about one output area and its own outputs (">"): an area around it is let alone.
_LIVE: Final = f"> {_CHILD} .teachclust"
_RULES: Final = (
    f".{_SAVED}{{display:none}}"
    f"{_CHILD}>.{_SAVED}{{display:block}}"
    f"{_AREA}:has({_LIVE}, > {_CHILD} > .jp-OutputArea-output > .{THUMBNAIL_CLASS})"
    f">{_CHILD}:has(> .{_SAVED}){{display:none!important}}"
    f"{_AREA}:has(> {_CHILD} > .{_SAVED}):not(:has({_LIVE}))"
    f">{_CHILD}:has(> .lm-Panel.jp-OutputArea-output):not(:has(> .lm-Panel > *))"
    "{display:none!important}"
)
_SCRIPT: Final = """(() => {
  const host = typeof element === "undefined" ? null : element.nodeType ? element : element[0];
  if (!host) return;
  if (!document.getElementById("%(saved)s-rules")) {
    const rules = document.createElement("style");
    rules.id = "%(saved)s-rules";
    rules.textContent = %(rules)s;
    document.head.append(rules);
  }
  host.classList.add("%(saved)s");
  host.replaceChildren();
  for (const markup of %(markup)s) {
    const page = new DOMParser().parseFromString(markup, "text/html");
    for (const left of page.querySelectorAll(".%(thumbnail)s")) host.append(...left.childNodes);
  }
})();"""


def saved_output(markup: Iterable[str]) -> dict[str, Any]:
    """Return the MIME bundle that shows pictures where their widgets aren't live."""
    script = _SCRIPT % {
        "saved": _SAVED,
        "thumbnail": THUMBNAIL_CLASS,
        "rules": json_for_script(_RULES),
        "markup": json_for_script(list(markup)),
    }
    return {"application/javascript": script, "text/plain": ""}
