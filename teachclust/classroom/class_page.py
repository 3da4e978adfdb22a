"""The page of a class: who is where, common wrong answers, guesses, and reasons side by side."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from teachclust.checks.names import display_name
from teachclust.classroom.collected import (
    Received,
    common_slips,
    guesses,
    lessons_in,
    of_lesson,
)
from teachclust.classroom.rechecked import Rechecked, numbers_of, reason_of
from teachclust.classroom.rubric import rubric
from teachclust.lessons.contents import Item, ItemKind, lesson_items
from teachclust.lessons.course import lesson_path
from teachclust.lessons.registry import find_exercise, find_question
from teachclust.widgets.page import page
from teachclust.words import say

_KINDS: Final[tuple[ItemKind, ...]] = ("exercise", "question", "build", "reason")
_SIGNS: Final = {"right": "✔", "wrong": "✘", "tried": "…", "kept": "✎", "open": "–"}
_CONFIDENCES: Final = ("sure", "think_so", "guessing", "")
#: wrong answers that are named at the head of a lesson
_MOST_TO_TALK_ABOUT: Final = 5

_STYLE: Final = """
body { max-width: 1180px; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.told { border-left: 4px solid #b35c00; background: var(--soft); padding: 6px 14px; margin: 1em 0; }
.told h2 { margin-top: 0.6em; font-size: 1.2em; }
.told li { margin: 0.3em 0; }
.wide { position: relative; }
.wide:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
th, td { text-align: left; vertical-align: top; }
thead th, tfoot :is(th, td) { vertical-align: bottom; }
.who :is(th, td) { padding: 5px 6px; text-align: center; white-space: nowrap; }
.who :is(tbody th, tfoot th, thead tr:first-child th:first-child) { text-align: left; position: sticky; left: 0; background: var(--bg); white-space: normal; min-width: 7em; max-width: 14em; }
.who .first { border-left: 1px solid var(--line); }
.who tfoot :is(th, td) { border-bottom: 0; font-weight: 600; }
.sign { display: inline-block; text-align: center; min-width: 1.7em; line-height: 1.55; border: 1px solid transparent; border-radius: 5px; }
.sign.told-only { background: none; margin: 0; padding: 0; }
.right { color: #004d38; background: #d9f0e6; border-color: #004d38; }
.wrong { color: #7c2d12; background: #fde3d3; border-color: #7c2d12; }
.tried, .kept { color: #24292f; background: #e7eaef; border-color: #57606a; }
.sign.told-only:is(.right, .wrong, .tried, .kept) { color: inherit; border-style: dashed; border-color: currentColor; }
.open { color: var(--muted); }
.small { font-size: 12px; color: var(--muted); display: block; line-height: 1.2; min-height: 1.2em; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; padding: 0; list-style: none; font-size: 14px; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.full table { width: 100%; }
.full th { width: 5em; }
.full th.wordy { width: auto; }
.full th.number { white-space: normal; }
.wordy { min-width: 10em; }
td bdi { overflow-wrap: normal; }
.who-said bdi { white-space: nowrap; }
.side-by-side { display: grid; gap: 14px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 270px), 1fr)); align-items: start; }
.card { border: 1px solid var(--line); border-radius: 8px; padding: 10px 14px; }
.card h5 { margin: 0 0 6px; font-size: 15px; }
.card blockquote { margin: 8px 0; white-space: pre-wrap; }
.card p { margin: 4px 0; font-size: 14px; }
.rubric { background: var(--soft); margin-bottom: 14px; }
.rubric ul { padding-left: 1.2em; margin: 6px 0; }
@media (min-width: 900px) {
  .reasons { display: grid; grid-template-columns: 290px 1fr; gap: 14px; align-items: start; }
  .rubric { position: sticky; top: 8px; }
}
h4 { margin: 1.4em 0 0.4em; }
@media print { .who th { position: static; } .rubric { position: static; } }
"""  # noqa: E501


def class_page(received: Sequence[Received]) -> str:
    """Return the page of a class, one HTML document that needs no network."""
    title = say("class.title")
    parts = [f"<style>{_STYLE}</style>", f"<h1>{_text(title)}</h1>", *_files(received)]
    for lesson in lessons_in(received):
        parts += _lesson(lesson, of_lesson(received, lesson))
    parts += _proof()
    return page(title, "\n".join(parts))


def _text(text: object) -> str:
    return html.escape(str(text))


def _said(text: str) -> str:
    """Return a learner's text in one line; its direction stays its own."""
    return f"<bdi>{_text(display_name(text, 400))}</bdi>"


def _list(entries: Iterable[str], kind: str = "") -> str:
    return f"<ul{kind}>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ul>"


def _files(received: Sequence[Received]) -> Iterator[str]:
    """Yield how many files there are, and what is told of those that are not counted."""
    good = sum(one.counts for one in received)
    yield f"<p>{_text(say('class.count', n=len(received), good=good))}</p>"
    told = [one for one in received if not one.counts]
    if told:
        entries = []
        for one in told:
            who = "" if one.hand_in is None else f" ({_said(one.hand_in.called)})"
            state = _text(say(f"class.state.{one.state.replace(' ', '_')}"))
            why = _list(_text(text) for text in one.told)
            entries.append(f"<strong>{_said(one.file)}</strong>{who}: {state}{why}")
        heading = _text(say("class.files.title"))
        yield f'<section class="told"><h2>{heading}</h2>{_list(entries)}</section>'


def _lesson(lesson: str, received: Sequence[Received]) -> Iterator[str]:
    yield f"<h2>{_text(lesson)}: {_text(_lesson_title(lesson))}</h2>"
    items = _by_kind(lesson)
    yield from _to_talk_about(items, received)
    yield from _who(items, received)
    yield from _slips(items, received)
    yield from _guesses(items, received)
    yield from _reasons(lesson, items, received)


def _lesson_title(lesson: str) -> str:
    book = json.loads(lesson_path(lesson).read_text(encoding="utf-8"))
    first = "".join(book["cells"][0]["source"]).split("\n")[0]
    return first.removeprefix("#").strip()


def _by_kind(lesson: str) -> list[Item]:
    return [item for kind in _KINDS for item in lesson_items(lesson) if item.kind == kind]


# -- what to talk about


def _to_talk_about(items: Sequence[Item], received: Sequence[Received]) -> Iterator[str]:
    """Yield the wrong answers and wrong certainties that most learners share."""
    n = sum(one.counts for one in received)
    found: list[tuple[int, str]] = []
    for item in items:
        if item.kind == "exercise":
            for name, _, learners in common_slips(received, item.key)[:2]:
                text = say("class.talk.slip", m=len(learners), n=n, key=item.key, name=name)
                found.append((len(learners), text))
        elif item.kind == "question":
            sure = _sure_and_wrong(received, item.key)
            if sure:
                text = say("class.talk.sure", m=sure, n=n, text=find_question(item.key).text)
                found.append((sure, text))
    found.sort(key=lambda one: -one[0])
    if found:
        yield f"<h3>{_text(say('class.talk.title'))}</h3>"
        yield _list(_text(text) for _, text in found[:_MOST_TO_TALK_ABOUT])


def _sure_and_wrong(received: Sequence[Received], key: str) -> int:
    right = {option.text for option in find_question(key).options if option.right}
    return sum(
        count
        for (text, confidence), count in guesses(received, key).items()
        if confidence == "sure" and text not in right
    )


# -- who is where


def _who(items: Sequence[Item], received: Sequence[Received]) -> Iterator[str]:
    yield f"<h3>{_text(say('class.who.title'))}</h3>"
    yield _legend()
    groups = "".join(
        f'<th scope="colgroup" class="first" colspan="{len(group)}">{_text(say(f"class.{kind}s"))}'
        "</th>"
        for kind in _KINDS
        if (group := [item for item in items if item.kind == kind])
    )
    names = "".join(
        f'<th scope="col"{_first(items, place)}>{_short(item)}</th>'
        for place, item in enumerate(items)
    )
    learner, done = _text(say("class.who.learner")), _text(say("class.who.done"))
    head = (
        f'<tr><th rowspan="2" scope="col">{learner}</th><th rowspan="2" scope="col">{done}</th>'
        f"{groups}</tr><tr>{names}</tr>"
    )
    rows = "".join(_row(items, one) for one in received)
    label = _text(say("class.who.title"))
    yield (
        f'<div class="wide" role="region" tabindex="0" aria-label="{label}"><table class="who">'
        f"<thead>{head}</thead><tbody>{rows}</tbody>{_foot(items, received)}</table></div>"
    )


def _first(items: Sequence[Item], place: int) -> str:
    starts = place == 0 or items[place - 1].kind != items[place].kind
    return ' class="first"' if starts else ""


def _short(item: Item) -> str:
    return _text(item.key.partition("-")[2] or item.key)


def _legend() -> str:
    signs = [
        f'<span class="sign {state}" aria-hidden="true">{sign}</span> '
        + _text(say(f"class.sign.{state}"))
        for state, sign in _SIGNS.items()
    ]
    told = '<span class="sign told-only right" aria-hidden="true">✔</span> '
    signs += [told + _text(say("class.sign.told")), _text(say("class.sign.marks"))]
    return _list(signs, ' class="legend"')


def _row(items: Sequence[Item], one: Received) -> str:
    held = {again.outcome.item: again for again in one.items}
    done = sum(held[item].outcome.done for item in items)
    flag = "" if one.counts else f'<span class="small">{_text(say("class.who.not_counted"))}</span>'
    name = "" if one.hand_in is None else _said(one.hand_in.called)
    if one.hand_in is not None and one.hand_in.class_code:
        code = say("class.who.code", code=one.hand_in.class_code)
        name += f'<span class="small">{_text(code)}</span>'
    cells = "".join(
        f"<td{_first(items, place)}>{_cell(held[item])}</td>" for place, item in enumerate(items)
    )
    return (
        f'<tr><th scope="row">{name}{flag}</th>'
        f"<td>{_text(say('class.who.of', done=done, n=len(items)))}</td>{cells}</tr>"
    )


def _cell(one: Rechecked) -> str:
    outcome = one.outcome
    told = one.proof == "told" and outcome.state in ("right", "wrong")
    said = [say(f"class.sign.{outcome.state}")]
    if told:
        said.append(say("class.sign.told"))
    marks = []
    if outcome.solution:
        marks.append(say("class.mark.solution"))
        said.append(say("class.said.solution"))
    elif outcome.hints:
        marks.append(say("class.mark.hints", n=outcome.hints))
        said.append(say("class.said.hints", n=outcome.hints))
    confidence = "" if outcome.entry is None else outcome.entry.fields.get("confidence", "")
    if confidence in _CONFIDENCES[:3]:
        marks.append(say(f"class.mark.{confidence}"))
        said.append(_confidence(confidence))
    kind = f"sign {outcome.state}" + (" told-only" if told else "")
    return (
        f'<span aria-hidden="true"><span class="{kind}">{_SIGNS[outcome.state]}</span>'
        f'<span class="small">{_text(" ".join(marks))}</span></span>'
        f'<span class="sr">{_text(", ".join(said))}</span>'
    )


def _foot(items: Sequence[Item], received: Sequence[Received]) -> str:
    counted = [one for one in received if one.counts]
    cells = []
    for place, item in enumerate(items):
        good = sum(
            again.outcome.state in ("right", "kept")
            for one in counted
            for again in one.items
            if again.outcome.item == item
        )
        cells.append(f"<td{_first(items, place)}>{good}</td>")
    label = _text(say("class.who.right", n=len(counted)))
    return f'<tfoot><tr><th scope="row">{label}</th><td></td>{"".join(cells)}</tr></tfoot>'


# -- wrong answers and guesses


def _slips(items: Sequence[Item], received: Sequence[Received]) -> Iterator[str]:
    n = sum(one.counts for one in received)
    found = [(item, common_slips(received, item.key)) for item in items if item.kind == "exercise"]
    yield f"<h3>{_text(say('class.slips.title'))}</h3>"
    if not any(slips for _, slips in found):
        yield f"<p>{_text(say('class.slips.none'))}</p>"
    for item, slips in found:
        if not slips:
            continue
        title = say("class.slips.exercise", key=item.key, title=find_exercise(item.key).title)
        rows = [
            f'<tr><td class="number">{_text(say("class.slips.share", m=len(learners), n=n))}</td>'
            f'<td class="wordy"><strong>{_said(name)}</strong></td>'
            f'<td class="wordy">{_said(says)}</td>'
            f'<td class="who-said">{", ".join(map(_said, learners))}</td></tr>'
            for name, says, learners in slips
        ]
        yield f"<h4>{_text(title)}</h4>"
        yield _table(("share", "name", "says", "learners"), "class.slips", rows, title)


#: how the columns of a table are laid out, by name
_KINDS_OF_COLUMN: Final = {
    **dict.fromkeys(("option", "name", "says"), ' class="wordy"'),
    **dict.fromkeys(("share", "all", "sure", "think_so", "guessing", "unsaid"), ' class="number"'),
}


def _table(columns: Sequence[str], prefix: str, rows: Iterable[str], label: str) -> str:
    heads = "".join(
        f'<th scope="col"{_KINDS_OF_COLUMN.get(one, "")}>{_text(say(f"{prefix}.{one}.head"))}</th>'
        for one in columns
    )
    return (
        f'<div class="wide full" role="region" tabindex="0" aria-label="{_text(label)}"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _guesses(items: Sequence[Item], received: Sequence[Received]) -> Iterator[str]:
    asked = [item for item in items if item.kind == "question"]
    if asked:
        yield f"<h3>{_text(say('class.guesses.title'))}</h3>"
    for item in asked:
        question, counted = find_question(item.key), guesses(received, item.key)
        rows = []
        for option in question.options:
            numbers = [counted[option.text, confidence] for confidence in _CONFIDENCES]
            sign = _SIGNS["right"] if option.right else ""
            happens = f'<span class="sr">{_text(say("class.guesses.happens"))}</span>'
            cells = "".join(f'<td class="number">{one or ""}</td>' for one in numbers)
            rows.append(
                f'<tr><td class="wordy">{_text(option.text)} {sign}{happens if sign else ""}</td>'
                f'<td class="number"><strong>{sum(numbers)}</strong></td>{cells}</tr>'
            )
        columns = ("option", "all", "sure", "think_so", "guessing", "unsaid")
        yield f"<h4>{_text(question.text)}</h4>"
        yield _table(columns, "class.guesses", rows, item.key)


# -- reasons


def _reasons(lesson: str, items: Sequence[Item], received: Sequence[Received]) -> Iterator[str]:
    asked = [item for item in items if item.kind == "reason"]
    if asked:
        yield f"<h3>{_text(say('class.reasons.title'))}</h3>"
    for item in asked:
        title = say("class.slips.exercise", key=item.key, title=find_exercise(item.key).title)
        cards = "".join(_card(item, one) for one in received)
        yield (
            f'<h4>{_text(title)}</h4><div class="reasons">{_rubric(lesson, item)}'
            f'<div class="side-by-side">{cards}</div></div>'
        )


def _rubric(lesson: str, item: Item) -> str:
    lines = rubric(lesson)
    reason = reason_of(item)
    asked = () if reason is None else (say("class.reason.number"), *reason.names)
    parts = [f"<h5>{_text(say('class.rubric.title'))}</h5>"]
    if lines:
        parts.append(_list(map(_text, lines)))
    if asked:
        parts.append(f"<p>{_text(say('class.rubric.asked'))}</p>{_list(map(_text, asked))}")
    return f'<section class="card rubric">{"".join(parts)}</section>'


def _card(item: Item, one: Received) -> str:
    """Return a learner's reason beside what the program can say of it."""
    if one.hand_in is None:
        return ""
    held = {again.outcome.item: again for again in one.items}
    decided = held.get(Item("exercise", item.key))
    parts = [f"<h5>{_said(one.hand_in.called)}</h5>"]
    if not one.counts:
        parts.append(f'<p class="muted">{_text(say("class.who.not_counted"))}</p>')
    if decided is not None and decided.answer:
        parts.append(f"<p>{_text(say('class.reason.decided'))} {_said(decided.answer)}</p>")
    entry = held[item].outcome.entry
    if entry is None:
        parts.append(f'<p class="muted">{_text(say("class.reason.none"))}</p>')
        return f'<section class="card">{"".join(parts)}</section>'
    parts.append(f'<blockquote dir="auto">{_text(held[item].answer)}</blockquote>')
    parts += _notes(item, held[item].answer, entry.fields)
    return f'<section class="card">{"".join(parts)}</section>'


def _notes(item: Item, text: str, fields: object) -> Iterator[str]:
    held = dict(fields) if isinstance(fields, dict) else {}
    if side := held.get("side"):
        yield f"<p>{_text(say('class.reason.side'))} {_said(side)}</p>"
    if (reason := reason_of(item)) is not None:
        named, wrong = numbers_of(reason, text)
        listed = "; ".join(named) or say("class.reason.no_number")
        yield f"<p>{_text(say('class.reason.numbers'))} {_text(listed)}</p>"
        if wrong:
            yield f"<p><strong>{_text(wrong)}</strong></p>"
    if ticked := held.get("named"):
        yield f"<p>{_text(say('class.reason.ticked'))} {'; '.join(map(_said, ticked))}</p>"
    if rating := held.get("rating"):
        yield f"<p>{_text(say('class.reason.rating'))} {_said(rating)}</p>"


def _confidence(key: str) -> str:
    return say(f"predict.confidence.{key}")


def _proof() -> Iterator[str]:
    """Yield what the checks of the files can show, and what they can't."""
    yield f"<h2>{_text(say('class.proof.title'))}</h2>"
    yield _list(
        _text(say(f"class.proof.{one}")) for one in ("checksum", "again", "told", "slips", "who")
    )
