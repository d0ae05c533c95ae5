"""The prompts as a surface for flows: they are typed in, line by line, through streams of their own."""

from __future__ import annotations

from io import StringIO

from ac_tui.desk.session import Session
from ac_tui.flows.executor import CommandError, Surface
from ac_tui.flows.simulation import Simulation
from ac_tui.journey import events as ev
from ac_tui.surfaces.plain.lines import Console, escaped, slash_names, slash_word
from ac_tui.surfaces.plain.prompts import Prompts


class _Hands(Console):
    """A console on which one line is typed at a time, whole; whatever else is asked for nobody answers."""

    typed = ""

    def read_line(self) -> str:
        """The line that was typed, "" where there is none."""
        line, self.typed = self.typed, ""
        return line


class PlainSurface(Surface):
    """A Surface on which lines are typed."""

    def __init__(self, simulation: Simulation) -> None:
        super().__init__(simulation)
        self._out = StringIO()
        self._hands = _Hands(StringIO(), self._out)
        self._prompts = Prompts(Session(simulation, names=slash_names), self._hands)

    @property
    def heard(self) -> str:
        """Everything that was said so far, the news of the last line with it."""
        self._prompts.prepare()
        return self._out.getvalue()

    def tap(self, block: str, option: str = "") -> None:
        """Choose a block from the menu, and the option where it has some."""
        shown = self.view.block(block)
        if shown is None or not shown.interactive:
            return
        self._choose(block)
        if option:
            self._prompts.prepare()
            self._pick(block, option)
        elif shown.kind == "checkbox":
            self._line(self._prompts.words("plain.no" if shown.checked else "plain.yes"))

    def open(self, *, clear_state: bool) -> None:
        """Order the app opened; forgetting everything is the simulation's own affair, like reinstalling the app."""
        if clear_state:
            self.simulation.open(clear_state=True)
            return
        if self.view.open:
            self.send(ev.Tap.close_app)
        self._order("reopen_app")

    def send(self, event: ev.Event) -> None:
        """Order it, where an order means the same; else it happens beside the prompts, which tell of it."""
        if event is ev.Tap.back or event is ev.Tap.close_app:
            self._order(event.name)
        else:
            self.simulation.send(event)

    def _choose(self, block: str) -> None:
        """Leave every question as it is until the menu comes, and choose a block from it."""
        for _ in range(100):
            if self._prompts.prepare() is None:
                self._pick(block)
                return
            self._line("")
        raise CommandError("the questions never come to an end")

    def _pick(self, block: str, option: str = "") -> None:
        self._line(str([(item.block, item.option) for item in self._prompts.menu].index((block, option)) + 1))

    def _write(self, block: str, text: str) -> None:
        self._choose(block)
        if text:
            self._line(escaped(self.simulation.deck, text))
        else:
            self._order("clear")

    def _order(self, order: str) -> None:
        self._line(slash_word(self.simulation.deck, order))

    def _line(self, line: str) -> None:
        self._hands.typed = f"{line}\n"
        self._prompts.turn()
