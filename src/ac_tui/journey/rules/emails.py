"""Email addresses: what may stand in the field; likely slips get a suggestion and are never refused."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ac_tui.journey.rules.email_slips import likelier_domain
from ac_tui.registry.letters import APOSTROPHES, fold
from ac_tui.registry.reading import UNSEEN, Reading

_PLAIN: Final = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
"""Addresses that need no library to be told valid; every other one is asked about."""
_LONGEST_LOCAL, _LONGEST, _LONGEST_READ = 64, 254, 1000
_TOP_LEVEL: Final = re.compile(r".*[^\W\d_]", re.DOTALL)
_BETWEEN_ADDRESSES: Final = re.compile(r"[\s,;/|]+")
_ADDRESS_LIKE: Final = re.compile(r"[^@<>]+@[^@<>]+")
_IN_BRACKETS: Final = re.compile(r"<([^<>]*)>")


def read_email(text: str) -> Reading:
    """Read an email address: `value` is what was typed, without spaces at its ends.

    Errors: `empty`, `several` (two addresses), `spaces`, `invisible` (zero-width, no-break spaces and the like inside),
    `no_at`, `two_ats`, `no_name` (before the `@`), `no_ending` (no dot after it), `dots` (in a row, or at an end),
    `comma`, `malformed` (anything else). Nothing is asked of the network, and no domain is refused: PEC, IDN, `.test`
    and unknown ones are fine.
    `suggestion` is a likelier spelling of what was typed, with an error or without.
    """
    address = text.strip()
    if not address:
        return Reading(error="empty")
    if len(address) > _LONGEST_READ:
        return Reading(error="malformed")
    if error := _fault(address):
        return Reading(error=error, suggestion=_repaired(address))
    return Reading(address, suggestion=_likelier(address))


def _fault(address: str) -> str:
    if _plain(address):
        return ""
    if sum(_ADDRESS_LIKE.fullmatch(part) is not None for part in _BETWEEN_ADDRESSES.split(address)) > 1:
        return "several"
    if any(c in " \t\n\r\v\f" for c in address):
        if "@" not in address:
            return "no_at"
        return "malformed" if _IN_BRACKETS.search(address) else "spaces"  # copied with a name before it
    if any(map(_invisible, address)):
        return "invisible"
    return "" if _valid(address) else _malformed(address)


def _malformed(address: str) -> str:
    if address.count("@") != 1:
        return "two_ats" if "@" in address else "no_at"
    local, _, domain = address.partition("@")
    if not local:
        return "no_name"
    if "," in address or ";" in address:
        return "comma"
    if any(".." in part or part.startswith(".") or part.endswith(".") for part in (local, domain)):
        return "dots"
    return "malformed" if "." in domain else "no_ending"


def _plain(address: str) -> bool:
    return (
        len(address) <= _LONGEST
        and address.find("@") <= _LONGEST_LOCAL
        and "--" not in address
        and _PLAIN.fullmatch(address) is not None
    )


def _invisible(character: str) -> bool:
    return character in UNSEEN or unicodedata.category(character) in ("Cf", "Cc", "Zs", "Zl", "Zp")


def _valid(address: str) -> bool:
    """Whether it is an address by the standards, on any domain with a dot in it."""
    from email_validator import EmailNotValidError, validate_email

    try:
        known = validate_email(address, check_deliverability=False, globally_deliverable=False, strict=True)
    except EmailNotValidError:
        return False
    return "." in known.domain and _TOP_LEVEL.fullmatch(known.domain) is not None


def _likelier(address: str) -> str:
    """A likelier spelling of a valid address, "" when there is none; who has a domain with accents means them."""
    local, _, domain = address.rpartition("@")
    likelier_local = fold(_straight(local)) if not local.isascii() and domain.isascii() else local
    candidate = f"{likelier_local}@{likelier_domain(domain) or domain}"
    return candidate if candidate != address and likelier_local.isascii() else ""


def _repaired(address: str) -> str:
    """What a faulty address may have meant, "" where that is anybody's guess."""
    bracketed = _IN_BRACKETS.search(address)
    text = bracketed[1] if bracketed else address.removeprefix("mailto:")
    words = text.split()
    if any(map(_valid, words)):
        text = words[0] if "@" not in "".join(words[1:]) else ""  # an address and a remark, or the half of an address
    text = "".join(c for c in text if not _invisible(c))
    text = re.sub(r"@+", "@", re.sub(r"[.,]+", ".", text)).strip(".")
    local, _, domain = text.rpartition("@")
    text = f"{local.strip('.')}@{likelier_domain(domain) or domain}"
    return (_likelier(text) or text) if text.count("@") == 1 and _valid(text) else ""


def _straight(text: str) -> str:
    return "".join("'" if c in APOSTROPHES else c for c in text)
