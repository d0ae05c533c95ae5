"""Plays a flow on a surface, command by command, and says what came of it.

What is told is held back until the flow has ended: only then every secret in it is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import PurePath
from time import perf_counter
from typing import TYPE_CHECKING, Final

from ac_tui.deck.redaction import change_texts, mask_codes
from ac_tui.flows import commands as c
from ac_tui.flows import model as m
from ac_tui.flows.crash import crash_line
from ac_tui.flows.executor import CommandError, CommandExecutor, ExhaustedError
from ac_tui.flows.results import CommandSpot, Failure, FlowResult, Outcome, Played, Status
from ac_tui.flows.snapshots import picture
from ac_tui.flows.surface import Surface, SurfaceError
from ac_tui.flows.variables import FILE_NAME, Template, UnsetError, plain, variables_of, whole_number
from ac_tui.journey.decision import Decision

if TYPE_CHECKING:
    from ac_tui.flows.snapshots import Snapshots

MOST_TURNS: Final = 1000
"""How often a `repeat` without `times` may go round before it counts as endless."""

_FLOW_ERRORS: Final = (CommandError, SurfaceError, UnsetError, ValueError)
"""What a flow can do wrong; anything else is a fault of the program."""

_LOOKS: Final = (
    c.assert_visible, c.assert_not_visible, c.wait_until, c.played, c.copy_text_from,
    c.do_nothing,
)  # fmt: skip
"""Commands after which it still matters that the tap before them did nothing."""

_TOLD: Final = frozenset({"name", "tags", "properties", "warnings", "notes"})
"""What of a result may hold a secret; a failure is told without one."""

Observer = Callable[[Played], None]


class Player:
    """Plays one flow once, comparing all its screenshots; `given` is what the command line adds to its variables."""

    def __init__(
        self,
        flow: m.Flow,
        surface: Surface,
        given: Mapping[str, str] | None = None,
        *,
        observer: Observer | None = None,
        screenshots: Snapshots | None = None,
    ) -> None:
        self.flow = flow
        own = variables_of(surface.simulation.world.registry.get(flow.setting.customer))
        values = {**own, **(given or {}), FILE_NAME: PurePath(flow.file).stem}
        self.executor = CommandExecutor(surface, values, flow.app_id, flow.setting.seed)
        self._observer, self._screenshots = observer, screenshots
        self._played: list[Played] = []
        self._shots: list[
            tuple[int, str, CommandSpot, bool]
        ] = []  # by place among what was played; whether it only warns
        self._warnings: list[str] = []
        self._notes: list[str] = []
        self._idle = ""
        self._depth = self._optional = self._flow_line = 0
        self._decision: Decision | None = None
        self._at: m.FlowCommand | None = None
        self._failed: tuple[CommandSpot, str] | None = None  # what failed last, and why, with the secrets in it

    def play(self, look: Callable[[m.FlowCommand], None] | None = None) -> FlowResult:
        """Play it to its end or to its first failure, and say what came of it; `look` is called with each command."""
        started = perf_counter()
        status: Status = "passed"
        failure: Failure | None = None
        try:
            for command in self.walk():
                if look is not None:
                    look(command)
        except CommandError:
            status = "failed"
        except Exception as error:
            status, self._failed = "error", (self._spot(), crash_line(error))
        else:
            self._failed = None  # what was optional
        redact = self.executor.redactor.redact
        try:
            try:
                status, failure = self._judged(status)
            finally:  # who watches is given every command, without a secret
                for played in self._played:
                    assert self._observer is not None
                    self._observer(change_texts(played._replace(view=mask_codes(played.view)), redact))
        except Exception as error:  # no screen is told, which may be what it failed at
            spot, words = self._failed or (self._spot(), "")
            words = redact("; ".join(filter(None, (words, crash_line(error)))))
            status, failure = "error", Failure(spot.file, spot.line, "", words, "", spot.flow_line)
        flow, steps, took = self.flow, tuple(self.executor.steps), perf_counter() - started
        result = FlowResult(flow.file, flow.name, status, steps, took, failure, tuple(flow.tags), flow.setting.guide)
        result = result._replace(customer=flow.setting.customer, properties=flow.properties)
        result = result._replace(warnings=tuple(self._warnings), notes=tuple(self._notes))
        return change_texts(result, redact, _TOLD)

    def walk(self) -> Iterator[m.FlowCommand]:
        """Play it command by command, yielding each after those inside it; raises CommandError at the first failure."""
        self.executor.look()
        with self._reported(None):
            self.executor.enter(self.flow.env)
        try:
            yield from self._whole(self.flow)
        except ExhaustedError as error:
            self._failed = self._spot(), str(error)
            raise CommandError(str(error)) from None

    # What is played.

    def _whole(self, flow: m.Flow) -> Iterator[m.FlowCommand]:
        """A flow's commands between those of its start and its end; these are played whatever came of the others."""
        try:
            yield from self._commands((*flow.on_start, *flow.commands))
        except CommandError:
            failed = self._failed
            with suppress(CommandError):
                for _ in self._commands(flow.on_complete):
                    pass
            self._failed = failed  # what is told is where it failed first
            raise
        yield from self._commands(flow.on_complete)

    def _commands(self, commands: tuple[m.FlowCommand, ...]) -> Iterator[m.FlowCommand]:
        """Play commands in order; where one is optional, its failure or that of those inside it only warns."""
        for command in commands:
            self.executor.count()
            if not self._depth:
                self._flow_line = command.line
            outside = self.executor.scope
            self._optional += command.optional
            try:
                if holder := _HOLDERS.get(command.name):
                    yield from holder(self, command)
                else:
                    self._do(command)
            except CommandError:
                if not command.optional:
                    raise
                self._warn(command)
            finally:
                self._optional -= command.optional
                self.executor.scope = outside
            yield command

    def _do(self, command: m.FlowCommand) -> None:
        """Play a command that holds no others; a screenshot is kept until the flow has ended."""
        executor = self.executor
        self._at, executor.note, executor.shown = command, "", ""
        try:
            command.run(command, executor)
            executor.look()
            if command.name == "takeScreenshot":
                name, told = executor.fill(command.args["path"]), executor.label(command) or executor.words(command)
                spot = self._spot()._replace(command=told)
                self._shots += [(len(self._played), name, spot, self._optional > 0)] if self._screenshots else []
        except _FLOW_ERRORS as error:
            raise self._told(command, error) from None
        self._observe(command, "done", executor.note)
        if command.run is c.tap_on and executor.note:
            self._idle = f" (the tap at line {command.line} did nothing: {executor.note.partition(':')[0]})"
        elif self._idle and command.run not in _LOOKS:
            self._idle = ""
        if command.warning:
            self._warn(command, f"{command.name} {command.warning}")

    def _run_flow(self, command: m.FlowCommand) -> Iterator[m.FlowCommand]:
        with self._reported(command):
            runs = command.args["when"] is None or self.executor.holds(command.args["when"])
            if runs:
                self._open(command)
        self._observe(command, "done" if runs else "skipped", "" if runs else "its condition does not hold")
        if runs:
            yield from self._held(command)

    def _retry(self, command: m.FlowCommand) -> Iterator[m.FlowCommand]:
        with self._reported(command):
            self._open(command)
            more = min(self._times(command.args["maxRetries"] or plain("1")), 3)  # as Maestro has it
        self._observe(command, "done")
        for left in range(more, -1, -1):
            try:
                yield from self._held(command)
                break
            except CommandError:
                if not left:
                    raise
                self._warn(command)

    def _repeat(self, command: m.FlowCommand) -> Iterator[m.FlowCommand]:
        given, condition = command.args["times"], command.args["while"]
        with self._reported(command):
            times = self._times(given) if given is not None else None
        self._observe(command, "done")
        turn = 0
        while times is None or turn < times:
            self.executor.count()
            with self._reported(command):
                if condition is not None and not self.executor.holds(condition):
                    break
                if turn >= MOST_TURNS:
                    raise CommandError(f"gone round {MOST_TURNS} times and its condition still holds")
            yield from self._held(command)
            turn += 1

    def _open(self, command: m.FlowCommand) -> None:
        """Know the variables that a command, and the file that it names, give to those inside it."""
        self.executor.enter(command.env)
        if command.flow is not None:
            self.executor.enter(command.flow.env)

    def _held(self, command: m.FlowCommand) -> Iterator[m.FlowCommand]:
        """The commands that another one holds, or those of the file that it names."""
        self._depth += 1
        try:
            yield from self._whole(command.flow) if command.flow is not None else self._commands(command.commands)
        finally:
            self._depth -= 1

    def _times(self, given: Template) -> int:
        number = whole_number(text := self.executor.fill(given))
        if number is None:
            raise CommandError(f"'{text}' is no whole number of times")
        return number

    # What is told.

    def _warn(self, command: m.FlowCommand, words: str = "") -> None:
        """Warn of a command, in the words of what failed last where none are given."""
        self._warnings.append(f"{command.file}:{command.line}: {words or (self._failed and self._failed[1])}")

    def _observe(self, command: m.FlowCommand, outcome: Outcome, note: str = "") -> None:
        """Keep a command for whoever watches, with the decision if it led to a new one."""
        if self._observer is None:
            return
        executor = self.executor
        decision = executor.surface.simulation.decision
        new = decision if decision is not self._decision else None
        self._decision = decision
        told = executor.label(command) or executor.words(command)
        self._played.append(Played(command, told, self._depth, executor.view, executor.focus, outcome, note, new))

    @contextmanager
    def _reported(self, command: m.FlowCommand | None) -> Iterator[None]:
        """Turn what a flow can do wrong in a command, or in its own header, into a CommandError without secrets."""
        self._at, self.executor.note, self.executor.shown = command, "", ""
        try:
            yield
        except _FLOW_ERRORS as error:
            raise self._told(command, error) from None

    def _told(self, command: m.FlowCommand | None, error: Exception) -> CommandError:
        """What went wrong in a command as it is told, without secrets; where it did is remembered."""
        spot, words = self._spot(), f"{error}{self._idle}"
        flow = self.flow if command is None else command.flow
        if flow is not None and isinstance(error, UnsetError):
            for name, value in flow.env.items():
                if error.name in value.needs():
                    line = flow.env_lines.get(name, 1)
                    spot = spot._replace(file=flow.file, line=line, flow_line=self._flow_line or line)
        self._failed = spot, words
        if command is not None:
            self._observe(command, "warning" if command.optional else "failed", words)
        return CommandError(self.executor.redactor.redact(words))

    def _spot(self) -> CommandSpot:
        executor, at = self.executor, self._at
        if at is None:
            return CommandSpot(self.flow.file, 1, self._flow_line or 1, "", executor.view, executor.focus)
        label, told = executor.label(at), executor.words(at)
        told = f"{label} ({told})" if label else told
        return CommandSpot(at.file, at.line, self._flow_line, told, executor.view, executor.focus)

    def _judged(self, status: Status) -> tuple[Status, Failure | None]:
        """What came of it, the screenshots compared: optional ones only warn, and all where the flow has failed."""
        redactor, outbox = self.executor.redactor, self.executor.surface.simulation.journey.service.outbox
        redactor.learn(message.code.get_secret_value() for message in outbox)
        failure = self._failure(*self._failed) if self._failed is not None else None
        problems: list[tuple[CommandSpot, str]] = []
        for number, name, spot, optional in self._shots:
            assert self._screenshots is not None
            kind: Status = "failed"
            try:
                view = redactor.redact_view(spot.view)
                words, fails = self._screenshots.take(self.flow.file, redactor.redact(name), view, spot.focus)
            except Exception as error:
                words, fails, kind = crash_line(error), True, "error"
            if not words:
                continue
            if self._played:
                outcome: Outcome = "done" if not fails else "warning" if optional else "failed"
                self._played[number] = self._played[number]._replace(outcome=outcome, note=words)
            if fails and failure is None and not optional:
                status = "error" if status == "error" else kind
                problems.append((spot, words if not problems else f"line {spot.flow_line}: {words}"))
            else:
                (self._warnings if fails else self._notes).append(f"{spot.file}:{spot.line}: {words}")
        if problems:
            failure = self._failure(problems[0][0], "; ".join(words for _, words in problems))
        return status, failure

    def _failure(self, spot: CommandSpot, words: str) -> Failure:
        redactor = self.executor.redactor
        screen = picture(redactor.redact_view(spot.view), spot.focus)
        told, message = redactor.redact(spot.command), redactor.redact(words)
        return Failure(spot.file, spot.line, told, message, screen, spot.flow_line)


_HOLDERS: Final[Mapping[str, Callable[[Player, m.FlowCommand], Iterator[m.FlowCommand]]]] = {
    "runFlow": Player._run_flow,
    "retry": Player._retry,
    "repeat": Player._repeat,
}
"""What plays the commands that hold others."""
