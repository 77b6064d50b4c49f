"""What an edition and its deck show: too many slides or too few (DOC1), what does not fit (TXT1), the
questions of day one without an answer (DOC7)."""
