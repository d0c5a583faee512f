"""Attribution -> Statement: each proposition of a document, on whose word, with its figures, dates and polarity."""

from whence.statements.made import statement, statements

__all__ = ["statement", "statements"]
