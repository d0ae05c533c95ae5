"""Contacts as the screens show them, masked exactly as the guide does (its table "Masks")."""

from __future__ import annotations

from ac_tui.registry.numbers import country_code


def mask_email(address: str) -> str:
    """An address on choose_contact (guide 3C): `stefano@gmail.com` is `ste*****@gm***.com`.

    Of the local part the first min(3, max(1, half its length)) characters and five stars; of the domain the first
    min(2, max(1, half the length)) characters before the last dot, three stars, and the last dot onwards.
    """
    local, _, domain = address.rpartition("@")
    name, dot, top = domain.rpartition(".") if "." in domain else (domain, "", "")
    return f"{_start(local, 3)}*****@{_start(name, 2)}***{dot}{top}"


def _start(text: str, most: int) -> str:
    return text[: min(most, max(1, len(text) // 2))]


def mask_mobile_choice(e164: str) -> str:
    """A number on choose_contact (guide 3C): five dots and the last three digits, `.....619`."""
    return f".....{e164[-3:]}"


def mask_mobile_confirm(e164: str) -> str:
    """A number on confirm_contact (guide 6A): `+39 320 *****19`."""
    code = country_code(e164)
    return f"+{code} {_national(e164)[:3]} *****{e164[-2:]}"


def mask_mobile_access(e164: str) -> str:
    """A number on confirm_identity (guide 9A): `320 ****19`."""
    return f"{_national(e164)[:3]} ****{e164[-2:]}"


def _national(e164: str) -> str:
    return e164.removeprefix("+").removeprefix(country_code(e164))
