"""A trainer's mode: cases drawn by a seed, their causes hidden until one has decided, and a sheet of scores."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from ac_tui.deck.replace import write_text
from ac_tui.desk.outcome import Outcome, said
from ac_tui.registry.faults import printable

if TYPE_CHECKING:
    from ac_tui.desk.session import Session

HEAD: Final = ("trainee", "seed", "case", "cause", "decided", "right", "seconds")
"""The columns of a sheet: numbers and codes, nothing of people; a trainee is a number."""


def begin(session: Session, text: str = "") -> Outcome:
    """Draw the next case: `text` may give the seed, and the number of the trainee, which begins anew."""
    case = session.training
    given = [int(found[:9]) for found in re.findall("[0-9]+", text)]
    if given:
        case.seed, case.trainee, case.number = given[0], (given[1:] or [1])[0], 0
    case.number += 1
    draw = Random(f"{case.seed}/{case.number}")
    known = session.answers.causes.causes
    names = [name for name, cause in known.items() if cause.heard and cause.checks and not cause.answers]
    for name in draw.sample(names, len(names)):
        if _reached(session, name):
            session.hidden, case.said = name, draw.choice(known[name].heard)
            case.begun = session.memory.now()
            return said("train.case", "phone", n=case.number, said=case.said)
    return said("answers.no_story")


def _reached(session: Session, name: str) -> bool:
    """Play the story of a cause up to where it shows; whether it does."""
    session.answers.asked = name
    flow = session.answers.story()
    if flow is None:
        return False
    session.hidden = ""
    session.tell(flow)
    while session.answers.now() != name:
        story = session.story
        if story is None or not story.next():
            return False
    session.leave_story()
    return True


def decide(session: Session, name: str) -> Outcome:
    """Take a decision, and show the cause that it was; the score is added to the sheet."""
    case, cause, now = session.training, session.hidden, session.memory.now()
    seconds = round((now - (case.begun or now)).total_seconds())
    right = int(name == cause)
    case.scores.append((case.trainee, case.seed, case.number, cause, name, right, seconds))
    session.hidden = ""
    session.answer(cause)
    session.refresh()
    title, points = session.answers.cause.title, sum(score[5] for score in case.scores)
    return said("train.right" if right else "train.wrong", "cause", title=title, n=points, all=len(case.scores))


def sheet(session: Session, name: str = "") -> Outcome:
    """Add the scores to a sheet, a new one or one that others have begun, written at once."""
    scores = session.training.scores
    if not scores:
        return said("train.no_scores")
    file = Path(name.strip() or session.words("train.file"))
    lines = io.StringIO()
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        if before and not before.startswith(",".join(HEAD)):
            return said("train.unsaved", why=session.words("train.no_sheet", file=printable(str(file))))
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerows([*([] if before else [HEAD]), *scores])
        write_text(file, before + lines.getvalue())
    except (OSError, ValueError) as error:
        return said("train.unsaved", why=getattr(error, "strerror", None) or type(error).__name__)
    kept, session.training.scores = len(scores), []
    return said("train.saved", file=printable(str(file)), n=kept)
