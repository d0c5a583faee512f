"""Other names of a source: said by a person, or mined from "X, known as Y", "X (ABC)" and the like in a document.

Wrong where a bracket after a name holds something else that happens to spell its initials, and blind to names that
are introduced in any other way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from whence.errors import UsageError
from whence.model import Alias, Document, Evidence, Span
from whence.sources.keys import latin, name_key
from whence.text import bare_name, fold, is_acronym_of, lexicons, name_likeness

_WORD = r"[^\W\d_][\w'’.\-]{0,40}"
_ADVERB = r"(?:also|better|formerly|previously|commonly|popularly|otherwise|locally|sometimes|widely|now)"
_KNOWN_AS = re.compile(
    r",?[ \n][(–—-]?[ ]?(?:which[ ]is[ ]|who[ ]is[ ])?"
    rf"(?:(?:{_ADVERB}[ ])?(?:known|referred[ ]to|abbreviated)[ ]"
    r"(?:(?:simply|locally|in[ ]short|collectively)[ ])?"
    r"(?:(?:as|to[ ]as)|by[ ](?:its|their|the)[ ](?:\w+[ ])?(?:acronym|initials|abbreviation))[ ]"
    rf"|{_ADVERB}[ ]called[ ]|(?:aka|a\.k\.a\.|alias|dubbed|nicknamed)[ ]"
    r"|whose[ ](?:nom[ ]de[ ]guerre|real[ ]name)[ ](?:is|was)[ ])"
    rf"(?:the[ ])?[\"“'‘]?(?P<name>{_WORD}(?:[ ]{_WORD}){{0,5}})"
)
_CUE = re.compile(r"\b(?:known|referred|abbreviated|called|aka|a\.k\.a\.|alias|dubbed|nicknamed|whose (?=nom|real))")
_LEAD = 40
"""Code points before a cue in which an introduction may begin."""
_BRACKET = re.compile(r"[ ]\((?:the[ ]|or[ ])?[\"“'‘]?(?P<name>[A-Z][\w\-.&]{1,14})[\"”'’]?(?=[),;])")
_OR = re.compile(r",?[ ]or[ ](?:the[ ])?(?P<name>[A-Z]{2,10})\b|,[ ](?P<set>[A-Z]{2,10})(?=,)")
_SPELT_OUT = re.compile(
    rf"\b(?P<name>[A-Z]{{2,10}})(?:[ ]\(|,[ ])(?:the[ ])?(?P<full>[A-Z][\w’'\-]{{0,40}}(?:[ ]{_WORD}){{1,8}})(?=[),])"
)
_SCRIPT = re.compile(r"[ ]\((?:[A-Z][a-z]+:[ ])?(?P<name>[^\W\d_a-zA-Z][^()\d\n]{1,60})\)")
_FURTHER = re.compile(r"(?:,? (?:or|and)|,) (?:the )?(?P<name>[A-Z]{2,10})\b")
"""One more of several acronyms: "also known as ISA or ISAN"."""
_CAPITAL = re.compile(r"[^\W\d_a-z]", re.UNICODE)
_GOVERNED = re.compile(r"\b(?:of|in|with|by|from|for|at|on|to|near|\w+ing)\s(?:the\s|an?\s)?$")
_LOWER_LINKS = lexicons("name_links", "particles")
_PEOPLE = lexicons("plural_nouns", "unnamed_classes")
_REACH = 160
_SOUNDS_ALIKE = 0.5
"""Likeness of a name and of the same name in another script, which often lacks the vowels, in a bracket after it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What persons said in all: the ``names`` of aliases, and the aliases (as `name_key` has them) they ``refused``."""

    names: Mapping[str, str] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()


def told(said: Iterable[Alias], further: Mapping[str, str] | None = None) -> Told:
    """The table that the words *said*, oldest first, leave in force, with *further* names beside them.

    An alias that was taken back is refused where no person had named it before: then it came from a text.
    """
    names: dict[str, tuple[str, str]] = {}
    refused: set[str] = set()
    for one in said:
        key = name_key(one.alias)
        if one.name:
            names[key] = (one.alias, one.name)
            refused.discard(key)
        elif names.pop(key, None) is None:
            refused.add(key)
    return Told({**dict(names.values()), **(further or {})}, frozenset(refused))


def parsed(line: str) -> tuple[str, str]:
    """The alias and the name of a line "alias = name"; raises ``UsageError`` where it has another form."""
    alias, mark, name = (part.strip() for part in line.partition("="))
    if not (mark and alias and name):
        raise UsageError(f"{line.strip()!r} is not of the form 'alias = name'.")
    return alias, name


def load_aliases(path: Path) -> dict[str, str]:
    """The user's table of other names, a line each: ``alias = name``. Empty lines and ``#`` comments are skipped.

    Raises ``UsageError`` where the file cannot be read as UTF-8, a line has no ``=`` or lacks a side, or one alias
    is given two names.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: the alias file cannot be read: {getattr(error, 'strerror', None) or error}"
        ) from error
    table: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            alias, name = parsed(line)
        except UsageError as error:
            raise UsageError(f"{path}, line {number}: {error}") from error
        if table.setdefault(alias, name) != name:
            raise UsageError(f"{path}, line {number}: {alias!r} already stands for {table[alias]!r}.")
    return table


def aliases_in(document: Document) -> tuple[Alias, ...]:
    """The other names that *document* itself introduces, in the order of the text."""
    text = document.text
    found: dict[tuple[str, str], Alias] = {}
    for short, full, rule in sorted(_introduced(text)):
        alias = _capitalised_head(short.of(text)) if rule == "known as" else short.of(text).strip().rstrip(".")
        name = bare_name(full.of(text))
        if alias and name and name_key(alias) != name_key(name):
            why = Evidence(rule, f"“{name}” is introduced as “{alias}”", short, full)
            found.setdefault((fold(alias), fold(name)), Alias(alias, name, document.id, why))
    return tuple(found.values())


def _introduced(text: str) -> Iterable[tuple[Span, Span, str]]:
    """The places of an alias and of the name before (or after) it, and the rule that found them."""
    for match in _known_as(text):
        full = next((s for s in reversed(_names_before(text, match.start())) if not _members(s.of(text))), None)
        if full and not _may_mean_another(text, match, full):
            yield Span(*match.span("name")), full, "known as"
            at = match.start("name") + len(match["name"].split()[0])
            while match["name"].split()[0].isupper() and (further := _FURTHER.match(text, at)):
                yield Span(*further.span("name")), full, "known as"
                at = further.end()
    for pattern in (_BRACKET, _OR):
        for match in pattern.finditer(text):
            short = Span(*match.span("name" if match["name"] else "set"))
            if full := _spelling(text, match.start(), short.of(text), loose=pattern is _BRACKET):
                yield short, full, "acronym"
    for match in _SPELT_OUT.finditer(text):
        if is_acronym_of(match["name"], match["full"]):
            yield Span(*match.span("name")), Span(*match.span("full")), "acronym"
    if not text.isascii():
        for match in _SCRIPT.finditer(text):
            if latin(match["name"]) != match["name"] and (full := _sounding(text, match.start(), match["name"])):
                yield Span(*match.span("name")), full, "other script"


def _known_as(text: str) -> Iterable[re.Match[str]]:
    """What introduces another name in words, sought only around those words."""
    last = 0
    for cue in _CUE.finditer(text):
        match = _KNOWN_AS.search(text, max(last, cue.start() - _LEAD), cue.end() + _REACH)
        if match and match.start() < cue.end() and cue.start() < match.start("name"):
            last = match.end()
            yield match


def _members(name: str) -> bool:
    """Whether *name* says some people of a body: "Fighters of the Front"."""
    head, _, rest = bare_name(name).partition(" ")
    return rest.startswith(("of ", "from ", "for ")) and head.casefold() in _PEOPLE


def _may_mean_another(text: str, match: re.Match[str], full: Span) -> bool:
    """Whether something else is meant: "a deal with those of the Rim, known as ...", "Brik also called Marn a liar"."""
    if "called " in match.group() and not re.match(r"[,\s]*(?:[,(–—]|which|who)", match.group()):
        return True
    plain = match.group().lstrip(", ").startswith("known as")
    return plain and not match["name"].split()[0].isupper() and bool(_GOVERNED.search(text[: full.start][-40:]))


def _spelling(text: str, end: int, acronym: str, loose: bool) -> Span | None:
    """The name that ends at *end* and whose initials are the letters of *acronym*.

    If *loose*, they may come in another order, as in the acronym of a name in another language.
    """
    spans = _names_before(text, end, spelt=True, lower=loose)
    full = next((span for span in spans if is_acronym_of(acronym, bare_name(span.of(text)))), None)
    if full or not loose or len(acronym) < 3 or not acronym.isupper():
        return full
    for span in spans:
        parts = [part for part in fold(bare_name(span.of(text))).split() if part not in _LOWER_LINKS]
        if sorted(part[0] for part in parts) == sorted(fold(acronym)):
            return span
    return None


def _sounding(text: str, end: int, name: str) -> Span | None:
    """The name that ends at *end* and sounds like *name*, which is in another script."""
    size = len(name.split())
    spans = [span for span in _names_before(text, end) if len(bare_name(span.of(text)).split()) == size]
    likeness = {span: name_likeness(bare_name(span.of(text)), name) for span in spans}
    best = max(spans, key=lambda span: (likeness[span], span.start), default=None)
    if best and likeness[best] >= _SOUNDS_ALIKE:
        return best
    return next((span for span in spans if _consonants(span.of(text)) == _consonants(name)), None)


def _consonants(name: str) -> list[str]:
    """The consonants of each word, as a script without vowels writes them."""
    words = re.sub(r"[aeiouyjwh'’\-]", "", fold(latin(bare_name(name)))).split()
    return [re.sub(r"(.)\1+", r"\1", word) for word in words]


def _capitalised_head(words: str) -> str:
    """The leading words that belong to a name: "the Red Hand said" -> "Red Hand"."""
    kept: list[str] = []
    for word in words.split():
        linked = kept and word in _LOWER_LINKS and not (word == "and" and kept[0].isupper())
        if not (_CAPITAL.match(word) or linked):
            break
        kept.append(word)
        if word.endswith("."):
            break
    while kept and kept[-1] in _LOWER_LINKS:
        kept.pop()
    return " ".join(kept).rstrip(".'’").removesuffix("'s").removesuffix("’s")


def _names_before(text: str, end: int, spelt: bool = False, lower: bool = False) -> list[Span]:
    """The capitalised names that end at *end*, the shortest first.

    Where the name will be *spelt* by an acronym it may begin on an earlier line; *lower*: it may hold lower-case words.
    """
    line = text[max(0, end - _REACH) : end].rpartition("\n\n" if spelt else "\n")[2]
    base = end - len(line)
    starts: list[int] = []
    words = [match for match in re.finditer(r"\S+", line) if match.group() not in {"–", "—"}]
    for place, match in enumerate(reversed(words)):
        word = match.group()
        if place and word[-1] in ',;:.!?)”"' and len(word) > 2:
            break
        if _CAPITAL.match(word.lstrip("“\"‘('")):
            starts.append(base + match.start())
        elif not lower and (word not in _LOWER_LINKS or not starts):
            break
    return [Span(start, end) for start in starts if bare_name(text[start:end])]
