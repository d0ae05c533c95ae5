"""Word lists: how words bend, what is suggested, what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui import assets
from ac_tui.deck.lint.rules import misspelt, read_word_list
from ac_tui.registry.faults import FileError
from tests.lint.saying import entry

FORMS = """
verificare: verifico verifichi verifica verifichiamo verificherà verificato verificarli verificalo verifichino
inviare: invio invii invia inviamo inviano invierà inviato inviarti inviando
cominciare: comincio cominci cominciamo comincerà cominciato
pagare: paghi paghiamo pagherà pagato
ricevere: ricevo ricevi ricevono riceverai ricevuto ricevute
chiedere: chiedi chiedono chiederà chiesto chiesta chiederci
finire: finisco finisci finisce finiscono finirà finito finita finisca
aprire: apri aprono aprirà aperto aperta aprirlo aprilo
nouns: polizza polizze codice codici indirizzo indirizzi pacco pacchi banca banche operaio operai problemi città
adjectives: attivo attiva attivi attive attivamente attivissimo facile facili facilmente lungo lunghi lunghissimo
en: policy policies box boxes tap taps tapped tapping close closes closed closing try tries tried trying wrote agreed
"""
LIST_OF_EACH = {
    "it": (
        "[verbs]\nverificare inviare cominciare pagare ricevere chiedere:chiesto\n"
        "finire+isc aprire:aperto inserire+isc\n"
        "[nouns]\npolizza codice indirizzo pacco banca operaio problema città\n[adjectives]\nattivo facile lungo\n"
    ),
    "en": "[nouns]\npolicy box\n[verbs]\ntap* close try agree write:wrote:written\n",
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "spelling").mkdir()
    for language, text in LIST_OF_EACH.items():
        (tmp_path / "spelling" / f"{language}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_every_form_of_a_word_is_known_and_no_form_that_nobody_says(own: Path) -> None:
    italian, english = (read_word_list(own, language) for language in ("it", "en"))
    assert italian is not None
    assert english is not None
    for line in FORMS.strip().split("\n"):
        word, _, forms = line.partition(": ")
        assert set(forms.split()) - (english if word == "en" else italian) == set(), word
    assert {"inserisci", "inseriscilo", "inseriamo", "inserite", "inserirà", "inserito"} <= italian
    assert italian & {"inseri", "inserici", "insero", "insere", "inserono", "chieduto"} == set()
    assert "writed" not in english


def test_a_language_whose_endings_cannot_be_used_is_a_fault_of_their_file(own: Path) -> None:
    endings = '[it]\nforms.verbs = [["(.*are", "o"]]\n[en]\nforms.verbs = []\n'
    (own / "spelling" / "inflection.toml").write_text(endings, encoding="utf-8")
    with pytest.raises(FileError, match=r"inflection\.toml:\d+: \[bad-pattern\]"):
        read_word_list(own, "it")


def test_the_shipped_lists_are_read() -> None:
    for language, least in [("it", 100_000), ("en", 3_000)]:
        words = read_word_list(assets.screens_dir(), language)
        assert words is not None
        assert len(words) > least


def test_a_language_without_a_list_is_not_judged() -> None:
    assert read_word_list(assets.screens_dir(), "de") is None
    assert list(misspelt(entry("xyzzy", variant="de", original=""), None)) == []


LIST = frozenset({"il", "codice", "è", "nuovo", "dell", "app", "e", "mail"})


def test_known_words_pass() -> None:
    for text in ["Il codice è nuovo.", "IL CODICE", "dell'app", "e-mail {code}", "SMS x 48", "È a@b.it"]:
        assert list(misspelt(entry(text), LIST)) == []


def test_unknown_words_are_one_suggestion_with_what_is_near() -> None:
    (remark,) = misspelt(entry("Il codise è nuvo, il codise!"), LIST)
    assert remark.level == "suggestion"
    assert remark.rule == "spelling"
    assert remark.words == ("codise", "nuvo")
    assert "`codise` (`codice`), `nuvo` (`nuovo`)" in remark.message


def test_what_another_rule_blamed_is_not_blamed_again() -> None:
    assert list(misspelt(entry("Il codise è nuovo."), LIST, ["codise"])) == []


def test_names_are_right_in_every_language(tmp_path: Path) -> None:
    words = read_word_list(assets.screens_dir(), "en", ["Area Zorblax"])
    assert words is not None
    assert "zorblax" in words


def test_a_list_of_ones_own_is_read_with_its_comments(tmp_path: Path) -> None:
    (tmp_path / "spelling").mkdir()
    (tmp_path / "spelling" / "it.txt").write_text("# words\n[nouns]\npolizza # and so on\n", encoding="utf-8")
    words = read_word_list(tmp_path, "it")
    assert words is not None
    assert words == {"polizza", "polizze", "polizzi"}


def test_an_unknown_section_is_a_fault_of_its_line(tmp_path: Path) -> None:
    (tmp_path / "spelling").mkdir()
    (tmp_path / "spelling" / "it.txt").write_text("[words]\nuno\n[adverbs]\n", encoding="utf-8")
    with pytest.raises(FileError, match=r"it\.txt:3: \[unknown-section\]"):
        read_word_list(tmp_path, "it")
