"""``python -m kamhandbook``."""

from kamhandbook.cli import run

run()
