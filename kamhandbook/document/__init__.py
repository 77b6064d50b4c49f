"""What is said, free of any output format: blocks, the Markdown they are read from, drawings."""
