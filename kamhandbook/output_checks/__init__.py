"""What an edition and its deck show: their length (DOC1), what does not fit (TXT1), and the
questions of day one without an answer (DOC7).
"""
