"""What people type wrong: for each error that a form gives before anything is looked up, a text that brings it up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ac_tui.registry.model import SecretStr

_NAME: Final = {"empty": "", "digits": "Mar1o", "symbols": "Mario@", "control": "Ma\trio", "long": "Maria" * 30}
_CODE: Final = {"empty": "", "short": "12345", "long": "1234567", "letters": "12345a"}

WRONG_ANSWERS: Final[Mapping[str, Mapping[str, str | bool | SecretStr]]] = {
    "first_name": _NAME,
    "last_name": _NAME,
    "company_name": {"empty": "", "symbols": "💼💼", "control": "Well\tion", "long": "Wellion" * 50},
    "email": {
        "empty": "",
        "several": "uno@example.com due@example.com",
        "spaces": "nome cognome@example.com",
        "invisible": "nome\u200bcognome@example.com",
        "no_at": "nome.cognome",
        "two_ats": "nome@cognome@example.com",
        "no_name": "@example.com",
        "no_ending": "nome.cognome@example",
        "dots": "nome..cognome@example.com",
        "comma": "nome,cognome@example.com",
        "malformed": "nome(cognome)@example.com",
        "suggestion": "nome@gmail.con",
    },
    "prefix": {"prefix": "abc"},
    "number": {
        "empty": "",
        "letters": "32o1234519",
        "landline": "0400123456",
        "leading_zero": "03201234519",
        "several": "3201234519 / 3941234567",
        "too_long": "3201234519999",
        "too_short": "32012345",
        "extension": "3201234519 int. 2",
        "malformed": "999 999 9999",
    },
    "password": {
        "empty": SecretStr(""),
        "weak": SecretStr("corta"),
        "long": SecretStr("Prova1234Prova1234"),
        "short": SecretStr("Prova12"),
        "no_lowercase": SecretStr("PROVA1234"),
        "no_uppercase": SecretStr("prova1234"),
        "no_digit": SecretStr("ProvaProva"),
        "accented_uppercase": SecretStr("È prova1234"),
        "accented_lowercase": SecretStr("PERCHé1234"),
        "other_digit": SecretStr("Provaprova²"),
        "line_break_dropped": SecretStr("Prova\n1234"),
    },
    "privacy": {"unticked": False},
    "code": {error: SecretStr(code) for error, code in _CODE.items()},
    "user": {"empty": ""},
    "tax_code": {
        "empty": "",
        "sign": "RSSMRÀ85M01Z999U",
        "letters_number": "RSSMRA85",
        "digits_number": "9999901001",
        "letter_for_digit": "RSSMRA85MO1Z999U",
        "digit_for_letter": "R5SMRA85M01Z999U",
        "digit_wanted": "RSSMRA8XM01Z999U",
        "letter_wanted": "RSSMRA85M0179999",
        "month_wanted": "RSSMRA85F01Z999U",
        "day": "RSSMRA85M72Z999G",
        "check": "RSSMRA85M01Z999A",
    },
    "contact": {
        "empty": "",
        "several": "uno@example.com due@example.com",
        "spaces": "nome cognome@example.com",
        "invisible": "nome\u200bcognome@example.com",
        "two_ats": "nome@cognome@example.com",
        "no_name": "@example.com",
        "no_ending": "nome.cognome@example",
        "dots": "nome..cognome@example.com",
        "comma": "nome,cognome@example.com",
        "landline": "0400123456",
        "leading_zero": "03201234519",
        "too_long": "3201234519999",
        "too_short": "32012345",
        "extension": "3201234519 int. 2",
        "malformed": "nome",
        "none": "none",
    },
}
"""By block, then by the key of its error or hint; a wrong or expired code and a choice not made need no text here."""
