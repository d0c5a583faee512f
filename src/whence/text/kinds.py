"""What kind of source a noun phrase names, from its words alone.

Wrong on bodies and outlets whose names hold no word that says so, and on persons named only by a rare office.
"""

from __future__ import annotations

import re
from functools import lru_cache

from whence.model import SourceKind
from whence.text.lexicons import lexicon, lexicon_pairs, lexicons

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W_]+)*")
_AGENT = re.compile(r"(?:er|or|ist|ian|ee|man|woman)s?$|(?:men|women|people)$")
"""How nouns end that tell who does something: "listener", "columnist"."""
_INITIALS = re.compile(r"\b(?:[A-Z]\.){4,}")
"""A body's initials with full stops; three may be those of a person."""
_INDEFINITE = frozenset(
    [
        "a",
        "an",
        "one",
        "two",
        "three",
        "some",
        "many",
        "several",
        "most",
        "other",
        "another",
        "few",
        "those",
        "multiple",
        "numerous",
    ]
)
_OFFICIAL_VOICES = frozenset(["spokesman", "spokeswoman", "spokesperson", "spokespeople"])
_REST = re.compile(
    r",|\(| (?:who|which|whose|that|at|in|with|from|close|familiar|near|reporting) "
    r"| [a-z]{2,}ing (?:the|an?|that|how|its|his|her|their|[\w’']+['’]s) "
    r"|(?<!ly)(?<!\b[Aa])(?<!\b[Aa]n)(?<!\b[Tt]he) (?:seen|obtained|reviewed|published|released|quoted|cited"
    r"|interviewed|shared|posted|signed|dated|issued|sent|written|filed|drawn|made|kept|carried|aired|broadcast|taken"
    r"|filmed|shot|recorded|leaked|provided|collected|compiled|prepared|produced) "
)
_SHORT = re.compile(r" \([A-Z][A-Z.]{1,7}\)(?= \w)")
"""A short name in brackets within a longer one: "a United Nations (UN) report"."""
_PERSON_OF = re.compile(
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Rev)\.? )?[A-Z][\w’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+ of (?:[Tt]he )?[A-Z]"
)
_WITNESS = re.compile(r"[PDC]\.? ?W\.?[ -]?\d+")
"""A witness as courts number them: "P.W. 9"."""
_SITE = re.compile(r"\w\.(?:com|org|net|info|co|news|[a-z]{2})$")
"""A paper that is called by its address."""
_MASTHEADS = frozenset(["post", "bulletin", "record", "press", "today", "insider", "citizen", "advocate", "show"])
"""Words that name a paper or a broadcast in a title, and a document, a thing or somebody elsewhere."""
_OF = re.compile(r"(?:.*[\w)]['’]s|.*s['’]) (?=[A-Z])")
"""Whose somebody or something with a name is: "Radio Lisk's" Andre Sims."""
_GROUPS = frozenset(
    "group charity organisation organization union firm company party ngo foundation militia movement network "  # noqa: SIM905
    "federation coalition watchdog".split()
)
"""Nouns before the name of a body."""
_BEHIND_HEAD = frozenset("of for by on to about across along over under above outside".split())  # noqa: SIM905
_COUNTS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "hundreds"])


def unbracketed(phrase: str) -> str:
    """*phrase* without a short name in brackets that more words follow: "a United Nations (UN) report"."""
    return _SHORT.sub("", phrase)


@lru_cache(maxsize=1 << 14)
def kind_of(phrase: str) -> SourceKind:
    """The kind of source that *phrase* ("the ministry", "Mara Velt, a baker") names."""
    core = _REST.split(f"{_INITIALS.sub(_bare, unbracketed(phrase))} ")[0]
    if (owned := _OF.match(core)) and not re.search(r"[ -][a-z]", rest := core[owned.end() :].strip()):
        core = rest
    if behind := behind_noun(core.strip()):
        return behind[1]
    parts = _WORD.findall(core.title() if " " in phrase and core.isupper() else core)
    low = [part.lower() for part in parts]
    if not low:
        return SourceKind.UNSPECIFIED
    return _by_signs(phrase, core, parts, low) or _by_nouns(core, parts, low)


def _by_signs(phrase: str, core: str, parts: list[str], low: list[str]) -> SourceKind | None:
    """The kind where a voice, a document, a place, a masthead or a note in *phrase* settles it."""
    head = _head(low)
    if any(part in _OFFICIAL_VOICES for part in low):
        return SourceKind.BODY if not _ends_in_name(parts, low) else SourceKind.PERSON
    masthead = len(parts) > 1 and parts[-1][0].isupper() and parts[-2][0].isupper() and low[-1] in _MASTHEADS
    if " ".join(low[-2:]) in lexicon("body_nouns"):
        return SourceKind.BODY
    numbered = low[0] in lexicon("document_nouns") and low[1:2] == ["no"]
    if numbered or (head in lexicon("document_nouns") and not masthead):
        return SourceKind.DOCUMENT
    if _PERSON_OF.match(core) and not set(low[:3]) & lexicons("body_nouns", "body_words", "outlet_words"):
        return SourceKind.PERSON
    if _WITNESS.fullmatch(core.strip()):
        return SourceKind.PERSON
    if (plain := core.lower().strip().removeprefix("the ")) in lexicon("states"):
        return SourceKind.BODY
    if plain in lexicon("agencies") or _SITE.search(core.strip()):
        return SourceKind.OUTLET
    if masthead or low[-1] in lexicon("outlet_words") or head in lexicon("outlet_words") or _broadcasts(parts):
        return SourceKind.OUTLET
    if "name has been changed" in phrase or "not a real name" in phrase:
        return SourceKind.UNNAMED
    return None


def _by_nouns(core: str, parts: list[str], low: list[str]) -> SourceKind:
    """The kind by the noun that heads *core*, else by whether it is a name."""
    head = _head(low)
    first = parts[0][0].isupper() and low[0] not in lexicon("stopwords") and low[0] not in _COUNTS
    named = any(part[0].isupper() for part in parts[1:]) or (first and len(parts) == 1)
    named = named and not (parts[-1].islower() and low[-1].endswith("s") and low[-2] in lexicon_pairs("demonyms"))
    one = head.removesuffix("s")
    several = head in lexicon("unnamed_classes") or (one != head and one in lexicon("office_nouns"))
    counted = core[0].isdigit() and head.endswith("s") and head not in lexicon("body_nouns")
    if counted or (several and not _ends_in_name(parts, low)):
        return SourceKind.UNNAMED
    if head in lexicon("office_nouns") and low[0] not in _INDEFINITE:
        return SourceKind.PERSON
    tails = head, low[-1], " ".join(low[-2:])
    bodies = lexicons("body_nouns", "civic_bodies")
    if any(tail in bodies for tail in tails) or _acronym(parts[-1]) or " & " in core:
        return SourceKind.BODY
    if named and low[0] not in ("a", "an"):
        return _apposed(parts, low) or _named(low)
    return SourceKind.UNNAMED


def behind_noun(phrase: str) -> tuple[str, SourceKind] | None:
    """The name that ends *phrase* and its kind by the common noun before it: "state broadcaster NTV"."""
    words = phrase.split()
    k = len(words)
    while k and (words[k - 1][0].isupper() or (k < len(words) and words[k - 1] in lexicon("particles"))):
        k -= 1
    noun, name = words[k - 1].lower() if k else "", " ".join(words[k:])
    small = lexicons("prepositions", "name_links", "stopwords")
    if not name or not noun.isalpha() or noun in small:
        return None
    posts = lexicons("titles", "office_nouns")
    held = next((j for j in range(k, len(words)) if words[j].lower().rstrip(".") not in posts), len(words))
    known = lexicons("body_words", "body_nouns", "office_nouns", "outlet_words")
    if held > k:
        name = " ".join(words[held:])
        return (name, SourceKind.PERSON) if " " in name and not known & set(name.lower().split()) else None
    if noun in lexicon("outlet_words") or (noun == "agency" and words[k - 2 : k - 1] in (["news"], ["press"])):
        return name, SourceKind.OUTLET
    if noun in _GROUPS:
        return name, SourceKind.BODY
    people = noun in lexicons("unnamed_classes", "office_nouns") or _AGENT.search(noun) is not None
    person = people and noun not in lexicons("body_nouns", "document_nouns") and " " in name
    return (name, SourceKind.PERSON) if person and not known & set(name.lower().split()) else None


def can_speak(phrase: str) -> bool:
    """Whether *phrase* names somebody or something that says things: "two officials", not "the importance of water"."""
    if kind_of(phrase) is not SourceKind.UNNAMED:
        return True
    low = [part.lower() for part in _WORD.findall(_REST.split(f"{phrase} ")[0])]
    people = lexicons("unnamed_classes", "office_nouns")
    return any(word in people or word.removesuffix("s") in people for word in low) or bool(_AGENT.search(_head(low)))


def _apposed(parts: list[str], low: list[str]) -> SourceKind | None:
    """The kind by the noun before the name, as in "the barber Ivo Dane"; nothing where no noun or no full name is."""
    k = len(parts)
    while k and parts[k - 1][0].isupper():
        k -= 1
    if len(parts) - k < 2 or k < 2 or low[k - 1] in lexicon("name_links"):
        return None
    if low[k - 1] in lexicon("office_nouns"):
        return SourceKind.PERSON
    if set(low) & lexicon("body_words"):
        return None
    if low[k - 1] in lexicon("outlet_words"):
        return SourceKind.OUTLET
    return SourceKind.BODY if low[k - 1] in lexicon("body_nouns") else SourceKind.PERSON


def kind_in(phrase: str, language: str) -> SourceKind:
    """The kind of source that *phrase* names, by the word lists of *language*: its first known word says so.

    Fit for languages that put the head of a noun phrase first.
    """
    parts = _WORD.findall(phrase.split("(")[0])
    low = [part.lower() for part in parts]
    small = lexicons("articles", "name_links", language=language)
    some = lexicon("indefinite", language)
    for k, word in enumerate(low):
        if (word in small or word in some or word in lexicon("titles", language)) and k + 1 < len(low):
            continue
        if word in lexicon("official_voices", language) or word in lexicon("body_nouns", language):
            return SourceKind.BODY
        if word in lexicon("document_nouns", language):
            return SourceKind.DOCUMENT
        if word in lexicon("outlet_words", language):
            return SourceKind.OUTLET
        if word in lexicon("unnamed_classes", language):
            return SourceKind.UNNAMED
        if word in lexicon("office_nouns", language):
            return SourceKind.UNNAMED if low[0] in some else SourceKind.PERSON
        return _named_in(parts[k:]) if parts[k][0].isupper() else SourceKind.UNNAMED
    return SourceKind.UNSPECIFIED


def _named_in(parts: list[str]) -> SourceKind:
    return SourceKind.BODY if len(parts) == 1 and _acronym(parts[0]) else SourceKind.PERSON


_FIRST_PERSON = re.compile(r"(?:^|[.\n] ?)I (?:was|am|have|had|saw|heard|live|work|do|did|went|began)\b")


@lru_cache(maxsize=1 << 13)
def maker_kind(publisher: str | None, author: str | None, text: str) -> SourceKind:
    """What a document speaks as: a body by its name, a person who tells in the first person, else an outlet.

    A document of no known maker speaks for itself. "Harn International" is a body where its text names it, as
    releases do.
    """
    name = publisher or author
    if not name:
        return SourceKind.DOCUMENT
    bodies = lexicons("body_nouns", "body_words") - lexicon("outlet_words")
    low = [part.lower() for part in _WORD.findall(name)]
    marks = bodies & set(low)
    if low and low[-1] not in lexicon("outlet_words") and (marks - {"international"} or (marks and name in text)):
        return SourceKind.BODY
    alone = publisher is None or publisher == author
    return SourceKind.PERSON if alone or _FIRST_PERSON.search(text[:2000]) else SourceKind.OUTLET


def _broadcasts(parts: list[str]) -> bool:
    """Whether the name is that of a station or an agency: "Radio Lisk", "the State News Agency"."""
    low = [part.lower() for part in parts if part.lower() not in ("the", "a", "an")]
    agency = low[-1:] == ["agency"] and low[-2:-1] in (["news"], ["press"], ["telegraph"])
    return agency or (len(low) > 1 and low[0] in ("radio", "television", "tv", "channel"))


def _head(low: list[str]) -> str:
    """The noun before the first "of", "for", "by", "on" and the like."""
    for i, word in enumerate(low):
        if i and word in _BEHIND_HEAD:
            return low[i - 1]
    return low[-1]


def _ends_in_name(parts: list[str], low: list[str]) -> bool:
    """Whether the last word is a capitalised one that is no class of people or body ("spokesman Ivo Dane")."""
    known = lexicons("unnamed_classes", "body_nouns", "office_nouns")
    return parts[-1][0].isupper() and low[-1] not in known and not {"for", "of"} & set(low)


def _bare(initials: re.Match[str]) -> str:
    return initials.group().replace(".", "")


def _acronym(word: str) -> bool:
    return len(word) >= 2 and word.isupper()


def _named(low: list[str]) -> SourceKind:
    if any(word in lexicon("body_nouns") or word in lexicon("body_words") for word in low):
        return SourceKind.BODY
    return SourceKind.BODY if low[0] == "the" else SourceKind.PERSON
