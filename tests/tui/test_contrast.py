"""Every pair of colours that text stands in can be read: 4.5 to 1 at least, on both desks (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.strip import Strip

from ac_tui.surfaces.tui.app import THEMES
from tests.tui.driver import Person, running
from tests.tui.scripts import CHOOSE, CONFIRM, CONFIRM_BUSINESS, LOGIN, MARIO, UNKNOWN

LEAST = 4.5
DRAWN_ONLY = frozenset("─━│┃╭╮╰╯┏┓┗┛▟▙▜▛▀▂▄▆█▐▌▬●▁▇▅▃ ")
"""Frames and ornaments: no text, no state that words or signs do not tell too."""


def luminance(color: Color) -> float:
    def channel(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * channel(color.r) + 0.7152 * channel(color.g) + 0.0722 * channel(color.b)


def contrast(one: Color, two: Color) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def to_be_read(person: Person) -> list[Strip]:
    """The lines on the screen; under a dialog only its own."""
    lies_over = person.app.screen is not person.desk
    region = person.app.screen.query_one(".dialog, #--container").region if lies_over else person.desk.region
    return [strip.crop(region.x, region.right) for strip in person.strips[region.y : region.bottom]]


SCRIPTS = {
    "welcome": "",
    "profile": "<Enter>",
    "not_recognised": UNKNOWN,
    "contact_empty": f"{MARIO}<Enter>",
    "contact_checklist": f"{MARIO}mario.rossi@mail.it<Tab>prova12",
    "confirm_wrong": f"{CONFIRM}000000<Enter>",
    "choose_none": f"{CHOOSE}<Down><Down><Down><Enter><Enter>",
    "login_bad": f"{LOGIN}mario.rossi@mail.it<Tab>Sbagliata1<Enter>",
    "closed": f"{CONFIRM}<F4>",
    "messages": f"{CONFIRM_BUSINESS}<F2>",
    "help": "<F1>",
    "palette": "<Ctrl+P>",
    "note": "<Ctrl+Z>",
    "link": f"{CONFIRM}<F6><Tab>",
    "selected": f"{MARIO}<Esc>",
    "tabs": f"{MARIO}<BackTab>",
}


def test_every_text_on_the_screen_can_be_read() -> None:
    for name, script in SCRIPTS.items():
        with running((100, 40), script) as person:
            for theme in THEMES:
                person.app.theme = theme.name
                person.rest()
                for strip in to_be_read(person):
                    for segment in strip:
                        if not set(segment.text) <= DRAWN_ONLY:
                            assert segment.style is not None
                            assert segment.style.color is not None
                            assert segment.style.bgcolor is not None
                            color = Color.from_rich_color(segment.style.color)
                            background = Color.from_rich_color(segment.style.bgcolor)
                            assert contrast(color, background) >= LEAST, (name, theme.name, segment)
