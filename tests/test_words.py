"""The catalogue of sentences: the same in every language, whole, used, and in plain English.

Where sentences are asked for is read from the sources: ``say("key", name=...)`` in Python,
``words("key", { name })`` in TypeScript. A part of a key that is computed counts as anything.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

from teachclust.out_of_core.dask_trace import SPEC as RUN_ON_DASK
from teachclust.traces.registry import ALGORITHMS
from teachclust.words import LANGUAGES, PYTHON_ONLY, browser_catalogue, catalogue, say

ROOT = Path(__file__).parents[1]
LANGUAGE_FILES = [ROOT / "teachclust" / "words" / language for language in LANGUAGES]
PYTHON = sorted(
    set((ROOT / "teachclust").rglob("*.py")).difference(*(f.rglob("*.py") for f in LANGUAGE_FILES))
)
TYPESCRIPT = sorted((ROOT / "js" / "src").rglob("*.ts"))
#: keys that algorithms add to the catalogue when they are loaded
OF_ALGORITHMS = {key for spec in (*ALGORITHMS.values(), RUN_ON_DASK) for key in spec.all_words}
KEY = re.compile(r"[a-z]\w*(\.[\w+-]+)*\Z")
ANY = "*"
BANNED = re.compile(r"\b(just|simply|obviously|easy|easily)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Use:
    """One place that asks for a sentence."""

    key: str  # "*" stands for a part that is computed
    values: frozenset[str] | None  # None when they can't be read off
    place: str

    def matches(self) -> list[str]:
        pattern = re.compile(".+".join(re.escape(part) for part in self.key.split(ANY)) + r"\Z")
        return [key for key in catalogue() if pattern.match(key)]


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


# --- Python ---------------------------------------------------------------------------------


def _python_keys(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(p.value) if isinstance(p, ast.Constant) else ANY for p in node.values)
    elif isinstance(node, ast.IfExp):
        yield from _python_keys(node.body)
        yield from _python_keys(node.orelse)


def _python_uses() -> Iterator[Use]:
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name != "say":
                continue
            spread = any(keyword.arg is None for keyword in node.keywords)
            values = None if spread else frozenset(str(k.arg) for k in node.keywords)
            for key in _python_keys(node.args[0]):
                yield Use(key, values, f"{path.relative_to(ROOT)}:{node.lineno}")


# --- TypeScript -----------------------------------------------------------------------------


def _arguments(text: str, start: int) -> list[str]:
    """Return the arguments of the call whose opening bracket is before `start`."""
    depth, quote, begin, found = 0, "", start, []
    for place in range(start, len(text)):
        letter = text[place]
        if quote:
            # template strings are kept whole: a bracket in ${...} is balanced
            quote = "" if letter == quote and text[place - 1] != "\\" else quote
        elif letter in "\"'`":
            quote = letter
        elif letter in "([{":
            depth += 1
        elif letter in ")]}" and depth:
            depth -= 1
        elif letter == ")" or (letter == "," and not depth):
            found.append(text[begin:place].strip())
            begin = place + 1
            if letter == ")":
                return found
    return found


def _typescript_keys(argument: str) -> Iterator[str]:
    """Find keys in an expression; a word without a dot is one only when it stands alone."""
    if re.fullmatch(r"\"\w+\"", argument):
        yield argument.strip('"')
    for match in re.finditer(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`", argument):
        literal = next(group for group in match.groups() if group is not None)
        key = re.sub(r"\$\{[^}]*\}", ANY, literal)
        if "." in key and KEY.match(key.replace(ANY, "x")) and key.strip(ANY + "."):
            yield key


def _typescript_values(arguments: list[str]) -> frozenset[str] | None:
    if len(arguments) < 2:
        return frozenset()
    body = arguments[1]
    if not body.startswith("{") or "..." in body:
        return None
    entries = _arguments(body[1:-1] + ")", 0)
    return frozenset(entry.partition(":")[0].strip() for entry in entries if entry)


def _typescript_uses() -> Iterator[Use]:
    for path in TYPESCRIPT:
        text = path.read_text("utf-8")
        for match in re.finditer(r"\bwords\(", text):
            arguments = _arguments(text, match.end())
            line = text.count("\n", 0, match.start()) + 1
            for key in _typescript_keys(arguments[0] if arguments else ""):
                values = _typescript_values(arguments)
                yield Use(key, values, f"{path.relative_to(ROOT)}:{line}")


USES = [*_python_uses(), *_typescript_uses()]


def test_the_sources_were_read() -> None:
    places = {use.place.split(":")[0] for use in USES}
    assert any(place.endswith(".py") for place in places)
    assert any(place.endswith(".ts") for place in places)


def test_every_key_that_is_asked_for_exists() -> None:
    assert sorted({f"{use.key} ({use.place})" for use in USES if not use.matches()}) == []


def test_the_browser_has_every_key_that_it_asks_for() -> None:
    texts = "\n".join(path.read_text("utf-8") for path in TYPESCRIPT)
    asked = set(re.findall(r"[\"'`](\w+)\.[\w.+-]", texts))
    assert asked & PYTHON_ONLY == set()
    assert {key.split(".")[0] for key in catalogue()} >= PYTHON_ONLY
    sent = browser_catalogue()
    asks = [use for use in USES if use.place.startswith("js") and not use.key.startswith(ANY)]
    assert [key for use in asks for key in use.matches() if key not in sent] == []


def test_every_placeholder_is_given_a_value() -> None:
    words = catalogue()
    missing = [
        f"{use.place}: {key} needs {sorted(placeholders(words[key]) - use.values)}"
        for use in USES
        if use.values is not None and ANY not in use.key
        for key in use.matches()
        if placeholders(words[key]) - use.values
    ]
    assert missing == []


def test_every_key_is_used() -> None:
    """A key counts as used if it, or a pattern that fits it, stands in quotes in any source."""
    used = {key for use in USES for key in use.matches()}
    texts = "\n".join(map(_without_words, (*PYTHON, *TYPESCRIPT)))
    patterns = [
        re.compile(".+".join(re.escape(part) for part in key.split(ANY)) + r"\Z")
        for key in _computed_keys(texts)
    ]
    unused = [
        key
        for key in catalogue()
        if key not in used
        and not re.search(rf"[\"'`]{re.escape(key)}[\"'`]", texts)
        and not any(pattern.match(key) for pattern in patterns)
    ]
    assert unused == [], "sentences that nobody reads: take them out"


def _without_words(path: Path) -> str:
    """Return a source without the texts that an algorithm adds to the catalogue."""
    return re.sub(r"^WORDS: Final = \{\n.*?^\}\n", "", path.read_text("utf-8"), flags=re.M | re.S)


def _computed_keys(text: str) -> set[str]:
    """Find quoted keys with a computed part: `` `${name}.title` ``, ``f"check.{kind}"``."""
    computed = set()
    for literal in re.findall(r"`([^`\n]+)`|f\"([^\"\n]+)\"|f'([^'\n]+)'", text):
        key = re.sub(r"\$?\{[^}]*\}", ANY, "".join(literal))
        if ANY in key and re.fullmatch(r"[\w+*-]+(\.[\w+*-]+)+", key) and key.strip("*."):
            computed.add(key)
    return computed


# --- the sentences themselves -----------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys_and_placeholders(language: str) -> None:
    english, other = catalogue("en"), catalogue(language)
    assert other.keys() == english.keys()
    for key in english:
        assert placeholders(other[key]) == placeholders(english[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_are_plain(language: str) -> None:
    for key, template in catalogue(language).items():
        assert KEY.match(key), key
        assert template.strip() == template, key
        assert template, key
        assert "<" not in template.replace("<=", ""), f"{key} holds markup"
        for _, name, format_spec, conversion in Formatter().parse(template):
            # the browser fills {name} and knows no more of Python's format language
            assert name is None or (name.isidentifier() and not format_spec and not conversion), key


def test_english_is_plain_prose() -> None:
    assert [key for key, text in catalogue("en").items() if BANNED.search(text)] == []


def test_no_key_is_written_twice() -> None:
    """One catalogue is put together from parts; a key in two of them would hide a sentence."""
    parts = sorted((ROOT / "teachclust" / "words" / "en").glob("*.py"))
    keys: list[str] = []
    for part in parts:
        for node in ast.walk(ast.parse(part.read_text("utf-8"))):
            if isinstance(node, ast.Dict):
                keys += [str(k.value) for k in node.keys if isinstance(k, ast.Constant)]
    assert [key for key in sorted(set(keys)) if keys.count(key) > 1] == []
    assert not set(keys) & OF_ALGORITHMS
    assert set(keys) | OF_ALGORITHMS == set(catalogue("en"))


def test_captions_are_short_when_filled() -> None:
    for key, template in catalogue("en").items():
        if key.startswith("caption."):
            filled = template.format(**dict.fromkeys(placeholders(template), "12,345.6"))
            assert len(filled) < 120, key


def test_say_fills_in_and_refuses_what_is_missing() -> None:
    assert say("count.point.many", n=12) == "12 points"
    with pytest.raises(KeyError):
        say("count.point.many")
    with pytest.raises(KeyError):
        say("no.such.key")


# --- no sentence elsewhere ----------------------------------------------------------------------

#: three words in a row are a sentence, or a part of one
SENTENCE = re.compile(r"(?<![\w.-])[A-Za-z][a-z']* [a-z']+ [a-z']+(?![\w(.-])")


def test_the_browser_holds_no_sentence() -> None:
    found = []
    for path in TYPESCRIPT:
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text("utf-8"), flags=re.DOTALL)
        code = re.sub(r"new Error\([^\n]*", "", code)  # for the developer's console
        texts = re.findall(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`", code)
        found += [f"{path.name}: {text}" for three in texts for text in three if _told(text)]
    assert found == []


def _told(text: str) -> bool:
    return SENTENCE.search(re.sub(r"\$\{[^}]*\}", "", text)) is not None


def test_widgets_hold_no_sentence_but_in_errors() -> None:
    found = []
    for path in sorted((ROOT / "teachclust" / "widgets").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        passed = {id(part) for node in ast.walk(tree) for part in _not_shown(node)}
        found += [
            f"{path.name}:{node.lineno} {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            if id(node) not in passed
            and SENTENCE.search(node.value)
            and not set("<>{}=") & set(node.value)  # markup, styles and scripts
        ]
    assert found == []


def _not_shown(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is written for an error or for a reader of the code: docstrings, annotations."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("Error"):
        yield from ast.walk(node)
