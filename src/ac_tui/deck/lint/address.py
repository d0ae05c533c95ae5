"""`tu` throughout: customers are addressed as friends are, never with `Lei` and never with `voi`.

What looks formal and is not: `lei` within another word (`quelle`), `contatti`, `usi`, participles like `inserite`,
`suo` of a third person on the operator's side, "che il cliente inserisca".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ac_tui.deck.lint.italian import BID_IN_A, BID_IN_I, THIRD_PERSONS, VOI
from ac_tui.deck.lint.remarks import Remark, Slip, remark
from ac_tui.deck.lint.texts import ITALIAN, PLACEHOLDER, Entry

_PRONOUNS: Final = re.compile(r"\b(?:lei|voi|vostr[oaie])\b", re.IGNORECASE)
_CLITIC_VI: Final = re.compile(
    r"\b[Vv]i\b(?! (?:è|sono|era|erano|sia|siano)\b)|\b\w+(?:ar|er|ir)vi\b(?<!servi)(?<!nervi)(?<!cervi)"
)
_CAPITALS: Final = re.compile(r"(?<=[\w,;:»)] )(?:Suo|Sua|Suoi|Sue|Loro|Vostr[oaie])\b|\b\w+(?:ar|er|ir)(?:Le|La|Vi)\b")
_POLITE_LE: Final = re.compile(
    r"\b[Ll]e (?:abbiamo \w+o|chiediamo|consigliamo|ricordiamo|invieremo|inviamo|comunichiamo|offriamo|diamo)\b"
    r"|\b[Ll]a (?:preghiamo|invitiamo|ringraziamo|informiamo|contatteremo|avvisiamo|avviseremo|aspettiamo)\b"
)
_POSSESSIVE: Final = re.compile(r"\b(?:suo(?! (?:posto|tempo|interno)\b)|sua|suoi|sue)\b", re.IGNORECASE)

_THIRD: Final = re.compile(rf"\b(?:{THIRD_PERSONS})\b", re.IGNORECASE)
_FORMAL_IN_I: Final = re.compile(
    rf"(?:^|(?<=[.!…»:;] ))(?:si )?(?:{BID_IN_I})"
    r"(?= (?:il|lo|la|i|gli|le|un|uno|una|se|che|su|sul|sulla|con|per|subito|ora|qui|ancora|più|tutti|tutte|ogni)\b"
    r"| (?:l|un|all|sull)'| nuovamente|[.!])",
    re.IGNORECASE | re.MULTILINE,
)
"""At the head of a sentence, with an object: elsewhere these are nouns (`contatti`) or `tu` itself (`se non usi`)."""

_FORMAL_IN_A: Final = re.compile(rf"\b(?:{BID_IN_A})\b", re.IGNORECASE)
_HANGS_ON: Final = re.compile(
    r"\b(?:che|prima che|finché|affinché|purché|perché|sebbene|benché|qualora|chiunque|qualunque|se|nel caso)\b",
    re.IGNORECASE,
)
"""Words before a subjunctive that is none of politeness: "controlla che il cliente inserisca"."""

_PLURAL: Final = re.compile(rf"\b(?:{VOI})\b", re.IGNORECASE)
_PLURAL_BID: Final = re.compile(
    r"(?:^|(?<=[.!?:;…»] ))\w{3,}(?:ate|ite) (?=(?:il|lo|la|l'|i|gli|le|un|uno|una|un'|che|su|con|qui|subito|ora)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_AS_SUBJECT: Final = re.compile(
    r"(?:^|(?<=[.!…] ))(?:può|deve|vuole|desidera|preferisce)\b"
    r"|\b(?:se|quando) (?:lo |la |li |le |non )?(?:vuole|desidera|preferisce|ha già|dispone)\b",
    re.IGNORECASE | re.MULTILINE,
)


def keeps_tu(entry: Entry) -> Iterator[Remark]:
    """`tu`: no `Lei`, no `voi`, in pronouns, verbs and courtesy."""
    if entry.language != ITALIAN:
        return
    slips: list[Slip] = []
    for wording in entry.wordings:
        text = PLACEHOLDER.sub("◦", wording)
        slips += _formal(text, entry)
    if found := remark("tu", "error", slips, ": the customer is addressed with `tu`"):
        yield found


def _formal(text: str, entry: Entry) -> Iterator[Slip]:
    patterns = [_PRONOUNS, _CLITIC_VI, _CAPITALS, _POLITE_LE, _PLURAL, _PLURAL_BID]
    if entry.reader == "customer":
        patterns += [_AS_SUBJECT] if _THIRD.search(text) else [_POSSESSIVE, _AS_SUBJECT]
    if not text.rstrip().endswith("?"):
        patterns.append(_FORMAL_IN_I)
    found = {match.start(): match[0].strip() for pattern in patterns for match in pattern.finditer(text)}
    for match in _FORMAL_IN_A.finditer(text):
        clause = re.split(r"[.!?;:]", text[: match.start()])[-1]
        if not _HANGS_ON.search(clause):
            found[match.start()] = match[0]
    yield from (Slip(found[at]) for at in sorted(found))
