"""What a session knows of the call at hand, and of who is trained."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

if TYPE_CHECKING:
    from datetime import datetime

    from ac_tui.desk.story import Story
    from ac_tui.journey.model import Journey
    from ac_tui.registry.model import Customer

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
