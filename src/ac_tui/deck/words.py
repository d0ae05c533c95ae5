"""Words of the desk that depend on a number: how long something lasts, how long ago it was."""

from __future__ import annotations

from datetime import timedelta

from ac_tui.deck.deck import Deck

_SECOND = timedelta(seconds=1)
_UNITS = (("hour", 3600), ("minute", 60), ("second", 1))


def span(deck: Deck, length: timedelta) -> str:
    """A length of time in its two largest units that count, rounded up to a second: "48 ore", "9 minuti 30 secondi"."""
    rest = max(0, -(-length // _SECOND))
    parts: list[tuple[str, int]] = []
    for unit, size in _UNITS:
        number, rest = divmod(rest, size)
        if number or parts:
            parts.append((unit, number))
    said = [_counted(deck, unit, number) for unit, number in parts[:2] if number]
    return " ".join(said) or _counted(deck, "second", 0)


def age(deck: Deck, length: timedelta) -> str:
    """How long ago something was, in one short unit: "adesso", "3 min fa", "2 h fa", "4 g fa"."""
    for unit, size in (("days", timedelta(days=1)), ("hours", timedelta(hours=1)), ("minutes", timedelta(minutes=1))):
        if length >= size:
            return deck.words(f"time.{unit}_ago", n=length // size)
    return deck.words("time.now")


def source(deck: Deck, name: str) -> str:
    """Where a rule comes from, as the desk shows it: "guide 5A" is "guida 5A"."""
    step = name.removeprefix("guide ")
    return deck.words("source.assumption") if step == name else deck.words("source.guide", step=step)


def _counted(deck: Deck, unit: str, number: int) -> str:
    return deck.words(f"time.{unit}{'' if number == 1 else 's'}", n=number)
