"""What only an output can show: DOC1, DOC6, DOC7, TXT1."""
