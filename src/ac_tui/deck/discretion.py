"""What may leave the desk: text with every contact, code and link in it masked, whoever wrote it and however."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from ac_tui.journey.decision import Check, Decision
from ac_tui.journey.rules.masks import mask_email

_WORD: Final = r"[^\s@<>\"'«»(){}\[\],;:/.]+"
_DOT: Final = r"(?:\.|\s+\.\s+|\s*[(\[]\s*(?:punto|dot)\s*[)\]]\s*|\s+(?:punto|dot)\s+)"
_NAME: Final = rf"{_WORD}(?:{_DOT}{_WORD})*"
_SITE: Final = rf"{_WORD}(?:{_DOT}{_WORD})+"
_AT: Final = r"(?:\s*@\s*|\s*[(\[{<]\s*(?:at|chiocciola)\s*[)\]}>]\s*|\s+chiocciola\s+)"
_EMAIL = re.compile(rf"({_NAME})[\"'«»(){{}}/:.]{{0,3}}(?:{_AT}({_NAME})|\s+at\s+({_SITE}))", re.IGNORECASE)
"""An address as it is written or dictated; a bare "at" is one only before something with a dot in it."""
_LINK = re.compile(r"(?:https?:/+|www\.)\S+", re.IGNORECASE)
_BETWEEN: Final = r"[\s.,:;/()_*|·\-\u2010-\u2015\u2212]{0,4}"
_NUMBER = re.compile(
    r"(?P<when>(?<!\d)(?:[0-2]?\d|3[01])[/.-](?:0?\d|1[0-2])[/.-](?:19|20)\d\d(?!\d)"
    r"|(?<!\d)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![:\d]))"
    rf"|\+?\d(?:{_BETWEEN}\d){{5,}}",
    re.ASCII,
)
"""Six digits or more, as people write them; a date and a time of day are not meant."""
_TAX_CODE = re.compile(
    r"(?:IT)?[A-Z]{6}[0-9A-Z]{2}[A-Z][0-9A-Z]{2}[A-Z][0-9A-Z]{3}[A-Z](?![A-Z0-9])"
    r"|[A-Z]{6}[\s.-]?[0-9]{2}[\s.-]?[A-Z][\s.-]?[0-9]{2}[\s.-]?[A-Z][\s.-]?[0-9]{3}[\s.-]?[A-Z]",
    re.IGNORECASE,
)
_LONGEST_CODE = 8
_NUMBERS: Final = range(6, 16)
"""How many digits a code or a phone number may have."""

Known = Callable[[str], bool]
"""Whether digits, and nothing but digits, are somebody's number or a code."""


def legible(text: str) -> str:
    """The text in the characters it could have been typed in: digits of any script and width, spaces of any kind."""
    return text if text.isascii() else "".join(map(_plain, text))


def _plain(char: str) -> str:
    if unicodedata.category(char) == "Cf":
        return ""
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if char.isspace():
        return " "
    return unicodedata.normalize("NFKC", char) if unicodedata.east_asian_width(char) in "FH" else char


def discreet(text: str, known: Known | None = None) -> str:
    """The text with addresses and numbers masked as on choose_contact; codes, tax codes and links are gone altogether.

    Numbers that are `known` are found whatever words stand between their digits.
    """
    text = _LINK.sub("•••••", legible(text))
    text = _EMAIL.sub(_mask_email, text)
    text = _TAX_CODE.sub("•" * 16, text)
    text = _NUMBER.sub(_mask_number, text)
    return text if known is None else _without(text, known)


def _mask_email(match: re.Match[str]) -> str:
    name, site = (re.sub(_DOT, ".", part, flags=re.IGNORECASE) for part in (match[1], match[2] or match[3]))
    return mask_email(f"{name}@{site}")


def _mask_number(match: re.Match[str]) -> str:
    if match["when"]:
        return match[0]
    digits = re.sub(r"[^0-9]", "", match[0])
    return "•" * len(digits) if len(digits) <= _LONGEST_CODE else f".....{digits[-3:]}"


def _without(text: str, known: Known) -> str:
    """The text with the digits of known numbers as bullets."""
    hidden = {place for places in _spread(text, known) for place in places}
    return "".join("•" if place in hidden else char for place, char in enumerate(text))


def _spread(text: str, known: Known) -> Iterator[list[int]]:
    """Where the digits of each known number stand."""
    places = [place for place, char in enumerate(text) if char in "0123456789"]
    for length in _NUMBERS:
        for first in range(len(places) - length + 1):
            found = places[first : first + length]
            if known("".join(text[place] for place in found)):
                yield found


def discreet_decision(decision: Decision) -> Decision:
    """The decision with the evidence of its checks masked."""
    return replace(decision, checks=tuple(_discreet_check(check) for check in decision.checks))


def _discreet_check(check: Check) -> Check:
    if not check.evidence:
        return check
    return replace(check, evidence={name: discreet(text) for name, text in check.evidence.items()})
