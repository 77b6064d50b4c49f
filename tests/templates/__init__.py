"""Any corporate template gives a deck: ``python -m tests.templates FOLDER`` says how good a one."""
