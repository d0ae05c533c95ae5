"""Every order that can be given instead of an answer, declared once; the help is read off this table.

An order's word is the deck's `plain.order.ID` ("/aiuto"); what it does, the deck's text named by `text`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

from ac_tui.journey.model import Delivery
from ac_tui.journey.newest import newest_code, newest_link
from ac_tui.journey.policy import duration
from ac_tui.surfaces.plain.menu import Item, meant, plain
from ac_tui.surfaces.plain.reading import message_lines

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.surfaces.plain.talk import Talk


@dataclass(frozen=True, slots=True)
class Order:
    """One order: `run` gets what was written after its word."""

    id: str
    run: Callable[[Talk, str], None]
    text: str = ""

    def word(self, deck: Deck) -> str:
        """What one types."""
        return deck.words(f"plain.order.{self.id}")

    def explained(self, deck: Deck) -> str:
        """What it does."""
        return deck.words(self.text or f"command.{self.id}.text")


def find_order(deck: Deck, typed: str) -> tuple[Order, str] | None:
    """The order that was typed, with what follows its word; None where it is an answer."""
    if not typed.startswith("/"):
        return None
    word, _, rest = typed.partition(" ")
    wanted = plain(word)
    order = next((order for order in ORDERS if plain(order.word(deck)) == wanted), None)
    return (order, rest.strip()) if order is not None else None


def escaped(deck: Deck, answer: str) -> str:
    """An answer as it has to be typed, so that it is not taken for an order."""
    return f"/{answer}" if _like_an_order(deck, answer) else answer


def unescaped(deck: Deck, typed: str) -> str:
    """The answer that was typed: one more slash before an order's word makes it an answer."""
    return typed[1:] if typed.startswith("//") and _like_an_order(deck, typed) else typed


def _like_an_order(deck: Deck, text: str) -> bool:
    """Whether it is an order but for the number of its slashes."""
    return text.startswith("/") and find_order(deck, f"/{text.lstrip('/')}") is not None


def _help(talk: Talk, _: str) -> None:
    talk.console.say(talk.words("plain.intro", help=ORDERS[0].word(talk.deck)))
    for order in ORDERS:
        talk.console.say(f"{order.word(talk.deck)}: {order.explained(talk.deck)}")
    talk.console.say(talk.words("plain.slash"))


def _back(talk: Talk, _: str) -> None:
    if talk.simulation.view.back:
        talk.simulation.back()
    else:
        talk.console.say(talk.words("said.nowhere"))


def _again(talk: Talk, _: str) -> None:
    talk.read_again()


def _clear(talk: Talk, _: str) -> None:
    talk.clear()


def _messages(talk: Talk, _: str) -> None:
    messages = talk.simulation.messages
    if not messages:
        talk.console.say(talk.words("panel.messages.empty"))
    for message in messages:
        talk.console.say(f"{message.number}. {message.age}. {message.life}")
        for line in message_lines(talk.deck, message):
            talk.console.say(line)


def _code(talk: Talk, _: str) -> None:
    block = next((b for b in talk.simulation.view.blocks if b.kind == "code" and b.enabled), None)
    message = newest_code(talk.simulation.journey)
    if block is None or message is None:
        talk.console.say(talk.words("said.no_code"))
    else:
        talk.fill(block.id, message.code.get_secret_value())


def _link(talk: Talk, link: str) -> None:
    newest = newest_link(talk.simulation.journey)
    link = link or (newest.link if newest is not None else "")
    if link:
        talk.simulation.open_link(link)
    else:
        talk.console.say(talk.words("said.no_link"))


def _close(talk: Talk, _: str) -> None:
    talk.simulation.close()


def _open(talk: Talk, _: str) -> None:
    talk.simulation.open()


def _time(talk: Talk, much: str) -> None:
    try:
        talk.simulation.advance_clock(duration(much))
    except ValueError:
        talk.console.say(talk.words("plain.how_long", order=BY_ID["time"].word(talk.deck)))
    else:
        talk.console.say(talk.words("panel.time.now", clock=talk.simulation.view.clock))


def _service(talk: Talk, _: str) -> None:
    talk.simulation.set_service(not talk.simulation.journey.service.up)
    talk.console.say(talk.words("said.service_up" if talk.simulation.journey.service.up else "said.service_down"))


def _delivery(talk: Talk, how: str) -> None:
    ways: Sequence[str] = ("own", *get_args(Delivery))
    items = [Item(talk.words(f"delivery.{way}")) for way in ways]
    index = meant(items, how)
    if index < 0:
        talk.console.say(talk.words("command.delivery.text"))
        for number, item in enumerate(items, 1):
            talk.console.say(f"{BY_ID['delivery'].word(talk.deck)} {number}. {item.words}")
        return
    talk.simulation.set_delivery(cast("Delivery", ways[index]) if index else None)
    talk.console.say(talk.words("said.delivery", how=items[index].words))


def _undo(talk: Talk, _: str) -> None:
    if not talk.simulation.undo():
        talk.console.say(talk.words("said.no_undo"))


def _redo(talk: Talk, _: str) -> None:
    if not talk.simulation.redo():
        talk.console.say(talk.words("said.no_redo"))


def _restart(talk: Talk, _: str) -> None:
    talk.simulation.restart()
    talk.start_over()


def _check(talk: Talk, typed: str) -> None:
    items = [Item(text) for text in talk.recorder.visible()]
    index = meant(items, typed)
    if index >= 0 and talk.recorder.check(items[index].words):
        talk.console.say(talk.words("said.checked", text=items[index].words))
        return
    if items:
        talk.console.say(talk.words("record.none" if typed else "record.title"))
    else:
        talk.console.say(talk.words("record.empty"))
    for number, item in enumerate(items, 1):
        talk.console.say(f"{BY_ID['check'].word(talk.deck)} {number}. {item.words}")


def _save(talk: Talk, name: str) -> None:
    try:
        saved = talk.recorder.save(lambda n: talk.words("record.file", n=n), Path(name) if name else None)
    except OSError as error:
        talk.console.say(talk.words("said.flow_unsaved", why=error.strerror or error))
        return
    if saved is None:
        talk.console.say(talk.words("said.no_flow"))
    else:
        talk.console.say(talk.words("said.flow_saved", file=saved.file, command=saved.how_to_play))


def _quit(talk: Talk, _: str) -> None:
    talk.over = True


ORDERS: tuple[Order, ...] = (
    Order("help", _help, "plain.help"),
    Order("again", _again, "plain.again"),
    Order("back", _back),
    Order("clear", _clear, "plain.clear"),
    Order("messages", _messages),
    Order("copy_code", _code),
    Order("open_link", _link),
    Order("close_app", _close),
    Order("reopen_app", _open),
    Order("time", _time),
    Order("service", _service),
    Order("delivery", _delivery),
    Order("undo", _undo),
    Order("redo", _redo),
    Order("restart", _restart),
    Order("check", _check),
    Order("save_flow", _save),
    Order("quit", _quit),
)

BY_ID: dict[str, Order] = {order.id: order for order in ORDERS}
