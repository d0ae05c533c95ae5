"""Email addresses: what may stand in the field, and what is suggested (issue table: email)."""

import re
import string
import subprocess
import sys

import pytest
from email_validator import validate_email
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.journey.rules import PLAIN_EMAIL, likelier_domain, read_email
from ac_tui.registry.keys import Reading


@pytest.mark.parametrize(
    "address",
    [
        "mario.rossi@mail.it",
        "Mario.Rossi@MAIL.it",
        "a+tag@mail.it",
        "officine@pec.example",
        "officineprova@legalmail.it",
        "a@b.test",
        "a@b.local",
        "a@b.invalid",
        "a@anything.example",
        "a@münchen.de",
        "a@xn--mnchen-3ya.de",
        "o'neil@mail.it",
        "a_b-c@sub.dominio.mail.it",
        "1@2.it",
        "a" * 64 + "@mail.it",
    ],
)
def test_addresses_that_stand(address: str) -> None:
    reading = read_email(f" \u00a0{address}\t\n")
    assert (reading.value, reading.error, reading.suggestion) == (address, "", "")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "empty"),
        (" \n\u00a0", "empty"),
        ("a@b.it,c@d.it", "several"),
        ("a@b.it; c@d.it", "several"),
        ("a@b.it c@d.it", "several"),
        ("a@b.it/c@d.it", "several"),
        ("a@b.it\nc@d.it", "several"),
        ("mario rossi@mail.it", "spaces"),
        ("Mario Rossi mario@mail.it", "spaces"),
        ("mario @mail.it", "spaces"),
        ("ma rio@gmail", "spaces"),
        ("mario@ mail.it", "spaces"),
        ("mario@mail.it grazie", "spaces"),
        ("mario\t@mail.it", "spaces"),
        ("Mario Rossi <mario@mail.it>", "malformed"),
        ("mario chiocciola mail.it", "no_at"),
        ("mario rossi mail.it", "no_at"),
        ("mario\u200b@mail.it", "invisible"),
        ("\ufeffmario@mail.it", "invisible"),
        ("mario@mail.it\u200b", "invisible"),
        ("mario\u00a0@mail.it", "invisible"),
        ("mario\u2003@mail.it", "invisible"),
        ("ma\u00adrio@mail.it", "invisible"),
        ("mario\u202e@mail.it", "invisible"),
        ("mario\x00@mail.it", "invisible"),
        ("mario\ufe0f@mail.it", "invisible"),
        ("mario\u3164@mail.it", "invisible"),
        ("mario\u2028@mail.it", "invisible"),
        ("mario\u2029@mail.it", "invisible"),
        ("a@ab--c.it", "malformed"),
        ("mario", "no_at"),
        ("mario@", "no_ending"),
        ("@mail.it", "no_name"),
        ("mario@mail", "no_ending"),
        ("mario@gmail", "no_ending"),
        ("mario@gmailcom", "no_ending"),
        ("mario@libero", "no_ending"),
        ("mario@gmail,com", "comma"),
        ("mario@gmail,con", "comma"),
        ("mario@@mail.it", "two_ats"),
        ("mario@mail..it", "dots"),
        ("mario@mail.it.", "dots"),
        (".mario@mail.it", "dots"),
        ("mario.@mail.it", "dots"),
        ("mailto:mario@mail.it", "malformed"),
        ("<mario@mail.it>", "malformed"),
        ("mario@mail.123", "malformed"),
        ("mario@[127.0.0.1]", "malformed"),
        ('"mario"@mail.it', "malformed"),
        ("mario@-mail.it", "malformed"),
        ("a@b@c.it", "two_ats"),
        ("a" * 65 + "@mail.it", "malformed"),
        ("a@" + "b" * 64 + ".it", "malformed"),
        ("a@" + ".".join(["b" * 60] * 5) + ".it", "malformed"),
        ("3201234519", "no_at"),
    ],
)
def test_addresses_that_do_not(text: str, error: str) -> None:
    assert read_email(text) == Reading(error=error)


@pytest.mark.parametrize(
    ("domain", "likelier"),
    [
        ("gmail.con", "gmail.com"),
        ("gmail.cm", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("gmail.it", "gmail.com"),
        ("gmail.net", "gmail.com"),
        ("gmial.com", "gmail.com"),
        ("gmai.com", "gmail.com"),
        ("gmaill.com", "gmail.com"),
        ("GMAIL.CON", "gmail.com"),
        ("gnail.con", "gmail.com"),
        ("hotmial.it", "hotmail.it"),
        ("hotmial.com", "hotmail.com"),
        ("hotmail.con", "hotmail.com"),
        ("hotmail.i", "hotmail.it"),
        ("libero.i", "libero.it"),
        ("libero.ti", "libero.it"),
        ("libero.ot", "libero.it"),
        ("libro.it", "libero.it"),
        ("yaho.it", "yahoo.it"),
        ("outlok.com", "outlook.com"),
        ("virglio.it", "virgilio.it"),
        ("tiscali.iit", "tiscali.it"),
        ("live.con", "live.com"),
        ("tin.i", "tin.it"),
        ("studio-rossi.con", "studio-rossi.com"),
        ("pec.comune.itt", "pec.comune.it"),
    ],
)
def test_a_slip_gets_a_suggestion_and_is_no_error(domain: str, likelier: str) -> None:
    assert likelier_domain(domain) == likelier
    reading = read_email(f"Mario+x@{domain}")
    assert (reading.value, reading.error, reading.suggestion) == (f"Mario+x@{domain}", "", f"Mario+x@{likelier}")


@pytest.mark.parametrize(
    ("ending", "slips"),
    [
        ("com", "con cmo ocm comm coom ccom vom xom c0m clm cpm"),
        ("it", "iit itt ti i ut ot it1"),
        ("net", "nte ner nett"),
    ],
)
def test_endings_that_no_domain_has(ending: str, slips: str) -> None:
    for slip in slips.split():
        assert likelier_domain(f"studio-rossi.{slip}") == f"studio-rossi.{ending}", slip


@pytest.mark.parametrize(
    "domain",
    [
        "gmail.com", "libero.it", "hotmail.it", "hotmail.com", "yahoo.it", "yahoo.com", "outlook.it", "outlook.com",
        "virgilio.it", "tiscali.it", "alice.it", "icloud.com", "inwind.it", "fastwebnet.it", "vodafone.it",
        "protonmail.com", "legalmail.it", "arubapec.it",
    ],
)  # fmt: skip
def test_providers_are_known_with_two_letters_swapped(domain: str) -> None:
    swapped = domain[0] + domain[2] + domain[1] + domain[3:]
    assert likelier_domain(domain) == ""
    assert likelier_domain(swapped) == domain


@pytest.mark.parametrize(
    "domain",
    [
        "gmail.com", "email.com", "fmail.com", "mail.com", "ymail.com", "live.at", "live.ie", "outlook.at",
        "outlook.ie", "outlook.pt", "yahoo.ie", "yahoo.in", "live.com", "Gmail.com", "mail.it", "email.it",
        "libero.it", "hotmail.fr", "live.it", "yahoo.de", "tim.it", "tin.it", "me.com", "msn.com", "rai.it",
        "olive.it", "example.com", "wellion.example", "small.com", "fire.it", "gmail.studio-rossi.it", "pec.it",
        "mail.co",
    ],
)  # fmt: skip
def test_a_domain_as_good_as_any_gets_none(domain: str) -> None:
    assert likelier_domain(domain) == ""
    assert read_email(f"mario@{domain}").suggestion == ""


@pytest.mark.parametrize(
    ("address", "suggestion"),
    [
        ("nicolò@mail.it", "nicolo@mail.it"),
        ("o’neil@mail.it", "o'neil@mail.it"),
        ("nicolò@gmail.con", "nicolo@gmail.com"),
        ("jürgen@müller.example", ""),
    ],
)
def test_accents_before_the_at_are_allowed_and_unlikely(address: str, suggestion: str) -> None:
    reading = read_email(address)
    assert (reading.value, reading.error, reading.suggestion) == (address, "", suggestion)


PARTS = st.text(string.ascii_letters + string.digits + "_+-.", min_size=1, max_size=70)
DOMAINS = st.text(string.ascii_letters + string.digits + "-.", min_size=1, max_size=70)


@given(PARTS, DOMAINS)
def test_what_the_fast_path_takes_the_library_takes(local: str, domain: str) -> None:
    address = f"{local}@{domain}"
    if re.fullmatch(PLAIN_EMAIL, address):
        validate_email(
            address, check_deliverability=False, test_environment=True, globally_deliverable=False, strict=True
        )


@given(st.emails())
def test_ordinary_addresses_are_taken_whatever_their_domain(address: str) -> None:
    reading = read_email(address)
    if reading.error:  # what RFC 5321 knows and no provider gives
        assert reading.error == "malformed"
        assert any(c in address for c in "/=?^`{|}~%!#$*&'") or "--" in address
    else:
        assert reading.value == address


@given(st.text(max_size=40))
def test_a_reading_has_a_value_or_an_error(text: str) -> None:
    reading = read_email(text)
    assert bool(reading.value) != bool(reading.error)
    if not reading.error:
        assert reading.value == text.strip()
        assert reading.value.isprintable()
    if reading.suggestion:
        assert not read_email(reading.suggestion).error
        assert reading.suggestion != reading.value


def test_an_ordinary_address_imports_no_library() -> None:
    code = (
        "import sys; from ac_tui.journey.rules import read_email;"
        "assert read_email('mario.rossi@mail.it').value;"
        "assert not {'email_validator', 'idna', 'dns', 'phonenumbers'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
