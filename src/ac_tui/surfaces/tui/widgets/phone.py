"""The phone: a frame, a status bar, a wordmark and the page of the screen on show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset

from ac_tui.deck.layout import draw, masthead, status_bar
from ac_tui.deck.layout_cells import clip, drawable
from ac_tui.deck.layout_sheet import Sheet
from ac_tui.deck.view import Block, View
from ac_tui.surfaces.tui.hand import OPEN, Hand
from ac_tui.surfaces.tui.widgets.pane import Pane
from ac_tui.surfaces.tui.widgets.paper import Spans

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck

_TALL = 30
"""Lines from which the phone has room to breathe around its page."""
_NARROWEST = 12
"""Cells that a page is laid out for at least; a terminal that has fewer shows its left part."""


class Phone(Pane):
    """A phone in somebody's hand.

    With another phone `beside` it that shows the same moment in other words, each tells its variant on its frame, and
    marks there the blocks whose words differ.
    """

    beside: Phone | None = None

    def __init__(self, hand: Hand, name: str) -> None:
        super().__init__(name)
        self.hand = hand
        self._top = 0
        self._follow = True
        self._sheet = Sheet(0, ())
        self._page_y = 0
        self._page_height = 0

    @property
    def deck(self) -> Deck:
        """The words on show."""
        return self.hand.simulation.deck

    @property
    def view(self) -> View:
        """What is on show."""
        return self.hand.simulation.view

    def stroke(self, key: str, character: str | None) -> bool:
        """Give a key to the hand; what it has no use for may turn the page."""
        self._follow = True
        used = self.hand.key(key, character)
        if not used and key in _TURNS:
            self.scroll_page(_TURNS[key] * (self._page_height - 1 if "page" in key else 1))
            used = True
        self.invalidate()
        return used

    def paste(self, text: str) -> bool:
        """Give pasted text to the hand."""
        self._follow = True
        used = self.hand.paste(text)
        self.invalidate()
        return used

    def scroll_page(self, lines: int) -> None:
        """Move the page under the glass, wherever the focus is."""
        self._follow = False
        self._top += lines
        self.invalidate()

    def caret(self) -> Offset | None:
        """Where the text cursor is on the widget, unless it is scrolled away."""
        if self._sheet.cursor is None:
            return None
        line, x = self._sheet.cursor
        y = line - self._top
        return Offset(x + 2, y + self._page_y) if 0 <= y < self._page_height else None

    def place(self, block: str, option: str = "") -> Offset | None:
        """Where on the widget a block, or an option of it, can be tapped; None while that is not in sight."""
        for hit in self._sheet.hits:
            y = hit.line - self._top
            if (hit.block, hit.option) == (block, option) and 0 <= y < self._page_height:
                return Offset(hit.x0 + 2, y + self._page_y)
        return None

    def picture(self, width: int, height: int) -> Sequence[Spans]:
        """Draw the phone."""
        view = self.view
        inner, content = max(0, width - 2), max(_NARROWEST, width - 4)
        tall = height >= _TALL
        head = masthead(view, inner).lines if view.open else _air(inner)
        above: list[Spans] = [status_bar(view, inner), *head]
        below: list[Spans] = []
        if tall:
            above = [above[0], *_air(inner), above[1], *_air(inner)]
            below = [[(f"{'━' * 12:^{inner}}", "home")]]
        self._page_y = len(above) + 1
        self._page_height = max(1, height - 2 - len(above) - len(below))
        self._sheet = self._page(view, content)
        self._scroll()
        lines = [*above, *self._page_lines(content), *below]
        differing = self._differing_lines() if self.beside is not None else frozenset()
        marks = [DIFFERS if number - len(above) in differing else _SIDE for number in range(len(lines))]
        name = "" if self.beside is None else self.deck.variant or self.deck.words("workshop.original")
        return [
            _rim("▟", f"{'▬▬▬▬▬ ●':^{inner}}", "▙"),
            *([mark, *line, _SIDE] for mark, line in zip(marks, lines, strict=True)),
            _rim("▜", f"{clip(drawable(name), inner):^{inner}}", "▛", "bezel-mark" if name else "bezel"),
        ]

    def sheet(self, width: int) -> Sheet:
        """The page of an open app."""
        return self.hand.sheet(width, self._page_height, focus=self.front)

    def opened(self) -> bool:
        """Whether there is something new to read from the top, asked once for each drawing."""
        fresh, self.hand.fresh = self.hand.fresh, False
        return fresh

    def _page(self, view: View, width: int) -> Sheet:
        if view.open:
            return self.sheet(width)
        self.hand.settle()
        return draw(_closed(view, self.deck), width, focus=OPEN, air=2)

    def _differing_lines(self) -> frozenset[int]:
        """The lines of the visible page with words that the phone beside it does not have."""
        from ac_tui.deck.differences import differences

        one, other = (p.view if p.view.open else _closed(p.view, p.deck) for p in (self, self.beside or self))
        return frozenset(line - self._top for place in differences(one, other) for line in self._sheet.lines_of(place))

    def _scroll(self) -> None:
        """Put the page where what has the focus can be seen; a screen that opens is shown from its beginning."""
        hand, sheet = self.hand, self._sheet
        block = hand.block
        if self.opened():
            self._top = 0
            self._follow = block is not None and (block.writable or bool(block.error))
        if self._follow:
            first, last = sheet.rows.get(hand.stop.block, (0, 0))
            acting = sheet.where(hand.stop.block, hand.stop.option)
            for low, high in ((first, last), acting or (first, last)):
                self._top = max(self._top, high - self._page_height + 1)
                self._top = min(self._top, low)
        self._top = max(0, min(self._top, len(sheet.lines) - self._page_height))

    def _page_lines(self, width: int) -> list[Spans]:
        """The visible part of the page in its margins, which hold the mark of the focus and the signs of more."""
        sheet, top, height = self._sheet, self._top, self._page_height
        block = self.hand.block
        # A button that has the focus is marked within.
        marked = self.front and block is not None and block.kind != "button"
        where = sheet.where(self.hand.stop.block, self.hand.stop.option) if marked else None
        lines: list[Spans] = []
        for number in range(top, top + height):
            page: Spans = sheet.lines[number] if number < len(sheet.lines) else [(" " * width, "page")]
            mark = "▸" if where is not None and number == (where[0] + where[1]) // 2 else " "
            more = " "
            if number == top and top > 0:
                more = "▲"
            elif number == top + height - 1 and top + height < len(sheet.lines):
                more = "▼"
            lines.append([(mark, "mark"), *page, (more, "scroll")])
        return lines

    def on_click(self, event: events.Click) -> None:
        """Tap where the mouse clicks."""
        event.stop()
        self._follow = True
        x, y = event.x, event.y - self._page_y
        view = self.view
        head = masthead(view, self.size.width - 2).at(0, x - 1) if event.y == self._masthead_y else None
        hit = head
        if head is None and 0 <= y < self._page_height:
            hit = self._sheet.at(y + self._top, x - 2)
        if hit is not None:
            self.hand.tap(hit, x - 2, (event.screen_x, event.screen_y))
        self.invalidate()

    @property
    def _masthead_y(self) -> int:
        return 3 if self.size.height >= _TALL else 2

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Turn the page by the wheel."""
        event.stop()
        self.scroll_page(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Turn the page back by the wheel."""
        event.stop()
        self.scroll_page(-2)


_TURNS = {"down": 1, "up": -1, "pagedown": 1, "pageup": -1}


_SIDE = (" ", "bezel")
DIFFERS = ("≠", "bezel-mark")
"""What stands on the frame beside a line whose words the other phone does not have."""


def _closed(view: View, deck: Deck) -> View:
    """What a phone shows while the app is closed."""
    blocks = (
        Block("closed", "text", deck.words("phone.closed")),
        Block(OPEN, "button", deck.words("phone.reopen")),
    )
    return View(view.step, "", blocks)


def _rim(left: str, inside: str, right: str, role: str = "bezel") -> Spans:
    """The phone's frame above or below, its corners taken off."""
    return [(left, "bezel-corner"), (inside, role), (right, "bezel-corner")]


def _air(width: int) -> list[Spans]:
    return [[(" " * width, "page")]]
