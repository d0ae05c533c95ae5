"""Every spelling of a legal form is that form, wherever it stands and whatever stands beside it; no other form is."""

from itertools import chain, combinations, product

import pytest

from ac_tui.registry.companies import company_keys, company_names, other_form, same_company

SPELLINGS: dict[str, tuple[str, ...]] = {
    "srl": (
        *("S.r.l.", "SRL", "s r l", "S. R. L.", "srl.", "(S.r.l.)", "S.R.L", "Società a responsabilità limitata"),
        *("SOCIETA' A RESPONSABILITA' LIMITATA", "soc. a resp. lim.", "Soc. a responsabilità limitata", "Soc. a r.l."),
        *("Soc.a r.l.", "soc. resp. lim.", "S.r.l. con socio unico", "S.r.l. S.B.", "S.r.l. unipersonale"),
        *("Srl a socio unico", "S.r.l. in liquidazione", "S.r.l. - Società Benefit", "S.r.l. unip. in liq."),
        *("S.r.l. Unipersonale in liquidazione", "in liquidazione S.r.l. unipersonale", "Unipersonale S.r.l."),
        *("S.r.l. Società Benefit a socio unico", "s.r.l.in liquidazione", "S.r.l. ad unico socio", "S.r.l. STP"),
        *("S.r.l. - Società tra Professionisti", "Società tra Professionisti a r.l.", "STP S.r.l.", "S.T.P. a r.l."),
        *("Società Agricola S.r.l.", "S.r.l. agricola", "Società agricola a r.l.", "S.r.l. impresa sociale"),
        *("S.r.l.u.", "S.r.l.c.r.", "Società Benefit a r.l.", "Società tra Avvocati a r.l.", "S.r.l. a s.u."),
        *("S.r.l. in scioglimento e liquidazione", "S.r.l. fallita", "S.r.l. con azionista unico"),
        *("S.r.l. a capitale ridotto", "S.r.l. in amministrazione straordinaria", "S.r.l. in concordato preventivo"),
    ),
    "srls": (
        *("S.r.l.s.", "SRLS", "S. r. l. s.", "S.r.l. semplificata", "Srls unipersonale", "S.r.l.s. in liquidazione"),
        *("Società a responsabilità limitata semplificata", "Soc. a resp. limitata semplificata"),
    ),
    "spa": (
        *("S.p.A.", "SPA", "S. p. A.", "Società per azioni", "soc. per az.", "Soc. p.a.", "S.p.A. con unico socio"),
        *("S.p.A. a socio unico in liquidazione", "S.p.A. Società Benefit", "SpA in liq.", "S.p.A. con socio unico"),
        *("S.p.A. ad azionista unico", "S.p.A. in a.s.", "S.p.A. unipersonale in L.C.A."),
    ),
    "sapa": ("S.a.p.a.", "Società in accomandita per azioni", "Soc. in acc. per azioni"),
    "snc": ("S.n.c.", "snc", "Società in nome collettivo", "Soc. in nome coll.", "S.n.c. in liquidazione"),
    "sas": ("S.a.s.", "SAS", "Società in accomandita semplice", "Soc. in accom. semplice"),
    "ss": ("S.s.", "Società semplice", "Società semplice agricola", "Soc. Agr. Semplice", "S.s. agricola"),
    "a cooperative": (
        *("Soc. Coop.", "Società Cooperativa", "Soc. Coop. Agricola", "Soc. Agr. Coop.", "Soc. Coop. Sociale"),
        *("S.C.S.", "S.c.a.", "Piccola Società Cooperativa", "Società cooperativa di produzione e lavoro"),
        *("Società Cooperativa Sociale", "Cooperativa Sociale", "S. Coop.", "Soc.Coop.", "Soc. Coop. Onlus"),
        *("Soc. Cooperativa edilizia", "Società cooperativa agricola in liquidazione"),
    ),
    "a cooperative of limited liability": (
        *("Soc. Coop. a r.l.", "Società cooperativa a r.l.", "Società cooperativa a responsabilità limitata"),
        *("S. coop. a r.l.", "Soc. Coop. Sociale a r.l. Onlus", "Soc.coop.a r.l.", "Coop. a r.l."),
        *("Società cooperativa agricola a r.l.", "Soc. Coop. a resp. lim."),
    ),
    "a consortium of limited liability": (
        *("Società consortile a r.l.", "Società consortile a responsabilità limitata", "Soc. Cons. a r.l."),
        "Soc. consortile a resp. lim.",
    ),
    "a consortium that is an S.r.l.": ("S.r.l. consortile", "Srl consortile in liquidazione"),
    "one or the other": ("S.c.a r.l.", "S.c.a.r.l.", "SCARL", "S.C. a R.L.", "s.c.r.l.", "S. C. A R. L."),
    "asd": (
        "A.S.D.",
        "ASD",
        "associazione sportiva dilettantistica",
        "Ass. Sportiva Dilettantistica",
        "Ass. Sport. Dil.",
    ),
    "ssd": ("S.S.D.", "S.S.D. a r.l.", "Società sportiva dilettantistica a responsabilità limitata", "SSD ARL"),
    "aps": ("APS", "Associazione di Promozione Sociale", "A.P.S. - ETS", "APS Onlus", "Ass. di promozione sociale"),
    "odv": ("O.d.V.", "Organizzazione di Volontariato", "ODV ETS"),
    "individuale": ("ditta individuale", "Impresa individuale"),
    "studio": ("Studio Associato", "Studio Ass.", "Associazione professionale", "Studio Tecnico Associato"),
    "gmbh": ("GmbH", "G.m.b.H.", "Ges.m.b.H.", "gGmbH", "GmbH in Liquidation", "Gesellschaft mit beschränkter Haftung"),
    "gmbh_kg": ("GmbH und Co. KG", "GmbH & Co. KG", "GmbH & Co KG", "GmbH & Co. K.G."),
    "ag": ("AG", "A.G.", "Aktiengesellschaft"),
    "ltd": ("Ltd", "Ltd.", "Co. Ltd.", "Co., Ltd", "Limited"),
    "sarl": ("SARL", "S.à r.l.", "S.A.R.L.", "Société à responsabilité limitée"),
    "sagl": ("Sagl", "S.a.g.l."),
    "llc": ("LLC", "L.L.C."),
}
"""Spellings by form; those that leave the form open stand apart."""

OPEN = {
    frozenset({"a cooperative", "a cooperative of limited liability"}),
    frozenset({"a cooperative", "one or the other"}),
    frozenset({"a cooperative of limited liability", "one or the other"}),
    frozenset({"a consortium of limited liability", "one or the other"}),
    frozenset({"a consortium of limited liability", "a consortium that is an S.r.l."}),
    frozenset({"one or the other", "a consortium that is an S.r.l."}),
    frozenset({"srl", "a consortium that is an S.r.l."}),
}
"""Forms of which one may be meant where the other is written."""

EVERY = [(form, spelling) for form, spellings in SPELLINGS.items() for spelling in spellings]


def test_every_spelling_of_a_form_is_the_same_company() -> None:
    for one, other in chain.from_iterable(combinations(spellings, 2) for spellings in SPELLINGS.values()):
        assert same_company(f"Prova Alfa {one}", f"PROVA ALFA {other}"), (one, other)


def test_leaving_the_form_out_works_wherever_it_stands() -> None:
    for (_, spelling), place in product(EVERY, ("Prova Alfa {}", "{} Prova Alfa", "Prova Alfa, {}", "Prova Alfa - {}")):
        name = place.format(spelling)
        if not _may_be_a_word_in_front(name, spelling):
            assert same_company("Prova Alfa", name), name
            assert not company_keys("Prova Alfa").isdisjoint(company_keys(name)), name


def _may_be_a_word_in_front(name: str, spelling: str) -> bool:
    """`Spa Terme Alte`: in front a short word is one, unless it is written with stops."""
    return name.startswith(spelling) and "." not in spelling and len(spelling) <= 7


def test_a_really_different_form_never_matches() -> None:
    for (form, spelling), (other, spelling_of_other) in combinations(EVERY, 2):
        if form != other and frozenset({form, other}) not in OPEN:
            one, two = f"Prova Alfa {spelling}", f"Prova Alfa {spelling_of_other}"
            assert not same_company(one, two), (one, two)
            assert other_form(one, two), (one, two)


def test_the_form_does_not_make_another_name_the_same() -> None:
    for (_, spelling), place in product(EVERY, ("Prova", "Prova Beta", "Alfa", "Prova Beta {}", "Prova {}")):
        name, other = f"Prova Alfa {spelling}", place.format(spelling)
        assert not same_company(name, other), (name, other)
        assert not other_form(name, other), (name, other)


PARTNERS = (
    *("di Luca Rossi & C.", "dei F.lli Rossi", "di F.lli Rossi", "del dott. Rossi", "della famiglia Rossi"),
    *("degli eredi Rossi", "dell'ing. Rossi", "di Rossi Mario & C.", "delle Sorelle Rossi", "di Rossi e Verdi"),
)


def test_the_partners_follow_the_form_with_any_preposition() -> None:
    for form, partners in product(("S.n.c.", "snc", "S.a.s.", "Sas", "S. n. c."), PARTNERS):
        name = f"Bar Sport {form} {partners}"
        assert same_company(name, f"Bar Sport {partners}"), (name, "the form left out")
        assert same_company(name, "Bar Sport"), (name, "the form and the partners left out")
        assert same_company(name, f"BAR SPORT {form.replace('.', '')} {partners.upper()}"), name
        assert not same_company(name, f"Bar Sport {form} di Pietro Gallo"), name
        assert not same_company(name, f"Bar Sport S.r.l. {partners}"), name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gallo S.n.c. dei F.lli Gallo", "Gallo snc di Fratelli Gallo"),
        ("Gallo S.n.c. dei F. lli Gallo", "Gallo S.n.c. F.lli Gallo"),
        ("F.lli Gallo S.n.c.", "Fratelli Gallo"),
        ("Rossi & C. S.a.s.", "Rossi e C. sas"),
        ("Rossi & Co. S.a.s.", "Rossi e Compagni sas"),
        ("S.S. Lazio", "SS Lazio"),
        ("S.S. Lazio S.p.A.", "Lazio spa"),
        ("S.p.A. Terme Alte", "Terme Alte"),
        ("Studio Legale Associato Rossi", "Studio Legale Rossi"),
        ("Studio Legale Associato Rossi", "Rossi Studio legale associato"),
        ("Studio Associato Rossi & Bianchi", "Rossi e Bianchi"),
        ("Studio Associato Rossi & Bianchi", "Studio Rossi e Bianchi"),
        ("Alfa S.r.l. Resort Mare", "Alfa Resort Mare"),
        ("Amici Onlus", "Amici"),
        ("Amici ETS", "Amici A.P.S."),
        ("Prova unipersonale", "Prova"),
        ("Consorzio Alfa S.c.a r.l.", "Consorzio Alfa Società consortile a responsabilità limitata"),
        ("Bäckerei Müller GmbH", "Baeckerei Mueller"),
        ("Bäckerei Müller GmbH", "Backerei Muller GmbH"),
        ("Società Agricola Rossi", "Rossi Società Agricola S.s."),
        ("Yahoo! S.r.l.", "Yahoo"),
        ("Caffè® Nº 1 S.r.l.", "Caffe N. 1"),
        ("L’Onda Soc. Coop.", "L'ONDA"),
        ("Rossi, & Figli.", "«Rossi e Figli»"),
    ],
)
def test_one_company(one: str, other: str) -> None:
    assert same_company(one, other)
    assert same_company(other, one)
    assert not company_keys(one).isdisjoint(company_keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Spa Resort", "Resort"),
        ("Alfa Spa Resort", "Alfa Resort"),
        ("Spa Terme Alte", "Terme Alte"),
        ("Scarl Prova", "Prova"),
        ("Centro Sociale S.r.l.", "Centro S.r.l."),
        ("Agricola Rossi S.r.l.", "Rossi S.r.l."),
        ("Associazione Amici del Bosco", "Amici del Bosco"),
        ("Amici di Rossi", "Amici Rossi"),
        ("Bar Sport S.n.c. di Luca Rossi", "Bar Sport S.n.c. di Mario Verdi"),
        ("Bar Sport S.n.c. di Luca Rossi & C.", "Bar Sport S.a.s."),
        ("Spa Terme Alte S.r.l.", "Spa Terme Alte S.n.c."),
        ("Studio Tecnico Associato Rossi", "Studio Tecnico Rossi S.r.l."),
        ("SRL", "S.r.l. Prova"),
        ("", ""),
    ],
)
def test_two_companies(one: str, other: str) -> None:
    assert not same_company(one, other)
    assert not same_company(other, one)


@pytest.mark.parametrize(
    "text",
    ["SRL", "S.p.A.", "Unipersonale", "In liquidazione", "Società Cooperativa Agricola", "Studio Associato", "GmbH"],
)
def test_a_name_that_is_nothing_but_a_form_stays_a_name(text: str) -> None:
    [name] = company_names(text)
    assert name.words
    assert not name.forms


def test_partners_are_written_in_any_way_and_order() -> None:
    assert same_company("Rossi & Co.", "Rossi & C.")
    assert same_company("Rossi e Compagni", "Rossi & C. S.n.c.")
    assert same_company("Bar Sport S.n.c. di Mario Verdi e Luca Rossi", "Bar Sport Snc di Luca Rossi e Mario Verdi")
    assert same_company("Bar Sport Luca Rossi", "Bar Sport S.n.c. di Luca Rossi")


def test_a_form_within_a_name_does_not_stand_for_the_one_at_its_end() -> None:
    assert same_company("Centro S.P.A. Wellness S.r.l.", "Centro SPA Wellness Srl")
    assert not same_company("Centro S.P.A. Wellness S.r.l.", "Centro SPA Wellness S.n.c.")
