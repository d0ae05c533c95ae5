"""A contact that is not the user name: whose user name is told, and to whom in full."""

import pytest
from msgspec.structs import replace

from ac_tui.journey.model import Applicant
from ac_tui.journey.why import Question, diagnose
from tests.journey.phone import phone
from tests.journey.worlds import LAURA, MARIO, PAOLO, make_world, with_account


def test_a_contact_that_is_not_the_user_name_says_which_one_is() -> None:
    there = phone().log_in(PAOLO.mobiles[0])
    assert there.why == ("user_known", "other_user_name")
    assert there.checks[0].evidence == {"customer": "Paolo Ferri", "username": "famiglia.ferri@example.com"}


def test_of_who_shares_a_contact_the_one_with_an_account_is_told_of_and_the_user_name_masked() -> None:
    paolo = replace(PAOLO, mobiles=LAURA.mobiles)
    for customers in ((paolo, LAURA), (LAURA, paolo)):
        there = phone(*customers).log_in(LAURA.mobiles[0])
        assert there.checks[0].evidence == {"customer": "Paolo Ferri", "username": "fam*****@ex***.com"}
    by_mobile = with_account(MARIO, "+393201234519")
    there = phone(replace(by_mobile, emails=LAURA.emails), LAURA).log_in(LAURA.emails[0])
    assert there.checks[0].evidence == {"customer": "Mario Rossi", "username": ".....519"}


def test_a_user_name_that_is_no_contact_any_more_is_told_as_it_is() -> None:
    there = phone(replace(PAOLO, emails=())).log_in(PAOLO.mobiles[0])
    assert there.checks[0].evidence["username"] == "famiglia.ferri@example.com"


@pytest.mark.parametrize(("name", "told"), [(("Paolo", "Ferri"), 0), (("Paola", "Feri"), 0), (("Laura", "Conti"), 1)])
def test_the_user_name_of_another_contact_is_masked_for_who_says_another_name(name: tuple[str, str], told: int) -> None:
    asked = Question(Applicant("person", *name), mobile=PAOLO.mobiles[0], screen="login")
    shown = ("famiglia.ferri@example.com", "fam*****@ex***.com")[told]
    assert diagnose(asked, make_world()).checks[-1].evidence == {"customer": "Paolo Ferri", "username": shown}
