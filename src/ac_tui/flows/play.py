"""Plays a flow on a surface, command by command, and says what came of it once every secret in it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import PurePath
from typing import Final

from ac_tui.deck.redaction import change_texts, mask_codes
from ac_tui.deck.view import View
from ac_tui.flows import commands as c
from ac_tui.flows import model as m
from ac_tui.flows.executor import CommandError, CommandExecutor, ExhaustedError, Surface
from ac_tui.flows.results import Failure, FlowResult, Outcome, Played, Shot, Status, crash_line
from ac_tui.flows.snapshots import Snapshots, picture
from ac_tui.flows.variables import FILE_NAME, UnsetError, variables_of, whole_number
from ac_tui.journey.decision import Decision

MOST_TURNS: Final = 1000  # of a `repeat` without `times`
_FLOW_ERRORS: Final = (CommandError, UnsetError, ValueError)  # any other is a fault of the program
_LOOKS: Final = (c.assert_visible, c.assert_not_visible, c.wait_until, c.played, c.copy_text_from, c.do_nothing)
"""Commands after which it still matters that the tap before them did nothing."""

_TOLD: Final = frozenset({"name", "tags", "properties", "warnings", "notes"})  # what may hold a secret
_Failed = tuple[Failure, View, str]  # with the secrets in it, and what was on show then: the view and the focus


class _ToldError(CommandError):
    """What went wrong in a command, without a secret: where it did is remembered, whoever watches has been told."""


class Player:
    """Plays one flow once, and compares its screenshots; `given` adds to its variables, `keep` keeps the commands."""

    def __init__(
        self,
        flow: m.Flow,
        surface: Surface,
        given: Mapping[str, str] | None = None,
        *,
        keep: bool = False,
        screenshots: Snapshots | None = None,
    ) -> None:
        self.flow = flow
        own = variables_of(surface.simulation.world.registry.get(flow.setting.customer))
        values = {**own, **(given or {}), FILE_NAME: PurePath(flow.file).stem}
        self.executor = CommandExecutor(surface, values, flow.app_id, flow.setting.seed)
        self._keep, self._screenshots = keep, screenshots
        self._played: list[Played] = []
        # Its place among what was played, its name, what is told where it differs, whether that only warns.
        self._shots: list[tuple[int, str, _Failed, bool]] = []
        self._warnings: list[str] = []
        self._notes: list[str] = []
        self._idle = ""
        self._depth = self._optional = self._flow_line = 0
        self._decision: Decision | None = None
        self._at: m.FlowCommand | None = None
        self._failed: _Failed | None = None  # what failed last

    def play(self, look: Callable[[m.FlowCommand], None] | None = None) -> FlowResult:
        """Play it to its end or to its first failure, and say what came of it; `look` is called with each command."""
        status: Status = "passed"
        try:
            for command in self.walk():
                if look is not None:
                    look(command)
        except CommandError:
            status = "failed"
        except Exception as error:
            status, self._failed = "error", self._spot(crash_line(error))
        else:
            self._failed = None  # what was optional
        redactor, outbox = self.executor.redactor, self.executor.surface.simulation.journey.service.outbox
        redactor.learn(message.code.get_secret_value() for message in outbox)  # only now is every secret known
        shots, failure, flow = self._compared(), None, self.flow
        if self._failed is not None:
            status = "failed" if status == "passed" else status
            failure, view, focus = self._failed
            failure = change_texts(failure, redactor.redact, frozenset({"command", "message"}))
            failure = failure._replace(screen=picture(redactor.redact_view(view), focus))
        result = FlowResult(flow.file, flow.name, status, tuple(self.executor.steps), 0.0, failure, flow.tags)
        result = result._replace(guide=flow.setting.guide, customer=flow.setting.customer, properties=flow.properties)
        result = result._replace(warnings=tuple(self._warnings), notes=tuple(self._notes), shots=tuple(shots))
        played = [change_texts(one._replace(view=mask_codes(one.view)), redactor.redact) for one in self._played]
        result = change_texts(result, redactor.redact, _TOLD)
        return result._replace(played=tuple(played))

    def walk(self) -> Iterator[m.FlowCommand]:
        """Play it command by command, yielding each after those inside it; raises CommandError at the first failure."""
        self.executor.look()
        try:
            self.executor.enter(self.flow.env)
            yield from self._whole(self.flow)
        except ExhaustedError as error:
            self._failed = self._spot(str(error))
            raise CommandError(str(error)) from None
        except _FLOW_ERRORS as error:
            raise self._told(None, error) from None

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
            self._begin(command)
            try:
                if command.name in ("runFlow", "retry"):
                    yield from self._run(command)
                elif command.name == "repeat":
                    yield from self._repeat(command)
                else:
                    self._do(command)
            except _FLOW_ERRORS as error:
                told = self._told(command, error)
                if not command.optional:
                    raise told from None
                self._warn(command)
            finally:
                self._optional -= command.optional
                self.executor.scope = outside
            yield command

    def _begin(self, command: m.FlowCommand) -> None:
        self._at, self.executor.note, self.executor.shown = command, "", ""

    def _do(self, command: m.FlowCommand) -> None:
        executor, run = self.executor, c.run_of(command)
        run(command, executor)
        executor.look()
        if command.name == "takeScreenshot":
            name, (spot, view, focus) = executor.fill(command.args.path or ""), self._spot("")
            spot = spot._replace(command=executor.label(command) or executor.words(command))
            self._shots.append((len(self._played), name, (spot, view, focus), self._optional > 0))
        self._observe(command, "done", executor.note)
        if run is c.tap_on and executor.note:
            self._idle = f" (the tap at line {command.line} did nothing: {executor.note.partition(':')[0]})"
        elif self._idle and run not in _LOOKS:
            self._idle = ""
        if warning := c.warning_of(command):
            self._warn(command, f"{command.name} {warning}")

    def _run(self, command: m.FlowCommand) -> Iterator[m.FlowCommand]:
        when, again = command.args.when, command.args.max_retries or ("1" if command.name == "retry" else "0")
        if when is not None and not self.executor.holds(when):
            self._observe(command, "skipped", "its condition does not hold")
            return
        self.executor.enter(command.env)
        if command.flow is not None:
            self.executor.enter(command.flow.env)
        most = min(self._times(again), 3)  # as Maestro has it
        self._observe(command, "done")
        for left in range(most, -1, -1):
            try:
                yield from self._held(command)
                break
            except CommandError:
                if not left:
                    raise
                self._warn(command)

    def _repeat(self, command: m.FlowCommand) -> Iterator[m.FlowCommand]:
        given, condition = command.args.times, command.args.as_long_as
        times = self._times(given) if given is not None else MOST_TURNS + 1
        self._observe(command, "done")
        for turn in range(times):
            self.executor.count()
            self._begin(command)
            if condition is not None and not self.executor.holds(condition):
                break
            if turn >= MOST_TURNS:
                raise CommandError(f"gone round {MOST_TURNS} times and its condition still holds")
            yield from self._held(command)

    def _held(self, command: m.FlowCommand) -> Iterator[m.FlowCommand]:
        self._depth += 1
        try:
            yield from self._whole(command.flow) if command.flow is not None else self._commands(command.commands)
        finally:
            self._depth -= 1

    def _times(self, given: str) -> int:
        text = self.executor.fill(given)
        if (number := whole_number(text)) is None:
            raise CommandError(f"'{text}' is no whole number of times")
        return number

    # What is told.

    def _warn(self, command: m.FlowCommand, words: str = "") -> None:
        """Warn of a command, in the words of what failed last where none are given."""
        self._warnings.append(f"{command.file}:{command.line}: {words or (self._failed and self._failed[0].message)}")

    def _observe(self, command: m.FlowCommand, outcome: Outcome, note: str = "") -> None:
        if not self._keep:
            return
        executor, before = self.executor, self._decision
        self._decision = executor.surface.simulation.decision
        new = self._decision if self._decision is not before else None
        told = executor.label(command) or executor.words(command)
        self._played.append(Played(command, told, self._depth, executor.view, executor.focus, outcome, note, new))

    def _told(self, command: m.FlowCommand | None, error: Exception) -> _ToldError:
        """What went wrong in a command, or in the flow's own header, as it is told."""
        if isinstance(error, _ToldError):
            return error
        words = f"{error}{self._idle}"
        self._failed = self._spot(words)
        if command is not None:
            self._observe(command, "warning" if command.optional else "failed", words)
        return _ToldError(self.executor.redactor.redact(words))

    def _spot(self, words: str) -> _Failed:
        """Something to be told of the command at hand, or of the flow before its first one."""
        executor, at = self.executor, self._at
        if at is None:
            failure = Failure(self.flow.file, 1, "", words, "", self._flow_line or 1)
        else:
            label, told = executor.label(at), executor.words(at)
            told = f"{label} ({told})" if label else told
            failure = Failure(at.file, at.line, told, words, "", self._flow_line)
        return failure, executor.view, executor.focus

    def _compared(self) -> list[Shot]:
        """The screenshots compared: optional ones only warn, and all where the flow has failed."""
        redactor, passed, shots = self.executor.redactor, self._failed is None, list[Shot]()
        if self._screenshots is None:
            return shots
        for number, name, (spot, view, focus), optional in self._shots:
            seen = redactor.redact_view(view)
            shot = self._screenshots.compare(self.flow.file, redactor.redact(name), seen, focus, shots)
            shots.append(shot)
            if not shot.words:
                continue
            if self._played:
                outcome: Outcome = "done" if not shot.fails else "warning" if optional else "failed"
                self._played[number] = self._played[number]._replace(outcome=outcome, note=shot.words)
            if not shot.fails or optional or not passed:
                (self._warnings if shot.fails else self._notes).append(f"{spot.file}:{spot.line}: {shot.words}")
            elif self._failed is None:
                self._failed = spot._replace(message=shot.words), view, focus
            else:
                words = f"{self._failed[0].message}; line {spot.flow_line}: {shot.words}"
                self._failed = self._failed[0]._replace(message=words), *self._failed[1:]
        return shots
