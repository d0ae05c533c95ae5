"""What is known of the call at hand, and what the user's own folder remembers: settings, how the last calls went."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec
from msgspec import Struct, field

from ac_tui.assets import write_text

if TYPE_CHECKING:
    from ac_tui.desk.story import Story
    from ac_tui.journey.model import Journey
    from ac_tui.registry.model import Customer

CALLS: Final = 30  # so many are remembered
Remarks = tuple[str, ...]


class CallState(NamedTuple):
    """What a call is about: who was said to be on the line, and but for the phone on show the caller's other one as it
    was left; `on_second` says that the second one is on show.
    """

    chosen: Customer | None = None
    story: Story | None = None
    remarks: Remarks = ()
    other: Journey | None = None
    on_second: bool = False


class Trainee(Struct):
    """Who is trained: `seed` draws the cases, of which this is `number`; `scores` are lines of the sheet."""

    seed: int = 0
    which: int = 1
    number: int = 0
    said: str = ""
    begun: datetime | None = None
    scores: list[tuple[int, int, int, str, str, int, int]] = field(default_factory=list)


class Settings(Struct, frozen=True):
    """What somebody has set: "" is the first theme, panels are 0 to 2 wide, the last registry is first."""

    theme: str = ""
    panels: int = 0
    registries: tuple[str, ...] = ()
    favourites: tuple[str, ...] = ()


class CallRecord(Struct, frozen=True):
    """One call: `at` is simulated time, `outcome` and `reason` are codes, `notes` its notes as Markdown, masked."""

    begun: datetime
    ended: datetime
    at: str
    outcome: str
    reason: str
    remarks: Remarks
    notes: str


def user_folder() -> Path | None:
    """Where this user's settings are: AC_TUI_HOME, else the system's own place; None where AC_TUI_HOME is empty."""
    own = os.environ.get("AC_TUI_HOME")
    if own is not None:
        return Path(own) if own else None
    base = os.environ.get("APPDATA" if os.name == "nt" else "XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "ac-tui"


class Memory:
    """The files of a folder, but for `damaged` ones; without a folder it lasts as long as the program."""

    def __init__(self, folder: Path | None = None, now: Callable[[], datetime] = datetime.now) -> None:
        self.folder = folder
        self.now = now
        self.damaged: list[str] = []
        self.settings: Settings = self._read("settings.json", Settings, Settings())
        self.calls: tuple[CallRecord, ...] = self._read("calls.json", tuple[CallRecord, ...], ())

    def set(self, **changes: Any) -> None:
        """Change settings, and remember them."""
        self.settings = msgspec.structs.replace(self.settings, **changes)
        self._write("settings.json", self.settings)

    def keep(self, record: CallRecord) -> None:
        """Remember a call, in place of how it stood before."""
        others = [call for call in self.calls if call.begun != record.begun]
        self.calls = (*others, record)[-CALLS:]
        self._write("calls.json", self.calls)

    def _read(self, name: str, kind: Any, instead: object) -> Any:
        file = self.folder / name if self.folder is not None else None
        try:
            return msgspec.json.decode(file.read_bytes(), type=kind) if file is not None else instead
        except FileNotFoundError:
            return instead
        except (OSError, ValueError):  # what is damaged, or somebody else's, is not worth a call
            self.damaged.append(str(file))
            return instead

    def _write(self, name: str, data: object) -> None:
        """Write a file whole; where that fails it is only forgotten."""
        if self.folder is not None:
            with suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                write_text(self.folder / name, msgspec.json.format(msgspec.json.encode(data)).decode())
