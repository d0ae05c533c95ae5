"""The desk: the phone, the panels beside it, the footer; and the one place where every key is looked at, in order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from ac_tui.desk.call import Call
from ac_tui.desk.names import Names
from ac_tui.flows.record import Recorder
from ac_tui.flows.simulation import Simulation
from ac_tui.journey.newest import newest_code, newest_link
from ac_tui.surfaces.tui.commands import BY_KEY, COMMANDS, Command
from ac_tui.surfaces.tui.hand import Hand
from ac_tui.surfaces.tui.panels import PANELS
from ac_tui.surfaces.tui.widgets.bar import Bar
from ac_tui.surfaces.tui.widgets.pane import Pane
from ac_tui.surfaces.tui.widgets.paper import Ink, Paper
from ac_tui.surfaces.tui.widgets.phone import Phone
from ac_tui.surfaces.tui.widgets.side import Side

if TYPE_CHECKING:
    from ac_tui.journey.model import Delivery
    from ac_tui.surfaces.tui.widgets.second_phone import SecondPhone
    from ac_tui.surfaces.tui.workshop import Workshop

PHONE = "phone"


class Desk(Screen[None]):
    """Holds a simulation and shows it; every key, click and command ends here or in the pane in front.

    Nothing on it takes Textual's focus: keys come to the screen itself, one after the other, and each is done
    before the next. So nothing typed ahead can overtake the key that was to send it elsewhere.
    """

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (140, "-roomy")]

    def __init__(self, simulation: Simulation, now: Callable[[], float], screens: Path | None = None) -> None:
        super().__init__()
        self.simulation = simulation
        self.hand = Hand(simulation, now)
        self.recorder = Recorder(simulation)
        self.call = Call(simulation)
        self.note = ""
        self._names = Names(lambda deck: {command.id: command.shown_key for command in COMMANDS if command.key})
        self.ink = Ink()
        self.phone = Phone(self.hand, PHONE)
        self.panels: dict[str, Pane] = {panel.id: panel.make(self) for panel in PANELS}
        self.side = Side(self)
        self.front: Pane = self.phone
        self.overlay: Pane | None = None
        self.bench = Horizontal(id="bench")
        self.second: SecondPhone | None = None
        self.extras: list[Paper] = []
        self._screens = screens
        self._bar = Bar(self)
        self._ticking = False
        self._choosing = False
        self._unsubscribe = simulation.subscribe(self._changed)

    def compose(self) -> ComposeResult:
        """Lay the desk: the phone, the panels beside it, the footer below."""
        yield self.ink
        with self.bench:
            yield self.phone
            yield self.side
        yield self._bar

    def on_mount(self) -> None:
        """Begin with the phone in hand."""
        self.side.show(next(iter(self.panels)))
        self.new_call()

    def on_unmount(self) -> None:
        """Stop listening to a simulation that may live longer."""
        self._unsubscribe()

    def words(self, key: str, /, **fill: object) -> str:
        """The deck's words for the desk."""
        return self.simulation.deck.words(key, **{**self._names(self.simulation.deck), **fill})

    @cached_property
    def workshop(self) -> Workshop:
        """What a writer needs: variants, side by side, files followed as they are saved."""
        from ac_tui.surfaces.tui.workshop import Workshop

        return Workshop(self, self._screens)

    # Keys, pastes, commands.

    def on_key(self, event: events.Key) -> None:
        """Take every key there is, one at a time."""
        event.stop()
        event.prevent_default()
        self.stroke(event.key, event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Give pasted text to the pane in front."""
        event.stop()
        event.prevent_default()
        self.note = ""
        (self.overlay or self.front).paste(event.text)
        self._tell_what_was_dropped()
        self.redraw()

    def _tell_what_was_dropped(self) -> None:
        """Say so where what was typed went nowhere: it was meant for a screen that did not come."""
        if self.hand.dropped and self.front is self.phone:
            self.say("said.dropped")

    def stroke(self, key: str, character: str | None = None) -> None:
        """Do what a key asks for: the overlay's, a command's, or the pane's in front."""
        self.note = ""
        if key == "ctrl+j":  # Enter, pressed before the terminal handed keys over unchanged
            key = "enter"
        elif character and key.startswith("alt+") and key not in BY_KEY:  # Esc with a letter right behind it
            self.stroke("escape")
            key = character
        if key == "ctrl+c":  # what stops other programs; here it would stop a call
            self.say("said.leave")
            self.redraw()
            return
        if self.overlay is not None and self.overlay.stroke(key, character):
            self.redraw()
            return
        command = BY_KEY.get(key)
        if command is not None:
            self.command(command)
            return
        if self.overlay is None:
            self.front.stroke(key, character)
        self._tell_what_was_dropped()
        self.redraw()

    def command(self, command: Command) -> None:
        """Run a command; one that is not the overlay's own closes it first."""
        self.note = ""
        self.hand.guard.something_else()
        self.close_overlay()
        command.run(self)
        self.redraw()

    def say(self, key: str, /, **fill: object) -> None:
        """Say something in the footer until the next key."""
        self.note = self.words(key, **fill)

    @property
    def news(self) -> list[tuple[str, str]]:
        """What the footer says of panels out of sight: that something did not pass, how many messages there are."""
        if not self.has_class("-narrow"):
            return []
        count = len(self.simulation.messages)
        said = []
        if self.front is self.phone and self.panels["why"].news:
            said.append(("why", self.words("panel.why.news")))
        if count and self.front.id != "messages":
            said.append(("messages", self.words("panel.messages.unread", n=count)))
        return said

    # What is in front.

    def bring(self, pane_id: str) -> None:
        """Put the phone or a panel in front; whoever chooses a panel keeps it beside the phone."""
        self._choosing = self._choosing or pane_id != PHONE
        self.front = self.phone if pane_id == PHONE else self.panels[pane_id]
        for pane in (self.phone, *self.panels.values()):
            pane.bring(pane is self.front)
        self.side.set_class(self.front is not self.phone, "-front")
        self.set_class(self.second is not None and self.front is self.phone, "-beside")
        self.side.show(pane_id)
        self.redraw()

    def new_call(self) -> None:
        """Begin with the phone in front, and beside it whatever fits the moment."""
        self._choosing = False
        self.bring(PHONE)

    def _suit(self) -> None:
        """Show beside the phone the panel that fits the moment, as long as nobody has chosen one."""
        if not self._choosing:
            self.side.show(self._fitting)

    @property
    def _fitting(self) -> str:
        """The story being played; else why something did not pass; else the messages, for who waits for a code."""
        if self.call.story is not None:
            return "customer"
        if self.panels["why"].news:
            return "why"
        waits = any(block.kind == "code" for block in self.simulation.view.blocks)
        return "messages" if waits and self.simulation.journey.inbox else "advice"

    @property
    def next_panel_id(self) -> str:
        """What F2 would bring to the front: first why something did not pass, where that is not on show anyway."""
        first = ["why"] if self.panels["why"].news and not self.has_class("-roomy") else []
        order = [PHONE, *first, *(panel for panel in self.panels if panel not in first)]
        return order[(order.index(self.front.id or PHONE) + 1) % len(order)]

    def next_panel(self) -> None:
        """Bring the next panel, or the phone again, to the front."""
        self.bring(self.next_panel_id)

    def show_help(self) -> None:
        """Show what every key does."""
        from ac_tui.surfaces.tui.widgets.help import Help

        self.lay_over(Help(self))

    def show_palette(self) -> None:
        """Look for a command by name."""
        from ac_tui.surfaces.tui.widgets.palette import Palette

        self.lay_over(Palette(self))

    def lay_over(self, pane: Pane) -> None:
        """Lay a pane over the desk: keys go to it first."""
        self.overlay = pane
        self.call_next(self.mount, pane)
        pane.bring(True)

    def close_overlay(self) -> None:
        """Take away what lies over the desk, if anything does."""
        if self.overlay is not None:
            self.call_next(self.overlay.remove)
            self.overlay = None
            self.redraw()

    # What commands do.

    def go_back(self) -> None:
        """Back to the phone from a panel; on the phone, the phone's own way back."""
        if self.front is not self.phone:
            self.bring(PHONE)
        elif self.simulation.view.back:
            self.simulation.back()
        else:
            self.say("said.nowhere")

    def close_or_open(self) -> None:
        """Close the app, or open it again."""
        if self.simulation.view.open:
            self.simulation.close()
        else:
            self.simulation.open()

    @property
    def app_command(self) -> str:
        """The words for closing or opening, whichever is next."""
        return "close_app" if self.simulation.view.open else "reopen_app"

    def pass_time(self, span: timedelta) -> None:
        """Put the simulated clock forward."""
        try:
            self.simulation.advance_clock(span)
        except ValueError:
            self.say("said.time_end")
            return
        self.say("panel.time.now", clock=self.simulation.view.clock)

    def undo(self) -> None:
        """Take the last thing back."""
        self._move(self.call.undo, "undo")

    def redo(self) -> None:
        """Do again what was undone."""
        self._move(self.call.redo, "redo")

    def _move(self, move: Callable[[], bool], way: str) -> None:
        """Undo or redo, and say what that changed where it cannot be seen on the phone."""
        remarks = len(self.call.remarks)
        if not move():
            self.say(f"said.no_{way}")
        elif len(self.call.remarks) != remarks:
            self.say("said.remarks", n=len(self.call.remarks))
        elif not self.side.shows(PHONE):
            self.say("said.on_the_phone", screen=self.words(f"screen.{self.simulation.view.step}"))

    def restart(self) -> None:
        """Begin again, as another call."""
        remarks = bool(self.call.remarks)
        self.call.restart()
        self.new_call()
        self.say("said.new_call" if remarks else "said.restarted")

    def use_code(self) -> None:
        """Write the newest code that counts for the screen on show, where it asks for one."""
        block = next((b for b in self.simulation.view.blocks if b.kind == "code" and b.enabled), None)
        message = newest_code(self.simulation.journey)
        if block is None or message is None:
            self.say("said.no_code")
            return
        self.hand.fill(block.id, message.code.get_secret_value())
        self.bring(PHONE)

    def open_link(self) -> None:
        """Open the newest link that counts."""
        message = newest_link(self.simulation.journey)
        if message is None:
            self.say("said.no_link")
            return
        self.simulation.open_link(message.link)
        self.bring(PHONE)

    def copy(self, text: str) -> None:
        """Copy text, for Ctrl+V here and for the terminal's own clipboard where it allows that."""
        self.app.copy_to_clipboard(text)

    def paste_copied(self) -> None:
        """Paste what was copied here last."""
        self.front.paste(self.app.clipboard)

    def turn_service(self) -> None:
        """Take the service down, or bring it up again."""
        self.simulation.set_service(not self.simulation.journey.service.up)
        self.say("said.service_up" if self.simulation.journey.service.up else "said.service_down")

    @property
    def service_command(self) -> str:
        """The words for taking the service down or up, whichever is next."""
        return "service_down" if self.simulation.journey.service.up else "service_up"

    def deliver(self, how: str) -> None:
        """Decide how messages travel from now on; "" leaves it to each customer's own setting."""
        self.simulation.set_delivery(cast("Delivery", how) if how else None)
        self.say("said.delivery", how=self.words(f"delivery.{how or 'own'}"))

    def turn_theme(self) -> None:
        """Change between the light and the dark desk."""
        self.app.theme = "desk-dark" if self.app.theme == "desk-light" else "desk-light"

    # Showing what changed.

    def tick(self, span: timedelta) -> None:
        """Let the simulated clock go on by itself; a second that changes nothing paints nothing."""
        self._ticking = True
        try:
            self.simulation.tick(span)
        finally:
            self._ticking = False

    def _changed(self) -> None:
        self._suit()
        for paper in self._papers:
            if self._ticking:
                paper.freshen()
            else:
                paper.invalidate()

    @property
    def _papers(self) -> tuple[Paper, ...]:
        return (self.phone, *self.panels.values(), self.side.tabs, self._bar, *self.extras)

    def redraw(self) -> None:
        """Draw everything anew, once, when there is time."""
        self._suit()
        for paper in self._papers:
            paper.invalidate()
        if self.overlay is not None:
            self.overlay.invalidate()
