"""Words in no dictionary: what is suggested, what is left alone, which words of ours count."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.deck.lint.check import check_words
from ac_tui.deck.lint.rules import dictionary, misspelt
from ac_tui.flows.fixture import read_policy
from ac_tui.registry.index import Registry
from tests.deck.worlds import plant, screens_copy
from tests.lint.saying import entry


def test_words_of_the_dictionary_pass() -> None:
    for text in [
        "Il codice è nuovo.",
        "IL CODICE ZKQX",
        "dove {kodice} sta",
        "SMS x 48",
        "È a@zkqx.it",
        "su https://zkqx.it",
    ]:
        assert list(misspelt(entry(text), dictionary("it"))) == [], text


def test_unknown_words_are_one_suggestion_with_what_is_near() -> None:
    (remark,) = misspelt(entry("Il codicce è nuvo, il codicce zkqx!"), dictionary("it"))
    assert (remark.level, remark.rule, remark.words) == ("suggestion", "spelling", ("codicce", "nuvo", "zkqx"))
    assert remark.message == "`codicce` (`codice`), `nuvo` (`nuovo`), `zkqx`: in no dictionary of `it`"


def test_what_another_rule_blamed_is_not_blamed_again() -> None:
    assert list(misspelt(entry("Il codicce è nuovo."), dictionary("it"), ["codicce"])) == []


def test_a_translation_is_held_to_the_dictionary_of_its_language_if_there_is_one() -> None:
    (remark,) = misspelt(entry("Das Passwort ist falsh.", variant="de", original=""), dictionary("de"))
    assert remark.words == ("falsh",)
    assert dictionary("xx") is None
    assert list(misspelt(entry("xyzzy", variant="xx", original=""), dictionary("xx"))) == []


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("", ["`zorblax`"]),
        ('[spelling]\nnames = ["Area Zorblax"]\n', []),
        ('[spelling.words]\nit = "zorblax"\n', []),
        ('[spelling.words]\nen = "zorblax"\n', ["`zorblax`"]),
    ],
    ids=["nobody's", "a name", "its language", "another language"],
)
def test_words_of_ones_own_stand_beside_those_that_ac_tui_ships(own: str, said: list[str], tmp_path: Path) -> None:
    """The privacy that every text may speak of stays right, whatever the folder's own settings are."""
    screens = screens_copy(tmp_path)
    (screens / "check.toml").write_text(own, encoding="utf-8")
    plant(screens, "help.toml", "aspetta qualche minuto", "aspetta zorblax minuti di privacy")
    found = check_words(Registry(), read_policy(), screens, within=screens / "help.toml")
    assert [fault.message.split(": ")[1] for fault in found if fault.rule == "spelling"] == said
