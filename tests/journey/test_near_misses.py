"""Near misses: what is a slip away from what the Agenzia has is told to the desk, and lets nobody through."""

from __future__ import annotations

import pytest

from ac_tui.journey import nearby
from ac_tui.journey.advance import begin
from ac_tui.journey.decision import Check
from ac_tui.journey.model import Applicant, Contact
from ac_tui.journey.recognise import Enquiry, Finding
from ac_tui.journey.world import World
from ac_tui.registry.model import Customer
from tests.journey.worlds import EVERYBODY, GALLO_SNC, LAURA, MARIO, PAOLO, PIETRO, WELLION, customer, make_world

OTHER_MARIO = customer(
    "mario-rossi-2",
    first_name="Mario",
    last_name="Rossi",
    client_code="02",
    emails=["mario@rossi.example"],
    mobiles=["+393951234619"],
)


def found(who: Applicant, contact: str, world: World | None = None) -> Finding:
    world = world or make_world(*EVERYBODY, OTHER_MARIO)
    return Enquiry(begin(world), world, who).by_contact(Contact("email" if "@" in contact else "mobile", contact))


def refused(finding: Finding) -> Check:
    assert finding.customer is None
    [check] = [check for check in finding.checks if not check.passed]
    return check


@pytest.mark.parametrize("profile", [None, "person"])
def test_of_a_shared_mailbox_the_owner_whose_name_is_nearest_is_meant(profile: None) -> None:
    finding = found(Applicant(profile, "Paolo", "Feri"), "famiglia.ferri@example.com", make_world(LAURA, PAOLO))
    assert (finding.nearest, refused(finding).reason) == (PAOLO, "last_name")
    assert [check.reason for check in refused(finding).also] == ["registered"]


@pytest.mark.parametrize(("name", "nearest"), [("Gallo", GALLO_SNC), ("Pietro Gallo", PIETRO)])
def test_of_a_contact_shared_with_a_company_the_name_says_who_is_meant(name: str, nearest: Customer) -> None:
    assert found(Applicant(None, company_name=name), "pietro.gallo@example.com").nearest == nearest


def test_a_name_that_is_nobodys_is_not_nearer_to_a_company_than_to_a_person() -> None:
    finding = found(Applicant("person", "Massimiliano", "Castelnuovo"), "pietro.gallo@example.com")
    assert (finding.nearest, refused(finding).reason) == (PIETRO, "both")


@pytest.mark.parametrize(
    ("contact", "nearest", "reason", "near"),
    [
        ("+393951234618", OTHER_MARIO, "one_digit", "+393951234619"),
        ("+393201234518", MARIO, "one_digit", "+393201234519"),
        ("mario@rosi.example", OTHER_MARIO, "missing_letter", "mario@rossi.example"),
        ("mario@rossi.exampl", OTHER_MARIO, "missing_letter", "mario@rossi.example"),
        ("mario@rossi.examplee", OTHER_MARIO, "extra_letter", "mario@rossi.example"),
        ("mario@rossi.exapmle", OTHER_MARIO, "swapped_letters", "mario@rossi.example"),
        ("mario@rossi.com", OTHER_MARIO, "other_ending", "mario@rossi.example"),
        ("maro@rosi.example", OTHER_MARIO, "near", "mario@rossi.example"),
    ],
)
def test_of_namesakes_the_one_with_the_nearest_contact_is_meant(
    contact: str, nearest: Customer, reason: str, near: str
) -> None:
    finding = found(Applicant("person", "Mario", "Rossi"), contact)
    assert (finding.nearest, refused(finding).reason) == (nearest, reason)
    assert refused(finding).evidence["near"] == near


def test_namesakes_far_from_the_contact_are_all_listed() -> None:
    known = refused(found(Applicant("person", "Mario", "Rossi"), "nuova@example.com")).evidence["known"]
    assert "mario.rossi@mail.it" in known
    assert "mario@rossi.example" in known


def test_a_misspelt_name_with_a_misspelt_contact_still_says_who_is_meant() -> None:
    check = refused(found(Applicant("person", "Mario", "Rosi"), "mario.rosi@mail.it"))
    assert (check.reason, check.evidence["customer"]) == ("missing_letter", "Mario Rossi")
    assert [(other.id, other.reason) for other in check.also] == [("name", "last_name")]


def test_a_misspelt_contact_alone_says_whose_it_nearly_is() -> None:
    check = refused(found(Applicant(None), "info@welion.example"))
    assert (check.reason, check.evidence["near"]) == ("missing_letter", "info@wellion.example")
    assert refused(found(Applicant("person", "Ivo", "Zeni"), "info@welion.example")).reason == "unknown"


def test_swapped_names_stay_swapped_where_somebody_is_really_called_so() -> None:
    luca = customer("luca", first_name="Luca", last_name="Paolo", emails=["luca@example.com"])
    paolo = customer("paolo", first_name="Paolo", last_name="Luca", emails=["paolo@example.com"])
    check = refused(found(Applicant("person", "Paolo", "Luca"), "luca@example.com", make_world(luca, paolo)))
    assert check.reason == "swapped_or_other"
    assert (check.evidence["owner"], check.evidence["customer"]) == ("Luca Paolo", "Paolo Luca")


def test_somebody_elses_contact_tells_nothing_more_of_its_owner() -> None:
    bruno = customer("bruno", first_name="Bruno", last_name="Neri", emails=["b@example.com"], policies=[])
    assert refused(found(Applicant("person", "Anna", "Verdi"), "b@example.com", make_world(bruno))).also == ()
    assert refused(found(Applicant("person", "Bruno", "Nero"), "b@example.com", make_world(bruno))).also != ()


def test_further_checks_carry_no_contact() -> None:
    for also in refused(found(Applicant("person", "Paolo", "Feri"), PAOLO.mobiles[0])).also:
        assert set(also.evidence) <= {"customer", "since", "known", "known_first", "known_last"}
    assert refused(found(Applicant(None, company_name="Welion"), WELLION.mobiles[0])).reason == "company_name"


def test_however_many_customers_there_are_only_so_many_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = [
        customer(f"c{n}", first_name="Mario", last_name=f"Rossi{n}", emails=[f"m{n}@example.com"])
        for n in range(nearby.MOST + 500)
    ]
    compared: list[Customer] = []

    def never(_: Applicant, other: Customer) -> bool:
        compared.append(other)
        return False

    monkeypatch.setattr(nearby, "may_be_called", never)
    assert found(Applicant("person", "Mario", "Rosi"), "nobody@example.com", make_world(*crowd)).customer is None
    assert 0 < len(compared) <= nearby.MOST


EDITS = [
    ("3201234591", "swapped_digits"),
    ("3202134519", "swapped_digits"),
    ("320123519", "missing_digit"),
    ("3201234518", "one_digit"),
    ("mario.rossi@mial.it", "swapped_letters"),
    ("mario.orssi@mail.it", "swapped_letters"),
    ("mario.rosi@mail.it", "missing_letter"),
    ("mario.rossi@mai.it", "missing_letter"),
    ("mario.rosssi@mail.it", "extra_letter"),
    ("mario.rossi@maill.it", "extra_letter"),
    ("mario.rozsi@mail.it", "one_letter"),
    ("mario.rossi@mail.com", "other_ending"),
    ("mario.rossi@mail.net", "other_ending"),
    ("mari.rosi@mail.it", "near"),
]


@pytest.mark.parametrize(("given", "reason"), EDITS)
@pytest.mark.parametrize("named", [True, False])
def test_an_edit_is_named_as_what_it_is(given: str, reason: str, named: bool) -> None:
    contact = given if "@" in given else f"+39{given}"
    who = Applicant("person", "Mario", "Rossi") if named else Applicant(None)
    check = refused(found(who, contact, make_world(MARIO)))
    assert check.reason == (reason if named or reason != "near" else "unknown")
    if named:
        assert check.evidence["near"] in (*MARIO.emails, *MARIO.mobiles)


def test_a_digit_too_many_is_told_of_a_number_that_has_one_less() -> None:
    old = customer("adele", first_name="Adele", last_name="Fo", mobiles=["+39330123456"])
    assert refused(found(Applicant("person", "Adele", "Fo"), "+393301234565", make_world(old))).reason == "extra_digit"
