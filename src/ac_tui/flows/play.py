"""Plays a flow on a surface, command by command, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter
from typing import Any, Final

from ac_tui.flows import model as m
from ac_tui.flows.acting import Actor, CommandError, Screenshots
from ac_tui.flows.results import Failure, FlowResult, Outcome, Played, Status
from ac_tui.flows.screen_text import picture
from ac_tui.flows.surface import Surface, SurfaceError
from ac_tui.flows.variables import COPIED, FILE_NAME, Scope, UnsetError
from ac_tui.journey.decision import Decision

MOST_TURNS: Final = 1000
"""How often a `repeat` without `times` may go round before it counts as endless."""

_FLOW_ERRORS: Final = (CommandError, SurfaceError, UnsetError, ValueError)
"""What a flow can do wrong; anything else is a fault of the program."""

Observer = Callable[[Played], None]


class Player:
    """Plays one flow once; `given` is what the command line adds to the flow's variables."""

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
        self.actor = Actor(flow, surface, screenshots)
        self.actor.scope = Scope(given or {}, self.actor.simulated)
        self.warnings: list[str] = []
        self._observer = observer
        self._depth = 0
        self._decision: Decision | None = None
        self._at: m.Command | None = None

    def play(self) -> FlowResult:
        """Play it to its end or to its first failure, and say what came of it."""
        started = perf_counter()
        failure: Failure | None = None
        status: Status = "passed"
        try:
            for _ in self.walk():
                pass
        except CommandError as error:
            status, failure = "failed", self._failure(str(error))
        except Exception as error:  # a fault of the program: told by its kind alone, its words may hold a secret
            status, failure = "error", self._failure(f"the program failed: {type(error).__name__} at {_place(error)}")
        return FlowResult(
            file=self.flow.file,
            name=self.flow.name,
            status=status,
            steps=tuple(self.actor.steps),
            duration_s=perf_counter() - started,
            failure=failure,
            tags=self.flow.tags,
            guide=self.flow.setting.guide,
            customer=self.flow.setting.customer,
            warnings=tuple(self.warnings),
        )

    def walk(self) -> Iterator[m.Command]:
        """Play it one command at a time, yielding each after it happened; raises CommandError at the first failure.

        A command that holds others is yielded after them.
        """
        self.actor.look()
        with self._reported(None):
            self.actor.scope = self.actor.scope.named(FILE_NAME, self.flow.file.rpartition("/")[2])
            self._enter(self.flow)
        yield from self._commands(self.flow.commands)

    def _enter(self, flow: m.Flow) -> None:
        self.actor.scope = self.actor.scope.inside(flow.env, header=True)
        self.actor.secrecy.learn(self.actor.scope.secrets())

    def _commands(self, commands: tuple[m.Command, ...]) -> Iterator[m.Command]:
        for command in commands:
            nested = _NESTED.get(type(command))
            if nested is not None:
                yield from nested(self, command)
            else:
                self._do(command)
                yield command

    def _do(self, command: m.Command) -> None:
        outcome: Outcome = "done"
        self._at = command
        try:
            self.actor.do(command)
        except _FLOW_ERRORS as raised:
            error = self._told(raised)
            if not command.optional:
                self._observe(command, "failed", str(error))
                raise error from None
            outcome, self.actor.note = "warning", str(error)
            self._warn(command, error)
        self._observe(command, outcome, self.actor.note)

    def _warn(self, command: m.Command, error: CommandError) -> None:
        self.warnings.append(f"{command.file}:{command.line}: {error}")

    def _observe(self, command: m.Command, outcome: Outcome, note: str) -> None:
        if self._observer is None:
            return
        decision = self.actor.surface.simulation.decision
        new = decision if decision is not self._decision else None
        self._decision = decision
        shown = self.actor.told(command)
        view = self.actor.secrecy.clean(self.actor.seen)
        self._observer(Played(command, shown, self._depth, view, self.actor.focus, outcome, note, new))

    @contextmanager
    def _reported(self, command: m.Command | None) -> Iterator[None]:
        """Turn what a flow can do wrong into a CommandError that holds no secret."""
        if command is not None:
            self._at = command
        try:
            yield
        except _FLOW_ERRORS as error:
            raise self._told(error) from None

    def _told(self, error: Exception) -> CommandError:
        """What a flow did wrong, in words that hold no secret."""
        words = _unset(error.name) if isinstance(error, UnsetError) else str(error)
        return CommandError(self.actor.secrecy.scrub(words))

    def _failure(self, message: str) -> Failure:
        command, actor = self._at, self.actor
        return Failure(
            file=command.file if command else self.flow.file,
            line=command.line if command else 1,
            command=actor.told(command) if command else "",
            message=message,
            screen=picture(actor.secrecy.clean(actor.view), actor.focus) if actor.view is not None else "",
        )

    def _run_flow(self, command: m.RunFlow) -> Iterator[m.Command]:
        outside = self.actor.scope
        try:
            with self._reported(command):
                runs = command.when is None or self.actor.holds(command.when)
                if runs:
                    self.actor.scope = outside.inside(command.env, header=False)
                    self.actor.secrecy.learn(self.actor.scope.secrets())
                if runs and command.flow is not None:
                    self._enter(command.flow)
            self._observe_nested(command, "done" if runs else "skipped", "" if runs else "its condition does not hold")
            if runs:
                yield from self._inside(command, command.flow.commands if command.flow else command.commands)
        finally:
            self.actor.scope = outside
        yield command

    def _repeat(self, command: m.Repeat) -> Iterator[m.Command]:
        with self._reported(command):
            times = int(command.times.fill(self.actor.scope.look_up)) if command.times else None
        self._observe_nested(command, "done", "")
        turn = 0
        while times is None or turn < times:
            with self._reported(command):
                if command.condition is not None and not self.actor.holds(command.condition):
                    break
                if turn >= MOST_TURNS:
                    raise CommandError(f"gone round {MOST_TURNS} times and its condition still holds")
            yield from self._inside(command, command.commands)
            turn += 1
        yield command

    def _observe_nested(self, command: m.Command, outcome: Outcome, note: str) -> None:
        self.actor.note = self.actor.shown = ""
        self._observe(command, outcome, note)

    def _inside(self, command: m.Command, commands: tuple[m.Command, ...]) -> Iterator[m.Command]:
        """Commands inside one that may be optional: then their failure ends it with a warning."""
        self._depth += 1
        try:
            yield from self._commands(commands)
        except CommandError as error:
            if not command.optional:
                raise
            self._warn(command, error)
        finally:
            self._depth -= 1


def _unset(name: str) -> str:
    missing = {
        "OTP": "${OTP} has no value: no code has arrived yet",
        "LINK": "${LINK} has no value: no link has arrived yet",
        COPIED: f"${{{COPIED}}} has no value: nothing was copied yet",
    }
    return missing.get(name, f"${{{name}}} has no value: give it in env, or with -e {name}=…")


def _place(error: BaseException) -> str:
    """Where in the program an error arose, without its words."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"


_NESTED: Final[dict[type[m.Command], Callable[[Player, Any], Iterator[m.Command]]]] = {
    m.RunFlow: Player._run_flow,
    m.Repeat: Player._repeat,
}
