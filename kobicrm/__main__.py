"""The program's entry: ``kobicrm`` and ``python -m kobicrm``.

Kept free of imports so that ``--version`` costs no more than Python itself.
"""

import sys


def main() -> int:
    """Run the command line in ``sys.argv`` and return its exit code."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from kobicrm import __version__

        sys.stdout.write(f"kobicrm {__version__}\n")
        return 0
    from kobicrm.cli.door import ignore_signals, run

    code = run(arguments)
    ignore_signals()
    return code


if __name__ == "__main__":
    sys.exit(main())
