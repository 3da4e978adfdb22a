"""Texts that would do harm if any of them were read as markup or as code."""

from __future__ import annotations

PWN = "window.__pwned=1"
HOSTILE: tuple[str, ...] = (
    f"<script>{PWN}</script>", f"</script><script>{PWN}</script>", f"<img src=x onerror={PWN}>",
    f"\"><img src=x onerror={PWN}>", f"'><svg onload={PWN}>", f"<svg/onload={PWN}>",
    f"</style><script>{PWN}</script>", f"</title><script>{PWN}</script>",
    f"</textarea><script>{PWN}</script>", f"<!--<script>{PWN}//-->", f"--><script>{PWN}</script>",
    f"]]><script>{PWN}</script>", f"javascript:{PWN}", f"<a href=javascript:{PWN}>x</a>",
    "<iframe srcdoc='<script>parent.__pwned=1</script>'>", f"<body onload={PWN}>",
    f"<details open ontoggle={PWN}>", f"<input autofocus onfocus={PWN}>",
    f"<math><mi xlink:href='javascript:{PWN}'>", f"<form action=javascript:{PWN}><button>",
    f"<object data=javascript:{PWN}>", f"<base href=javascript:{PWN}//>",
    f"<meta http-equiv=refresh content='0;javascript:{PWN}'>", f"<template><img onerror={PWN}>",
    f"\" onmouseover=\"{PWN}", f"' onfocus='{PWN}' autofocus='", f"` onclick=`{PWN}`",
    f"style=x:expression({PWN})", f"{{{{constructor.constructor('{PWN}')()}}}}", f"${{{PWN}}}",
    "{name}", "{0}", "{__class__}", "%s%n%x", "{{name}}", "{}", "$&", "$1$`",
    "\u202egnirts desrever", "zero\u200bwidth\u200d\ufeff", "\u2066isolate\u2069", "a\u0300" * 20,
    "&lt;script&gt;", "&#x3c;img src=x&#x3e;", "&quot;&apos;&amp;", "\\u003cscript\\u003e",
    "\u2028\u2029", "line\nbreak\r\ntab\t", "\x00nul", "\ud83d\ude00 \U0001f600"[2:],
    "../../etc/passwd", "C:\\windows\\x", "'; DROP TABLE points; --", "x" * 500, " ", "__proto__",
    "constructor", "toString",
)  # fmt: skip
