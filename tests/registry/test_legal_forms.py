"""Every spelling of a legal form leads to its short name, and words of the name are left alone."""

import pytest

from ac_tui.registry.keys import company_key


@pytest.mark.parametrize(
    ("form", "spellings"),
    [
        (
            "srl",
            (
                "S.r.l.",
                "SRL",
                "s r l",
                "S. R. L.",
                "srl.",
                "Società a responsabilità limitata",
                "SOCIETA' A RESPONSABILITA' LIMITATA",
                "soc. a resp. lim.",
                "Soc. a responsabilità limitata",
                "S.r.l. con socio unico",
                "S.r.l. S.B.",
                "S.r.l. unipersonale",
                "Srl a socio unico",
                "S.r.l. in liquidazione",
                "S.r.l. - Società Benefit",
                "(S.r.l.)",
            ),
        ),
        (
            "srls",
            (
                "S.r.l.s.",
                "SRLS",
                "S.r.l. semplificata",
                "Società a responsabilità limitata semplificata",
                "Soc. a responsabilità limitata semplificata",
            ),
        ),
        ("spa", ("S.p.A.", "SPA", "S. p. A.", "Società per azioni", "soc. per azioni")),
        ("sapa", ("S.a.p.a.", "Società in accomandita per azioni")),
        ("snc", ("S.n.c.", "snc", "Società in nome collettivo")),
        ("sas", ("S.a.s.", "SAS", "Società in accomandita semplice")),
        ("ss", ("S.s.", "Società semplice")),
        (
            "coop",
            (
                "Soc. Coop.",
                "Società Cooperativa",
                "Soc. Coop. a r.l.",
                "S.c.a r.l.",
                "Soc. Coop. Sociale",
                "s.c.r.l.",
                "Società Cooperativa Sociale",
                "Soc. Cooperativa",
                "Soc. Cooperativa Sociale",
                "Società cooperativa a r.l.",
                "Società cooperativa a responsabilità limitata",
            ),
        ),
        (
            "consortile",
            ("Società consortile", "Società consortile a r.l.", "Società consortile a responsabilità limitata"),
        ),
        ("asd", ("A.S.D.", "associazione sportiva dilettantistica")),
        ("aps", ("APS", "Associazione di Promozione Sociale")),
        ("odv", ("O.d.V.", "Organizzazione di Volontariato")),
        ("individuale", ("ditta individuale", "Impresa individuale")),
    ],
)
def test_a_form_at_the_end(form: str, spellings: tuple[str, ...]) -> None:
    for spelling in spellings:
        assert company_key(f"Prova {spelling}") == ("prova", form), spelling


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Società Cooperativa Il Ponte", ("ilponte", "coop")),
        ("A.S.D. Polisportiva Prova", ("polisportivaprova", "asd")),
        ("Associazione Sportiva Dilettantistica Polisportiva Prova", ("polisportivaprova", "asd")),
        ("Polisportiva Prova ASD", ("polisportivaprova", "asd")),
        ("Amici A.P.S.", ("amici", "aps")),
        ("Ditta individuale Rossi Mario", ("rossimario", "individuale")),
        ("Soccorso ODV", ("soccorso", "odv")),
        ("APS Amici", ("amici", "aps")),
        ("O.D.V. Soccorso", ("soccorso", "odv")),
        ("Società semplice Bassi", ("bassi", "ss")),
        ("SRL Wellion", ("wellion", "srl")),
        ("S.r.l. Wellion", ("wellion", "srl")),
        ("S.n.c. Gallo & Figli", ("galloefigli", "snc")),
        ("Spa Terme Alte", ("spatermealte", "")),
    ],
)
def test_a_form_in_front(text: str, key: tuple[str, str]) -> None:
    assert company_key(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Bar Sport S.n.c. di Luca Rossi & C.", ("barsportdilucarossiec", "snc")),
        ("Gallo & Figli S.a.s. di Pietro Gallo", ("galloefiglidipietrogallo", "sas")),
        ("Amici di Rossi", ("amicidirossi", "")),
    ],
)
def test_a_form_before_the_partners(text: str, key: tuple[str, str]) -> None:
    assert company_key(text) == key


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("Spa Resort", "sparesort"),
        ("SS Lazio", "sslazio"),
        ("SRL", "srl"),
        ("Scarl Prova", "scarlprova"),
        ("Alfa Spa Resort", "alfasparesort"),
        ("Alfa S.r.l. Resort Mare", "alfasrlresortmare"),
        ("S.p.A.", "spa"),
        ("Unipersonale", "unipersonale"),
        ("In liquidazione", "inliquidazione"),
        ("Prova unipersonale", "provaunipersonale"),
        ("Associazione Amici del Bosco", "associazioneamicidelbosco"),
        ("Amici Onlus", "amicionlus"),
        ("Wellion", "wellion"),
        ("", ""),
        ("...", ""),
    ],
)
def test_what_is_no_form_stays_a_name(text: str, base: str) -> None:
    assert company_key(text) == (base, "")
