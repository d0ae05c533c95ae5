"""Every command of the desk, declared once: keys, footer, help and palette are read off this table.

The words are the deck's: `command.NAME.title` (short, as the footer shows it) and `command.NAME.text`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from ac_tui.surfaces.tui import desk_call as call
from ac_tui.surfaces.tui import recording

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.screens.desk import Desk


@dataclass(frozen=True, slots=True)
class Command:
    """One command: `key` as Textual names it ("" for the palette only), `group` what it is about.

    `footer` is its rank in the footer (0: not there), the highest gives way first where there is no room. `name` tells
    which words fit now, for a command that does one thing or its opposite; `when` tells when the footer has use for it.
    """

    id: str
    key: str
    group: str
    run: Callable[[Desk], None]
    footer: int = 0
    name: Callable[[Desk], str] | None = None
    when: Callable[[Desk], bool] | None = None

    @property
    def shown_key(self) -> str:
        """The key as people write it: "F1", "Ctrl+Z", "Esc"."""
        return "+".join(_SHOWN.get(part, part.capitalize()) for part in self.key.split("+")) if self.key else ""

    def title(self, desk: Desk) -> str:
        """Its short name in the deck's words."""
        return desk.words(f"command.{self.name(desk) if self.name else self.id}.title")

    def text(self, desk: Desk) -> str:
        """What it does, in the deck's words."""
        return desk.words(f"command.{self.name(desk) if self.name else self.id}.text")


_SHOWN = {"escape": "Esc"}


def _time(**span: int) -> Callable[[Desk], None]:
    return lambda desk: desk.pass_time(timedelta(**span))


def _deliver(how: str) -> Callable[[Desk], None]:
    return lambda desk: desk.deliver(how)


def _bring(panel: str) -> Callable[[Desk], None]:
    return lambda desk: desk.bring(panel)


def _watch_words(desk: Desk) -> str:
    return "watch_off" if desk.workshop.watching else "watch_on"


def _in_story(desk: Desk) -> bool:
    return desk.call.story is not None


COMMANDS: tuple[Command, ...] = (
    Command("help", "f1", "desk", lambda desk: desk.show_help(), 1),
    Command("panel", "f2", "desk", lambda desk: desk.next_panel(), 2, lambda desk: desk.next_panel_id),
    Command("advice", "alt+c", "desk", _bring("advice")),
    Command("why", "alt+p", "desk", _bring("why")),
    Command("find", "f3", "desk", call.show_find, 3),
    Command("stories", "f9", "call", call.show_stories, 6),
    Command("type_aid", "ctrl+f", "call", call.type_aid, 8),
    Command("story_next", "ctrl+n", "call", call.next_step, 5, when=_in_story),
    Command("story_back", "ctrl+b", "call", call.last_step, 7, when=_in_story),
    Command("story_end", "", "call", call.to_the_end),
    Command("notes_copy", "ctrl+x", "call", call.copy_notes),
    Command("notes_save", "ctrl+l", "call", lambda desk: call.save_notes(desk, "md")),
    Command("notes_json", "", "call", lambda desk: call.save_notes(desk, "json")),
    Command("back", "escape", "phone", lambda desk: desk.go_back(), 10),
    Command("app", "f4", "phone", lambda desk: desk.close_or_open(), 9, lambda desk: desk.app_command),
    Command("copy_code", "ctrl+g", "phone", lambda desk: desk.use_code()),
    Command("open_link", "ctrl+o", "phone", lambda desk: desk.open_link()),
    Command("paste", "ctrl+v", "phone", lambda desk: desk.paste_copied()),
    Command("time_30s", "f5", "time", _time(seconds=30), 12),
    Command("time_10m", "f6", "time", _time(minutes=10)),
    Command("time_1h", "f7", "time", _time(hours=1)),
    Command("time_48h", "f8", "time", _time(hours=48)),
    Command("time_other", "ctrl+t", "time", call.show_time),
    Command("undo", "ctrl+z", "time", lambda desk: desk.undo(), 13),
    Command("redo", "ctrl+y", "time", lambda desk: desk.redo()),
    Command("restart", "ctrl+r", "time", lambda desk: desk.restart()),
    Command("check", "", "call", recording.show_checks),
    Command("save_flow", "", "call", recording.save_flow),
    Command("service", "", "service", lambda desk: desk.turn_service(), name=lambda desk: desk.service_command),
    Command("delivery_own", "", "service", _deliver("")),
    Command("delivery_normal", "", "service", _deliver("normal")),
    Command("delivery_late", "", "service", _deliver("late")),
    Command("delivery_spam", "", "service", _deliver("spam")),
    Command("delivery_lost", "", "service", _deliver("lost")),
    Command("delivery_duplicate", "", "service", _deliver("duplicate")),
    Command("messages", "", "desk", _bring("messages")),
    Command("customer", "", "desk", _bring("customer")),
    Command("notes", "", "desk", _bring("notes")),
    Command("variant", "alt+v", "words", lambda desk: desk.workshop.next_variant()),
    Command("beside", "alt+d", "words", lambda desk: desk.workshop.next_beside()),
    Command("watch", "alt+w", "words", lambda desk: desk.workshop.turn_watching(), name=_watch_words),
    Command("theme", "", "desk", lambda desk: desk.turn_theme()),
    Command("palette", "ctrl+p", "desk", lambda desk: desk.show_palette(), 4),
    Command("quit", "ctrl+q", "desk", lambda desk: desk.app.exit(), 14),
)

BY_KEY: dict[str, Command] = {command.key: command for command in COMMANDS if command.key}
"""The keys, read off the table; none of them edits text or moves about on the phone."""
