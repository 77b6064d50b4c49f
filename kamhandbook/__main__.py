"""``python -m kamhandbook``."""

from kamhandbook.cli import main

main(prog_name="kamhandbook")
