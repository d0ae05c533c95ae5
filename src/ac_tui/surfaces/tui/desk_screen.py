"""The desk: the phone, the panels beside it, the footer; keys become commands, and their outcomes are carried out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rich.cells import cell_len
from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Label, Static
from textual.widgets._footer import FooterKey

from ac_tui.deck.cells import drawable
from ac_tui.desk.commands import BY_KEY, COMMANDS, Command, next_panel, run
from ac_tui.desk.outcome import Outcome, Request
from ac_tui.desk.panels import did_not_pass, fitting
from ac_tui.desk.picks import Act
from ac_tui.desk.session import PANELS, Session
from ac_tui.surfaces.tui.keys import Spot
from ac_tui.surfaces.tui.phone.block import BlockWidget, Words
from ac_tui.surfaces.tui.phone.phone import Phone, PhoneScreen
from ac_tui.surfaces.tui.writer_tools import WriterTools

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.panels import Asked, PanelBoard

_PHONE: Final = "phone"  # what is in front where no panel is


def style_all(app: App[Any]) -> None:
    """Have an app read the styles of panels and dialogs too, which its first screen does not wait for."""
    if (later := Path(__file__).with_name("panels.tcss")) not in app.css_path:
        app.stylesheet.read(later)
        app.css_path.append(later)


class DeskFooter(Footer):
    """Textual's footer, filled from the desk's commands: they change with the call, never with the focus.

    It shows as many commands as there is room for, or what the last one said; the news stand at the right.
    """

    def __init__(self) -> None:
        super().__init__(id="footer", show_command_palette=False)
        self._keys: Sequence[tuple[Command, str]] = ()
        self._news: Sequence[tuple[str, str]] = ()
        self._said = ""
        self._drawn: tuple[str, Sequence[tuple[Command, str]], Sequence[tuple[str, str]]] = "", (), ()

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Stay as it is: Textual would fill it anew at every change of focus."""

    def show(self, session: Session, request: Request, news: Sequence[tuple[str, str]]) -> None:
        """Show the commands that there is use for, the one that is needed most first, and panels with their news."""
        panel = session.words(f"command.{next_panel(session, request)}.title")
        self._keys = [
            (one, drawable(panel if one.id == "panel" else one.title(session)))
            for one in sorted((one for one in COMMANDS if one.footer), key=lambda one: one.footer)
            if one.applies is None or one.applies(session)
        ]
        self._news = [(panel, f"{' · ' if at else ''}{drawable(text)}") for at, (panel, text) in enumerate(news)]
        self.on_resize()

    def say(self, text: str) -> None:
        """Say something in place of the commands; "" shows them again."""
        self._said = drawable(text)
        self.on_resize()

    def on_resize(self) -> None:
        """Show the first commands that have room beside each other, with the spaces around them; none is ever cut."""
        room = self.size.width - sum(cell_len(text) for _, text in self._news) - bool(self._news)
        needed = accumulate(cell_len(one.shown_key) + cell_len(title) + 3 for one, title in self._keys)
        fitting = [] if self._said else [key for key, cells in zip(self._keys, needed, strict=True) if cells <= room]
        now = self._said, fitting, self._news
        if self.is_mounted and self.size.width and now != self._drawn:
            self._drawn = now
            self.call_next(self.recompose)

    def compose(self) -> ComposeResult:
        """What was said, or the commands that fit; then the news, which bring their panel."""
        said, commands, news = self._drawn
        for one, title in commands:
            yield FooterKey(one.keys[0], one.shown_key, title, one.id).data_bind(compact=Footer.compact)
        yield Label(Content(said), classes="said") if said else Static(classes="space")
        for panel, text in news:
            yield Label(Content(text), name=panel, classes="news")


class DeskScreen(PhoneScreen):
    """Shows a session. Keys that belong to no widget alone are its bindings, and nothing is read while one is done."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (140, "-roomy")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]
    BINDINGS = [
        *(Binding(key, f"run('{command.id}')", priority=True, show=False) for key, command in BY_KEY.items()),
        Binding("ctrl+c,super+c", "copy_or_tell", show=False),
    ]

    def __init__(self, session: Session, now: Callable[[], float]) -> None:
        super().__init__(session.simulation, now)
        self.session = session
        self.front = _PHONE
        self.beside = Container(id="beside")
        self.board: PanelBoard | None = None
        self._furnishing = asyncio.Lock()
        self.footer = DeskFooter()
        self.tools = WriterTools(session, self)
        self._note = ""
        self._panel_chosen = False
        self._left_at: BlockWidget | None = None
        self._typing = False  # what a letter changes is on the phone at once, and on the panels when the hands rest
        session.simulation.subscribe(self._changed)

    def compose(self) -> ComposeResult:
        """The signs of what is not as usual, the phone, the footer."""
        for dimension, breakpoints in zip(
            self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True
        ):
            # Known before anything has its style: else the first resize has the whole screen styled once more.
            self.add_class(*self._get_breakpoint_classes(dimension, breakpoints), update=False)
        yield Words("", id="desk-signs")
        with Horizontal(id="bench"):
            yield self.phone
            yield self.beside
        yield self.tools
        yield self.footer

    def on_mount(self) -> None:
        """Begin with the phone."""
        self.phone.add_class("-front")
        self.set_focus(self.phone.opening(), scroll_visible=False)
        self.refresh_desk()
        self._later = self.set_interval(0.4, self.show_all, pause=True)  # seconds after the last letter: soon enough

    async def furnish(self) -> PanelBoard:
        """Put the panels beside the phone, once it is painted: nobody reads them before that."""
        async with self._furnishing:
            if self.board is None:
                from ac_tui.surfaces.tui.panels import PanelBoard

                style_all(self.app)
                board = PanelBoard()
                await self.beside.mount(board)
                self.board = board
                self.refresh_desk()
        return self.board

    def on_resize(self) -> None:
        """Show beside the phone what there is room for now."""
        self.call_after_refresh(self._fit)

    async def _fit(self) -> None:
        if not self.has_class("-narrow"):
            await self.furnish()
        self.refresh_desk()

    # What changed.

    def _changed(self) -> None:
        if self.is_running and not self._typing:
            self.call_later(self.show_all)

    async def show_all(self) -> None:
        """Show everything as the session has it now."""
        self._later.pause()
        await self.present()
        await self.tools.show()
        self.refresh_desk()

    def refresh_desk(self) -> None:
        """Show what stands around the phone as the session has it now."""
        signs = [*self.session.signs()]
        if not self.simulation.history and self.simulation.view.step == "welcome":
            signs.append(self.session.words("simulation.invented"))
        shown = self.query_one("#desk-signs", Words)
        shown.say(" · ".join(signs))
        shown.display = bool(signs)
        self.footer.show(self.session, self.request, self._tell_panels())
        for size in (1, 2):
            self.set_class(self.session.memory.settings.panels == size, f"-panels-{size}")
        self.set_class(self.tools.second is not None and self.front == _PHONE, "-beside")
        self.tools.follow()

    def _tell_panels(self) -> Sequence[tuple[str, str]]:
        """Let the panels on show say what they have to; the news of those that are out of sight."""
        session, simulation, narrow = self.session, self.simulation, self.has_class("-narrow")
        if self.board is not None and (self.front != _PHONE or not narrow):
            self.board.tell(session, "" if self._panel_chosen else fitting(session))
        unseen = []
        if narrow and self.front == _PHONE and did_not_pass(session):
            unseen.append(("why", session.words("panel.why.news")))
        if narrow and simulation.messages and self.front != "messages":
            unseen.append(("messages", session.words("panel.messages.unread", n=len(simulation.messages))))
        return unseen

    @property
    def request(self) -> Request:
        """What a command is told of the desk."""
        panel, stop = "" if self.front == _PHONE else self.front, self.stop
        return Request("", stop.block.id if stop is not None else "", panel, self.size.width)

    # Commands.

    async def action_run(self, command: str) -> None:
        """Run a command, and carry out what comes of it; in the app's own turn, for it waits for the screen's."""
        await self.settle()
        self.typeahead.something_else()
        if command == "restart":
            self._panel_chosen = False
        await self.carry_out(run(self.session, command, self.request))

    async def carry_out(self, outcome: Outcome) -> None:
        """Do what a command leaves to the surface."""
        if outcome.copy:
            self.app.copy_to_clipboard(outcome.copy)
        self.say(outcome.say, **outcome.values)
        if outcome.show == "quit":
            self.app.exit(message=self._note or None)
            return
        if outcome.show == "theme":
            self.app.theme = "desk-dark" if self.app.theme == "desk-light" else "desk-light"
            self.session.memory.set(theme=self.app.theme)
        elif outcome.show == _PHONE or outcome.show in PANELS:
            await self.bring(outcome.show)
        await self.show_all()
        if outcome.focus and self.front == _PHONE:
            self.visit(outcome.focus, outcome.option)
        if outcome.show and outcome.show not in (_PHONE, "theme", *PANELS):
            from ac_tui.surfaces.tui.dialogs import DIALOGS

            style_all(self.app)
            # When the dialog is there it has the focus, and nothing typed ahead is lost.
            await self.app.push_screen(DIALOGS[outcome.show](self.session), self._act_of)

    async def _act_of(self, act: Act | None) -> None:
        if act is not None:
            story, outcome = self.session.state.story, act(self.session)
            self._panel_chosen &= self.session.state.story is story
            await self.carry_out(outcome)

    def say(self, key: str, /, **fill: object) -> None:
        """Say something in the footer until the next key."""
        if key or self._note:
            self._note = self.session.words(key, **fill) if key else ""
            self.footer.say(self._note)

    async def bring(self, where: str) -> None:
        """Put the phone or a panel in front, and the focus there."""
        self.front = where
        self.phone.set_class(where == _PHONE, "-front")
        self.beside.set_class(where != _PHONE, "-front")
        if where != _PHONE:
            self._left_at = self.stop or self._left_at
            board = await self.furnish()
            self._panel_chosen = True
            target = await board.bring(where, self.session)
            # As the panel before is hidden, Textual may have put its focus on this one, beside the line to write in.
            if board.front != where or self.focused in target.ancestors:
                self.set_focus(target)
        elif self.stop is None:
            self.set_focus(None)
            await self.present()
            if self._left_at in self.phone.page.stops:
                self.put_focus(self._left_at)
        self.refresh_desk()

    def action_copy_or_tell(self) -> None:
        """Copy what is selected on the screen; with nothing selected, stop reading a registry, or say how to leave."""
        if selected := self.get_selected_text():
            self.app.copy_to_clipboard(selected)
        elif reading := [worker for worker in self.workers if worker.name == "registry" and worker.is_running]:
            reading[0].cancel()
        else:
            self.say("said.leave")

    # What the phone says.

    async def on_block_widget_edited(self) -> None:
        """Take in what was written, and show what comes of it."""
        self.say("")
        self._typing = True
        if self.tools.second is not None:
            self.take(self.tools.second)
        await self.present()
        self._typing = False
        self._later.reset()
        self._later.resume()

    async def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click on the phone, wherever it falls, puts one on the phone."""
        if any(phone.region.contains_point(event.screen_offset) for phone in self.query(Phone)):
            await self.bring(_PHONE)

    # What the panels and the footer ask for.

    @on(events.Click, ".news")
    async def _see_news(self, event: events.Click) -> None:
        if event.widget is not None and event.widget.name:
            await self.carry_out(Outcome(show=event.widget.name))

    async def on_asked(self, event: Asked) -> None:
        """Do what was asked for."""
        if event.echo:
            self.typeahead.pressed(Spot("enter"), changed=True, refused=False)
        await self.carry_out(event.act(self.session))

    async def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Have a panel in front that was clicked on; lead who goes into the second phone to that block of the first."""
        if self.board is not None and self.board.front not in ("", self.front):
            await self.bring(self.board.front)
        elif isinstance(event.widget, BlockWidget) and self.tools.second in event.widget.ancestors:
            self.visit(event.widget.block.id)
