"""What people type wrong: for each error and each hint a field can show, a text that brings it up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import SecretStr

Slip = str | bool | SecretStr

_NAME: Final = {"empty": "", "digits": "Mar1o", "symbols": "Mario@", "control": "Ma\trio"}
_CODE: Final = {"empty": "", "short": "12345", "long": "1234567", "letters": "12345a"}

SLIPS: Final[Mapping[str, Mapping[str, Slip]]] = {
    "first_name": _NAME,
    "last_name": _NAME,
    "company_name": {"empty": "", "symbols": "💼💼", "control": "Well\tion"},
    "email": {
        "empty": "",
        "several": "uno@example.com due@example.com",
        "spaces": "nome cognome@example.com",
        "invisible": "nome\u200bcognome@example.com",
        "malformed": "nome.cognome",
        "suggestion": "nome@gmail.con",
    },
    "prefix": {"prefix": "abc"},
    "number": {
        "empty": "",
        "letters": "32o1234519",
        "landline": "0400123456",
        "too_long": "3201234519999",
        "too_short": "32012345",
        "extension": "3201234519 int. 2",
        "malformed": "999 999 9999",
    },
    "password": {"empty": SecretStr(""), "weak": SecretStr("corta"), "line_break_dropped": SecretStr("Prova\n1234")},
    "privacy": {"unticked": False},
    "code": {error: SecretStr(code) for error, code in _CODE.items()},
    "user": {"empty": ""},
    "tax_code": {"empty": "", "malformed": "123", "check": "RSSMRA85M01Z999A"},
    "contact": {"empty": "", "malformed": "nome", "none": "none"},
}
"""By block, then by the key of its error or hint; a wrong or expired code and a choice not made need no text here."""

HALF_PASSWORD: Final = SecretStr("Prova")
"""A password that is still being written: some of its rules are met."""
