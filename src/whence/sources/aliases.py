"""Other names of a source: read from a user's file, or mined from "X, known as Y" and "X (ABC)" in a document.

Wrong where a bracket after a name holds something else that happens to spell its initials, and blind to names that
are introduced in any other way.
"""

from __future__ import annotations

import re
from pathlib import Path

from whence.errors import UsageError
from whence.model import Document, Evidence, Span
from whence.text import bare_name, fold, is_acronym_of, lexicon

_WORD = r"[^\W\d_][\w'’.\-]{0,40}"
_NAME = rf"(?:{_WORD}[ ](?:(?:{_WORD})[ ]){{0,8}})?{_WORD}"
_KNOWN_AS = re.compile(
    r",?[ \n]\(?(?:which[ ]is[ ]|who[ ]is[ ])?"
    r"(?:(?:also|better|formerly|previously|commonly|popularly|otherwise)[ ])?"
    r"(?:known|referred[ ]to|abbreviated)[ ](?:(?:simply|locally|in[ ]short)[ ])?(?:as|to[ ]as)[ ]"
    rf"(?:the[ ])?[\"“'‘]?(?P<name>{_WORD}(?:[ ]{_WORD}){{0,5}})"
)
_BRACKET = re.compile(r"[ ]\((?:the[ ]|or[ ])?[\"“'‘]?(?P<name>[A-Z][\w\-.&]{1,14})[\"”'’]?(?=[),;])")
_CAPITAL = re.compile(r"[^\W\d_a-z]", re.UNICODE)
_LOWER_LINKS = lexicon("name_links") | lexicon("particles")
_REACH = 160


def load_aliases(path: Path) -> dict[str, str]:
    """The user's table of other names, a line each: ``alias = name``. Empty lines and ``#`` comments are skipped.

    Raises ``UsageError`` where the file cannot be read as UTF-8, a line has no ``=`` or lacks a side, or one alias
    is given two names.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The alias file {path} cannot be read: {error}. It must be UTF-8 text.") from error
    table: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        alias, mark, name = (part.strip() for part in line.partition("="))
        if not (mark and alias and name):
            raise UsageError(f"{path}, line {number}: {line.strip()!r} is not of the form 'alias = name'.")
        if table.setdefault(alias, name) != name:
            raise UsageError(f"{path}, line {number}: {alias!r} already stands for {table[alias]!r}.")
    return table


def aliases_in(document: Document) -> tuple[tuple[str, str, Evidence], ...]:
    """The (other name, full name, evidence) triples that *document* itself introduces, in the order of the text."""
    text = document.text
    found: dict[tuple[str, str], tuple[int, str, str, Evidence]] = {}
    for match, rule in _introductions(text):
        short = Span(match.start("name"), match.end("name"))
        alias = _capitalised_head(short.of(text)) if rule == "known as" else short.of(text).rstrip(".")
        full = _name_before(text, match.start(), alias if rule == "acronym" else None)
        if not alias or full is None or fold(alias) == fold(bare_name(full.of(text))):
            continue
        name = bare_name(full.of(text))
        detail = f"“{name}” is introduced as “{alias}”"
        found.setdefault((fold(alias), fold(name)), (match.start(), alias, name, Evidence(rule, detail, short, full)))
    return tuple((alias, name, why) for _, alias, name, why in sorted(found.values(), key=lambda item: item[0]))


def _introductions(text: str) -> list[tuple[re.Match[str], str]]:
    introduced = any(word in text for word in ("known", "referred", "abbreviated"))
    known = [(match, "known as") for match in _KNOWN_AS.finditer(text)] if introduced else []
    return known + [(match, "acronym") for match in _BRACKET.finditer(text)]


def _capitalised_head(words: str) -> str:
    """The leading words that belong to a name: "the Red Hand said" -> "Red Hand"."""
    kept: list[str] = []
    for word in words.split():
        if not (_CAPITAL.match(word) or (kept and word in _LOWER_LINKS)):
            break
        kept.append(word)
        if word.endswith("."):
            break
    while kept and kept[-1] in _LOWER_LINKS:
        kept.pop()
    return " ".join(kept).rstrip(".'’").removesuffix("'s").removesuffix("’s")


def _name_before(text: str, end: int, acronym: str | None) -> Span | None:
    """The capitalised name that ends at *end*; with an *acronym*, only the words that spell it."""
    words = [
        m
        for m in re.finditer(r"\S+", text[max(0, end - _REACH) : end].rpartition("\n")[2])
        if m.group() not in {"–", "—"}
    ]
    base = end - len(text[max(0, end - _REACH) : end].rpartition("\n")[2])
    starts: list[int] = []
    for match in reversed(words):
        word = match.group()
        if starts and word[-1] in ',;:.!?)”"' and len(word) > 2:
            break
        if _CAPITAL.match(word.lstrip("“\"'‘(")):
            starts.append(base + match.start())
        elif word not in _LOWER_LINKS or not starts:
            break
    spans = [Span(start, end) for start in starts]
    if acronym is not None:
        return next((s for s in spans if is_acronym_of(acronym, bare_name(s.of(text)))), None)
    return next((s for s in reversed(spans) if bare_name(s.of(text))), None)
