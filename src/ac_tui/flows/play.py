"""Plays a flow on a surface, command by command, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import PurePath
from time import perf_counter
from typing import Final

from ac_tui.deck.view import View
from ac_tui.flows import commands as c
from ac_tui.flows import model as m
from ac_tui.flows.crash import crash_line
from ac_tui.flows.executor import CommandError, CommandExecutor, ExhaustedError, Screenshots
from ac_tui.flows.reporter import Problem, Reporter, Shot
from ac_tui.flows.results import Failure, FlowResult, Outcome, Played, Status
from ac_tui.flows.screen_picture import picture
from ac_tui.flows.surface import Surface, SurfaceError
from ac_tui.flows.variable_names import variables_of
from ac_tui.flows.variables import COPIED, FILE_NAME, Scope, Template, UnsetError, plain, whole_number
from ac_tui.journey.decision import Decision

MOST_TURNS: Final = 1000
"""How often a `repeat` without `times` may go round before it counts as endless."""

MOST_RETRIES: Final = 3
"""How often `retry` may try again, as Maestro has it."""

_FLOW_ERRORS: Final = (CommandError, SurfaceError, UnsetError, ValueError)
"""What a flow can do wrong; anything else is a fault of the program."""

_LOOKS: Final = (
    c.assert_visible, c.scroll_until_visible, c.assert_not_visible, c.wait_until, c.played, c.copy_text_from,
    c.do_nothing,
)  # fmt: skip
"""Commands after which it still matters that the tap before them did nothing."""

Observer = Callable[[Played], None]


class Player:
    """Plays one flow once; `given` is what the command line adds to the flow's variables.

    What the observer and the result are told waits for the flow's end: only then every secret in it is known. So do
    the screenshots, all of which are compared, however many of them differ.
    """

    def __init__(
        self,
        flow: m.Flow,
        surface: Surface,
        given: Mapping[str, str] | None = None,
        *,
        observer: Observer | None = None,
        screenshots: Screenshots | None = None,
    ) -> None:
        self.flow = flow
        self.executor = CommandExecutor(surface)
        own = variables_of(surface.simulation.world.registry.get(flow.setting.customer))
        self.executor.scope = Scope(self.executor.simulated, {**own, **(given or {})})
        self.executor.app, self.executor.seed = flow.app_id, flow.setting.seed
        self._reporter = Reporter(flow.file, self.executor.redactor, observer, screenshots)
        self._warnings: list[str] = []
        self._notes: list[str] = []
        self._words = ""
        self._idle = ""
        self._depth = 0
        self._optional = 0
        self._decision: Decision | None = None
        self._at: m.FlowCommand | None = None
        self._place = (flow.file, 1)
        self._flow_line = 0
        self._failed_at: tuple[View | None, str] | None = None

    def play(self, look: Callable[[m.FlowCommand], None] | None = None) -> FlowResult:
        """Play it to its end or to its first failure, and say what came of it; `look` is called with each command."""
        started = perf_counter()
        status = self._played(look)
        failure: Failure | None = None
        for step in (self._judged, self._released):
            try:
                status, failure = step(status, failure)
            except Exception as error:
                status, failure = "error", self._crash(error)
        return FlowResult(
            file=self.flow.file,
            name=self.executor.redactor.redact(self.flow.name),
            status=status,
            steps=tuple(self.executor.steps),
            duration_s=perf_counter() - started,
            failure=failure,
            tags=tuple(map(self.executor.redactor.redact, self.flow.tags)),
            guide=self.flow.setting.guide,
            customer=self.flow.setting.customer,
            properties={key: self.executor.redactor.redact(value) for key, value in self.flow.properties.items()},
            warnings=tuple(map(self.executor.redactor.redact, self._warnings)),
            notes=tuple(map(self.executor.redactor.redact, self._notes)),
        )

    def _played(self, look: Callable[[m.FlowCommand], None] | None) -> Status:
        try:
            for command in self.walk():
                if look is not None:
                    look(command)
        except CommandError:
            return "failed"
        except Exception as error:
            self._words = crash_line(error)
            return "error"
        return "passed"

    def _judged(self, status: Status, _: Failure | None) -> tuple[Status, Failure | None]:
        """What came of it, the screenshots compared."""
        self.executor.redactor.learn(self._codes())
        failure = self._failure() if status != "passed" else None
        problems = self._problems(warn=failure is not None)
        if problems:
            status = "error" if any(problem.crashed for problem in problems) else "failed"
            failure = self._reporter.failure(problems)
        return status, failure

    def _released(self, status: Status, failure: Failure | None) -> tuple[Status, Failure | None]:
        """Tell whoever watches; what came of it stays."""
        self._reporter.release()
        return status, failure

    def walk(self) -> Iterator[m.FlowCommand]:
        """Play it one command at a time, yielding each after it happened; raises CommandError at the first failure.

        A command that holds others is yielded after them.
        """
        self.executor.look()
        with self._reported(None):
            self.executor.scope = self.executor.scope.named(FILE_NAME, PurePath(self.flow.file).stem)
            self._enter(self.flow)
        try:
            yield from self._whole(self.flow)
        except ExhaustedError as error:
            self._words = str(error)
            raise CommandError(self._words) from None

    def _whole(self, flow: m.Flow) -> Iterator[m.FlowCommand]:
        """A flow's commands between those of its start and its end; these are played whatever came of the others."""
        try:
            yield from self._commands((*flow.on_start, *flow.commands))
        except CommandError:
            self._finish_failed(flow.on_complete)
            raise
        yield from self._commands(flow.on_complete)

    def _finish_failed(self, commands: tuple[m.FlowCommand, ...]) -> None:
        """Play the commands that end a flow which has failed; what is told is where it failed first."""
        if not commands:
            return
        executor = self.executor
        self._failed_at = self._failed_at or (executor.view, executor.focus)
        told = self._at, self._place, self._flow_line, self._words
        with suppress(CommandError):
            for _ in self._commands(commands):
                pass
        self._at, self._place, self._flow_line, self._words = told

    def _codes(self) -> Iterator[str]:
        """Every code that was sent."""
        outbox = self.executor.surface.simulation.journey.service.outbox
        return (message.code.get_secret_value() for message in outbox)

    def _enter(self, flow: m.Flow) -> None:
        try:
            self.executor.scope = self.executor.scope.inside(flow.env)
        except UnsetError as error:
            own = (name for name, value in flow.env.items() if error.name in value.needs())
            self._place = (flow.file, flow.env_lines.get(next(own, ""), 1))
            raise
        self.executor.learn_variables()

    def _commands(self, commands: tuple[m.FlowCommand, ...]) -> Iterator[m.FlowCommand]:
        for command in commands:
            self.executor.count()
            if not self._depth:
                self._flow_line = command.line
            inner: Iterator[m.FlowCommand] | None = None
            if command.name == "runFlow":
                inner = self._run_flow(command)
            elif command.name == "retry":
                inner = self._retry(command)
            elif command.name == "repeat":
                inner = self._repeat(command)
            if inner is None:
                self._do(command)
            else:
                yield from self._around(command, inner)
            yield command

    def _do(self, command: m.FlowCommand) -> None:
        self._stand_at(command)
        outcome: Outcome = "done"
        try:
            if command.name == "takeScreenshot":
                self._shoot(command)
            else:
                self.executor.do(command)
        except _FLOW_ERRORS as raised:
            error = self._told(raised)
            outcome = "warning" if command.optional else "failed"
            self._observe(command, outcome, self._words)
            if not command.optional:
                raise error from None
            self._warn(command)
        else:
            self._observe(command, outcome, self.executor.note)
            self._remember_idle(command)
            if command.warning:
                self._warnings.append(f"{command.file}:{command.line}: {command.name} {command.warning}")

    def _shoot(self, command: m.FlowCommand) -> None:
        executor = self.executor
        executor.note = executor.shown = ""
        name = command.args["path"].fill(executor.scope.look_up)
        optional = command.optional or self._optional > 0
        self._reporter.shoot(
            Shot(command, executor.told(command), self._flow_line, name, executor.seen, executor.focus, optional)
        )

    def _problems(self, *, warn: bool) -> list[Problem]:
        """The screenshots that make the flow fail, and why; optional ones, and with `warn` all of them, only warn."""
        found = []
        for problem in self._reporter.compare():
            command = problem.shot.command
            words = f"{command.file}:{command.line}: {problem.words}"
            if not problem.fails:
                self._notes.append(words)
            elif warn or problem.shot.optional:
                self._warnings.append(words)
            else:
                found.append(problem)
        return found

    def _remember_idle(self, command: m.FlowCommand) -> None:
        """Know of the last tap whether it did anything: what comes after it may fail for that."""
        if command.run is c.tap_on and self.executor.note:
            self._idle = f" (the tap at line {command.line} did nothing: {self.executor.note.partition(':')[0]})"
        elif command.run not in _LOOKS:
            self._idle = ""

    def _stand_at(self, command: m.FlowCommand) -> None:
        self._at = command
        self._place = (command.file, command.line)

    def _warn(self, command: m.FlowCommand) -> None:
        """Make a warning of what went wrong last."""
        self._warnings.append(f"{command.file}:{command.line}: {self._words}")

    def _observe(self, command: m.FlowCommand, outcome: Outcome, note: str) -> None:
        if not self._reporter.heard:
            return
        decision = self.executor.surface.simulation.decision
        new = decision if decision is not self._decision else None
        self._decision = decision
        executor = self.executor
        self._reporter.keep(
            Played(command, executor.told(command), self._depth, executor.seen, executor.focus, outcome, note, new)
        )

    @contextmanager
    def _reported(self, command: m.FlowCommand | None) -> Iterator[None]:
        """Turn what a flow can do wrong around other commands into a CommandError."""
        if command is not None:
            self._stand_at(command)
        try:
            yield
        except _FLOW_ERRORS as raised:
            error = self._told(raised)
            if command is not None:
                self._observe_nested(command, "warning" if command.optional else "failed", self._words)
            raise error from None

    def _told(self, error: Exception) -> CommandError:
        """What a flow did wrong, without the secrets known so far; `_words` keeps it as it is until all are known."""
        self._words = (_unset(error.name) if isinstance(error, UnsetError) else str(error)) + self._idle
        return CommandError(self.executor.redactor.redact(self._words))

    def _crash(self, error: Exception) -> Failure:
        """What is told of a fault of the program after the last command: no screen, which may be what it failed at."""
        file, line = self._place
        words = "; ".join(filter(None, (self._words, crash_line(error))))
        return Failure(file, line, "", self.executor.redactor.redact(words), "", self._flow_line or line)

    def _failure(self) -> Failure:
        """What is told of the command that the flow stopped at."""
        command, executor, redact = self._at, self.executor, self.executor.redactor.redact
        file, line = self._place
        view, focus = self._failed_at or (executor.view, executor.focus)
        label, words = (executor.label(command), executor.words(command)) if command is not None else ("", "")
        return Failure(
            file=file,
            line=line,
            flow_line=self._flow_line or line,
            command=redact(f"{label} ({words})" if label else words),
            message=redact(self._words),
            screen=picture(executor.redactor.redact_view(view), focus) if view is not None else "",
        )

    def _around(self, command: m.FlowCommand, inner: Iterator[m.FlowCommand]) -> Iterator[m.FlowCommand]:
        """Play the commands inside another; where that is optional, its failure or theirs ends it with a warning."""
        outside = self.executor.scope
        self._optional += command.optional
        try:
            yield from inner
        except CommandError:
            if not command.optional:
                raise
            self._warn(command)
        finally:
            self._optional -= command.optional
            self.executor.scope = outside

    def _run_flow(self, command: m.FlowCommand) -> Iterator[m.FlowCommand]:
        with self._reported(command):
            runs = command.args["when"] is None or self.executor.holds(command.args["when"])
            if runs:
                self._open(command)
        self._observe_nested(command, "done" if runs else "skipped", "" if runs else "its condition does not hold")
        if runs:
            yield from self._held(command)

    def _open(self, command: m.FlowCommand) -> None:
        """Know the variables that a command gives to those inside it."""
        self.executor.scope = self.executor.scope.inside(command.env)
        self.executor.learn_variables()
        if command.flow is not None:
            self._enter(command.flow)

    def _held(self, command: m.FlowCommand) -> Iterator[m.FlowCommand]:
        """The commands that another one holds, or those of the file that it names."""
        self._depth += 1
        try:
            yield from self._whole(command.flow) if command.flow is not None else self._commands(command.commands)
        finally:
            self._depth -= 1

    def _retry(self, command: m.FlowCommand) -> Iterator[m.FlowCommand]:
        with self._reported(command):
            self._open(command)
            more = min(self._times(command.args["maxRetries"] or plain("1")), MOST_RETRIES)
        self._observe_nested(command, "done", "")
        for left in range(more, -1, -1):
            try:
                yield from self._held(command)
            except CommandError:
                if not left:
                    raise
                self._warn(command)
            else:
                return

    def _repeat(self, command: m.FlowCommand) -> Iterator[m.FlowCommand]:
        with self._reported(command):
            times = self._times(command.args["times"]) if command.args["times"] is not None else None
        self._observe_nested(command, "done", "")
        turn = 0
        while times is None or turn < times:
            self.executor.count()
            with self._reported(command):
                if command.args["while"] is not None and not self.executor.holds(command.args["while"]):
                    break
                if turn >= MOST_TURNS:
                    raise CommandError(f"gone round {MOST_TURNS} times and its condition still holds")
            yield from self._held(command)
            turn += 1

    def _times(self, given: Template) -> int:
        number = whole_number(text := self.executor.fill(given))
        if number is None:
            raise CommandError(f"'{text}' is no whole number of times")
        return number

    def _observe_nested(self, command: m.FlowCommand, outcome: Outcome, note: str) -> None:
        self.executor.note = self.executor.shown = ""
        self._observe(command, outcome, note)


def _unset(name: str) -> str:
    missing = {
        "OTP": "${OTP} has no value: no code has arrived yet",
        "LINK": "${LINK} has no value: no link has arrived yet",
        COPIED: f"${{{COPIED}}} has no value: nothing was copied yet",
    }
    return missing.get(name, f"${{{name}}} has no value: give it in env, or with -e {name}=…")
