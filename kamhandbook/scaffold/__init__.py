"""New handbook projects: every file a company starts from, made of the catalogue and the form."""
