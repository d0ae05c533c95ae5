"""The pseudo-locale: accented, longer, marked at both ends, and nothing else changed."""

from __future__ import annotations

import json
import string
from collections.abc import Iterable
from math import ceil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ac_tui.cli import main
from ac_tui.deck.deck import Deck
from ac_tui.deck.lint.fitting import Strain, strains
from ac_tui.deck.load import CLOSING, KEPT, OPENING, deck_faults, load_deck, pseudo, pseudo_deck
from ac_tui.deck.text import placeholders
from ac_tui.flows.fixture import read_policy, read_registry
from ac_tui.registry.faults import FileError
from tests.deck.worlds import deck, plant, screens_copy


def test_how_it_sounds() -> None:
    for text, said in [
        ("Continua", "⟦Çööñŧïïñüüåå⟧"),
        ("No", "⟦Ñöö⟧"),
        ("{masked}", "⟦{masked}⟧"),
        ("Vale {n} ore.", "⟦Ṽååļëë {n} ööŕëë.⟧"),
        ("{{x}}", "⟦{{ẋ}}··⟧"),
    ]:
        assert pseudo(text) == said


WORDS = st.lists(st.text(string.ascii_letters + "àèéìòù", min_size=1, max_size=12), min_size=1, max_size=20).map(
    " ".join
)


@given(text=WORDS)
def test_every_text_is_at_least_40_percent_longer_and_not_much_more(text: str) -> None:
    inner = pseudo(text).removeprefix(OPENING).removesuffix(CLOSING)
    assert 1.4 * len(text) <= len(inner) <= ceil(1.4 * len(text)) + 1


@given(text=WORDS)
def test_no_plain_letter_is_left_that_has_an_accent(text: str) -> None:
    assert not set(pseudo(text)) & set(string.ascii_letters)


@given(parts=st.lists(st.sampled_from(["{wait}", "{n}", "{{", "}}", "Testo ", "più", "\n", "<a@b.it>"]), max_size=12))
def test_placeholders_braces_and_line_breaks_stay(parts: list[str]) -> None:
    text = "".join(parts)
    made = pseudo(text)
    assert placeholders(made) == placeholders(text)
    assert made.count("\n") == text.count("\n")
    assert made.count("{{") == text.count("{{")


def texts(part: Iterable[tuple[object, str]]) -> list[str]:
    return [text for _, text in part]


def test_every_text_of_the_deck_is_marked_but_for_the_wordmark() -> None:
    original, made = deck(), deck("pseudo")
    assert made.variant == "pseudo"
    for step, screen in made.screens.items():
        for (path, text), (_, before) in zip(screen.texts(), original.screens[step].texts(), strict=True):
            assert placeholders(text) == placeholders(before)
            assert (text.startswith(OPENING) and text.endswith(CLOSING)) is (path[0] != "words"), path
    for key, text in made.desk.items():
        assert text.startswith(OPENING) is (key not in KEPT)
    assert made.desk["phone.wordmark"] == original.desk["phone.wordmark"]
    assert all(text.startswith(OPENING) for text in texts(made.messages.texts()))
    assert all(text.startswith(OPENING) for words in made.why.values() for text in texts(words.texts()))
    assert all(text.startswith(OPENING) for advice in made.outcomes.values() for text in texts(advice.texts()))


def test_the_original_is_left_alone() -> None:
    before = deck().words("phone.closed")
    pseudo_deck(deck())
    assert deck().words("phone.closed") == before


def outside(made: Deck) -> list[Strain]:
    return [one for one in strains(made, read_registry(), read_policy(), (40,)) if not one.widths]


def test_every_word_on_every_screen_stands_within_marks() -> None:
    assert outside(deck("pseudo")) == []


def test_a_word_outside_the_marks_is_found_at_its_key() -> None:
    said = {strain.key for strain in outside(replace(deck(), variant="pseudo", scenes={}))}
    assert "welcome.heading" in said
    assert "confirm_contact.body.code.error.wrong" in said


def test_it_is_a_variant_like_any_other_and_never_written(tmp_path: Path) -> None:
    screens = screens_copy(tmp_path)
    plant(screens, "welcome.toml", '"La tua Area Clienti"', '"Ciao"')
    assert load_deck(screens, "pseudo").screens["welcome"].heading == pseudo("Ciao")
    (screens / "variants" / "pseudo").mkdir()
    assert [fault.rule for fault in deck_faults(screens)] == ["reserved-variant"]
    with pytest.raises(FileError, match="did you mean `pseudo`"):
        load_deck(screens, "pseud")


def test_the_command_lists_what_it_strains_by_screen_and_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deck", "stress", "--variant", "pseudo"]) == 0
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert told.err.startswith(f"{len(lines)} cut in the pseudo-locale, ")
    assert "only told, and no findings" in told.err
    assert any(line.startswith("pseudo: no_mobile.body.assistance.label: cut at 32: ⟦") for line in lines)
    assert main(["deck", "stress", "--variant", "pseudo", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)["strains"]
    assert len(listed) == len(lines)
    assert {"variant", "key", "widths", "text"} == set(listed[0])


def test_pseudo_strains_more_than_the_original() -> None:
    registry, policy = read_registry(), read_policy()
    assert list(strains(deck(), registry, policy, (32, 36, 40))) == []
    assert len(list(strains(deck("pseudo"), registry, policy, (32, 36, 40)))) > 3
