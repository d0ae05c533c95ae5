"""The files of screens/ as they are written; `rules` says what must hold between one and the journey besides."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError
from typing_extensions import TypeAliasType

from ac_tui.deck import text
from ac_tui.journey.facts import CASES, FACTS, LISTS
from ac_tui.journey.forms import ARGUMENTS, INTENTS
from ac_tui.journey.model import STEPS

Path = text.Path


def printable(text: str) -> str:
    """Text from a file carries no control or invisible character to a terminal (design: Secrets and people)."""
    if not text.translate(dict.fromkeys((0xA0, 0x202F, 0x0A), " ")).isprintable():  # two kinds of space, line feed
        raise PydanticCustomError("control-character", "contains a control or invisible character")
    return text


def _one_of(names: Iterable[str], description: str) -> WithJsonSchema:
    return WithJsonSchema({"description": description, "enum": list(names)})


Words = Annotated[str, StringConstraints(min_length=1), AfterValidator(printable)]
"""Text that somebody reads, with its {placeholders}."""
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
WordsByKey = dict[Name, Words]
MaybeWords = Annotated[str, AfterValidator(printable)]
Sentences = Annotated[tuple[Words, ...], Field(min_length=1)]
_TESTS = {"enum": [*FACTS, *(f"not {name}" for name in FACTS)]}
_HOLDS = "A fact of the journey, not and a fact, or a list of these that must all hold."
# Aliases by name: the schema has each of them once.
Condition = TypeAliasType(
    "Condition",
    Annotated[
        tuple[str, ...],
        BeforeValidator(lambda one: (one,) if isinstance(one, str) else one),
        WithJsonSchema({"description": _HOLDS, "anyOf": [_TESTS, {"type": "array", "items": _TESTS, "minItems": 1}]}),
    ],
)
ListName = TypeAliasType("ListName", Annotated[str, _one_of(LISTS, "A list of the journey: repeats over its entries.")])
_ARGUMENTS = sorted({argument for arguments in ARGUMENTS.values() for argument in arguments})
Beside = Annotated[str, Field(description="The id of the block it shares a row with, or in whose text it stands.")]
Length = Annotated[int, Field(strict=True, ge=1)]
Status = Literal["draft", "review", "final"]


class FilePart(BaseModel, text.Readable):
    """A piece of a file."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Remarks(FilePart):
    """What may be said of any text: how far along it is, and a note for whoever edits it next."""

    status: Status | None = None
    note: str = ""


class BlockModel(Remarks):
    """What every block may have: `when` shows it, `max_length` (characters), `max_lines` (at phone width) bound it."""

    when: Condition = ()
    max_length: Annotated[Length | None, Field(description="At most so many characters.")] = None
    max_lines: Annotated[Length | None, Field(description="At most so many lines at phone width.")] = None


class TextBlock(BlockModel):
    """A sentence, or with `each` one for every entry of a list (ids `products.1`, `products.2`)."""

    kind: Literal["text"]
    text: Words
    each: ListName = ""
    beside: Beside = ""


class EntryBlock(BlockModel):
    """A line to write in; a password shows as bullets, a code in as many boxes as the policy gives it digits."""

    kind: Literal["field", "secret", "code"]
    label: Words
    placeholder: MaybeWords = ""
    enabled: Condition = ()
    beside: Beside = ""
    error: WordsByKey = Field(default_factory=dict)
    hint: WordsByKey = Field(default_factory=dict)


class TabsBlock(BlockModel):
    """Two or more tabs, one of them chosen."""

    kind: Literal["tabs"]
    label: MaybeWords = ""
    options: Annotated[WordsByKey, Field(min_length=2)]
    error: WordsByKey = Field(default_factory=dict)


class Group(FilePart):
    """Options under a heading: either one for each entry of a list, or fixed ones."""

    label: Words
    each: ListName = ""
    text: MaybeWords = ""
    options: WordsByKey = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Group:
        if bool(self.options) == bool(self.each) or bool(self.each) != bool(self.text):
            raise PydanticCustomError("group", "needs either `each` with `text`, or `options`")
        return self


class ChoiceBlock(BlockModel):
    """A choice of one among groups of options; a group over an empty list is left out."""

    kind: Literal["choice"]
    label: MaybeWords = ""
    groups: Annotated[dict[Name, Group], Field(min_length=1)]
    error: WordsByKey = Field(default_factory=dict)


class ChecklistItem(FilePart):
    """One entry of a checklist, ticked by a fact."""

    text: Words
    ticked: Annotated[str, _one_of(FACTS, "A fact of the journey.")]


class ChecklistBlock(BlockModel):
    """Rules that tick themselves as they are met."""

    kind: Literal["checklist"]
    label: MaybeWords = ""
    items: Annotated[dict[Name, ChecklistItem], Field(min_length=1)]


class CheckboxBlock(BlockModel):
    """A box to tick."""

    kind: Literal["checkbox"]
    label: Words
    enabled: Condition = ()
    error: WordsByKey = Field(default_factory=dict)


class Sender(BlockModel):
    """A button or a link: pressing or following it makes the event `sends`."""

    kind: Literal["button", "link"]
    label: Words
    sends: Annotated[str, _one_of(INTENTS, "The event of the journey that it makes.")]
    argument: Annotated[str, _one_of(_ARGUMENTS, "The event's argument.")] = ""
    enabled: Condition = ()
    beside: Beside = ""


class NoticeBlock(BlockModel):
    """A notice on top of the screen; its id is the notice of the journey that it puts into words."""

    kind: Literal["notice"]
    title: Words
    text: MaybeWords = ""
    tone: Literal["warning", "done"] = "warning"  # done: it went well, and is marked so, never by colour alone


AnyBlock = Annotated[
    TextBlock | EntryBlock | TabsBlock | ChoiceBlock | ChecklistBlock | CheckboxBlock | Sender | NoticeBlock,
    Field(discriminator="kind"),
]
Asking = EntryBlock | TabsBlock | ChoiceBlock | CheckboxBlock
"""Blocks that stand for a field of the journey's forms."""


class CaseWords(FilePart, extra="allow"):
    """A placeholder of the file's own: one text for each answer of a case of the journey."""

    __pydantic_extra__: dict[str, Words]

    by: Annotated[str, _one_of(CASES, "A question of the journey with a few answers: one text for each.")]


class AdviceText(Remarks):
    """The operator's side: sentences to say, what never to say, things to check, where to go next."""

    say: Sentences
    never: tuple[Words, ...] = ()
    check: Sentences
    next: Sentences


class Varied(AdviceText):
    """Advice that differs in some situations of the journey (`journey.situations`)."""

    situations: dict[Name, AdviceText] = Field(default_factory=dict)


class Desk(Varied):
    """The advice for a step, and for what can come out of what is done there; `heard` is what callers say for words of
    the screen, by block and key of the text ("heading" for both of the title): only the finder reads it.
    """

    outcomes: dict[Name, Varied] = Field(default_factory=dict)
    heard: dict[Name, dict[Name, tuple[Words, ...]]] = Field(default_factory=dict)


class Screen(Remarks):
    """A whole screen file."""

    step: Annotated[str, _one_of(STEPS, "The step of the journey that the file is named after.")]
    guide: tuple[Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]?[ABC]$")], ...]
    heading: Words
    words: dict[Name, CaseWords] = Field(default_factory=dict)
    body: Annotated[dict[Name, AnyBlock], Field(min_length=1)]
    desk: Desk


# The files of screens/desk/.


class SmsText(Remarks):
    """An SMS: who it comes from and what it says."""

    sender: Words
    body: Words


class EmailText(Remarks):
    """An email; the line breaks of its body are kept."""

    sender: Words
    subject: Words
    body: Words


class EitherWay(FilePart):
    """A message that goes to whichever contact was chosen."""

    email: EmailText
    mobile: SmsText


class ToMobile(FilePart):
    """A message that only ever goes to a mobile (guide 9A)."""

    mobile: SmsText


class Messages(FilePart):
    """screens/desk/messages.toml: the messages by purpose; `business` is a registration with a link."""

    registration: EitherWay
    business: EitherWay
    access: ToMobile
    operation: ToMobile
    recovery: EitherWay


class CheckWords(FilePart):
    """How a check is told that passed or failed; `hint` is what to do about a reason, `also` says one after another."""

    evidence: tuple[Name, ...] = ()
    passed: Words
    reason: WordsByKey = Field(default_factory=dict)
    hint: WordsByKey = Field(default_factory=dict)
    also: WordsByKey = Field(default_factory=dict)


class Why(FilePart, extra="allow"):
    """screens/desk/why.toml: one table for each check of the journey."""

    __pydantic_extra__: dict[str, CheckWords]


class ReasonAdvice(FilePart):
    """What to say, or never, where a check failed for a reason; check and do: only where the outcome's does not fit."""

    say: Sentences
    never: tuple[Words, ...] = ()
    check: tuple[Words, ...] = ()
    next: tuple[Words, ...] = ()


class FactAdvice(FilePart):
    """What to check and do besides, as long as a fact holds: at least one sentence."""

    check: tuple[Words, ...] = ()
    next: tuple[Words, ...] = ()


class Outcomes(FilePart):
    """screens/desk/advice.toml: by outcome at any step, by failed check and reason, by what the session knows."""

    outcomes: dict[Name, Varied] = Field(default_factory=dict)
    reasons: dict[Name, dict[Name, ReasonAdvice]] = Field(default_factory=dict)
    standings: dict[Name, AdviceText] = Field(default_factory=dict)
    facts: dict[Name, FactAdvice] = Field(default_factory=dict)


class DeskWords(FilePart, extra="allow"):
    """screens/desk/words.toml: words in nested tables, of any depth."""


# The JSON Schema of a screen file, for editors: stored beside the screens as schema.json.


def schema_text() -> str:
    """The schema as it is stored and printed, with the names of facts, events, lists and steps that a file may use."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Screen.model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
