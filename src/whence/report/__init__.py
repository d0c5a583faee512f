"""Findings as one self-contained page: finding, then sentence, then HTML. Nothing is decided here."""

from __future__ import annotations

from whence.report.page import page, page_key
from whence.report.summary import GRADED, credibility, heading, seen
from whence.report.taken import touches

__all__ = ["GRADED", "credibility", "heading", "page", "page_key", "seen", "touches"]
