"""One exception tree for everything that can go wrong in a way a user can act on.

An error carries a stable ``code`` and plain ``values``; the doors (commands, screens) turn
them into a sentence in the user's language with :func:`kobicrm.i18n.error_text`.
The numbers are the exit codes of the command line contract.
"""

from __future__ import annotations


class KobiError(Exception):
    """Base of all expected errors. ``exit_code`` is what a command returns for it."""

    exit_code = 1

    def __init__(self, code: str, /, **values: object) -> None:
        """Keep the stable ``code`` and the ``values`` its sentence names."""
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        """Return the code alone: values may be personal data and must not reach a log."""
        return self.code


class ValidationError(KobiError):
    """A value given by the user can't be taken. ``field`` names it when there is one."""

    exit_code = 2


class QueryError(ValidationError):
    """A text is no query: ``position`` (from 1) and ``text`` say where, ``near`` what may be meant.

    ``text`` is as it stands in the query, so that ``near`` can take its place.
    """

    def mended(self, query: str) -> str:
        """Return ``query`` with ``near`` in the place of the mistake, as it is without one."""
        near, wrong = str(self.values.get("near", "")), str(self.values["text"])
        at = int(str(self.values["position"])) - 1
        if not near or query[at : at + len(wrong)] != wrong:
            return query
        return query[:at] + near + query[at + len(wrong) :]


class UsageError(KobiError):
    """The call itself is wrong: options that exclude each other, an unknown column."""

    exit_code = 2


class NotFound(KobiError):
    """No record fits the reference."""

    exit_code = 4


class Ambiguous(KobiError):
    """Several records fit the reference; ``values['candidates']`` lists them."""

    exit_code = 4


class Conflict(KobiError):
    """The record changed since it was read, or an undo would overwrite later work."""


class BadFile(KobiError):
    """A file is missing, unreadable, damaged, too large or of an unknown kind."""


class StoreError(KobiError):
    """The database can't be used: foreign, damaged, newer than this program, disk full."""


class StoreBusy(KobiError):
    """Another process holds the database, or it may not be written to."""

    exit_code = 5


class VerificationFailed(KobiError):
    """A backup or the database did not pass its checks."""

    exit_code = 6


class NotSent(KobiError):
    """A message was certainly not sent: it may be tried again."""


class Uncertain(KobiError):
    """A message may have been sent or not: it must not be sent again by itself."""

    exit_code = 3


class Interrupted(KobiError):
    """The user or the system stopped the work; nothing of it was kept."""

    exit_code = 130
