"""Legal forms of companies and associations, and what may stand beside them: data, read by `legal_forms`.

A phrase is one spelling: CAPITALS are an acronym in any spacing and punctuation (`S.r.l.`, `S. R. L.`), a word with `?`
may be left out, and a word of ABBREVIATIONS may be written short. Spellings are without case and accents.
"""

from __future__ import annotations

from typing import Final

ABBREVIATIONS: Final[dict[str, tuple[str, ...]]] = {
    "accomandita": ("acc", "accom"),
    "agricola": ("agr", "agric"),
    "amministrazione": ("amm", "ammin"),
    "associato": ("ass", "assoc", "associati"),
    "associazione": ("ass", "assoc"),
    "azioni": ("az",),
    "collettivo": ("coll",),
    "consortile": ("cons", "consort"),
    "cooperativa": ("coop", "cooper"),
    "dilettantistica": ("dil", "dilett"),
    "individuale": ("ind", "indiv"),
    "limitata": ("lim", "limit", "ltda"),
    "limitee": ("ltee",),
    "liquidazione": ("liq", "liquid"),
    "organizzazione": ("org", "organiz"),
    "professionale": ("prof", "profess"),
    "professionisti": ("prof", "profess"),
    "promozione": ("prom",),
    "responsabilita": ("resp", "respons"),
    "semplice": ("semp", "sempl"),
    "semplificata": ("semp", "sempl", "semplif"),
    "sociale": ("soc",),
    "societa": ("soc",),
    "sportiva": ("sport",),
    "straordinaria": ("straord",),
    "unipersonale": ("unip", "uniper", "unipers"),
    "volontariato": ("vol", "volont"),
}

FORMS: Final[dict[str, tuple[str, ...]]] = {
    # what it is, more than one where the spelling leaves it open: its spellings
    "srl": (
        *("SRL", "societa a? responsabilita limitata", "societa ARL", "societa RL", "societa a? capitale ridotto"),
        *("societa tra? professionisti ARL", "STP ARL", "societa tra? professionisti a? responsabilita limitata"),
        *("SRLU", "SRLCR", "societa benefit ARL", "societa benefit a? responsabilita limitata", "STA ARL"),
        *("societa tra avvocati ARL", "societa tra avvocati a? responsabilita limitata"),
    ),
    "srls": (
        *("SRLS", "SRL semplificata", "societa a? responsabilita limitata semplificata", "societa ARL semplificata"),
        *("societa semplificata a? responsabilita limitata", "societa RL semplificata"),
    ),
    "spa": ("SPA", "societa per azioni", "societa PA"),
    "sapa": ("SAPA", "societa in? accomandita per azioni"),
    "snc": ("SNC", "societa in? nome collettivo"),
    "sas": ("SAS", "societa in? accomandita semplice", "societa in? accomandita"),
    "ss": ("SS", "societa semplice", "societa agricola semplice"),
    "coop_rl": ("cooperativa a? responsabilita limitata", "cooperativa ARL", "SCOOPARL"),
    "coop_pa": ("cooperativa per azioni", "cooperativa PA"),
    "coop_rl coop_pa": (
        *("societa cooperativa", "cooperativa sociale", "cooperativa agricola", "cooperativa edilizia", "SCOOP"),
        *("societa agricola cooperativa", "piccola societa cooperativa", "SCS", "SCA"),
    ),
    "coop_rl consortile_rl": ("SCARL", "SCRL"),
    "coop_pa consortile_pa": ("SCPA", "SCAPA"),
    "coop_rl coop_pa consortile_rl consortile_pa": ("societa cooperativa consortile",),
    "consortile_rl srl": ("SRL consortile",),
    "consortile_pa spa": ("SPA consortile",),
    "consortile_rl consortile_pa": ("societa consortile",),
    "individuale": ("ditta individuale", "impresa individuale"),
    "studio": (
        "studio associato",
        *(f"studio {trade} associato" for trade in ("commerciale", "legale", "medico", "notarile", "odontoiatrico")),
        *(f"studio {trade} associato" for trade in ("professionale", "tecnico", "tributario", "veterinario")),
        *("associazione professionale", "studio dentistico associato"),
    ),
    "asd": (
        "ASD",
        "APD",
        "AS dilettantistica",
        "AP dilettantistica",
        "associazione dilettantistica sportiva",
        "associazione sportiva dilettantistica",
        "associazione polisportiva dilettantistica",
    ),
    "ssd": ("SSD", "societa sportiva dilettantistica"),
    "aps": ("APS", "associazione di? promozione sociale"),
    "odv": ("ODV", "organizzazione di? volontariato"),
    "gmbh": ("GMBH", "MBH", "GGMBH", "GESMBH", "ges mbh", "gesellschaft mit beschrankter haftung"),
    "gmbh_kg": ("GMBH und co KG", "GMBH und co", "GMBH e co KG", "GMBH e co", "GMBH co KG"),
    "ug": ("ug haftungsbeschrankt",),
    "ag": ("AG", "aktiengesellschaft"),
    "kg": ("KG", "kommanditgesellschaft"),
    "ohg": ("OHG", "offene handelsgesellschaft"),
    "ek": ("EK", "einzelunternehmen"),
    "ltd": ("LTD", "co LTD", "company LTD", "PTY LTD", "PVT LTD", "limited", "private limited company"),
    "plc": ("PLC", "public limited company"),
    "llp": ("LLP", "limited liability partnership"),
    "llc": ("LLC", "limited liability company"),
    "inc": ("INC", "incorporated", "corp", "corporation"),
    "sarl": ("SARL", "societe a responsabilite limitee", "EURL", "SARLU"),
    "sagl": ("SAGL", "societa a? garanzia limitata"),
    "sa": ("SA", "societe anonyme", "sociedad anonima", "societa anonima"),
    "sasu": ("SASU",),
    "sl": ("SL", "SLU", "sociedad limitada", "sociedad de responsabilidad limitada"),
    "lda": ("LDA", "sociedade limitada"),
    "oy": ("OY",),
    "ab": ("AB", "aktiebolag"),
    "kft": ("KFT",),
    "kgaa": ("KGAA",),
    "shpk": ("SHPK",),
    "bv": ("BV",),
    "nv": ("NV",),
    "doo": ("DOO",),
    "sro": ("SRO",),
    "spzoo": ("SPZOO", "SP z OO"),
    "se": ("SE", "societa europea", "societas europaea"),
    "geie": ("GEIE", "gruppo europeo di interesse economico"),
}

UNSPECIFIED: Final = ("ditta", "societa agricola", "societa unipersonale", "societa artigiana", "societa sportiva")
"""What says that there is a legal form, and not which."""

QUALIFIERS: Final = (
    *("unipersonale", "socio unico", "unico socio", "azionista unico", "unico azionista", "SU"),
    *(f"{word} {one}" for word in ("a", "ad", "con") for one in ("socio unico", "unico socio", "SU")),
    *(f"{word} {one}" for word in ("a", "ad", "con") for one in ("azionista unico", "unico azionista")),
    *("in liquidazione", "in liquidazione coatta amministrativa", "in liquidazione giudiziale", "in LCA"),
    *(
        "in liquidazione volontaria",
        "in scioglimento",
        "in scioglimento e liquidazione",
        "fallita",
        "in fallimento",
        "in concordato",
        "in concordato preventivo",
    ),
    *("in amministrazione straordinaria", "in amministrazione controllata", "cessata", "in AS"),
    *("in liquidation", "unipersonal", "unipersonnelle", "organizzazione non lucrativa di utilita sociale"),
    *("STP", "societa tra professionisti", "societa fra professionisti", "STA", "societa tra avvocati"),
    *("societa benefit", "SB", "impresa sociale", "startup innovativa", "start up innovativa", "PMI innovativa"),
    *("a capitale ridotto", "a capitale variabile", "a mutualita prevalente", "ONLUS", "ETS", "ente del terzo settore"),
    *("EV", "eingetragener verein", "societa di mutuo soccorso"),
)
"""What stands beside a legal form in any order, or at the end of a name without one, and tells no two apart."""

LIABILITY: Final[dict[str, tuple[str, ...]]] = {
    "rl": ("a? responsabilita limitata", "ARL", "RL"),
    "pa": ("per azioni", "PA"),
}
"""What after a form says which kind of it is meant, where it has several."""

AFTER_A_FORM: Final = (
    *("agricola", "sociale", "edilizia", "artigiana", "benefit", "innovativa", "europea", "sportiva", "consortile"),
    *(
        "dilettantistica",
        "di produzione e lavoro",
        "di lavoro",
        "di comunita",
        "stabile",
        "zootecnica",
        "di tipo a",
        "di tipo b",
    ),
)
"""Words of any name, which belong to the form where they follow one."""

MAY_BE_WORDS: Final = frozenset(
    {"spa", "ss", "sas", "sa", "ag", "kg", "ek", "se", "sl", "bv", "nv", "sb", "su", "ev", "sta", "inc", "doo", "corp"}
    | {"oy", "ab", "kft", "lda", "scs", "sca", "fallita", "unipersonal"}
    | {"sro", "ug", "mbh", "limited", "cessata", "scarl", "scoop", "scapa", "apd"}
)
"""Spellings that may be words of a name: in front or within they are a form only if written with stops (`S.p.A.`)."""

PREPOSITIONS: Final = frozenset(
    {
        "di",
        "d",
        "dei",
        "del",
        "della",
        "dell",
        "delle",
        "degli",
        "dello",
        "da",
        "dal",
        "fra",
        "tra",
        "fratelli",
        "eredi",
    }
)
"""What leads from a form to the names of the partners: `S.n.c. dei F.lli Gallo`."""
