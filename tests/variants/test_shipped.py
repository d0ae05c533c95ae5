"""The variants that come with the screens: a complete English, and a gentler A/B of the three error screens."""

from __future__ import annotations

from pathlib import Path

from ac_tui import assets
from ac_tui.assets import shown
from ac_tui.deck.lint.check import missing, same_as_source
from ac_tui.deck.lint.texts import DeckText, deck_texts, words_of
from ac_tui.deck.load import deck_faults, variant_names
from ac_tui.registry.toml import not_allowed
from tests.deck.worlds import deck
from tests.lint.saying import entry

ERROR_SCREENS = {"no_mobile", "service_error", "link_expired"}


def texts(variant: str) -> tuple[DeckText, ...]:
    return deck_texts(deck(variant), None, deck())


def test_they_are_there_and_load() -> None:
    assert {"en", "gentile"} <= set(variant_names())
    assert deck_faults() == ()


def test_english_says_everything_that_a_customer_reads() -> None:
    customer = [text for text in texts("en") if text.reader == "customer"]
    spoken = [text for text in customer if any(words_of(text.text)) and text.key != "desk/words.phone.wordmark"]
    lacking = [text.key for text in spoken if not text.own]
    assert lacking == []
    assert len(customer) > 200


def test_the_a_b_variant_is_about_the_three_error_screens_only() -> None:
    own = [text for text in texts("gentile") if text.own]
    assert {text.step for text in own} == ERROR_SCREENS
    assert all(text.text != text.original for text in own)
    for step in ERROR_SCREENS:
        said = {text.path for text in own if text.step == step and text.reader == "customer"}
        whole = {text.path for text in texts("gentile") if text.step == step and text.reader == "customer"}
        assert said == whole, f"{step}: half a tone is no tone"


def test_labels_that_the_desk_names_are_the_ones_on_the_phone() -> None:
    labels = {text for screen in deck("gentile").screens.values() for _, text in screen.texts()}
    assert "Mandami un nuovo codice" in labels
    advice = " ".join(deck("gentile").screens["link_expired"].desk.say)
    assert "«Mandami un nuovo codice»" in advice
    assert "«Richiedi nuovo codice»" not in advice


def test_a_text_that_reads_as_its_source() -> None:
    for variant, text, original, level in [
        ("en", "Registrati", "Registrati", "warning"),
        ("en", "Register", "Registrati", ""),
        ("en", "EMAIL:", "EMAIL:", ""),
        ("en", "…", "…", ""),
        ("", "Registrati", None, ""),
    ]:
        said = list(same_as_source(entry(text, variant=variant, original=original), ["Email"]))
        assert [remark.level for remark in said] == ([level] if level else [])


def test_what_a_translation_lacks_is_one_finding_a_file() -> None:
    for readers, level in [(("customer", "operator"), "warning"), (("operator", "operator"), "suggestion")]:
        lacking = [
            entry("Uno", variant="en", reader=reader, path=("desk", "say", number))  # type: ignore[arg-type]
            for number, reader in enumerate(readers)
        ]
        there = entry("One", variant="en", original="Uno", path=("heading",))
        (fault,) = missing([there, *lacking], Path("variants/en"), [])
        assert (fault.file, fault.line, fault.level) == (shown(Path("variants/en/welcome.toml")), 1, level)
        assert fault.message == "1 text is not translated: `desk.say`"


def test_a_gap_of_a_translation_stands_at_the_first_line_that_says_something(tmp_path: Path) -> None:
    file = tmp_path / "welcome.toml"
    file.write_text('# English\n\n# allow missing-translation: later\nheading = "One"\n', encoding="utf-8")
    (fault,) = missing([entry("Uno", variant="en")], tmp_path, [])
    assert fault.line == 4
    assert list(not_allowed([fault], {fault.file: file.read_text("utf-8")})) == []


def test_other_variants_may_say_little() -> None:
    assert list(missing([entry("Uno", variant="gentile")], Path("variants/gentile"), [])) == []
    assert assets.screens_dir().joinpath("variants", "gentile").is_dir()
