"""The way in from a shell: ``kamhandbook`` and ``python -m kamhandbook``."""

from __future__ import annotations


def run() -> None:
    """Run a command as a program; Ctrl+C leaves without a traceback, also while it is loaded."""
    try:
        from kamhandbook import cli
    except KeyboardInterrupt:
        raise SystemExit(1) from None
    cli.run()


if __name__ == "__main__":
    run()
