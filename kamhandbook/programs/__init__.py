"""Programs of the machine that print: a browser for pages, an office program for the deck."""
