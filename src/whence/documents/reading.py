"""Bytes to Documents, never raising on bad material: which reader, what went wrong in plain words, what came attached.

The reader is chosen by what the bytes are first and by the file's name second. Plain text is read here, everything
else in the sandbox.
"""

from __future__ import annotations

import errno
import hashlib
import stat
from dataclasses import replace
from pathlib import Path, PurePosixPath

from whence.documents import markdown, metadata, plain, sandbox
from whence.documents.draft import Draft
from whence.documents.encoding import Undecodable, bad_bytes, decoded
from whence.model import Document, Hyperlink, OffsetRun, Problem, Span
from whence.text import canonical

_FORMS = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "html"),
    **dict.fromkeys((".pdf",), "pdf"),
    **dict.fromkeys((".docx", ".docm"), "docx"),
    **dict.fromkeys((".eml", ".mht", ".mhtml"), "eml"),
    **dict.fromkeys((".txt", ".md", ".markdown", ".text"), "plain"),
}
_MARKDOWN = (".md", ".markdown")
_OTHERS = (
    ".png .jpg .jpeg .gif .webp .tif .tiff .svg .ico .mp3 .mp4 .mov .avi .zip .gz .7z .rar .xls .xlsx .ppt .pptx .doc "
    ".odt .rtf .css .js .json .xml .csv .woff .woff2 .ttf .msg .mbox .pst .ics .vcf .p7s .dat .sqlite .whence"
)
_FOREIGN = (b"\x78\x9f\x3e\x22", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x1f\x8b")
"""How files of Outlook, of old Word, in RTF and in gzip begin, whatever they are called."""
_DEPTH = 3
_LARGEST = 200 * 2**20


def content(path: Path) -> bytes:
    """The bytes of the file at *path*. Raises OSError, also for a pipe or a device, which may never end."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise OSError(errno.EISDIR, "the folder could not be opened")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is not a regular file")
    return path.read_bytes()


def read(path: Path, name: str | None = None) -> Document:
    """The document in the file *path*. What cannot be read is an empty Document with a Problem."""
    called = name or Path(path).name
    try:
        raw = content(Path(path))
    except OSError as error:
        return _empty(b"", called, f"It cannot be read: {error.strerror or error}.")
    return read_bytes(raw, called)


def read_bytes(raw: bytes, name: str) -> Document:
    """The document in *raw*, without its attachments; an empty Document with a Problem where there is none."""
    return _read(raw, name)[0]


def read_all(raw: bytes, name: str) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """The document in *raw* and those attached to it, and the Problems of what gave no document."""
    documents: list[Document] = []
    problems: list[Problem] = []
    waiting = [(raw, name, 0)]
    while waiting:
        content, called, depth = waiting.pop(0)
        document, attached, failed = _read(content, called)
        if failed:
            problems += document.problems
        else:
            documents.append(document)
        if depth < _DEPTH:
            waiting += [(inner, f"{called}/{short}", depth + 1) for short, inner in _apart(attached)]
        elif attached:
            problems.append(Problem(called, "documents", "Its attachments are nested too deeply and were not read."))
    return tuple(documents), tuple(problems)


def _apart(attached: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Attachments under names that differ."""
    taken: dict[str, bytes] = {}
    for short, inner in attached:
        path, name, count = PurePosixPath(short), short, 2
        while name in taken:
            name, count = f"{path.stem}-{count}{path.suffix}", count + 1
        taken[name] = inner
    return list(taken.items())


def _read(raw: bytes, name: str) -> tuple[Document, list[tuple[str, bytes]], bool]:
    if not raw:
        return _empty(raw, name, "The file is empty (0 bytes)."), [], True
    if len(raw) > _LARGEST:
        return _empty(raw, name, f"The file is larger than {_LARGEST // 2**20} MiB and was not read."), [], True
    form = _form(raw, name)
    if form is None:
        return _empty(raw, name, "This is not a kind of file that whence reads."), [], True
    offsets: tuple[OffsetRun, ...] = ()
    try:
        if form == "plain":
            words, encoding = decoded(raw)
            text, offsets = canonical(words)
            links: list[Hyperlink] = []
            if PurePosixPath(name).suffix.lower() in _MARKDOWN:
                text, offsets, links = markdown.unmarked(text, offsets)
            made = plain.draft(text)
            made.links = sorted([*links, *made.links], key=lambda link: link.span)
            made.encoding = encoding
            if bad := bad_bytes(words):
                made.problems.append(f"Bytes that are not valid UTF-8 were left out: {bad}.")
        else:
            made = sandbox.parsed(form, raw)
    except (Undecodable, sandbox.Failed) as failure:
        return _empty(raw, name, f"The file could not be read: {failure}."), [], True
    if not made.text.strip() and not made.attachments:
        made.problems.append("No text was found in the file.")
    return _document(raw, name, made, offsets), made.attachments, not made.text.strip()


def _form(raw: bytes, name: str) -> str | None:
    suffix = PurePosixPath(name).suffix.lower()
    head = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if raw.startswith(_FOREIGN):
        return None
    if head.startswith(b"PK\x03\x04"):
        return "docx" if suffix in (".docx", ".docm") or b"word/document.xml" in raw else None
    if _FORMS.get(suffix, "plain") == "plain" and head[:200].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    if suffix in _FORMS:
        return _FORMS[suffix]
    return None if suffix in _OTHERS.split() else "plain"


def _document(raw: bytes, name: str, made: Draft, offsets: tuple[OffsetRun, ...]) -> Document:
    credited = metadata.complete(made)
    return Document(
        id=hashlib.sha256(raw).hexdigest(),
        name=name,
        text=made.text,
        title=made.title,
        publisher=made.publisher,
        author=made.author,
        date=made.date,
        language=made.language,
        url=made.url,
        links=tuple(link for link in (_trimmed(link, made.text) for link in made.links) if link.span),
        credits=credited,
        blocks=tuple(made.blocks),
        offsets=offsets,
        encoding=made.encoding,
        coverage=made.coverage,
        problems=tuple(Problem(name, "documents", words) for words in made.problems),
        locators=tuple(made.locators),
    )


def _trimmed(link: Hyperlink, text: str) -> Hyperlink:
    """*link* without white space at either end of its words."""
    words = link.span.of(text)
    start = link.span.start + len(words) - len(words.lstrip())
    return replace(link, span=Span(start, start + len(words.strip())))


def _empty(raw: bytes, name: str, detail: str) -> Document:
    problem = Problem(name, "documents", detail)
    return Document(id=hashlib.sha256(raw).hexdigest(), name=name, text="", coverage=0.0, problems=(problem,))
