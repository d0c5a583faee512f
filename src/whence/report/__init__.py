"""Findings as one self-contained page: finding, then sentence, then HTML. Nothing is decided here."""

from __future__ import annotations

from whence.report.page import page, page_key

__all__ = ["page", "page_key"]
