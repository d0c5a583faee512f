"""A finding as a sentence: the summary on top, what each claim rests on, what each flag means.

The sentences say what the findings say and no more; a count is never rounded into a verdict on truth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from whence.model import Claim, Findings, Flag, Origin, QuotationCheck, SourceKind, Verdict

CREDIBILITY = {
    1: "confirmed by independent origins",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}

GRADED = "credibility"
"""The rule of the reason for a claim's credibility, which is told with the grade."""

FLAG_LABELS = {
    Flag.CIRCULAR: "goes in a circle",
    Flag.CONTRADICTED: "contradicted",
    Flag.NOT_CONFIRMED: "said to be confirmed, but is not",
    Flag.ALTERED_QUOTE: "altered quotation",
    Flag.SINGLE_SOURCE: "one origin only",
    Flag.UNNAMED_ONLY: "unnamed sources only",
}

FLAG_SENTENCES = {
    Flag.CIRCULAR: "The documents cite one another in a ring, and no root outside it was found.",
    Flag.CONTRADICTED: "Another statement says something that cannot be true at the same time.",
    Flag.NOT_CONFIRMED: "A document says that another confirms this; that other one holds no such fact.",
    Flag.ALTERED_QUOTE: "A quotation here is worded otherwise than its original.",
    Flag.SINGLE_SOURCE: "However many documents say it, they may all have it from one origin.",
    Flag.UNNAMED_ONLY: "Nobody who is named stands behind this.",
}


LOOKED_FOR = {
    Flag.CIRCULAR: "reports that go in a circle",
    Flag.CONTRADICTED: "contradictions",
    Flag.NOT_CONFIRMED: "confirmations that are not there",
    Flag.ALTERED_QUOTE: "altered quotations",
}


def counted(number: int, one: str, many: str | None = None) -> str:
    """The number with its noun: ``1 claim``, ``12 claims``, ``1,204 claims``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(parts: Sequence[str], most: int = 4) -> str:
    """The parts as a reader would say them: ``a, b and c``; beyond *most* the rest is counted."""
    shown = list(parts) if len(parts) <= most else [*parts[: most - 1], counted(len(parts) - most + 1, "other")]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1] if shown else ""


def interval(claim: Claim) -> str:
    """The independent origins as they stand on the badge: ``1``, or ``1 to 3``."""
    return str(claim.low) if claim.low == claim.high else f"{claim.low} to {claim.high}"


def heading(findings: Findings) -> str:
    """How much the case holds."""
    return f"{counted(len(findings.claims), 'claim')} in {counted(len(findings.documents), 'document')}"


def summary(findings: Findings) -> str:
    """The whole case in one sentence."""
    if not findings.documents:
        return "No document could be read."
    tail = [
        _flagged(findings.claims),
        _altered(findings.quotations),
        f"{counted(len(findings.originals), 'original')} {are(len(findings.originals))} cited and not in the folder"
        if findings.originals
        else "",
        f"{counted(len(findings.problems), 'problem')} in reading" if findings.problems else "",
    ]
    first = ": ".join(part for part in (heading(findings), ", ".join(_standing(findings.claims))) if part)
    return "; ".join(part for part in (first, *tail) if part) + "."


def not_found(findings: Findings) -> str:
    """What was looked for between the documents and not found, in words; nothing where there is one document."""
    flags = {flag for claim in findings.claims for flag in claim.flags}
    missing = [words for flag, words in LOOKED_FOR.items() if flag not in flags]
    return listed(missing) if len(findings.documents) > 1 else ""


def are(number: int) -> str:
    """The verb for so many."""
    return "is" if number == 1 else "are"


def was(number: int) -> str:
    """The verb for so many, in the past."""
    return "was" if number == 1 else "were"


def _standing(claims: Sequence[Claim]) -> list[str]:
    bounds = Counter((c.low, c.high) for c in claims if not (c.flags and Flag.CIRCULAR in c.flags))
    several = sum(count for (low, _), count in bounds.items() if low >= 2)
    perhaps = sum(count for (low, high), count in bounds.items() if low < 2 <= high)
    one = sum(count for (_, high), count in bounds.items() if high == 1)
    ring = sum(Flag.CIRCULAR in claim.flags for claim in claims)
    parts = [
        f"{several} on two or more independent origins" if several else "",
        f"{perhaps} on one{'' if several else ' origin'} or perhaps more" if perhaps else "",
        f"{one} on one{'' if several or perhaps else ' origin'}" if one else "",
        f"{ring} {'goes' if ring == 1 else 'go'} in a circle" if ring else "",
    ]
    return _resting([part for part in parts if part], several + perhaps + one)


def _flagged(claims: Sequence[Claim]) -> str:
    """How many of the claims, whatever they rest on, are contradicted or said to be confirmed."""
    flags = Counter(flag for claim in claims for flag in claim.flags)
    against, untrue = flags[Flag.CONTRADICTED], flags[Flag.NOT_CONFIRMED]
    parts = [
        f"{against} of them {are(against)} contradicted" if against else "",
        f"{untrue}{'' if against else ' of them'} {are(untrue)} said to be confirmed but {are(untrue)} not"
        if untrue
        else "",
    ]
    return ", ".join(part for part in parts if part)


def _altered(checks: Sequence[QuotationCheck]) -> str:
    """How many quotations differ, from their originals and from quotations before them."""
    altered = [check for check in checks if check.verdict is Verdict.ALTERED]
    before = sum(not check.of_original for check in altered)
    first = len(altered) - before
    parts = [
        f"{counted(first, 'quotation')} {was(first)} altered" if first else "",
        f"{counted(before, 'quotation')} {'differs' if before == 1 else 'differ'} from an earlier one"
        if before
        else "",
    ]
    return ", ".join(part for part in parts if part)


def _resting(parts: list[str], resting: int) -> list[str]:
    """The parts with the verb that the first ones share: ``4 rest on two or more ..., 21 on one``."""
    if not resting:
        return parts
    number, rest = parts[0].split(" ", 1)
    return [f"{number} {'rests' if number == '1' else 'rest'} {rest}", *parts[1:]]


def basis(claim: Claim, documents: int, roots: Sequence[str]) -> str:
    """What a claim rests on: how many documents say it, and from how many origins they have it."""
    who = f"{counted(documents, 'document')} {'says' if documents == 1 else 'say'} this"
    if Flag.CIRCULAR in claim.flags:
        return f"{who}, citing one another; no origin outside the ring was found."
    if claim.high == 0:
        return f"{who}; no origin could be established."
    if claim.low == claim.high == 1:
        return f"{who}, from one origin: {listed(roots)}." if roots else f"{who}, from one origin."
    named = f": {listed(roots)}" if roots else ""
    if claim.low == claim.high:
        return f"{who}, from {claim.high} independent origins{named}."
    return f"{who}, from at least {claim.low} and at most {claim.high} independent origins{named}."


def seen(origin: Origin) -> str:
    """Whether the root's own words are at hand; nothing for a root without a name, which cannot be looked up."""
    if origin.seen:
        return "own words in the folder"
    if origin.kind in (SourceKind.UNNAMED, SourceKind.UNSPECIFIED):
        return ""
    if any(why.rule == "not-told" for why in origin.evidence):
        return "named, this not found in its own texts"
    return "named, own words not in the folder"


def credibility(claim: Claim) -> str:
    """The grade proposed for a claim, in words, and why."""
    why = next((reason.detail for reason in claim.reasons if reason.rule == GRADED), "")
    grade = f"Proposed credibility {claim.credibility} ({CREDIBILITY.get(claim.credibility, 'cannot be judged')})"
    return f"{grade}: {why.partition(': ')[2]}." if why else f"{grade}."
