"""What may leave the desk: text with every contact and code in it masked, whoever wrote it."""

from __future__ import annotations

import re
from dataclasses import replace

from ac_tui.journey.decision import Check, Decision
from ac_tui.journey.rules.masks import mask_email

_EMAIL = re.compile(r"[^\s@<>\"'«»(),;:]+@[^\s@<>\"'«»(),;:]+\.[^\s@<>\"'«»(),;:.]+")
_NUMBER = re.compile(r"(?<![\w•/])(?!\d{1,2}/\d{1,2}/\d{4}\b)\+?[0-9](?:[ ./()-]{0,2}[0-9]){5,}(?!\w)", re.ASCII)
"""Six digits or more, as people write them; dates are not meant."""
_TAX_CODE = re.compile(r"\b(?:IT)?[A-Z]{6}[0-9A-Z]{2}[A-Z][0-9A-Z]{2}[A-Z][0-9A-Z]{3}[A-Z]\b", re.IGNORECASE)
_LONGEST_CODE = 8


def discreet(text: str) -> str:
    """The text with addresses and numbers masked as on choose_contact; codes and tax codes are gone altogether."""
    text = _EMAIL.sub(lambda match: mask_email(match[0]), text)
    text = _TAX_CODE.sub("•" * 16, text)
    return _NUMBER.sub(_mask_number, text)


def _mask_number(match: re.Match[str]) -> str:
    digits = re.sub(r"[^0-9]", "", match[0])
    return "•" * len(digits) if len(digits) <= _LONGEST_CODE else f".....{digits[-3:]}"


def discreet_decision(decision: Decision) -> Decision:
    """The decision with the evidence of its checks masked."""
    return replace(decision, checks=tuple(_discreet_check(check) for check in decision.checks))


def _discreet_check(check: Check) -> Check:
    if not check.evidence:
        return check
    return replace(check, evidence={name: discreet(text) for name, text in check.evidence.items()})
