"""A trainer's mode: cases drawn by a seed, their causes hidden until one has decided, and a sheet of scores."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import Final

from ac_tui.assets import write_text
from ac_tui.desk.outcome import Outcome, said, unsaved
from ac_tui.desk.session import Session
from ac_tui.registry.faults import printable

# The columns of a sheet: numbers and codes, nothing of people; a trainee is a number.
HEAD: Final = "trainee,seed,case,cause,decided,right,seconds"


def begin(session: Session, text: str = "") -> Outcome:
    """Draw the next case: `text` may give the seed, and the number of the trainee, which begins anew."""
    trainee, known = session.trainee, session.answers.causes.causes
    given = [int(found[:9]) for found in re.findall("[0-9]+", text)]
    if given:
        trainee.seed, trainee.which, trainee.number = given[0], (given[1:] or [1])[0], 0
    trainee.number += 1
    draw = Random(f"{trainee.seed}/{trainee.number}")
    names = [name for name, cause in known.items() if cause.heard and cause.checks and not cause.answers]
    for name in draw.sample(names, len(names)):
        if _reached(session, name):
            session.hidden, trainee.said, trainee.begun = name, draw.choice(known[name].heard), session.memory.now()
            return said("train.case", "phone", n=trainee.number, said=trainee.said)
    return said("answers.no_story")


def _reached(session: Session, name: str) -> bool:
    """Play the story of a cause up to where it shows, and go on by hand; whether it does."""
    session.answers.asked = name
    if (flow := session.answers.story()) is None:
        return False
    session.hidden = ""
    session.tell(flow)
    while session.answers.now() != name:
        if session.state.story is None or not session.state.story.next():
            return False
    session.state = session.state._replace(story=None)
    session.simulation.refresh()
    return True


def decide(session: Session, name: str) -> Outcome:
    """Take a decision, and show the cause that it was; the score is added to the sheet."""
    trainee, cause, now = session.trainee, session.hidden, session.memory.now()
    right, seconds = int(name == cause), round((now - (trainee.begun or now)).total_seconds())
    trainee.scores.append((trainee.which, trainee.seed, trainee.number, cause, name, right, seconds))
    session.hidden = ""
    session.take_up(cause)
    session.simulation.refresh()
    title, points = session.answers.cause.title, sum(score[5] for score in trainee.scores)
    return said("train.right" if right else "train.wrong", "cause", title=title, n=points, all=len(trainee.scores))


def sheet(session: Session, name: str = "") -> Outcome:
    """Add the scores to a sheet, a new one or one that others have begun, written at once."""
    scores, words = session.trainee.scores, session.words
    if not scores:
        return said("train.no_scores")
    file = Path(name.strip() or words("train.file"))
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        if before and not before.startswith(HEAD):
            return said("train.unsaved", why=words("train.no_sheet", file=printable(str(file))))
        write_text(file, "\n".join([before.rstrip("\n") or HEAD, *(",".join(map(str, one)) for one in scores), ""]))
    except (OSError, ValueError) as error:
        return unsaved("train.unsaved", error)
    kept = len(scores)
    scores.clear()
    return said("train.saved", file=printable(str(file)), n=kept)
