"""Every list of the desk, by the name of its dialog."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ac_tui.desk.case import changes, registries
from ac_tui.desk.picks import (
    READ,
    Pick,
    Picker,
    answer_picks,
    box,
    check_picks,
    customer_picks,
    in_words,
    no_caller,
    show_story,
    story_picks,
)
from ac_tui.desk.records import calls, endings, sentences
from ac_tui.desk.training import decisions

PICKERS: Final[Mapping[str, Picker]] = {
    "copy": Picker(sentences, in_words("record.copy"), in_words("record.nothing")),
    "end": Picker(endings, in_words("record.how"), in_words("record.nothing")),
    "calls": Picker(calls, in_words("record.calls"), in_words("record.none_yet")),
    "decide": Picker(decisions, in_words("train.title"), in_words("train.none")),
    "case": Picker(changes, in_words("case.title"), in_words("case.none"), "case.empty"),
    "registries": Picker(registries, in_words("case.registries"), in_words("case.none"), "case.which"),
    "find": Picker(box(READ), in_words("find.title"), in_words("find.none"), "find.empty"),
    "ask": Picker(box(0.0), in_words("answers.title"), in_words("answers.nothing"), "answers.empty"),
    "stories": Picker(story_picks, in_words("stories.title"), no_caller),
    "customer": Picker(customer_picks, in_words("stories.title"), no_caller),
    "answers": Picker(answer_picks, lambda session: session.answers.cause.ask, in_words("answers.none")),
    "cause": Picker(
        lambda session, _: [Pick(session.words("answers.show"), show_story)],
        lambda session: session.answers.cause.title,
        in_words("answers.none"),
    ),
    "checks": Picker(
        check_picks,
        in_words("record.title"),
        lambda session, text: session.words("record.none" if text.strip() else "record.empty"),
    ),
}
"""The lists by the names of their dialogs."""
