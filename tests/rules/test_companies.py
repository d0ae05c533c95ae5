"""Companies: what may stand in the field, and what is the same company (issue table: companies)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.journey.rules import near_company, read_company
from ac_tui.registry.companies import same_company


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Wellion", "Wellion"),
        ("  Wellion  S.r.l.\n", "Wellion S.r.l."),
        ("3M Italia", "3M Italia"),
        ("Rossi & Figli S.n.c.", "Rossi & Figli S.n.c."),
        ("L'Onda «Nuova»", "L'Onda «Nuova»"),
        ("A+B = C, 100% (ex D/E)!", "A+B = C, 100% (ex D/E)!"),
        ("Caffè® Nº 1", "Caffè® Nº 1"),
        ("$€£%°®™©|<>^~ºª№`´A", "$€£%°®™©|<>^~ºª№`´A"),
        ("Rossi [Srl]", "Rossi [Srl]"),
        ("24", "24"),
        ("Maria\u00a0Rossi", "Maria Rossi"),
        ("x" * 60, "x" * 60),
    ],
)
def test_companies_that_stand(text: str, value: str) -> None:
    reading = read_company(text)
    assert (reading.value, reading.error) == (value, "")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "empty"),
        (" \u00a0\t", "empty"),
        ("Wellion 🚀", "symbols"),
        ("👩‍🚀 Srl", "symbols"),
        ("☎ Rossi", "symbols"),
        ("A ∑", "symbols"),
        ("A ₿", "symbols"),
        ("A ˥", "symbols"),
        ("A \ue000", "symbols"),
        ("A \u0378", "symbols"),
        ("A\u2029B", "control"),
        ("A\ud800B", "control"),
        ("&", "symbols"),
        ("...", "symbols"),
        ("Wellion\tSrl", "control"),
        ("Wellion\nSrl", "control"),
        ("Wel\u200blion", "control"),
        ("Wellion\x1b", "control"),
        ("Wellion\ufeff", "control"),
        ("A\u2028B", "control"),
        ("\u3164", "control"),
    ],
)
def test_companies_that_do_not(text: str, error: str) -> None:
    reading = read_company(text)
    assert (reading.value, reading.error) == ("", error)


@given(st.text(max_size=30))
def test_a_company_that_stands_is_printable(text: str) -> None:
    reading = read_company(text)
    assert bool(reading.value) != bool(reading.error)
    assert reading.value.isprintable()
    assert reading.error in {"", "empty", "symbols", "control"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wellion S.r.l.", "WELLION SRL"),
        ("Wellion S.r.l.", "Wellion Società a responsabilità limitata"),
        ("Wellion S.r.l.", "Wellion"),
        ("Wellion S.r.l.s.", "wellion"),
        ("Wellion", "WEL LION"),
        ("L'Onda Soc. Coop.", "L’ONDA società cooperativa"),
        ("Gallo & Figli S.n.c.", "Gallo e figli snc"),
        ("Caffè Nicolò", "CAFFE' NICOLO'"),
        ("A.B.C. S.p.A.", "ABC spa"),
    ],
)
def test_one_company(one: str, other: str) -> None:
    assert same_company(one, other)
    assert same_company(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wellion S.r.l.", "Wellion S.r.l.s."),
        ("Wellion S.r.l.", "Wellion S.p.A."),
        ("Wellion S.n.c.", "Wellion S.a.s."),
        ("Wellion S.r.l.", "Welion S.r.l."),
        ("Wellion S.r.l.", "S.r.l."),
        ("", ""),
        ("Wellion", ""),
        ("...", "&"),
    ],
)
def test_two_companies(one: str, other: str) -> None:
    assert not same_company(one, other)
    assert not same_company(other, one)


@pytest.mark.parametrize("other", ["Welion", "Wellion Italia", "Wellion S.p.A.", "Wellion S.r.l.s.", "wellion"])
def test_near_companies(other: str) -> None:
    assert near_company("Wellion S.r.l.", other)


@pytest.mark.parametrize("other", ["Officine Prova S.r.l.", "", "S.r.l."])
def test_companies_that_are_not_near(other: str) -> None:
    assert not near_company("Wellion S.r.l.", other)
