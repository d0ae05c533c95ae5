"""The glossary: forbidden words, for whom, in which language, and exceptions that need a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui import assets
from ac_tui.deck.files import Source, read, shaped
from ac_tui.deck.lint.rules import Allowed, CompiledRule, Glossary, Term, compiled, issues_of, read_rules
from ac_tui.deck.lint.texts import Reader
from tests.lint.saying import entry

CODE = Term(
    preferred="codice di verifica",
    forbidden=("OTP", "codice OTP"),
    reader="customer",
    exceptions=(Allowed(key="choose_contact.body.other.text", reason="guide 6C"),),
)
AGENCY = Term(preferred="Agenzia", forbidden=("agenzia", "filiale"))
EMAIL = Term(preferred="email", forbidden=("mail", "e-mail"))
ENGLISH = Term(preferred="tap", forbidden=("click",), language="en")


def book(*terms: Term) -> list[CompiledRule]:
    source = Source(Path("glossary.toml"))
    return [compiled(term.as_rule(), source, ("terms", number), {}) for number, term in enumerate(terms)]


GLOSSARY = book(CODE, AGENCY, EMAIL, ENGLISH)


def said(text: str, reader: Reader = "customer", variant: str = "") -> list[tuple[str, ...]]:
    found = entry(text, reader=reader, variant=variant, original="" if variant else None)
    return [remark.words for remark in issues_of(GLOSSARY, found)]


def test_forbidden_words_are_one_remark_that_names_them() -> None:
    for text, words in [
        ("Inserisci l'OTP.", ("OTP",)),
        ("Inserisci il codice otp.", ("codice otp",)),
        ("Inserisci l'O.T.P. qui.", ("O.T.P.",)),
        ("Inserisci il codice-OTP.", ("codice-OTP",)),
        ("Il codice\nOTP.", ("codice⏎OTP",)),
        ("Chiama la filiale o l'agenzia.", ("filiale", "agenzia")),
        ("Scrivi una mail.", ("mail",)),
        ("Scrivi una e-mail, l'OTP arriva.", ("e-mail", "OTP")),
    ]:
        assert said(text) == [words]


def test_other_words_pass() -> None:
    for text in ["La tua Agenzia.", "Scrivi a mario@mail.it.", "Una email, un'email.", "Il totpotp."]:
        assert said(text) == []


def test_a_term_is_for_its_readers_and_its_language() -> None:
    assert said("OTP", reader="operator") == []
    assert said("filiale", reader="operator") == [("filiale",)]
    assert said("click", variant="en") == [("click",)]
    assert said("filiale", variant="en") == []
    assert said("click") == []


def test_the_preferred_word_is_named() -> None:
    (remark,) = issues_of(GLOSSARY, entry("Inserisci l'OTP."))
    assert remark.message.startswith("`OTP` (`codice di verifica`)")
    assert (remark.rule, remark.level) == ("glossary", "error")


def test_an_exception_covers_a_text_or_all_below_a_key() -> None:
    for place in ["choose_contact.body.other", "choose_contact.body.other.text"]:
        rules = book(CODE.model_copy(update={"exceptions": (Allowed(key=place, reason="why"),)}))
        text = entry("Il codice OTP.", place="choose_contact", path=("body", "other", "text"))
        assert issues_of(rules, text) == []
        other = entry("Il codice OTP.", place="choose_contact", path=("body", "others", "text"))
        assert len(issues_of(rules, other)) == 1


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ('[[terms]]\npreferred = "x"\nforbidden = ["y"]\nexceptions = [{ key = "a" }]\n', 4, "missing-key"),
        ('[[terms]]\npreferred = "x"\nforbidden = ["y"]\nexceptions = [{ key = "a", reason = " " }]\n', 4, "bad-value"),
        ('[[terms]]\npreferred = "x"\nforbidden = []\n', 3, "bad-value"),
        ('[[terms]]\npreferred = "x"\nforbiden = ["y"]\n', 3, "unknown-key"),
        ("[[terms]\n", 1, "toml-syntax"),
    ],
)
def test_faults_of_the_glossary_have_their_line(tmp_path: Path, text: str, line: int, rule: str) -> None:
    (tmp_path / "glossary.toml").write_text(text, encoding="utf-8")
    _, sources = read_rules(tmp_path)
    assert (line, rule) in [(fault.line, fault.rule) for source in sources for fault in source.faults]


def test_the_shipped_glossary_prefers_no_word_that_it_forbids() -> None:
    glossary = shaped(read(assets.screens_dir() / "glossary.toml"), Glossary)
    assert glossary is not None
    assert glossary.terms
    for term in glossary.terms:
        for other in glossary.terms:
            if other.language == term.language and "all" in (other.reader, term.reader, "all"):
                clash = entry(term.preferred, reader="operator" if term.reader == "operator" else "customer")
                variant = "" if term.language == "it" else term.language
                said_so = entry(term.preferred, reader=clash.reader, variant=variant, original="" if variant else None)
                found = issues_of(book(other), said_so)
                assert found == [], f"{other.preferred} forbids {term.preferred}"
