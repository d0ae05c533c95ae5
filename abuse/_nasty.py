"""Texts that break programs: what is typed, pasted or damaged in the field, and what nobody would think of."""

from __future__ import annotations

from random import Random

SIGNS: tuple[str, ...] = (
    *"abcXYZ018 .,-_@+'\"`/\\|<>[]{}()$%&=?*#~^:;!",
    *("\n", "\r", "\t", "\0", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029"),  # controls, C1 too
    *("\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u061c"),  # turning, joining, unseen
    *("\u0301", "\u0308", "\u0345", "\u20dd", "\ufe0f"),  # marks
    *("à", "ß", "İ", "ı", "ǆ", "Ω", "ж", "中", "ﬁ", "²", "٣", "Ⅷ", "😀", "👩\u200d👧"),
    *("\U000e0041", "\ud800", "\uffff"),
)
WORDS: tuple[str, ...] = (
    *("", " ", "'", "[/]", "[b]x[/b]", "<script>alert(1)</script>", "{0}", "{code}", "%s", "${OTP}", "${", "$(id)"),
    *("NaN", "inf", "-0", "1e999", "0x1F", "1_000", "yes", "null", "true", "../../etc/passwd", "C:\\x", "-rf", "=1+1"),
    *("a@b", "@", "a@b@c", "x@" + "a" * 64 + ".it", "x" * 65 + "@mail.it", "x@[127.0.0.1]", "x@xn--", "☃@☃.net"),
    *("+39", "+", "00", "+39 320", "(((", "(.*)*(.*)*x", "a" * 300, "+" * 40, "\u0301" * 50, "Zalgo" + "\u0336" * 200),
)

NEARLY: tuple[str, ...] = (
    *("Mario", "Rossi", "De Luca", "D'Angelo", "Gallo & Figli S.n.c.", "Wellion", "Prova1234", "123456"),
    *("mario.rossi@mail.it", "info@wellion.example", "+393201234519", "320 1234519", "RSSMRA85M01Z999U", "99999010012"),
)


def text(random: Random, longest: int = 40) -> str:
    """A nasty text: a word, one that is nearly sound, or signs put together; one in 250 is thousands of signs long."""
    number = random.randrange(500)
    if number == 0:
        return random.choice(SIGNS) * 10_000
    if number == 1:
        return random.choice(NEARLY) + random.choice(SIGNS) * 10_000
    if number < 100:
        return random.choice(WORDS)
    if number < 300:
        return _nearly(random)
    return "".join(random.choices(SIGNS, k=random.randrange(longest)))


def _nearly(random: Random) -> str:
    """A sound text with a sign too many, too few or another one, and perhaps in other letters."""
    sound = random.choice(NEARLY)
    at = random.randrange(len(sound))
    changed = sound[:at] + random.choice(("", *SIGNS)) + sound[at + random.randrange(2) :]
    return random.choice((changed, changed.upper(), changed.swapcase(), changed[::-1], changed * 40, f" {changed} "))
