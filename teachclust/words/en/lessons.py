"""Predictions, checks of exercises, hints, and the record of what a learner did."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    "predict.label": "Prediction",
    "predict.lead": "Predict first:",
    "predict.commit": "Keep my guess",
    "predict.pick": "Pick an answer, then keep it. It is stored before anything is shown.",
    "predict.waiting": "Your guess is kept. Watch what happens; the answer follows.",
    "predict.confidence": "How sure are you?",
    "predict.confidence.sure": "Sure",
    "predict.confidence.sure.title": "You would bet on it",
    "predict.confidence.think_so": "Think so",
    "predict.confidence.think_so.title": "More likely than not",
    "predict.confidence.guessing": "Guessing",
    "predict.confidence.guessing.title": "You can't tell",
    "predict.right": "Yes.",
    "predict.wrong": "Not this time.",
    "predict.instead": "What happens:",
    "predict.chosen": "your guess",
    "predict.correct": "what happens",
    "predict.show": "Show me ▶",
    "predict.opened": "Opened by the teacher.",
    "predict.fold": "Show the answer",
    "predict.unknown": "There is no question called {key}.",
    "predict.unknown.why": "The key is a text. There are: {known}.",
    "predict.summary.open": "not answered",
    "predict.summary.right": "answered, right",
    "predict.summary.wrong": "answered, not right",
    "predict.summary.teacher": "opened by the teacher",
    "look_back.label": "Your guesses",
    "look_back.title": "Looking back",
    "look_back.none": (
        "You have made no guess in this lesson yet. Its questions stand further up: answer one, "
        "and it comes here, beside what happened."
    ),
    "look_back.page": "This page stores nothing: your guesses stay here until you close it.",
    "look_back.count": "Guesses that were right: {right} of {n}.",
    "look_back.sure": "Of those you were sure of: {right} of {n}.",
    "look_back.left": "Questions not answered yet: {n}.",
    "look_back.question": "Question",
    "look_back.guess": "Your guess",
    "look_back.happened": "What happened",
    "look_back.right": "right",
    "look_back.wrong": "not right",
    "look_back.again.right": "Asked again on other data: right.",
    "look_back.again.wrong": "Asked again on other data: not right.",
    "look_back.ask": "Ask me again ▶",
    "look_back.ask.title": "One of these questions, on other data",
    "look_back.ask.missed": "One that you missed, on other data:",
    "look_back.ask.guessing": "One that you answered by guessing, on other data:",
    "look_back.done": "There is nothing to ask again.",
    "look_back.summary.none": "no guess yet",
    "look_back.summary.some": "{n} of {all} questions answered, {right} right",
    "look_back.unknown": "There is no lesson called {lesson}.",
    "look_back.unknown.why": "It is a lesson's word. There are: {known}.",
    "check.right": "Correct",
    "check.wrong": "Not yet",
    "check.blank": "Still blank",
    "check.stopped": "Your code stopped",
    "check.reason": 'Now the reason: write it in the form that reason("{key}") opens.',
    "check.more": 'A hint: run hint("{key}").',
    "check.fill": "Replace the three dots with your answer, then run this cell again.",
    "check.needs": "A name is missing: {name}. Run the cell '{needs}' first, then this one.",
    "check.nothing": (
        "Your function gave back None. Does it end with return? Is a blank (...) left in it?"
    ),
    "check.error": "{kind}: {message}",
    "check.error.line": "{kind} in line {line} of your code: {message}",
    "check.late": "Stopped, for it ran too long",
    "check.late.line": (
        "After {seconds} seconds line {line} of your code was running: {source} — {cause}"
    ),
    "check.late.nowhere": (
        "It took more than {seconds} seconds, inside a library. Are there fewer starts, points or "
        "clusters that show the same?"
    ),
    "check.late.while": (
        "A while loop ends when its condition becomes false: does something in the loop that "
        "begins in line {line} change what it tests?"
    ),
    "check.late.true": (
        "The while loop that begins in line {line} ends only by break or return: is one of them "
        "ever reached?"
    ),
    "check.late.for": (
        "The for loop that begins in line {line} goes over very many values, or over a list that "
        "grows inside it."
    ),
    "check.late.recursion": "{name} calls itself: does it ever reach a call that returns?",
    "check.late.other": "Does it work on more than the exercise asks for?",
    "check.failed": "This check failed",
    "check.fault": (
        "The check itself has a fault, so it can't say whether your answer is right. "
        "Please report it: {kind}: {message}"
    ),
    "check.unknown": "There is no exercise called {key}.",
    "check.unknown.why": "The key is a text. There are: {known}.",
    "check.count": "This check takes {count} answer(s), but got {got}.",
    "solution.title": "One solution",
    "solution.text": "Others are right as well. Read it, close it, and write your own.",
    "solution.locked": "Not open yet",
    "solution.left": (
        "You have seen {seen} of {total} hints; {left} left. Try once more after each."
    ),
    "solution.next": 'The next hint: run hint("{key}").',
    "solution.teacher": "The teacher has locked the solutions for now.",
    "reset.title": "Again from the start",
    "reset.text": (
        "A clean cell comes below. Yours stays: delete it when you no longer need it. Hints begin "
        "with the first again. If no cell came, copy this:"
    ),
    "hint.title": "Hint {number} of {total}",
    "hint.last": 'That was the last hint. One solution is shown by solution("{key}").',
    "hint.again": 'Run hint("{key}") again for the next one.',
    "reason.label": "Reason for a decision",
    "reason.side": "What do you decide?",
    "reason.write": "Your reason, in a sentence or two:",
    "reason.list": "A reason names the following. The number is found as you type; tick the rest.",
    "reason.commit": "Keep my reason",
    "reason.models": "Model answers, to compare with yours",
    "reason.rate": "Compared with them, your reason:",
    "reason.rating.whole": "names all that it should",
    "reason.rating.part": "leaves something out",
    "reason.rating.other": "I would decide otherwise now",
    "reason.page": "This page stores nothing: copy your text to keep it.",
    "reason.summary.open": "no reason yet",
    "reason.summary.kept": "a reason is kept",
    "reason.number": "a number from the cells above ({which})",
    "reason.names": (
        "What you decided is sound. A reason for it names: {listed}. "
        "The number is compared; the rest is yours to tick."
    ),
    "reason.misquoted": (
        "Your reason says {said}, but above it is {known} ({what}). Which one did you mean?"
    ),
    "record.about": (
        "What you guessed, tried and decided in the teachclust course. "
        "It stays on this computer. To delete it: teachclust record --clear"
    ),
    "record.title": "Record: {listed}",
    "record.empty": "nothing is stored",
    "record.place": "Stored in {path}.",
    "record.memory": "Kept until this kernel ends.",
    "record.clear": "It never leaves this computer. To delete it, run record().clear().",
    "record.more": "{n} earlier entries are not shown.",
    "record.when": "when (UTC)",
    "record.what": "what",
    "record.key": "question or exercise",
    "record.said": "answer or result",
    "record.right": "right",
    "record.wrong": "not right",
    "record.kind.guess": "guess",
    "record.kind.try": "try",
    "record.kind.hint": "hint",
    "record.kind.solution": "solution",
    "record.kind.reason": "reason",
    "record.kind.build": "build task",
    "record.kind.code": "your code",
    "record.one.guess": "{n} guess",
    "record.one.try": "{n} try",
    "record.one.hint": "{n} hint",
    "record.one.solution": "{n} solution",
    "record.one.reason": "{n} reason",
    "record.one.build": "{n} build task",
    "record.one.code": "{n} code",
    "record.many.guess": "{n} guesses",
    "record.many.try": "{n} tries",
    "record.many.hint": "{n} hints",
    "record.many.solution": "{n} solutions",
    "record.many.reason": "{n} reasons",
    "record.many.build": "{n} build tasks",
    "record.many.code": "{n} codes",
    "record.no_folder": "{variable} names {folder}, which is no folder: nothing is stored.",
    "missing.name": (
        "This name is made in an earlier cell. Run the cells above first "
        "(menu Run, Run All Above Selected Cell), then this one."
    ),
}
