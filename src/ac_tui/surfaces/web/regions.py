"""The regions of the page as HTML: the phones, and the desk around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ac_tui.deck.render import render
from ac_tui.deck.view import differences
from ac_tui.desk.commands import COMMANDS, GROUPS, find, key_name, run
from ac_tui.desk.outcome import Pick, Request
from ac_tui.desk.panels import card, news, on_the_way
from ac_tui.desk.pickers import PICKERS, Picker
from ac_tui.desk.session import PANELS
from ac_tui.surfaces.web.html import phone, template

if TYPE_CHECKING:
    from ac_tui.desk.session import Session
    from ac_tui.registry.faults import Fault

_TEMPLATE: Final = ("ac_tui.surfaces.web", "desk.html.jinja")
_ELSEWHERE: Final = ("quit", "watch", "panel", "panels", "phone")
"""Commands that a page has no use for: a tab is closed, no file is followed, every panel is in sight or has a tab."""
_KEPT_BY_BROWSERS: Final = ("ctrl+n", "ctrl+t", "ctrl+w")
OFFERED: Final = tuple(command for command in COMMANDS if command.id not in _ELSEWHERE)
GROUPED: Final = [(group, its) for group in GROUPS if (its := [one for one in OFFERED if one.group == group])]
BY_KEY: Final[Mapping[str, str]] = {
    key: command.id for command in OFFERED for key in command.keys if key not in _KEPT_BY_BROWSERS
}
"""The ids of commands by the keys that reach a page, as Textual names them."""
KEYS: Final[Mapping[str, str]] = {command: key_name(key) for key, command in reversed(tuple(BY_KEY.items()))}
"""How the page calls commands that have a key: "Alt+N" where the browser keeps the first."""


def phone_regions(session: Session) -> dict[str, str]:
    """The phone to be used, and the one beside it to be looked at, "" where there is none."""
    simulation, beside = session.simulation, session.variants.beside
    found = {"phone": str(phone(session.simulation.view, simulation.deck, "phone", live=True)), "beside": ""}
    if beside is not None:
        view = render(beside, simulation.journey, simulation.world)
        found["beside"] = str(phone(view, beside, "other", differing=differences(session.simulation.view, view)))
    return found


def part(session: Session) -> Callable[..., str]:
    """What makes the region of a name: a macro of the template, with what every region has at hand."""
    module: Any = template(*_TEMPLATE).make_module(
        {
            "words": session.words,
            "session": session,
            "keys": KEYS,
            "panels": PANELS,
            "commands": OFFERED,
            "groups": GROUPED,
        }
    )
    return lambda name, *given: str(getattr(module, name)(*given))


def desk_regions(session: Session, faults: Sequence[Fault]) -> dict[str, str]:
    """Everything around the phone; a region that is "" is not there."""
    made = part(session)
    applying = [one for one in OFFERED if one.applies is None or one.applies(session)]
    bar = sorted((one for one in applying if one.footer or one.id == "copy_link"), key=lambda one: one.footer or 99)
    signs = [*session.signs(), session.words("simulation.invented")]
    return {
        "head": made("head", bar, signs),
        "tabs": made("tabs", news(session)),
        "faults": made("faults", faults, True) if faults else "",
        "panel-advice": made("advice", session.advice()),
        "panel-why": made("why", session.reasons()),
        "panel-messages": made("messages", session.simulation.messages, on_the_way(session.simulation)),
        "panel-customer": made("customer", session.known, card(session), session.state.story, session.story_lines()),
        "panel-notes": made("notes", session.take_notes()),
    }


def _commands(session: Session, text: str) -> Sequence[Pick]:
    request = Request(width=_WIDTH)
    return [
        Pick(one.title(session), partial(run, command=one, request=request), one.text(session), KEYS.get(one.id, ""))
        for one in find(session, text, OFFERED)
        if one.applies is None or one.applies(session)
    ]


_LISTS: Final = {**PICKERS, "palette": Picker(_commands, "command.palette.title", "said.no_command")}


def choices(session: Session, what: str, text: str) -> tuple[Sequence[Pick], str]:
    """What may be chosen in a dialog for what was typed, and its HTML."""
    words, picker = session.words, _LISTS[what]
    found = picker.find(session, text)
    said = words("plain.left_out", n=len(found) - _MOST) if len(found) > _MOST else ""
    if not found or (picker.before and not text.strip()):
        said = words(picker.before) if found else picker.nothing(session, text)
    told = session.answers.told() if what == "cause" else {}
    asked = what not in ("answers", "cause")
    return found[:_MOST], part(session)("choosing", picker.title(session), found[:_MOST], said, told, asked)


_WIDTH: Final = 160
"""The columns that a page counts as: two phones have room in it, or stand one below the other."""
_MOST: Final = max(40, len(OFFERED))
