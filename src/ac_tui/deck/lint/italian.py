"""Italian words that the rules of `tu` and of accents go by, as alternatives of a pattern or between spaces."""

from __future__ import annotations

from typing import Final


def _either(words: str) -> str:
    return "|".join(words.split())


BID_IN_I: Final = _either(
    "verifichi clicchi selezioni controlli riprovi tocchi confermi digiti usi completi attivi aggiorni annulli aspetti "
    "chiami contatti consulti consideri conservi copi crei dichiari effettui elimini entri esami firmi guardi immetti "
    "indichi invii lasci mandi mostri modifichi ordini paghi provi recuperi registri ricarichi ripristini salvi "
    "segnali spunti stampi utilizzi visiti"
)
"""How verbs in -are bid politely; elsewhere in a sentence the same forms are `tu`, or nouns."""

BID_IN_A: Final = _either(
    "inserisca prema scelga attenda acceda apra chiuda richieda chieda legga scriva prosegua proceda riceva rivolga "
    "metta prenda risponda scarichi tenga venga vada dica faccia dia stia sappia abbia veda esca rimanga finisca "
    "corregga riapra riscriva reinserisca aggiunga raggiunga decida permetta consenta eviti fornisca ottenga trasmetta"
)
"""How the other verbs bid politely; after `che` they are a subjunctive that anybody may use."""

VOI: Final = _either(
    "avete siete potete dovete volete sapete scegliete premete vedete scrivete leggete attendete accedete aprite "
    "chiudete ricevete richiedete chiedete prendete mettete rispondete tenete venite andate proseguite procedete "
    "rivolgetevi registratevi avrete sarete potrete dovrete vorrete riceverete troverete vedrete dovreste potreste "
    "vorreste avreste"
)
"""Verbs of `voi` that are nothing else."""

THIRD_PERSONS: Final = _either(
    "titolare intestatario intestataria assicurato assicurata persona persone familiare coniuge marito moglie figlio "
    "figlia genitore azienda società impresa agenzia agente consulente collega cliente beneficiario contraente chi"
)
"""Somebody whose `suo` may be meant, where one of these stands in a text."""

ALWAYS_ACCENTED: Final = (
    "perché poiché finché affinché purché benché anziché nonché sicché giacché cosicché dopodiché fuorché più può già "
    "così cioè ciò città società attività quantità novità possibilità identità validità responsabilità modalità "
    "disponibilità velocità qualità realtà verità libertà priorità pubblicità facoltà difficoltà proprietà università "
    "lunedì martedì mercoledì giovedì venerdì laggiù lassù"
)
"""Words that do not exist without their accent."""

CUT_SHORT: Final = frozenset(
    {"po", "mo", "di", "da", "fa", "sta", "va", "be", "to", "de", "ne", "que", "co", "vo", "te", "ca"}
)
"""Words that do end in an apostrophe: un po', di' al cliente, fa' presto."""
