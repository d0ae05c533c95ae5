"""Texts that are one expression for Python, by which flows are played here, and another for Java, as on devices."""

from __future__ import annotations

import re
import warnings
from typing import Final

_VARIABLE: Final = re.compile(r"\\?\$\{[^}$]*\}")
_NOT_ESCAPED: Final = r"(?<!\\)(?:\\\\)*"
_ONLY_THERE: Final = re.compile(
    _NOT_ESCAPED + r"(?:\\(?:[pP](?:\{|[A-Z])|[QhHRXzGek]|c[A-Z@-_]|x\{|0[0-7])|\(\?<[A-Za-z])"
)
"""An expression in Java, and an error in Python, so that the text is taken literally."""
_ONLY_HERE: Final = re.compile(_NOT_ESCAPED + r"(?:\(\?(?:P[<=>]|#|\(|[aL]))")
"""An expression in Python, and an error in Java."""
_BRACE: Final = re.compile(_NOT_ESCAPED + r"\{(?![0-9]+(?:,[0-9]*)?\})")
_WORD: Final = re.compile(_NOT_ESCAPED + r"\\[wW]")
_SPACE: Final = re.compile(_NOT_ESCAPED + r"\\[vZ]")
_NESTED: Final = re.compile(_NOT_ESCAPED + r"\[[^]]*(?:\[(?!:)|&&)")
_LATE_FLAG: Final = re.compile(r".+" + _NOT_ESCAPED + r"\(\?[imsx]+\)", re.DOTALL)
_EXPRESSION: Final = re.compile(r"[\\^$*+?\[\]|().]")


def differs_in_java(text: str) -> str:
    """What an expression means on a device that it does not mean here, or "" where both agree."""
    text = _VARIABLE.sub("x", text)
    nested = _NESTED.search(text) is not None
    if _ONLY_THERE.search(text) or (nested and _nested_is_literal(text)) or _LATE_FLAG.match(text):
        return "is an expression on a device; here it is taken literally"
    if nested:
        return "has a set inside a set, which a device counts as one and this program does not"
    if _ONLY_HERE.search(text):
        return "is an expression here; a device takes it literally"
    if (brace := _BRACE.search(text)) and _EXPRESSION.search(text[: brace.start()] + text[brace.end() :]):
        return "has a brace that no number follows: an expression here, and a device takes all of it literally"
    if _WORD.search(text):
        return r"has a \w, which knows accented letters here and none of them on a device"
    if _SPACE.search(text):
        return r"has a \v or \Z, which mean more on a device than here"
    return ""


def _nested_is_literal(text: str) -> bool:
    """Whether Python warns of sets inside one another, so that the text is taken literally here."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(text)
    except (re.error, Warning):
        return True
    return False
