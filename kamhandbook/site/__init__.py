"""The intranet site: blocks to HTML, drawings to SVG, the MkDocs build, atomic publishing."""
