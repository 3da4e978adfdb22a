"""One HTML file that plays offline: the states of widgets, the code they need, a strict policy.

The policy (CSP) allows the page's scripts by their hashes, and no request to any host.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import math
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from teachclust.widgets.browser_code import static_text

PAGE_STYLE: Final = """
:root { color-scheme: light; --fg: #1f2328; --bg: #ffffff; --muted: #59636e; --line: #d8dee4; --soft: #f6f8fa;
  --key: #a3217a; --text: #0a6640; --number: #0550ae; --note: #59636e; }
@media screen and (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --fg: #e6edf3; --bg: #111111; --muted: #9ea7b3; --line: #30363d; --soft: #161b22;
    --key: #f49ad1; --text: #7ddc9f; --number: #8cc2ff; --note: #9ea7b3; }
}
body { margin: 0 auto; padding: 16px; max-width: 960px; background: var(--bg); color: var(--fg);
  font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; margin: 1.6em 0 0.5em; }
a { color: inherit; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: 10px 12px; overflow-x: auto; font-size: 13.5px; line-height: 1.5; }
code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 0.92em; }
img { max-width: 100%; height: auto; }
table { border-collapse: collapse; margin: 1em 0; font-size: 14px; }
th, td { border-bottom: 1px solid var(--line); padding: 4px 10px; text-align: right; }
.wide { overflow-x: auto; margin: 1em 0; }
.wide table { margin: 0; }
details { border: 1px solid var(--line); border-radius: 6px; padding: 6px 12px; margin: 0.8em 0; }
summary > :is(h2, h3) { display: inline; }
.highlight :is(.k, .kn, .kc, .ow) { color: var(--key); }
.highlight :is(.s1, .s2, .sa, .si) { color: var(--text); }
.highlight :is(.mi, .mf) { color: var(--number); }
.highlight .c1 { color: var(--note); }
.muted { color: var(--muted); }
@page { margin: 11mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 11pt; }
  h1, h2, h3 { break-after: avoid; }
  img, pre, tr, details { break-inside: avoid; }
  pre { white-space: pre-wrap; overflow: visible; font-size: 9pt; }
  .wide { overflow: visible; }
  .wide table { font-size: 8.5pt; overflow-wrap: anywhere; }
}
"""  # noqa: E501


# A value is shared when it is longer than this as JSON.
_LEAST_BLOCK: Final = 200


def pack(buffer: bytes | memoryview) -> dict[str, str]:
    """Return bytes as JSON, ``{"$zlib": base64 text}``, that ``js/src/core/inflate.ts`` unpacks."""
    return {"$zlib": base64.b64encode(zlib.compress(bytes(buffer), 9)).decode("ascii")}


def json_for_script(value: Any) -> str:
    """Return JSON that can't end the script element that holds it.

    ``<``, ``>``, ``&`` and line separators are escapes. Numbers that JSON lacks (NaN, infinity)
    become null.
    """
    text = json.dumps(_finite(value), ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def shared_states(
    states: Sequence[Any], common: Mapping[str, Any] = MappingProxyType({})
) -> tuple[list[Any], dict[str, Any]]:
    """Take out what several widgets of a page have in common, so that the page holds it once.

    What occurs more than once becomes ``{"$block": name}``, and `blocks` says what stands for each
    name, a hash of its content; ``js/src/core/inflate.ts`` puts it back. Blocks of `common` the
    page does not hold at all.
    """
    found: Counter[str] = Counter(dict.fromkeys(common, 2))
    for state in states:
        _count_blocks(state, found)
    blocks: dict[str, Any] = dict(common)
    shared = [_with_blocks(state, found, blocks) for state in states]
    return shared, {name: value for name, value in blocks.items() if name not in common}


def _count_blocks(value: Any, found: Counter[str]) -> None:
    name = block_name(value)
    if name:
        found[name] += 1
    if found[name] < 2:  # what is within a value that was met before is known
        for part in _parts(value):
            _count_blocks(part, found)


def _with_blocks(value: Any, found: Counter[str], blocks: dict[str, Any]) -> Any:
    name = block_name(value)
    if found[name] > 1:
        if name not in blocks:
            blocks[name] = _rebuilt(value, found, blocks)
        return {"$block": name}
    return _rebuilt(value, found, blocks)


def _rebuilt(value: Any, found: Counter[str], blocks: dict[str, Any]) -> Any:
    if isinstance(value, dict):
        return {key: _with_blocks(item, found, blocks) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_with_blocks(item, found, blocks) for item in value]
    return value


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list | tuple) else ()


def block_name(value: Any) -> str:
    """Return a hash of a value; "" where a reference to it would hardly be shorter."""
    if not isinstance(value, dict | list | tuple):
        return ""
    text = json_for_script(value)
    if len(text) < _LEAST_BLOCK:
        return ""
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:24]


def empty_slot(number: int) -> str:
    """Return the place of a widget in a page; they are counted from 1, as the states of `page`."""
    return f'<div class="teachclust-page-slot" id="slot-{int(number)}"></div>\n'


def page(
    title: str, body: str, states: Sequence[Any] = (), *, style: str = "", script: str = ""
) -> str:
    """Return a whole HTML document, one file from which no request leaves.

    `title` is plain text, `body` markup with an `empty_slot` for each of the states, which are what
    `Widget.page_state` returns. It holds the code of the kinds of widgets that are in it. `style`
    is added to the style of every page, `script` is run before widgets are drawn.
    """
    scripts = [*filter(None, [script]), static_text("page.js")]
    code = _code_for(states)
    hashes = " ".join(map(_hash, [*scripts, *(f"teachclust({text})" for text in code.values())]))
    policy = f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:"
    packed = {name: pack(text.encode("utf-8")) for name, text in code.items()}
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>{PAGE_STYLE}{style}</style>\n</head>\n"
        f'<body class="teachclust-page">\n<main>\n{body}\n</main>\n'
        f"{widget_data(states)}{_data('id', 'teachclust-code', packed) if packed else ''}"
        f"{''.join(f'<script>{one}</script>' for one in scripts)}\n</body>\n</html>\n"
    )


def _code_for(states: Sequence[Any]) -> dict[str, str]:
    """Return the core, and modules and parts of all widgets in some states, by name."""
    kinds = sorted(set(_kinds(states)))
    return {name: static_text(f"{name}.js") for name in (["core", *kinds] if kinds else [])}


def _kinds(value: Any) -> Iterator[str]:
    """Return what draws each widget in a state, those that a question opens included."""
    if isinstance(value, dict) and "traits" in value:
        yield from (value["widget"], *value["traits"].get("parts", ()))
    for part in _parts(value):
        yield from _kinds(part)


def widget_data(states: Sequence[Any], common: Mapping[str, Any] = MappingProxyType({})) -> str:
    """Return the states of a page's widgets as script elements of data."""
    shared, blocks = shared_states(states, common)
    scripts = [
        _data("class", "teachclust-widget", state, f' data-slot="slot-{number}"')
        for number, state in enumerate(shared, 1)
    ]
    if blocks:
        scripts.append(_data("id", "teachclust-blocks", blocks))
    return "".join(scripts)


def _data(kind: str, name: str, value: Any, more: str = "") -> str:
    return (
        f'<script type="application/json" {kind}="{name}"{more}>{json_for_script(value)}</script>\n'
    )


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
