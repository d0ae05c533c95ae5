"""A surface for flows that does everything on the model and on the page, and compares what both show."""

from __future__ import annotations

import json

from ac_tui.deck.view import View
from ac_tui.flows.executor import Surface
from ac_tui.flows.simulation import Simulation
from ac_tui.journey import events as ev
from ac_tui.surfaces.web.html import phone
from tests.web.browser import Page

BLOCK = '#phone :is(button, a)[data-block="{0}"], #phone [data-block="{0}"] input'


class PageSurface(Surface):
    """Does everything twice, on the model and on the page, and compares what both show."""

    def __init__(self, simulation: Simulation, page: Page) -> None:
        super().__init__(simulation)
        self.page = page
        self.compared = 0

    @property
    def view(self) -> View:
        """What the model shows, once the page shows the same."""
        shown = self.simulation.view
        html = str(phone(shown, self.simulation.deck, "phone", live=True))
        same = f"""(() => {{
          const wanted = document.createElement("template");
          wanted.innerHTML = {json.dumps(html)};
          const said = (node) => {{
            const copy = node.cloneNode(true);
            copy.querySelector(".status").remove();
            return copy.outerHTML.replace(/[0-9]:[0-9][0-9]/g, "").replace(/\\s+/g, " ").replace(/> </g, "><");
          }};
          return said(document.querySelector("#phone .phone")) === said(wanted.content.querySelector(".phone"));
        }})()"""
        self.page.until(same)
        self.compared += 1
        return shown

    def tap(self, block: str, option: str = "") -> None:
        """Tap on both."""
        inside = f'#phone [data-block="{block}"] [data-option="{option}"]' if option else BLOCK.format(block)
        super().tap(block, option)
        self.page.run(f"document.querySelector({inside!r})?.click()")

    def type(self, block: str, text: str) -> None:
        """Type on both."""
        super().type(block, text)
        self.page.run(f"document.querySelector({BLOCK.format(block)!r}).focus()")
        self.page.type(text)

    def enter(self, block: str) -> None:
        """Press Enter on both."""
        super().enter(block)
        self.page.press("Enter", 13, "\r")

    def open(self, *, clear_state: bool) -> None:
        """Close and open on both."""
        super().open(clear_state=clear_state)
        for _ in range(2):
            self.page.press("F4", 115)

    def send(self, event: ev.Event) -> None:
        """Go back, or open the newest link, on both."""
        super().send(event)
        selector = {"back": "#phone .back", "open_link": "[data-link]"}[event.name]
        self.page.run(f"document.querySelector('{selector}').click()")
