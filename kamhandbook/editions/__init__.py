"""Who may see what: the cut for an audience, and the stamp of the files made for it."""
