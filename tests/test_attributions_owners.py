"""Words that two attributions claim have one speaker."""

from __future__ import annotations

from whence.attributions.owners import owned
from whence.attributions.raw import RawAttribution
from whence.model import Span


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def _raw(text: str, source: str, cue: str, *contents: str, probability: float = 1.0) -> RawAttribution:
    spans = tuple(_span(text, content) for content in contents)
    return RawAttribution(_span(text, source), _span(text, cue), spans, "say", "after", probability=probability)


def _speakers(text: str, found: list[RawAttribution]) -> list[tuple[str, int]]:
    return [(raw.source.of(text), len(raw.content)) for raw in found if raw.source]


def test_a_stop_leaves_a_quotation_to_the_speaker_before_it() -> None:
    text = "“It is over,” Ada Finch said. “Nobody will come back.” Karol Venn vowed to stay."
    found = [
        _raw(text, "Ada Finch", "said", "“It is over,”", "“Nobody will come back.”"),
        _raw(text, "Karol Venn", "vowed", "“Nobody will come back.”", "to stay"),
    ]
    assert _speakers(text, owned(text, found)) == [("Ada Finch", 2), ("Karol Venn", 1)]


def test_a_comma_leads_on_to_the_speaker_after_it() -> None:
    text = "“It is over,” Ada Finch said. “Nobody will come back,” said Karol Venn."
    found = [
        _raw(text, "Ada Finch", "said", "“It is over,”", "“Nobody will come back,”"),
        RawAttribution(
            _span(text, "Karol Venn"), Span(text.rindex("said"), text.rindex("said") + 4),
            (_span(text, "“Nobody will come back,”"),), "say", "after",
        ),
    ]  # fmt: skip
    assert _speakers(text, owned(text, found)) == [("Ada Finch", 1), ("Karol Venn", 1)]


def test_of_words_without_marks_the_surer_reading_is_kept() -> None:
    text = "Ada Finch told friends that Karol Venn believes the mill will close."
    found = [
        _raw(text, "Ada Finch", "told", "the mill will close", probability=0.4),
        _raw(text, "Karol Venn", "believes", "the mill will close", probability=0.9),
    ]
    assert _speakers(text, owned(text, found)) == [("Karol Venn", 1)]


def test_words_inside_longer_words_stay() -> None:
    text = "Ada Finch said that the report, which Karol Venn called “a lie”, was burnt."
    found = [
        _raw(text, "Ada Finch", "said", "the report, which Karol Venn called “a lie”, was burnt"),
        _raw(text, "Karol Venn", "called", "“a lie”"),
    ]
    assert owned(text, found) == found
