"""Files as nobody would write them: ``python -m tests.fuzz --count 10000 --seed 1``."""
