"""The JSON forms of single findings: attributions, a link, a quotation check.

Fields may be added, never renamed. Offsets count Unicode code points of the text that is passed in.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from whence.links import Likelihood
from whence.model import Attribution, Difference, Link, Span, Verdict

Form = dict[str, Any]


def span_form(span: Span | None, text: str) -> Form | None:
    """A stretch of *text* with its offsets and its words, or ``None``."""
    return None if span is None else {"start": span.start, "end": span.end, "text": span.of(text)}


def attribution_form(document: object, attributions: Iterable[Attribution], text: str) -> Form:
    """The attributions of one text. *document* is the caller's id for it, handed back as it came."""
    return {"id": document, "attributions": [_attribution(found, text) for found in attributions]}


def _attribution(found: Attribution, text: str) -> Form:
    return {
        "id": found.id,
        "source": span_form(found.source, text),
        "cue": span_form(found.cue, text),
        "content": [span_form(span, text) for span in found.content],
        "form": found.form.value,
        "within": found.within,
        "source_kind": found.source_kind.value,
        "chain": [mention.name for mention in found.chain],
        "modality": found.modality.value if found.modality else None,
        "probability": found.probability,
        "class": found.cue_class.value,
    }


def link_form(pair: object, link: Link) -> Form:
    """How two statements stand to each other. *pair* is the caller's id for the two, handed back as it came."""
    return {
        "id": pair,
        "relation": link.relation.value,
        "slot": link.slot.value if link.slot else None,
        "score": link.score,
        "reason": reason(link),
    }


def likelihood_form(read: Likelihood | None) -> Form | None:
    """What the network makes of two statements: probabilities, 0 to 1; nothing where it cannot be run."""
    return None if read is None else dataclasses.asdict(read)


def reason(link: Link) -> str:
    """Why the link was made, in words."""
    return "; ".join(dict.fromkeys(evidence.detail for evidence in link.evidence if evidence.detail))


def quotation_form(quotation: object, verdict: Verdict, differences: Iterable[Difference]) -> Form:
    """The outcome of one quotation check. *quotation* is the caller's id for it, handed back as it came."""
    return {"id": quotation, "verdict": verdict.value, "differences": [difference_form(d) for d in differences]}


def difference_form(difference: Difference) -> Form:
    """Words of the quotation against words of its original, with offsets where they are known."""
    return {
        "quoted": difference.quoted,
        "original": difference.original,
        "here": _offsets(difference.here),
        "there": _offsets(difference.there),
    }


def _offsets(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
