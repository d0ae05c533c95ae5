"""Pictures of a call in progress at its three hardest moments, and of what lies over the desk; each was looked at.

`make snapshots` accepts the pictures as they are: look at snapshot_report.html before.
"""

from __future__ import annotations

import pytest

from tests.desk.test_panels import EXPIRED, NO_MOBILE, ROSI
from tests.tui.states import CONFIRM
from tests.tui.test_snapshots import Compare, matches

SIZES = ["80x24", "160x50"]

MOMENTS = {
    "not_recognised": (ROSI, "1C: the caller's surname lacks a letter; the desk says which check did not pass"),
    "link_expired": (EXPIRED, "the link is ten minutes too old; the message it came with, the way to a new one"),
    "no_mobile": (NO_MOBILE, "the password was right, and there is no mobile to send a code to"),
}
PANELS = {
    "phone": ("", "the phone alone"),
    "advice": ("<Alt+C>", "what to say, to check, to do next"),
    "why": ("<Alt+P>", "why, check by check"),
}

OVER = {
    "find": ("<F3>", "find: what may be typed, and every screen to choose from"),
    "find_found": (f"{CONFIRM}<F3>il codice non e coretto", "find: the screens that say so, the best one marked"),
    "stories": ("<F9>", "who is on the line: customers with their lines"),
    "stories_found": ("<F9>marito", "who is on the line: the one whose story was meant"),
    "story": (
        "<F9>laura conti<Enter>" + "<Ctrl+N>" * 12 + "<F2><F2><F2><F2>",
        "a story under way: the card, steps done, the next one marked",
    ),
    "time": ("<Ctrl+T>1 ora e 5 min", "any time: what is typed and what it means"),
    "notes": (
        f"{ROSI}<F2><F2><F2><F2><F2>richiama domani<Enter>tel. 320 123 45",
        "the notes of a call: steps, cause, a remark, another one being written",
    ),
    "lost": (f"<Ctrl+P>consegna persa<Enter>{CONFIRM}<F2>", "no message arrived: how they travel, what is left"),
}


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("panel", PANELS)
def test_moment_on_a_small_terminal(snap_compare: Compare, moment: str, panel: str) -> None:
    script, see = MOMENTS[moment]
    keys, what = PANELS[panel]
    test_moment_on_a_small_terminal.__doc__ = f"{see}: {what}"
    assert matches(snap_compare, script + keys, "80x24")


@pytest.mark.parametrize("moment", MOMENTS)
def test_moment_on_a_large_terminal(snap_compare: Compare, moment: str) -> None:
    script, see = MOMENTS[moment]
    test_moment_on_a_large_terminal.__doc__ = f"{see}: the phone, what to say over why, the messages"
    assert matches(snap_compare, script, "160x50")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", OVER)
def test_over_the_desk(snap_compare: Compare, name: str, size: str) -> None:
    script, see = OVER[name]
    test_over_the_desk.__doc__ = see
    assert matches(snap_compare, script, size)
