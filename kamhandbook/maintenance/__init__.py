"""Scripts for those who maintain the package; nothing here runs for a handbook."""
