"""The PowerPoint deck: the master and its geometry, blocks to text and tables, packaging."""
