"""Every pair of colours that text stands in can be read: 4.5 to 1 at least, on both desks (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import pytest
from textual.color import Color

from ac_tui.surfaces.tui.theme import THEMES
from ac_tui.surfaces.tui.widgets.paper import ALL_ROLES, Ink
from tests.tui.driver import running
from tests.tui.states import CONFIRM, CONFIRM_BUSINESS, MARIO, STATES

LEAST = 4.5
ORNAMENTS = {"page", "bezel", "bezel-corner", "home"}
FRAMES = {"frame", "frame-focus", "frame-error", "notice-frame"}
"""What bounds a field needs 3 to 1 (WCAG 2.2, 1.4.11)."""
DRAWN_ONLY = frozenset("─━│┃╭╮╰╯┏┓┗┛▟▙▜▛▂▄▆█▐▌▬●▁ ")
"""Frames and ornaments: no text, no state that words or signs do not tell too."""


def luminance(color: Color) -> float:
    def channel(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * channel(color.r) + 0.7152 * channel(color.g) + 0.0722 * channel(color.b)


def contrast(one: Color, two: Color) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def role_contrast(ink: Ink, role: str) -> float:
    style = ink.style(role)
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


def test_the_measure_itself() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_role_can_be_read(theme: str) -> None:
    async with running() as (fingers, pilot):
        fingers.app.theme = theme
        await pilot.pause()
        ink = fingers.app.desk.ink
        for role in set(ALL_ROLES) - ORNAMENTS:
            assert role_contrast(ink, role) >= (3.0 if role in FRAMES else LEAST), role


SCRIPTS = {
    **{name: STATES[name].keys for name in ("welcome", "profile", "identity_not_recognised", "contact_empty")},
    **{
        name: STATES[name].keys for name in ("contact_checklist", "confirm_wrong", "choose_none", "login_bad", "closed")
    },
    "messages": f"{CONFIRM_BUSINESS}<F2>",
    "help": "<F1>",
    "palette": "<Ctrl+P>",
    "note": "<Ctrl+Z>",
    "link": f"{CONFIRM}<F6><Tab>",
    "selected": f"{MARIO}<Esc>",
    "tabs": f"{MARIO}<BackTab>",
}


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
async def test_every_text_on_the_screen_can_be_read(script: str, theme: str) -> None:
    async with running((100, 40)) as (fingers, pilot):
        fingers.app.theme = theme
        await fingers.type(script)
        await pilot.pause()
        for strip in fingers.app.screen._compositor.render_strips():
            for segment in strip:
                if not set(segment.text) <= DRAWN_ONLY:
                    assert segment.style is not None
                    assert segment.style.color is not None
                    assert segment.style.bgcolor is not None
                    color = Color.from_rich_color(segment.style.color)
                    background = Color.from_rich_color(segment.style.bgcolor)
                    assert contrast(color, background) >= LEAST, segment
