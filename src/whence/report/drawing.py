"""The derivations of one claim as an inline SVG: roots on the left, what was taken from them further right.

Every arrow also stands in the table below the drawing. Rings are drawn by cutting each at its first name, and a
drawing of more than MOST places leaves the rest to the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDE, HIGH, ACROSS, DOWN, MARGIN = 204, 44, 84, 16, 4
MOST, LETTERS, SURE = 16, 27, 0.8


@dataclass(frozen=True, slots=True)
class Place:
    """A root or a document in the drawing. ``style`` is ``root``, ``unseen`` or ``document``."""

    key: str
    name: str
    below: str
    style: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """``derived`` was taken from ``source`` (keys of places); ``probability`` from 0 to 1."""

    source: str
    derived: str
    kind: str
    probability: float
    reason: str = ""


def layers(places: Sequence[Place], arrows: Sequence[Arrow]) -> dict[str, int]:
    """For each place how many steps it is from its root, at most; a ring is cut where it was first entered."""
    above: dict[str, list[str]] = {place.key: [] for place in places}
    for arrow in arrows:
        if arrow.source in above and arrow.derived in above:
            above[arrow.derived].append(arrow.source)
    depth: dict[str, int] = {}
    for start in above:
        if start not in depth:
            _settle(start, above, depth)
    return depth


def _settle(start: str, above: Mapping[str, list[str]], depth: dict[str, int]) -> None:
    path, entered = [start], {start}
    while path:
        here = path[-1]
        ahead = [key for key in above[here] if key not in depth and key not in entered]
        if ahead:
            entered.add(ahead[0])
            path.append(ahead[0])
        else:
            depth[here] = 1 + max((depth[key] for key in above[here] if key in depth), default=-1)
            path.pop()


def surest(arrows: Sequence[Arrow]) -> list[Arrow]:
    """The arrows worth drawing: the surest into each place; of two opposite ones of equal weight, the first."""
    best: dict[str, Arrow] = {}
    opposite: set[tuple[str, str]] = set()
    for arrow in sorted(arrows, key=lambda a: -a.probability):
        if arrow.derived not in best and (arrow.derived, arrow.source) not in opposite:
            best[arrow.derived] = arrow
            if arrow.probability < SURE:
                opposite.add((arrow.source, arrow.derived))
    return list(best.values())


def drawing(places: Sequence[Place], arrows: Sequence[Arrow], title: str) -> Markup:
    """The SVG, or nothing where there is no arrow to draw."""
    shown = list(places)[:MOST]
    depth = layers(shown, arrows)
    drawn = [arrow for arrow in arrows if arrow.source in depth and arrow.derived in depth]
    if not drawn:
        return Markup("")
    rows: dict[int, int] = {}
    corner: dict[str, tuple[int, int]] = {}
    for place in shown:
        column = depth[place.key]
        corner[place.key] = (MARGIN + column * (WIDE + ACROSS), MARGIN + rows.get(column, 0) * (HIGH + DOWN))
        rows[column] = rows.get(column, 0) + 1
    aside = any(depth[a.source] == depth[a.derived] == max(rows) for a in drawn)
    width = 2 * MARGIN + (max(rows) + 1) * (WIDE + ACROSS) - (0 if aside else ACROSS)
    height = 2 * MARGIN + max(rows.values()) * (HIGH + DOWN) - DOWN + 14
    left = len(places) - len(shown)
    more = f"<text class='below' x='{MARGIN}' y='{height - 2}'>and {left} more in the table</text>" if left else ""
    body = "".join([*(_arrow(a, corner, depth) for a in drawn), *(_box(p, *corner[p.key]) for p in shown)])
    size = f"viewBox='0 0 {width} {height}' width='{width}' height='{height}'"
    return Markup(  # noqa: S704 (every name in it is escaped)
        f"<svg class='derivations' role='img' aria-label='{escape(title)}' {size}>{body}{more}</svg>"
    )


def _arrow(arrow: Arrow, corner: Mapping[str, tuple[int, int]], depth: Mapping[str, int]) -> str:
    (x0, y0), (x1, y1) = corner[arrow.source], corner[arrow.derived]
    y0, y1 = y0 + HIGH // 2, y1 + HIGH // 2
    if depth[arrow.derived] > depth[arrow.source]:
        x0, middle = x0 + WIDE, (x0 + WIDE + x1) // 2
        path = f"M{x0} {y0} C{middle} {y0} {middle} {y1} {x1 - 7} {y1}"
        head, label = f"M{x1} {y1} l-8 -4.5 v9 z", (x1 - ACROSS // 2, y1 - 6)
    elif depth[arrow.derived] < depth[arrow.source]:
        x1, y0, y1 = x1 + WIDE, y0 + 8, y1 + 8
        middle = (x0 + x1) // 2
        path = f"M{x0} {y0} C{middle} {y0} {middle} {y1} {x1 + 7} {y1}"
        head, label = f"M{x1} {y1} l8 -4.5 v9 z", (x1 + ACROSS // 2, y1 + 14)
    else:
        x0, x1 = x0 + WIDE, x1 + WIDE
        out = x0 + ACROSS // 2
        path = f"M{x0} {y0 + 8} C{out} {y0 + 8} {out} {y1 + 8} {x1 + 7} {y1 + 8}"
        head, label = f"M{x1} {y1 + 8} l8 -4.5 v9 z", (out - 6, (y0 + y1) // 2 + 10)
    sure = "arrow" if arrow.probability >= SURE else "arrow unsure"
    words = f"{arrow.kind}{'' if arrow.probability >= SURE else '?'}"
    name = f"<text x='{label[0]}' y='{label[1]}'>{words}</text>"
    return f"<g class='{sure}'><path class='line' d='{path}'/><path class='head' d='{head}'/>{name}</g>"


def _box(place: Place, x: int, y: int) -> str:
    whole = f"<title>{escape(place.name)}</title>" if len(place.name) > LETTERS else ""
    frame = f"<rect x='{x}' y='{y}' width='{WIDE}' height='{HIGH}' rx='7'/>"
    name = f"<text x='{x + 10}' y='{y + 19}'>{clipped(place.name)}</text>"
    below = f"<text class='below' x='{x + 10}' y='{y + 35}'>{clipped(place.below, 32)}</text>"
    return f"<g class='place {place.style}'>{whole}{frame}{name}{below}</g>"


def clipped(words: str, letters: int = LETTERS) -> Markup:
    """The words cut to what fits in a box."""
    return escape(words if len(words) <= letters else words[: letters - 1].rstrip() + "…")
