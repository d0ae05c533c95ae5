"""What is too long for a screen, with the longest customers of the registry filled in."""

from __future__ import annotations

from functools import cache

from msgspec import structs

from ac_tui.deck.lint.fitting import excesses, longest, shown, situations, tight
from ac_tui.deck.load import load_deck
from ac_tui.deck.view import View
from ac_tui.flows.fixture import read_policy, read_registry
from ac_tui.flows.simulation import START
from ac_tui.journey.facts import NOTICES
from ac_tui.journey.forms import FORMS
from ac_tui.journey.model import STEPS
from ac_tui.registry.index import Registry
from tests.deck.worlds import MARIO


@cache
def lived() -> dict[View, View]:
    return situations(load_deck(), read_registry(), read_policy())


def of(step: str) -> dict[View, View]:
    return {view: keyed for view, keyed in lived().items() if view.step == step}


def test_every_step_has_situations_in_the_guide_s_order() -> None:
    assert list(dict.fromkeys(view.step for view in lived())) == list(STEPS)


def test_every_error_hint_and_notice_is_seen() -> None:
    seen = {(step, path) for (step, path), *_ in shown(lived())}
    for step, fields in FORMS.items():
        for field in fields:
            assert {(step, ("body", field.id, "error", error)) for error in field.errors} <= seen
            assert {(step, ("body", field.id, "hint", hint)) for hint in field.hints} <= seen
    assert {path[1] for _, path in seen if path[0] == "body"} >= set(NOTICES)


def test_every_text_of_the_phone_is_seen_and_under_its_own_key() -> None:
    screens = load_deck().screens
    seen = {(step, path) for (step, path), *_ in shown(lived())}
    every = {(step, path) for step, screen in screens.items() for path, _ in screen.texts()}
    phone = {(step, path) for step, path in every if path[0] in ("heading", "body")}
    assert seen - phone == set()
    assert phone - seen == set()


def test_the_longest_customers_are_chosen() -> None:
    registry = read_registry()
    chosen = longest(registry)
    assert max(len(c.display_name) for c in registry) == max(len(c.display_name) for c in chosen)
    assert max(len(c.emails) + len(c.mobiles) for c in registry) == max(len(c.emails) + len(c.mobiles) for c in chosen)
    assert any(not customer.insured_on(START.date()) for customer in chosen)
    assert len(chosen) < len(list(registry)) / 2
    assert longest(Registry()) == ()


def test_without_customers_there_is_nothing_to_fill_in() -> None:
    assert situations(load_deck(), Registry(), read_policy()) == {}


def test_attempts_waiting_and_links_are_seen() -> None:
    texts = {text for view in of("confirm_contact") for _, text in view.texts()}
    assert any("Ti resta un solo tentativo." in text for text in texts)
    assert any("Ti restano 5 tentativi." in text for text in texts)
    assert "Puoi richiederlo tra 1:00." in texts
    assert any("48 ore" in text for text in texts)
    enabled = {block.enabled for view in of("confirm_contact") for block in view.blocks}
    assert enabled == {True, False}


def registry_with(**fields: object) -> Registry:
    return Registry((structs.replace(MARIO, **fields),))


def test_values_count_as_they_read_for_the_longest_customer() -> None:
    deck, policy = load_deck(), read_policy()
    short = situations(deck, registry_with(first_name="A", last_name="B"), policy)
    long = situations(deck, registry_with(first_name="A" * 60, last_name="B" * 60), policy)
    screens = dict(deck.screens)
    greeting = screens["home"].body["greeting"].model_copy(update={"max_length": 60})
    screens["home"] = screens["home"].model_copy(update={"body": {**screens["home"].body, "greeting": greeting}})
    assert excesses(short, screens, 40) == {}
    said = f"Ti diamo il benvenuto, {'A' * 60} {'B' * 60}!"
    assert excesses(long, screens, 40) == {("too-long", "home", ("body", "greeting", "text")): (len(said), 60, said)}


def test_what_has_nothing_to_fill_in_is_measured_without_customers() -> None:
    screens = dict(load_deck().screens)
    block = (
        screens["identity"].body["first_name"].model_copy(update={"label": "Nome {{di battesimo}}", "max_length": 18})
    )
    screens["identity"] = screens["identity"].model_copy(update={"body": {"first_name": block}})
    assert excesses({}, screens, 40) == {
        ("too-long", "identity", ("body", "first_name", "label")): (19, 18, "Nome {di battesimo}")
    }


def test_lines_are_counted_at_a_width_and_without_frames() -> None:
    for block, width, most, over in [
        ("wait", 40, 3, False),
        ("wait", 40, 2, True),
        ("wait", 120, 1, False),
        ("code", 40, 1, False),
        ("spam", 40, 1, True),
    ]:
        screens = dict(load_deck().screens)
        screen = screens["confirm_contact"]
        bounded = screen.body[block].model_copy(update={"max_lines": most})
        screens["confirm_contact"] = screen.model_copy(update={"body": {**screen.body, block: bounded}})
        found = excesses(of("confirm_contact"), screens, width)
        assert ("too-many-lines" in {rule for rule, _, _ in found}) is over


def test_nothing_of_ours_is_cut_and_an_address_is_no_word() -> None:
    deck = load_deck()
    long = registry_with(emails=(f"{'lungo' * 12}@esempio.example",))
    found = situations(deck, long, read_policy())
    assert any("lungolungo" in text for view in found for _, text in view.texts())
    assert tight(found, deck.screens, (32, 36, 40)) == {}


def test_a_narrow_phone_cuts_what_a_wide_one_does_not() -> None:
    cut = tight(lived(), load_deck().screens, (20,))
    assert ("no_mobile", ("body", "assistance", "label")) in cut
    assert ("contact", ("body", "kind", "options", "mobile")) in cut
    assert all(widths == (20,) for widths, _ in cut.values())
