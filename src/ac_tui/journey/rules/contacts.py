"""Contacts: what may stand in the field of an email address, likely slips in it, certified mailboxes, masks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from ac_tui.journey.rules.names import UNSEEN, distance
from ac_tui.registry.faults import Reading
from ac_tui.registry.keys import APOSTROPHES, fold
from ac_tui.registry.numbers import country_code

_PLAIN: Final = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
"""Addresses that need no library to be told valid; every other one is asked about."""


def read_email(text: str) -> Reading:
    """Read an email address, trimmed: no domain is refused, no network asked; `suggestion` is a likelier spelling."""
    address = text.strip()
    error = "empty" if not address else "malformed" if len(address) > 1000 else _fault(address)
    if error:
        return Reading(error=error)
    local, _, domain = address.rpartition("@")
    if not local.isascii() and domain.isascii():  # who has a domain with accents means them
        local = fold("".join("'" if c in APOSTROPHES else c for c in local))
    candidate = f"{local}@{likelier_domain(domain) or domain}"
    return Reading(address, suggestion=candidate if candidate != address and local.isascii() else "")


def _fault(address: str) -> str:
    if _plain(address):
        return ""
    if sum(re.fullmatch(r"[^@<>]+@[^@<>]+", part) is not None for part in re.split(r"[\s,;/|]+", address)) > 1:
        return "several"
    if any(c in " \t\n\r\v\f" for c in address):
        if "@" not in address:
            return "no_at"
        return "malformed" if re.search(r"<[^<>]*>", address) else "spaces"  # copied with a name before it
    if any(c in UNSEEN or unicodedata.category(c) in ("Cf", "Cc", "Zs", "Zl", "Zp") for c in address):
        return "invisible"
    from email_validator import EmailNotValidError, validate_email

    try:
        domain = validate_email(address, check_deliverability=False, globally_deliverable=False, strict=True).domain
    except EmailNotValidError:
        return _malformed(address)
    return "" if "." in domain and re.search(r"[^\W\d_]\Z", domain) else _malformed(address)


def _malformed(address: str) -> str:
    local, at, domain = address.partition("@")
    if not at or "@" in domain:
        return "two_ats" if at else "no_at"
    if not local:
        return "no_name"
    if "," in address or ";" in address:
        return "comma"
    if any(".." in part or part.startswith(".") or part.endswith(".") for part in (local, domain)):
        return "dots"
    return "malformed" if "." in domain else "no_ending"


def _plain(address: str) -> bool:
    short = len(address) <= 254 and address.find("@") <= 64  # RFC 5321
    return short and "--" not in address and _PLAIN.fullmatch(address) is not None


_COMMON: Final = (
    "gmail.com", "libero.it", "hotmail.it", "hotmail.com", "yahoo.it", "yahoo.com", "outlook.it", "outlook.com",
    "virgilio.it", "tiscali.it", "alice.it", "icloud.com", "live.it", "live.com", "tim.it", "tin.it", "inwind.it",
    "fastwebnet.it", "vodafone.it", "protonmail.com", "legalmail.it", "arubapec.it", "pec.it",
)  # fmt: skip
"""Where most addresses in Italy live, most used first: what a slip is most likely to have meant."""
_ALSO_REAL: Final = frozenset({
    "email.com", "fmail.com", "mail.com", "ymail.com", "live.at", "live.ie", "outlook.at", "outlook.ie", "outlook.pt",
    "yahoo.ie", "yahoo.in",
})  # fmt: skip
"""Domains that look like slips and are none."""
_ENDINGS: Final = {
    "con": "com", "cmo": "com", "ocm": "com", "comm": "com", "coom": "com", "ccom": "com", "vom": "com", "xom": "com",
    "c0m": "com", "clm": "com", "cpm": "com", "iit": "it", "itt": "it", "ti": "it", "i": "it", "ut": "it", "ot": "it",
    "it1": "it", "nte": "net", "ner": "net", "nett": "net",
}  # fmt: skip
"""Endings that no domain has, and what was meant."""


@lru_cache(maxsize=512)
def likelier_domain(domain: str) -> str:
    """The domain that was probably meant (`gmail.con`, `hotmial.it`), "" when this one is as likely as any."""
    typed = domain.casefold()
    if typed in _COMMON or typed in _ALSO_REAL:
        return ""
    name, _, ending = typed.rpartition(".")
    mended = f"{name}.{_ENDINGS.get(ending, ending)}"
    if mended in _COMMON:
        return mended
    for common in _COMMON:
        common_name = common.partition(".")[0]
        # shorter names have too many neighbours to guess from
        if (name == common_name or len(common_name) >= 5) and distance(mended, common, 1) <= 1:
            return common
    if name == "gmail":
        return "gmail.com"  # it has no other ending
    return mended if mended != typed else ""


_CERTIFIED: Final = re.compile(
    r"pec|pec-.*|.*-pec|(?:aruba|casella|my|poste|studio|mail|it|lamia|gigapec|sicurezza)?pec[0-9]*"
    r"|legalmail|postacert|postecert|postacertificata|registerpec|actaliscertymail"
)
"""Parts of the domains of certified mailboxes, of providers too that do not say "pec"."""


def is_pec(email: str) -> bool:
    """Whether an address looks like a certified one, read elsewhere than everyday ones: by the name of its domain."""
    return any(map(_CERTIFIED.fullmatch, email.casefold().rpartition("@")[2].split(".")[:-1]))


def mask_email(address: str) -> str:
    """An address on choose_contact (guide 3C): `stefano@gmail.com` is `ste*****@gm***.com`."""
    local, _, domain = address.rpartition("@")
    name, dot, top = domain.rpartition(".") if "." in domain else (domain, "", "")
    shown, named = (text[: min(most, max(1, len(text) // 2))] for text, most in ((local, 3), (name, 2)))
    return f"{shown}*****@{named}***{dot}{top}"


def mask_mobile_choice(e164: str) -> str:
    """A number on choose_contact (guide 3C): five dots and the last three digits, `.....619`."""
    return f".....{e164[-3:]}"


def mask_mobile_confirm(e164: str) -> str:
    """A number on confirm_contact (guide 6A): `+39 320 *****19`."""
    code = country_code(e164)
    return f"+{code} {e164.removeprefix(f'+{code}')[:3]} *****{e164[-2:]}"


def mask_mobile_access(e164: str) -> str:
    """A number on confirm_identity (guide 9A): `320 ****19`."""
    return f"{e164.removeprefix(f'+{country_code(e164)}')[:3]} ****{e164[-2:]}"
