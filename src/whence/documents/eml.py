"""Mails to a Draft: the plain body, or else the HTML one; sender, subject and date; attachments as files of their own.

Headers are believed as they stand: a mail can lie about its sender and its date.
"""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime

from whence.documents import html, plain
from whence.documents.draft import Draft
from whence.documents.encoding import Undecodable, decoded
from whence.model import DateRange
from whence.text import canonical

_PARTS = 200


def draft(raw: bytes) -> Draft:
    """The mail in *raw*. Raises Undecodable where it has no readable body and no attachment."""
    mail = message_from_bytes(raw, policy=default)
    texts: dict[str, EmailMessage] = {}
    attached: list[tuple[str, bytes]] = []
    problems: list[str] = []
    _parts(mail, texts, attached, problems)
    made = Draft()
    if "text/plain" in texts:
        text, encoding = _words(texts["text/plain"])
        made = plain.draft(canonical(text)[0])
        made.encoding = encoding
    elif "text/html" in texts:
        made = html.page(*_words(texts["text/html"]))
    elif not attached:
        raise Undecodable("it holds neither a text nor an attachment; it may not be a mail")
    made.attachments = attached
    made.problems += problems
    _headers(mail, made)
    return made


def _parts(
    mail: EmailMessage, texts: dict[str, EmailMessage], attached: list[tuple[str, bytes]], problems: list[str]
) -> None:
    stack, seen = [mail], 0
    while stack and seen < _PARTS:
        part, seen = stack.pop(), seen + 1
        kind = part.get_content_type()
        name = (part.get_filename() or "").replace("/", "_").strip()
        if kind == "message/rfc822":
            inner = part.get_payload()
            first = inner[0] if isinstance(inner, list) and inner else None
            whole = first.as_bytes() if isinstance(first, EmailMessage) else b""
            attached.append((name or f"message-{len(attached) + 1}.eml", whole))
        elif part.is_multipart():
            inner = part.get_payload()
            stack.extend(reversed([child for child in inner if isinstance(child, EmailMessage)]))
        elif name or part.get_content_disposition() == "attachment":
            attached.append((name or f"attachment-{len(attached) + 1}.txt", _payload(part)))
        elif kind in ("text/plain", "text/html"):
            texts.setdefault(kind, part)
    if stack:
        problems.append(f"Only the first {_PARTS} parts of the mail were read.")


def _payload(part: EmailMessage) -> bytes:
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _words(part: EmailMessage) -> tuple[str, str]:
    return decoded(_payload(part), part.get_content_charset())


def _headers(mail: EmailMessage, made: Draft) -> None:
    name, address = parseaddr(_header(mail, "From"))
    made.author = name.strip()[:500] or address[:500] or made.author
    made.publisher = _header(mail, "Organization")[:500] or made.publisher
    made.title = " ".join(_header(mail, "Subject").split())[:500] or made.title
    try:
        moment: dt.datetime | None = parsedate_to_datetime(_header(mail, "Date"))
    except (TypeError, ValueError, IndexError, OverflowError):
        moment = None
    if moment is not None:
        made.date = DateRange(moment.date(), moment.date())


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return str(mail.get(name, ""))
    except Exception:  # the standard library's header parser has many ways to fail
        return ""
