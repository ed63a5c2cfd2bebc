"""A believable shop to try things on, in a database of its own."""

from kobicrm.services.demo.build import DemoReport, build, ready
from kobicrm.services.demo.people import people

__all__ = ["DemoReport", "build", "people", "ready"]
