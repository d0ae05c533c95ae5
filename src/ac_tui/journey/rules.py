"""The rules of the fields: typed text in, a reading out; how far apart spellings are, which is a hint and no pass."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from ac_tui.registry.companies import company_names
from ac_tui.registry.keys import APOSTROPHES, INVISIBLE, Reading, country_code, fold, name_key, name_keys, tax_key
from ac_tui.registry.model import SecretStr, as_compared, ticks
from ac_tui.registry.tax import DIGIT, MONTH, SHAPE, tax_code_fault

# Names of people and companies.

_KINDS: Final = {
    "L": "letter", "M": "joint", "Pd": "joint", "Zs": "joint", "N": "digits", "C": "control", "Z": "control",
}  # fmt: skip
"""What signs of a Unicode category are to a name: letters, what joins them, or an error."""
_TYPEABLE_SYMBOLS: Final = frozenset(APOSTROPHES) | frozenset("+=$€£%°®™©|<>^~ºª№")
"""Symbols that stand in real company names; other symbols are pictures."""
UNSEEN: Final = frozenset("\u034f\u115f\u1160\u3164\uffa0\u2800\ufe0e\ufe0f")
"""Characters that show nothing though their category does not say so."""


def read_name(text: str) -> Reading:
    """Read a first or last name; spaces at the ends are dropped, several in a row become one."""
    return _read_named(text, 100, _fault_of_person)  # longer than any (assumption)


def read_company(text: str) -> Reading:
    """Read a company's name (guide 3B); digits and punctuation are fine."""
    return _read_named(text, 250, _fault_of_company)


def _read_named(text: str, longest: int, fault: Callable[[str], str]) -> Reading:
    name = text.strip()
    error = "empty" if not name else "long" if len(name) > longest else fault(name)
    return Reading(error=error) if error else Reading(re.sub(r"\s+", " ", name))


def _fault_of_person(name: str) -> str:
    """The first of the errors that holds, in the order in which they are worth saying."""
    if re.fullmatch(r"[A-Za-z][A-Za-z' .,-]*", name):
        return ""
    if re.search("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4}", name):
        return "symbols"  # more accents on one letter than any language has
    found = set()
    for c in name:
        category = unicodedata.category(c)
        kind = _KINDS.get(category) or _KINDS.get(category[0], "symbols")
        found.add("control" if c in UNSEEN else "joint" if c in f"{APOSTROPHES}.,·‧・" else kind)
    errors = [error for error in ("digits", "symbols", "control") if error in found]
    return errors[0] if errors else "" if "letter" in found else "symbols"


def _fault_of_company(name: str) -> str:
    found = {unicodedata.category(c) for c in name if c not in _TYPEABLE_SYMBOLS}
    if found & {"So", "Sk", "Sm", "Sc", "Co", "Cn"}:
        return "symbols"
    if found & {"Cc", "Cf", "Cs", "Zl", "Zp"} or not UNSEEN.isdisjoint(name):
        return "control"
    return "" if any(c.isalnum() for c in name) else "symbols"


def same_name(a: str, b: str) -> bool:
    """Whether two spellings are one name: D'Angelo is Dangelo, Müller is Mueller; an empty one is nobody's."""
    return not name_keys(a).isdisjoint(name_keys(b))


def name_hint(given_first: str, given_last: str, known_first: str, known_last: str) -> str:
    """Which part of a name is off: `swapped`, `first_name`, `last_name`, `both`, or "" when neither is."""
    first, last = same_name(given_first, known_first), same_name(given_last, known_last)
    if first or last:
        return "" if first and last else "last_name" if first else "first_name"
    return "swapped" if near(given_first, known_last) and near(given_last, known_first) else "both"


def distance(a: str, b: str, limit: int = 3) -> int:
    """How many letters were dropped, added, changed or swapped between two texts; more than `limit` is `limit + 1`."""
    if a == b:
        return 0
    if abs(len(a) - len(b)) > limit or max(len(a), len(b)) > 80:  # nobody mistypes so much so little
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def near(a: str, b: str) -> bool:
    """Whether two names may be one, misspelt (one slip in up to four letters, else two) or shortened (`Maria`)."""
    one, other = name_key(a), name_key(b)
    if not one or not other:
        return False
    shorter = min(len(one), len(other))
    slips = 1 if shorter <= 4 else 2
    if distance(one, other, slips) <= slips < shorter:
        return True
    words, others = set(fold(a).split()), set(fold(b).split())
    return words <= others or others <= words


def near_company(a: str, b: str) -> bool:
    """Whether two names may be the same company misspelt, shortened, or of another legal form: a hint, no pass."""
    name, other = company_names(a)[0], company_names(b)[0]
    return near(fold(" ".join(name.words)), fold(" ".join(other.words)))


# Email addresses, certified mailboxes, masks of contacts.

PLAIN_EMAIL: Final = (
    r"(?=.{,254}\Z)(?=[^@]{,64}@)(?!.*--)[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
"""Addresses that need no library to be told valid, of no more than RFC 5321 allows; every other one is asked about."""


def read_email(text: str) -> Reading:
    """Read an email address, trimmed: no domain is refused, no network asked; `suggestion` is a likelier spelling."""
    address = text.strip()
    error = "empty" if not address else "malformed" if len(address) > 1000 else _fault_of_email(address)
    if error:
        return Reading(error=error)
    local, _, domain = address.rpartition("@")
    if not local.isascii() and domain.isascii():  # who has a domain with accents means them
        local = fold("".join("'" if c in APOSTROPHES else c for c in local))
    candidate = f"{local}@{likelier_domain(domain) or domain}"
    return Reading(address, suggestion=candidate if candidate != address and local.isascii() else "")


def _fault_of_email(address: str) -> str:
    if re.fullmatch(PLAIN_EMAIL, address):
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
        return _malformed_email(address)
    return "" if "." in domain and re.search(r"[^\W\d_]\Z", domain) else _malformed_email(address)


def _malformed_email(address: str) -> str:
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
    for common in _COMMON:
        common_name = common.partition(".")[0]
        # shorter names have too many neighbours to guess from
        if (name == common_name or len(common_name) >= 5) and distance(mended, common, 1) <= 1:
            return common
    if name == "gmail":
        return "gmail.com"  # it has no other ending
    return mended if mended != typed else ""


_CERTIFIED: Final = (
    r"pec|pec-.*|.*-pec|(?:aruba|casella|my|poste|studio|mail|it|lamia|gigapec|sicurezza)?pec[0-9]*"
    r"|legalmail|postacert|postecert|postacertificata|registerpec|actaliscertymail"
)
"""Parts of the domains of certified mailboxes, of providers too that do not say "pec"."""


def is_pec(email: str) -> bool:
    """Whether an address looks like a certified one, read elsewhere than everyday ones: by the name of its domain."""
    return any(re.fullmatch(_CERTIFIED, part) for part in email.casefold().rpartition("@")[2].split(".")[:-1])


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


# The codes that messages carry, and new passwords.

_LETTER_AT_DIGIT: Final = r"[^\W0-9_][0-9]|[0-9][^\W0-9_]"
"""A letter (or a digit other than 0 to 9) in one word with a digit: somebody took one for the other."""


def read_code(text: str, digits: int = 6) -> tuple[SecretStr, str]:
    """Read a code, typed or in a message pasted whole: exactly `digits` of 0 to 9, or the key of the error's words."""
    found = re.findall("[0-9]", text)
    code = _in_message(text, digits) or "".join(found)
    if len(code) == digits:
        return SecretStr(code), ""
    if not without_separators(text):
        return SecretStr(""), "empty"
    strange = not found or re.search(_LETTER_AT_DIGIT, text)
    return SecretStr(""), "letters" if strange else "short" if len(found) < digits else "long"


def kept_code(text: str, digits: int = 6) -> str:
    """A code as its boxes keep it, whatever stands around it; a letter among the digits stays, to be seen."""
    if code := _in_message(text, digits):
        return code
    found = re.findall("[0-9]", text)
    return "".join(found) if found and not re.search(_LETTER_AT_DIGIT, text) else without_separators(text)


def without_separators(text: str) -> str:
    """The code without what stands between digits: spaces, hyphens, invisible characters."""
    return re.sub(rf"[{INVISIBLE}\s\-\u2010-\u2015\u2212\ufe63\uff0d]+", "", text)


def _in_message(text: str, digits: int) -> str:
    """The only number of so many digits in a message, where others are short ("823456. Vale 10 minuti."); else ""."""
    numbers: list[str] = re.findall(r"\b[0-9]+\b", text)
    codes = [number for number in numbers if len(number) == digits]
    short = all(len(number) in (digits, 1, 2, 3, 4) for number in numbers)  # minutes, a time, a year
    return codes[0] if len(codes) == 1 and short else ""


def password_error(text: str, minimum: int = 8, maximum: int = 16) -> str:
    """What is wrong with a new password (guide 5A), "" for nothing; `weak` where several ticks are missing."""
    text = as_compared(text)
    ticked = ticks(text, minimum, maximum)
    if all(ticked) or not text:
        return "" if text else "empty"
    if len(text) > maximum:
        return "long"
    for tick, of_kind, error in (
        (ticked.uppercase, str.isupper, "accented_uppercase"),
        (ticked.lowercase, str.islower, "accented_lowercase"),
        (ticked.digit, str.isnumeric, "other_digit"),
    ):
        if not tick and any(not c.isascii() and of_kind(c) for c in text):
            return error
    errors = zip(ticked, ("short", "no_lowercase", "no_uppercase", "no_digit"), strict=True)
    missing = [error for tick, error in errors if not tick]
    return missing[0] if len(missing) == 1 else "weak"


# The field `Codice Fiscale o Partita IVA` (guide 2C).

_NUMERIC: Final = 11 * ("0-9",)
_DIGIT_MEANT: Final = dict(zip("ODQIJZEAGB", "0001123468", strict=True))
_OMOCODE_MEANT: Final = dict(zip("QLST", "0157", strict=True))
"""Letters that an omocode may have, and that are taken for a digit too."""
_LETTER_MEANT: Final = dict(zip("01234568", "OIZEASGB", strict=True))
"""What somebody reads or types for something that looks alike."""
_MOST_LETTERS: Final = 4  # eleven characters with more of them are no Partita IVA with slips


def read_tax_code(text: str) -> Reading:
    """Read a Codice Fiscale (omocodes too) or a Partita IVA, without signs between, `IT` and `C.F.`, in capitals.

    `evidence` has the place of the first slip (from 1), what stands there, what looks like it and may.
    """
    key = tax_key(text[:500])  # nobody meant more
    error, place, meant = _slip(key)
    character = key[9:11] if error == "day" else key[place - 1 : place] if place else ""
    evidence = {"tax_place": str(place or ""), "tax_character": character, "tax_meant": meant}
    return Reading("" if error else key, error, evidence=evidence | {"tax_length": str(len(key))})


def _slip(key: str) -> tuple[str, int, str]:
    if not key:
        return "empty", 0, ""
    if strange := re.search("[^A-Z0-9]", key):
        return "sign", strange.start() + 1, ""
    fault = tax_code_fault(key)
    if fault == "malformed":
        return _malformed_tax_code(key)
    signs = enumerate(zip(key, SHAPE, strict=False)) if fault else ()
    meant = [(at, _OMOCODE_MEANT[sign]) for at, (sign, wanted) in signs if wanted == DIGIT and sign in _OMOCODE_MEANT]
    right = [(at, digit) for at, digit in meant if not tax_code_fault(key[:at] + digit + key[at + 1 :])]
    if len(right) == 1:
        return "letter_for_digit", right[0][0] + 1, right[0][1]
    return fault, 10 if fault == "day" else 0, ""


def _malformed_tax_code(key: str) -> tuple[str, int, str]:
    letters = sum(sign.isalpha() for sign in key)
    shape: tuple[str, ...] = SHAPE if len(key) == len(SHAPE) and letters else ()
    shape = _NUMERIC if len(key) == len(_NUMERIC) and letters <= _MOST_LETTERS else shape
    for place, (sign, wanted) in enumerate(zip(key, shape, strict=False), start=1):
        if re.match(f"[{wanted}]", sign):
            continue
        if wanted in (DIGIT, _NUMERIC[0]):
            meant = _DIGIT_MEANT.get(sign, "")
            return "letter_for_digit" if meant else "digit_wanted", place, meant
        meant = _LETTER_MEANT.get(sign, "")
        if meant and re.match(f"[{wanted}]", meant):
            return "digit_for_letter", place, meant
        return "month_wanted" if wanted == MONTH else "letter_wanted", place, ""
    numeric = letters <= _MOST_LETTERS and letters * 2 < len(key)
    return "digits_number" if numeric else "letters_number", 0, ""
