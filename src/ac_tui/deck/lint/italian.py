"""Italian words that the rules of `tu` and of accents go by, as alternatives of a pattern or between spaces."""

from __future__ import annotations

from typing import Final


def _either(words: str) -> str:
    return "|".join(words.split())


BID_IN_I: Final = _either(
    "verifichi clicchi selezioni riprovi confermi digiti aggiorni aspetti chiami consideri conservi copi crei dichiari "
    "effettui elimini entri guardi immetti indichi lasci mandi modifichi paghi provi ricarichi ripristini stampi "
    "utilizzi visiti torni continui ricominci accetti prenoti parli annulli consulti accomodi cancelli disattivi "
    "controfirmi salti rimandi eviti scarichi imposti"
)
"""How verbs in -are bid politely, and nothing else at the head of a sentence."""

BID_OR_NOUN: Final = _either(
    "controlli tocchi usi completi attivi contatti esami firmi invii mostri ordini recuperi registri salvi segnali "
    "spunti inizi cambi cerchi ricordi presenti colleghi assicuri"
)
"""The same where they may also be a noun, an adjective: bids only with an object."""

BID_IN_A: Final = _either(
    "inserisca prema scelga attenda acceda apra chiuda richieda chieda legga scriva prosegua proceda riceva rivolga "
    "metta iscriva prenda risponda tenga venga vada dica faccia dia stia sappia abbia veda esca rimanga finisca "
    "corregga riapra riscriva reinserisca tolga segua aggiunga raggiunga decida permetta consenta fornisca ottenga "
    "trasmetta"
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

DOES: Final = _either(
    "può deve vuole desidera preferisce potrà dovrà vorrà riceverà troverà vedrà avrà potrebbe dovrebbe"
)
"""What a customer does who is addressed with `Lei`; anybody else who does it is named before."""

BEFALLS: Final = _either(
    "essere arrivare avere contenere iniziare finire restare rimanere mancare passare bastare comparire apparire "
    "venire capitare succedere servire durare scadere cambiare variare dipendere valere darsi"
)
"""What things can or must do that are named only afterwards: "deve arrivare un SMS"."""

STAYING: Final = r"(?:acced|continua|prosegui|entra|anda|torna|ricomincia|arriva|parti|resta|usci)re\b"
"""Verbs that need no object: who is named after them does what follows."""

MASCULINE: Final = _either(
    "altro account indirizzo errore attimo ufficio accesso agente ordine avviso esempio elenco invio operatore aiuto "
    "sms anno orario importo archivio oggetto assicurato intermediario impiegato amico addetto incaricato intervallo "
    "istante argomento appuntamento aggiornamento abbonamento annullamento accordo acconto elemento evento estratto "
    "identificativo input output ambiente apostrofo interno incidente indennizzo investimento"
)
"""Words that `un` stands before without an apostrophe."""

FEMININE: Final = _either(
    "altra agenzia azienda email operazione informazione applicazione area assicurazione ora app offerta estensione "
    "icona immagine opzione eccezione emergenza età identità attività impresa utenza autorizzazione anomalia attesa "
    "occasione iscrizione indicazione impostazione assistenza anagrafica etichetta"
)
"""Words that `un'` stands before."""

PREDICATES: Final = _either(
    "possibile impossibile necessari[oa] obbligatori[oa] importante sufficiente richiest[oa] vietat[oa] stat[oa] "
    "scadut[oa] arrivat[oa] disponibile valid[oa] attiv[oa] gratuit[oa] corrett[oa] errat[oa] sbagliat[oa] bloccat[oa] "
    "esaurit[oa] pront[oa]"
)
"""What somebody or something can be, and can hardly do without `è`."""

ALWAYS_ACCENTED: Final = (
    "perché poiché finché affinché purché benché anziché nonché sicché giacché cosicché dopodiché fuorché più può già "
    "così cioè ciò città società attività quantità novità possibilità identità validità responsabilità modalità "
    "disponibilità velocità qualità realtà verità libertà priorità pubblicità facoltà difficoltà proprietà università "
    "lunedì martedì mercoledì giovedì venerdì laggiù lassù perciò potrà verrà vorrà dovrà"
)
"""Words that do not exist without their accent."""

CUT_SHORT: Final = frozenset(
    {"po", "mo", "di", "da", "fa", "sta", "va", "be", "to", "de", "ne", "que", "co", "vo", "te", "ca"}
)
"""Words that do end in an apostrophe: un po', di' al cliente, fa' presto."""
