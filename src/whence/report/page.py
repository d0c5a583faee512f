"""The whole page. Long lists are cut into leaves: the first is in the page, the others wait in inert templates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any, TypeVar

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from whence.casefile import CaseFile
from whence.model import Findings, Judgement
from whence.report.articles import articles, cards
from whence.report.checks import check, check_views
from whence.report.claims import Claims
from whence.report.lines import line
from whence.report.marks import cut
from whence.report.obtain import bodies, originals
from whence.report.summary import counted, heading, not_found, summary
from whence.stage import Stage

T = TypeVar("T")
CARDS, LINES, DOCUMENTS = 60, 400, 40
FULL = 2 * CARDS
"""Claims of a section that are shown in full; those beyond get a line each."""
_PAGE = Stage("page", ("report", "text"))


def page_key(findings: str, judgements: Sequence[Judgement]) -> str:
    """The key of the page on the findings with the key *findings*; the page bears it, so that it is known again."""
    return _PAGE.key(repr(judgements), [findings])


def page(findings: Findings, key: str = "", store: CaseFile | None = None) -> str:
    """One self-contained HTML file that says all the findings; it loads nothing and asks nobody.

    It bears *key* at its head. Documents and claims that stay as they were are taken from *store*, their case.
    """
    environment = _environment()
    parts: Any = environment.get_template("parts.html").module
    claims = Claims(findings)
    sections = claims.sections(FULL)
    full = cards([claim for section in sections for claim in section.cards], claims, parts.card, store)
    return environment.get_template("page.html").render(
        key=key,
        title=heading(findings),
        summary=summary(findings),
        not_found=not_found(findings),
        sections=sections,
        card=lambda claim: full[claim.id],
        documents=articles(findings, parts.document, store),
        originals=originals(findings),
        bodies=bodies(findings),
        checks=check_views(findings),
        problems=findings.problems,
        sizes={"cards": CARDS, "lines": LINES, "documents": DOCUMENTS},
    )


def paged(items: Sequence[T], size: int, one: Callable[[T], str], tag: str, name: str) -> Markup:
    """What *one* makes of each item (HTML), in leaves of *size*, each an element *tag*.

    All is joined once: a template would copy some ten million characters at every step.
    """
    opened, closed = f'<{tag} class="leaf">', f"</{tag}>"
    parts = [f'<div class="paged" data-name="{escape(name)}">', opened, *map(one, items[:size]), closed, "\n"]
    for at in range(size, len(items), size):
        parts += ["<template>", opened, *map(one, items[at : at + size]), closed, "</template>\n"]
    return Markup("".join([*parts, "</div>"]))  # noqa: S704 (macros, `line` and `check` escape)


@cache
def _environment() -> Environment:
    here = files("whence.report")
    texts = {name: (here / name).read_text(encoding="utf-8") for name in ("page.html", "parts.html")}
    environment = Environment(
        loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["counted"] = counted
    environment.globals["check"] = check
    environment.globals["cut"] = cut
    environment.globals["line"] = line
    environment.globals["paged"] = paged
    environment.globals["ready"] = str
    environment.globals["style"] = Markup((here / "page.css").read_text(encoding="utf-8"))  # noqa: S704 (our own file)
    environment.globals["script"] = Markup((here / "page.js").read_text(encoding="utf-8"))  # noqa: S704 (our own file)
    return environment
