"""A screen file as it is written: one model per kind of block, nothing else allowed in it.

The models say what a file may hold; `rules` says what must hold between a file and the journey.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

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

from ac_tui.deck import record
from ac_tui.deck.record import NO_TEXT, Readable
from ac_tui.journey.facts import CASES, FACTS, LISTS
from ac_tui.journey.forms import ARGUMENTS, INTENTS
from ac_tui.journey.model import STEPS

Path = record.Path
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\n": " "})


def printable(text: str) -> str:
    """Text from a file carries no control or invisible character to a terminal (design: Secrets and people)."""
    if not text.translate(_SPACES).isprintable():
        raise PydanticCustomError("control-character", "contains a control or invisible character")
    return text


def _as_list(value: object) -> object:
    return (value,) if isinstance(value, str) else value


REFERENCE = "definition"
DEFINITIONS: dict[str, dict[str, Any]] = {
    "Fact": {"enum": list(FACTS)},
    "Test": {"enum": [*FACTS, *(f"not {name}" for name in FACTS)]},
    "Condition": {
        "description": "A fact of the journey, not and a fact, or a list of these that must all hold.",
        "anyOf": [{"$ref": "#/$defs/Test"}, {"type": "array", "items": {"$ref": "#/$defs/Test"}, "minItems": 1}],
    },
    "List": {"description": "A list of the journey: repeats over its entries.", "enum": list(LISTS)},
    "Case": {"description": "A question of the journey with a few answers: one text for each.", "enum": list(CASES)},
    "Event": {"description": "The event of the journey that it makes.", "enum": list(INTENTS)},
    "Argument": {"description": "The event's argument.", "enum": sorted({a for v in ARGUMENTS.values() for a in v})},
    "Step": {"description": "The step of the journey that the file is named after.", "enum": list(STEPS)},
}
"""The names a file may use, for its JSON Schema: each once, referred to where it may stand."""


def _named(name: str) -> WithJsonSchema:
    """A place where one of DEFINITIONS stands; `schema` turns the mark into a reference."""
    return WithJsonSchema({REFERENCE: name})


Words = Annotated[str, StringConstraints(min_length=1), AfterValidator(printable)]
"""Text that somebody reads, with its {placeholders}."""
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
WordsByKey = dict[Name, Words]
MaybeWords = Annotated[str, AfterValidator(printable)]
Sentences = Annotated[tuple[Words, ...], Field(min_length=1)]
Condition = Annotated[tuple[str, ...], BeforeValidator(_as_list), _named("Condition")]
"""A fact of the journey, "not" and a fact, or a list of these that must all hold."""
FactName = Annotated[str, _named("Fact")]
ListName = Annotated[str, _named("List")]
EventName = Annotated[str, _named("Event")]
Argument = Annotated[str, _named("Argument")]
Beside = Annotated[str, Field(description="The id of the block it shares a row with, or in whose text it stands.")]
Length = Annotated[int, Field(strict=True, ge=1)]
Status = Literal["draft", "review", "final"]


class FilePart(Readable, BaseModel):
    """A piece of a file."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    def wordings(self) -> Iterator[tuple[str, Any]]:
        """The keys that hold texts, by themselves or further in, with what they hold."""
        yield from ((name, getattr(self, name)) for name in type(self).model_fields if name not in NO_TEXT)
        yield from (self.__pydantic_extra__ or {}).items()


class Remarks(FilePart):
    """What may be said of any text: how far along it is, and a note for whoever edits it next."""

    status: Status | None = None
    note: str = ""


class BlockModel(Remarks):
    """What every block may have: `when` shows it, `max_length` (characters), `max_lines` (at phone width) bound it."""

    when: Condition = ()
    max_length: Annotated[Length | None, Field(description="At most so many characters.")] = None
    max_lines: Annotated[Length | None, Field(description="At most so many lines at phone width.")] = None


class _Input(BlockModel):
    label: Words
    placeholder: MaybeWords = ""
    enabled: Condition = ()
    beside: Beside = ""
    error: WordsByKey = Field(default_factory=dict)
    hint: WordsByKey = Field(default_factory=dict)


class TextBlock(BlockModel):
    """A sentence, or with `each` one for every entry of a list (ids `products.1`, `products.2`)."""

    kind: Literal["text"]
    text: Words
    each: ListName = ""
    beside: Beside = ""


class FieldBlock(_Input):
    """A line to write in."""

    kind: Literal["field"]


class SecretBlock(_Input):
    """A password: what is typed shows as bullets."""

    kind: Literal["secret"]


class CodeBlock(BlockModel):
    """Boxes for a code of so many digits."""

    kind: Literal["code"]
    label: Words
    digits: Annotated[int, Field(strict=True, ge=4, le=10)]
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
    ticked: FactName


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


class _Sender(BlockModel):
    label: Words
    sends: EventName
    argument: Argument = ""
    enabled: Condition = ()
    beside: Beside = ""


class ButtonBlock(_Sender):
    """A button: pressing it makes the event `sends`."""

    kind: Literal["button"]


class LinkBlock(_Sender):
    """A link: following it makes the event `sends`."""

    kind: Literal["link"]


class NoticeBlock(BlockModel):
    """A notice on top of the screen; its id is the notice of the journey that it puts into words.

    `tone` is "done" for something that went well: it is marked so, never by colour alone.
    """

    kind: Literal["notice"]
    title: Words
    text: MaybeWords = ""
    tone: Literal["warning", "done"] = "warning"


AnyBlock = Annotated[
    TextBlock
    | FieldBlock
    | SecretBlock
    | TabsBlock
    | ChoiceBlock
    | ChecklistBlock
    | CheckboxBlock
    | CodeBlock
    | ButtonBlock
    | LinkBlock
    | NoticeBlock,
    Field(discriminator="kind"),
]
Sender = ButtonBlock | LinkBlock
Asking = FieldBlock | SecretBlock | CodeBlock | TabsBlock | ChoiceBlock | CheckboxBlock
"""Blocks that stand for a field of the journey's forms."""


class CaseWords(FilePart):
    """A placeholder of the file's own: one text for each answer of a case of the journey."""

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[str, Words]

    by: Annotated[str, _named("Case")]

    @property
    def answers(self) -> Mapping[str, str]:
        """The text of each answer."""
        return self.__pydantic_extra__


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
    """The advice for a step, and for what can come out of what is done there.

    `heard` is what callers say for words of the screen, by block and by key of that text (an error's, "label", "title"
    and so on; "heading" for both of the screen's title): only the finder reads it.
    """

    outcomes: dict[Name, Varied] = Field(default_factory=dict)
    heard: dict[Name, dict[Name, tuple[Words, ...]]] = Field(default_factory=dict)


class Screen(Remarks):
    """A whole screen file."""

    step: Annotated[str, _named("Step")]
    guide: tuple[Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]?[ABC]$")], ...]
    heading: Words
    words: dict[Name, CaseWords] = Field(default_factory=dict)
    body: Annotated[dict[Name, AnyBlock], Field(min_length=1)]
    desk: Desk
