"""What the desk's commands do for the recording: add a check, save the flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ac_tui.surfaces.tui.screens.desk import Desk


def show_checks(desk: Desk) -> None:
    """Ask what must be visible on the phone."""
    from ac_tui.surfaces.tui.widgets.checks import Checks

    desk.lay_over(Checks(desk))


def save_flow(desk: Desk) -> None:
    """Save what was done so far as a flow, and say how to play it."""
    try:
        saved = desk.recorder.save(lambda n: desk.words("record.file", n=n))
    except OSError as error:
        desk.say("said.flow_unsaved", why=error.strerror or error)
        return
    if saved is None:
        desk.say("said.no_flow")
    else:
        desk.say("said.flow_saved", file=saved.file, command=saved.how_to_play)
