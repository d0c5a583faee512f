"""Findings in other formats: the JSON forms of every command, and CSV tables.

Nothing is decided here; a form holds exactly what the findings hold, with names in place of internal ids.
"""

from __future__ import annotations

from whence.export.forms import attribution_form, likelihood_form, link_form, quotation_form
from whence.export.tables import write_csv
from whence.export.whole import evidence_form, report_form

__all__ = [
    "attribution_form",
    "evidence_form",
    "likelihood_form",
    "link_form",
    "quotation_form",
    "report_form",
    "write_csv",
]
