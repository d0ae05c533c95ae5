"""Slips of the finger in the domain of an email address: `gmail.con`, `hotmial.it`, `libero.i`. Suggestions only."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ac_tui.journey.rules.near import distance

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

_WITHOUT_DOT: Final = {domain.replace(".", ""): domain for domain in reversed(_COMMON)}
_NAMES: Final = {domain.partition(".")[0]: domain for domain in reversed(_COMMON)}
_SHORTEST_NAME = 5
"""Shorter names have too many neighbours to guess from."""


@lru_cache(maxsize=512)
def likelier_domain(domain: str) -> str:
    """The domain that was probably meant, "" when this one is as likely as any."""
    typed = domain.casefold()
    if typed in _COMMON or typed in _ALSO_REAL:
        return ""
    if "." not in typed:
        return _WITHOUT_DOT.get(typed) or _NAMES.get(typed, "")
    name, _, ending = typed.rpartition(".")
    mended = f"{name}.{_ENDINGS.get(ending, ending)}"
    if mended in _COMMON:
        return mended
    for common in _COMMON:
        common_name = common.partition(".")[0]
        if name == common_name and distance(mended, common, 1) <= 1:
            return common
        if len(common_name) >= _SHORTEST_NAME and distance(mended, common, 1) <= 1:
            return common
    if name == "gmail":
        return "gmail.com"  # it has no other ending
    return mended if mended != typed else ""
