"""Who may see what: the cut for an audience, and by what its finished files are told."""
