"""The pages of a site: the index, each lesson, its teacher's page, the glossary."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from teachclust.lessons.export_cells import LessonPage, code_markup, text_markup
from teachclust.lessons.lesson import Lesson
from teachclust.lessons.question import Question
from teachclust.widgets.page import empty_slot

_INSTALL: Final = 'pip install "teachclust[lab]"\nteachclust lab'
_HERO_STEP: Final = 7
_HERE: Final = ' aria-current="page"'
_RIGHT: Final = ' class="right"'


def size_text(size: int) -> str:
    """Return a number of bytes as megabytes, with one digit after the point."""
    return f"{max(size, 50_000) / 1e6:.1f} MB"


def hours_text(minutes: int) -> str:
    """Return minutes as hours and minutes: "1 h 5 min"."""
    hours, rest = divmod(minutes, 60)
    return " ".join([f"{hours} h"] * (hours > 0) + [f"{rest} min"] * (rest > 0 or not hours))


def index_page(lessons: Sequence[Lesson], sizes: Mapping[str, int], total: int) -> str:
    """Return the page that invites. It has one widget, whose slot is the first."""
    cards = "".join(_card(lesson, sizes[lesson.file]) for lesson in lessons)
    first = lessons[0]
    time = sum(sum(one.minutes) for one in lessons)
    return (
        '<div class="hero"><div>\n<h1 id="top">See a clustering algorithm think</h1>\n'
        "<p>A course in pages that play. Step through how scikit-learn fits your data, guess what "
        "comes next, and find out why it did what it did.</p>\n"
        f'<p><a class="button" href="{first.file}">Start with lesson {first.number}</a> '
        f'<span class="muted">{len(lessons)} lessons, {hours_text(time)}, {size_text(total)}'
        "</span></p>\n"
        '</div>\n<div class="hero-widget"><h2 id="try" class="muted">Try it: press Next, or point '
        f"at a point</h2>{empty_slot(1)}</div></div>\n"
        f'<h2 id="lessons">The lessons</h2>\n<ul class="cards">{cards}</ul>\n'
        '<h2 id="more">To write code yourself</h2>\n'
        "<p>Pages play without Python. In the notebooks of the course you change the code, drag "
        "centers, draw data, and have your answers checked:</p>\n"
        f"{code_markup(_INSTALL, 'text')}"
    )


def _card(lesson: Lesson, size: int) -> str:
    picture = f'<img alt="" src="data:image/png;base64,{lesson.picture}">' if lesson.picture else ""
    return (
        f'<li><a href="{lesson.file}"><span class="picture">{picture}</span>'
        f'<span class="number">Lesson {lesson.number}</span>'
        f"<strong>{html.escape(lesson.title)}</strong>"
        f'<span class="muted">{hours_text(sum(lesson.minutes))} · {size_text(size)}</span></a></li>'
    )


def lesson_page(lesson: Lesson, made: LessonPage, lessons: Sequence[Lesson]) -> str:
    """Return a lesson, with a way to its notes and to its neighbors."""
    head, end, rest = made.cells.partition("</h1>")
    note = (
        '<p class="about">Everything here plays. To change code and have answers checked, open the '
        f"notebook: <code>teachclust copy {lesson.name}</code>. "
        f'<a href="teachers/{lesson.file}">Notes for teachers</a></p>'
    )
    return (
        f'<p class="number">Lesson {lesson.number} · {hours_text(sum(lesson.minutes))}</p>\n'
        f"{head}{end}{note}{rest}\n{_neighbors(lesson, lessons)}"
    )


def lesson_side(lesson: Lesson, made: LessonPage, lessons: Sequence[Lesson]) -> str:
    """Return what stands beside a lesson: its parts, and all lessons."""
    others = "".join(
        f'<li><a href="{one.file}"{_HERE * (one is lesson)}>'
        f"{one.number} {html.escape(one.title)}</a></li>"
        for one in lessons
    )
    return (
        '<aside class="side">'
        f'<nav aria-label="Contents"><details open><summary>In this lesson</summary>'
        f"<ol>{made.contents}</ol></details></nav>"
        f'<nav aria-label="Lessons"><details><summary>All lessons</summary><ul>{others}</ul>'
        "</details></nav></aside>\n"
    )


def _neighbors(lesson: Lesson, lessons: Sequence[Lesson], kind: str = "") -> str:
    at = lessons.index(lesson)
    links = []
    if at > 0:
        links.append(_neighbor(lessons[at - 1], "Before"))
    if at + 1 < len(lessons):
        links.append(_neighbor(lessons[at + 1], "Next"))
    return f'<nav class="neighbors" aria-label="Before and next{kind}">{"".join(links)}</nav>'


def _neighbor(lesson: Lesson, says: str) -> str:
    return (
        f'<a class="{says.lower()}" href="{lesson.file}"><span class="muted">{says}: lesson '
        f"{lesson.number}</span> <strong>{html.escape(lesson.title)}</strong></a>"
    )


def glossary_page(lessons: Sequence[Lesson]) -> str:
    """Return all words that lessons explain, in the order of the alphabet."""
    found = sorted(
        ((term, lesson) for lesson in lessons for term in lesson.terms),
        key=lambda one: (_sorted_by(one[0].name), one[1].number),
    )
    entries = []
    for number, (term, lesson) in enumerate(found, 1):
        meaning = text_markup(f"{term.beside} {term.meaning}".strip())
        entries.append(
            f'<div class="term"><h2 id="w{number}">{text_markup(term.name)}</h2><p>{meaning} '
            f'<a class="from" href="{lesson.file}">Lesson {lesson.number}</a></p></div>'
        )
    return (
        '<h1 id="top">Glossary</h1>\n<p class="muted">Each word as the lesson that introduces it '
        f"explains it.</p>\n{''.join(entries)}"
    )


def _sorted_by(name: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", name.lower())


def teacher_page(lesson: Lesson, lessons: Sequence[Lesson]) -> str:
    """Return a lesson's page for teachers: aims, minutes, notes, predictions, solutions."""
    read, do = lesson.minutes
    aims = "".join(f"<li>{text_markup(aim)}</li>" for aim in lesson.aims)
    return (
        f'<p class="number">For teachers · lesson {lesson.number}</p>\n'
        f'<h1 id="top">{html.escape(lesson.title)}</h1>\n'
        f"<p>{read} minutes to read, {do} to do. "
        f'<a href="../{lesson.file}">The lesson</a></p>\n'
        f'<h2 id="aims">What learners will be able to do</h2>\n<ol>{aims}</ol>\n'
        f"{lesson.notes().cells}\n"
        f"{_predictions(lesson.questions)}{_solutions(lesson.solutions)}"
        f"{_neighbors(lesson, lessons, ', for teachers')}"
    )


def _predictions(questions: Sequence[Question]) -> str:
    if not questions:
        return ""
    rows = "".join(
        f'<li><p><strong>{html.escape(one.text)}</strong></p><ul class="options">'
        + "".join(
            f"<li{_RIGHT * option.right}>{'Right: ' * option.right}"
            f'{html.escape(option.text)}<br><span class="muted">{html.escape(option.why)}</span>'
            "</li>"
            for option in one.options
        )
        + "</ul></li>"
        for one in questions
    )
    return (
        '<h2 id="predictions">Predictions and what is said of them</h2>\n'
        f"<details><summary>Show the answers</summary><ol>{rows}</ol></details>\n"
    )


def _solutions(solutions: Mapping[str, str]) -> str:
    if not solutions:
        return ""
    blocks = "".join(
        f"<h3>{html.escape(key)}</h3>{code_markup(code)}" for key, code in solutions.items()
    )
    return (
        '<h2 id="solutions">Solutions of the exercises</h2>\n'
        f"<details><summary>Show the solutions</summary>{blocks}</details>\n"
    )


def teachers_index(lessons: Sequence[Lesson], sizes: Mapping[str, int], total: int) -> str:
    """Return the page that teachers start from."""
    rows = "".join(
        f'<tr><th scope="row"><a href="{one.file}">{one.number} {html.escape(one.title)}</a></th>'
        f"<td>{one.minutes[0]}</td><td>{one.minutes[1]}</td><td>{len(one.questions)}</td>"
        f"<td>{len(one.solutions)}</td><td>{size_text(sizes[one.file])}</td></tr>"
        for one in lessons
    )
    return (
        '<h1 id="top">For teachers</h1>\n'
        "<p>Each lesson has a page with its minutes, the answers to expect, a rubric, and what to "
        "drop when time is short.</p>\n"
        '<h2 id="plan">Lessons and minutes</h2>\n'
        '<div class="wide"><table><thead><tr><th scope="col">Lesson</th><th scope="col">Read</th>'
        '<th scope="col">Do</th><th scope="col">Predictions</th><th scope="col">Exercises</th>'
        f'<th scope="col">Page</th></tr></thead><tbody>{rows}</tbody></table></div>\n'
        '<h2 id="room">In a room without network</h2>\n'
        f"<p>Copy this folder ({size_text(total)}) onto a USB stick or a shared disk, and open "
        "<code>index.html</code>. Nothing is asked of a server. Every lesson can be printed from "
        "the browser; its widgets are printed as they stand.</p>\n"
        '<h2 id="notebooks">With notebooks</h2>\n'
        "<p>In notebooks learners write code, and their answers are checked. One command copies "
        "the course and opens it; it never overwrites what a learner changed:</p>\n"
        f"{code_markup('teachclust lab', 'text')}"
        "<p>On a shared machine set <code>OMP_NUM_THREADS=1</code>. One lesson as a single file, "
        "to send it by mail:</p>\n"
        f"{code_markup('teachclust export 01_blobs', 'text')}"
    )


def hero_state() -> dict[str, Any]:
    """Return the state of the widget on the index: halfway, where there is something to see."""
    from sklearn.cluster import KMeans

    from teachclust.datasets import load_blobs
    from teachclust.widgets.stepper import watch

    model = KMeans(n_clusters=4, init="random", n_init=1, random_state=2)
    state = watch(model, load_blobs().data).page_state()
    state["traits"]["step"] = _HERO_STEP
    return state
