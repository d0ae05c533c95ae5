"""What the shipped rules say of three hundred sentences of Italian interfaces, against what a reader would."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from ac_tui import assets
from ac_tui.deck.lint.rules import dictionary, issues_of, read_rules
from ac_tui.deck.lint.texts import Use
from tests.lint.saying import entry

SENTENCES = Path(__file__).with_name("interface_sentences.txt")


class Judged(NamedTuple):
    """A sentence, the rules that a reader blames it for, and those that blame it at error or warning level."""

    text: str
    wanted: frozenset[str]
    blamed: frozenset[str]


@cache
def judged() -> tuple[Judged, ...]:
    home = assets.screens_dir()
    book = read_rules(home)[0]
    words = dictionary("it")
    assert words is not None
    found = []
    for line in SENTENCES.read_text("utf-8").splitlines():
        rules, bar, text = line.partition("|")
        if not bar or line.startswith("#"):
            continue
        text = text.removeprefix(" ")
        use: Use = "sentence" if text.rstrip("»)").endswith((".", "!", "?", "…", ":")) else "label"
        said = issues_of(book, entry(text, use=use), words.word_frequency.dictionary)
        blamed = frozenset(remark.rule for remark in said if remark.level != "suggestion")
        found.append(Judged(text, frozenset(rules.split()), blamed))
    return tuple(found)


def test_there_are_three_hundred_sentences() -> None:
    assert len({one.text for one in judged()}) >= 300


def test_nine_in_ten_findings_are_right() -> None:
    right = sum(len(one.blamed & one.wanted) for one in judged())
    wrong = [(one.text, sorted(one.blamed - one.wanted)) for one in judged() if one.blamed - one.wanted]
    assert len(wrong) <= right / 9, wrong


def test_nine_in_ten_slips_are_found() -> None:
    wanted = sum(len(one.wanted) for one in judged())
    missed = [(one.text, sorted(one.wanted - one.blamed)) for one in judged() if one.wanted - one.blamed]
    assert len(missed) <= wanted / 10, missed
