"""What is told of one play of a flow: held back until it has ended, when every secret in it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec import Struct

from ac_tui.deck.redaction import Redactor, change_texts
from ac_tui.deck.view import View
from ac_tui.flows.crash import crash_line
from ac_tui.flows.executor import Screenshots
from ac_tui.flows.model import FlowCommand
from ac_tui.flows.results import Failure, Outcome, Played
from ac_tui.flows.screen_picture import picture


class Shot(Struct, frozen=True):
    """A screenshot that a command asked for: `told` is the command as it may be told once it is redacted.

    `flow_line` is the line of the flow's own file that led to it; `optional` says that a difference only warns.
    """

    command: FlowCommand
    told: str
    flow_line: int
    name: str
    view: View
    focus: str
    optional: bool


class Problem(NamedTuple):
    """What is to be said of a screenshot: `fails` where it is wrong, `crashed` where it could not even be compared."""

    shot: Shot
    words: str
    fails: bool = True
    crashed: bool = False


class Reporter:
    """Keeps commands and screenshots as they come, and gives them away without a secret."""

    def __init__(
        self, file: str, redactor: Redactor, observer: Callable[[Played], None] | None, screenshots: Screenshots | None
    ) -> None:
        self._file = file
        self._redactor = redactor
        self._observer = observer
        self._screenshots = screenshots
        self._played: list[Played] = []
        self._shots: dict[int, Shot] = {}

    @property
    def heard(self) -> bool:
        """Whether anybody watches the commands."""
        return self._observer is not None

    def keep(self, played: Played) -> None:
        """Keep a command for whoever watches."""
        self._played.append(played)

    def shoot(self, shot: Shot) -> None:
        """Keep a screenshot of the command that is kept next."""
        if self._screenshots is not None:
            self._shots[len(self._played) if self.heard else len(self._shots)] = shot

    def compare(self) -> Iterator[Problem]:
        """Compare every screenshot; those of which there is something to say."""
        for place, shot in self._shots.items():
            problem = self._compared(shot)
            if not problem.words:
                continue
            if self.heard:
                outcome: Outcome = "done" if not problem.fails else "warning" if shot.optional else "failed"
                self._played[place] = self._played[place]._replace(outcome=outcome, note=problem.words)
            yield problem

    def _compared(self, shot: Shot) -> Problem:
        if self._screenshots is None:
            return Problem(shot, "")
        try:
            name, view = self._redactor.redact(shot.name), self._redactor.redact_view(shot.view)
            return Problem(shot, *self._screenshots.take(self._file, name, view, shot.focus))
        except Exception as error:
            return Problem(shot, crash_line(error), crashed=True)

    def failure(self, problems: list[Problem]) -> Failure:
        """What is wrong with screenshots of a flow that came to its end: it fails at the first of them."""
        first = problems[0].shot
        more = [f"line {problem.shot.flow_line}: {problem.words}" for problem in problems[1:]]
        return Failure(
            file=first.command.file,
            line=first.command.line,
            flow_line=first.flow_line,
            command=self._redactor.redact(first.told),
            message=self._redactor.redact("; ".join([problems[0].words, *more])),
            screen=picture(self._redactor.redact_view(first.view), first.focus),
        )

    def release(self) -> None:
        """Give everything kept to whoever watches."""
        if self._observer is not None:
            for played in self._played:
                self._observer(self._clean(played))

    def _clean(self, played: Played) -> Played:
        redact = self._redactor.redact
        return played._replace(
            shown=redact(played.shown),
            note=redact(played.note),
            view=self._redactor.redact_view(played.view),
            decision=change_texts(played.decision, redact) if played.decision else None,
        )
