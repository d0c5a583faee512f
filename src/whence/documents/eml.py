"""Mails to a Draft: the plain body, or else the HTML one; sender, subject and date; attachments as files of their own.

What a mail quotes of others stays in its text, as furniture; a forwarded mail is a file of its own besides. Headers are
believed as they stand: a mail can lie about its sender and its date. Pages that a browser saved as mail are pages.
"""

from __future__ import annotations

import datetime as dt
import mimetypes
import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import compat32, default
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import PurePosixPath

from whence.documents import html, plain
from whence.documents.dates import date_of
from whence.documents.draft import Draft
from whence.documents.encoding import Undecodable, decoded
from whence.model import Block, BlockKind, DateRange, Span
from whence.text import canonical

_PARTS = 200
_TEXTS = ("text/plain", "text/html")
_FORWARDED = re.compile(
    r"^[ \t>]{0,4}(?:-{2,}\s{0,3}(?:original|forwarded) message\s{0,3}-{2,}|begin forwarded message:)\s+(?=\S{2,12}:)",
    re.IGNORECASE | re.MULTILINE,
)
_INTRODUCES = re.compile(r"(?:\d|\bwrote\b).*:\s*$", re.DOTALL)
_SIGNATURE = "-- \n"


class _Parts:
    """The parts of a mail: the texts of its body, all of one kind, and what is attached to it."""

    def __init__(self, mail: EmailMessage) -> None:
        self.body: list[EmailMessage] = []
        self.attached: list[tuple[str, bytes]] = []
        self.problems: list[str] = []
        stack, seen = [mail], 0
        while stack and seen < _PARTS:
            part, seen = stack.pop(), seen + 1
            if part.is_multipart() and part.get_content_type() != "message/rfc822":
                stack.extend(reversed(_children(part)))
            else:
                self._take(part)
        if stack:
            self.problems.append(f"Only the first {_PARTS} parts of the mail were read.")

    def _take(self, part: EmailMessage) -> None:
        kind = part.get_content_type()
        name = (part.get_filename() or "").replace("/", "_").strip()
        if kind == "message/rfc822":
            inner = part.get_payload()
            first = inner[0] if isinstance(inner, list) and inner else None
            self._attach(name, ".eml", _whole(first) if isinstance(first, EmailMessage) else b"")
        elif kind.startswith("image/") and part.get("Content-ID"):
            return
        elif name or part.get_content_disposition() == "attachment":
            self._attach(name, mimetypes.guess_extension(kind) or ".txt", _payload(part))
        elif kind in _TEXTS and (not self.body or self.body[0].get_content_type() == kind):
            self.body.append(part)
        elif kind in _TEXTS:
            self._attach("", mimetypes.guess_extension(kind) or ".txt", _words(part)[0].encode("utf-8", "replace"))

    def _attach(self, name: str, suffix: str, content: bytes) -> None:
        name = name or f"{'message' if suffix == '.eml' else 'attachment'}-{len(self.attached) + 1}"
        self.attached.append((name if PurePosixPath(name).suffix else name + suffix, content))


def _whole(mail: EmailMessage) -> bytes:
    try:
        return mail.as_bytes(policy=compat32)
    except UnicodeError:  # bytes that its declared encoding does not know
        return mail.as_string(policy=compat32).encode("utf-8", "replace")


def _children(part: EmailMessage) -> list[EmailMessage]:
    """The parts inside *part*: of alternatives the plain one, or else the last one with a text."""
    inner = part.get_payload()
    children = [child for child in inner if isinstance(child, EmailMessage)] if isinstance(inner, list) else []
    if part.get_content_type() != "multipart/alternative":
        return children
    plainly = [child for child in children if child.get_content_type() == "text/plain" and _payload(child).strip()]
    return plainly[:1] or children[-1:]


def draft(raw: bytes) -> Draft:
    """The mail in *raw*. Raises Undecodable where it has no readable body and no attachment."""
    mail = message_from_bytes(raw, policy=default)
    parts = _Parts(mail)
    if not parts.body and not parts.attached:
        raise Undecodable("it holds neither a text nor an attachment; it may not be a mail")
    made = _body(parts.body)
    made.attachments = parts.attached
    made.problems += parts.problems
    if _is_page(mail):
        made.title = made.title or _title(mail)
        made.url = made.url or _header(mail, "Snapshot-Content-Location")[:2000] or None
        return made
    _quoted(made)
    _headers(mail, made)
    return made


def _body(parts: list[EmailMessage]) -> Draft:
    if not parts:
        return Draft()
    texts, encodings = zip(*map(_words, parts), strict=True)
    if parts[0].get_content_type() == "text/html":
        return html.page("\n".join(texts), encodings[0])
    made = plain.draft(canonical("\n\n".join(texts))[0])
    made.encoding = encodings[0]
    return made


def _is_page(mail: EmailMessage) -> bool:
    """Whether a browser saved a page as this mail (MHTML)."""
    return bool(_header(mail, "Snapshot-Content-Location")) or _header(mail, "From").startswith("<Saved by")


def _quoted(made: Draft) -> None:
    """Quoted lines, what introduces them and a signature are furniture; a forwarded mail is so too, and attached."""
    forwarded = _FORWARDED.search(made.text)
    end = forwarded.start() if forwarded else len(made.text)
    if forwarded:
        made.attachments.append(("forwarded.eml", made.text[forwarded.end() :].encode("utf-8", "replace")))
    kept: list[Block] = []
    for block in made.blocks:
        words = block.span.of(made.text)
        introduced = bool(kept) and (kept[-1].kind is BlockKind.FURNITURE or _introduces(kept[-1], made.text))
        if block.kind is BlockKind.QUOTE and (introduced or words.lstrip().startswith(">")):
            if kept and _introduces(kept[-1], made.text):
                kept[-1] = Block(kept[-1].span, BlockKind.FURNITURE)
            kept.append(Block(block.span, BlockKind.FURNITURE))
        elif block.span.start >= end or words.startswith(_SIGNATURE):
            kept.append(Block(block.span, BlockKind.FURNITURE))
        elif block.span.end > end:
            kept += [
                Block(Span(block.span.start, end), block.kind),
                Block(Span(end, block.span.end), BlockKind.FURNITURE),
            ]
        else:
            kept.append(block)
    made.blocks = kept


def _introduces(block: Block, text: str) -> bool:
    return len(block.span) < 300 and bool(_INTRODUCES.search(block.span.of(text)))


def _payload(part: EmailMessage) -> bytes:
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _words(part: EmailMessage) -> tuple[str, str]:
    return decoded(_payload(part), part.get_content_charset())


def _headers(mail: EmailMessage, made: Draft) -> None:
    name, address = parseaddr(_header(mail, "From"))
    made.author = name.strip()[:500] or address[:500] or made.author
    made.publisher = _header(mail, "Organization")[:500] or made.publisher
    made.title = _title(mail) or made.title
    date = _header(mail, "Date") or _header(mail, "Sent")
    try:
        moment: dt.datetime | None = parsedate_to_datetime(date)
    except (TypeError, ValueError, IndexError, OverflowError):
        moment = None
    made.date = DateRange(moment.date(), moment.date()) if moment is not None else date_of(date) or made.date


def _title(mail: EmailMessage) -> str | None:
    return " ".join(_header(mail, "Subject").split())[:500] or None


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return str(mail.get(name, ""))
    except Exception:  # the standard library's header parser has many ways to fail
        return ""
