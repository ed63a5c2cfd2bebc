"""Failures of SQLite that no sentence is written for come out as they are, at any depth."""

from __future__ import annotations

import pytest

from kobicrm.services.session import Session
from kobicrm.storage.failures import DatabaseFailure
from kobicrm.storage.models import Contact


@pytest.mark.timeout(20)
def test_an_unknown_failure_passes_through_reads_inside_reads(shop: Session) -> None:
    def read() -> None:
        with shop.store.reading(), shop.store.reading(), shop.store.reading():
            list(Contact.raw("SELECT id FROM nowhere").tuples())

    with pytest.raises(DatabaseFailure, match="nowhere"):
        read()
