from __future__ import annotations

from dataclasses import replace

from tests.handmade import COURIER, HERALD, handmade, span

from whence.model import Derivation, DerivationKind, Evidence, Flag, Span, Verdict
from whence.report import page
from whence.report.checks import check, check_views
from whence.report.claims import Claims, in_order, section
from whence.report.documents import document_views, paragraphs
from whence.report.drawing import MOST, Arrow, Place, drawing, layers
from whence.report.marks import cut
from whence.report.obtain import bodies, originals
from whence.report.passages import excerpt, marked
from whence.report.summary import interval, listed, not_found, summary
from whence.report.taken import Taken


def test_the_summary_counts_what_the_findings_hold() -> None:
    assert summary(handmade()) == (
        "4 claims in 4 documents: 3 rest on one origin, 1 goes in a circle; 2 of them are contradicted; "
        "1 quotation was altered; 1 original is cited and not in the folder; 1 problem in reading."
    )


def test_a_quotation_that_differs_from_an_earlier_one_is_not_called_altered() -> None:
    found = handmade()
    why = Evidence("quoted-before", "herald.txt quoted Mara Velt earlier")
    (check_,) = (replace(one, evidence=(why,)) for one in found.quotations)
    assert "altered" not in summary(replace(found, quotations=(check_,)))
    assert "1 quotation differs from an earlier one" in summary(replace(found, quotations=(check_,)))
    html = check(check_views(replace(found, quotations=(check_,)))[0])
    assert ">differs</span>" in html and "Quoted before" in html
    assert "altered</span>" not in html and "Original" not in html


def test_the_grade_of_a_claim_is_told_once_with_its_reason() -> None:
    found = handmade()
    graded = Evidence("credibility", "credibility 4: one origin at least, and contradicted")
    twelve = next(claim for claim in found.claims if claim.text == "Twelve workers were hurt")
    view = Claims(found).view(replace(twelve, reasons=(*twelve.reasons, graded)))
    assert view.credibility == "Proposed credibility 4 (doubtful): one origin at least, and contradicted."
    assert view.reasons == ("Both lead to Mara Velt.",)


def test_one_document_is_not_warned_of_as_one_origin() -> None:
    claims = {claim.text: claim for claim in handmade().claims}
    view = Claims(handmade()).view
    assert [label for label, _ in view(claims["Twelve workers were hurt"]).flags] == ["one origin only", "contradicted"]
    assert not view(claims["The mill stands on the river"]).flags


def test_a_lone_statement_of_nobody_named_has_a_line() -> None:
    found = handmade()
    nobody = [replace(claim, flags=(Flag.UNNAMED_ONLY,)) for claim in found.claims]
    made = {one.name: one for one in Claims(replace(found, claims=tuple(nobody))).sections(full=60)}
    assert [claim.text for claim in made["single"].cards] == ["Twelve workers were hurt"]
    assert not made["unnamed"].cards
    assert len(made["unnamed"].rows) == 3


def test_the_first_of_equally_sure_pairs_stands_for_all() -> None:
    found = handmade()
    (against,) = found.links
    later = replace(against, left="2")
    twelve = next(claim for claim in found.claims if claim.text == "Twelve workers were hurt")
    (shown,) = Claims(found).view(replace(twelve, contradictions=(later, against))).contradictions
    assert shown.heading == "Contradicted: another figure"
    assert (shown.sides[0].document, shown.more) == ("herald.txt", 1)


def test_what_two_statements_have_in_common_is_left_to_their_columns() -> None:
    found = handmade()
    (against,) = found.links
    shared = Evidence("anchor", "the longer one holds all the telling words of the shorter one")
    twelve = next(claim for claim in found.claims if claim.text == "Twelve workers were hurt")
    link = replace(against, evidence=(*against.evidence, shared))
    (shown,) = Claims(found).view(replace(twelve, contradictions=(link,))).contradictions
    assert shown.reason == "12 against 20"


def test_a_crowd_is_left_to_the_table() -> None:
    places = [Place(str(n), f"{n}.txt", "", "document") for n in range(100)]
    arrows = [Arrow("0", str(n), "copy", 1) for n in range(1, 100)]
    drawn = drawing(places, arrows, "crowd")
    assert drawn.count("<rect") == MOST
    assert f"and {100 - MOST} more in the table" in drawn


def test_bodies_whose_own_words_are_missing_are_listed() -> None:
    found = handmade()
    assert [(one.name, len(one.documents)) for one in originals(found)] == [("Order 17", 2)]
    assert not bodies(found)
    absent = [replace(c, origins=tuple(replace(o, seen=False) for o in c.origins)) for c in found.claims]
    missing = replace(found, claims=tuple(absent), originals=())
    assert [one[:2] for one in bodies(missing)] == [("=Millers’ Union", "body")]
    assert bodies(missing)[0].documents[0][0] == "letter.eml"
    html = page(missing)
    assert "Originals to obtain <b>1</b>" in html and "Bodies whose own words are not in the folder" in html


def test_what_was_looked_for_in_vain_is_said() -> None:
    found = handmade()
    assert not_found(found) == "confirmations that are not there and altered quotations"
    assert not_found(replace(found, claims=())).startswith("reports that go in a circle, contradictions, ")
    assert not not_found(replace(found, claims=(), documents=found.documents[:1]))


def test_every_verdict_has_its_place_and_colour() -> None:
    (one,) = handmade().quotations
    for verdict in Verdict:
        (view,) = check_views(replace(handmade(), quotations=(replace(one, verdict=verdict),)))
        assert f'class="verdict {verdict}"' in check(view)


def test_long_lists_are_counted() -> None:
    assert listed(["a", "b", "c", "d", "e"]) == "a, b, c and 2 others"
    assert listed(["a"]) == "a"
    assert listed([]) == ""


def test_an_interval_is_said_in_words() -> None:
    first = handmade().claims[0]
    assert interval(first) == "1"


def test_sections() -> None:
    claims = {claim.id: claim for claim in handmade().claims}
    assert section(claims["c1"], 2) == "contradicted"
    assert section(claims["c5"], 1) == "circular"
    differs = replace(claims["c3"], flags=(Flag.ALTERED_QUOTE,))
    assert section(differs, 1) == "altered"
    made = Claims(handmade()).sections(full=60)
    assert [made_.name for made_ in made if any(row.anchor == "claim-c3" for row in made_.rows)] == ["voice"]
    held = {
        section_.name: (len(section_.cards), len(section_.rows)) for section_ in Claims(handmade()).sections(full=0)
    }
    assert sum(rows for _, rows in held.values()) == len(claims)
    assert all(cards == 0 for cards, _ in held.values())


def test_a_claim_is_drawn_from_its_root() -> None:
    claims = Claims(handmade())
    cards = [card for section_ in claims.sections(full=60) for card in section_.cards]
    view = claims.view(next(card for card in cards if card.text == "Twelve workers were hurt"))
    assert ("herald.txt", "courier.html", "citation") in [row[:3] for row in view.arrows]
    assert ("Mara Velt", "herald.txt", "on its word") in [row[:3] for row in view.arrows]


def test_a_document_without_a_statement_of_the_claim_has_no_place() -> None:
    found = handmade()
    near = Derivation("v2", "d3", "d2", DerivationKind.PASSAGE, 0.5, span(COURIER, "Twelve workers"))
    with_letter = replace(found, derivations=(*found.derivations, near))
    twelve = next(claim for claim in found.claims if claim.text == "Twelve workers were hurt")
    places, drawn, arrows = Taken(with_letter).graph(twelve)
    assert {place.name for place in places} == {"Mara Velt", "herald.txt", "courier.html"}
    assert {(arrow.source, arrow.derived) for arrow in drawn} == {("Mara Velt", "d1"), ("d1", "d2")}
    assert arrows == drawn


def test_paragraphs_lose_no_word_and_mark_every_role() -> None:
    findings = handmade()
    cut = paragraphs(findings.documents[1], findings.attributions["d2"], {0: ("s-2",)})
    assert "".join(piece.text for line in cut for piece in line) == COURIER
    marks = {mark for line in cut for piece in line for mark in piece.marks}
    assert marks == {"content", "content-inner", "source", "cue"}
    assert cut[0][0].anchors == ("s-2",)


def test_a_doubtful_attribution_is_marked_in_words() -> None:
    found, courier = handmade().attributions["d2"][0], handmade().documents[1]
    sure, unsure = (
        "".join(cut(line) for line in paragraphs(courier, [replace(found, probability=p)], {})) for p in (0.9, 0.3)
    )
    assert '<small class="unsure">[uncertain reading]</small>' in unsure
    assert "uncertain" not in sure


def test_every_line_of_a_document_is_shown() -> None:
    view = next(document_views(handmade(), {handmade().documents[0].id}))
    lines = ["".join(piece.text for piece in line) for line in view.paragraphs]
    assert lines == [line for line in HERALD.split("\n") if line]


def test_excerpts_stay_in_their_paragraph() -> None:
    document = handmade().documents[0]
    pieces = excerpt(document, [span(HERALD, "Twelve workers were hurt")])
    assert pieces[0].marks == ("said",)
    assert "Fire" not in "".join(piece.text for piece in pieces)


def test_marked_skips_spans_that_overlap() -> None:
    assert [p.text for p in marked("abcdef", [Span(1, 3), Span(2, 4)], "x")] == ["a", "bc", "def"]


def test_checks_mark_the_words_that_differ() -> None:
    (view,) = check_views(handmade())
    assert view.verdict == Verdict.ALTERED
    assert [p.text for p in view.quoted if p.marks] == ["no"]
    assert [p.text for p in view.found if p.marks] == ["every"]


def test_a_check_is_written_with_its_marks_and_nothing_unescaped() -> None:
    (view,) = check_views(handmade())
    located = replace(view, quoted_where="page 3", found_where="line 4–6 & 9")
    html = check(replace(located, name="<b>.txt", differences=(("every", "no"), ("<i>", ""))))
    assert "Quoted, page 3<" in html
    assert "Original, line 4–6 &amp; 9<" in html
    assert ">Quoted<" in check(replace(view, quoted_where=""))
    assert "<ins>no</ins>" in html
    assert "<del>every</del>" in html
    assert "&lt;b&gt;.txt" in html
    assert "<i>" not in html
    assert html.count(" → ") == 1


def test_a_conflict_is_told_in_the_order_of_its_columns() -> None:
    assert in_order(Evidence("figure conflicts", "20 against 12"), forward=True) == "20 against 12"
    assert in_order(Evidence("figure conflicts", "20 against 12"), forward=False) == "12 against 20"
    assert in_order(Evidence("part of a whole", "5 of 16 against 16"), forward=False) == "5 of 16 against 16"
    assert in_order(Evidence("negation", "one affirms what the other denies"), forward=False).startswith("one affirms")


def test_a_ring_is_drawn_once_round() -> None:
    places = [Place(key, key, "", "document") for key in "abc"]
    arrows = [Arrow("a", "b", "citation", 1), Arrow("b", "c", "citation", 1), Arrow("c", "a", "citation", 1)]
    assert sorted(layers(places, arrows).values()) == [0, 1, 2]
    assert drawing(places, arrows, "ring").count("class='arrow'") == 3


def test_no_arrow_no_drawing() -> None:
    assert not drawing([Place("a", "a", "", "root")], [], "none")
