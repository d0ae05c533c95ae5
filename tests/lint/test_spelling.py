"""Word lists: how words bend, what is suggested, what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui import assets
from ac_tui.deck.lint.inflection import english_noun, english_verb, italian_adjective, italian_noun, italian_verb
from ac_tui.deck.lint.spelling import Spelling, read_spelling, spelled
from ac_tui.registry.faults import FileError
from tests.lint.saying import entry


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        (
            "verificare",
            "verifico verifichi verifica verifichiamo verificherà verificato verificarli verificalo verifichino",
        ),
        ("inviare", "invio invii invia inviamo inviano invierà inviato inviarti inviando"),
        ("cominciare", "comincio cominci cominciamo comincerà cominciato"),
        ("pagare", "paghi paghiamo pagherà pagato"),
        ("ricevere", "ricevo ricevi ricevono riceverai ricevuto ricevute"),
        ("chiedere:chiesto", "chiedi chiedono chiederà chiesto chiesta chiederci"),
        ("finire+isc", "finisco finisci finisce finiscono finirà finito finita finisca"),
        ("aprire:aperto", "apri aprono aprirà aperto aperta aprirlo aprilo"),
    ],
)
def test_italian_verbs(verb: str, forms: str) -> None:
    assert set(forms.split()) - set(italian_verb(verb)) == set()


@pytest.mark.parametrize(
    ("bend", "word", "forms"),
    [
        (italian_noun, "polizza", "polizza polizze"),
        (italian_noun, "codice", "codice codici"),
        (italian_noun, "indirizzo", "indirizzo indirizzi"),
        (italian_noun, "pacco", "pacco pacchi"),
        (italian_noun, "banca", "banca banche"),
        (italian_noun, "operaio", "operaio operai"),
        (italian_noun, "problema", "problema problemi"),
        (italian_noun, "città", "città"),
        (italian_adjective, "attivo", "attivo attiva attivi attive attivamente attivissimo"),
        (italian_adjective, "facile", "facile facili facilmente"),
        (italian_adjective, "lungo", "lungo lunga lunghi lunghe lunghissimo"),
        (english_noun, "policy", "policy policies"),
        (english_noun, "box", "box boxes"),
        (english_verb, "tap*", "tap taps tapped tapping"),
        (english_verb, "close", "close closes closed closing"),
        (english_verb, "try", "try tries tried trying"),
        (english_verb, "write:wrote:written", "write writes wrote written writing"),
    ],
)
def test_other_words(bend: object, word: str, forms: str) -> None:
    assert callable(bend)
    assert set(forms.split()) - set(bend(word)) == set()


def test_verbs_in_isc_have_no_forms_without_it() -> None:
    forms = set(italian_verb("inserire+isc"))
    assert {"inserisci", "inseriscilo", "inseriamo", "inserite", "inserirà", "inserito"} <= forms
    assert forms & {"inseri", "inserici", "insero", "insere", "inserono"} == set()


def test_irregular_verbs_have_no_regular_past() -> None:
    assert "writed" not in set(english_verb("write:wrote:written"))
    assert "chieduto" not in set(italian_verb("chiedere:chiesto"))


@pytest.mark.parametrize(("language", "least"), [("it", 100_000), ("en", 3_000)])
def test_the_shipped_lists_are_read(language: str, least: int) -> None:
    words = read_spelling(assets.screens_dir(), language)
    assert words is not None
    assert len(words.known) > least


def test_a_language_without_a_list_is_not_judged() -> None:
    assert read_spelling(assets.screens_dir(), "de") is None
    assert list(spelled(entry("xyzzy", variant="de", original=""), None)) == []


LIST = Spelling(frozenset({"il", "codice", "è", "nuovo", "dell", "app", "e", "mail"}))


@pytest.mark.parametrize(
    "text", ["Il codice è nuovo.", "IL CODICE", "dell'app", "e-mail {code}", "SMS x 48", "È a@b.it"]
)
def test_known_words_pass(text: str) -> None:
    assert list(spelled(entry(text), LIST)) == []


def test_unknown_words_are_one_suggestion_with_what_is_near() -> None:
    (remark,) = spelled(entry("Il codise è nuvo, il codise!"), LIST)
    assert remark.level == "suggestion"
    assert remark.rule == "spelling"
    assert remark.words == ("codise", "nuvo")
    assert "`codise` (`codice`), `nuvo` (`nuovo`)" in remark.message


def test_what_another_rule_blamed_is_not_blamed_again() -> None:
    assert list(spelled(entry("Il codise è nuovo."), LIST, ["codise"])) == []


def test_names_are_right_in_every_language(tmp_path: Path) -> None:
    words = read_spelling(assets.screens_dir(), "en", ["Area Zorblax"])
    assert words is not None
    assert "zorblax" in words.known


def test_a_list_of_ones_own_is_read_with_its_comments(tmp_path: Path) -> None:
    (tmp_path / "spelling").mkdir()
    (tmp_path / "spelling" / "it.txt").write_text("# words\n[nouns]\npolizza # and so on\n", encoding="utf-8")
    words = read_spelling(tmp_path, "it")
    assert words is not None
    assert words.known == {"polizza", "polizze", "polizzi"}


def test_an_unknown_section_is_a_fault_of_its_line(tmp_path: Path) -> None:
    (tmp_path / "spelling").mkdir()
    (tmp_path / "spelling" / "it.txt").write_text("[words]\nuno\n[adverbs]\n", encoding="utf-8")
    with pytest.raises(FileError, match=r"it\.txt:3: \[unknown-section\]"):
        read_spelling(tmp_path, "it")
