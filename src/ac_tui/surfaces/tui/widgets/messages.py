"""The messages panel: every SMS and email as it arrives, newest first; Enter opens a link or copies a code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from textual import events

from ac_tui.deck.layout_cells import cells, clip, drawable, wrap
from ac_tui.desk.post import post
from ac_tui.surfaces.tui.guard import Spot
from ac_tui.surfaces.tui.hand import ENTER
from ac_tui.surfaces.tui.widgets.pane import Pane
from ac_tui.surfaces.tui.widgets.paper import Spans
from ac_tui.surfaces.tui.widgets.prose import prose

if TYPE_CHECKING:
    from ac_tui.deck.messages import MessageView
    from ac_tui.surfaces.tui.screens.desk import Desk


class Spotted(NamedTuple):
    """Something to act on: the code or the link of the message with this number."""

    number: int
    what: Literal["code", "link"]


class Messages(Pane):
    """What the customer's phone and mailbox have received."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(name)
        self._desk = desk
        self._chosen: Spotted | None = None
        self._top = 0
        self._follow = True
        self._places: dict[int, Spotted] = {}
        self._count = 0
        self.entitle(desk.words("panel.messages.title"))

    @property
    def news(self) -> str:
        """How many have arrived."""
        return str(len(self._desk.simulation.messages) or "")

    @property
    def _messages(self) -> tuple[MessageView, ...]:
        return tuple(reversed(self._desk.simulation.messages))

    @property
    def _stops(self) -> list[Spotted]:
        """What can be acted on, from the top: a business message's link before its code."""
        return [
            spotted
            for message in self._messages
            for spotted in (Spotted(message.number, "link"), Spotted(message.number, "code"))
            if (message.link if spotted.what == "link" else message.code)
        ]

    def stroke(self, key: str, character: str | None) -> bool:
        """Choose a code or a link, act on it, or turn the page."""
        self._take_in()
        stops = self._stops
        if key in ("enter", "space"):
            chosen = self._choose(stops)
            if chosen is not None and self._desk.hand.guard.admits_press(ENTER):
                self._act(chosen, ENTER)
        elif key in _MOVES and stops:
            chosen = self._choose(stops)
            index = stops.index(chosen) if chosen in stops else 0
            self._chosen = stops[max(0, min(index + _MOVES[key], len(stops) - 1))]
            self._follow = True
        elif key in _TURNS:
            self._turn(_TURNS[key])
        else:
            return False
        self.invalidate()
        return True

    def _take_in(self) -> None:
        """Go to the newest message when one has arrived (or has been undone)."""
        count = len(self._desk.simulation.messages)
        if count != self._count:
            self._count, self._chosen, self._top, self._follow = count, None, 0, True

    def _choose(self, stops: Sequence[Spotted]) -> Spotted | None:
        """What is chosen: the newest while nothing else was, or when what was is gone."""
        if self._chosen in stops:
            return self._chosen
        return stops[0] if stops else None

    def _act(self, spotted: Spotted, spot: Spot) -> None:
        """Open a link on the phone, or copy a code to be pasted there."""
        message = next(m for m in self._messages if m.number == spotted.number)
        if spotted.what == "link":
            self._desk.hand.act(spot, lambda: self._desk.simulation.open_link(message.link))
        else:
            self._desk.copy(message.code)
            self._desk.hand.guard.pressed(spot, changed=True, refused=False)
            self._desk.say("said.copied")
        self._desk.bring("phone")

    def picture(self, width: int, height: int) -> Sequence[Spans]:
        """Draw the messages as cards."""
        words = self._desk.words
        messages = self._messages
        self._take_in()
        self._places = {}
        lines = self._on_the_way(width)
        if not messages:
            return [*lines, *prose([(words("panel.messages.empty"), "desk-quiet")], width)]
        chosen = self._choose(self._stops)
        for message in messages:
            lines += self._card(message, width, len(lines), chosen)
        self._scroll(len(lines), height, chosen)
        return lines[self._top : self._top + height]

    def _on_the_way(self, width: int) -> list[Spans]:
        """How messages travel where the desk has set it, and what has not arrived; nothing where all is as usual."""
        words, simulation = self._desk.words, self._desk.simulation
        now = post(simulation.deck, simulation.journey, simulation.world)
        said = []
        if not simulation.journey.service.up:
            said.append(words("said.service_down"))
        if now.delivery != "own":
            said.append(words("said.delivery", how=words(f"delivery.{now.delivery}")))
        if now.coming:
            said.append(words("panel.messages.coming", n=now.coming, span=now.soonest))
        if now.lost:
            said.append(words("panel.messages.lost", n=now.lost))
        if now.waiting:
            said.append(words("panel.messages.waiting", state=now.waiting))
        lines = [line for text in said for line in prose([(text, "desk")], width, ("▪ ", "desk-mark"))]
        return [*lines, []] if lines else []

    def _card(self, message: MessageView, width: int, at: int, chosen: Spotted | None) -> list[Spans]:
        """One message in its frame, from line `at`."""
        words, inner = self._desk.words, width - 4
        new = message.number == self._count
        title = drawable(words(f"channel.{message.channel}"))
        if message.channel == "email":
            title = f"{title} · {drawable(words(f'folder.{message.folder}'))}"
        age = drawable(message.age)
        title = clip(title, max(8, inner - cells(age) - 3))
        dash = "─" * max(0, width - 6 - cells(title) - cells(age))
        rows: list[Spans] = [[("╭ ", "desk-quiet"), (title, "desk-title"), (f" {dash} {age} ╮", "desk-quiet")]]

        def row(spans: Spans) -> None:
            room = inner - sum(cells(text) for text, _ in spans)
            rows.append([("│ ", "desk-quiet"), *spans, (f"{' ' * max(0, room)} │", "desk-quiet")])

        def text(words: str, role: str) -> None:
            for line in words.split("\n"):
                drawn = drawable(line)
                for part in wrap(drawn, inner):
                    row([(drawn[part.start : part.end], role)])

        text(f"{words('panel.messages.from')}: {message.sender}", "desk-quiet")
        text(f"{words('panel.messages.to')}: {message.to}", "desk-quiet")
        if message.subject:
            text(message.subject, "desk-title")
        text(message.body, "desk")
        for what, label, value in (
            ("link", words("panel.messages.open_link"), ""),
            ("code", words("panel.messages.code"), message.code),
        ):
            spotted = Spotted(message.number, "link" if what == "link" else "code")
            if not (message.link if what == "link" else message.code):
                continue
            on = spotted == chosen and self.front
            mark = "▸ " if on else "  "
            role = "desk-chosen" if on else f"desk-{what}"
            self._places[at + len(rows)] = spotted
            row([(mark, "desk-mark"), (clip(drawable(f"{label} {value}".strip()), inner - 2), role)])
        life = message.life
        if new and message.attempts_left is not None and message.sends_left is not None:
            attempts = words("panel.messages.attempts", n=message.attempts_left)
            life = f"{life} · {attempts} · {words('panel.messages.sends', n=message.sends_left)}"
        text(life, "desk-quiet")
        rows.append([(f"╰{'─' * (width - 2)}╯", "desk-quiet")])
        return rows

    def _scroll(self, total: int, height: int, chosen: Spotted | None) -> None:
        if self._follow and chosen is not None:
            first = chosen == self._stops[0]
            line = next((line for line, spotted in self._places.items() if spotted == chosen), 0)
            self._top = 0 if first and line < height else max(line - height + 3, min(self._top, line - 2))
        self._top = max(0, min(self._top, total - height))

    def _turn(self, lines: int) -> None:
        self._follow = False
        self._top += lines
        self.invalidate()

    def on_click(self, event: events.Click) -> None:
        """Act on the code or link that is clicked on; anywhere else brings the panel to the front."""
        event.stop()
        offset = event.get_content_offset(self)
        spotted = self._places.get(offset.y + self._top) if offset is not None else None
        spot = Spot("tap", event.screen_x, event.screen_y)
        if not self._desk.hand.guard.admits_press(spot):
            return
        if spotted is None:
            self._desk.bring(self.id or "")
            return
        self._chosen = spotted
        self._act(spotted, spot)
        self._desk.redraw()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Turn the page by the wheel."""
        event.stop()
        self._turn(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Turn the page back by the wheel."""
        event.stop()
        self._turn(-2)


_MOVES = {"down": 1, "tab": 1, "up": -1, "shift+tab": -1}
_TURNS = {"pagedown": 8, "pageup": -8}
