"""Certified mailboxes (PEC), read elsewhere than everyday ones: a guess by the name of the domain."""

from __future__ import annotations

import re
from typing import Final

_LABEL: Final = re.compile(
    r"pec|pec-.*|.*-pec|(?:aruba|casella|my|poste|studio|mail|it|lamia|gigapec|sicurezza)?pec[0-9]*"
)
_PROVIDERS: Final = frozenset(
    {"legalmail", "postacert", "postecert", "postacertificata", "registerpec", "actaliscertymail"}
)
"""Names of certified providers that do not say "pec"."""


def is_pec(email: str) -> bool:
    """Whether an address looks like a certified one: a part of its domain is called so."""
    labels = email.casefold().rpartition("@")[2].split(".")[:-1]
    return any(label in _PROVIDERS or _LABEL.fullmatch(label) is not None for label in labels)
