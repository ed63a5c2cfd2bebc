"""`kobicrm remind --mail` against a real server: once, never twice, and known when it failed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Shop
from tests.smtp import CERTIFICATE, PASSWORD, USER, Mailbox, running

# The server of the tests speaks TLS from the first byte on, which its library does not see.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


@pytest.fixture(autouse=True)
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the certificate of the tests."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


def set_up(shop: Shop, mailbox: Mailbox, security: str = "starttls", **more: str) -> None:
    secret = shop.folder / "şifre"
    secret.write_text(PASSWORD + "\n", "utf-8")
    secret.chmod(0o600)
    given = {
        "host": "localhost",
        "port": str(mailbox.port),
        "security": security,
        "user": USER,
        "password_file": str(secret),
        "sender": "Yılmaz Gıda <dukkan@ornek.com>",
        "recipient": "ayse@ornek.com",
        **more,
    }
    for key, value in given.items():
        shop.run("config", "set", f"smtp.{key}", value).ok()


def add(shop: Shop, title: str = "Teklif için ara") -> None:
    shop.run("task", "add", title, "--due", "today 00:00", "--remind", "0").ok()


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_what_is_due_is_one_letter_and_comes_once(shop: Shop, security: str) -> None:
    with running(security) as mailbox:
        set_up(shop, mailbox, security)
        assert shop.run("remind", "--mail").ok().out == ""
        assert mailbox.letters == []
        add(shop)
        add(shop, "Kargoyu sor")
        assert shop.run("remind", "--mail").ok().out == "Sent: 2 reminders\n"
        assert shop.json("remind", "--mail") == []
        assert shop.run("remind").ok().out == ""
    [letter] = mailbox.letters
    assert mailbox.envelopes == [("dukkan@ornek.com", ["ayse@ornek.com"])]
    assert mailbox.logins == 1
    assert letter["From"] == "Yılmaz Gıda <dukkan@ornek.com>"
    assert letter["Subject"] == "2 reminders"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "Teklif için ara" in letter.get_content()
    assert "Kargoyu sor" in letter.get_content()


def test_nothing_in_a_title_becomes_a_header_or_ends_the_letter(shop: Shop) -> None:
    with running() as mailbox:
        set_up(shop, mailbox)
        shop.run("config", "set", "shop.name", "Ad\r\nBcc: herkes@ornek.com").ok()
        add(shop, "Konu\r\nBcc: herkes@ornek.com\r\n.\r\nMAIL FROM:<x@ornek.com>")
        add(shop, ".")
        shop.run("remind", "--mail").ok()
    [letter] = mailbox.letters
    assert letter["Bcc"] is None
    assert mailbox.envelopes == [("dukkan@ornek.com", ["ayse@ornek.com"])]
    assert "MAIL FROM" in letter.get_content()


@pytest.mark.parametrize("step", ["rcpt", "data"])
def test_what_was_not_taken_comes_again(shop: Shop, step: str) -> None:
    with running() as mailbox:
        set_up(shop, mailbox)
        add(shop)
        mailbox.fails = step
        answer = shop.run("remind", "--mail", "--json")
        assert (answer.code, answer.error["code"]) == (1, "mail_refused")
        assert "\x1b" not in answer.err
        mailbox.fails = ""
        assert len(shop.json("remind", "--mail")) == 1
    assert len(mailbox.letters) == 1


def test_an_uncertain_one_is_said_so_and_never_sent_again(shop: Shop) -> None:
    with running() as mailbox:
        set_up(shop, mailbox)
        add(shop)
        mailbox.fails = "lost"
        answer = shop.run("remind", "--mail", "--json")
        assert (answer.code, answer.error["code"]) == (3, "mail_uncertain")
        mailbox.fails = ""
        assert shop.json("remind", "--mail") == []
        assert shop.json("remind") == []
    assert len(mailbox.letters) == 1


def test_a_server_that_is_not_there_keeps_them_for_later(shop: Shop) -> None:
    with running() as mailbox:
        set_up(shop, mailbox)
    add(shop)
    answer = shop.run("remind", "--mail", "--json")
    assert (answer.code, answer.error["code"]) == (1, "mail_unreachable")
    assert len(shop.json("remind")) == 1


def test_a_server_nobody_vouches_for_gets_nothing(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with running() as mailbox:
        set_up(shop, mailbox)
        add(shop)
        answer = shop.run("remind", "--mail", "--json")
        assert (answer.code, answer.error["code"]) == (1, "mail_certificate")
        assert (mailbox.logins, mailbox.letters) == (0, [])


def test_a_wrong_password_is_told(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOBICRM_SMTP_PASSWORD", "yanlış")
    with running() as mailbox:
        set_up(shop, mailbox)
        add(shop)
        answer = shop.run("remind", "--mail", "--json")
        assert (answer.code, answer.error["code"]) == (1, "mail_login")
        assert "yanlış" not in answer.err
        assert PASSWORD not in shop.run("config", "show").ok().out
        monkeypatch.delenv("KOBICRM_SMTP_PASSWORD")
        assert len(shop.json("remind", "--mail")) == 1


def test_the_password_comes_from_a_command(shop: Shop) -> None:
    script = shop.folder / "şifre.py"
    script.write_text(f"import sys; sys.stdout.buffer.write({PASSWORD!r}.encode())", "utf-8")
    with running() as mailbox:
        command = f"'{sys.executable}' '{script}'"
        set_up(shop, mailbox, password_file="", password_command=command)
        add(shop)
        assert len(shop.json("remind", "--mail")) == 1
        shop.run("config", "set", "smtp.password_command", "false").ok()
        add(shop)
        answer = shop.run("remind", "--mail", "--json")
        assert (answer.code, answer.error["code"]) == (1, "mail_password")
        assert len(shop.json("remind")) == 1


@pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")
def test_a_password_others_can_read_is_refused(shop: Shop) -> None:
    with running() as mailbox:
        set_up(shop, mailbox)
        Path(shop.folder / "şifre").chmod(0o644)
        add(shop)
        answer = shop.run("remind", "--mail", "--json")
        assert (answer.code, answer.error["code"]) == (1, "mail_password_open")
        assert len(shop.json("remind")) == 1


def test_without_encryption_only_without_a_password_or_at_home(shop: Shop) -> None:
    with running("none", login=False) as mailbox:
        set_up(shop, mailbox, "none", user="")
        add(shop)
        assert len(shop.json("remind", "--mail")) == 1
    assert len(mailbox.letters) == 1


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("host", "", "mail_not_set_up"),
        ("sender", "", "mail_not_set_up"),
        ("password_file", "", "mail_not_set_up"),
        ("sender", "dükkân", "mail_address"),
        ("recipient", "ayşe@", "mail_address"),
    ],
)
def test_bad_settings_are_told_and_nothing_is_marked(
    shop: Shop, key: str, value: str, code: str
) -> None:
    with running() as mailbox:
        set_up(shop, mailbox, **{key: value})
        add(shop)
        answer = shop.run("remind", "--mail", "--json")
        assert (answer.code, answer.error["code"]) == (2, code)
        assert mailbox.letters == []
    assert len(shop.json("remind")) == 1


@pytest.mark.parametrize(
    ("key", "value"), [("security", "ssl3"), ("port", "70000"), ("port", "-1"), ("port", "x")]
)
def test_impossible_settings_are_refused(shop: Shop, key: str, value: str) -> None:
    assert shop.run("config", "set", f"smtp.{key}", value).code == 2
