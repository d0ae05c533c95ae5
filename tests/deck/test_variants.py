"""Variants replace texts by key, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.deck.load import deck_faults, load_deck, variant_names
from ac_tui.deck.render import message_views, render
from ac_tui.journey.model import STEPS, Service
from ac_tui.registry.faults import FileError
from tests.deck.worlds import EMAIL, MOBILE, WORLD, at, challenge, deck, message, plant, screens_copy, waiting

ENGLISH = {
    "confirm_contact.toml": """
heading = "Confirm your contact"

[words.destination]
email  = "to the email {contact}"
mobile = "to the number {contact}"

[body.sent]
text = "Enter the code that we sent {destination}."

[body.code]
label = "Code"
status = "draft"
note = "ask the translator"
error.wrong = "Wrong. {attempts}"

[body.resend]
label = "Send another"

[desk]
say = ["Read me the code.", "Slowly."]

[desk.outcomes.code_right]
say = ["Right.", "Log in now."]
""",
    "choose_contact.toml": """
[body.contact.groups.other]
label = "Other"
options.none = "None of these"
""",
    "contact.toml": """
[body.rules.items.length]
text = "{password_min} to {password_max} characters"
""",
    "desk/words.toml": """
[phone]
reopen = "Reopen"
""",
    "desk/messages.toml": """
[registration.email]
subject = "Your code"
body = "{code} is your code; it lasts {lifetime}."
""",
}


def write(screens: Path, variant: str, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = screens / "variants" / variant / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    return screens_copy(tmp_path)


@pytest.fixture
def english(screens: Path) -> Path:
    write(screens, "xx", ENGLISH)
    return screens


def test_a_variant_is_named_by_its_folder(english: Path) -> None:
    assert "xx" in variant_names(english)
    assert load_deck(english, "xx").variant == "xx"


def test_a_variant_replaces_the_texts_it_names(english: Path) -> None:
    deck_xx = load_deck(english, "xx")
    shown = render(deck_xx, waiting("confirm_contact", challenge(MOBILE), errors={"code": "wrong"}), WORLD)
    assert shown.heading == "Confirm your contact"
    assert shown.by_id["sent"].text == "Enter the code that we sent to the number +39 320 *****19."
    assert shown.by_id["code"].error == "Wrong. Ti restano 5 tentativi."
    assert shown.by_id["resend"].text == "Send another"
    choice = render(deck_xx, at("choose_contact", offers=(EMAIL,)), WORLD).by_id["contact"]
    assert [(option.group, option.text) for option in choice.options][-1] == ("Other", "None of these")


def test_a_variant_leaves_everything_else_as_it_is(english: Path) -> None:
    deck_xx = load_deck(english, "xx")
    journey = waiting("confirm_contact", challenge(MOBILE))
    original, changed = render(deck(), journey, WORLD), render(deck_xx, journey, WORLD)
    assert [(b.id, b.kind, b.sends, b.enabled) for b in original.blocks] == [
        (b.id, b.kind, b.sends, b.enabled) for b in changed.blocks
    ]
    for step in STEPS:
        if f"{step}.toml" not in ENGLISH:
            assert render(deck_xx, at(step), WORLD) == render(deck(), at(step), WORLD)


def test_a_variant_reaches_the_desk_and_the_messages(english: Path) -> None:
    deck_xx = load_deck(english, "xx")
    assert deck_xx.words("phone.reopen") == "Reopen"
    assert deck_xx.words("phone.closed") == deck().words("phone.closed")
    assert deck_xx.advice("confirm_contact").say == ("Read me the code.", "Slowly.")
    assert deck_xx.advice("confirm_contact").check == deck().advice("confirm_contact").check
    assert deck_xx.advice("confirm_contact", "code_right").say == ("Right.", "Log in now.")
    asked = challenge()
    journey = waiting("confirm_contact", asked)
    service = Service(challenges={asked.key: asked}, outbox=(message(asked),))
    [shown] = message_views(deck_xx, at("confirm_contact", challenge=journey.challenge, service=service), WORLD)
    assert (shown.subject, shown.body) == ("Your code", "823456 is your code; it lasts 10 minuti.")


def test_loading_a_variant_leaves_the_original_alone(english: Path) -> None:
    load_deck(english, "xx")
    assert render(load_deck(english), at("welcome"), WORLD) == render(deck(), at("welcome"), WORLD)


FAULTY = [
    # rule, file, text, the line of the finding, a part of the message
    ("variant-key", "welcome.toml", '\n[body.register]\nsends = "go_login"\n', 3, "replaces texts and nothing else"),
    ("variant-key", "welcome.toml", '[body.register]\nlable = "Sign up"\n', 2, "did you mean `body.register.label`?"),
    ("variant-key", "welcome.toml", '\n\nstep = "welcome"\n', 3, "`step` is no text of welcome.toml"),
    ("variant-key", "contact.toml", '[body.email]\nwhen = "by_mobile"\n', 2, "`body.email.when` is no text"),
    ("variant-key", "contact.toml", '[body.hello]\nkind = "text"\n', 2, "`body.hello.kind` is no text"),
    ("variant-key", "contact.toml", '[body.hello]\nnote = "why"\n', 2, "`body.hello.note` is no text"),
    ("variant-key", "confirm_contact.toml", '[words.destination]\nby = "profile"\n', 2, "`words.destination.by` is no"),
    ("variant-placeholder", "home.toml", '[body.greeting]\ntext = "Welcome."\n', 2, "lacks {display_name}"),
    ("variant-placeholder", "home.toml", '[body.products]\ntext = "{nummer}"\n', 2, "has {nummer} too many"),
    ("brace", "home.toml", '[body.greeting]\ntext = "Welcome {display_name."\n', 2, "is no placeholder"),
    ("bad-value", "welcome.toml", '[body.intro]\ntext = ""\n', 2, "is empty"),
    ("bad-value", "welcome.toml", "[body.intro]\ntext = 7\n", 2, "must be text"),
    ("bad-value", "welcome.toml", '[desk]\nsay = "one"\n', 2, "must be a list"),
    ("bad-value", "welcome.toml", '[body.intro]\nstatus = "done"\n', 2, "'draft', 'review' or 'final'"),
    ("control-character", "welcome.toml", '[body.intro]\ntext = "a\\u200B"\n', 2, "invisible"),
    ("toml-syntax", "welcome.toml", "[body.intro]\ntext = Hello\n", 2, 'a text stands in straight quotes: "Hello"'),
    ("unknown-file", "welcom.toml", "", 1, "did you mean `welcome`?"),
    ("variant-key", "desk/words.toml", '[phone]\nreopn = "Reopen"\n', 2, "did you mean `phone.reopen`?"),
]


@pytest.mark.parametrize(
    ("rule", "place", "text", "line", "says"), FAULTY, ids=lambda value: value if isinstance(value, str) else None
)
def test_a_faulty_variant_gives_its_one_finding(
    screens: Path, rule: str, place: str, text: str, line: int, says: str
) -> None:
    write(screens, "xx", {place: text})
    found = deck_faults(screens)
    path = screens / "variants" / "xx" / place
    assert [(fault.file, fault.line, fault.rule) for fault in found] == [(str(path), line, rule)], found
    assert says in found[0].message


def test_a_placeholder_that_only_a_variant_has_is_told_of_both(screens: Path) -> None:
    original = plant(screens, "confirm_contact.toml", "Puoi richiederlo tra {wait}.", "Puoi richiederlo tra poco.")
    line = original.read_text("utf-8").split("tra poco")[0].count("\n") + 1
    at_original, at_variant = deck_faults(screens)
    assert (at_original.file, at_original.line, at_original.level) == (str(original), line, "warning")
    assert at_original.message == "`body.countdown.text` does not fill in {wait}, and a variant of it does"
    assert (Path(at_variant.file).parent.name, at_variant.level) == ("en", "error")
    assert at_variant.message.startswith("`body.countdown.text` has {wait} too many")


def test_an_unknown_variant_is_one_fault_with_the_nearest_name(english: Path) -> None:
    with pytest.raises(FileError) as caught:
        load_deck(english, "x")
    [fault] = caught.value.faults
    assert (fault.rule, fault.message) == ("unknown-variant", "there is no variant `x`; did you mean `xx`?")


@pytest.mark.parametrize("name", ["../variants/xx", "xx/../xx", ".", "/tmp"])
def test_a_variant_s_name_is_no_path(english: Path, name: str) -> None:
    with pytest.raises(FileError, match="unknown-variant"):
        load_deck(english, name)
