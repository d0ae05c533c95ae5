"""Find: what a caller reads aloud leads to the screen that says it."""

from __future__ import annotations

import json
import random
from functools import cache

import pytest

from ac_tui.cli import main
from ac_tui.deck.find import BLANK, TextMatch, finder
from ac_tui.deck.view import View
from ac_tui.flows.fixture import Fixture
from ac_tui.flows.load import load_flows
from ac_tui.flows.run import Plan, play_all
from tests.shipped import the_deck, the_policy, the_registry


@cache
def strings() -> dict[str, frozenset[str]]:
    """Every string that any flow of the library ever shows, with the steps that show it; no value that was typed."""
    found: dict[str, set[str]] = {}

    def take(view: View) -> None:
        for block_id, text in view.texts():
            block = view.block(block_id)
            if block is None or text != block.safe_value:
                found.setdefault(text, set()).add(view.step)

    fixture = Fixture(the_registry(), the_policy(), the_deck())
    for result in play_all(load_flows(["fixtures/flows"]), fixture, Plan(keep=True)):
        assert result.status == "passed"
        for played in result.played:
            take(played.view)
    return {text: frozenset(steps) for text, steps in found.items()}


def found(query: str) -> tuple[TextMatch, ...]:
    return finder(the_deck()).find(query, 40)


def place(query: str, steps: frozenset[str], text: str) -> int:
    """How many other texts come before the first match on one of these steps; the same text elsewhere is no other."""
    others = 0
    for match in found(query):
        if match.step in steps:
            return others
        others += _pattern(match.text) != _pattern(text)
    return 99


def _pattern(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalpha())


def test_the_library_shows_enough_to_prove_anything() -> None:
    assert len(strings()) > 150


def test_every_string_leads_to_its_own_screen_within_the_first_three() -> None:
    places = {text: place(text, steps, text) for text, steps in strings().items()}
    assert {text: at for text, at in places.items() if at > 2} == {}


def test_with_two_letters_changed_still_within_the_first_five() -> None:
    long = [text for text in sorted(strings()) if len(text) > 12 and sum(map(str.isalpha, text)) >= 2]
    chance = random.Random(7)
    some = long[::3]
    good = sum(place(_misheard(text, chance), strings()[text], text) <= 4 for text in some)
    assert good / len(some) >= 0.95


def _misheard(text: str, chance: random.Random) -> str:
    letters = list(text)
    for at in chance.sample([n for n, char in enumerate(text) if char.isalpha()], 2):
        letters[at] = chance.choice([char for char in "abcdefghilmnopqrstuvz" if char != text[at].casefold()])
    return "".join(letters)


def test_people_read_as_people_do() -> None:
    for query, step, block in [
        ("inviato al numero 320...", "confirm_contact", "sent"),
        ("INVIATO ALLA EMAIL mar*****@ma***.it", "confirm_contact", "sent"),
        ("perche non risulta corretta qualche informazione", "identity", "not_recognised"),
        ("codice sbagliato... non è corretto", "confirm_contact", "code"),
        ("link scaduto", "link_expired", "heading"),
        ("standard di sicurezza solo cellulare", "no_mobile", "why"),
        ("ti restano 3 tentativi", "confirm_contact", "code"),
        ("nessuno di cuesti", "choose_contact", "contact"),
        ("richiedilo tra 0:45", "confirm_contact", "countdown"),
    ]:
        assert (step, block) in [(match.step, match.id) for match in found(query)[:3]]


def test_a_masked_contact_alone_leads_to_where_one_stands_alone() -> None:
    for query in ["mar*****@ma***.it", ".....519", "tre puntini 519"]:
        assert [(match.step, match.text) for match in found(query)] == [("choose_contact", BLANK)]


def test_a_masked_number_leads_to_the_sentence_whose_mask_has_its_shape() -> None:
    for query, steps in [
        ("320 ****19", ["confirm_identity", "confirm_contact"]),
        ("+39 320 *****19", ["confirm_contact", "confirm_identity"]),
        ("320 asterischi 19", ["confirm_identity", "confirm_contact"]),
        ("più 39 320 asterischi 19", ["confirm_contact", "confirm_identity"]),
    ]:
        assert [match.step for match in found(query)] == steps
        assert all("al numero" in match.text for match in found(query))


def test_what_callers_say_in_other_words_is_found() -> None:
    for query, step, block in [
        ("codice sbagliato", "confirm_contact", "code"),
        ("password errata", "login", "bad_credentials"),
        ("registrazione completata", "login", "account_created"),
        ("ho dimenticato la password", "recover", "heading"),
        ("troppi tentativi", "confirm_identity", "code"),
        ("mar chiocciola", "choose_contact", "contact"),
        ("il tuo codice di verifica", "confirm_contact", ""),
    ]:
        said = query.replace("mar chiocciola", "mar**** chiocciola ma***.it")
        assert (step, block) in [(match.step, match.id) for match in found(said)[:3]]


def test_of_equal_texts_the_one_on_the_screen_at_hand_comes_first() -> None:
    for query in ["Continua", "Crea un account", "codice sbagliato", "Richiedi nuovo codice"]:
        matches = found(query)
        same = {match.step for match in matches if match.score == matches[0].score}
        assert len(same) > 1
        for step in same:
            assert finder(the_deck()).find(query, 3, step)[0].step == step


def test_no_place_is_found_twice() -> None:
    for query in ("320 ****19", "mar*****@ma***.it", "codice sbagliato", "Continua"):
        places = [(match.step, match.id) for match in found(query)]
        assert len(set(places)) == len(places)


def test_what_says_nothing_finds_nothing() -> None:
    for query in ["", "   ", "…", "«»", "!?"]:
        assert found(query) == ()


def test_the_command_prints_what_other_tools_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "codice", "non", "corretto", "--format", "json", "--limit", "2"]) == 0
    matches = json.loads(capsys.readouterr().out)["matches"]
    assert [list(match) for match in matches] == [["step", "id", "text", "score"]] * 2
    assert matches[0]["score"] >= matches[1]["score"]
    assert main(["find", "zzzz", "qqqq"]) == 1
    assert capsys.readouterr().out == "Nessuna schermata dice qualcosa di simile.\n"


def test_the_command_tells_equal_texts_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "Crea un account", "--screen", "tax_code"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(" 100%  tax_code, ")
    assert first.endswith("heading  Crea un account")
