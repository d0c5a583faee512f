from __future__ import annotations

import dataclasses
import re
import time
from html.parser import HTMLParser

from tests.handmade import handmade

from whence.model import Claim, Document, Findings, Span, Statement
from whence.report import page

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Balance(HTMLParser):
    """Fails where an element is closed that is not open; gathers ids and the addresses an element would load."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.loads: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("src", "srcset") or (name == "href" and tag == "link"):
                self.loads.append(value or "")
            if name == "href" and tag == "a":
                self.links.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(html: str) -> Balance:
    balance = Balance()
    balance.feed(html)
    assert not balance.open
    return balance


def test_the_page_is_well_formed_and_loads_nothing() -> None:
    html = page(handmade())
    found = read(html)
    assert len(found.ids) == len(set(found.ids))
    assert not found.loads
    assert "url(" not in html
    assert "@import" not in html
    assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)


def test_the_page_says_in_its_own_words_what_its_signs_mean() -> None:
    html = page(handmade())
    for sign in ("independent origins”", "“A › B”", "Admiralty scale", "who says it", "the word of saying", "Struck"):
        assert sign in html
    assert "<title>whence: 4 claims in 4 documents</title>" in html


def test_a_box_of_a_drawing_is_styled_as_no_article() -> None:
    html = page(handmade())
    assert re.search(r"<g class='place document'>", html)
    assert not re.search(r"[,}]\.document[,{ ]", html)


def test_a_text_is_read_aloud_in_its_language() -> None:
    findings = handmade()
    spanish = dataclasses.replace(findings.documents[0], language="es")
    assert '<div class="text" lang="es">' in page(
        dataclasses.replace(findings, documents=(spanish, *findings.documents[1:]))
    )


def test_a_claim_in_a_line_says_who_published_it_and_when() -> None:
    (row,) = re.findall(r'<li class="row" id="claim-c3">.*?</li>', page(handmade()), re.DOTALL)
    assert "(The Herald, 2024-03-04)" in row


def test_material_is_escaped() -> None:
    html = page(handmade())
    assert "alert(1)" in html
    assert "<script>alert" not in html


def test_an_address_that_is_not_of_the_web_is_no_link() -> None:
    findings = handmade()
    bad = dataclasses.replace(findings.documents[0], url="javascript:alert(1)")
    html = page(dataclasses.replace(findings, documents=(bad, *findings.documents[1:])))
    assert "javascript:" not in html


def test_what_needs_attention_stands_first() -> None:
    html = page(handmade())
    order = [html.index(f'<section class="part" id="{name}"') for name in ("circular", "contradicted", "voice")]
    assert order == sorted(order)


def test_chains_quotations_contradictions_and_differences_are_shown() -> None:
    html = page(handmade())
    assert "The Herald › Mara Velt" in html
    assert '<mark class="decides">Twelve</mark>' in html
    assert '<mark class="decides">Twenty</mark>' in html
    assert "<ins>no</ins>" in html
    assert "<del>every</del>" in html
    assert "<svg" in html
    assert "The Courier cites the Herald." in html
    assert "Order 17" in html
    assert "The file ends too early." in html


def test_an_empty_case_has_a_page() -> None:
    assert "No document could be read." in page(Findings())


def test_the_same_findings_give_the_same_page() -> None:
    assert page(handmade()) == page(handmade())


def large(number: int) -> Findings:
    line = "The river rose by two metres in the night, and the lower town was flooded. "
    documents = tuple(Document(f"d{n}", f"{n}.txt", (line * 10 + "\n\n") * 5) for n in range(number))
    held = {
        f"{n}-{k}": Statement(f"{n}-{k}", f"d{n}", (Span(k * 75, k * 75 + 74),), line.strip())
        for n in range(number)
        for k in range(5)
    }
    claims = tuple(Claim(f"c{n}", line.strip(), (f"{n}-0", f"{(n + 1) % number}-1"), (), 1, 2) for n in range(number))
    rows = tuple(Claim(f"r{n}-{k}", line.strip(), (f"{n}-{k}",), (), 1, 1) for n in range(number) for k in (2, 3, 4))
    return Findings(documents=documents, statements=held, claims=claims + rows)


def test_a_thousand_documents_take_seconds_and_wait_in_leaves() -> None:
    start = time.perf_counter()
    html = page(large(1000))
    assert time.perf_counter() - start < 12
    found = read(html)
    assert html.count("<template>") >= 24
    inert = re.sub(r"(?s)<template>.*?</template>", "", html)
    assert len(inert) < 900_000
    assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)
