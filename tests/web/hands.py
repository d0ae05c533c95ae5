"""Hands for the tests of the page: where things are on it, and what a mouse, a finger and a key do there."""

from __future__ import annotations

from tests.web.browser import Page


def at(tab: Page, selector: str) -> tuple[float, float]:
    """Where the middle of an element is, once it is there and in sight."""
    found = f"document.querySelector({selector!r})"
    tab.until(f"{found}?.getClientRects().length")
    tab.run(f"{found}.scrollIntoView({{block: 'center'}})")
    x, y = tab.run(f"(({{ x, y, width, height }}) => [x + width / 2, y + height / 2])({found}.getBoundingClientRect())")
    return x, y


def click(tab: Page, selector: str) -> None:
    """Click on an element with the mouse."""
    tab.click(*at(tab, selector))


def touch(tab: Page, selector: str) -> None:
    """Tap an element with a finger."""
    tab.tap(*at(tab, selector))


def on(step: str) -> str:
    """Whether a step is on show."""
    return f"document.querySelector('.phone.live')?.dataset.step === {step!r}"


def block(name: str) -> str:
    """The element of a block that is pressed or typed into."""
    return f"#phone :is(button, a)[data-block={name}], #phone [data-block={name}] input"


def tabbed_to(tab: Page, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(30):
        if tab.run(f"document.activeElement.matches({selector!r})"):
            return
        tab.press("Tab", 9)
    raise AssertionError(f"Tab does not lead to {selector}")
