"""The KLab's text: a sentence for each k, a note for each criterion, a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from teachclust.words import say
from teachclust.words.numbers import number

if TYPE_CHECKING:
    from teachclust.scores import KFit, KScan


def caption(scan: KScan, fit: KFit) -> str:
    """Say which criteria prefer a fit's k, and what inertia and silhouette are.

    ``"k = 4: silhouette and gap prefer it; inertia 476.3, silhouette 0.571."`` Which criteria
    prefer another k is for the scan's verdict, which stands below. It is said once every k has been
    on screen; until then `plain_caption` is.
    """
    names = [say(f"k_lab.called.{c}") for c in scan.criteria if scan.prefers.get(c) == fit.k]
    if not names:
        preference = say("k_lab.caption.nobody", k=fit.k)
    else:
        key = "k_lab.caption.here.one" if len(names) == 1 else "k_lab.caption.here.many"
        preference = say(key, k=fit.k, names=_listed(names))
    return say("k_lab.caption.end", parts="; ".join(filter(None, [preference, _scores(fit)])))


def plain_caption(fit: KFit) -> str:
    """Say inertia and silhouette of a fit, as in ``"k = 4: inertia 476.3, silhouette 0.571."``.

    Which k is preferred would tell of those that have not been on screen.
    """
    scores = _scores(fit)
    now = say("k_lab.now", k=fit.k)
    return say("k_lab.caption.end", parts=f"{now}: {scores}" if scores else now)


def _scores(fit: KFit) -> str:
    """Return "inertia 476.3, silhouette 0.571", as far as they are known."""
    scores = []
    if fit.inertia is not None:
        scores.append(say("summary.k_lab.inertia", value=number(fit.inertia)))
    if (mean := fit.value("silhouette")) is not None:
        scores.append(say("summary.k_lab.silhouette", value=f"{mean:.3f}"))
    return ", ".join(scores)


def _listed(names: list[str]) -> str:
    """Return "a, b and c"."""
    if len(names) == 1:
        return names[0]
    return say("k_lab.and", names=", ".join(names[:-1]), last=names[-1])


def note(scan: KScan, criterion: str) -> str:
    """Return how to read one criterion and which k it prefers."""
    k = scan.prefers.get(criterion)
    if k is None:
        choice = say("k_lab.note.none")
    else:
        choice = say("k_lab.note.elbow" if criterion == "inertia" else "k_lab.note.prefers", k=k)
    return f"{say(f'k_lab.note.{criterion}')} · {choice}"


def rings_note(below: int, most: int) -> str:
    """Say how many points have a silhouette below 0; empty for none."""
    if below == 0:
        return ""
    if below == 1:
        return say("k_lab.silhouettes.note.one")
    if below <= most:
        return say("k_lab.silhouettes.note", n=f"{below:,}")
    return say("k_lab.silhouettes.note.some", n=f"{below:,}", shown=most)


def subtitle(scan: KScan) -> str:
    """Return what was scanned."""
    return say("k_lab.points", estimator=scan.estimator, n=f"{len(scan.X):,}")


def summary(scan: KScan, scaled: KScan | None, step: int | None = None) -> str:
    """Return the scan in one line: inertia and silhouette of each k, and the verdict.

    Where `step` is given it tells of that fit alone. Never the time of the fits: the line is the
    same on every machine.
    """
    if step is not None:
        fit = scan.fits[step]
        return say(
            "summary.k_lab.now",
            estimator=f"KLab({scan.estimator})",
            n=f"{len(scan.X):,}",
            first=scan.k[0],
            last=scan.k[-1],
            fit=say("summary.k_lab.fit", k=fit.k, scores=_scores(fit)).strip(),
        )
    fits = [say("summary.k_lab.fit", k=fit.k, scores=_scores(fit)).strip() for fit in scan.fits]
    verdict = scan.verdict
    if scaled is not None and scaled.verdict != verdict:
        verdict = f"{verdict} {say('summary.k_lab.scaled', verdict=scaled.verdict)}"
    return say(
        "summary.k_lab",
        estimator=f"KLab({scan.estimator})",
        n=f"{len(scan.X):,}",
        fits="; ".join(fits),
        verdict=verdict,
    )
