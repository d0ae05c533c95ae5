"""`tu` throughout: customers are addressed as friends are, never with `Lei` and never with `voi`.

What looks formal and is not: `lei` within another word (`quelle`), `contatti`, `usi`, participles like `inserite`,
`suo` of a third person on the operator's side, "che il cliente inserisca".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ac_tui.deck.lint.italian import BEFALLS, BID_IN_A, BID_IN_I, BID_OR_NOUN, DOES, STAYING, THIRD_PERSONS, VOI
from ac_tui.deck.lint.remarks import Remark, Slip, remark
from ac_tui.deck.lint.texts import ITALIAN, PLACEHOLDER, Entry

_HEAD: Final = r"(?:^|(?<=[.!?…] ))"

# Said to anybody ------------------------------------------------------------------------------------------------------

_PRONOUNS: Final = re.compile(r"\b(?:lei|voi|vostr[oaie])\b", re.IGNORECASE)
_CLITIC_VI: Final = re.compile(
    r"\b[Vv]i\b(?! (?:è|sono|era|erano|sia|siano)\b)|\b\w+(?:ar|er|ir)vi\b(?<!servi)(?<!nervi)(?<!cervi)"
)
_CAPITALS: Final = re.compile(r"(?<=[\w,;:»)] )(?:Suo|Sua|Suoi|Sue|Loro|Vostr[oaie])\b|\b\w+(?:ar|er|ir)(?:Le|La|Vi)\b")
_POLITE_LE: Final = re.compile(
    r"\b[Ll]e (?:abbiamo \w+o|chiediamo|consigliamo|ricordiamo|invieremo|inviamo|mandiamo"
    r"|scriviamo|mostriamo|comunichiamo|offriamo|diamo)\b"
    r"|\b[Ll]a (?:preghiamo|invitiamo|ringraziamo|informiamo|contatteremo|avvisiamo|avviseremo|aspettiamo"
    r"|aiutiamo|contattiamo)\b"
)
_PLURAL: Final = re.compile(rf"\b(?:{VOI})\b", re.IGNORECASE)
_PLURAL_BID: Final = re.compile(
    r"(?:^|(?<=[.!?:;…»] ))\w{3,}(?:ate|ite) (?=(?:il|lo|la|l'|i|gli|le|un|uno|una|un'|che|su|con|qui|subito|ora)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_ANYBODY: Final = (_PRONOUNS, _CLITIC_VI, _CAPITALS, _POLITE_LE, _PLURAL, _PLURAL_BID)

# Bids -----------------------------------------------------------------------------------------------------------------

_OBJECT: Final = (
    r"(?= (?:il|lo|la|i|gli|le|un|uno|una|se|che|su|sul|sulla|con|per|subito|ora|qui|ancora|più|tutti|tutte|ogni)\b"
    r"| (?:l|un|all|sull)'| nuovamente|[.!])"
)
_BID: Final = rf"(?:si )?(?:(?:{BID_IN_I})\b|(?:{BID_OR_NOUN}){_OBJECT})"
_BIDS: Final = (
    re.compile(rf"{_HEAD}{_BID}", re.IGNORECASE | re.MULTILINE),
    re.compile(rf"(?<=[:;] )(?:lo|la|li|le|ne) (?:{BID_IN_I}|{BID_OR_NOUN})\b", re.IGNORECASE),
    re.compile(
        rf"(?:{_HEAD}(?:se|quando|dopo|appena|prima|altrimenti|oppure|in caso|per) [^.,!?;:]*, )({_BID})", re.IGNORECASE
    ),
    re.compile(
        rf"{_HEAD}per \w+r(?:e|si|lo|la|li|le|ne)(?: [\w']+){{0,4}}? ((?:{BID_IN_I}|{BID_OR_NOUN}){_OBJECT})",
        re.IGNORECASE,
    ),
)
"""At the head of a sentence or of its main clause: elsewhere these are nouns (`contatti`) or `tu` (`se non usi`)."""

_FORMAL_IN_A: Final = re.compile(rf"\b(?:{BID_IN_A})\b", re.IGNORECASE)
_REFLEXIVE: Final = re.compile(rf"\bsi (?:{BID_IN_I}|{BID_OR_NOUN})\b", re.IGNORECASE)
_HANGS_ON: Final = re.compile(
    r"\b(?:che|prima che|finché|affinché|purché|perché|sebbene|benché|chiunque|qualunque)\b"
    r"|\b(?:se|qualora|nel caso)\b[^,]*$",
    re.IGNORECASE,
)
"""Words before a subjunctive that is none of politeness: "controlla che il cliente inserisca"; `se` to its comma."""
_WISHED: Final = re.compile(r"\b(?:che|finché|affinché|purché|perché|benché|chiunque|qualunque)\b", re.IGNORECASE)

# Said to a customer: the third person is the customer -----------------------------------------------------------------

_THIRD: Final = re.compile(rf"\b(?:{THIRD_PERSONS})\b", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(r"\b(?:suo(?! (?:posto|tempo|interno)\b)|sua|suoi|sue)\b", re.IGNORECASE)
_OWNER: Final = re.compile(
    r"(?:il|lo|la|i|gli|le|un|una|ogni|questo|questa)\b[^,;:]*\b(?:ha|hanno|conserva|mantiene|segue|riprende)\b|l'.*\bha\b",
    re.IGNORECASE,
)
"""The head of a sentence whose subject has what is `suo`: "il codice ha la sua durata"."""

_PARTICIPLE: Final = r"\w{2,}(?:[aiu]t|res|ers|iust|iest|elt|itt|ett|ert)o"
_PERSONAL: Final = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"{_HEAD}ha (?:già|bisogno|un|una|ancora|mai|appena|problemi|domande|dubbi|{_PARTICIPLE})\b",
        rf"{_HEAD}se (?:non )?è (?:già |ancora )?(?:iscritt|registrat|assicurat)[oa]\b",
        rf"{_HEAD}se (?:non )?è (?:già )?(?:un |una )?cliente\b",
        r"\b(?:se|quando) (?:lo |la |li |le |non )?(?:vuole|desidera|preferisce|ha già|dispone)\b",
        rf"\b(?:a|su|con|in|di|da|per) cui (?:non )?(?:{DOES}|ha|si è {_PARTICIPLE})\b(?! (?:{BEFALLS})\b)",
        r"\bche (?:ha|avrà) (?:ricevuto|scelto|inserito|dimenticato|indicato|usato|lasciato|impostato|scritto)\b",
        rf"\b(?:qual[ei]|cosa|come|dove|quant[ie])(?: (?!il|la|i|le|un|una)\w+)? (?:{DOES})\b(?! (?:{BEFALLS})\b)",
        r"\ble (?:resta|restano|rimane|rimangono|serve|servono|basta|bastano|manca|mancano|arriva|arriverà)\b",
    )
)
_HELPED: Final = re.compile(
    r"\b(?:ri)?(?:contattar|chiamar|avvisar|aiutar|informar|assister|ringraziar|invitar)la\b", re.IGNORECASE
)
_HELPERS: Final = re.compile(r"\b(?:agenzia|assistenza|azienda|persona|compagnia|impresa)\b", re.IGNORECASE)

_DOES: Final = re.compile(rf"(?<!\bsi )\b(?:{DOES})\b(?! (?:{BEFALLS})\b)", re.IGNORECASE)
_ARTICLE: Final = r"(?:il|lo|la|i|gli|le|un|uno|una|ogni|chi|quest[oaie]|quell[oaie]|nessuno|qualcuno)\b|l'|un'"
_NOBODY: Final = re.compile(
    r"(?:(?:e|ed|o|oppure|ma|poi|anche|non|ora|adesso|qui|lì|così|intanto|invece|allora|altrimenti|se|quando|subito"
    r"|sempre|ancora|lo|la|li|le|ne)\b\s*)*"
    rf"|per (?!{STAYING})\w+re (?:{_ARTICLE})(?:(?! (?:{_ARTICLE})).)*"
    r"|(?:dopo|tra|fra|da|dal|dalla|per|nel|nella|con|in|a|al|alla|su|sul|sulla|entro|senza)\b"
    rf"(?: {_ARTICLE})?(?:(?! (?:{_ARTICLE})).)*",
    re.IGNORECASE,
)
"""The beginning of a clause that names nobody who does what follows."""
_LEADS: Final = re.compile(r"(?:se|quando|per|dopo|appena|in|nel|prima|con|da|senza)\b", re.IGNORECASE)
"""The beginning of a sentence whose main clause comes after a comma."""


def keeps_tu(entry: Entry) -> Iterator[Remark]:
    """`tu`: no `Lei`, no `voi`, in pronouns, verbs and courtesy."""
    if entry.language != ITALIAN:
        return
    slips: list[Slip] = []
    for wording in entry.wordings:
        text = PLACEHOLDER.sub("◦", wording)
        inside = entry.use == "part" and text[:1].islower()
        slips += _formal(f"◦ {text}" if inside else text, entry)
    if found := remark("tu", "error", slips, ": the customer is addressed with `tu`"):
        yield found


def _formal(text: str, entry: Entry) -> Iterator[Slip]:
    found = {match.start(): match[0] for pattern in _ANYBODY for match in pattern.finditer(text)}
    found |= dict(_bids(text))
    if entry.reader == "customer":
        found |= dict(_as_subject(text))
    yield from (Slip(found[at].strip()) for at in sorted(found))


def _bids(text: str) -> Iterator[tuple[int, str]]:
    if not text.rstrip().endswith("?"):
        for pattern in _BIDS:
            yield from ((match.start(pattern.groups), match[pattern.groups]) for match in pattern.finditer(text))
    for pattern, excuse in ((_REFLEXIVE, _WISHED), (_FORMAL_IN_A, _HANGS_ON)):
        for match in pattern.finditer(text):
            if not excuse.search(re.split(r"[.!?;:]", text[: match.start()])[-1]):
                yield match.start(), match[0]


def _as_subject(text: str) -> Iterator[tuple[int, str]]:
    """Where the customer is the third person of a sentence."""
    for pattern in _PERSONAL:
        yield from ((match.start(), match[0]) for match in pattern.finditer(text))
    for match in _DOES.finditer(text):
        if _names_nobody(re.split(r"[.!?…;:]", text[: match.start()])[-1]):
            yield match.start(), match[0]
    if not _THIRD.search(text):
        for match in _POSSESSIVE.finditer(text):
            if not _OWNER.match(re.split(r"[.!?…;:]", text[: match.start()])[-1].lstrip()):
                yield match.start(), match[0]
    if not _HELPERS.search(text):
        yield from ((match.start(), match[0]) for match in _HELPED.finditer(text))


def _names_nobody(before: str) -> bool:
    """Whether what stands in a sentence before a verb names nobody who does it."""
    lead, comma, clause = before.rpartition(",")
    return bool(_NOBODY.fullmatch(clause.strip())) and (not comma or bool(_LEADS.match(lead.strip())))
