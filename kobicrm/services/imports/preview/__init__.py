"""How a file is understood, before anything is planned: columns, samples, the first record."""

from kobicrm.services.imports.preview.looking import preview, remap
from kobicrm.services.imports.preview.parts import ColumnPreview, Preview

__all__ = ["ColumnPreview", "Preview", "preview", "remap"]
