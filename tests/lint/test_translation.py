"""Texts of a variant that read as the original does."""

from __future__ import annotations

import pytest

from ac_tui.deck.lint.check import same_as_source
from tests.lint.saying import entry


def said(text: str, original: str, variant: str = "en") -> list[str]:
    found = same_as_source(entry(text, variant=variant, original=original), ("Email",))
    return [remark.level for remark in found]


@pytest.mark.parametrize("text", ["Registrati ora", "registrati ora", "Registrati ora!", "Registrati ora."])
def test_a_translation_that_was_forgotten_is_found_whatever_its_capitals_and_last_sign(text: str) -> None:
    assert said(text, "Registrati ora") == ["warning"]


@pytest.mark.parametrize(("text", "original"), [("Email", "Email"), ("Email:", "email"), ("48", "48"), ("Go", "Va")])
def test_what_may_be_the_same_and_what_differs_pass(text: str, original: str) -> None:
    assert said(text, original) == []


def test_other_copy_may_say_the_same() -> None:
    assert said("Registrati", "Registrati", "gentile") == []
