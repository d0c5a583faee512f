"""A PDF made by hand: lines of text at given places on pages of A4, in one font."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


class Drawn(NamedTuple):
    """A line of text: its distance from the left and from the foot of its page and its font's size, in points."""

    left: float
    foot: float
    words: str
    size: float = 10


def pdf(pages: Sequence[Sequence[Drawn]]) -> bytes:
    """A PDF file with these lines on its *pages*."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 595 842] >>".encode(),
        _FONT,
    ]
    for number, lines in enumerate(pages):
        drawn = b"".join(_drawn(line) for line in lines)
        content = f"{5 + 2 * number} 0 R"
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /Contents {content} /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        parts.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn))
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    return made + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(made),
    )


def column(lines: Sequence[str], left: float = 60, top: float = 700, size: float = 10) -> list[Drawn]:
    """*lines* one below the other; an empty one leaves the height of a line free."""
    return [Drawn(left, top - 1.3 * size * number, line, size) for number, line in enumerate(lines) if line]


def _drawn(line: Drawn) -> bytes:
    shown = line.words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %.1f Tf 1 0 0 1 %.1f %.1f Tm (%b) Tj ET\n" % (line.size, line.left, line.foot, shown)
