"""Starting the application on the screen: the one place where a command reaches it."""

from __future__ import annotations

from kobicrm.cli.context import Call


def launch(call: Call) -> int:
    """Open the application on the call's database, stay until it is closed, return its code."""
    import gc
    from dataclasses import replace

    from kobicrm import logs

    # Nothing that is made while the program starts is thrown away: looking for garbage in it
    # costs a tenth of the time to the first list. The application turns it on again.
    gc.disable()
    from screens.app import run_app

    logs.quiet_libraries()
    settings = replace(call.settings, wait=call.waiting)
    return run_app(call.database, settings=settings, who=call.staff)
