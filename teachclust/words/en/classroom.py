"""Hand-ins, the page of a class, and how far a learner has come."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    "progress.title": "Progress: {done} of {n} done",
    "progress.lesson": "{lesson}: {done} of {n}",
    "progress.of": "{done} of {n}",
    "progress.tried": "tried: {keys}",
    "progress.open": "open: {keys}",
    "progress.some": "{listed} and {n} more",
    "progress.reason": "{key} (reason)",
    "progress.build": "a build task",
    "progress.more": 'One lesson, line by line: progress("01"). Guesses count as done when made.',
    "progress.head.lesson": "lesson",
    "progress.head.done": "done",
    "progress.head.tried": "tried",
    "progress.head.open": "open",
    "progress.head.what": "state",
    "progress.head.key": "key",
    "progress.head.about": "about",
    "progress.head.hints": "hints seen",
    "progress.is.done": "done",
    "progress.is.tried": "tried",
    "progress.is.open": "open",
    "assignment.reason": "Write your reason in the cell below. It names:",
    "class.title": "The class",
    "class.count": "Files: {n}. In order, and counted below: {good}.",
    "class.files.title": "Files that are not counted",
    "class.state.edited": "changed after it was made.",
    "class.state.contradicts": "it contradicts itself or another file.",
    "class.state.unreadable": "it can't be read.",
    "class.state.replaced": "an earlier hand-in.",
    "class.file.empty": "It is empty. Ask the learner to make it again.",
    "class.file.cut": "It is cut off or damaged. Ask the learner to make and send it again.",
    "class.file.other": "It is no hand-in.",
    "class.file.long": "It is longer than any hand-in.",
    "class.file.newer": (
        "A newer release of teachclust made it. Install that release to read it: "
        "pip install --upgrade teachclust"
    ),
    "class.file.damaged": "A part of it is missing or of another form. Ask for it again.",
    "class.file.edited": (
        "Its checksum does not fit its content: somebody or something changed it. What it says is "
        "shown, and not counted. Ask the learner to make it again."
    ),
    "class.file.copied": (
        "It comes from the same record as {others}, under another name: one may be a copy."
    ),
    "class.file.replaced": "The same learner handed in {later} later, which is counted.",
    "class.against.wrong": (
        "{key}: its record says right, and the answer in it is wrong. The cell was changed since, "
        "or the file was."
    ),
    "class.against.blank": (
        "{key}: its record says right, and its cell is blank. The cell was emptied since, or the "
        "file was changed."
    ),
    "class.against.option": "{key}: the question has no such option as the file says.",
    "class.against.guess": "{key}: the file calls a guess right that is not.",
    "class.talk.title": "To talk about first",
    "class.talk.slip": "{m} of {n} in {key}: {name}",
    "class.talk.sure": "{m} of {n} were sure, and wrong: {text}",
    "class.who.title": "Who is where",
    "class.who.learner": "learner",
    "class.who.done": "done",
    "class.who.of": "{done} of {n}",
    "class.who.right": "right or kept, of {n}",
    "class.who.code": "numbers of {code}",
    "class.who.not_counted": "not counted",
    "class.exercises": "exercises",
    "class.questions": "guesses",
    "class.builds": "build tasks",
    "class.reasons": "reasons",
    "class.sign.right": "right",
    "class.sign.wrong": "wrong",
    "class.sign.tried": "tried, blank or stopped",
    "class.sign.kept": "a reason, for you to read",
    "class.sign.open": "open",
    "class.sign.told": "as the file says, not checked again (dashed)",
    "class.sign.marks": (
        "h2: two hints seen; sol: solution seen; guesses: ! sure, ~ think so, ? guessing"
    ),
    "class.mark.hints": "h{n}",
    "class.mark.solution": "sol",
    "class.mark.sure": "!",
    "class.mark.think_so": "~",
    "class.mark.guessing": "?",
    "class.said.hints": "hints seen: {n}",
    "class.said.solution": "solution seen",
    "class.slips.title": "Common wrong answers",
    "class.slips.none": "No wrong answer was handed in.",
    "class.slips.exercise": "{key}: {title}",
    "class.slips.share": "{m} of {n}",
    "class.slips.share.head": "learners",
    "class.slips.name.head": "what it shows",
    "class.slips.says.head": "what they were told",
    "class.slips.learners.head": "who",
    "class.guesses.title": "Guesses",
    "class.guesses.happens": "(what happens)",
    "class.guesses.option.head": "guess",
    "class.guesses.all.head": "all",
    "class.guesses.sure.head": "sure",
    "class.guesses.think_so.head": "think so",
    "class.guesses.guessing.head": "guessing",
    "class.guesses.unsaid.head": "not said",
    "class.reasons.title": "Reasons, side by side",
    "class.rubric.title": "Rubric",
    "class.rubric.asked": "Learners were asked to name:",
    "class.reason.number": "a number from the cells above",
    "class.reason.none": "No reason was handed in.",
    "class.reason.decided": "Decided:",
    "class.reason.side": "Side:",
    "class.reason.numbers": "Numbers of the lesson in it:",
    "class.reason.no_number": "none",
    "class.reason.ticked": "Ticked as named:",
    "class.reason.rating": "Rates it: compared with the model answers, it",
    "class.reason.misquoted": "It says {said}; the lesson has {known} ({what}).",
    "class.proof.title": "What the checks show, and what they can't",
    "class.proof.checksum": (
        "The checksum shows that a file is as it was when it was made. It can't show who made it: "
        "whoever has the package can change a file and make a new checksum."
    ),
    "class.proof.again": (
        "Answers that are numbers, words or lists were judged again when this page was made, and "
        "guesses were looked up among the options. No code of a learner was run."
    ),
    "class.proof.told": (
        "Functions, models, build tasks, tries and hints are as the file says (dashed). To have "
        "code run again, collect the notebooks: teachclust assignment."
    ),
    "class.proof.slips": "Files that are not in order are shown, and left out of every count.",
    "class.proof.who": (
        "A code such as 3F7A-9C21 stands for a learner without a name. It is made from the first "
        "entry of the record, and changes when the record is cleared."
    ),
}
