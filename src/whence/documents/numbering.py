"""The numbers that Word puts before paragraphs itself: no run holds them, yet a reader sees and cites them.

Lists go on where their definition is used again, unless a list says where it starts. Wrong on formats other than
digits, letters and Roman numerals ("first", "二"), which come out as digits.
"""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_LETTERS = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_LONGEST = 40


class Numbering:
    """Counts through one Word file; ask for each paragraph once, in their order."""

    def __init__(self, opened: Any) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        self._styles = {style.style_id: style.element for style in opened.styles}
        try:
            root = opened.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        for one in root.iter(qn("w:abstractNum")):
            levels = {_whole(level.get(qn("w:ilvl"))): level for level in one.iter(qn("w:lvl"))}
            self._levels[one.get(qn("w:abstractNumId"))] = levels
        for one in root.iter(qn("w:num")):
            starts = {
                _whole(begun.get(qn("w:ilvl"))): _whole(_value(begun, "w:startOverride"), 1)
                for begun in one.iter(qn("w:lvlOverride"))
                if begun.find(qn("w:startOverride")) is not None
            }
            self._lists[one.get(qn("w:numId"))] = _value(one, "w:abstractNumId") or "", starts

    def of(self, paragraph: Any) -> str:
        """The number before *paragraph* as Word shows it ("12.", "(a)"), or nothing."""
        number, level = self._asked(paragraph)
        base, starts = self._lists.get(number, ("", {}))
        levels = self._levels.get(base, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(base, {})
        if number not in self._begun:
            self._begun.add(number)
            counts.update({at: start - 1 for at, start in starts.items()})
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        pattern = (_value(levels[level], "w:lvlText") or "")[:_LONGEST]
        if _value(levels[level], "w:numFmt") in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda found: _shown(int(found[1]) - 1, counts, levels), pattern).strip()

    def _asked(self, paragraph: Any) -> tuple[str, int]:
        """The list (its id) and the level that the paragraph, or else its style, asks for."""
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        style = _value(paragraph.find(qn("w:pPr")), "w:pStyle")
        for _ in range(_LEVELS):
            if found is not None or style not in self._styles:
                break
            element = self._styles[style]
            found = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            style = _value(element, "w:basedOn")
        if found is None:
            return "", 0
        return _value(found, "w:numId") or "", _whole(_value(found, "w:ilvl"))


def _shown(level: int, counts: dict[int, int], levels: dict[int, Any]) -> str:
    made = levels.get(level)
    count = counts.get(level, _start(made))
    form = _value(made, "w:numFmt") or "decimal"
    if not 0 < count < 4000:
        return str(count)
    if form.endswith("Letter"):
        text = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
    elif form.endswith("Roman"):
        text = _roman(count)
    else:
        return str(count)
    return text.upper() if form.startswith("upper") else text


def _roman(count: int) -> str:
    text = ""
    for value, letters in zip(_VALUES, _LETTERS, strict=True):
        text += letters * (count // value)
        count %= value
    return text


def _start(level: Any) -> int:
    return _whole(_value(level, "w:start"), 1)


def _value(element: Any, name: str) -> str | None:
    """The value of the child *name* of *element*, if there is one."""
    found = element.find(qn(name)) if element is not None else None
    return None if found is None else found.get(qn("w:val"))


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise
