"""Mails: every text of the body is kept, what others wrote is not the sender's, parts become documents."""

from __future__ import annotations

from email.message import EmailMessage
from email.mime.image import MIMEImage
from email.mime.text import MIMEText
from typing import Any

import pytest

from whence.documents import read_all
from whence.model import BlockKind, Document

REPLY = """The roof had been sagging, said the secretary.

--\x20
Rolf Amber

On Tue, 5 Mar 2024 at 10:00, Mara Velt wrote:
> Did the alarm sound?
>> Twenty were hurt.
"""


def mail(text: str, subtype: str = "plain") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = "Rolf Amber <rolf@union.example>", "Silo 4"
    made.set_content(text, subtype=subtype)
    return made


def own(document: Document) -> list[str]:
    """What stands in the mail and is no furniture."""
    return [b.span.of(document.text) for b in document.blocks if b.kind is not BlockKind.FURNITURE]


def test_what_a_reply_quotes_is_kept_and_is_not_the_senders() -> None:
    ((document,), problems) = read_all(bytes(mail(REPLY)), "a.eml")
    assert own(document) == ["The roof had been sagging, said the secretary."]
    assert "Twenty were hurt." in document.text and "Rolf Amber" in document.text
    assert not problems


@pytest.mark.parametrize("quote", ["<p>Mara wrote:</p><blockquote>Twenty came.</blockquote>"])
def test_an_introduced_quotation_of_an_html_mail_is_another_mail(quote: str) -> None:
    ((document,), _) = read_all(bytes(mail(f"<p>Twelve came.</p>{quote}", "html")), "a.eml")
    assert own(document) == ["Twelve came."]
    ((document,), _) = read_all(
        bytes(mail("<p>He is right.</p><blockquote>Twenty came.</blockquote>", "html")), "a.eml"
    )
    assert own(document) == ["He is right.", "Twenty came."]


def test_a_forwarded_mail_is_a_document_of_its_own() -> None:
    inside = "From: Ilse Marn <i@h.example>\nSent: 4 March 2024\n\nIt was passed."
    text = f"See below.\n\n---------- Forwarded message ---------\n{inside}"
    ((outer, inner), problems) = read_all(bytes(mail(text)), "a.eml")
    assert own(outer) == ["See below."] and "It was passed." in outer.text
    assert (inner.name, inner.author, inner.text.strip(), str(inner.date and inner.date.first)) == (
        *("a.eml/forwarded.eml", "Ilse Marn", "It was passed.", "2024-03-04"),
    )
    assert not problems


def test_every_text_of_a_body_is_read_and_pictures_in_it_are_no_documents() -> None:
    made: Any = mail("The gate was locked.")
    made.add_alternative("<p>The gate was locked.</p>", subtype="html")
    made.make_mixed()
    made.attach(MIMEText("Twelve came."))
    made.attach(MIMEText("<p>A page.</p>", "html"))
    picture = MIMEImage(b"\x89PNG\r\n", "png", name="logo.png")
    picture.add_header("Content-ID", "<logo>")
    made.attach(picture)
    documents, problems = read_all(bytes(made), "a.eml")
    assert [(document.name, document.text) for document in documents] == [
        ("a.eml", "The gate was locked.\n\n\nTwelve came."),
        ("a.eml/attachment-1.html", "A page."),
    ]
    assert not problems


def test_a_page_that_a_browser_saved_as_mail_is_a_page() -> None:
    raw = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://l.example/1\r\nSubject: Roof falls\r\n"
        b'Date: Thu, 28 Nov 2026 10:00:00 -0000\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<p>Twelve were hurt, the harb=\r\nour authority said.\r\n--b\r\n"
        b"Content-Type: text/css\r\n\r\nb{}\r\n--b--\r\n"
    )
    ((document,), problems) = read_all(raw, "a.mhtml")
    assert (document.text, document.title, document.url, document.author, document.date) == (
        *("Twelve were hurt, the harbour authority said.", "Roof falls", "https://l.example/1", None, None),
    )
    assert not problems


@pytest.mark.parametrize("raw", [b"\x78\x9f\x3e\x22" + b"words " * 9, b"\xd0\xcf\x11\xe0" + b"\0" * 99])
def test_outlooks_own_files_are_named_as_unread(raw: bytes) -> None:
    _, problems = read_all(raw, "winmail.txt")
    assert "not a kind of file" in problems[0].detail


def test_a_forwarded_mail_with_bytes_that_its_encoding_does_not_know_is_read() -> None:
    raw = (
        b"From: a@b.example\nContent-Type: message/rfc822\n\nFrom: Ilse Marn <i@h.example>\nSubject: caf\xe9\n"
        b"Content-Type: text/plain; charset=us-ascii\n\nThe caf\xe9 was closed, \xef\xbf\xbd she said.\n"
    )
    documents, _ = read_all(raw, "a.eml")
    assert [(one.name, one.author) for one in documents] == [("a.eml/message-1.eml", "Ilse Marn")]
    assert "was closed" in documents[0].text
