"""Bytes to text: byte order marks, declared encodings, UTF-8, then a guess. Encoding the text again gives the bytes.

Wrong where a short text in an old 8-bit encoding looks like another; the encoding is kept in the document to be seen.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = frozenset("“”‘’–—…«»éèêëàâäáãåæçñóôöõøœßúûüùíîïì€£©®°·¿¡ÉÈÀÄÖÜÅØÆÇÑÓÚÍÁ§ \xa0„‚•™½¼²³ºª")
_COMMON = ("cp1252", "iso8859_2", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257")
_NEAR = 0.025
"""How much worse, of 1, one encoding may fit a short text than another and still be as likely."""
_SAMPLE = 65_536
_LONE = re.compile("[\udc80-\udcff]")
_BEYOND = re.compile("[\u0080-\ud7ff\ue000-\U0010ffff]")


class Undecodable(Exception):  # noqa: N818
    """The bytes are no text in any encoding that fits; its words say why."""


def decoded(raw: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of *raw* and its encoding, such that encoding it again gives *raw*. Raises Undecodable."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = _strict(raw, encoding)
            if text is None:
                raise Undecodable(f"it begins as {encoding} but is not valid {encoding}")
            return text, encoding
    damaged = _damaged(raw)
    if damaged is not None:
        return damaged, "utf-8"
    for guess in (_known(declared), "utf-8", *_guesses(raw)):
        text = _strict(raw, guess) if guess else None
        if guess and text is not None and not _binary(text) and text.encode(guess) == raw:
            return text, guess
    raise Undecodable("its bytes are not text in any known encoding")


def bad_bytes(text: str) -> int:
    """How many bytes of a damaged UTF-8 file stand in *text* as lone surrogates."""
    return len(_LONE.findall(text))


def _damaged(raw: bytes) -> str | None:
    """UTF-8 with a few broken bytes, these as lone surrogates; None where it is whole or another encoding."""
    text = raw.decode("utf-8", "surrogateescape")
    bad = bad_bytes(text)
    if not bad:
        return None
    good = len(_BEYOND.findall(text))
    return text if good >= 3 * bad and not _binary(text) else None


def _known(name: str | None) -> str | None:
    try:
        found = codecs.lookup(name.strip()).name if name else None
    except (LookupError, ValueError):
        return None
    return "cp1252" if found in ("iso8859-1", "ascii") else found


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _guesses(raw: bytes) -> tuple[str, ...]:
    if b"\0" not in raw[:_SAMPLE]:
        western = _strict(raw, "cp1252")
        if western is not None and all(letter in _WESTERN for letter in set(western) if not letter.isascii()):
            return ("cp1252",)
    wide = _wide(raw[:_SAMPLE])
    if wide:
        return (wide,)
    likeliest = _likeliest(raw[:_SAMPLE])
    return (likeliest, "cp1252") if likeliest else ("cp1252",)


def _likeliest(sample: bytes) -> str | None:
    """The commonest of the encodings that fit nearly as well as the best."""
    found = list(from_bytes(sample))
    if not found:
        return None
    near = [
        one.encoding
        for one in found
        if one.chaos <= found[0].chaos + _NEAR and one.coherence >= found[0].coherence - 2 * _NEAR
    ]
    return next((name for name in _COMMON if name in near), found[0].encoding)


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: nearly every other byte is NUL in Latin text."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    control = sum(letter < " " and letter not in "\t\n\r\f\x1b" for letter in sample)
    return control > 0.02 * len(sample) or sample.count("\0") > 3
