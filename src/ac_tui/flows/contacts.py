"""Contacts in what leaves the program: found in any text, masked where it is told, named where it is recorded.

Addresses and mobile numbers are found by their looks, but for the addresses that the screens give as an example; any
number where it is somebody's in the registry, or was typed as a contact: a client code or a tax code is no contact.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ac_tui.journey.events import Edit
from ac_tui.journey.rules.masks import mask_email, mask_mobile_choice
from ac_tui.registry.keys import user_key
from ac_tui.registry.numbers import BETWEEN_DIGITS, country_code, is_mobile, mobile_key

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.flows.simulation import Simulation
    from ac_tui.registry.index import Registry
    from ac_tui.registry.model import Customer

_FIELDS: Final = ("email", "prefix", "number", "user", "contact")
"""The blocks that a contact is typed into, whichever screen they are on."""
_WORD: Final = r"[^\s@\uff20<>\"'«»“”‘’(){}\[\],;:*]"
_TELLING_BEGINNING: Final = re.compile(r"^(?=.{4}).*[@\uff20.\d]")
_LABEL: Final = r"[^\s@\uff20<>\"'«»“”‘’(){}\[\],;:*|/?!\\.\u3002\uff0e\uff61]+"
_EMAIL: Final = re.compile(
    rf"{_WORD}(?:{_WORD}|[\"'](?=[^\s,;])){{0,99}}[@\uff20](?:{_LABEL}\\?[.\u3002\uff0e\uff61])+(?!\d+(?![\w-])){_LABEL}"
)
"""Domains hold whatever a script needs, combining and invisible characters too; and dots of any kind."""
_RUN: Final = re.compile(rf"\+?\d(?:[{BETWEEN_DIGITS}\\]{{0,4}}\d){{5,}}")
"""Digits of any script, with everything between them that a number is read without, as text or as an expression."""
_E164: Final = re.compile(r"\+[1-9][0-9]{5,14}")
_MOBILE_BEGUN: Final = re.compile(r"(?:\+|(?:00|\+)?(?:39)?3[0-9])")
_LENGTHS: Final = range(15, 5, -1)
"""How many digits a number has, with its country's (E.164); the longest reading of a text counts."""


def variables_of(customer: Customer | None) -> dict[str, str]:
    """What a flow may call the contacts of its header's customer: `CUSTOMER_EMAIL`, `CUSTOMER_MOBILE`, then `…_2`, ….

    A number is as one types it in its own country: without the prefix.
    """
    if customer is None:
        return {}
    numbers = [mobile.removeprefix("+").removeprefix(country_code(mobile)) for mobile in customer.mobiles]
    named = {}
    for name, values in (("CUSTOMER_EMAIL", customer.emails), ("CUSTOMER_MOBILE", numbers)):
        for place, value in enumerate(values, 1):
            named[name if place == 1 else f"{name}_{place}"] = value
    return named


def is_contact(block: str, text: str) -> bool:
    """Whether a text in a field is a whole contact, or may be taken for one: there may be a slip in it."""
    if block not in _FIELDS:
        return False
    local, at, domain = text.strip().replace("\uff20", "@").rpartition("@")
    if at:
        return bool(local and domain)
    if block == "user":  # which may be a client code
        return _E164.fullmatch(user_key(text)) is not None
    return len(_digits(text)) >= _LENGTHS[-1]


def begins_contact(block: str, text: str) -> bool:
    """Whether what stands in a field is a contact or the beginning of one, however little of it there is.

    Digits in the field that takes a client code too are one only where they begin as a mobile does.
    """
    if block not in _FIELDS or block == "prefix" or not text.strip():
        return False
    digits_alone = block == "user" and text.strip().removeprefix("+").isdigit()
    return not digits_alone or is_contact(block, text) or _MOBILE_BEGUN.match(text.strip()) is not None


def typed_contacts(simulation: Simulation) -> Iterator[tuple[str, str]]:
    """The field and the text of every contact that was typed in a simulation, the newest first."""
    for moved in reversed(simulation.history):
        event = moved.event
        if isinstance(event, Edit) and isinstance(event.value, str) and is_contact(event.block, event.value):
            yield event.block, event.value


class Contacts:
    """Finds the contacts in texts: those of a simulation's registry, and those that were typed."""

    __slots__ = ("_deck", "_numbers", "_registry", "_typed")

    def __init__(self, simulation: Simulation) -> None:
        self._registry = simulation.world.registry
        self._deck = simulation.deck
        self._typed: set[str] = set()
        self._numbers: set[str] = set()

    def learn(self, block: str, text: str) -> None:
        """Remember what now stands in a field, where it is a contact."""
        if is_contact(block, text):
            self._typed.add(text.strip())
            if "@" not in text:
                self._numbers.update(_spellings(text))

    def learn_begun(self, text: str) -> None:
        """Remember the beginning of a contact, where nothing but one looks like it in other texts."""
        if _TELLING_BEGINNING.search(text.strip()):
            self._typed.add(text.strip())

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where contacts stand in a text; one may reach into another."""
        addresses = _EMAIL.finditer(text) if "@" in text or "\uff20" in text else ()
        spans = [match.span() for match in addresses if match[0].casefold() not in _examples(self._deck)]
        spans += (span for run in _RUN.finditer(text) for span in self._within(run))
        for typed in self._typed:
            spans += (match.span() for match in re.finditer(re.escape(typed), text, re.IGNORECASE))
        return spans

    def _within(self, run: re.Match[str]) -> Iterator[tuple[int, int]]:
        """The numbers in a run of digits, which may hold several, or one behind something else."""
        places = [place for place, char in enumerate(run[0], run.start()) if char.isdecimal()]
        digits = _digits(run[0])
        if is_mobile(mobile_key(f"+{digits}" if run[0].startswith("+") else digits)):
            yield run.span()
            return
        first = 0
        while first < len(digits):
            length = next((n for n in _LENGTHS if self._knows(digits[first : first + n], n)), 0)
            if length:
                start = run.start() if first == 0 else places[first]
                yield start, places[first + length - 1] + 1
            first += length or 1

    def _knows(self, digits: str, length: int) -> bool:
        if len(digits) < length:
            return False
        by_mobile = self._registry.by_mobile
        known = digits in self._numbers or digits in _at_home(self._registry)
        return known or any(map(by_mobile, (digits, f"+{digits}", f"+39{digits}")))


@lru_cache(maxsize=8)
def _examples(deck: Deck) -> frozenset[str]:
    """The addresses in the words of a deck's screens, which are nobody's."""
    texts = (text for screen in deck.screens.values() for _, text in screen.texts() if "@" in text)
    return frozenset(address.casefold() for text in texts for address in _EMAIL.findall(text))


@lru_cache(maxsize=8)
def _at_home(registry: Registry) -> frozenset[str]:
    """Every number as one types it in its own country, with the 0 that some put before it and without."""
    numbers = {
        mobile.removeprefix("+").removeprefix(country_code(mobile)) for one in registry for mobile in one.mobiles
    }
    return frozenset(number for number in numbers | {f"0{number}" for number in numbers} if len(number) >= _LENGTHS[-1])


def _spellings(text: str) -> Iterator[str]:
    """The digits of a number that was typed, and of each where there are several; also without a country's prefix."""
    yield _digits(text)
    for run in _RUN.findall(text):
        digits = _digits(run)
        yield digits
        number = mobile_key(digits if "+" not in run else f"+{digits}")
        if number.startswith("+"):
            yield number[1:].removeprefix(country_code(number))


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(char)) for char in text if char.isdecimal())


def mask(contact: str) -> str:
    """A contact as on choose_contact (guide 3C), however it is spelt."""
    address = contact.replace("\\", "").replace("\uff20", "@")
    return mask_email(address) if "@" in address else mask_mobile_choice(_digits(contact))
