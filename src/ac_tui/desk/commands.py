"""Every command of the desk, declared once: keys, slash words, footer, help and palette are read off this table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Literal, NamedTuple, get_args

from ac_tui.deck.deck import Deck
from ac_tui.desk import phone, training
from ac_tui.desk.outcome import NO_REQUEST, Outcome, Request, said
from ac_tui.desk.panels import did_not_pass
from ac_tui.desk.picks import Act, matches
from ac_tui.desk.session import PANELS, Session
from ac_tui.registry.model import Delivery

Group = Literal["desk", "call", "phone", "time", "service", "words"]
Action = Callable[[Session, Request], Outcome]
GROUPS: tuple[Group, ...] = get_args(Group)  # in the order of the help; the title of each is the deck's `group.ID`


class Command(NamedTuple):
    """One command, worded as `command.NAME.title` and `.text` in the deck; `keys` are Textual names, the first is told.

    `footer` is its rank in the footer (0: not there): the highest gives way first. `name` tells which words fit now,
    for a command that does one thing or its opposite; `applies`, when there is use for it. `slash` are the deck keys
    (`plain.order.KEY`) of its words in the prompts, one for each of its names; those that share one are told apart by
    what follows it, the deck's text `argument`. `takes` says what may follow (`plain.takes.TAKES`), "" for nothing.
    """

    id: str
    keys: tuple[str, ...]
    group: Group
    run: Action
    footer: int = 0
    name: Callable[[Session], str] | None = None
    applies: Callable[[Session], bool] | None = None
    slash: tuple[str, ...] = ()
    argument: str = ""
    takes: str = ""

    @property
    def shown_key(self) -> str:
        """The first key as people write it: "F1", "Ctrl+Z", "Esc"; "" for none."""
        return key_name(self.keys[0]) if self.keys else ""

    def title(self, session: Session) -> str:
        """Its short name in the deck's words."""
        return session.words(f"command.{self.name_now(session)}.title")

    def text(self, session: Session) -> str:
        """What it does, in the deck's words."""
        return session.words(f"command.{self.name_now(session)}.text")

    def name_now(self, session: Session) -> str:
        """Which words fit now."""
        return self.name(session) if self.name is not None else self.id


def key_name(key: str) -> str:
    """A key as people write it, from the name that Textual has for it: "ctrl+z" is "Ctrl+Z"."""
    return "+".join("Esc" if part == "escape" else part.capitalize() for part in key.split("+"))


def find(session: Session, text: str, commands: Iterable[Command]) -> list[Command]:
    """The commands with every word of a text in their title, keys or text, titles first; but for the palette itself."""
    told = {one: " ".join((one.title(session), *map(key_name, one.keys), one.text(session))) for one in commands}
    found = [one for one, words in told.items() if one.id != "palette" and matches(text, words)]
    return sorted(found, key=lambda one: not matches(text, one.title(session)))


def run(session: Session, command: str, request: Request = NO_REQUEST) -> Outcome:
    """Run the command with this id: the only way in which surfaces run them."""
    return BY_ID[command].run(session, request)


def next_panel(session: Session, request: Request) -> str:
    """What comes to the front after the panel that is there: first why something did not pass, where room is scarce."""
    first = ["why"] if did_not_pass(session) and request.width < 140 else []  # else the reasons are always in sight
    order = ["phone", *first, *(panel for panel in PANELS if panel not in first)]
    return order[(order.index(request.panel or "phone") + 1) % len(order)]


def _show(what: str) -> Action:
    return lambda _session, _request: Outcome(show=what)


def _do(act: Act) -> Action:
    return lambda session, _: act(session)


def _with_text(act: Callable[[Session, str], Outcome], instead: str = "") -> Action:
    """Does something with what was typed; where nothing was, shows what asks for it, if there is such a thing."""
    return lambda s, request: act(s, request.text) if request.text or not instead else Outcome(show=instead)


def _time(**span: int) -> Action:
    return _do(lambda session: phone.pass_time(session, timedelta(**span)))


def _delivery(how: str) -> Command:
    act = _do(lambda session: phone.deliver(session, "" if how == "own" else how))
    return Command(f"delivery_{how}", (), "service", act, slash=("delivery",), argument=f"delivery.{how}", takes="how")


def _of_story(
    command: str, keys: tuple[str, ...], how: Literal["next", "back", "to_the_end"], rank: int = 0
) -> Command:
    act, applies = _do(lambda session: session.play(how)), lambda session: session.state.story is not None
    return Command(command, keys, "call", act, rank, applies=applies, slash=(command,))


def _widen(session: Session) -> Outcome:
    """Make the panels one step wider; after the widest they are as at first."""
    session.memory.set(panels=(session.memory.settings.panels + 1) % 3)
    return said("record.panels", n=session.memory.settings.panels + 1)


def _favour(session: Session) -> Outcome:
    """Have who is on the line among the favourites, first in the list of callers, or no longer."""
    known, favourites = session.known, session.memory.settings.favourites
    if known is None:
        return said("case.nobody")
    kept = tuple(one for one in favourites if one != known.id)
    session.memory.set(favourites=(*kept, known.id) if kept == favourites else kept)
    return said("record.favourite" if kept == favourites else "record.no_favourite", who=known.display_name)


def _copy_link(session: Session) -> Outcome:
    from ac_tui.desk.links import link_of  # no first screen waits for it

    return Outcome("said.link_copied", copy=link_of(session))


def _either(one: str, other: str, first: Callable[[Session], bool]) -> Callable[[Session], str]:
    return lambda session: one if first(session) else other


_APP = _either("close_app", "reopen_app", lambda session: session.simulation.view.open)
_SERVICE = _either("service_down", "service_up", lambda session: session.simulation.journey.service.up)
_WATCH = _either("watch_off", "watch_on", lambda session: session.variants.watching)


COMMANDS: tuple[Command, ...] = (
    Command("help", ("f1",), "desk", _show("help"), 1, slash=("help",)),
    Command("panel", ("f2",), "desk", lambda session, request: Outcome(show=next_panel(session, request)), 2),
    Command("phone", (), "desk", _show("phone"), slash=("again",)),
    Command("advice", ("alt+c",), "desk", _show("advice"), slash=("advice",)),
    Command("why", ("alt+p",), "desk", _show("why"), slash=("why",)),
    Command("messages", (), "desk", _show("messages"), slash=("messages",)),
    Command("customer", (), "desk", _show("customer"), slash=("customer",), takes="words"),
    Command("find", ("f3",), "desk", _show("find"), 3, slash=("find",), takes="words"),
    Command("ask", ("ctrl+k", "alt+k"), "desk", _show("ask"), slash=("ask",), takes="words"),
    Command("palette", ("ctrl+p",), "desk", _show("palette"), 4),
    Command("panels", (), "desk", _do(_widen)),
    Command("copy_link", (), "desk", _do(_copy_link)),
    Command("theme", (), "desk", _show("theme")),
    Command("quit", ("ctrl+q",), "desk", _do(Session.leave), 14, slash=("quit",)),
    Command("stories", ("f9",), "call", _show("stories"), 6, slash=("stories",), takes="words"),
    Command(
        "type_aid", ("ctrl+f",), "call", lambda s, request: phone.type_aid(s, request.block), 8, slash=("type_aid",)
    ),
    Command("case", ("alt+a",), "call", _show("case"), slash=("case",), takes="words"),
    Command("caller", (), "call", _do(lambda s: s.choose(None)._replace(show="caller")), slash=("caller",)),
    Command("device", (), "call", _do(Session.other_device), slash=("device",)),
    Command("registries", (), "call", _show("registries"), slash=("registries",), takes="file"),
    _of_story("story_next", ("ctrl+n", "alt+n"), "next", 5),
    _of_story("story_back", ("ctrl+b", "alt+b"), "back", 7),
    _of_story("story_end", (), "to_the_end"),
    Command("notes", (), "call", _show("notes"), slash=("notes",)),
    Command("remark", (), "call", _with_text(Session.remark, "notes"), slash=("remark",), takes="remark"),
    Command("copy", ("alt+s",), "call", _show("copy"), slash=("copy",), takes="words"),
    Command("end", ("alt+e",), "call", _show("end"), slash=("end",), takes="words"),
    Command("calls", (), "call", _show("calls"), slash=("calls",), takes="words"),
    Command("favourite", (), "call", _do(_favour), slash=("favourite",)),
    Command("notes_copy", ("alt+x",), "call", _do(lambda session: Outcome("said.notes_copied", copy=session.notes()))),
    Command("notes_save", ("ctrl+l",), "call", _do(Session.save_notes), slash=("notes_save",)),
    Command("notes_json", (), "call", _do(lambda session: session.save_notes("json")), slash=("notes_json",)),
    Command("train", (), "call", _with_text(training.begin), slash=("train",), takes="words"),
    Command("decide", ("alt+r",), "call", _show("decide"), slash=("decide",), takes="words"),
    Command("sheet", (), "call", _with_text(training.sheet), slash=("sheet",), takes="file"),
    Command("check", (), "call", _with_text(Session.check), slash=("check",), takes="words"),
    Command("save_flow", (), "call", _with_text(Session.save_flow), slash=("save_flow",), takes="file"),
    Command("back", ("escape",), "phone", phone.back, 10, slash=("back",)),
    Command("app", ("f4",), "phone", _do(phone.turn_app), 9, _APP, slash=("close_app", "reopen_app")),
    Command("copy_code", ("ctrl+g",), "phone", _do(phone.use_code), slash=("copy_code",)),
    Command("open_link", ("ctrl+o",), "phone", _with_text(phone.open_link), slash=("open_link",)),
    Command("clear", (), "phone", lambda s, request: phone.clear(s, request.block), slash=("clear",)),
    Command("time_30s", ("f5",), "time", _time(seconds=30), 12),
    Command("time_10m", ("f6",), "time", _time(minutes=10)),
    Command("time_1h", ("f7",), "time", _time(hours=1)),
    Command("time_48h", ("f8",), "time", _time(hours=48)),
    Command(
        "time_other",
        ("ctrl+t", "alt+t"),
        "time",
        _with_text(phone.pass_time, "time_other"),
        slash=("time",),
        takes="time",
    ),
    Command("undo", ("ctrl+z",), "time", Session.undo, 13, slash=("undo",)),
    Command("redo", ("ctrl+y",), "time", Session.redo, slash=("redo",)),
    Command("restart", ("ctrl+r",), "time", _do(Session.restart), slash=("restart",)),
    Command("service", (), "service", _do(phone.turn_service), name=_SERVICE, slash=("service",)),
    *map(_delivery, ("own", *get_args(Delivery))),
    Command("variant", ("alt+v",), "words", _do(lambda session: session.variants.next()), slash=("variant",)),
    Command("beside", ("alt+d",), "words", lambda session, request: session.variants.next_beside(request.width)),
    Command("watch", ("alt+w",), "words", _do(lambda session: session.variants.turn_watching()), name=_WATCH),
)

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}

BY_KEY: dict[str, Command] = {key: command for command in COMMANDS for key in command.keys}
"""The keys, read off the table; none of them edits text or moves about on the phone."""


def key_names(_: Deck, /) -> Mapping[str, str]:
    """How a surface with keys calls commands, by their ids: "Ctrl+Z"."""
    return {command.id: command.shown_key for command in COMMANDS if command.keys}
