"""What the contact form asks of the application around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kobicrm.services.contacts import CompanyHint, Similar
from screens.contacts.form_values import Draft


@dataclass(frozen=True)
class FormHelp:
    """What the form asks of the application; answers come back on the UI thread."""

    company: Callable[[str, Callable[[CompanyHint], None]], None]
    similar: Callable[[Mapping[str, object], Callable[[list[Similar]], None]], None]
    open: Callable[[str], None]
    keep: Callable[[Draft], None]
