"""What must not leave: withheld texts searched for in every finished file (DOC6)."""
