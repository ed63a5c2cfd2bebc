"""Packages whose names are imported when they are first used.

A screen that shows a list has no use for what writes, backs up or merges; importing all of a
package for one of its functions is what a start-up pays for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def exports(package: str, names: Mapping[str, str]) -> Callable[[str], Any]:
    """Return the ``__getattr__`` of ``package``; ``names`` maps a name to its module in it.

    A name is looked up once; from then on it is an attribute like any other.
    """

    def look_up(name: str) -> Any:
        module = names.get(name)
        if module is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{module}"), name)
        setattr(import_module(package), name, value)
        return value

    return look_up
