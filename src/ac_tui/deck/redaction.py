"""What may leave the program: no password, no code, no link, and every contact masked as on choose_contact (guide 3C).

Every pattern reads each character of a text a bounded number of times, however long the text and whatever is in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, Literal, TypeVar

from msgspec.structs import replace

from ac_tui.deck.deck import Deck
from ac_tui.deck.view import View
from ac_tui.journey.rules import mask_email, mask_mobile_choice
from ac_tui.registry.index import Registry
from ac_tui.registry.keys import BETWEEN_DIGITS, country_code, is_mobile, mobile_key, user_key
from ac_tui.registry.model import without_line_breaks

MASK: Final = "•••••"
_LENGTHS: Final = range(15, 5, -1)  # how many digits a phone number or a code has; the longest reading of a text counts
_CONTACT_FIELDS: Final = ("email", "prefix", "number", "user", "contact")
"""The blocks that a contact is typed into, whichever screen they are on."""

_WORD: Final = r"[^\s@\uff20<>\"'«»“”‘’(){}\[\],;:*]"
_LABEL: Final = r"[^\s@\uff20<>\"'«»“”‘’(){}\[\],;:*|/?!\\.\u3002\uff0e\uff61]++"
_ADDRESS: Final = re.compile(
    rf"{_WORD}(?:{_WORD}|[\"'](?=[^\s,;]))*+"
    rf"(?P<site>[@\uff20](?:{_LABEL}\\?[.\u3002\uff0e\uff61])+(?!\d+(?![\w-])){_LABEL})?"
)
"""An address, or a word that is none and so is not looked at again. Domains hold whatever a script needs."""
_DIGITS: Final = re.compile(rf"\+?\d(?:[{BETWEEN_DIGITS}\\]{{0,4}}+\d){{5,}}")
"""Digits of any script, with everything between them that a number is read without, as text or as an expression."""
_E164: Final = re.compile(r"\+[1-9][0-9]{5,14}")
_MOBILE_BEGUN: Final = re.compile(r"(?:\+|(?:00|\+)?(?:39)?3[0-9])")
_TELLING_BEGINNING: Final = re.compile(r"(?s)(?=.{4}).*[@\uff20.\d]")

_NAME_PART: Final = r"[^\s@<>\"'«»(){}\[\],;:/.]++"
_DOT: Final = r"(?:\.|\s{1,3}\.\s{1,3}|\s?[(\[]\s?(?:punto|dot)\s?[)\]]\s?|\s{1,3}(?:punto|dot)\s{1,3})"
_AT: Final = r"(?:\s{0,3}@\s{0,3}|\s?[(\[{<]\s?(?:at|chiocciola)\s?[)\]}>]\s?|\s{1,3}chiocciola\s{1,3})"
_DICTATED: Final = re.compile(
    rf"(?P<name>{_NAME_PART}(?:{_DOT}{_NAME_PART})*+)"
    rf"(?:[\"'«»(){{}}/:.]{{0,3}}(?:{_AT}(?P<site>{_NAME_PART}(?:{_DOT}{_NAME_PART})*+)"
    rf"|\s{{1,3}}at\s{{1,3}}(?P<domain>{_NAME_PART}(?:{_DOT}{_NAME_PART})++)))?",
    re.IGNORECASE,
)
"""An address as it is written or dictated, or words that are none; a bare "at" needs something with a dot in it."""
_LINK: Final = re.compile(r"(?:https?:/+|www\.)\S+", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"(?P<when>(?<!\d)(?:[0-2]?\d|3[01])[/.-](?:0?\d|1[0-2])[/.-](?:19|20)\d\d(?!\d)"
    r"|(?<!\d)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![:\d]))"
    r"|\+?\d(?:[\s.,:;/()_*|·\-\u2010-\u2015\u2212]{0,4}+\d){5,}",
    re.ASCII,
)
"""Six digits or more, as people write them; a date and a time of day are not meant."""
_TAX_CODE: Final = re.compile(
    r"(?:IT)?[A-Z]{6}[0-9A-Z]{2}[A-Z][0-9A-Z]{2}[A-Z][0-9A-Z]{3}[A-Z](?![A-Z0-9])"
    r"|[A-Z]{6}[\s.-]?[0-9]{2}[\s.-]?[A-Z][\s.-]?[0-9]{2}[\s.-]?[A-Z][\s.-]?[0-9]{3}[\s.-]?[A-Z]",
    re.IGNORECASE,
)

Kind = Literal["", "secret", "contact", "both"]
"""What a part of a text is; "both" is a contact and a secret, one in the other."""
_T = TypeVar("_T")


# What looks like a contact or a code, whoever wrote it and however.


def legible(text: str) -> str:
    """The text in the characters it could have been typed in: digits of any script and width, spaces of any kind."""
    return text if text.isascii() and text.isprintable() else "".join(map(_plain, text))


def _plain(char: str) -> str:
    if unicodedata.category(char) == "Cf":
        return ""
    if (digit := unicodedata.digit(char, None)) is not None:
        return str(digit)
    wide = unicodedata.east_asian_width(char) in "FH"
    return " " if char.isspace() or not char.isprintable() else unicodedata.normalize("NFKC", char) if wide else char


def redact(text: str) -> str:
    """The text with addresses and numbers masked; codes, tax codes and links are gone altogether."""

    def address(match: re.Match[str]) -> str:
        if (domain := match["site"] or match["domain"]) is None:
            return match[0]
        return mask_email("@".join(re.sub(_DOT, ".", part, flags=re.IGNORECASE) for part in (match["name"], domain)))

    def number(match: re.Match[str]) -> str:
        if match["when"]:
            return match[0]
        digits = re.sub(r"[^0-9]", "", match[0])
        return "•" * len(digits) if len(digits) <= 8 else mask_mobile_choice(digits)  # a code is no longer

    masked = _DICTATED.sub(address, _LINK.sub(MASK, legible(text)))
    return _NUMBER.sub(number, _TAX_CODE.sub("•" * 16, masked))


def mask_codes(view: View) -> View:
    """The view with every code as bullets, so that it may leave the phone."""
    blocks = tuple(block._replace(value=block.safe_value) for block in view.blocks)
    return view if blocks == view.blocks else replace(view, blocks=blocks)


# Contacts by the field they are typed into.


def is_contact(block: str, text: str) -> bool:
    """Whether a text in a field is a whole contact, or may be taken for one: there may be a slip in it."""
    if block not in _CONTACT_FIELDS:
        return False
    local, at, domain = text.strip().replace("\uff20", "@").rpartition("@")
    if at:
        return bool(local and domain)
    if block == "user":  # it may be a client code
        return _E164.fullmatch(user_key(text)) is not None
    return len(_decimal(text)) >= _LENGTHS[-1]


def begins_contact(block: str, text: str) -> bool:
    """Whether what stands in a field is a contact or the beginning of one, however little of it there is."""
    text = text.strip()
    if block not in _CONTACT_FIELDS or block == "prefix" or not text:
        return False
    digits_alone = block == "user" and text.removeprefix("+").isdigit()
    return not digits_alone or is_contact(block, text) or _MOBILE_BEGUN.match(text) is not None


class ContactFinder:
    """Finds contacts in texts by their looks, and any number of the registry; no codes, no examples of the screens."""

    def __init__(self, registry: Registry, deck: Deck) -> None:
        self._registry = registry
        self._deck = deck
        self._numbers: set[str] = set()

    def learn(self, text: str) -> None:
        """Remember the numbers in a text that was typed as a contact."""
        self._numbers.add(_decimal(text))
        for run in _DIGITS.findall(text):
            digits = _decimal(run)
            key = mobile_key(f"+{digits}" if "+" in run else digits)
            self._numbers.update((digits, key[1:].removeprefix(country_code(key)) if key[:1] == "+" else digits))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where contacts stand in a text; one may reach into another."""
        if "@" in text or "\uff20" in text:
            found = (match for match in _ADDRESS.finditer(text) if match["site"])
            yield from (match.span() for match in found if match[0].casefold() not in _examples(self._deck))
        for run in _DIGITS.finditer(text):
            digits = _decimal(run[0])
            if len(digits) <= _LENGTHS[0] + 2 and is_mobile(mobile_key(("+" if run[0][0] == "+" else "") + digits)):
                yield run.span()
            else:
                places = [place for place, char in enumerate(run[0], run.start()) if char.isdecimal()]
                for start, end in self.numbers(digits):
                    yield places[start] if start else run.start(), places[end - 1] + 1

    def numbers(self, digits: str) -> Iterator[tuple[int, int]]:
        """Where known numbers stand in nothing but digits, each with the prefix or the zeros before it."""
        country_of, done, first = self._registry.country_of, 0, 0
        while first < len(digits):
            ends = (first + length for length in _LENGTHS if first + length <= len(digits))
            found = ((end, country_of(digits[first:end])) for end in ends)
            known = ((end, code or "") for end, code in found if code or digits[first:end] in self._numbers)
            end, code = next(known, (0, ""))
            if not end:
                first += 1
                continue
            before = next((one for one in (f"00{code}", code, "0") if one and digits[done:first].endswith(one)), "")
            yield first - len(before), end
            first = done = end


def _decimal(text: str) -> str:
    return "".join(str(unicodedata.digit(char)) for char in text if char.isdecimal())


@lru_cache(maxsize=8)
def _examples(deck: Deck) -> frozenset[str]:
    texts = (text for screen in deck.screens.values() for _, text in screen.texts() if "@" in text)
    return frozenset(match[0].casefold() for text in texts for match in _ADDRESS.finditer(text) if match["site"])


# Secrets that were met.


class Redactor:
    """The secrets that a run has met, whatever case they are told in, and its contacts where those are to be masked."""

    def __init__(self, secrets: Iterable[str] = (), contacts: ContactFinder | None = None, within: str = "") -> None:
        self._contacts = contacts
        self._known: set[str] = set()
        self._codes: set[str] = set()
        self._typed: set[str] = set()
        self.learn(secrets)
        if within:  # what is told is this text: few of the secrets of a long call stand in it
            folded = _fold(within)[0]
            self._known = {secret for secret in self._known if secret in folded or secret in self._codes}

    def learn(self, secrets: Iterable[str]) -> None:
        """Remember secrets; shorter ones are none, and masking them would blot out half a report."""
        self._known |= {secret for one in secrets if len(secret := _fold(one)[0]) >= 4}
        self._codes.update(filter(str.isdigit, self._known))

    def learn_typed(self, secrets: Iterable[str]) -> None:
        """Remember what was typed into a field that hides it, also as it reads without the space around it."""
        self.learn(one for secret in secrets for one in (secret, without_line_breaks(secret).strip()))

    def learn_contact(self, block: str, text: str) -> None:
        """Remember what stands in a field, where contacts are masked and it is one."""
        if self._contacts is not None and is_contact(block, text):
            self._typed.add(_fold(text.strip())[0])
            if "@" not in text:
                self._contacts.learn(text)

    def learn_begun(self, text: str) -> None:
        """Remember the beginning of a contact, where contacts are masked and nothing but one looks like it."""
        if self._contacts is not None and _TELLING_BEGINNING.match(text.strip()):
            self._typed.add(_fold(text.strip())[0])

    @property
    def secrets(self) -> frozenset[str]:
        """Every secret, as secrets are compared."""
        return frozenset(self._known)

    def redact(self, text: str) -> str:
        """The text with every known secret as bullets, and every contact masked."""

        def masked(contact: str) -> str:
            address = contact.replace("\\", "").replace("\uff20", "@")
            return mask_email(address) if "@" in address else mask_mobile_choice(_decimal(contact))

        parts = self.parts(text)
        return "".join(part if not kind else masked(part) if kind == "contact" else MASK for part, kind in parts)

    def redact_remark(self, text: str) -> str:
        """What a person wrote freely: what looks like a contact or code is masked too, whatever parts its digits."""
        text = redact(self.redact(text))
        places = [place for place, char in enumerate(text) if char in "0123456789"]
        digits = "".join(text[place] for place in places)
        spans = list(self._contacts.numbers(digits) if self._contacts is not None else ())
        spans += [match.span() for code in self._codes for match in re.finditer(code, digits)]
        hidden = {places[number] for start, end in spans for number in range(start, end)}
        return "".join("•" if place in hidden else char for place, char in enumerate(text))

    def redact_view(self, view: View) -> View:
        """The view as it may be told: codes as bullets, and no known secret in any text, wherever it was typed."""
        return change_texts(mask_codes(view), self.redact)

    def parts(self, text: str) -> Iterator[tuple[str, Kind]]:
        """The text in parts: secrets, contacts, and what stands between them; those that overlap are one part."""
        found: list[tuple[int, int, Kind]] = []
        for start, end, kind in sorted(self._spans(text)):
            first, last, before = found[-1] if found else (-1, -1, kind)
            if (start, end) == (first, last) and kind == "secret":  # what is one as a whole is nothing else
                found[-1] = start, end, kind
            elif start < last:
                found[-1] = first, max(last, end), kind if kind == before else "both"
            else:
                found.append((start, end, kind))
        done = 0
        for start, end, kind in found:
            if done < start:
                yield text[done:start], ""
            yield text[start:end], kind
            done = end
        if done < len(text):
            yield text[done:], ""

    def _spans(self, text: str) -> Iterator[tuple[int, int, Kind]]:
        """Where secrets and contacts stand in a text; one may reach into another."""
        folded, places = _fold(text)
        needles: tuple[tuple[set[str], Kind], ...] = ((self._known, "secret"), (self._typed, "contact"))
        for known, kind in needles:
            for needle in filter(folded.__contains__, known):  # few are: a pattern for each takes its time
                for match in re.finditer(re.escape(needle), folded):
                    yield places[match.start()], places[match.end() - 1] + 1, kind
        for code in self._codes if any(map(str.isdigit, text)) else ():  # with something between its digits
            pattern = rf"[{BETWEEN_DIGITS}]{{0,3}}+".join(code)
            yield from ((*match.span(), "secret") for match in re.finditer(pattern, text))
        if self._contacts is not None:
            yield from ((start, end, "contact") for start, end in self._contacts.spans(text))


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """The text as secrets are compared, whatever case and width they are told in, and where each character stood."""
    if text.isascii():
        return text.lower(), range(len(text))
    seen = ("" if unicodedata.category(char) == "Cf" else char for char in text)
    parts = [unicodedata.normalize("NFKD", char).casefold() for char in seen]
    return "".join(parts), [place for place, part in enumerate(parts) for _ in part]


_TEXTS: Final = frozenset(
    "heading blocks title text value placeholder error hint options group checks evidence also "  # noqa: SIM905
    "shown note view decision".split()
)
"""The fields of views, decisions and played commands that hold words or parts with words; others hold names, marks."""


def change_texts(value: _T, change: Callable[[str], str], names: frozenset[str] = _TEXTS) -> _T:
    """A view, a decision or another record with all the text changed that stands in the fields of these names."""

    def changed(part: Any) -> Any:
        if isinstance(part, str):
            return change(part)
        if type(part) is tuple:
            return tuple(map(changed, part))
        if isinstance(part, Mapping):
            return {key: changed(one) for key, one in part.items()}
        old = {name: getattr(part, name) for name in getattr(type(part), "__match_args__", ())}
        new = [changed(one) if name in names else one for name, one in old.items()]
        return part if new == [*old.values()] else type(part)(*new)

    return changed(value)  # type: ignore[no-any-return]
