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


class Training:
    """The cases of one trainee, in the order that a seed draws them; the session's `hidden` is the cause of this one.

    `number` says which case it is, from 1, and `said` what the caller says; `scores` are lines of the sheet.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seed, self._trainee, self.number = 0, 1, 0
        self.said = ""
        self.scores: list[tuple[int, int, int, str, str, int, int]] = []

    def begin(self, text: str = "") -> Outcome:
        """Draw the next case: `text` may give the seed, and the number of the trainee, which begins anew."""
        given = [int(found[:9]) for found in re.findall("[0-9]+", text)]
        if given:
            self._seed, self._trainee, self.number = given[0], (given[1:] or [1])[0], 0
        session, self.number = self._session, self.number + 1
        draw = Random(f"{self._seed}/{self.number}")
        known = session.answers.causes.causes
        names = [name for name, cause in known.items() if cause.heard and cause.checks and not cause.answers]
        for name in draw.sample(names, len(names)):
            if self._reached(name):
                session.hidden, self.said = name, draw.choice(known[name].heard)
                self._begun = session.memory.now()
                return said("train.case", "phone", n=self.number, said=self.said)
        return said("answers.no_story")

    def _reached(self, name: str) -> bool:
        """Play the story of a cause up to where it shows; whether it does."""
        session = self._session
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

    def decide(self, name: str) -> Outcome:
        """Take a decision, and show the cause that it was; the score is added to the sheet."""
        session, cause = self._session, self._session.hidden
        seconds = round((session.memory.now() - self._begun).total_seconds())
        right = int(name == cause)
        self.scores.append((self._trainee, self._seed, self.number, cause, name, right, seconds))
        session.hidden = ""
        session.answer(cause)
        session.refresh()
        title, points = session.answers.cause.title, sum(score[5] for score in self.scores)
        return said("train.right" if right else "train.wrong", "cause", title=title, n=points, all=len(self.scores))

    def sheet(self, name: str = "") -> Outcome:
        """Add the scores to a sheet, a new one or one that others have begun, written at once."""
        if not self.scores:
            return said("train.no_scores")
        file = Path(name.strip() or self._session.words("train.file"))
        lines = io.StringIO()
        try:
            before = file.read_text(encoding="utf-8") if file.exists() else ""
            if before and not before.startswith(",".join(HEAD)):
                return said("train.unsaved", why=self._session.words("train.no_sheet", file=printable(str(file))))
            writer = csv.writer(lines, lineterminator="\n")
            writer.writerows([*([] if before else [HEAD]), *self.scores])
            write_text(file, before + lines.getvalue())
        except (OSError, ValueError) as error:
            return said("train.unsaved", why=getattr(error, "strerror", None) or type(error).__name__)
        kept, self.scores = len(self.scores), []
        return said("train.saved", file=printable(str(file)), n=kept)
