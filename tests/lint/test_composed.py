"""Words that other texts compose: a slip in them is one finding, at the words; one where they meet, at the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.deck.lint.check import check_words
from ac_tui.flows.fixture import read_policy
from ac_tui.registry.index import Registry
from tests.deck.worlds import MARIO, plant, screens_copy

ONE = 'one  = "Ti resta un solo tentativo."'
EMAIL = 'email  = "alla email {contact}"'
WRONG = 'error.wrong   = "Il codice non è corretto. {attempts}"'
SENT = "che ti abbiamo inviato {destination}."


@pytest.fixture(scope="module")
def screens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return screens_copy(tmp_path_factory.mktemp("composed"))


def found(screens: Path, place: str, *changes: tuple[str, str]) -> list[tuple[int, str]]:
    """The lines and rules of what is found in a file with these changes in it, which are then undone."""
    file = screens / place
    before = file.read_text("utf-8") if file.exists() else None
    try:
        for old, new in changes:
            plant(screens, place, old, new)
        faults = check_words(Registry((MARIO,)), read_policy(), screens, within=file)
        return [(fault.line, fault.rule) for fault in faults if fault.file == str(file)]
    finally:
        if before is not None:
            file.write_text(before, encoding="utf-8")


def line_of(screens: Path, old: str, place: str = "confirm_contact.toml") -> int:
    text = (screens / place).read_text("utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def test_a_slip_is_one_finding_where_it_was_written(screens: Path) -> None:
    for old, new, rule in (
        (ONE, 'one = "Vi resta un solo tentativo."', "tu"),
        (ONE, "one = \"C'e' un solo tentativo.\"", "accent"),
        (ONE, 'one = "Ti resta  un solo tentativo."', "doubled-space"),
        (ONE, 'one = " Ti resta un solo tentativo."', "doubled-space"),
        (ONE, 'one = "Ti resta un solo OTP."', "glossary"),
        (ONE, 'one = "Ti resta un solo zzkqx."', "spelling"),
        (ONE, 'one = "Ti resta un solo tentativo"', "final-stop"),
        (ONE, 'one = "Ti resta un solo tentativo.."', "doubled-stop"),
        (EMAIL, 'email = "alla mail {contact}"', "glossary"),
        (WRONG, 'error.wrong = "Il codice non e\' corretto. {attempts}"', "accent"),
        (WRONG, 'error.wrong = "Il codice non è corretto.  {attempts}"', "doubled-space"),
        (WRONG, 'error.wrong = "Il codice non è corretto. {attempts}."', "doubled-stop"),
        (SENT, "che ti abbiamo inviato {destination}", "final-stop"),
        (SENT, f"che ti abbiamo {'poco fa ' * 9} inviato {{destination}}.".replace("  ", " "), "too-long"),
    ):
        line = line_of(screens, old)
        assert found(screens, "confirm_contact.toml", (old, new)) == [(line, rule)], new


def test_a_text_that_its_words_make_too_long_is_named_as_it_reads(screens: Path) -> None:
    long = f'email = "alla email che trovi {"proprio " * 9}qui, cioè {{contact}}"'
    line = line_of(screens, SENT)
    assert found(screens, "confirm_contact.toml", (EMAIL, long)) == [(line, "too-long")]


def test_it_can_be_allowed_in_its_place(screens: Path) -> None:
    allowed = '# allow glossary: a quotation\none = "Ti resta un solo OTP."'
    assert found(screens, "confirm_contact.toml", (ONE, allowed)) == []


def test_a_variant_s_words_are_judged_in_its_own_language(screens: Path) -> None:
    variant = screens / "variants" / "breve" / "confirm_contact.toml"
    variant.parent.mkdir()
    variant.write_text('[words.attempts]\none = "Vi resta un tentativo."\n', encoding="utf-8")
    assert found(screens, "variants/breve/confirm_contact.toml") == [(2, "tu")]
