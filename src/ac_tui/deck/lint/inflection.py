"""How Italian and English words are inflected: every form of a verb, noun or adjective from the one a word list names.

Enough for a spelling list, which asks whether a form exists, not which one is meant: where two plurals are possible
(`-chi`, `-ci`) both are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

Inflect = Callable[[str], Iterator[str]]


def _cut(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_CLITICS: Final = _cut(
    "mi ti ci si vi lo la li le ne gli "
    "melo mela meli mele mene telo tela teli tele tene celo cela celi cele cene selo sela sene velo vela vene "
    "glielo gliela glieli gliele gliene"
)

_ARE: Final = _cut(
    "o i a iamo ate ano avo avi ava avamo avate avano erò erai erà eremo erete eranno erei eresti erebbe eremmo ereste "
    "erebbero iate ino assi asse assimo aste assero ai asti ò ammo arono ato ata ati ate ando ante anti"
)
_ERE: Final = _cut(
    "o i e iamo ete ono evo evi eva evamo evate evano erò erai erà eremo erete eranno erei eresti erebbe eremmo ereste "
    "erebbero a iate ano essi esse essimo este essero ei etti esti é ette emmo erono ettero endo ente enti"
)
_IRE: Final = _cut(
    "o i e iamo ite ono ivo ivi iva ivamo ivate ivano irò irai irà iremo irete iranno irei iresti irebbe iremmo ireste "
    "irebbero a iate ano issi isse issimo iste issero ii isti ì immo irono endo ente enti"
)
_ISC: Final = _cut("isco isci isce iscono isca iscano")
_NOT_ISC: Final = frozenset(_cut("o i e ono a ano"))
"""Endings that the forms in -isc- stand for."""


def italian_verb(entry: str) -> Iterator[str]:
    """Every form of a regular verb; `chiedere:chiesto` names a participle of its own, `finire+isc` the -isc- forms."""
    infinitive, _, participle = entry.partition(":")
    infinitive, _, isc = infinitive.partition("+")
    stem, ending = infinitive[:-3], infinitive[-3:]
    if ending == "are":
        forms = [form for end in _ARE for form in _joined(stem, end)]
        bids, gerund = [f"{stem}a", *_joined(stem, "iamo")], f"{stem}ando"
    else:
        ends = [end for end in _IRE if end not in _NOT_ISC] + list(_ISC) if isc else _ERE if ending == "ere" else _IRE
        forms = [stem + end for end in ends]
        bids, gerund = [f"{stem}isci" if isc else f"{stem}i", f"{stem}iamo"], f"{stem}endo"
        forms += _four(participle or stem + ("uto" if ending == "ere" else "ito"))
    yield from (infinitive, infinitive[:-1], *forms)
    for hook in (infinitive[:-1], gerund, *bids):
        yield from (hook + clitic for clitic in _CLITICS)


def _joined(stem: str, end: str) -> tuple[str, ...]:
    """The stem of a verb in -are before an ending: cerchi; cominci, comincerò; cambi, invii, inviamo."""
    if stem.endswith(("c", "g")) and end[0] in "ei":
        return (f"{stem}h{end}",)
    if stem.endswith("i") and end[0] == "i":
        return (stem + end[1:], stem + end)
    if stem.endswith(("ci", "gi")) and end[0] == "e":
        return (stem[:-1] + end,)
    return (stem + end,)


def _four(masculine: str) -> list[str]:
    return [masculine[:-1] + end for end in "oaie"]


def italian_noun(word: str) -> Iterator[str]:
    """Singular and plural; words that end in an accent or a consonant stay as they are."""
    yield word
    body, last = word[:-1], word[-1]
    if last == "o":
        yield from _in_i(body)
    elif last == "a":
        yield from _in_e(body)
        yield from _in_i(body)
    elif last == "e":
        yield f"{body}i"


def italian_adjective(word: str) -> Iterator[str]:
    """All genders and numbers, the adverb in -mente, the forms in -issimo."""
    body, last = word[:-1], word[-1]
    if last == "o":
        yield from (word, f"{body}a", *_in_i(body), *_in_e(body), f"{body}amente")
    else:
        adverb = f"{body}mente" if word.endswith(("le", "re")) else f"{word}mente"
        yield from (word, f"{body}i", adverb)
    yield from _four(f"{body}h{'issimo'}" if body.endswith(("c", "g")) else f"{body.removesuffix('i')}issimo")


def _in_i(body: str) -> Iterator[str]:
    if body.endswith("i"):
        yield body
    else:
        yield f"{body}i"
        if body.endswith(("c", "g")):
            yield f"{body}hi"


def _in_e(body: str) -> Iterator[str]:
    if body.endswith(("ci", "gi")):
        yield f"{body[:-1]}e"
    yield f"{body}he" if body.endswith(("c", "g")) else f"{body}e"


_VOWELS: Final = "aeiou"


def english_verb(entry: str) -> Iterator[str]:
    """The forms of a verb; `write:wrote:written` names irregular ones, `stop*` doubles its last letter."""
    base, *irregular = entry.split(":")
    base, doubled = base.rstrip("*"), base[-2] if base.endswith("*") else ""
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "ye")) else base + doubled
    yield from (base, _with_s(base), f"{stem}ing")
    if irregular:
        yield from irregular
    else:
        yield f"{base[:-1]}ied" if base.endswith("y") and base[-2] not in _VOWELS else f"{stem}ed"


def english_noun(word: str) -> Iterator[str]:
    """Singular and plural."""
    yield from (word, _with_s(word))


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return f"{word}es"
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in _VOWELS else f"{word}s"


def as_it_is(word: str) -> Iterator[str]:
    """The word itself."""
    yield word


INFLECTIONS: Final[Mapping[str, Mapping[str, Inflect]]] = {
    "it": {"words": as_it_is, "verbs": italian_verb, "nouns": italian_noun, "adjectives": italian_adjective},
    "en": {"words": as_it_is, "verbs": english_verb, "nouns": english_noun},
}
"""How the words of each section of a list are inflected, by language; a language that is not here has only `words`."""
